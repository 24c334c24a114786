"""Matching of quantities between two languages: whether an article mentions a quantity of its translation in any way.

This decides what seogo.pairs.differences reports, so it rather finds too much than too little. Its work is bounded: after
_MAX_COMPARISONS everything counts as mentioned.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from seogo.analysis.quantities.month_names import ABBREVIATIONS, month_number
from seogo.analysis.quantities.numbers import number_value
from seogo.analysis.script.normalize import normalize
from seogo.analysis.token import FieldTokens
from seogo.languages import Language
from seogo.pairs.quantities.number_mentions import mentioned_numbers
from seogo.pairs.quantities.unit_conversion import Measure, are_equal, to_measure
from seogo.transliteration.sounds import similarity

_LARGE: Final = 10_000
"""Smallest number that texts round without a word like ``about``."""
_MAX_RELATIVE_ERROR: Final = Decimal("0.1")
_ROUGHLY_BEFORE: Final = re.compile(
    r"(?:about|around|nearly|almost|some|over|roughly|approximately|than|least|most|up to|close to|estimated|exceed\w*"
    r"|under|below|above|약|대략|최소|최대|무려|거의) ?[$€£₩]?\Z",
    re.IGNORECASE,
)
_ROUGHLY_AFTER: Final = re.compile(
    r"\+| or (?:more|so)|[가-힣 ]{0,4}(?:여|이상|이하|미만|정도|가량|안팎|남짓|넘|웃도|가까|육박|쯤|선)"
)
_BEFORE: Final = 16
_DAY: Final = re.compile("(?:([0-9]{4})|-)-([0-9]{2})(?:-([0-9]{2}))?")
_WEEKDAYS: Final = {
    Language.KO: tuple(f"{day}요일" for day in "월화수목금토일"),
    Language.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: Final = {
    Language.KO: re.compile("(?<![0-9])(1[0-2]|[1-9])월"),
    Language.EN: re.compile(rf"\b({'|'.join(ABBREVIATIONS)})", re.IGNORECASE),
}
_DAYS: Final = {
    Language.KO: re.compile("(?<![0-9])([12][0-9]|3[01]|[1-9])일"),
    Language.EN: re.compile("(?<![0-9])([12][0-9]|3[01]|[1-9])(?:st|nd|rd|th)"),
}
_RELATIVE: Final = re.compile("[^0-9A-Z]+")
"""Month without digits or a name: 지난달, next month."""
_NO_MONTH: Final = re.compile("^[^0-9A-Za-z]*([0-9]{1,2})일$")
_WITH_TITLE: Final = re.compile(
    "(?<![가-힣])([가-힣])(?= ?(?:전 ?)?(?:씨|대통령|총리|장관|차관|의원|대표|회장|사장|총장|시장|지사|교수|박사|감독|선수"
    "|위원장|당선인|후보|대사|검사|판사|변호사))"
)
"""Surname before a title."""
_HANGUL_WORD: Final = re.compile("[가-힣]{2,}")
_MAX_WORDS: Final = 5_000
"""Words of an article that a name is compared with."""
_MIN_SIMILARITY: Final = 0.7
_MAX_COMPARISONS: Final = 100_000
"""Comparisons of numbers; one of names by sound costs as much as two."""


class QuantityMatcher:
    """Matcher of the quantities of a translation against an article in ``language``.

    ``parts`` are its title and its body, each with its quantities (seogo.documents.stored_analysis.ArticleAnalysis).
    """

    def __init__(self, language: Language, *parts: tuple[str, FieldTokens]) -> None:
        self._language = language
        self._text = normalize("\n".join(text for text, _ in parts)).text
        self._terms = {term for _, column in parts for term in column.terms}
        days = [day for term in self._terms if (day := _DAY.fullmatch(term))]
        self._numbers = {value for t in self._terms if (value := quantity_value(t)) is not None}
        self._numbers |= mentioned_numbers(self._text, language)
        self._numbers |= {_joined_day(day) for day in days if day[3]}
        self._round = sorted({found for text, column in parts for found in _rounded(text, column)})
        self._measures = {found for text, column in parts for found in _measured(text, column)}
        self._months = {int(day[2]) for day in days} | {*_named_months(self._text, language)}
        self._month_days = {(int(day[2]), int(day[3])) for day in days if day[3]}
        self._days = {int(found[1]) for found in _DAYS[language].finditer(self._text)}
        self._weekdays = {
            number for number, name in enumerate(_WEEKDAYS[language]) if name in self._text
        }
        self._without_spaces = self._text.replace(" ", "")
        self._comparisons_left = _MAX_COMPARISONS
        self._surnames: set[str] | None = None
        self._words: list[str] | None = None

    def has_term(self, terms: Sequence[str]) -> bool:
        """Whether the article has a quantity with one of these terms."""
        return not self._terms.isdisjoint(terms)

    def has_value(self, value: Decimal) -> bool:
        """Whether the article mentions this number, in digits or in words."""
        return value in self._numbers

    def has_rounded(self, value: Decimal) -> bool:
        """Whether the article has a rounder or a more exact number for this one, which is large or beside a word like
        ``about``."""
        first = bisect_left(self._round, (value * (1 - _MAX_RELATIVE_ERROR), False))
        last = bisect_right(self._round, (value / (1 - _MAX_RELATIVE_ERROR), True))
        return not self._may_compare(last - first) or any(
            _is_round(value, other) and (is_rough or min(value, other) >= _LARGE)
            for other, is_rough in self._round[first:last]
        )

    def has_measure(self, measure: Measure) -> bool:
        """Whether the article has this measure, maybe in another unit."""
        return not self._may_compare(len(self._measures)) or any(
            are_equal(measure, one) for one in self._measures
        )

    def has_date(self, term: str, surface: str) -> bool:
        """Whether the article has a day or month (``term``, whose surface in the translation is ``surface``)."""
        match = _DAY.fullmatch(term)
        if match is None or _RELATIVE.fullmatch(surface):
            return True
        year, month, day = match[1], int(match[2]), int(match[3] or 0)
        if not day:
            return month in self._months
        if _NO_MONTH.match(surface) and any(day == other for _, other in self._month_days):
            return True
        joined = _joined_day(match)
        if (month, day) in self._month_days or day in self._days:
            return True
        if joined in self._numbers or joined / 100 in self._numbers:  # 911, 9.11
            return True
        return year is not None and date(int(year), month, day).weekday() in self._weekdays

    def has_name(self, name: str, surface: str) -> bool:
        """Whether the article has a person: by the name in Hangul, the given name, the surname with a title, or a word that
        sounds like ``surface``. True where it is not certain that this is a Korean name."""
        certain = len(name) > 2 and ("-" in surface or len(surface.split()) > 2)
        if not certain or self._language is Language.EN or not self._may_compare(100):
            return True
        if name in self._without_spaces or name[1:] in self._without_spaces:
            return True
        if self._surnames is None:
            self._surnames = set(_WITH_TITLE.findall(self._text))
        if name[0] in self._surnames:
            return True
        if self._words is None:
            words = _HANGUL_WORD.findall(self._text)[:_MAX_WORDS]
            heads = (word[:size] for word in words for size in (3, 4) if len(word) >= size)
            self._words = list(dict.fromkeys(heads))
        return not self._may_compare(2 * len(self._words)) or any(
            similarity(word, surface) >= _MIN_SIMILARITY for word in self._words
        )

    def _may_compare(self, count: int) -> bool:
        self._comparisons_left -= count
        return self._comparisons_left >= 0


def quantity_value(term: str) -> Decimal | None:
    """Value of a number, percentage or ordinal; None for other terms."""
    number = term.lstrip("#").removesuffix("p").removesuffix("%")
    return Decimal(number) if number_value(number) is not None else None


def measure_at(term: str, text: str, end: int) -> Measure | None:
    """Measure of a number, ``term``, that ends at ``end`` of a text; None where it is no number or has no unit."""
    value = number_value(term)
    return None if value is None else to_measure(value, text, end)


def _named_months(text: str, language: Language) -> Iterator[int]:
    for found in _MONTHS[language].finditer(text):
        yield int(found[1]) if language is Language.KO else month_number(found[1])


def _joined_day(day: re.Match[str]) -> Decimal:
    """Number that the month and the day make side by side, as 9/11 is called 911."""
    return Decimal(100 * int(day[2]) + int(day[3]))


def _measured(text: str, column: FieldTokens) -> Iterator[Measure]:
    for term, end in zip(column.terms, column.ends, strict=True):
        if measure := measure_at(term, text, end):
            yield measure


def _rounded(text: str, column: FieldTokens) -> Iterator[tuple[Decimal, bool]]:
    """Numbers of a column, each with whether a word beside it marks it as rough."""
    for term, start, end in zip(column.terms, column.starts, column.ends, strict=True):
        if number_value(term):
            before = _ROUGHLY_BEFORE.search(text, max(0, start - _BEFORE), start)
            after = _ROUGHLY_AFTER.match(text, end)
            yield Decimal(term), before is not None or after is not None


def _is_round(first: Decimal, second: Decimal) -> bool:
    """Whether one of two numbers is the other with fewer digits: 12,743 and 12,700 or 13,000."""
    exact, rough = sorted((first, second), key=_digits, reverse=True)
    if _digits(exact) == _digits(rough) or not rough or not exact:
        return False
    if abs(exact - rough) > _MAX_RELATIVE_ERROR * max(exact, rough):
        return False
    unit = Decimal(1).scaleb(rough.normalize().adjusted() - _digits(rough) + 1)
    return rough in (
        (exact / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit,
        (exact / unit).quantize(Decimal(1), ROUND_DOWN) * unit,
    )


def _digits(number: Decimal) -> int:
    """Number of significant digits: three for 12,700."""
    return len(number.normalize().as_tuple().digits)
