"""Parts of pages that several templates or none of the first pages know; see seogo.web.contexts, which says what a page is
given."""

from __future__ import annotations

from dataclasses import dataclass

from seogo.web.runs import Text


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same in another form or language (``lang``); ``text`` says which, and is empty where nobody reads it."""

    address: str
    media_type: str = ""
    text: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a table that counts: what is counted, where it leads, how many, of at most how many in any row."""

    text: Text
    address: str
    count: int
    most: int
    shown: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hits by month or year; ``unit`` is the title of the first column."""

    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a select."""

    value: str
    text: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """A form that changes how results are chosen and shown; ``hidden`` is what it carries along."""

    action: str
    sources: tuple[Option, ...]
    sorts: tuple[Option, ...]
    sizes: tuple[Option, ...]
    title_only: bool
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """An article as one form of citation has it; ``address`` is that of the file, or empty."""

    title: str
    text: Text
    address: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """A ``<meta>`` of the head."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the archive, and how many articles it has in each language."""

    year: Text
    address: str
    counts: tuple[Bar, ...]
