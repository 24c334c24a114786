"""Every message exists in both languages, is filled from the same values and fits its place."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from seogo.errors import QuerySyntaxError
from seogo.languages import Language
from seogo.query.messages import IGNORED, MESSAGES, describe, describe_ignored, syntax_error
from seogo.query.nodes import FIELDS, Ignored
from seogo.query.parser import parse

CODES = sorted(MESSAGES[Language.EN])
REASONS = [
    "unknown-field",
    "lone-minus",
    "lone-star",
    "no-term",
    "too-many-expansions",
    "stop-word",
    "particle",
]


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_codes() -> None:
    assert set(MESSAGES) == set(IGNORED) == set(Language)
    assert sorted(MESSAGES[Language.KO]) == CODES
    assert sorted(IGNORED[Language.KO]) == sorted(IGNORED[Language.EN]) == sorted(REASONS)


@pytest.mark.parametrize("code", CODES)
def test_texts(code: str) -> None:
    english = MESSAGES[Language.EN][code]
    korean = MESSAGES[Language.KO][code]
    assert names("".join(korean)) <= names("".join(english)) | {"field"}
    assert names(english[0]) == names(korean[0])
    for text in (*english, *korean):
        assert text == text.strip()
        assert not text.endswith(".") or text.endswith("..")
    assert re.search("[가-힣]", korean[0])
    assert re.search("(니다|요)$", korean[0])
    assert re.search("(니다|요)$", korean[1])


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
        ("number:많이", "“많이” cannot be read as a number", "“많이”: 수로 읽을 수 없습니다"),
        (
            "number:2조..15억",
            "The range ends (15억) below its beginning (2조)",
            "범위의 끝(15억)이 시작(2조)보다 작습니다",
        ),
        ("가" * 2001, "The query is 2,001 characters long", "검색어가 2,001자로 너무 깁니다"),
    ],
)
def test_describe(query: str, english: str, korean: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    error = caught.value
    assert describe(error, Language.EN) == (error.what, error.allowed)
    assert error.what == english
    what, allowed = describe(error, Language.KO)
    assert what == korean
    assert "{" not in what + allowed


def test_braces_in_a_query_are_only_text() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse("lang:{0.__class__}")
    assert describe(caught.value, Language.KO)[0].startswith("“{0.__class__}”")
    note = Ignored("{fields}:", "unknown-field", 0, 9)
    assert describe_ignored(note, Language.EN).startswith("“{fields}:” is not a field")


def test_an_error_without_a_code_keeps_its_text() -> None:
    error = QuerySyntaxError("What", 0, 1, "that")
    assert (error.code, error.values) == ("", {})
    assert describe(error, Language.KO) == ("What", "that")


def test_long_values_are_shortened() -> None:
    error = syntax_error("unknown-language", 0, 1, value="가" * 500)
    assert len(error.what) < 120


def test_an_unknown_code_is_a_fault() -> None:
    with pytest.raises(KeyError):
        syntax_error("no-such-code", 0, 1)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reason", [*REASONS, "from-the-future"])
def test_describe_ignored(language: Language, reason: str) -> None:
    said = describe_ignored(Ignored("믿:", reason, 0, 2), language)
    assert "믿:" in said
    assert "{" not in said
    if reason == "unknown-field":
        assert all(field in said for field in FIELDS)
