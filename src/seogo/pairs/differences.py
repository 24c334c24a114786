"""Differences of translation pairs: numbers, percentages, ranks, days and names that only one of the articles mentions.

The stored analysis has quantities in a form that is the same in both languages (seogo.analysis.quantities.extraction). One of
them is reported only where the *whole* other article has nothing that may stand for it: the same number in words, in digits
of any kind or as a rank; a rounder one of large numbers, or one beside a word like ``about``; of a day the same one without
its year, or its day of the week; of a month its name; a measure in other units. Percent and percentage points are one, and
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

from seogo.analysis.quantities.measures import is_measure
from seogo.analysis.quantities.numbers import number_value
from seogo.analysis.token import FieldTokens
from seogo.languages import Language
from seogo.pairs.quantities.quantity_match import QuantityMatcher, measure_at, quantity_value
from seogo.transliteration.person_names import PERSON

Kind: TypeAlias = Literal["number", "percent", "ordinal", "date", "name"]

_MAX_SMALL: Final = 10
"""Largest whole number or rank that is not compared: small ones are written in too many ways."""

ONE_SIDED: Final = {Language.KO: "differs_ko", Language.EN: "differs_en"}
"""Codes of the labels of differences, by the language of the article that has them."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """Article of a pair as it is compared: its title, its plain text, and the quantities of both with their offsets. ``code``
    are the half-open ranges of ``text`` in which code stands, in order."""

    language: Language
    title: str
    text: str
    title_quantities: FieldTokens
    quantities: FieldTokens
    code: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Quantity or name that only the article in ``language`` mentions. ``term`` is its form in the index, ``text`` its
    surface; ``start`` and ``end`` are half-open in the title (``in_title``) or in the plain text of the body."""

    language: Language
    kind: Kind
    term: str
    text: str
    start: int
    end: int
    in_title: bool = False


def differences(korean: ComparedText, english: ComparedText) -> list[Difference]:
    """Differences of two articles: the Korean one's first, titles before bodies, in the order of the text."""
    ko, en = (
        QuantityMatcher(one.language, (one.title, one.title_quantities), (one.text, one.quantities))
        for one in (korean, english)
    )
    return [*_unmatched(korean, en), *_unmatched(english, ko)]


def _unmatched(article: ComparedText, other: QuantityMatcher) -> Iterator[Difference]:
    """Quantities of an article that the other one does not mention."""
    known: dict[tuple[str, ...], bool] = {}
    for text, column, in_title in (
        (article.title, article.title_quantities, True),
        (article.text, article.quantities, False),
    ):
        rows = zip(column.starts, column.ends, column.terms, strict=True)
        for (start, end), mentions in groupby(rows, key=lambda row: (row[0], row[1])):
            terms = tuple(term for _, _, term in mentions)
            kind = _kind(terms[0])
            if kind is None or (not in_title and _inside(start, article.code)):
                continue
            surface = text[start:end]
            if terms not in known:
                known[terms] = _is_small(kind, terms[0]) or _is_mentioned(
                    kind, terms, surface, other
                )
            if known[terms]:
                continue
            measure = measure_at(terms[0], text, end)
            if measure is None or not other.has_measure(measure):
                yield Difference(article.language, kind, terms[-1], surface, start, end, in_title)


def _is_mentioned(kind: Kind, terms: Sequence[str], surface: str, other: QuantityMatcher) -> bool:
    """Whether the other article mentions a quantity with these terms and this surface in any way."""
    if other.has_term(terms):
        return True
    if kind == "name":
        return any(other.has_name(term.removeprefix(PERSON), surface) for term in terms)
    if kind == "date":
        return any(other.has_date(term, surface) for term in terms)
    value = quantity_value(terms[0])
    if value is None or other.has_value(value):
        return True
    if kind == "percent":
        return other.has_value(value / 100)
    return kind == "number" and other.has_rounded(value)


def _kind(term: str) -> Kind | None:
    """Kind of quantity that a term is; None for hanja of headlines, and for measures, whose numbers stand beside them."""
    if term.startswith(PERSON):
        return "name"
    if "=" in term or is_measure(term):
        return None
    if "%" in term:
        return "percent"
    if term.startswith("#"):
        return "ordinal"
    return "date" if number_value(term) is None else "number"


def _is_small(kind: Kind, term: str) -> bool:
    value = quantity_value(term) if kind in ("number", "ordinal") else None
    return value is not None and value <= _MAX_SMALL and value == value.to_integral_value()


def _inside(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is in one of some ranges, which are in order."""
    last = bisect_right(ranges, (at, sys.maxsize)) - 1
    return last >= 0 and at < ranges[last][1]
