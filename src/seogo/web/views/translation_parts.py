"""The parts of pages on translations: pairs, concordance, lexicon; as seogo.web.views.components for all others."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from seogo.languages import Language
from seogo.web.views.components import Day, Link
from seogo.web.views.text_runs import Text


@dataclass(frozen=True, slots=True)
class PairSide:
    """One side of two articles side by side."""

    lang: Language
    language: str
    title: Text
    address: str
    source: Text
    day: Day | None
    authors: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class OneSided:
    """Differences that only one article of a pair has: ``label`` tells which one, ``texts`` are the numbers, dates and names
    as they stand there."""

    label: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Blocks that belong together; None where one side has no counterpart. ``differs`` is what only one of them says."""

    first: Markup | None
    second: Markup | None
    differs: tuple[OneSided, ...]


@dataclass(frozen=True, slots=True)
class ListedDifference:
    """The number of a row, and what only one side of it says."""

    row: int
    differs: tuple[OneSided, ...]


@dataclass(frozen=True, slots=True)
class WordBox:
    """Box for a word: where its form goes, what it has, and what stays with another word."""

    action: str
    word: Text
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """A control of a concordance: its name, what is chosen (empty: nothing), and links of which one is chosen."""

    name: str
    state: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Kwic:
    """Keyword in context: what stands before it, the word, what stands behind it."""

    before: Text
    word: Text
    after: Text


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A sentence beside the one that translates it, where both articles stand side by side (with the title of the first),
    its day and its source; ``candidates`` for what the word becomes where that is not known."""

    source: Text
    target: Text
    kwic: Kwic | None
    pair: Link
    day: Day | None
    outlet: Text
    candidates: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ShownExample:
    """A sentence pair, and where both articles stand side by side."""

    source: Text
    target: Text
    pair: str


@dataclass(frozen=True, slots=True)
class ShownTranslation:
    """A translation: where it is from, how sure it is, how many passages have it, its lines in the concordance, an example,
    and a line for the glossary."""

    text: Text
    origin: str
    sure: str
    passages: str
    lines: Link | None
    example: ShownExample | None
    glossary: Text


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A word of the lexicon."""

    word: Text
    language: str
    translations: tuple[ShownTranslation, ...]
    forbidden: tuple[Text, ...]
