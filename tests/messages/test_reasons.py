"""Reasons of the system and of libraries, in both languages where the catalogues have them."""

from __future__ import annotations

import errno
import json

import pytest

from seogo.languages import Language
from seogo.messages import Message
from seogo.messages.reasons import reason_of


def in_korean(reason: Message | str) -> str:
    return reason.text(Language.KO) if isinstance(reason, Message) else reason


@pytest.mark.parametrize(
    ("error", "english", "korean"),
    [
        (
            OSError(errno.ENOSPC, "as the system says"),
            "No space left on device",
            "디스크가 가득 참",
        ),
        (OSError(errno.EDOM, "as the system says"), "as the system says", "as the system says"),
        (TimeoutError("timed out"), "timed out", "시간 초과"),
        (ValueError("a library's own text"), "a library's own text", "a library's own text"),
    ],
)
def test_reasons(error: Exception, english: str, korean: str) -> None:
    assert str(reason_of(error)) == english
    assert in_korean(reason_of(error)) == korean


@pytest.mark.parametrize("text", ["", "[1, 2", '{"a" 1}', '"open', "[] x", "{a: 1}"])
def test_json_has_the_same_words_as_the_library_and_korean_ones(text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    assert str(reason_of(caught.value)) == str(caught.value)
    assert "번째 줄" in in_korean(reason_of(caught.value))
