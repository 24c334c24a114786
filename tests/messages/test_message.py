"""Messages: values in their places, forms by number, messages inside messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from seogo.languages import Language
from seogo.messages import Message, message


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        Language.EN: {
            "outer": "{path}: {what}",
            "inner": "“{word}” is not a word",
            "many": ("{count} article", "{count} articles"),
            "line": "line {line:d}",
            "quoted": "{value!r} or {{value}}",
        },
        Language.KO: {
            "outer": "{path}: {what}",
            "inner": "“{word}”{word:은/는} 낱말이 아닙니다",
            "many": ("글 {count}편", "글 {count}편"),
            "line": "{line:d}번째 줄",
            "quoted": "{value!r}이나 {{value}}",
        },
    }

    def text_of(language: Language, code: str, count: int | None = None) -> str:
        text = known[language][code]
        return text if isinstance(text, str) else text[count != 1]

    monkeypatch.setattr(message, "text_of", text_of)


@pytest.mark.usefixtures("texts")
def test_a_message_is_said_in_both_languages_with_those_inside_it() -> None:
    said = Message("outer", path=Path("a/b.md"), what=Message("inner", word="김장"))
    assert str(said) == "a/b.md: “김장” is not a word"
    assert said.text(Language.KO) == "a/b.md: “김장”은 낱말이 아닙니다"


@pytest.mark.usefixtures("texts")
def test_numbers_have_commas_and_forms() -> None:
    assert str(Message("many", count=1)) == "1 article"
    assert str(Message("many", count=1_234)) == "1,234 articles"
    assert Message("many", count=1_234).text(Language.KO) == "글 1,234편"
    assert str(Message("line", line=1_234)) == "line 1234"


@pytest.mark.usefixtures("texts")
def test_values_can_be_quoted_and_braces_be_text() -> None:
    assert str(Message("quoted", value="a{b}")) == "“a{b}” or {value}"


def test_equal_messages_are_equal() -> None:
    assert Message("many", count=2) == Message("many", count=2)
    assert hash(Message("many", count=2)) == hash(Message("many", count=2))
    assert Message("many", count=2) != Message("many", count=3)
    assert Message("many") != "many"


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(LookupError, match="no such code"):
        str(Message("no such code"))
