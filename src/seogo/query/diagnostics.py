"""Diagnostics of queries: what is wrong with one and what would be allowed there, and what of one was ignored.

The texts are those of the catalogue ``query``. None ends in a full stop, so that a page, a terminal and JSON can put their
own punctuation around them.
"""

from __future__ import annotations

from typing import Final

from seogo.errors import QuerySyntaxError
from seogo.messages import Message
from seogo.query.nodes import FIELDS, Ignored

_IGNORED: Final = {
    "unknown-field": "query.ignored.unknown-field",
    "lone-minus": "query.ignored.lone-minus",
    "lone-star": "query.ignored.lone-star",
    "no-term": "query.ignored.no-term",
    "too-many-expansions": "query.ignored.too-many-expansions",
    "stop-word": "query.ignored.stop-word",
    "particle": "query.ignored.particle",
}
_LONGEST: Final = 60
"""Characters of a value; a longer piece of the query would bury the message that quotes it."""


def syntax_error(code: str, start: int, end: int, **values: str | int) -> QuerySyntaxError:
    """The error ``code`` at a half-open place of the query; ``values`` fill its text and that of ``<code>.allowed``."""
    shown = {
        name: _shortened(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    return QuerySyntaxError(Message(code, **shown), start, end, Message(f"{code}.allowed", **shown))


def ignored_message(ignored: Ignored) -> Message:
    """Message about something ignored; a reason without a text of its own gets a general one."""
    code = _IGNORED.get(ignored.reason, "query.ignored")
    return Message(code, text=_shortened(ignored.text), fields=", ".join(FIELDS))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
