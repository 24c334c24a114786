"""What is wrong with a query, and what of it was ignored, in both languages."""

from __future__ import annotations

import re

import pytest

from seogo.errors import QuerySyntaxError
from seogo.languages import Language
from seogo.query.diagnostics import ignored_message, syntax_error
from seogo.query.nodes import FIELDS, Ignored
from seogo.query.parser import parse

REASONS = (
    *("unknown-field", "lone-minus", "lone-star", "no-term", "too-many-expansions", "stop-word"),
    *("particle", "from-the-future"),
)


@pytest.mark.parametrize(
    ("query", "english", "korean"),
    [
        ('"국가', "This quotation mark is not closed", "따옴표가 닫히지 않았습니다"),
        ("lang:fr", "“fr” is not a language of this archive", "“fr”: 이 서고에 없는 언어입니다"),
        ("tag:", "Nothing follows tag:", "tag: 뒤에 값이 없습니다"),
        (
            "date:2026-03..2026-01",
            "The range ends (2026-01) before it begins (2026-03)",
            "범위의 끝(2026-01)이 시작(2026-03)보다 앞섭니다",
        ),
        ("number:많이", "“많이” is not a valid number", "“많이”: 숫자로 읽을 수 없습니다"),
        (
            "number:2조..15억",
            "The range ends (15억) below its beginning (2조)",
            "범위의 끝(15억)이 시작(2조)보다 작습니다",
        ),
        ("가" * 2001, "The query is 2,001 characters long", "검색어가 2,001자로 너무 깁니다"),
    ],
)
def test_an_error_has_texts_in_both_languages(query: str, english: str, korean: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    error = caught.value
    assert (error.what.text(Language.EN), error.what.text(Language.KO)) == (english, korean)
    place = error.start + 1
    assert str(error) == f"{english} (at character {place}); {error.allowed}"
    for text in (error.what.text(Language.KO), error.allowed.text(Language.KO)):
        assert re.search("(니다|요)$", text), "no full stop: each place sets its own"


def test_braces_in_a_query_are_only_text() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse("lang:{0.__class__}")
    assert caught.value.what.text(Language.KO).startswith("“{0.__class__}”")
    note = ignored_message(Ignored("{fields}:", "unknown-field", 0, 9))
    assert str(note).startswith("“{fields}:” is not a field")


def test_long_values_are_shortened() -> None:
    error = syntax_error("query.unknown-language", 0, 1, value="가" * 500)
    assert len(str(error.what)) < 120


def test_a_code_is_stable_without_its_catalogue() -> None:
    assert syntax_error("query.unclosed-quote", 0, 1).code == "unclosed-quote"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reason", REASONS)
def test_what_was_ignored_is_quoted(language: Language, reason: str) -> None:
    text = ignored_message(Ignored("믿:", reason, 0, 2)).text(language)
    assert "믿:" in text
    assert "{" not in text
    if reason == "unknown-field":
        assert all(field in text for field in FIELDS)
