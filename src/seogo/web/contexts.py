"""What each template is given: one frozen dataclass per page, under the name ``page``; ``frame`` is around all of them.

Templates use nothing else but these fields, the texts of the interface (``t``) and the macros in ``_parts.html``;
tests/web/test_templates.py holds them to it. A `Text` brings its language and marks along; a plain ``str`` is in the
interface language or has none (addresses, dates for machines).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from seogo.languages import Language
from seogo.web.runs import Text


@dataclass(frozen=True, slots=True)
class Link:
    """Something to follow; ``label`` says more to a screen reader where the text alone would be unclear; ``current``:
    it is where the reader is."""

    text: Text
    address: str
    label: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The search form: what it shows (``lang``, ``first``, ``last`` as in the query string), and which filters it carries
    along unseen."""

    action: str
    q: str
    lang: str
    first: str
    last: str
    title_only: bool
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around every page. ``title`` is of the window; ``suggest`` where the script asks for suggestions; ``json`` the
    address of the page as JSON, or empty; ``canonical`` its address without what does not change it."""

    ui: Language
    site: Text
    title: Text
    front: str
    switch: Link
    style: str
    script: str
    icon: str
    suggest: str
    form: Form
    json: str = ""
    canonical: str = ""


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
class FrontPage:
    """``/``: what the archive holds. ``counts`` are sentences such as "34 articles"."""

    counts: tuple[Link, ...]
    latest: tuple[Listed, ...]
    facets: tuple[Facet, ...]
    everything: str


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
    """A searched equivalent, for which typed word, and the search without it."""

    text: Text
    word: Text
    without: Link


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
    """A page of results without results: ``title`` and ``lead``, and links that lead on."""

    title: str
    lead: str
    ways: tuple[WayOut, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """``/search``. ``whole`` hits have every word, ``some`` only some; ``some_start`` is the number of the first one.
    ``analyze`` is where the query is explained, or empty; ``corrections`` are queries that may have been meant."""

    heading: Text
    total: str
    where: str
    read_as: Text | None
    analyze: str
    also: tuple[Also, ...]
    ignored: tuple[Text, ...]
    sorts: tuple[Link, ...]
    levels: tuple[Link, ...]
    unfold: str
    active: tuple[ActiveFilter, ...]
    remove_all: str
    start: int
    whole: tuple[ShownHit, ...]
    some: tuple[ShownHit, ...]
    some_start: int
    some_total: str
    facets: tuple[Facet, ...]
    paging: Paging | None
    nothing: Nothing | None
    corrections: tuple[WayOut, ...]
    instead: Instead | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """``/articles/<id>``; ``note`` says why words are not marked, where they could not be."""

    title: Text
    body: Markup
    summary: Text | None
    language: str
    source: Link | None
    authors: tuple[Link, ...]
    tags: tuple[Link, ...]
    published: Day | None
    updated: Day | None
    retrieved: Day | None
    rights: Text | None
    original: str
    translations: tuple[Link, ...]
    pair: str
    back: str
    note: str


@dataclass(frozen=True, slots=True)
class PairSide:
    """One side of two articles side by side."""

    lang: Language
    language: str
    title: Text
    address: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Blocks that belong together; None where one side has no counterpart."""

    first: Markup | None
    second: Markup | None


@dataclass(frozen=True, slots=True)
class PairPage:
    """``/articles/<id>/pair``: two articles, row by row."""

    first: PairSide
    second: PairSide
    rows: tuple[PairRow, ...]
    back: str


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
class AnalyzePage:
    """``/analyze``: a text as an article would have it and as a query. ``note`` says why it is no query where it is none;
    ``action`` is where the form goes."""

    action: str
    text: Text
    longest: int
    read_as: Text | None
    words: tuple[WordRow, ...]
    ignored: tuple[Text, ...]
    note: Text | None
    tokens: tuple[TokenRow, ...]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Every page that is no answer. ``query`` is the query with its wrong place marked; ``allowed_title`` and
    ``allowed`` say what would be right."""

    title: str
    detail: Text
    query: Text | None
    allowed_title: str
    allowed: Text | None
    links: tuple[Link, ...]


PAGES: Final[Mapping[str, type]] = {
    "front.html": FrontPage,
    "search.html": ResultsPage,
    "article.html": ArticlePage,
    "pair.html": PairPage,
    "analyze.html": AnalyzePage,
    "error.html": ErrorPage,
}
"""Which template shows which page."""
