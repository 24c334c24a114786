"""Field names before a colon: an example of each, words that only look like one, and the values that they can have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from seogo.articles.metadata import FIELDS, KEYWORDS
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

_LONGEST_DATE = 8
"""Words of a period at most: 2026. 1. 19. ~ 2026. 2. 3."""
# Schemes of addresses without "//".
_SCHEMES = frozenset({"mailto", "tel", "urn"})
_NAME = re.compile(r"([^\W\d][\w-]*)[:：](?=[^:：/\\])")


def unknown_field(word: str) -> str:
    """Beginning of ``word`` that looks like a field name, with its colon; empty where nothing does."""
    match = _NAME.match(word)
    if match is None or match[1][-1].isdigit() or match[1].lower() in _SCHEMES:
        return ""
    return match[0]


def with_value(
    name: Lexeme, value: Lexeme, today: date
) -> tuple[InTitle | Restriction | None, str]:
    """A field with its value when it is ``today``, None where it cannot have it, and the reason why it is not read as it
    stands (empty where it is)."""
    text, start, end = value.text, value.start, value.end
    match name.text:
        case "title" if value.kind is LexemeKind.PHRASE:
            return InTitle(Quoted(text, start, end), start, end), ""
        case "title":  # a colon in the value names no field
            prefix = value.kind is LexemeKind.PREFIX
            return InTitle(Word(text, start, end, prefix), start, end), ""
        case "date":
            return date_range(text, today)
        case "number":
            return number_range(text)
        case "lang":
            text = _LANGUAGES.get(to_form("NFKC", text).casefold(), "")
            return (Filter(name.text, text, start, end), "") if text else (None, "unknown-language")
        case field if choices := KEYWORDS[field].choices:
            text = dict(choices).get(to_form("NFKC", text).casefold(), "")
            return (Filter(field, text, start, end), "") if text else (None, "unknown-value")
    return Filter(name.text, text, start, end), ""


def whole_date(lexemes: Sequence[Lexeme], today: date) -> tuple[Lexeme, int]:
    """The value of ``date:`` with the words behind it that belong to the same date (2026년 1월, 19 Jan 2026), and how many
    of ``lexemes``, of which it is the first, it takes."""
    longest, taken = lexemes[0], 1
    text = ""
    for count, lexeme in enumerate(lexemes[:_LONGEST_DATE], 1):
        if lexeme.kind is not LexemeKind.WORD or (count > 1 and lexeme.adjacent):
            break
        text = f"{text} {lexeme.text}".lstrip()
        if count > 1 and date_range(text, today)[0]:
            longest, taken = replace(lexemes[0], text=text, end=lexeme.end), count
    return longest, taken
