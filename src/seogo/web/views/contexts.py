"""Contexts of templates: one frozen dataclass per page, under the name ``page``; ``frame`` is around all of them.

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
from seogo.web.views.charts import Chart
from seogo.web.views.components import (
    ActiveFilter,
    AlsoSearched,
    Alternate,
    ApiSection,
    Chosen,
    Citation,
    Day,
    Facet,
    HelpTopic,
    Instead,
    Link,
    Listed,
    Meta,
    Mistake,
    Notes,
    Nothing,
    Paging,
    ShownChange,
    ShownHit,
    TokenRow,
    Tools,
    Value,
    WayOut,
    WordRow,
    YearRow,
)
from seogo.web.views.text_runs import Text
from seogo.web.views.translation_parts import ListedDifference, OneSided, PairRow, PairSide
from seogo.web.views.word_contexts import FrequencyPage, LexiconPage, WordPage


@dataclass(frozen=True, slots=True)
class Form:
    """The search form: the query that it shows, and what it carries along unseen."""

    action: str
    q: str
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Frame around every page. ``title`` is of the window; ``suggest`` where the script asks for suggestions;
    ``concordance`` and ``lexicon`` are addresses of these, ``help`` of the list of the manual, ``search_help`` of its topic
    on queries; ``alternates`` are other forms of the page; ``canonical`` is its address without what does not change it;
    ``opensearch`` describes the search to browsers, ``api`` to programs; ``manifest``, ``touch_icon`` and ``favicon`` are
    of the site as an application, ``shared`` is for those who link to the page (Open Graph); ``holds`` says what the
    archive holds, and until when; ``basket`` leads to chosen articles; ``printed`` is the foot of a printed page."""

    ui: Language
    site: Text
    title: Text
    front: str
    switch: Link
    style: str
    script: str
    icon: str
    suggest: str
    concordance: str
    lexicon: str
    help: str
    search_help: str
    form: Form
    opensearch: str
    api: str
    manifest: str
    touch_icon: str
    favicon: str
    basket: str
    alternates: tuple[Alternate, ...] = ()
    canonical: str = ""
    printed: Text | None = None
    holds: str = ""
    shared: tuple[Meta, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontPage:
    """``/``: what the archive holds. ``counts`` are sentences such as "34 articles"; ``years`` are the latest ones,
    ``chart`` has all of them, ``span`` says when the articles are from; ``browse`` leads to all sources, tags, authors,
    years; ``about`` is what the archive says of itself, in ``about_lang``."""

    counts: tuple[Link, ...]
    latest: tuple[Listed, ...]
    facets: tuple[Facet, ...]
    everything: str
    years: tuple[YearRow, ...]
    chart: Chart | None
    span: str
    browse: tuple[Link, ...]
    about: Markup | None = None
    about_lang: Language | None = None


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """``/search``. ``whole`` hits have every word, ``some`` only some, ``near`` ones are close in meaning; ``some_start`` and
    ``near_start`` are the numbers of the first ones. ``corrections`` are queries that may have been meant; ``remove_all``
    leads to the search without ``active`` filters, where some articles were found with them, ``elsewhere`` to other views of
    the query; ``analyze`` is where it is explained."""

    heading: Text
    total: str
    where: str
    also: AlsoSearched | None
    active: tuple[ActiveFilter, ...]
    remove_all: Link | None
    start: int
    whole: tuple[ShownHit, ...]
    some: tuple[ShownHit, ...]
    some_start: int
    some_total: str
    near: tuple[ShownHit, ...]
    near_start: int
    near_total: str
    facets: tuple[Facet, ...]
    paging: Paging | None
    nothing: Nothing | None
    corrections: tuple[WayOut, ...]
    instead: Instead | None
    tools: Tools | None = None
    notes: Notes | None = None
    analyze: str = ""
    elsewhere: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """``/articles/<id>``; ``note`` says why words are not marked, where they could not be; ``marks`` says how many are,
    ``places`` numbers the first of them; ``changes`` leads to what has changed where former versions are kept.
    ``words`` lead to the concordance and the lexicon, with the words that were searched for; ``basket`` to chosen
    articles, with this one among them. ``permanent`` is the lasting address, ``permanent_text`` the same for people.
    ``related`` articles are about the same, those ``beside`` it of the same source and time; ``versions`` are its
    languages, itself among them; ``metas`` and ``json_ld`` are for programs."""

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
    words: tuple[Link, ...]
    back: str
    note: str
    marks: str = ""
    places: tuple[int, ...] = ()
    changes: Link | None = None
    id: str = ""
    basket: str = ""
    permanent: str = ""
    permanent_text: str = ""
    citations: tuple[Citation, ...] = ()
    related: tuple[Listed, ...] = ()
    beside: tuple[Listed, ...] = ()
    versions: tuple[Alternate, ...] = ()
    metas: tuple[Meta, ...] = ()
    json_ld: Markup | None = None


@dataclass(frozen=True, slots=True)
class PairPage:
    """``/articles/<id>/pair``: two articles, row by row. ``differing`` says how much differs, or nothing, and
    ``differences`` list in which rows; ``files`` are the pair in other forms; ``concordance`` is the address of that, of the
    words that were searched for where there are any."""

    first: PairSide
    second: PairSide
    rows: tuple[PairRow, ...]
    differing: str
    differences: tuple[ListedDifference, ...]
    files: tuple[Link, ...]
    titles_differ: tuple[OneSided, ...]
    concordance: str
    back: str


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """``/articles/<id>/changes``: what has changed in an article, latest first."""

    article: Link
    lang: Language
    changes: tuple[ShownChange, ...]


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
    excluded: tuple[Text, ...]
    note: Text | None
    tokens: tuple[TokenRow, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """``/help``: the topics of the manual."""

    topics: tuple[HelpTopic, ...]


@dataclass(frozen=True, slots=True)
class HelpTopicPage:
    """``/help/<topic>``: one article of the manual; ``has_keyboard``: keys of the page are chosen there."""

    title: Text
    summary: Text
    body: Markup
    all_topics: str
    has_keyboard: bool


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """``/sources``, ``/tags``, ``/authors``: values with counts, those of each language in a group, that of the interface
    first; ``browse`` leads to the other lists."""

    title: str
    lead: str
    groups: tuple[tuple[Value, ...], ...]
    paging: Paging | None
    browse: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class YearsPage:
    """``/years``: articles by year and language, and the times without any."""

    rows: tuple[YearRow, ...]
    chart: Chart | None
    gaps: tuple[str, ...]
    browse: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """``/api``: the addresses for programs. ``document`` is the OpenAPI document, ``manual`` its topic in the manual."""

    lead: Text
    sections: tuple[ApiSection, ...]
    document: str
    manual: str


@dataclass(frozen=True, slots=True)
class BasketPage:
    """``/basket``: chosen articles in a form that ``action`` answers. ``forms`` are addresses and names of what it can be
    taken as, ``references`` answers with a list in one of the ``styles``; ``unknown`` are ids that no article has;
    ``chosen_ui`` is the language where the address has one."""

    action: str
    articles: tuple[Chosen, ...]
    total: str
    unknown: tuple[Text, ...]
    forms: tuple[tuple[str, str], ...]
    references: str
    styles: tuple[tuple[str, str], ...]
    chosen_ui: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Every page that is no answer. ``allowed_title`` and ``allowed`` say what would be right; ``nearest`` are articles that
    may have been meant; after ``again`` seconds the page asks once more (0: it does not)."""

    title: str
    detail: Text
    allowed_title: str
    allowed: Text | None
    links: tuple[Link, ...]
    others: tuple[Mistake, ...] = ()
    nearest: tuple[Listed, ...] = ()
    again: int = 0


PAGES: Final[Mapping[str, type]] = {
    "front.html": FrontPage,
    "search.html": ResultsPage,
    "article.html": ArticlePage,
    "pair.html": PairPage,
    "changes.html": ChangesPage,
    "concordance.html": WordPage,
    "lexicon.html": LexiconPage,
    "frequency.html": FrequencyPage,
    "analyze.html": AnalyzePage,
    "browse.html": BrowsePage,
    "help.html": HelpPage,
    "help_topic.html": HelpTopicPage,
    "years.html": YearsPage,
    "api.html": ApiPage,
    "basket.html": BasketPage,
    "error.html": ErrorPage,
}
"""Which template shows which page."""
