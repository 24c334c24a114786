"""``number:`` in queries: values as both languages say them, ranges, errors, and the way back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seogo.query.canonical import to_text
from seogo.query.nodes import And, Ignored, Not, NumberRange, Word
from seogo.query.parser import parse
from tests.rows import each_row


def read(query: str) -> NumberRange:
    node = parse(query).node
    assert isinstance(node, NumberRange)
    return node


def ends(query: str) -> tuple[Decimal | None, Decimal | None]:
    node = read(query)
    return node.low, node.high


@each_row(
    ("value", "number"),
    [
        ("0", "0"),
        ("3.50", "3.5"),
        ("12700000000", "12700000000"),
        ("1,000", "1000"),
        ("127억", "12700000000"),
        ("3만5천", "35000"),
        ("１２７억", "12700000000"),
        ('"삼만 오천"', "35000"),
        ('"1조 2,700억"', "1270000000000"),
        ("2.5billion", "2500000000"),
        ("2.5-Billion", "2500000000"),
        ('"2.5 trillion"', "2500000000000"),
        ('"half a million"', "500000"),
        ("35k", "35000"),
        ("999999999999999999", "999999999999999999"),
    ],
)
def test_one_value_is_both_ends(value: str, number: str) -> None:
    assert ends(f"number:{value}") == (Decimal(number), Decimal(number))
    assert to_text(read(f"number:{value}")) == f"number:{number}"


@each_row(
    ("value", "low", "high"),
    [
        ("1조..2조", "1000000000000", "2000000000000"),
        ("1조..", "1000000000000", None),
        ("..2.5billion", None, "2500000000"),
        ("1.5..2.5", "1.5", "2.5"),
        ("1..2조", "1", "2000000000000"),
        ("127억..12.7billion", "12700000000", "12700000000"),
        ('"1조 2,700억 .. 2 trillion"', "1270000000000", "2000000000000"),
        ('".. 3만"', None, "30000"),
        ("１조．．２조", "1000000000000", "2000000000000"),
        ("1조‥2조", "1000000000000", "2000000000000"),
    ],
)
def test_ranges(value: str, low: str | None, high: str | None) -> None:
    said = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert ends(f"number:{value}") == said
    assert ends(to_text(read(f"NUMBER：{value}"))) == said


def test_it_stands_among_other_words() -> None:
    query = '매출 -number:"1조 2,700억..2조"의'
    parsed = parse(query)
    assert parsed.node == And(
        (
            Word("매출", 0, 2),
            Not(
                NumberRange(Decimal(1270000000000), Decimal(2000000000000), 4, len(query)),
                3,
                len(query),
            ),
        ),
        0,
        len(query),
    )
    assert parsed.ignored == (Ignored("의", "particle", len(query) - 1, len(query)),)
    assert to_text(parsed.node) == "매출 -number:1270000000000..2000000000000"


@each_row(
    ("value", "code"),
    [
        ("많이", "number-form"),
        ("수십억", "number-form"),
        ("1조각", "number-form"),
        ("45%", "number-form"),
        ("007", "number-form"),
        ("1e5", "number-form"),
        ("½", "number-form"),
        ("1..2..3", "number-form"),
        ("1...2", "number-form"),
        ("..", "number-form"),
        ("많이..1조", "number-form"),
        ("inf", "number-form"),
        ("٣", "number-form"),
        ("1조..1trillion..", "number-form"),
        ("1000000조", "number-large"),
        ("1..9999999999billion", "number-large"),
    ],
)
def test_what_is_no_number_is_text(value: str, code: str) -> None:
    parsed = parse(f"AI number:{value}")
    assert parsed.ignored == (Ignored(f"number:{value}", code, 3, 10 + len(value)),)
    assert isinstance(parsed.node, And)
    assert parsed.node.nodes[1:] == (
        Word("number:", 3, 10),
        Word(value, 10, 10 + len(value)),
    )


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("2조..1조", "1000000000000", "2000000000000"),
        ("2billion..15억", "1500000000", "2000000000"),
    ],
)
def test_the_ends_of_a_range_change_places(value: str, low: str, high: str) -> None:
    assert ends(f"number:{value}") == (Decimal(low), Decimal(high))
    assert [note.reason for note in parse(f"number:{value}").ignored] == ["number-reversed"]


NUMBERS = st.none() | st.decimals(0, 10**18 - 1, places=9)


@given(NUMBERS, NUMBERS)
@example(Decimal("1E+12"), None)
@example(Decimal(10**18 - 1), Decimal(10**18 - 1))
def test_any_range_is_written_so_that_it_reads_the_same(
    low: Decimal | None, high: Decimal | None
) -> None:
    if low is None and high is None:
        return
    if low is not None and high is not None and low > high:
        low, high = high, low
    text = to_text(NumberRange(low, high, 0, 0))
    assert replace(read(text), start=0, end=0) == NumberRange(low, high, 0, 0)
    assert to_text(read(text)) == text


@given(st.text(st.sampled_from("0123456789.,만억조천백 kbn여수원%"), max_size=20))
def test_any_value_is_read_or_refused(value: str) -> None:
    parsed = parse(f'number:"{value}" AI')
    found = [note.reason for note in parsed.ignored]
    assert isinstance(parsed.node, And)
    if isinstance(node := parsed.node.nodes[0], NumberRange):
        assert set(found) <= {"number-reversed"}
        assert ends(to_text(node)) == (node.low, node.high)
    else:
        assert set(found) <= {"number-form", "number-large", "empty-field", "empty-quotes"}
        assert found
