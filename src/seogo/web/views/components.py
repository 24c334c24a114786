"""The parts that pages are made of; seogo.web.views.contexts says which page has which."""

from __future__ import annotations

from dataclasses import dataclass

from seogo.web.views.text_runs import Text


@dataclass(frozen=True, slots=True)
class Link:
    """Something to follow; ``label`` says more to a screen reader where the text alone would be unclear; ``current``:
    it is where the reader is; ``count`` says how many articles are there, where that is known."""

    text: Text
    address: str
    label: str = ""
    current: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date for people and for machines (``iso``)."""

    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a short list; its language is said where it is not that of the interface."""

    title: Text
    address: str
    source: Text
    day: Day | None
    language: str
    authors: tuple[Text, ...] = ()
    versions: tuple[Link, ...] = ()
    pair: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to filter by, with its number of articles."""

    text: Text
    count: str
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter: those always shown, those unfolded, and what is said of the rest."""

    title: str
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One result. ``why`` has only what the typed words do not say themselves; ``missing`` are those that it does not have;
    the language is said where it is neither that of the interface nor filtered by."""

    title: Text
    address: str
    source: Text
    authors: tuple[Text, ...]
    day: Day | None
    language: str
    snippet: Text | None
    opens: bool
    closes: bool
    why: tuple[Text, ...]
    missing: tuple[Text, ...]
    versions: tuple[Link, ...]
    pair: str


@dataclass(frozen=True, slots=True)
class Also:
    """A searched equivalent or translation, and the search without it (None where that would find no more); ``note`` says
    what kind it is, and how sure a translation is."""

    text: Text
    without: Link | None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class AlsoGroup:
    """What was searched for one typed word, too."""

    word: Text
    items: tuple[Also, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One of the words that are shown without unfolding; ``word`` is the typed one where another one stands before it."""

    text: Text
    word: Text | None


@dataclass(frozen=True, slots=True)
class AlsoSearched:
    """What was searched for, too: a few ``chips``, how many words there are beyond the first two and beyond the first four
    (empty: none), and all of them by typed word."""

    chips: tuple[Chip, ...]
    beyond_two: str
    beyond_four: str
    groups: tuple[AlsoGroup, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about how a query was read, and the search that reads it otherwise (None where there is none), with how much
    that finds."""

    text: Text
    other: Link | None
    count: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """How a query was read where that is not as it was typed: its ``mistakes``, ``common`` words that were left out, what it
    ``excluded``. ``unfolded``: they are shown at once."""

    read_as: Text | None
    mistakes: tuple[Note, ...]
    common: tuple[Note, ...]
    excluded: tuple[Note, ...]
    unfolded: bool


@dataclass(frozen=True, slots=True)
class Mistake:
    """A parameter that is wrong: what is wrong, and what would be right."""

    detail: Text
    allowed_title: str
    allowed: Text


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
    """A page of results without results: ``title`` (empty where the total says it) and ``lead``, ways out, the last page
    where this one is beyond it, typed words that no article has, and what the archive covers."""

    title: str
    lead: str
    ways: tuple[WayOut, ...]
    last: Link | None = None
    absent: tuple[Text, ...] = ()
    coverage: Text | None = None


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
class Value:
    """A value of a metadata field: where it leads, and how many articles have it."""

    text: Text
    address: str
    shown: str


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
class OrderTool:
    """The control of the order, and of how many results a page has; ``state`` says what is chosen."""

    state: str
    sorts: tuple[Link, ...]
    sizes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PeriodTool:
    """The control of the period: ``periods`` that end with the newest article, a form with two bounds (``hidden`` is what it
    carries along) between the days of the ``oldest`` and the ``newest`` article, and the results by month or year."""

    state: str
    periods: tuple[Link, ...]
    action: str
    first: str
    last: str
    oldest: str
    newest: str
    hidden: tuple[tuple[str, str], ...]
    timeline: Timeline | None


@dataclass(frozen=True, slots=True)
class ScopeTool:
    """The control of how far words reach, of titles alone, and of translations listed apart."""

    state: str
    levels: tuple[Link, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Tools:
    """The row of controls above results."""

    order: OrderTool
    period: PeriodTool
    scope: ScopeTool


@dataclass(frozen=True, slots=True)
class Citation:
    """An article as one form of citation has it, with marks where it is in italics; ``address`` is that of the file, or
    empty."""

    title: str
    text: Text
    address: str = ""


@dataclass(frozen=True, slots=True)
class ApiAddress:
    """An address for programs: its path in the document, what it answers, and an example to open (empty where the archive has
    nothing to ask for) or to run."""

    path: str
    summary: Text
    address: str
    command: str


@dataclass(frozen=True, slots=True)
class ApiParameter:
    """A parameter: its name, what it means and what it may be."""

    name: str
    meaning: Text
    values: Text


@dataclass(frozen=True, slots=True)
class ApiSection:
    """Addresses with the same parameters."""

    anchor: str
    addresses: tuple[ApiAddress, ...]
    parameters: tuple[ApiParameter, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An article of the basket, by its id."""

    id: str
    article: Listed


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
