"""The text of saved pages as Seogo imports it, beside what trafilatura alone finds.

    python tests/benchmarks/pages.py FOLDER [--lang en] [--part 1/4] [--log FILE] [--worst 10]

FOLDER is a collection as its project publishes it; five layouts are known:

- ``*/source.html`` with ``expected.html`` (mozilla/readability, ``test/test-pages``)
- ``html/*.html`` with ``txt/*.txt`` of the same name (newspaper4k, ``tests/data``)
- ``evaldata.json`` with pages in folders below it (trafilatura, ``tests``): passages that must be there, and that must not
- ``ground-truth.json`` with ``html/*.html.gz`` (scrapinghub/article-extraction-benchmark)
- ``ground-truth/*.json`` with ``html/*.html.gz`` (WCXB, ``dev`` or ``test``)

Words are ``\\w+`` without case, as a bag. Trafilatura is `bare_extraction(include_comments=False, include_tables=True)`.
A page that Seogo refuses has F1 0; one whose expected text is in neither language is left out, unless ``--lang`` takes
all as that one. Lines of ``--log`` are read first, so that a run goes on where it was stopped. Printed are means, and the
pages where Seogo has a recall under .5 and trafilatura has not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean

from trafilatura import bare_extraction

from seogo.articles.markdown import to_text
from seogo.importers.extraction.language_detection import language_of
from seogo.importers.extraction.tree import parse_html
from seogo.importers.formats.web_page import read_page
from seogo.importers.item import Item, Piece, Refused
from seogo.importers.writing.prepare import Prepared, prepare
from seogo.languages import Language

_IMAGE = re.compile(r"!\[(?:[^\[\]\\]|\\.)*\]\([^()\s]*\)")
LONG = 300
"""Expected words from which on a page with half of them missing is cut."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what its text should be: ``text``, or passages with and without; ``lang`` is what its collection says."""

    name: str
    data: bytes
    text: str = ""
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of a text in 0…1, ``seconds`` of CPU, the reason of a refusal."""

    precision: float
    recall: float
    seconds: float = 0.0
    why: str = ""

    @property
    def f1(self) -> float:
        """Harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _readability(folder: Path) -> Iterator[Page]:
    for source in sorted(folder.glob("*/source.html")):
        tree = parse_html((source.parent / "expected.html").read_text("utf-8"))
        # blocks are apart, as they are where they are shown
        text = " ".join(tree.itertext()) if tree is not None else ""
        said = json.loads((source.parent / "expected-metadata.json").read_text("utf-8"))
        lang = (said.get("lang") or "")[:2].lower()
        yield Page(source.parent.name, source.read_bytes(), text, lang=lang)


def _newspaper(folder: Path) -> Iterator[Page]:
    for source in sorted((folder / "html").glob("*.html")):
        text = folder / "txt" / f"{source.stem}.txt"
        if text.is_file():
            yield Page(source.stem, source.read_bytes(), text.read_text("utf-8"))


def _passages(folder: Path) -> Iterator[Page]:
    files = {path.name: path for path in sorted(folder.rglob("*.html"))}
    for one in json.loads((folder / "evaldata.json").read_text("utf-8")).values():
        if (path := files.get(one["file"])) is not None:
            yield Page(path.name, _bytes(path), "", tuple(one["with"]), tuple(one["without"]))


def _bodies(folder: Path) -> Iterator[Page]:
    for name, one in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        yield Page(name[:12], _bytes(folder / "html" / f"{name}.html.gz"), one["articleBody"])


def _main_contents(folder: Path) -> Iterator[Page]:
    for path in sorted((folder / "ground-truth").glob("*.json")):
        one = json.loads(path.read_text("utf-8"))
        kind = one["_internal"]["page_type"]["primary"]
        data = _bytes(folder / "html" / f"{path.stem}.html.gz")
        if text := one["ground_truth"].get("main_content"):
            yield Page(f"{kind} {path.stem}", data, text)


_LAYOUTS: tuple[tuple[str, Callable[[Path], Iterator[Page]]], ...] = (
    ("*/source.html", _readability),
    ("txt/*.txt", _newspaper),
    ("evaldata.json", _passages),
    ("ground-truth.json", _bodies),
    ("ground-truth/*.json", _main_contents),
)


def pages(folder: Path) -> Iterator[Page]:
    """The pages of a collection, in a certain order. Raises SystemExit where the layout is none of those known."""
    for sign, read in _LAYOUTS:
        if next(folder.glob(sign), None) is not None:
            return read(folder)
    raise SystemExit(f"{folder}: none of {', '.join(sign for sign, _ in _LAYOUTS)}")


def words(text: str) -> Counter[str]:
    """A bag of words."""
    return Counter(re.findall(r"\w+", text.casefold()))


def score(page: Page, text: str, seconds: float = 0.0) -> Score:
    """How much of what is wanted a text has, and how little else."""
    if not page.text:
        flat = " ".join(text.split())
        right = sum(" ".join(one.split()) in flat for one in page.wanted)
        wrong = sum(" ".join(one.split()) in flat for one in page.unwanted)
        return Score(
            right / (right + wrong) if right else 0.0, right / max(1, len(page.wanted)), seconds
        )
    wanted, got = words(page.text), words(text)
    common = sum((wanted & got).values())
    return Score(common / (sum(got.values()) or 1), common / (sum(wanted.values()) or 1), seconds)


def of_trafilatura(page: Page) -> Score:
    """What trafilatura alone makes of a page."""
    begin = time.process_time()
    found = bare_extraction(page.data, include_comments=False, include_tables=True)
    seconds = time.process_time() - begin
    return score(page, (getattr(found, "text", "") or "") if found else "", seconds)


def of_seogo(page: Page, lang: Language | None) -> Score:
    """What an import makes of a page."""
    begin = time.process_time()
    item = next(iter(read_page(Piece(page.name, page.name), page.data)))
    ready = prepare(item, lang) if isinstance(item, Item) else item
    seconds = time.process_time() - begin
    if not isinstance(ready, Prepared):
        why = ready.why.code if isinstance(ready, Refused) else ready.kind
        return Score(0.0, 0.0, seconds, why)
    return score(page, to_text(_IMAGE.sub("", ready.item.body)), seconds)


def is_ours(page: Page, lang: Language | None) -> bool:
    """Whether a page is in a language that Seogo takes."""
    if lang is not None or page.lang in ("ko", "en"):
        return True
    # a few words are in no certain language, and more often
    text = 9 * f"{page.text or ' '.join(page.wanted)} "
    return not page.lang and language_of(text) is not None


def main() -> None:
    """Compare a folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", choices=("ko", "en"))
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--log", type=Path)
    parser.add_argument("--worst", type=int, default=10)
    chosen = parser.parse_args()
    part, parts = map(int, chosen.part.split("/"))
    known: dict[str, tuple[Score, Score, int]] = {}
    if chosen.log and chosen.log.is_file():
        for line in chosen.log.read_text("utf-8").splitlines():
            one = json.loads(line)
            known[one["page"]] = (Score(**one["seogo"]), Score(**one["other"]), one["words"])
    results: dict[str, tuple[Score, Score, int]] = {}
    for number, page in enumerate(pages(chosen.folder)):
        if number % parts != part - 1 or not is_ours(page, chosen.lang):
            continue
        if page.name not in known:
            both = of_seogo(page, chosen.lang), of_trafilatura(page)
            known[page.name] = (*both, sum(words(page.text).values()))
            if chosen.log:
                with chosen.log.open("a", encoding="utf-8") as log:
                    one = {"page": page.name, "seogo": asdict(both[0]), "other": asdict(both[1])}
                    log.write(json.dumps(one | {"words": known[page.name][2]}) + "\n")
        results[page.name] = known[page.name]
        if len(results) % 50 == 0:
            _report(results)
    _report(results, chosen.worst)


def _report(results: dict[str, tuple[Score, Score, int]], worst: int = 0) -> None:
    print(f"{len(results)} pages")
    for at, name in ((0, "Seogo"), (1, "trafilatura")):
        scores = [one[:2][at] for one in results.values()]
        print(
            f"{name:12} F1 {mean(one.f1 for one in scores):.4f} precision {mean(one.precision for one in scores):.4f}"
            f" recall {mean(one.recall for one in scores):.4f} seconds {mean(one.seconds for one in scores):.3f}"
            f" refused {sum(bool(one.why) for one in scores)}"
        )
    cut = [
        name for name, (ours, theirs, _) in results.items() if ours.recall < 0.5 <= theirs.recall
    ]
    long = [name for name in cut if results[name][2] >= LONG]
    print(f"cut: {len(cut)}, of {LONG} words and more: {len(long)} {' '.join(long)}", flush=True)
    behind = sorted(results.items(), key=lambda one: one[1][0].f1 - one[1][1].f1)
    for name, (ours, theirs, count) in behind[:worst]:
        print(
            f"  {name:32} {count:6} words  Seogo {ours.precision:.2f} {ours.recall:.2f} {ours.why}"
            f"  trafilatura {theirs.precision:.2f} {theirs.recall:.2f}"
        )


if __name__ == "__main__":
    main()
