"""What people type: queries, suggestions and related articles of judged files, asked over HTTP of real indexes.

    python tests/benchmarks/language.py FILE… [--src SRC] [--big ARCHIVE --big-index INDEX] [-v] [--save OUT] [--against OUT]
    python tests/benchmarks/language.py --tasks TASKS.jsonl… [--src SRC] --big ARCHIVE --big-index INDEX

A FILE has one JSON object a line, as ``tests/golden/language.jsonl`` (keys: ``test_language.py`` beside it), or one correct
word a line (``.txt``). Texts of a file are one small archive, its related articles another one; rows with ``archive`` are
asked of ``--big`` or of ``--sample``; without ``--big`` its rows are left out. Prints one table of passes by kind, with
``--against`` those of a saved run before them, with ``-v`` the rows that fail and why.

``--tasks`` sends the sentences of tasks as they stand, and prints MRR@10 and Recall@10 by file, kind and language, the number
of refusals and the median time of a request, by the clock and of the processor, which other work disturbs less.

``--src`` is the ``src`` folder of the checkout that is measured; without it, the seogo that Python finds. A request that is
refused counts as a failure. The index of ``--big`` is used as it is; ``--reindex`` brings it up to date first, as another
checkout may need it.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import re
import statistics
import sys
import tempfile
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from flask.testing import FlaskClient

Row = dict[str, Any]
Reply = dict[str, Any]

FIRST = 10
"""Results among which a text must be."""

MOST = 100
"""Results among which a text must not be."""

ARCHIVES = ("small", "related", "sample", "big")
ROOT = Path(__file__).parent.parent.parent

_LETTERS = re.compile("[\u1100-\u11ffㄱ-ㆎ가-힣\u4e00-\u9fff]")
_SYNTAX = re.compile(r"[!-/:-@\[-`{-~]")
_AROUND = re.compile(r'<section class="around">(.*?)</section>', re.DOTALL)
_LINK = re.compile(r'href="[^"]*?/articles/([^"?#]+)')


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of a row: no ``faults`` where it passes."""

    row: Row
    faults: tuple[str, ...]


@dataclass
class Asked:
    """An application that is asked; ``refused`` and ``unexplained`` count what is wrong with any answer: status 400, and
    results without a reason (an empty ``matched``)."""

    client: FlaskClient
    refused: int = 0
    unexplained: int = 0
    seconds: list[tuple[float, float]] = field(default_factory=list)

    def search(self, query: str, **parameters: object) -> Reply | None:
        """Answer of ``/search.json``; None where it is refused."""
        given = {"q": query, "fold": "off", "size": MOST, **parameters}
        began = time.perf_counter(), time.process_time()
        response = self.client.get("/search.json", query_string=given)
        self.seconds.append((time.perf_counter() - began[0], time.process_time() - began[1]))
        if response.status_code != 200:
            self.refused += 1
            return None
        answer: Reply = response.get_json()
        self.unexplained += sum(not result["matched"] for result in answer["results"][:FIRST])
        return answer

    def suggest(self, prefix: str) -> list[str]:
        """Texts that ``/suggest`` offers; none where it is refused."""
        response = self.client.get("/suggest", query_string={"q": prefix})
        texts: list[str] = json.loads(response.get_data())[1] if response.status_code == 200 else []
        return texts

    def related(self, article: str) -> list[str]:
        """Ids in the list "about the same" of an article's page."""
        page = self.client.get(f"/articles/{article}").get_data(as_text=True)
        lists = _AROUND.findall(page)
        return [unquote(unescape(name)) for name in _LINK.findall(lists[0])] if lists else []


# rows


def read_rows(path: Path) -> list[Row]:
    """Rows of a file; a word of a ``.txt`` file is a query for which nothing may be offered."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if path.suffix == ".txt":
        kind = "correct words"
        return [
            {"kind": kind, "archive": "big", "query": word.strip(), "offers": None}
            for word in lines
        ]
    rows: list[Row] = [json.loads(line) for line in lines]
    for row in rows:
        row.setdefault("kind", row.get("cat", "suggestions" if "prefix" in row else path.stem))
    return rows


def archive_of(row: Row) -> str:
    """Name of the archive in which a row is asked, one of ARCHIVES."""
    return str(row.get("archive", "related" if "article" in row else "small"))


def texts_of(row: Row) -> list[str]:
    """Texts that a row brings into its small archive."""
    keys = ("must", "not_above", "not", "never", "article", "related", "unrelated", "other")
    return [text for key in keys for text in listed(row, key)]


def listed(row: Row, key: str) -> list[str]:
    """Texts under a key: one, several or none."""
    value = row.get(key, [])
    return [value] if isinstance(value, str) else list(value)


def article_id(text: str) -> str:
    """Id of the article that a text becomes."""
    normal = unicodedata.normalize("NFKC", text)
    lang = "ko" if _LETTERS.search(normal) else "en"
    return f"{hashlib.sha1(text.encode()).hexdigest()[:12]}.{lang}"


def write_texts(texts: Sequence[str], archive: Path) -> None:
    """Write every text as an article of its own, whatever it would mean in Markdown."""
    archive.mkdir(parents=True, exist_ok=True)
    for text in texts:
        paragraphs = [_SYNTAX.sub(r"\\\g<0>", line) for line in text.split("\n")]
        content = "---\ntitle: —\n---\n\n" + "\n\n".join(paragraphs) + "\n"
        (archive / f"{article_id(text)}.md").write_text(content, encoding="utf-8")


# judging


def judge(row: Row, asked: Asked) -> Outcome:
    """Outcome of one row."""
    if "prefix" in row:
        return Outcome(row, tuple(_suggested(row, asked)))
    if "article" in row:
        return Outcome(row, tuple(_related(row, asked)))
    answer = asked.search(row["query"])
    faults = list(_searched(row, answer))
    if faults and row.get("via", "suggestion") == "suggestion" and listed(row, "must"):
        offered = answer["query"]["corrections"] if answer else []
        if not offered:
            faults.append("no correction is offered")
        else:
            corrected = list(_searched(row, asked.search(offered[0]["text"])))
            faults = [f"as {offered[0]['text']}: {fault}" for fault in corrected]
    if answer:
        faults += _read(row, answer)
    return Outcome(row, tuple(faults))


def _searched(row: Row, answer: Reply | None) -> Iterator[str]:
    """Faults of the results."""
    if answer is None:
        yield "refused"
        return
    results = answer["results"]
    places = {result["id"]: place for place, result in enumerate(results, 1)}
    full = {result["id"] for result in results if result["complete"]}
    wanted = [article_id(text) for text in listed(row, "must")]
    for text, name in zip(listed(row, "must"), wanted, strict=True):
        if places.get(name, MOST) > FIRST:
            yield f"not found: {text}"
        elif not row.get("partly") and name not in full:
            yield f"found without some of the words: {text}"
    last = max((places.get(name, MOST + 1) for name in wanted), default=0)
    for key in ("not_above", "not", "never"):
        for text in listed(row, key):
            place = places.get(article_id(text))
            if place is None:
                continue
            if key == "never":
                yield f"found: {text}"
            elif place < last:
                yield f"above: {text}"
            elif key == "not" and article_id(text) in full:
                yield f"full match: {text}"
    yield from _marked(row, [result for result in results if result["id"] in wanted])


def _marked(row: Row, results: Sequence[Reply]) -> Iterator[str]:
    """Faults of the marks and passages of the wanted results."""
    for result in results:
        passages = [passage["text"] for passage in result["snippets"]]
        marked = [
            "".join(
                character if any(start <= at < end for start, end in passage["ranges"]) else "\0"
                for at, character in enumerate(passage["text"])
            )
            for passage in result["snippets"]
        ]
        for text in listed(row, "marks"):
            if not any(
                _covered(text, plain, of) for plain, of in zip(passages, marked, strict=True)
            ):
                yield f"not marked: {text} in {[part for of in marked for part in of.split(chr(0)) if part]}"
        for text in listed(row, "unmarked"):
            if any(_covered(text, plain, of) for plain, of in zip(passages, marked, strict=True)):
                yield f"marked: {text}"
        for text in listed(row, "passage"):
            if not any(text in plain for plain in passages):
                yield f"not in the passage: {text} in {passages}"


def _covered(text: str, plain: str, marked: str) -> bool:
    """Whether some occurrence of a text is marked, but for its spaces."""
    starts = [found.start() for found in re.finditer(re.escape(text), plain)]
    return any(
        all(marked[at] != "\0" or plain[at].isspace() for at in range(start, start + len(text)))
        for start in starts
    )


def _read(row: Row, answer: Reply) -> Iterator[str]:
    """Faults of corrections, translations and equivalents, whatever was found."""
    query = answer["query"]
    offered = [correction["text"] for correction in query["corrections"]]
    if "offers" in row and offered[:1] != ([row["offers"]] if row["offers"] else []):
        yield f"offered: {', '.join(offered) or 'nothing'}"
    bridges = [bridge["text"] for bridge in query["bridges"]]
    for text in listed(row, "unbridged"):
        if any(text.casefold() == bridge.casefold() for bridge in bridges):
            yield f"translated as {text}"
    if "bridged" in row and not {text.casefold() for text in listed(row, "bridged")} & {
        bridge.casefold() for bridge in bridges
    }:
        yield f"translated as {', '.join(bridges) or 'nothing'}"
    if row.get("by_sound") is False:
        heard = [bridge["text"] for bridge in query["bridges"] if bridge["origin"] == "name"]
        if heard:
            yield f"by sound: {', '.join(heard)}"
    if row.get("explained"):
        reasonless = [one for one in answer["results"] if not one["matched"]]
        if reasonless:
            yield f"{len(reasonless)} results without a reason"
        if answer["total_some"] and " " not in row["query"]:
            yield f"{answer['total_some']} results have some of one word"
    if row.get("nothing") and answer["total"] + answer["total_some"]:
        yield f"{answer['total'] + answer['total_some']} results"
    for text in listed(row, "not_also"):
        if text in [also["text"] for also in query["also"]]:
            yield f"also searched: {text}"


def _suggested(row: Row, asked: Asked) -> Iterator[str]:
    offered = asked.suggest(row["prefix"])
    known = {text.casefold() for text in offered}
    if not known & {text.casefold() for text in listed(row, "want")}:
        yield f"suggested: {', '.join(offered) or 'nothing'}"


def _related(row: Row, asked: Asked) -> Iterator[str]:
    # an archive that is not made of texts has ids
    name = article_id if archive_of(row) == "related" else str
    found = asked.related(name(row["article"]))
    for text in listed(row, "related"):
        if name(text) not in found:
            yield f"not related: {text[:40]}"
    for text in listed(row, "unrelated"):
        if name(text) in found:
            yield f"related: {text[:40]}"
    if row.get("alone") and found:
        yield f"{len(found)} related"


# archives and runs


@contextlib.contextmanager
def opened(archive: Path, index: Path, *, build: bool) -> Iterator[Asked]:
    """An application over an archive, its index brought up to date if ``build``."""
    from seogo.composition import open_site
    from seogo.indexing.indexer import IndexOptions
    from seogo.settings import load_settings
    from seogo.web.app import build_app

    site = open_site(load_settings(archive, index, {}))
    try:
        if build:
            site.indexer.run(IndexOptions())
        yield Asked(build_app(site).test_client())
    finally:
        site.close()


@contextlib.contextmanager
def archive_for(name: str, rows: Sequence[Row], options: argparse.Namespace) -> Iterator[Asked]:
    """The application in which the rows of one archive are asked."""
    if name == "big":
        with opened(options.big, options.big_index, build=options.reindex) as asked:
            yield asked
        return
    with tempfile.TemporaryDirectory(prefix="seogo-language-") as folder:
        archive = options.sample
        if name != "sample":
            archive = Path(folder) / "archive"
            write_texts([text for row in rows for text in texts_of(row)], archive)
        with opened(archive, Path(folder) / "index", build=True) as asked:
            yield asked


def run(files: Sequence[Path], options: argparse.Namespace) -> list[Outcome]:
    """Outcomes of the rows of all files, in their order."""
    outcomes: list[Outcome] = []
    big: list[tuple[int, Row]] = []
    judged: dict[int, Outcome] = {}
    number = 0
    for path in files:
        parts: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        for row in read_rows(path):
            parts[archive_of(row)].append((number, row))
            number += 1
        big += parts.pop("big", [])
        for name, rows in parts.items():
            judged.update(_run(name, rows, options))
    if big and options.big:
        judged.update(_run("big", big, options))
    outcomes += [judged[at] for at in sorted(judged)]
    return outcomes


def _run(
    name: str, rows: Sequence[tuple[int, Row]], options: argparse.Namespace
) -> dict[int, Outcome]:
    with archive_for(name, [row for _, row in rows], options) as asked:
        found = {at: judge(row, asked) for at, row in rows}
        print(
            f"{name} archive: {len(rows)} rows, {asked.refused} refusals, "
            f"{asked.unexplained} first-ten results without a reason",
            file=sys.stderr,
            flush=True,
        )
    return found


def print_table(outcomes: Sequence[Outcome], before: dict[str, Any], *, verbose: bool) -> None:
    """Print passes by kind as a Markdown table, and with ``verbose`` the rows that fail."""
    passed = Counter(str(one.row["kind"]) for one in outcomes if not one.faults)
    counts = Counter(str(one.row["kind"]) for one in outcomes)
    former = before.get("passed", {})
    print("| kind | before | now | of |" if former else "| kind | now | of |")
    print("|---|---|---|---|" if former else "|---|---|---|")
    for kind, count in counts.items():
        cells = [former.get(kind, 0)] if former else []
        print("|", " | ".join(map(str, [kind, *cells, passed[kind], count])), "|")
    cells = [sum(former.get(kind, 0) for kind in counts)] if former else []
    print("|", " | ".join(map(str, ["all", *cells, passed.total(), len(outcomes)])), "|")
    lost = [one for one in outcomes if one.faults and name_of(one.row) in before.get("names", [])]
    if lost:
        print(f"\n{len(lost)} rows that passed before and fail now:")
        print_failing(lost)
    if verbose:
        print("\nRows that fail:")
        print_failing([one for one in outcomes if one.faults])


def print_failing(outcomes: Sequence[Outcome]) -> None:
    """Print rows with what is wrong, kind by kind."""
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        kinds[str(one.row["kind"])].append(one)
    for kind, failing in kinds.items():
        print(f"\n## {kind} ({len(failing)})")
        for one in failing:
            print(f"- {name_of(one.row)}: {'; '.join(one.faults)}")


def name_of(row: Row) -> str:
    """Name of a row for people: what is asked, with what must be found."""
    asked = row.get("query", row.get("prefix", row.get("article", "")[:40]))
    return f"`{asked}`" + "".join(f" → {text}" for text in listed(row, "must")[:1])


def save(outcomes: Sequence[Outcome], path: Path) -> None:
    """Write a run for ``--against``."""
    passed = [one for one in outcomes if not one.faults]
    data = {
        "passed": Counter(str(one.row["kind"]) for one in passed),
        "names": [name_of(one.row) for one in passed],
    }
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


# tasks


def run_tasks(files: Sequence[Path], options: argparse.Namespace) -> None:
    """Print figures of tasks whose sentences are sent as they stand."""
    with opened(options.big, options.big_index, build=options.reindex) as asked:
        asked.search("처음", size=FIRST)
        asked.seconds.clear()
        print("| tasks | queries | MRR@10 | Recall@10 | refused | p50 ms | of the processor |")
        print("|---|---|---|---|---|---|---|", flush=True)
        every: list[tuple[float, float]] = []
        for path in files:
            lines = path.read_text(encoding="utf-8").splitlines()
            groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
            for task in map(json.loads, filter(None, lines)):
                groups[task["kind"], task["lang"]].append(task)
            for (kind, lang), tasks in sorted(groups.items(), reverse=True):
                tasks = tasks[: options.limit]
                asked.seconds.clear()
                refused = asked.refused
                other = {"lang": "en" if lang == "ko" else "ko"} if kind == "bridge" else {}
                ranks = [_rank(asked.search(t["query"], size=FIRST, **other), t) for t in tasks]
                every += asked.seconds
                cells = (
                    f"{path.stem} {kind} {lang}",
                    len(tasks),
                    f"{statistics.mean(1 / rank if rank else 0 for rank in ranks):.4f}",
                    f"{statistics.mean(bool(rank) for rank in ranks):.4f}",
                    asked.refused - refused,
                    *_medians(asked.seconds),
                )
                print("|", " | ".join(map(str, cells)), "|", flush=True)
        print("| all |", len(every), "| | |", asked.refused, "|", " | ".join(_medians(every)), "|")


def _medians(seconds: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    return tuple(f"{statistics.median(of) * 1000:.1f}" for of in zip(*seconds, strict=True))


def _rank(answer: Reply | None, task: Row) -> int:
    """Rank of the first relevant article, from 1; 0: not found."""
    found = [result["id"] for result in answer["results"]] if answer else []
    ranks = [found.index(name) + 1 for name in task["relevant"] if name in found]
    return min(ranks, default=0)


def main() -> None:
    """Print Markdown tables."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("files", type=Path, nargs="+", metavar="FILE")
    arguments.add_argument("--tasks", action="store_true", help="FILEs are tasks, sent as they are")
    arguments.add_argument("--src", type=Path)
    arguments.add_argument("--sample", type=Path, default=ROOT / "archive")
    arguments.add_argument("--big", type=Path)
    arguments.add_argument("--big-index", type=Path)
    arguments.add_argument("--reindex", action="store_true")
    arguments.add_argument("--limit", type=int, help="the first tasks of each kind only")
    arguments.add_argument("--save", type=Path)
    arguments.add_argument("--against", type=Path)
    arguments.add_argument("-v", "--verbose", action="store_true")
    options = arguments.parse_args()
    if bool(options.big) != bool(options.big_index) or (options.tasks and not options.big):
        arguments.error("--big and --big-index go together; --tasks needs them")
    if options.src:
        sys.path.insert(0, str(options.src.resolve()))
    if options.tasks:
        run_tasks(options.files, options)
        return
    outcomes = run(options.files, options)
    before = json.loads(options.against.read_text(encoding="utf-8")) if options.against else {}
    print_table(outcomes, before, verbose=options.verbose)
    if options.save:
        save(outcomes, options.save)


if __name__ == "__main__":
    main()
