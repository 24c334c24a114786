"""Limits of a query: how much of a text is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a query: code points, words (phrases and filters count), levels of parentheses.

    ``nesting`` also bounds the depth of the tree, so that later steps may walk it recursively.
    """

    characters: int = 2000
    words: int = 256
    nesting: int = 32
