"""Related articles at several thresholds of likeness, on any archive: how many articles have some, and how many of these are
odd by construction, because they stand in another folder at the top of the archive (news beside manual pages).

Run by hand: ``python tests/benchmarks/related.py ARCHIVE INDEX [--articles 300]``. It prints a Markdown table.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from seogo.composition import open_site
from seogo.documents.document import to_record
from seogo.searching.more_like_this import alike
from seogo.settings import load_settings

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
        found = alike(index.engine, record, index.compiler.analyzer.nouns)
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
    site.close()


if __name__ == "__main__":
    main()
