"""Passages of an article that are encoded: its title, then its sentences.

Short sentences are joined with the next one of their block, long ones are cut at spaces. Code and tables are left out: they
say little as sentences. Of a long article the first half of what is encoded is its beginning, the rest the first sentences of
the blocks that follow.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from seogo.documents.stored_analysis import StoredAnalysis

Span: TypeAlias = tuple[int, int]
"""Half-open range of code points in an article's plain text."""
TITLE: Final[Span] = (-1, -1)
"""The span that stands for the title."""
MOST: Final = 48
"""Passages of an article that are encoded, with the title."""

_SHORT: Final = 60
"""Bytes (UTF-8) under which a sentence is joined with the next: 20 Korean, 60 English characters."""
_LONG: Final = 400
"""Characters at which a sentence is cut."""
_LEFT_OUT: Final = frozenset({"code", "table", "rule"})


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages of an article, the title first; ``left_out`` counts those beyond `MOST`."""

    spans: list[Span]
    left_out: int = 0


def to_passages(stored: StoredAnalysis) -> Passages:
    """Passages of an article. Raises ValueError where its analysis is damaged."""
    found = [TITLE, *(span for block in _blocks(stored) for span in block)]
    if len(found) <= MOST:
        return Passages(found)
    leads = {block[0] for block in _blocks(stored) if block}
    later = sorted(found[MOST // 2 :], key=lambda span: span not in leads)
    spans = found[: MOST // 2] + sorted(later[: MOST - MOST // 2])
    return Passages(spans, len(found) - MOST)


def passage_text(title: str, text: str, span: Span) -> str:
    """Text of a passage of an article with this title and plain text."""
    return title if span == TITLE else text[slice(*span)]


def _blocks(stored: StoredAnalysis) -> Iterator[list[Span]]:
    """Passages of each block."""
    text, starts = stored.text, stored.sentences
    for block in stored.blocks:
        if block.kind not in _LEFT_OUT:
            first, last = bisect_right(starts, block.start), bisect_left(starts, block.end)
            yield list(_passages(text, block.start, [*starts[first:last], block.end]))


def _passages(text: str, begin: int, ends: Sequence[int]) -> Iterator[Span]:
    """Passages of a block from ``begin``, whose sentences have these ends."""
    for end in ends:
        if end == ends[-1] or len(text[begin:end].encode()) >= _SHORT:
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
