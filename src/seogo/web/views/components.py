"""The parts that pages are made of; seogo.web.views.contexts says which page has which."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from seogo.languages import Language
from seogo.web.views.text_runs import Text


@dataclass(frozen=True, slots=True)
class Link:
    """Something to follow; ``label`` says more to a screen reader where the text alone would be unclear; ``current``:
    it is where the reader is."""

    text: Text
    address: str
    label: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date for people and for machines (``iso``)."""

    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a short list."""

    title: Text
    address: str
    source: Text
    day: Day | None
    language: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to filter by; an ``active`` one has the address that takes it away."""

    text: Text
    count: str
    address: str
    active: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter: those always shown, those unfolded, and what is said of the rest."""

    title: str
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One result. ``why`` has only what the typed words do not say themselves."""

    title: Text
    address: str
    source: Text
    day: Day | None
    language: str
    snippet: Text | None
    opens: bool
    closes: bool
    why: tuple[Text, ...]
    versions: tuple[Link, ...]
    pair: str


@dataclass(frozen=True, slots=True)
class Also:
    """A searched equivalent or translation, for which typed word, and the search without it (None where that would find no
    more); ``note`` says of a translation where it is from and how sure it is."""

    text: Text
    word: Text
    without: Link | None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something about how a query was read, and the search that reads it otherwise (None where there is none)."""

    text: Text
    other: Link | None


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter in force and the search without it."""

    name: str
    value: Text
    remove: Link


@dataclass(frozen=True, slots=True)
class WayOut:
    """A search that does find something, and how much."""

    text: Text
    address: str
    count: str


@dataclass(frozen=True, slots=True)
class Paging:
    """Steps through the results; ``numbers`` has None where pages are left out."""

    previous: str
    next: str
    numbers: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Instead:
    """Results of a query that was not typed, below a page that has none."""

    title: Text
    hits: tuple[ShownHit, ...]
    all: Link


@dataclass(frozen=True, slots=True)
class Nothing:
    """A page of results without results: ``title`` and ``lead``, ways out, the last page where this one is beyond it, and
    what the archive covers."""

    title: str
    lead: str
    ways: tuple[WayOut, ...]
    last: Link | None = None
    coverage: Text | None = None


@dataclass(frozen=True, slots=True)
class PairSide:
    """One side of two articles side by side."""

    lang: Language
    language: str
    title: Text
    address: str


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
class ChangedPiece:
    """A piece of a line; ``kind`` is same, gone or new."""

    text: Text
    kind: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """From one version to the next: places of changed lines, or None where they are too many to be compared."""

    title: Text
    places: tuple[tuple[tuple[ChangedPiece, ...], ...], ...] | None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A sentence beside the one that translates it, and where both articles stand side by side."""

    source: Text
    target: Text
    pair: Link


@dataclass(frozen=True, slots=True)
class WordGroup:
    """The lines in which a word has one counterpart, ``text`` (or that it has none), with their number."""

    anchor: str
    text: Text
    count: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token of an explained text: what kind of term it is, what ``stands`` there, from where to where."""

    kind: str
    term: Text
    stands: Text
    place: str
    tag: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """A typed word: the terms that must be there, what counts too, and its other forms with how they are such."""

    word: Text
    asked: Text
    scored: tuple[Text, ...]
    forms: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A topic of the manual in the list of all."""

    link: Link
    summary: Text


@dataclass(frozen=True, slots=True)
class Alternate:
    """Link to the page in another form or language (``lang``); ``text`` names it, and is empty where nobody reads it."""

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
