"""Ordinary words of both languages, loan words, and Korean in Latin letters."""

from __future__ import annotations

import pytest

from seogo.transliteration.ordinary_words import (
    is_ordinary_english,
    is_ordinary_korean,
    is_romanized,
    loan_word,
)
from tests.rows import each_row


@pytest.mark.parametrize("word", ["basket", "whistles", "salmon", "stubborn", "orange", "needles"])
def test_ordinary_english_words_are_known_in_all_forms(word: str) -> None:
    assert is_ordinary_english(word)


@pytest.mark.parametrize("word", ["merkel", "toronto", "kasparov", "gutenberg", "reuters"])
def test_names_are_no_ordinary_english_words(word: str) -> None:
    assert not is_ordinary_english(word)


@each_row(
    ("word", "tag", "ordinary"),
    [
        ("두더지", "NNG", True),
        ("단어", "NNG", True),  # every syllable is the reading of some character
        ("모든", "MM", True),
        ("휘두르", "VV", True),
        ("버터", "NNG", False),
        ("피아노", "NNG", False),
        ("부산", "NNP", False),
        ("젤렌스키", "", False),
    ],
)
def test_ordinary_korean_words_are_neither_names_nor_loans(
    word: str, tag: str, ordinary: bool
) -> None:
    assert is_ordinary_korean(word, tag) is ordinary


def test_a_loan_word_is_one_word() -> None:
    assert loan_word("orange") == loan_word("oranges") == "오렌지"
    assert loan_word("오렌지") == "orang"  # the stem
    assert loan_word("butter") == "버터"
    assert loan_word("kimchi") == "김치"
    assert loan_word("basket") == loan_word("바구니") == ""


@each_row(
    ("hangul", "latin", "same"),
    [
        ("불고기", "bulgogi", True),
        ("막걸리", "makgeolli", True),
        ("한글", "hangul", True),
        ("재벌", "chaebol", True),
        ("비빔밥", "bibimbap", True),
        ("머리", "mary", False),
        ("나비", "navy", False),
        ("보리", "boris", False),
    ],
)
def test_korean_in_latin_letters_is_told_from_what_sounds_alike(
    hangul: str, latin: str, same: bool
) -> None:
    assert is_romanized(hangul, latin) is same
