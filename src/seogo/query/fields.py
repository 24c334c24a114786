"""Field names before a colon: an example of each, words that only look like one, and the values that they can have."""

from __future__ import annotations

import re

from seogo.articles.metadata import FIELDS
from seogo.query.dates import date_range
from seogo.query.lexer import Lexeme, LexemeKind
from seogo.query.nodes import Filter, InTitle, Quoted, Restriction, Word
from seogo.query.numbers import number_range
from seogo.unicode_forms import to_form

EXAMPLES = {
    "title": "title:모티프",
    "number": "number:1조..2조",
    **{field.name: field.example or f'{field.name}:"…"' for field in FIELDS},
}
"""Correct query for every field."""

_LANGUAGES = {
    "ko": "ko",
    "한국어": "ko",
    "korean": "ko",
    "en": "en",
    "영어": "en",
    "english": "en",
}

# Schemes of addresses without "//".
_SCHEMES = frozenset({"mailto", "tel", "urn"})
_NAME = re.compile(r"([^\W\d][\w-]*)[:：](?=[^:：/\\])")


def unknown_field(word: str) -> str:
    """Beginning of ``word`` that looks like a field name, with its colon; empty where nothing does."""
    match = _NAME.match(word)
    if match is None or match[1][-1].isdigit() or match[1].lower() in _SCHEMES:
        return ""
    return match[0]


def with_value(name: Lexeme, value: Lexeme) -> tuple[InTitle | Restriction | None, str]:
    """A field with its value, None where it cannot have it, and the reason why it is not read as it stands (empty where it
    is)."""
    text, start, end = value.text, value.start, value.end
    match name.text:
        case "title" if value.kind is LexemeKind.PHRASE:
            return InTitle(Quoted(text, start, end), start, end), ""
        case "title":  # a colon in the value names no field
            prefix = value.kind is LexemeKind.PREFIX
            return InTitle(Word(text, start, end, prefix), start, end), ""
        case "date":
            return date_range(text)
        case "number":
            return number_range(text)
        case "lang":
            text = _LANGUAGES.get(to_form("NFKC", text).casefold(), "")
    return (Filter(name.text, text, start, end), "") if text else (None, "unknown-language")
