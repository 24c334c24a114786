"""Numbers, percents, ordinals and dates as terms that are the same in Korean and in English.

Digits in codes are none: versions, addresses, telephone numbers, times, names (GPT-4, 코로나19). Nor are years alone (2026년,
2026), which both languages write alike. Where it is doubtful whether something is a quantity, it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from seogo.analysis.quantities.dates import dates
from seogo.analysis.quantities.number_words import NATIVE_ONES, ORDINALS, SINO_ONES
from seogo.analysis.quantities.numbers import (
    COUNTER,
    DIGITS,
    MONEY_SIGNS,
    SECTION,
    digit_number,
    english_numbers,
    hangul_numbers,
    hangul_value,
    to_term,
)

_ANY_DIGIT = re.compile("[0-9]")
_RUN = re.compile("[0-9][0-9.:/-]*")
_RANGE = re.compile(rf"({DIGITS.pattern})-({DIGITS.pattern})")
_TELEPHONE = re.compile("1[568][0-9]{2}-[0-9]{4}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\.(?:0[1-9]|1[0-2]))?")
_CODE_BEFORE = re.compile(r"(?:[#@\\%._^]|[^\W\d가-힣]|[A-Za-z0-9./+][/:+-]|[가-힣]-)\Z")
_CODE_AFTER = re.compile(r"[./:]?[A-Za-z]|-[A-Z](?![a-z])|['’]s|[_%=^]")
_MEASURES = (
    "km|cm|mm|nm|m|kg|mg|g|t|lbs?|oz|ft|mph|kph|[KMGTPk]i?[Bb]|[kMG]?Hz|[kMGT]?Wh?|k?V|mAh?|ms|hrs?|mins?|secs?"
    "|m?[Ll]|dB|px|pt|fps|rpm|[kKMG]?bps|ppm|cc|k?cal|dpi|won"
)
_MEASURE = re.compile(rf"(?:{_MEASURES})(?![A-Za-z0-9])")
_COUNTED_AFTER = re.compile(
    rf" ?(?:{_MEASURES}|people|persons|men|women|children|workers|troops|soldiers|dollars|pounds|euros"
    r"|yen|yuan|miles|feet|met(?:er|re)s|tons|tonnes)(?![A-Za-z])| (?:명|달러)(?![가-힣]{2})"
)
_MOMENT_AFTER = re.compile(
    r"[월일]|시(?![간즌리])| ?(?:[ap]m|GMT|UTC|KST|EST|o'clock)(?![A-Za-z])", re.IGNORECASE
)
_YEAR_AFTER = re.compile(" ?년")
_GLUED_WORD = re.compile(
    r"(?<![가-힣])(?:약|총|만|단|각|매|전|등|및|또|무려|최대|최소|최고|최저|평균)\Z"
)
_ROUGHLY_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:about|nearly|almost|some|least|(?:more|fewer) than|roughly|estimated) \Z",
    re.IGNORECASE,
)
_NAME_OR_YEAR_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:(?!(?:About|Over|Some|Nearly|Almost|The|At|More|Around|Only)\b)"
    r"[A-Za-z]*[A-Z][A-Za-z0-9]*|in|since|until|year) \Z"
)

_PERCENT = re.compile(
    r"(?: ?%|[ -]?퍼센트|[ -]per ?cent(?:age)?(?![A-Za-z]))"
    r"(?P<points>p(?![A-Za-z])| ?포인트|[ -]points?(?![A-Za-z]))?(?!(?<=%)[0-9A-Za-z%])"
    r"|프로(?![가-힣A-Za-z0-9])",
    re.IGNORECASE,
)

_NATIVE_TO_NINE = [forms[0] for forms in NATIVE_ONES]
_NATIVE = ("첫", *_NATIVE_TO_NINE[1:], "열", *(f"열{one}" for one in _NATIVE_TO_NINE), "스무")
_NATIVE_ORDINAL = re.compile(
    rf"(?<![가-힣])(?:(?P<time>{'|'.join(sorted(_NATIVE, key=len, reverse=True))}) ?번 ?째"
    r"|(?P<alone>첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)째(?! ?치))"
)
_ALONE = {"둘": "두", "셋": "세", "넷": "네"}
_AFTER_ORDINAL = re.compile(r" ?번 ?째| ?세기|주년|(?:st|nd|rd|th)(?![A-Za-z])", re.IGNORECASE)
_SERIES_BEFORE = re.compile(r"(?<![가-힣])제 ?\Z")
_SERIES_AFTER = re.compile(
    " ?(?:차(?!관|량)|회(?!의|사)|대(?!학|회)|국(?!민|장)|번|기|자|세계|세대|공화국|사단|함대)|(?=의)"
)
_SERIES_IN_WORDS = re.compile(
    f"제(?<![가-힣]제)(?!사[가-힣])(?:(?P<number>{SECTION})"
    "(?:차|회|대|국|자|세계|세대|공화국|사단|함대)"
    "(?:(?![가-힣])|(?=[이가은는을를의에과와도로](?![가-힣])|세계|대전|에서|까지|부터|으로|에게))"
    "|(?P<other>[이삼])(?=의 ))"
)
"""제이차, 제삼자, 제오공화국; 제사 is also a rite."""
_RANKS = {word: rank for rank, word in enumerate(ORDINALS, start=1)}
_ORDINAL_ENDS = "irst|cond|hird|urth|ifth|ixth|enth|ghth|inth|lfth|ieth"
_WORD_END = re.compile(
    "[DHTdht](?<=[NnRr][Dd]|[Ss][Tt]|[Tt][Hh])"  # for which most letters fail already
    f"(?<=(?i:{_ORDINAL_ENDS}))(?![A-Za-z])"
    "(?! (?i:lady|name|aid|hand|of all)(?![A-Za-z]))"
)
_WORD = re.compile(r"(?<![A-Za-z-])(twenty-)?([a-z]{5,11})\Z", re.IGNORECASE)
_LONGEST_WORD = 18


def _to_hint(signs: str, ends: str) -> re.Pattern[str]:
    """A pattern of one of these signs, or of the last letter of one of these ends or of the name of a size."""
    return re.compile(
        f"[{signs}제DHNTdhnt](?:(?<=[{signs}])|(?<=제)(?<![가-힣]제)(?=[{SINO_ONES}십])"
        "|(?<=[EeNnRr][Dd]|[EeOo][Nn]|[NnSs][Tt]|[Tt][Hh])"  # for which most letters fail already
        f"(?:(?<=(?i:ndred|usand|llion|rcent| cent|dozen))|(?<=(?i:{ends}))))"
    )


_IN_WORDS = _to_hint("만억조째", _ORDINAL_ENDS)
"""What every text with a quantity in words has: a Korean unit of size or ordinal, or the end of an English one."""
_HINT = _to_hint("만억조째0-9달", f"{_ORDINAL_ENDS}|onth")
"""What every text with a quantity has: that, a digit, or a month."""
_NOT_IN_ORDER = re.compile(
    r"(?<![A-Za-z])(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|per|each|every|split|half"
    r"|last|at|[0-9]+)[ -]\Z",
    re.IGNORECASE,
)
_SECOND_OF_TWO = re.compile(
    " (?!(?:ago|later|of|to|or|and|but|before|after|in|on|at|for|from|than|as|is|was|by|with|when"
    "|that|until|while|faster|slower|per|if)(?![a-z]))[a-z]{3}"
)

Kind = Literal["number", "percent", "ordinal", "date"]


class Quantity(NamedTuple):
    """A quantity in a text, and the term that it has in every language.

    The term is a decimal (``12700000000``), a percentage (``45%``; ``4.5%p`` for percentage points), an ordinal (``#3``),
    or a date as in dates.py. ``wide`` says that it is worth asking for where a reader wrote it otherwise: everything but
    small plain numbers.
    """

    term: str
    start: int
    end: int
    kind: Kind
    wide: bool


def first_hint(text: str, start: int = 0) -> int | None:
    """The place from ``start`` at which normalised ``text`` first hints at a quantity; without one it has none."""
    hint = _HINT.search(text, start)
    return hint.start() if hint else None


def quantities(text: str, published: date | None = None) -> list[Quantity]:
    """The quantities of normalised ``text`` in its order.

    They do not overlap, but a date that is known better through the day of publication follows itself with the same span.
    """
    found: list[Quantity] = []
    has_digits = _ANY_DIGIT.search(text) is not None
    if has_digits or published is not None:
        found += [Quantity(*mention, "date", True) for mention in dates(text, published)]
    others = [*_in_digits(text, found)] if has_digits else []
    if _IN_WORDS.search(text):
        others += _in_words(text)
    if not others:
        return found
    kept: list[Quantity] = []
    # sorting is stable: where both begin, the date comes first
    for quantity in sorted([*found, *others], key=lambda quantity: quantity.start):
        if not kept or quantity.start >= kept[-1].end or quantity[1:] == kept[-1][1:]:
            kept.append(quantity)
    return kept


def _in_digits(text: str, taken: Sequence[Quantity]) -> Iterator[Quantity]:
    """The quantities that begin with digits outside the spans of ``taken``, which are in order."""
    done = 0
    for start, end in digit_spans(text, taken):
        if start >= done and (quantity := _quantity(text, start, end)):
            yield quantity
            done = quantity.end


def digit_spans(text: str, taken: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """The ranges of digits that may be numbers: outside codes and the spans of ``taken``, which are in order."""
    spans = iter(taken)
    span = next(spans, None)
    for run in _RUN.finditer(text):
        start = run.start()
        while span and span.end <= start:
            span = next(spans, None)
        if (span and span.start < run.end()) or _code_before(text, start):
            continue
        for first, last in _digits(run.group().rstrip(".:/-")):
            yield start + first, start + last


def _code_before(text: str, start: int) -> bool:
    return _CODE_BEFORE.search(text, max(0, start - 2), start) is not None


def _digits(shape: str) -> list[tuple[int, int]]:
    """The ranges of numbers in digits with signs between: none in versions, times, telephone numbers."""
    if DIGITS.fullmatch(shape):
        return [(0, len(shape))]
    pair = _RANGE.fullmatch(shape)
    if pair is None or _TELEPHONE.fullmatch(shape) or _YEAR.fullmatch(pair[1]):
        return []
    return [pair.span(1), pair.span(2)]


def _quantity(text: str, start: int, end: int) -> Quantity | None:
    """Quantity that the digits ``text[start:end]`` begin or stand for."""
    value = Decimal(text[start:end])
    if percent := _PERCENT.match(text, end):
        return _percent(value, start, percent)
    if end - start <= 4 and "." not in text[start:end]:
        if after := _AFTER_ORDINAL.match(text, end):
            return Quantity(f"#{value}", start, after.end(), "ordinal", True)
        series = _SERIES_BEFORE.search(text, max(0, start - 2), start)
        if series and (after := _SERIES_AFTER.match(text, end)):
            return Quantity(f"#{value}", series.start(), after.end(), "ordinal", True)
    number = digit_number(text, start, end)
    if number is None:
        return None
    if number.scaled:
        return Quantity(to_term(number.value), start, number.end, "number", True)
    if not _is_plain(text, start, end):
        return None
    wide = value >= 1000 and not _NAME_OR_YEAR_BEFORE.search(text, max(0, start - 20), start)
    return Quantity(to_term(value), start, end, "number", wide)


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether digits without a unit of size are a number, and not a year, a moment, or part of a name."""
    if _MOMENT_AFTER.match(text, end):
        return False
    if _CODE_AFTER.match(text, end) and not _MEASURE.match(text, end):
        return False
    if end - start == 4 and "." not in text[start:end] and _YEAR_AFTER.match(text, end):
        return False
    if _YEAR.fullmatch(text, start, end):
        money = start > 0 and text[start - 1] in MONEY_SIGNS
        if money or _COUNTED_AFTER.match(text, end):
            return True
        if text[end : end + 1] != " " and COUNTER.match(text, end):
            return True
        return _ROUGHLY_BEFORE.search(text, max(0, start - 12), start) is not None
    if start and "가" <= text[start - 1] <= "힣":
        glued = _GLUED_WORD.search(text, max(0, start - 3), start)
        return bool(glued or COUNTER.match(text, end))
    return True


def _percent(value: Decimal, start: int, match: re.Match[str]) -> Quantity:
    sign = "%p" if match["points"] else "%"
    return Quantity(to_term(value) + sign, start, match.end(), "percent", True)


def _in_words(text: str) -> Iterator[Quantity]:
    """Numbers and ordinals without digits."""
    for number in (*hangul_numbers(text), *english_numbers(text)):
        if percent := _PERCENT.match(text, number.end):
            yield _percent(number.value, number.start, percent)
        elif number.scaled:
            yield Quantity(to_term(number.value), number.start, number.end, "number", True)
    if "째" in text:
        for match in _NATIVE_ORDINAL.finditer(text):
            word = match["time"] or _ALONE.get(match["alone"], match["alone"])
            yield Quantity(f"#{_NATIVE.index(word) + 1}", *match.span(), "ordinal", True)
    for match in _SERIES_IN_WORDS.finditer(text):
        value = hangul_value(match["number"] or match["other"])
        yield Quantity(f"#{value}", *match.span(), "ordinal", True)
    for ending in _WORD_END.finditer(text):
        start = max(0, ending.end() - _LONGEST_WORD)
        word = _WORD.search(text, start, ending.end())
        rank = _rank(text, word) if word else 0
        if word and rank:
            yield Quantity(f"#{rank}", *word.span(), "ordinal", True)


def _rank(text: str, match: re.Match[str]) -> int:
    """first to twentieth, twenty-first to twenty-ninth; 0 for fractions (two thirds), time (per second) and other words."""
    twenty, word = match[1], match[2].lower()
    if word not in _RANKS or (twenty and _RANKS[word] > 9):
        return 0
    before = _NOT_IN_ORDER.search(text, max(0, match.start() - 7), match.start())
    if before and not twenty and not (word == "second" and _is_rank(text, before[0], match.end())):
        return 0
    return _RANKS[word] + (20 if twenty else 0)


def _is_rank(text: str, before: str, end: int) -> bool:
    """Whether ``second`` is a rank although an article or number is ``before`` it: a second explosion, not a second later."""
    return before.lower() == "a " and _SECOND_OF_TWO.match(text, end) is not None
