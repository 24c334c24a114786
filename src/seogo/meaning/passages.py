"""Passages of an article that are encoded: its title, then its sentences.

Short sentences are joined with the next one of their block, long ones are cut at spaces. Code and tables are left out: they
say little as sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeAlias

from seogo.documents.stored_analysis import StoredAnalysis

Span: TypeAlias = tuple[int, int]
"""Half-open range of code points in an article's plain text."""
TITLE: Final[Span] = (-1, -1)
"""The span that stands for the title."""
MOST: Final = 64
"""Passages of an article that are encoded, with the title."""

_SHORT: Final = 60
"""Bytes (UTF-8) under which a sentence is joined with the next: 20 Korean, 60 English characters."""
_LONG: Final = 400
"""Characters at which a sentence is cut."""
_LEFT_OUT: Final = frozenset({"code", "table", "rule"})


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages of an article, the title first; ``left_out`` counts those behind the first `MOST`."""

    spans: list[Span]
    left_out: int = 0


def to_passages(stored: StoredAnalysis) -> Passages:
    """Passages of an article. Raises ValueError where its analysis is damaged."""
    found = _spans(stored)
    spans = [TITLE, *islice(found, MOST - 1)]
    return Passages(spans, sum(1 for _ in found))


def passage_text(title: str, text: str, span: Span) -> str:
    """Text of a passage of an article with this title and plain text."""
    return title if span == TITLE else text[slice(*span)]


def _spans(stored: StoredAnalysis) -> Iterator[Span]:
    text = stored.text
    starts = stored.sentences
    place = 0
    for block in stored.blocks:
        if block.kind in _LEFT_OUT:
            continue
        while place < len(starts) and starts[place] < block.start:
            place += 1
        begin = block.start
        while begin < block.end:
            while place < len(starts) and starts[place] <= begin:
                place += 1
            end = starts[place] if place < len(starts) else block.end
            while end < block.end and len(text[begin:end].encode()) < _SHORT:
                place += 1
                end = starts[place] if place < len(starts) else block.end
            end = min(end, block.end)
            yield from _cut(text, begin, end)
            begin = end


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence without the space around it, in parts that are not too long."""
    while start < end:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        last = end
        if end - start > _LONG:
            last = text.rfind(" ", start, start + _LONG) + 1 or start + _LONG
        stop = start + len(text[start:last].rstrip())
        if stop > start:
            yield start, stop
        start = last
