"""Passages of an article that are encoded: its title, then its sentences.

Long sentences are cut at spaces. Short ones are not joined with the next one: what repeats one of them would be found less
(of NTREX-128 with four lines a paragraph, 3 of 100). Code and tables are left out: they say little as sentences. Of a long
article the first half of what is encoded is its beginning, the rest the first sentences of the blocks that follow.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Final, TypeAlias

from seogo.documents.stored_analysis import StoredAnalysis

Span: TypeAlias = tuple[int, int]
"""Half-open range of code points in an article's plain text."""
TITLE: Final[Span] = (-1, -1)
"""The span that stands for the title."""
MOST: Final = 5_000
"""Bytes (UTF-8) of an article that are encoded: some 2,000 Korean or 5,000 English characters, .1 s of one core."""

_LONG: Final = 400
"""Characters at which a sentence is cut."""
_LEFT_OUT: Final = frozenset({"code", "table", "rule"})


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages of an article, the title first; ``left_out`` counts those that are too much."""

    spans: list[Span]
    left_out: int = 0


def to_passages(stored: StoredAnalysis) -> Passages:
    """Passages of an article. Raises ValueError where its analysis is damaged."""
    blocks = list(_blocks(stored))
    spans = [span for block in blocks for span in block]
    sizes = [len(stored.text[slice(*span)].encode()) for span in spans]
    if sum(sizes) <= MOST:
        return Passages([TITLE, *spans])
    leads = {block[0] for block in blocks if block}
    first = bisect_right([*accumulate(sizes)], MOST // 2)
    order = sorted(range(first, len(spans)), key=lambda place: spans[place] not in leads)
    ends = accumulate((sizes[place] for place in order), initial=sum(sizes[:first]))
    chosen = [place for place, end in zip(order, islice(ends, 1, None), strict=True) if end <= MOST]
    kept = [*range(first), *sorted(chosen)]
    return Passages([TITLE, *(spans[place] for place in kept)], len(spans) - len(kept))


def passage_text(title: str, text: str, span: Span) -> str:
    """Text of a passage of an article with this title and plain text."""
    return title if span == TITLE else text[slice(*span)]


def _blocks(stored: StoredAnalysis) -> Iterator[list[Span]]:
    """Passages of each block."""
    text, starts = stored.text, stored.sentences
    for block in stored.blocks:
        if block.kind not in _LEFT_OUT:
            first, last = bisect_right(starts, block.start), bisect_left(starts, block.end)
            ends = [*starts[first:last], block.end]
            begins = [block.start, *ends[:-1]]
            yield [
                span
                for begin, end in zip(begins, ends, strict=True)
                for span in _cut(text, begin, end)
            ]


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
