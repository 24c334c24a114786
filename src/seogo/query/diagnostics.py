"""Messages about what of a query was ignored, or not read as it may have been meant.

The texts are those of the catalogue ``query``. None ends in a full stop, so that a page, a terminal and JSON can put their
own punctuation around them.
"""

from __future__ import annotations

from typing import Final

from seogo.messages import Message
from seogo.query.fields import EXAMPLES
from seogo.query.nodes import FIELDS, Ignored
from seogo.query.parser import Limits

REASONS: Final = frozenset(
    (
        *("unknown-field", "lone-minus", "lone-star", "no-term", "too-many-expansions"),
        *("stop-word", "particle", "too-long", "too-many-words", "too-deep"),
        *("unclosed-quote", "empty-quotes", "unclosed-parenthesis", "unopened-parenthesis"),
        *("empty-parentheses", "or-without-left", "or-without-right", "or-doubled"),
        *("not-excluded", "only-excluded", "empty-field", "field-minus", "field-parenthesis"),
        *("unknown-language", "date-form", "date-impossible", "date-reversed"),
        *("number-form", "number-large", "number-reversed"),
        *("meaning-missing", "meaning-damaged"),
    )
)
"""Why a part of a query is ignored, or not read as it may have been meant."""

_LONGEST: Final = 60
"""Characters of a part; a longer one would bury the message that quotes it."""


def ignored_message(ignored: Ignored) -> Message:
    """Message about something ignored; a reason without a text of its own gets a general one."""
    known = ignored.reason in REASONS
    code = f"query.ignored.{ignored.reason}" if known else "query.ignored"
    name = ignored.text.replace("：", ":").partition(":")[0].lower()
    limits = Limits()
    return Message(
        code,
        text=shortened(ignored.text),
        fields=", ".join(FIELDS),
        example=EXAMPLES.get(name, EXAMPLES["title"]),
        characters=limits.characters,
        words=limits.words,
        nesting=limits.nesting,
    )


def shortened(text: str) -> str:
    """A part of a query as messages quote it."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
