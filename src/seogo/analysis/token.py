"""Morphemes and tokens of a text, and the columns of a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias

LONGEST_TERM = 64
"""Longer terms are cut, in articles and queries alike."""


class Kind(Enum):
    """Kind of a token.

    CONTENT must be found when its word is asked for; FUNCTION words (dependent nouns, adverbs, light verbs, English
    stop words) are indexed, so that phrases stay exact, but are asked for only where a word has nothing else.
    """

    CONTENT = "content"
    FUNCTION = "function"


class Token(NamedTuple):
    """Occurrence of a term: half-open ``start``/``end`` in code points of the original text.

    ``tag`` is the part of speech (Kiwi's tags; ``W`` for Latin and other words, ``N`` for numbers); ``noun`` says that it
    can be part of a compound.
    """

    term: str
    start: int
    end: int
    tag: str
    kind: Kind = Kind.CONTENT
    noun: bool = True


class AnalysedMorpheme(Protocol):
    """Morpheme, or Kiwi's own object for one: whole texts have too many to convert them."""

    @property
    def form(self) -> str: ...
    @property
    def tag(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


TokenRow: TypeAlias = tuple[str, int, int, str, Kind, bool]
"""A Token as a plain tuple: whole texts have too many of them for names."""


class Spans(NamedTuple):
    """Terms in the order of a text, and where each begins and ends."""

    terms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(slots=True)
class FieldTokens:
    """Tokens of one field of an article as parallel columns, in the order of the text.

    ``positions`` count tokens for phrases; they jump between paragraphs, so that no phrase crosses one.
    """

    terms: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.terms)
