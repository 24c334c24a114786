"""What one side of a translation pair says and the other does not: numbers, percentages, ranks, days and names.

The stored analysis has quantities in a form that is the same in both languages
(seogo.analysis.quantities.extraction). One of them is
reported only where the *whole* other article has nothing that may stand for it: the same number in words, in digits of any
kind or as a rank; a rounder one of large numbers, or one beside a word like ``about``; of a day the same one without its
year, or its day of the week; of a month its name; a measure in other units. Percent and percentage points are one, and
what stands in code is nobody's statement. Names are those of Koreans in Latin letters with three syllables or more, where
nothing in the Korean text is spelled or sounds like them.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal, TypeAlias

from seogo.analysis.quantities.numbers import number_value
from seogo.analysis.token import FieldTokens
from seogo.languages import Language
from seogo.pairs.quantities.quantity_match import Heard, measure_at, quantity_value
from seogo.transliteration.names import PERSON

Kind: TypeAlias = Literal["number", "percent", "ordinal", "date", "name"]

_SMALLEST: Final = 10
"""Smaller numbers and ranks are said in too many ways."""

ONE_SIDED: Final = {Language.KO: "differs_ko", Language.EN: "differs_en"}
"""The codes of what stands before what only the text in a language says."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One side of a pair as it is compared. ``code`` are the half-open ranges of ``text`` in which code stands; quantities
    have offsets in the title and in the text."""

    language: Language
    title: str
    text: str
    title_quantities: FieldTokens
    quantities: FieldTokens
    code: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that only the side in ``language`` says: as it stands there (``text``), half-open in the title or in the
    plain text of the body, and as a term."""

    language: Language
    kind: Kind
    term: str
    text: str
    start: int
    end: int
    in_title: bool = False


def differences(korean: Telling, english: Telling) -> list[Difference]:
    """What either side says alone, the Korean one first, titles before bodies, in the order of the text."""
    ko, en = (
        Heard(side.language, (side.title, side.title_quantities), (side.text, side.quantities))
        for side in (korean, english)
    )
    return [*_alone(korean, en), *_alone(english, ko)]


def _alone(told: Telling, other: Heard) -> Iterator[Difference]:
    """What is told on one side and not heard on the other."""
    known: dict[tuple[str, ...], bool] = {}
    for text, column, in_title in (
        (told.title, told.title_quantities, True),
        (told.text, told.quantities, False),
    ):
        rows = zip(column.starts, column.ends, column.terms, strict=True)
        for (start, end), mentions in groupby(rows, key=lambda row: (row[0], row[1])):
            terms = tuple(term for _, _, term in mentions)
            kind = _kind(terms[0])
            if kind is None or (not in_title and _inside(start, told.code)):
                continue
            said = text[start:end]
            if terms not in known:
                known[terms] = _is_small(kind, terms[0]) or _is_heard(kind, terms, said, other)
            if known[terms]:
                continue
            measure = measure_at(terms[0], text, end)
            if measure is None or not other.has_measure(measure):
                yield Difference(told.language, kind, terms[-1], said, start, end, in_title)


def _is_heard(kind: Kind, terms: Sequence[str], said: str, other: Heard) -> bool:
    """Whether a quantity with these terms, which stands as ``said`` on one side, is said in some way on the other."""
    if other.has_term(terms):
        return True
    if kind == "name":
        return any(other.has_name(term.removeprefix(PERSON), said) for term in terms)
    if kind == "date":
        return any(other.has_date(term, said) for term in terms)
    value = quantity_value(terms[0])
    if value is None or other.has_value(value):
        return True
    if kind == "percent":
        return other.has_value(value / 100)
    return kind == "number" and other.has_round(value)


def _kind(term: str) -> Kind | None:
    """What kind of quantity a term is; None for hanja of headlines."""
    if term.startswith(PERSON):
        return "name"
    if "=" in term:
        return None
    if "%" in term:
        return "percent"
    if term.startswith("#"):
        return "ordinal"
    return "date" if number_value(term) is None else "number"


def _is_small(kind: Kind, term: str) -> bool:
    value = quantity_value(term) if kind in ("number", "ordinal") else None
    return value is not None and value <= _SMALLEST and value == value.to_integral_value()


def _inside(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is in one of some ranges, which are in order."""
    last = bisect_right(ranges, (at, sys.maxsize)) - 1
    return last >= 0 and at < ranges[last][1]
