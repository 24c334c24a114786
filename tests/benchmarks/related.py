"""Related articles at several thresholds of likeness, on any archive: how many articles have some, and how many of these are
odd by construction, because they stand in another folder at the top of the archive (news beside manual pages).

Run by hand: ``python tests/benchmarks/related.py ARCHIVE INDEX [--articles 300]``. It prints a Markdown table; and one of
the nearness across languages, where the index has vectors: of translation pairs, and of pairs drawn from one folder.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from seogo.composition import open_site
from seogo.documents.document import to_record
from seogo.engines.base import Engine
from seogo.languages import Language
from seogo.meaning.vectors import Vectors
from seogo.searching.related.more_like_this import alike
from seogo.searching.related.other_language import nearness
from seogo.settings import load_settings

NEARNESS = (0.36, 0.4, 0.44, 0.46, 0.48, 0.5, 0.55)
PAIRS = 4_000
THRESHOLDS = (0.05, 0.08, 0.09, 0.1, 0.11, 0.12, 0.15, 0.2)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--articles", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=20)
    options = arguments.parse_args()
    site = open_site(load_settings(options.archive, options.index, {}))
    index = site.current()
    names = sorted(index.engine.content_hashes())
    random.seed(options.seed)
    chosen = random.sample(names, min(options.articles, len(names)))
    folders: dict[str, list[list[tuple[float, bool]]]] = {}
    for name in chosen:
        record = to_record(index.engine.stored([name])[name])
        folder = name.partition("/")[0]
        found = alike(index.subjects, record)
        rows = [(score, other.id.partition("/")[0] != folder) for score, other in found]
        folders.setdefault(folder, []).append(rows)
    print("| folder | articles | threshold | with some | related | in another folder |")
    print("|---|---|---|---|---|---|")
    for folder, articles in sorted(folders.items()):
        for least in THRESHOLDS:
            kept = [[odd for score, odd in rows if score >= least][:5] for rows in articles]
            cells = (
                folder,
                len(articles),
                least,
                sum(map(bool, kept)),
                sum(map(len, kept)),
                sum(map(sum, kept)),
            )
            print("|", " | ".join(map(str, cells)), "|", flush=True)
    if (vectors := index.meaning()) is not None:
        print_nearness(index.engine, vectors)
    site.close()


def print_nearness(engine: Engine, vectors: Vectors) -> None:
    """Print how many pairs of articles in both languages are as near as each threshold."""
    groups: dict[tuple[str, bool], list[float]] = {}
    names: dict[str, dict[Language, list[str]]] = {}
    for place, name in enumerate(vectors.ids()):
        of_folder = names.setdefault(
            name.partition("/")[0], {language: [] for language in Language}
        )
        of_folder[vectors.language(place)].append(name)
    for top, by_language in names.items():
        if not all(by_language.values()):
            continue
        for _ in range(PAIRS):
            one, other = (random.choice(some) for some in by_language.values())
            translations = to_record(engine.stored([one])[one]).translations
            drawn = (other, *translations)
            for second in {*drawn}:
                articles = (vectors.article_of(name) for name in (one, second))
                near = nearness(*(article.matrix() for article in articles if article is not None))
                groups.setdefault((top, second in translations), []).append(near)
    print("| folder | pairs | " + " | ".join(map(str, NEARNESS)) + " |")
    print("|---|---|" + "---|" * len(NEARNESS))
    for (folder, linked), found in sorted(groups.items()):
        shares = (f"{sum(near >= least for near in found) / len(found):.2%}" for least in NEARNESS)
        what = "translations" if linked else "drawn"
        print(f"| {folder} | {len(found)} {what} |", " | ".join(shares), "|", flush=True)


if __name__ == "__main__":
    main()
