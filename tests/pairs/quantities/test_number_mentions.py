"""Numbers that a text mentions in any way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from seogo.languages import Language
from seogo.pairs.quantities.number_mentions import mentioned_numbers
from tests.rows import each_row


@each_row(
    ("text", "number"),
    [
        ("twenty-five of them", "25"),
        ("the twenty-fifth day", "25"),
        ("three dozen eggs", "36"),
        ("five decades", "50"),
        ("twice a week", "2"),
        ("half of them", "50"),
        ("a score of $.79", "0.79"),
        ("at 0715 sharp", "15"),
        ("Pope Benedict XVI", "16"),
        ("Henry VIII", "8"),
        ("version 3.11", "3.11"),
        ("some 1,234,567 people", "1234567"),
        ("in hexadecimal", "16"),
        ("서른두 명", "32"),
        ("스무 살", "20"),
        ("사흘 뒤", "3"),
        ("이백오십 번", "250"),
        ("오 년 동안", "5"),
        ("절반이 왔다", "50"),
    ],
)
def test_numbers_are_heard(text: str, number: str) -> None:
    language = Language.EN if text.isascii() else Language.KO
    assert Decimal(number) in mentioned_numbers(text, language)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("I am here", "1"),
        ("보이다", "2"),
        ("사람이 많다", "4"),
        ("in 1998", "98"),
        ("tenant", "10"),
    ],
)
def test_letters_of_other_words_are_no_numbers(text: str, number: str) -> None:
    language = Language.EN if text.isascii() else Language.KO
    assert Decimal(number) not in mentioned_numbers(text, language)


def test_long_texts_of_number_words_take_no_square_of_time() -> None:
    assert mentioned_numbers("십" * 50_000 + "1," * 50_000, Language.KO)
    assert mentioned_numbers("twenty-" * 50_000 + "X" * 50_000, Language.EN)
