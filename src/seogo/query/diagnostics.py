"""Messages about what of a query was ignored, or not read as it may have been meant.

The texts are those of the catalogue ``query``. None ends in a full stop, so that a page, a terminal and JSON can put their
own punctuation around them.
"""

from __future__ import annotations

from typing import Final

from seogo.messages import Message
from seogo.query.fields import EXAMPLES
from seogo.query.lexer import OTHER_NAMES
from seogo.query.limits import Limits
from seogo.query.nodes import FIELDS, Ignored

REASONS: Final = frozenset(
    (
        *("unknown-field", "lone-minus", "lone-star", "no-term", "too-many-expansions"),
        *("stop-word", "particle", "too-long", "too-many-words", "too-deep"),
        *("unclosed-quote", "empty-quotes", "unclosed-parenthesis", "unopened-parenthesis"),
        *("empty-parentheses", "or-without-left", "or-without-right", "or-doubled"),
        *("not-excluded", "only-excluded", "empty-field", "field-minus", "field-parenthesis"),
        *("unknown-language", "unknown-value", "date-form", "date-impossible", "date-reversed"),
        *("number-form", "number-large", "number-reversed"),
        *("meaning-missing", "meaning-damaged"),
    )
)
"""Why a part of a query is ignored, or not read as it may have been meant."""

LONGEST: Final = 60
"""Characters of a part; a longer one would bury the message that quotes it."""


_COMMON: Final = frozenset({"stop-word", "particle"})
"""What is left out of many right queries."""
_READ_OTHERWISE: Final = frozenset(
    (
        *("too-many-expansions", "date-reversed", "number-reversed", "not-excluded"),
        *("meaning-missing", "meaning-damaged"),
    )
)
"""What was read in a way of its own, and is no mistake."""


def is_mistake(ignored: Ignored) -> bool:
    """Whether a part of a query is one that its writer should hear about, and not a word that is always left out."""
    return ignored.reason not in _COMMON


def other_query(typed: str, ignored: Ignored) -> str:
    """The query that may have been meant: as its parser says, else without the wrong part; with a common word in quotation
    marks. Empty where that leaves nothing, or where nothing is wrong."""
    if ignored.other or ignored.reason in _READ_OTHERWISE:
        return ignored.other
    part = typed[ignored.start : ignored.end]
    instead = f' "{part}" ' if ignored.reason == "stop-word" else " "
    other = f"{typed[: ignored.start]}{instead}{typed[ignored.end :]}"
    return " ".join(other.split())


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
        example=EXAMPLES.get(OTHER_NAMES.get(name, name), EXAMPLES["title"]),
        characters=limits.characters,
        words=limits.words,
        nesting=limits.nesting,
    )


def shortened(text: str, longest: int = LONGEST) -> str:
    """A part of a query as messages quote it."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
