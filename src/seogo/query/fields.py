"""Field names before a colon: an example of each, words that only look like one, and the names of the languages."""

from __future__ import annotations

import re

from seogo.articles.metadata import FIELDS
from seogo.query.diagnostics import syntax_error
from seogo.query.lexer import Lexeme
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
_NAME = re.compile(r"([^\W\d][\w-]*)[:：](?![:：/\\])")


def unknown_field(word: str) -> str:
    """Beginning of ``word`` that looks like a field name, with its colon; empty where nothing does."""
    match = _NAME.match(word)
    if match is None or match[1][-1].isdigit() or match[1].lower() in _SCHEMES:
        return ""
    return match[0]


def language_code(value: Lexeme) -> str:
    """The code of a language by any of its names: 한국어 → ko. Raises QuerySyntaxError."""
    code = _LANGUAGES.get(to_form("NFKC", value.text).casefold())
    if code is None:
        raise syntax_error("query.unknown-language", value.start, value.end, value=value.text)
    return code
