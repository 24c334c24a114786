"""Excerpts of articles: sentences with what is marked in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from seogo.alignment.passage_pairs import Span
from seogo.documents.document import Record
from seogo.documents.stored_analysis import StoredAnalysis
from seogo.languages import Language
from seogo.searching.snippets import Mark, Range

_MAX_LENGTH: Final = 600
"""Characters of a shown sentence; a longer one (a table, code) is cut around what is marked."""
_CONTEXT: Final = 200


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Sentence of an article, or two that are translated by one. ``record`` is the article; ``ranges`` are highlights, in
    code points of ``text``."""

    record: Record
    text: str
    ranges: tuple[Range, ...]

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.record.id

    @property
    def language(self) -> Language:
        """The language of the article."""
        return self.record.lang

    @property
    def title(self) -> str:
        """The title of the article."""
        return self.record.title


def marks_inside(marks: Sequence[Mark], span: Span) -> Sequence[Mark]:
    """Those of some marks, which are in order, that begin in a range."""
    starts = [mark.start for mark in marks]
    return marks[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def places_outside(marks: Sequence[Mark], text: str, longer: Sequence[str]) -> list[Span]:
    """Places of marks that are in none of some longer words of a text."""
    places = []
    for mark in marks:
        covered = any(
            text.find(form, max(mark.end - len(form), 0), mark.start + len(form)) >= 0
            for form in longer
        )
        if not covered:
            places.append((mark.start, mark.end))
    return places


def places_of(
    analysis: StoredAnalysis, terms: Sequence[str], span: Span, *, title: bool
) -> list[Span]:
    """Places of terms in a range of a title or text."""
    wanted = {term: [(term,)] for term in terms}
    return [
        (start, end)
        for in_title, start, end, _, _ in analysis.find(wanted)
        if in_title is title and span[0] <= start < span[1]
    ]


def to_excerpt(record: Record, text: str, span: Span, marks: Sequence[Span]) -> Excerpt:
    """Excerpt of a range without the spaces around it, cut where it is too long."""
    start, end = span
    if end - start > _MAX_LENGTH:
        start = max(start, min((at for at, _ in marks), default=start) - _CONTEXT)
        end = min(end, start + _MAX_LENGTH)
    text = text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    ranges: list[Range] = []
    for first, last in sorted(marks):
        first, last = first - start, min(last - start, len(text))
        if ranges and first <= ranges[-1].end:
            ranges[-1] = Range(ranges[-1].start, max(last, ranges[-1].end))
        elif 0 <= first < last:
            ranges.append(Range(first, last))
    return Excerpt(record, text, tuple(ranges))
