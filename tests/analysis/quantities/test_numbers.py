"""Numbers in Korean and English and the decimal that they stand for."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from seogo.analysis.quantities.numbers import (
    english_numbers,
    hangul_numbers,
    number_value,
    to_number,
    to_term,
)
from tests.rows import each_row


@each_row(
    ("text", "value"),
    [
        ("1조", "1000000000000"),
        ("2.5 trillion", "2500000000000"),
        ("12700000000", "12700000000"),
        ("3만5천", "35000"),
        ("1,000", "1000"),
        ("１，０００", "1000"),
        ("  127억 ", "12700000000"),
        ("1조 2700억", "1270000000000"),
        ("1조2천7백억", "1270000000000"),
        ("1.2천만", "12000000"),
        ("12.7B", "12700000000"),
        ("5k", "5000"),
        ("3m", "3000000"),
        ("2000", "2000"),
        ("0.5", "0.5"),
        ("삼만 오천", "35000"),
        ("이만", "20000"),
        ("백만", "1000000"),
        ("two hundred million", "200000000"),
        ("Half a million", "500000"),
    ],
)
def test_one_number(text: str, value: str) -> None:
    number = to_number(text)
    assert number is not None
    assert to_term(number) == value


@each_row(
    "text",
    [
        *("", " ", "원", "1조원", "127억 이상", "2026-01-19", "45%", "3조각", "10여만", "1.2.3"),
        *("-5", "1e9", "007", "1..2", "12 34", "twenty percent", "hundreds", "9" * 100_000),
    ],
)
def test_no_number(text: str) -> None:
    assert to_number(text) is None


@each_row(
    ("term", "value"),
    [
        ("12700000000", 12_700_000_000.0),
        ("3.5", 3.5),
        ("45%", None),
        ("4.5%p", None),
        ("#3", None),
        ("2026-01-19", None),
        ("2026-01", None),
        ("--01-19", None),
        ("검색", None),
    ],
)
def test_values_of_terms(term: str, value: float | None) -> None:
    assert number_value(term) == value


@each_row(
    ("text", "found"),
    [
        ("삼만 오천 원을 냈다", [("35000", "삼만 오천")]),
        ("이백억 규모와 백만 대군", [("20000000000", "이백억"), ("1000000", "백만")]),
        ("백만 이상이 모였다", [("1000000", "백만")]),
        ("백만 이천 명", [("1002000", "백만 이천")]),
        ("일억 이천만 원", [("120000000", "일억 이천만")]),
        (
            "천만 명, 이만 원, 오조 원",
            [("10000000", "천만"), ("20000", "이만"), ("5000000000000", "오조")],
        ),
        ("천만에요, 이만 줄입니다. 일만 하는 사람", []),
        ("사조 영화, 이조 백자, 백조 한 마리, 구조대가 왔다", []),
        ("오만 가지 생각, 백만장자, 이만 개인 사정으로", []),
        ("수백만 명, 수 백만 명, 몇십만 원, 삼사만 명", []),
    ],
)
def test_hangul(text: str, found: list[tuple[str, str]]) -> None:
    numbers = hangul_numbers(text)
    assert [(to_term(n.value), text[n.start : n.end]) for n in numbers] == found


@each_row(
    ("text", "found"),
    [
        (
            "a million people and a thousand boats",
            [("1000000", "a million"), ("1000", "a thousand")],
        ),
        ("Two hundred thousand boats", [("200000", "Two hundred thousand")]),
        ("one hundred and fifty", [("150", "one hundred and fifty")]),
        ("thirty-five thousand two hundred", [("35200", "thirty-five thousand two hundred")]),
        (
            "between one million and two million",
            [("1000000", "one million"), ("2000000", "two million")],
        ),
        ("half a billion", [("500000000", "half a billion")]),
        ("half an hundred", [("50", "half an hundred")]),
        ("fıve mıllıon of two hundred", [("200", "two hundred")]),
        ("tens of millions, several thousand, hundreds of, a few hundred", []),
        ("one in a million, a quarter of a million, a million and a half", []),
        ("twenty-five people and one dog in millions of years", []),
    ],
)
def test_english_words(text: str, found: list[tuple[str, str]]) -> None:
    numbers = english_numbers(text)
    assert [(to_term(n.value), text[n.start : n.end]) for n in numbers] == found


UNITS = [("조", 10**12), ("억", 10**8), ("만", 10**4), ("", 1)]
DIGITS = "영일이삼사오육칠팔구"
ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"]
ONES += [*TEENS, "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = [("trillion", 10**12), ("billion", 10**9), ("million", 10**6), ("thousand", 10**3)]


def in_korean(number: int, gap: str) -> str:
    parts = []
    for unit, size in UNITS:
        section = number // size % 10_000
        if section:
            parts.append(f"{section}{unit}")
    return gap.join(parts)


def in_thousands(number: int) -> str:
    """3만5천2백: every digit with its unit."""
    text = ""
    for unit, size in UNITS:
        section = number // size % 10_000
        for small, power in (("천", 1000), ("백", 100), ("십", 10), ("", 1)):
            if section // power % 10:
                text += f"{section // power % 10}{small}"
        if section:
            text += unit
    return text


def in_hangul(number: int) -> str:
    return "".join(DIGITS[int(c)] if c.isdigit() else c for c in in_thousands(number))


def in_english(number: int) -> str:
    for scale, size in SCALES:
        if number >= size:
            rest = number % size
            return in_english(number // size) + f" {scale}" + (rest > 0) * f" {in_english(rest)}"
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (rest > 0) * f" and {in_english(rest)}"
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (number % 10 > 0) * f"-{ONES[number % 10]}"


# Four significant digits, as people write them: 1270000000000, 35000, 7.
NUMBERS = st.builds(
    lambda digits, zeros: digits * 10**zeros, st.integers(1, 9999), st.integers(0, 9)
)


@given(NUMBERS, st.sampled_from(["", " "]))
def test_every_writing_is_one_number(number: int, gap: str) -> None:
    assert to_number(str(number)) == number
    assert to_number(f"{number:,}") == number
    assert to_number(in_thousands(number)) == number
    if number >= 10_000:
        assert to_number(in_hangul(number)) == number
    if number % 10_000 == 0 or not gap:
        assert to_number(in_korean(number, gap)) == number
    if number >= 100:
        assert to_number(in_english(number)) == number
    for scale, size in SCALES:
        if number >= size:
            assert to_number(f"{to_term(Decimal(number) / size)} {scale}") == number


@given(st.integers(100, 10**15 - 1))
def test_numbers_with_every_digit(number: int) -> None:
    assert to_number(in_english(number)) == number
    # 3억5000 may be 3억5000만, so it is nothing
    certain = number % 10_000 == 0 or number // 10_000 % 10_000 or number < 10_000
    assert to_number(in_korean(number, "")) == (number if certain else None)
    if certain:
        assert to_number(in_thousands(number)) == number
