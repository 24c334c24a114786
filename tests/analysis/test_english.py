"""Latin, numbers and other scripts."""

from __future__ import annotations

import pytest

from seogo.analysis.english import stem, words
from seogo.analysis.token import Kind
from tests.rows import each_row


@each_row(
    ("text", "terms"),
    [
        ("running tests", ["run", "test"]),
        ("Libraries and library", ["librari", "and", "librari"]),
        ("configurations.", ["configur"]),
        ("café Café", ["cafe", "cafe"]),
        ("GPT-4 GPT4", ["gpt", "4", "gpt", "4"]),
        ("12.7B 3.5", ["12.7", "b", "3.5"]),
        ("2026.01.19 v1.2.3", ["2026", "01", "19", "v", "1", "2", "3"]),
        ("C++, C# and C", ["c++", "c#", "and", "c"]),
        ("node.js R&D", ["node", "js", "r", "d"]),
        ("don’t don't Naver's", ["don't", "don't", "naver"]),
        ("ㅋㅋ ㅅㅅㅈㅈ", ["ㅋㅋ", "ㅅㅅㅈㅈ"]),
        ("Привет 世界 こんにちは", ["привет", "こんにちは"]),
        ("한글만 있다", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert [token.term for token in words(text)] == terms


def test_offsets_are_those_of_the_word() -> None:
    text = "API도 2026.01.19에 C++로"
    assert [(text[t.start : t.end], t.tag) for t in words(text)] == [
        ("API", "W"), ("2026", "N"), ("01", "N"), ("19", "N"), ("C++", "W"),
    ]  # fmt: skip


def test_stop_words_are_kept_but_not_asked_for() -> None:
    kinds = {token.term: token.kind for token in words("to be or not to be, Hamlet")}
    assert kinds == {
        "to": Kind.FUNCTION, "be": Kind.FUNCTION, "or": Kind.FUNCTION, "not": Kind.FUNCTION,
        "hamlet": Kind.CONTENT,
    }  # fmt: skip


def test_short_words_are_not_stemmed() -> None:
    assert stem("gas") == "gas"
    assert stem("a" * 500)  # any length is a word


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Weiß", "weiss"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("ἐγώ", "εγω"),
        ("λόγος", "λογοσ"),
        ("й", "й"),
    ],
)
def test_letters_without_their_marks(word: str, term: str) -> None:
    assert [token.term for token in words(word)] == [term]
