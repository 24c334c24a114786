"""A thousand quotes, true, altered, translated and invented, made from the evaluation corpus of news, and their verdicts.

    python -m tests.benchmarks.quotes make FOLDER EVAL [--seed 24]      # the archive, its index, quotes.jsonl
    python -m tests.benchmarks.quotes check FOLDER [--meaning] [--named] [--kind exact] [--limit 100]

Of every six news pairs, without links, both articles of three are in the archive, the Korean one alone of one, the English
one alone of another, and none of the sixth. Exact quotes are sentences with another Unicode form, other spaces and marks;
altered ones have one to a third of their words changed, or a number, name or negation; translated ones are sentences of the
article that is not in the archive; invented ones are sentences of news that is not there at all, neither there nor in other
words (some news came twice).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COUNTS = {"exact": 300, "altered": 300, "translation": 200, "absent": 200}
_SENTENCE = re.compile(r"(?:(?<=[.!?] )|(?<=\n)|^)[^.!?\n]{25,240}[.!?](?=\s|$)")
_TWICE = 4
"""Runs of words that two pieces of news have in common where they are one."""
_MEASURED = {"seconds": 10.0}


def rows(evaluation: Path) -> Iterator[list[dict[str, str]]]:
    """Pairs of news, Korean first; those of the test split follow each other."""
    found = [json.loads(line) for line in (evaluation / "corpus-news.jsonl").open()]
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in found:
        groups[row["slug"]].append(row)
    for pair in groups.values():
        if len(pair) == 2:
            yield sorted(pair, key=lambda row: row["lang"], reverse=True)


def sentences(text: str) -> list[str]:
    """Sentences of a plain text that can be quoted."""
    return [
        found[0].strip()
        for found in _SENTENCE.finditer(text)
        if len(found[0].split()) >= 6 and found[0].count('"') % 2 == 0
    ]


def dressed(quote: str, chance: random.Random) -> str:
    """The same quote in another dress."""
    quote = unicodedata.normalize("NFD", quote) if chance.random() < 0.3 else quote
    if chance.random() < 0.3:
        quote = quote.replace('"', "”").replace("'", "’")
    if chance.random() < 0.3:
        quote = quote.replace(" ", chance.choice(["  ", "\n", "\u00a0"]), 2)
    return chance.choice(["", "“", "「"]) + quote if chance.random() < 0.3 else quote


def altered(quote: str, others: list[str], chance: random.Random) -> str | None:
    """The quote with a number, a negation, or up to a third of its words changed."""
    words = quote.split()
    kind = chance.choice(["number", "negation", "words", "missing"])
    numbers = [at for at, word in enumerate(words) if re.search(r"\d", word)]
    if kind == "number" and numbers:
        at = chance.choice(numbers)
        words[at] = re.sub(r"\d", lambda d: str((int(d[0]) + 1) % 10), words[at], count=1)
    elif kind == "negation" and " is " in quote:
        return quote.replace(" is ", " is not ", 1)
    elif kind == "negation" and re.search(r"했다\.$", quote):
        return re.sub(r"했다\.$", "하지 않았다.", quote)
    elif kind == "missing":
        del words[chance.randrange(1, len(words) - 1)]
    else:
        most = max(1, (len(words) - 1) // 3)
        for at in chance.sample(range(len(words)), chance.randint(1, most)):
            words[at] = chance.choice(others)
    made = " ".join(words)
    return made if made != quote else None


def runs(text: str) -> set[str]:
    """Runs of five words of a text."""
    words = text.split()
    return {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}


def make(folder: Path, evaluation: Path, seed: int) -> None:
    """Write the archive and the quotes, and build the index."""
    from seogo.articles.markdown import to_text
    from seogo.composition import open_site
    from seogo.indexing.indexer import IndexOptions
    from seogo.settings import load_settings

    chance = random.Random(seed)
    archive = folder / "archive"
    (archive / "news").mkdir(parents=True)
    pool: dict[str, list[tuple[str, str]]] = defaultdict(list)
    pairs = list(rows(evaluation))
    chance.shuffle(pairs)
    there = set[str]().union(
        *(runs(row["text"]) for number, pair in enumerate(pairs) if number % 6 < 5 for row in pair)
    )
    for number, (korean, english) in enumerate(pairs):
        role = number % 6
        if role == 5 and any(len(runs(row["text"]) & there) >= _TWICE for row in (korean, english)):
            continue
        kept = {0: "ko en", 1: "ko en", 2: "ko en", 3: "ko", 4: "en", 5: ""}[role].split()
        for row in (korean, english):
            if row["lang"] in kept:
                name = f"n{number:04}-{row['lang']}.{row['lang']}"
                title = row["title"].replace('"', "'")
                text = f'---\ntitle: "{title}"\n---\n\n{row["text"]}\n'
                (archive / "news" / f"{name}.md").write_text(text, encoding="utf-8")
            found = [(row["lang"], one) for one in sentences(to_text(row["text"]))]
            if role < 3:
                pool["exact"] += found
            elif role == 5:
                pool["absent"] += found
            elif row["lang"] not in kept:
                pool["translation"] += [(f"{number:04}", one) for _, one in found]
    present = "".join("".join(path.read_text().split()) for path in archive.rglob("*.md"))
    for kind in ("translation", "absent"):
        pool[kind] = [one for one in pool[kind] if "".join(one[1].split()) not in present]
    vocabulary = {
        lang: [word for one, text in pool["exact"] if one == lang for word in text.split()]
        for lang in ("ko", "en")
    }
    quotes: list[dict[str, str]] = []
    for lang, quote in chance.sample(pool["exact"], len(pool["exact"])):
        kind = "exact" if sum(one["kind"] == "exact" for one in quotes) < COUNTS["exact"] else ""
        made: str | None = dressed(quote, chance)
        if not kind:
            if sum(one["kind"] == "altered" for one in quotes) == COUNTS["altered"]:
                break
            kind, made = "altered", altered(quote, vocabulary[lang], chance)
        if made:
            quotes.append({"kind": kind, "quote": made, "of": quote})
    for kind in ("translation", "absent"):
        for of, quote in chance.sample(pool[kind], COUNTS[kind]):
            quotes.append({"kind": kind, "quote": quote, "of": of if kind == "translation" else ""})
    with (folder / "quotes.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in quotes)
    site = open_site(load_settings(archive, folder / "index", dict(os.environ)))
    print(site.indexer.run(IndexOptions()).articles, "articles", len(quotes), "quotes", flush=True)
    site.close()


def check(folder: Path, *, meaning: bool, kind: str, limit: int, named: bool) -> None:
    """Check the quotes and print the table; with ``named`` of translations and invented quotes alone, each against one
    article: the translated one, or any."""
    import seogo

    if not meaning:
        os.environ["SEOGO_MEANING"] = "off"
    archive = seogo.open(folder / "archive", index=folder / "index")
    quotes: list[dict[str, Any]] = [json.loads(line) for line in (folder / "quotes.jsonl").open()]
    quotes = [one for one in quotes if kind in ("", one["kind"])][: limit or None]
    if named:
        quotes = [one for one in quotes if one["kind"] in ("translation", "absent")]
    names = sorted(path.stem for path in (folder / "archive" / "news").glob("*.md"))
    chance = random.Random(24)
    table: Counter[tuple[str, str]] = Counter()
    right_place, began, last = 0, time.perf_counter(), time.perf_counter()
    for one in quotes:
        article = None
        if named:
            own = [name for name in names if name.startswith(f"n{one['of'] or '-'}-")]
            article = f"news/{chance.choice(own or names)}"
        found = archive.verify(one["quote"], article=article)
        table[one["kind"], found.verdict] += 1
        if found.verdict != one["kind"]:
            score = found.similarity or 0
            print(
                f"{one['kind']} → {found.verdict} {score:.2f}: {one['quote'][:150]!r}", flush=True
            )
        elif one["kind"] == "translation" and found.passage is not None:
            right_place += f"n{one['of']}" in found.passage.article
        if time.perf_counter() - last > _MEASURED["seconds"]:
            last = time.perf_counter()
            print(f"{sum(table.values())} of {len(quotes)}", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - began
    print(f"\n{'':12} " + " ".join(f"{verdict:>12}" for verdict in COUNTS) + "  right")
    for name in COUNTS:
        counts = [table[name, verdict] for verdict in COUNTS]
        if sum(counts):
            share = table[name, name] / sum(counts)
            print(f"{name:12} " + " ".join(f"{n:12}" for n in counts) + f"  {share:.1%}")
    print(f"translations that name the right article: {right_place}")
    print(f"{seconds:.0f} s, {1000 * seconds / max(len(quotes), 1):.0f} ms for each")


def main() -> None:
    """Run one of the steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["make", "check"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("evaluation", type=Path, nargs="?")
    parser.add_argument("--meaning", action="store_true")
    parser.add_argument("--named", action="store_true")
    parser.add_argument("--kind", default="")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--seed", type=int, default=24)
    options = parser.parse_args()
    if options.step == "make":
        make(options.folder, options.evaluation, options.seed)
    else:
        check(
            options.folder,
            meaning=options.meaning,
            kind=options.kind,
            limit=options.limit,
            named=options.named,
        )


if __name__ == "__main__":
    main()
