"""Answers of two checkouts, byte by byte: what a change of the code must not change.

    python tests/benchmarks/answers.py record SEOGO OUT ARCHIVE INDEX [TASK …]
    python tests/benchmarks/answers.py compare BEFORE AFTER

`record` starts `SEOGO serve` (the command of a checkout) over an archive and its index, asks for some 1,500 addresses (pages,
JSON, feeds, tables, filters, sorts, levels, articles, pairs, concordances, suggestions) made from the archive's own words and
from queries of TASK files, runs the exports, and writes one line of JSON an answer. `compare` masks what may differ (took_ms,
built_at, fingerprint, ETag, the version, addresses of static files, links to the help) and prints the answers that are
not the same.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

FILES = 60
"""Articles whose own words are asked for."""

MASKS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r'"took_ms":\s*[0-9.]+', '"took_ms":0'),
        (r'"built_at":\s*"[^"]*"', '"built_at":""'),
        (r'"fingerprint":\s*"[^"]*"', '"fingerprint":""'),
        (r"/static/([a-z]+)\.([a-z]+)\?v=[0-9a-f]+", r"/static/\1.\2"),
        (r"/static/([a-z]+)[.-][0-9a-f]{6,}\.([a-z]+)", r"/static/\1.\2"),
        (r"Seogo/?\s*[0-9]+\.[0-9]+\.[0-9]+", "Seogo"),
        (r'creationtoolversion="[^"]*"', "creationtoolversion"),
        (r'content="Seogo [^"]*"', 'content="Seogo"'),
        (r"<updated>[^<]*</updated>", "<updated/>"),
        (r' *<p><a href="/help[^"]*">[^<]*</a></p>\n', ""),
        (r'<a href="/help[^"]*">[^<]*</a>', ""),
        (r"http://127\.0\.0\.1:[0-9]+", "http://127.0.0.1"),
        (r"http%3A//127\.0\.0\.1%3A[0-9]+", "http%3A//127.0.0.1"),
    )
)
SEARCHES: tuple[dict[str, str], ...] = (
    *({}, {"size": "20"}, {"page": "2"}, {"fold": "off"}, {"level": "exact"}, {"level": "forms"}),
    *({"lang": "ko"}, {"lang": "en"}, {"in": "title"}, {"sort": "newest"}, {"sort": "oldest"}),
    *({"ui": "ko"}, {"ui": "en"}, {"from": "2024"}, {"to": "2025-06"}, {"source": "news"}),
)
FORMS = ("search.json", "search", "search.json", "search.atom", "search.csv", "search.jsonl")
OTHERS = (
    *("", "?ui=ko", "sources", "tags", "authors", "years", "sources?ui=ko", "years?ui=ko"),
    *("opensearch.xml", "healthz", "nowhere", "search?foo=1", "search.json?size=1000", "analyze"),
    *("search.json?q=%22open", "search?q=(open&ui=ko", "search.json?lang=xx", "articles/none.ko"),
)
EXPORTS = ("jsonl", "csv", "bibtex", "ris", "csl-json", "tmx")


def words_of(text: str) -> list[str]:
    """Words of a text that may be typed."""
    return [word for word in re.findall(r"[0-9A-Za-z가-힣]+", text) if len(word) > 1]


def queries(archive: Path, tasks: list[Path], rng: random.Random) -> Iterator[str]:
    """Words, phrases, exclusions and sentences, in this order, again and again."""
    files = sorted(archive.rglob("*.md"))
    for path in rng.sample(files, min(FILES, len(files))):
        words = words_of(path.read_text(encoding="utf-8").split("---", 2)[-1])
        if len(words) < 12:
            continue
        at = rng.randrange(len(words) - 8)
        yield words[at]
        yield " ".join(words[at : at + 2])
        yield " ".join(rng.sample(words, 3))
        yield f'"{words[at]} {words[at + 1]}"'
        yield f"{words[at]} -{words[at + 3]}"
        yield f"{words[at]} OR {words[at + 5]}"
        yield f"title:{words[at]}"
        yield words[at][:2] + "*"
        yield words[at][:-1] + "ㅁ"
    for task in tasks:
        rows = [json.loads(line) for line in task.read_text(encoding="utf-8").splitlines()]
        asked = sorted({row["query"] for row in rows if '"' not in row["query"]})
        yield from rng.sample(asked, min(60, len(asked)))


def addresses(archive: Path, tasks: list[Path]) -> Iterator[str]:
    """What is asked for, the same for one archive."""
    rng = random.Random(18)
    yield from OTHERS
    for number, query in enumerate(queries(archive, tasks, rng)):
        for also in range(2):
            choice = SEARCHES[(number + also * 7) % len(SEARCHES)]
            form = FORMS[(number // 3 + also) % len(FORMS)]
            if form.endswith(("atom", "csv", "jsonl")):
                choice = {k: v for k, v in choice.items() if k not in ("size", "page", "fold")}
            yield f"{form}?{urlencode({'q': query, **choice})}"
        if number % 5 == 0:
            yield f"suggest?{urlencode({'q': query[:3]})}"
        if number % 10 == 0:
            yield f"analyze.json?{urlencode({'text': query[:100]})}"
            yield f"concordance.json?{urlencode({'q': query.split()[0]})}"
            yield f"concordance?{urlencode({'q': query.split()[0], 'ui': 'ko'})}"
    files = sorted(archive.rglob("*.md"))
    for path in rng.sample(files, min(FILES, len(files))):
        name = quote(path.relative_to(archive).as_posix().removesuffix(".md"))
        for end in ("", ".json", ".md", ".bib", ".ris", ".csl.json", "/pair", "?ui=ko"):
            yield f"articles/{name}{end}"


def ask(connection: http.client.HTTPConnection, address: str) -> dict[str, object]:
    """One answer: status, type and text."""
    connection.request("GET", "/" + address)
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    return {
        "address": address,
        "status": answer.status,
        "type": answer.headers.get("Content-Type"),
        "body": body,
    }


def record(seogo: str, out: Path, archive: Path, index: Path, tasks: list[Path]) -> None:
    """Ask a server for everything, then export everything."""
    places = ["--archive", str(archive), "--index", str(index)]
    subprocess.run([seogo, "reindex", *places], check=True, capture_output=True)
    command = [seogo, "serve", "--port", "0", *places]
    with (
        out.open("w", encoding="utf-8") as file,
        subprocess.Popen(command, stderr=subprocess.STDOUT, stdout=subprocess.PIPE) as server,
    ):
        assert server.stdout is not None
        port = 0
        for line in server.stdout:
            if found := re.search(rb"127\.0\.0\.1:([0-9]+)", line):
                port = int(found[1])
                break
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        count = 0
        for address in addresses(archive, tasks):
            answer = ask(connection, address)
            while answer["status"] == 503:
                answer = ask(connection, address)
            file.write(json.dumps(answer, ensure_ascii=False) + "\n")
            count += 1
        server.terminate()
        with tempfile.TemporaryDirectory() as folder:
            for form in EXPORTS:
                made = Path(folder) / f"export.{form}"
                args = [seogo, "export", str(made), "--format", form, *places, "--source", "news"]
                ended = subprocess.run(args, capture_output=True, text=True, check=False)
                body = made.read_text(encoding="utf-8") if made.exists() else ended.stderr
                row = {"address": f"export {form}", "status": ended.returncode, "body": body}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
    print(f"{count:,} answers in {out}")


def masked(text: str) -> str:
    """An answer without what may differ."""
    for pattern, replacement in MASKS:
        text = pattern.sub(replacement, text)
    return text


def compare(before: Path, after: Path) -> int:
    """Print what differs; the number of answers that do."""
    first, second = (
        {row["address"]: row for row in map(json.loads, path.open(encoding="utf-8"))}
        for path in (before, after)
    )
    different = 0
    for address, old in first.items():
        new = second.get(address)
        if new is not None and all(
            masked(str(old.get(k))) == masked(str(new.get(k))) for k in ("status", "type", "body")
        ):
            continue
        different += 1
        print(f"=== {address}: {old['status']} → {new and new['status']}")
        if new is None:
            continue
        lines = difflib.unified_diff(
            masked(old["body"]).replace(",", ",\n").splitlines(),
            masked(new["body"]).replace(",", ",\n").splitlines(),
            lineterm="",
            n=0,
        )
        for line in list(lines)[2:14]:
            print("   ", line[:200])
    print(f"{len(first):,} answers, {different:,} differ")
    return different


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parts = parser.add_subparsers(dest="what", required=True)
    one = parts.add_parser("record")
    one.add_argument("seogo")
    for name in ("out", "archive", "index"):
        one.add_argument(name, type=Path)
    one.add_argument("tasks", nargs="*", type=Path)
    two = parts.add_parser("compare")
    two.add_argument("before", type=Path)
    two.add_argument("after", type=Path)
    asked = parser.parse_args()
    with contextlib.suppress(BrokenPipeError):
        if asked.what == "record":
            record(asked.seogo, asked.out, asked.archive, asked.index, asked.tasks)
        else:
            sys.exit(compare(asked.before, asked.after) > 0)
