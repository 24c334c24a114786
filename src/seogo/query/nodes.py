"""The syntax tree of a query: what the reader wrote, before anything is looked up.

Places are half-open ranges in the query as typed, in code points.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from seogo.articles import metadata

FIELDS = ("title", "number", *(field.name for field in metadata.FIELDS))
"""Names of fields before a colon."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed. ``prefix``: it ended in ``*``, which is not part of ``text``."""

    text: str
    start: int
    end: int
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted phrase, without its quotation marks. ``tail`` is Hangul written directly behind the closing mark
    (``"국가 AI"는``), which is usually a particle."""

    text: str
    start: int
    end: int
    tail: str = ""


@dataclass(frozen=True, slots=True)
class InTitle:
    """``title:word`` or ``title:"a phrase"``: the word or phrase in the title only."""

    node: Word | Quoted
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filter:
    """``source:``, ``tag:``, ``author:``, ``lang:`` or ``translated:`` with a value (quotation marks removed)."""

    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateRange:
    """``date:`` with a day, month, year, or two of them with ``..`` between; both ends belong to the range and an
    open end is None."""

    first: date | None
    last: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NumberRange:
    """``number:`` with a value, or two of them with ``..`` between; both ends belong to the range and an open end is
    None. One value is both ends."""

    low: Decimal | None
    high: Decimal | None
    start: int
    end: int


Restriction = Filter | DateRange | NumberRange
"""Nodes that restrict the articles and ask for no word."""


@dataclass(frozen=True, slots=True)
class Not:
    """``-node``: what must not be there."""

    node: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class And:
    """Nodes side by side: every one of them."""

    nodes: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Or:
    """Nodes with ``OR`` between: any of them."""

    nodes: tuple[Node, ...]
    start: int
    end: int


Node = Word | Quoted | InTitle | Restriction | Not | And | Or


def is_plain(node: Node) -> bool:
    """Whether a node is a word and nothing else: not a beginning, not a phrase."""
    return isinstance(node, Word) and not node.prefix


def count_words(node: Node) -> int:
    """Number of typed words that are to be found."""
    match node:
        case Word():
            return 1
        case Quoted(text):
            return len(text.split())
        case InTitle(inner):
            return count_words(inner)
        case And(parts) | Or(parts):
            return sum(map(count_words, parts))
        case _:
            return 0


@dataclass(frozen=True, slots=True)
class Ignored:
    """Part of a query that has no effect, or not the effect it may have been meant to have, and why (``reason`` ends the code
    of a message: ``unknown-field``, ``lone-minus``, ``unclosed-quote`` …). ``other`` is the query that has that effect,
    empty where there is none."""

    text: str
    reason: str
    start: int
    end: int
    other: str = ""


@dataclass(frozen=True, slots=True)
class Excluded:
    """Part of a query that leaves something out: ``text`` is what, ``other`` the query that asks for it (empty behind many
    others)."""

    text: str
    start: int
    end: int
    other: str


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A parsed query: its tree (None where nothing was typed), what was ignored while reading it, and what it leaves out."""

    node: Node | None
    ignored: tuple[Ignored, ...] = ()
    excluded: tuple[Excluded, ...] = ()
