"""The command line: a few lines per command over the same parts that the pages use.

Exit status: 0 done; 1 done, but some files are refused; 2 wrong usage or a query that cannot be read; 3 another process is
building the index; 4 not done (no archive, no index, disk full).
"""

from __future__ import annotations

from seogo.cli import articles, exporting, files, index, lexicon, manual, pairs, reading, words
from seogo.cli.command import main

__all__ = [
    "articles",
    "exporting",
    "files",
    "index",
    "lexicon",
    "main",
    "manual",
    "pairs",
    "reading",
    "words",
]
