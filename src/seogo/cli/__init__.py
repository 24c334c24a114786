"""The command line: a few lines per command over the same parts that the pages use.

A command stands in the module of its name or subject. `command` has what all share: the group, the archive, options and
statuses. At the top, modules import only what ``--help`` needs; the rest is imported where a command runs.
"""

from __future__ import annotations

from seogo.cli import (
    articles,
    evaluate,
    export,
    imports,
    index,
    lexicon,
    manual,
    pairs,
    search,
    setup,
    watch,
    words,
)
from seogo.cli.base.command import main

__all__ = [
    "articles",
    "evaluate",
    "export",
    "imports",
    "index",
    "lexicon",
    "main",
    "manual",
    "pairs",
    "search",
    "setup",
    "watch",
    "words",
]
