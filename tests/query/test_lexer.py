"""Lexemes: kind, text and place of each, in real Korean and English."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.query.lexer import LexemeKind, lex
from seogo.query.nodes import FIELDS
from tests.rows import each_row


def kinds(text: str) -> list[tuple[str, str]]:
    return [(lexeme.kind.value, lexeme.text) for lexeme in lex(text)]


def places(text: str) -> list[tuple[str, int, int]]:
    return [(lexeme.text, lexeme.start, lexeme.end) for lexeme in lex(text)]


def test_kinds_and_places_together() -> None:
    text = '국가 -title:"AI 모델"은 (KT OR 모티*)'
    assert [(lx.kind, lx.text, text[lx.start : lx.end], lx.adjacent) for lx in lex(text)] == [
        (LexemeKind.WORD, "국가", "국가", False),
        (LexemeKind.MINUS, "-", "-", False),
        (LexemeKind.FIELD, "title", "title:", True),
        (LexemeKind.PHRASE, "AI 모델", '"AI 모델"', True),
        (LexemeKind.TAIL, "은", "은", True),
        (LexemeKind.OPEN, "(", "(", False),
        (LexemeKind.WORD, "KT", "KT", True),
        (LexemeKind.OR, "OR", "OR", False),
        (LexemeKind.PREFIX, "모티", "모티*", False),
        (LexemeKind.CLOSE, ")", ")", True),
    ]


@each_row(
    "word",
    [
        "GPT-4",
        "K-팝",
        "C++",
        "C#",
        "12:30",
        "믿:음",
        "https://kmjournal.net/news?id=1&x=2-3",
        "node.js",
        "A.I.",
        "R&D",
        "1,234",
        "don't",
        "rock’n’roll",
        "12.7B",
        "과학·기술",
        "a|b",
        "f*o",
        "or",
        "ORDER",
        "끝-",
        "😀",
        "👨‍👩‍👧",
        "人工知能",
        unicodedata.normalize("NFD", "인공지능"),  # NFD stays as typed; the analyser composes it
    ],
)
def test_one_word(word: str) -> None:
    assert kinds(word) == [("word", word)]
    assert places(f" {word} ") == [(word, 1, 1 + len(word))]


@pytest.mark.parametrize("opening", '"“”„＂')
@pytest.mark.parametrize("closing", '"“”„＂')
def test_any_mark_closes_any(opening: str, closing: str) -> None:
    assert kinds(f"{opening}국가 AI{closing}는") == [("phrase", "국가 AI"), ("tail", "는")]


def test_tail_is_hangul_directly_behind_the_mark() -> None:
    assert kinds('"AI"와"KT"의') == [
        ("phrase", "AI"),
        ("tail", "와"),
        ("phrase", "KT"),
        ("tail", "의"),
    ]
    assert kinds('"AI" 와') == [("phrase", "AI"), ("word", "와")]
    assert kinds('"국가"AI') == [("phrase", "국가"), ("word", "AI")]
    assert kinds('"AI"는2026') == [("phrase", "AI"), ("tail", "는"), ("word", "2026")]
    assert kinds('"AI"\u1102\u1173\u11ab') == [("phrase", "AI"), ("tail", "\u1102\u1173\u11ab")]


def test_space_inside_a_phrase_is_one_space() -> None:
    assert kinds('"  국가\u3000\t AI\n"') == [("phrase", "국가 AI")]


@pytest.mark.parametrize("minus", ["-", "−", "－"])
def test_minus_at_the_start_of_a_token(minus: str) -> None:
    assert [kind for kind, _ in kinds(f"{minus}메모리")] == ["minus", "word"]
    assert [kind for kind, _ in kinds(f"({minus}메모리)")] == ["open", "minus", "word", "close"]
    assert [kind for kind, _ in kinds(f"메모리{minus}")] == ["word"]
    assert kinds(f"{minus}{minus}메모리") == [("word", f"{minus}{minus}메모리")]


def test_operators_in_capitals_and_alone() -> None:
    assert [kind for kind, _ in kinds("a OR b | c ｜ d AND e NOT f")] == [
        *("word", "or", "word", "or", "word", "or", "word", "and", "word", "minus", "word")
    ]
    assert kinds("and Or not OR* |*") == [
        ("word", "and"),
        ("word", "Or"),
        ("word", "not"),
        ("prefix", "OR"),
        ("prefix", "|"),
    ]


def test_full_width_parentheses() -> None:
    assert kinds("국가（AI）") == [
        ("word", "국가"),
        ("open", "（"),
        ("word", "AI"),
        ("close", "）"),
    ]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("colon", [":", "："])
def test_fields_in_any_case(field: str, colon: str) -> None:
    for written in (field, field.upper(), field.title()):
        assert kinds(f"{written}{colon}값") == [("field", field), ("word", "값")]


def test_behind_a_field_everything_is_its_value() -> None:
    assert kinds("title:OR") == [("field", "title"), ("word", "OR")]
    assert kinds("tag:tag:x") == [("field", "tag"), ("word", "tag:x")]
    assert kinds("title: OR") == [("field", "title"), ("or", "OR")]


def test_what_only_resembles_a_field() -> None:
    assert kinds("subtitle:x") == [("word", "subtitle:x")]
    assert kinds("ſource:x") == [("word", "ſource:x")]  # a long s is not an s


def test_stars() -> None:
    assert kinds("하이퍼* * *클로바**") == [
        ("prefix", "하이퍼"),
        ("star", "*"),
        ("star", "*"),
        ("word", "클로바"),
        ("star", "**"),
    ]
    assert kinds("모티＊ C++* GPT-*") == [("prefix", "모티"), ("prefix", "C++"), ("prefix", "GPT-")]
    assert kinds("/tmp/* [a-z]* .* x**2") == [
        ("word", "/tmp/*"),
        ("word", "[a-z]*"),
        ("word", ".*"),
        ("word", "x**2"),
    ]


def test_invisible_characters_vanish_and_are_counted() -> None:
    assert places("인공\u200b지능 \ufeff반\u00ad도체") == [("인공지능", 0, 5), ("반도체", 7, 11)]
    assert kinds("\u200e-\u2060메모리") == [("minus", "-"), ("word", "메모리")]
    assert lex("-\u200b메모리")[1].adjacent
    assert kinds("한\u200d글") == [("word", "한글")]  # a joiner is kept in emoji only
    assert kinds("\u200b \u200d \ufeff") == []


@each_row("space", [" ", "\u00a0", "\u3000", "\u2009", "\u2028", "\t", "\0", "\u3164"])
def test_every_space_separates(space: str) -> None:
    assert kinds(f"국가{space}AI{space}") == [("word", "국가"), ("word", "AI")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ('국가 "AI', 3, 4),
        ('화면 5" 이하', 4, 5),
        ('국가 ""', 3, 5),
        ('국가 "\u3000\u200b"', 3, 7),
        ('국가 "\u200b"', 3, 6),
        ("국가 -- AI", 3, 5),
    ],
)
def test_signs_that_are_no_syntax(text: str, start: int, end: int) -> None:
    (sign,) = (lexeme for lexeme in lex(text) if lexeme.kind is LexemeKind.SIGN)
    assert (sign.start, sign.end) == (start, end)


TEXT = st.text(st.one_of(st.characters(), st.sampled_from('ab가나 :-*|()"“OR\u200b\u200d\ud800👩')))


@given(TEXT)
def test_places_are_ordered_and_inside(text: str) -> None:
    at = 0
    for lexeme in lex(text):
        assert at <= lexeme.start < lexeme.end <= len(text)
        assert lexeme.text
        at = lexeme.end


@each_row("text", [*("(주)한빛", "한빛(주)", "（주）한빛", "(주)")])
def test_the_sign_of_a_company_is_no_parenthesis(text: str) -> None:
    assert kinds(text) == [("word", text)]
