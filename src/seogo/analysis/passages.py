"""Passages and units of a text, in which it is analysed.

Kiwi reads paragraph by paragraph. The other rules do not look beyond the end of a paragraph either, so that they may go
through a text as a whole, which is much quicker where paragraphs are short; but not where offsets must be led back to
another text, nor where hanja stand, whose terms are put in the order of paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from seogo.analysis.korean import needs_kiwi
from seogo.analysis.script.hanja import HANJA
from seogo.analysis.script.normalize import Normalized, is_normal, normalize, with_plain_signs

PARAGRAPH_GAP = 8
"""Gap in positions between one paragraph and the next."""

_LONGEST_PASSAGE = 20_000


class AnalysisUnit(NamedTuple):
    """Part of a text that is analysed in one piece: it begins at offset ``at`` of the text; ``passages`` are its
    paragraphs with their offsets in it, ``korean`` those that Kiwi must read; ``hanja`` says whether there are any."""

    at: int
    normal: Normalized
    passages: Sequence[tuple[int, str]]
    korean: Sequence[tuple[int, str]]
    hanja: bool


def to_positions(
    starts: Sequence[int], passages: Iterable[tuple[int, str]], first: int = 0
) -> tuple[list[int], int]:
    """Positions of the tokens of some passages, which begin at ``starts`` in order, and the first one for what follows.

    They count tokens from ``first`` and jump behind every passage.
    """
    positions: list[int] = []
    done = 0
    for at, passage in passages:
        last = bisect_left(starts, at + len(passage), done)
        positions += range(first, first + last - done)
        first += last - done + PARAGRAPH_GAP
        done = last
    return positions, first


def analysis_units(text: str) -> Iterator[AnalysisUnit]:
    """Units of a text in order."""
    text = with_plain_signs(text)
    plain = len(text) <= _LONGEST_PASSAGE and is_normal(text)
    if plain and (text.isascii() or not HANJA.search(text)):
        passages = list(to_passages(text))
        korean = [] if text.isascii() else [p for p in passages if needs_kiwi(p[1])]
        yield AnalysisUnit(0, Normalized(text), passages, korean, hanja=False)
        return
    for at, passage in to_passages(text):
        normal = normalize(passage)
        alone = [(0, normal.text)]
        korean = alone if needs_kiwi(normal.text) else []
        yield AnalysisUnit(at, normal, alone, korean, HANJA.search(normal.text) is not None)


def to_passages(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs of ``text`` with their offsets; very long ones are cut at spaces."""
    at = 0
    for paragraph in text.split("\n\n"):
        start = 0
        while len(paragraph) - start > _LONGEST_PASSAGE:
            longest = start + _LONGEST_PASSAGE
            cut = paragraph.rfind(" ", start, longest) + 1 or longest
            yield at + start, paragraph[start:cut]
            start = cut
        if start < len(paragraph):
            yield at + start, paragraph[start:]
        at += len(paragraph) + 2
