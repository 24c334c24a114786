"""What of a query was ignored, or not read as it may have been meant, in both languages."""

from __future__ import annotations

import re

import pytest

from seogo.languages import Language
from seogo.query.diagnostics import REASONS, ignored_message
from seogo.query.nodes import FIELDS, Ignored
from seogo.query.parser import parse


@pytest.mark.parametrize(
    ("query", "english", "korean"),
    [
        (
            'echo "국가',
            '" is not closed, so it does not mark a phrase',
            '": 닫는 따옴표가 없어 구절로 묶지 않았습니다',
        ),
        (
            "lang:fr",
            "“lang:fr” is not a language of this archive and was searched as words; use lang:ko or lang:en",
            "“lang:fr”: 이 서고에 없는 언어여서 낱말로 찾았습니다. lang:ko와 lang:en을 쓸 수 있습니다",
        ),
        (
            "Tag: 반도체",
            "No value follows “Tag:” directly, so it was searched as a word; a field looks like tag:AI",
            "“Tag:”: 바로 뒤에 값이 없어 낱말로 찾았습니다. 항목은 tag:AI처럼 씁니다",
        ),
        (
            "date:2026-03..2026-01",
            "“date:2026-03..2026-01” ends before it begins; it was read from the earlier date to the later",
            "“date:2026-03..2026-01”: 끝이 시작보다 앞서, 이른 날짜부터 늦은 날짜까지로 읽었습니다",
        ),
        (
            "가" * 2001,
            "The text is too long; only its first 2,000 characters were read",
            "너무 길어 앞의 2,000자까지만 읽었습니다",
        ),
        (
            "가 " * 257,
            "The text is too long; only its first 256 words were read",
            "너무 길어 앞의 낱말 256개까지만 읽었습니다",
        ),
    ],
)
def test_a_note_has_texts_in_both_languages(query: str, english: str, korean: str) -> None:
    (note,) = parse(query).ignored
    message = ignored_message(note)
    assert (message.text(Language.EN), message.text(Language.KO)) == (english, korean)


def test_braces_in_a_query_are_only_text() -> None:
    note = ignored_message(Ignored("{fields}:", "unknown-field", 0, 9))
    assert str(note).startswith("“{fields}:” is not a field")


def test_long_parts_are_shortened() -> None:
    assert len(str(ignored_message(Ignored("가" * 500, "unknown-language", 0, 500)))) < 200


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reason", [*sorted(REASONS), "from-the-future"])
def test_what_was_ignored_is_quoted(language: Language, reason: str) -> None:
    text = ignored_message(Ignored("믿:", reason, 0, 2)).text(language)
    whole = ("too-long", "too-many-words", "too-deep", "meaning-missing", "meaning-damaged")
    assert "믿:" in text or reason in whole
    assert "{" not in text
    assert not text.endswith("."), "no full stop: each place sets its own"
    if language is Language.KO:
        assert re.search("(니다|요)$", text)
    if reason == "unknown-field":
        assert all(field in text for field in FIELDS)
