"""What a text says in some way or other: whether a quantity of its translation may stand in it.

This decides what seogo.pairs.differences reports, so it rather hears too much than too little. Its work is
bounded: after so many
comparisons everything counts as said.
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
from seogo.transliteration.names import similarity

_LARGE: Final = 10_000
"""From here on, numbers are rounded without saying so."""
_MOST_APART: Final = Decimal("0.1")
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
"""A month that is said without digits or a name: 지난달, next month."""
_NO_MONTH: Final = re.compile("^[^0-9A-Za-z]*([0-9]{1,2})일$")
_TITLES: Final = (
    "씨|대통령|총리|장관|차관|의원|대표|회장|사장|총장|시장|지사|교수|박사|감독|선수|위원장|당선인"
    "|후보|대사|검사|판사|변호사"
)
_HANGUL_WORD: Final = re.compile("[가-힣]{2,}")
_MOST_WORDS: Final = 5_000
"""Words of an article that a name is compared with."""
_SOUNDS_LIKE: Final = 0.7
_MOST_COMPARED: Final = 100_000
"""Comparisons of numbers; one of names by sound costs as much as two."""


class Heard:
    """The title and the body of an article as the other side of a pair asks for what stands in them.

    Each comes with its quantities (seogo.documents.analysis.ArticleAnalysis).
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
        self._squeezed = self._text.replace(" ", "")
        self._left = _MOST_COMPARED
        self._words: list[str] | None = None

    def has_term(self, terms: Sequence[str]) -> bool:
        """Whether a quantity with one of these terms is here."""
        return not self._terms.isdisjoint(terms)

    def has_value(self, value: Decimal) -> bool:
        """Whether this number is mentioned in any way."""
        return value in self._numbers

    def has_round(self, value: Decimal) -> bool:
        """Whether a rounder or a more exact number for this one is here, and is large or said to be rough."""
        first = bisect_left(self._round, (value * (1 - _MOST_APART), False))
        last = bisect_right(self._round, (value / (1 - _MOST_APART), True))
        return not self._may_compare(last - first) or any(
            _is_round(value, other) and (said_so or min(value, other) >= _LARGE)
            for other, said_so in self._round[first:last]
        )

    def has_measure(self, measure: Measure) -> bool:
        """Whether this measure is here, maybe in another unit."""
        return not self._may_compare(len(self._measures)) or any(
            are_equal(measure, one) for one in self._measures
        )

    def has_date(self, term: str, said: str) -> bool:
        """Whether a day or month is here, which stands as ``said`` on the other side."""
        match = _DAY.fullmatch(term)
        if match is None or _RELATIVE.fullmatch(said):
            return True
        year, month, day = match[1], int(match[2]), int(match[3] or 0)
        if not day:
            return month in self._months
        if _NO_MONTH.match(said) and any(day == other for _, other in self._month_days):
            return True
        joined = _joined_day(match)
        if (month, day) in self._month_days or day in self._days:
            return True
        if joined in self._numbers or joined / 100 in self._numbers:  # 911, 9.11
            return True
        return year is not None and date(int(year), month, day).weekday() in self._weekdays

    def has_name(self, name: str, said: str) -> bool:
        """Whether a person is here, by the name in Hangul, the given name, the surname with a title, or anything that sounds
        like what is ``said``. Where it is not certain that this is a Korean name, it is."""
        certain = len(name) > 2 and ("-" in said or len(said.split()) > 2)
        if not certain or self._language is Language.EN or not self._may_compare(100):
            return True
        if name in self._squeezed or name[1:] in self._squeezed:
            return True
        if re.search(f"(?<![가-힣]){name[0]} ?(?:전 ?)?(?:{_TITLES})", self._text):
            return True
        if self._words is None:
            words = _HANGUL_WORD.findall(self._text)[:_MOST_WORDS]
            heads = (word[:size] for word in words for size in (3, 4) if len(word) >= size)
            self._words = list(dict.fromkeys(heads))
        return not self._may_compare(2 * len(self._words)) or any(
            similarity(word, said) >= _SOUNDS_LIKE for word in self._words
        )

    def _may_compare(self, count: int) -> bool:
        self._left -= count
        return self._left >= 0


def quantity_value(term: str) -> Decimal | None:
    """The value of a number, percentage or ordinal; None for other terms."""
    number = term.lstrip("#").removesuffix("p").removesuffix("%")
    return Decimal(number) if number_value(number) is not None else None


def measure_at(term: str, text: str, end: int) -> Measure | None:
    """What a number that ends there in a text measures; None where it is none, or measures nothing."""
    value = number_value(term)
    return None if value is None else to_measure(value, text, end)


def _named_months(text: str, language: Language) -> Iterator[int]:
    for found in _MONTHS[language].finditer(text):
        yield int(found[1]) if language is Language.KO else month_number(found[1])


def _joined_day(day: re.Match[str]) -> Decimal:
    """A day as its month and day side by side, as 9/11 is called 911."""
    return Decimal(100 * int(day[2]) + int(day[3]))


def _measured(text: str, column: FieldTokens) -> Iterator[Measure]:
    for term, end in zip(column.terms, column.ends, strict=True):
        if measure := measure_at(term, text, end):
            yield measure


def _rounded(text: str, column: FieldTokens) -> Iterator[tuple[Decimal, bool]]:
    """The numbers of a column with whether the text says that they are rough."""
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
    if abs(exact - rough) > _MOST_APART * max(exact, rough):
        return False
    unit = Decimal(1).scaleb(rough.normalize().adjusted() - _digits(rough) + 1)
    return rough in (
        (exact / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit,
        (exact / unit).quantize(Decimal(1), ROUND_DOWN) * unit,
    )


def _digits(number: Decimal) -> int:
    """How many digits a number is said with: 12,700 with three."""
    return len(number.normalize().as_tuple().digits)
