"""Search requests, and pages of results that answer them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, get_args

from seogo.articles.metadata import FIELDS, KEYWORDS
from seogo.engines.names import MONTH, RECENT, Sort
from seogo.languages import Language

if TYPE_CHECKING:
    from seogo.query.nodes import Excluded, Ignored
    from seogo.rewriting.forms import WordTranslation
    from seogo.searching.hits import Hit
    from seogo.suggestions.did_you_mean import Correction

FACETS: Final = (*(field.keyword for field in FIELDS), MONTH)
"""The facets of a page of results, in order."""

COUNTED: Final = (*FACETS, RECENT)
"""What a search counts."""

LARGEST_PAGE: Final = 100
"""Results of one page."""

Level = Literal["exact", "forms", "bridge", "meaning"]
"""How far a word reaches: ``exact`` is this surface, apart from spacing and Unicode form; ``forms`` are word forms and
equivalents of the same language; ``bridge`` adds the other language, by translations (seogo.rewriting.translations);
``meaning`` adds what is near in meaning (seogo.searching.meaning), and is the same as ``bridge`` where nothing knows that."""

LEVELS: tuple[Level, ...] = get_args(Level)

_KOREAN: Final = re.compile("[ㄱ-힣]")

HIGHEST: Final = frozenset({None, "meaning"})
"""Levels of requests that are answered at the highest level there is."""

Filters = tuple[tuple[str, str], ...]
"""Names of metadata fields (of exact values) with a value each; several values of one field mean any of them."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Request for a page of results. ``q`` is the query; ``filters`` restrict by metadata fields, in the order of these;
    ``first`` and ``last`` bound the publication day; ``without`` names equivalents to leave out; ``page`` counts from 1;
    ``level`` None is the highest that there is; ``prefer`` is the language in which a pair is shown where the query does not
    say. An answer of passages takes at most ``budget`` characters and leaves out the first ``skip`` results.
    seogo.searching.parameters has the parameters of all these."""

    q: str = ""
    lang: Language | None = None
    filters: Filters = ()
    first: date | None = None
    last: date | None = None
    title_only: bool = False
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    level: Level | None = None
    without: tuple[str, ...] = ()
    fold: bool = True
    prefer: Language = Language.EN
    budget: int | None = None
    skip: int = 0

    @property
    def language(self) -> Language:
        """The language that is filtered by, else the one the query is written in."""
        return self.lang or language_of(self.q, self.prefer)

    @property
    def order(self) -> Sort:
        """The order of the results: without a query nothing is more relevant, and the newest come first."""
        return "newest" if self.sort == "relevance" and not self.q.strip() else self.sort

    def values(self, field: str) -> tuple[str, ...]:
        """The values of one metadata field that are searched for."""
        return tuple(value for name, value in self.filters if name == field)

    def unfiltered(self) -> SearchRequest:
        """Request for the first page without any filter, in the same order."""
        return SearchRequest(q=self.q, sort=self.sort, level=self.level, prefer=self.prefer)

    def having(self, field: str, values: tuple[str, ...]) -> SearchRequest:
        """Request for the first page with these values of one metadata field instead of its own."""
        chosen: dict[str, str | tuple[str, ...]] = {name: self.values(name) for name in KEYWORDS}
        chosen[field] = values
        return replace(self, filters=to_filters(chosen), page=1)


@dataclass(frozen=True, slots=True)
class PartRequest:
    """Request for a part of an article: a ``passage`` by its id, the section below a ``heading``, or ``length`` characters
    from ``start`` on; of each at most as many as an answer of ``budget`` characters has room for."""

    passage: str = ""
    heading: str = ""
    start: int = 0
    length: int | None = None
    budget: int | None = None


def language_of(query: str, prefer: Language) -> Language:
    """The language of a query: Korean where it has any Hangul, else English where it has letters."""
    if _KOREAN.search(query):
        return Language.KO
    return Language.EN if any(map(str.isalpha, query)) else prefer


def to_filters(values: Mapping[str, str | tuple[str, ...]]) -> Filters:
    """The filters of values by field, of which there are several or one, in the order of the fields."""
    given = {name: values.get(name, ()) for name in KEYWORDS}
    return tuple(
        (name, value)
        for name, one in given.items()
        for value in ((one,) if isinstance(one, str) else one)
    )


@dataclass(frozen=True, slots=True)
class AlsoSearched:
    """Equivalent that was searched too: ``text`` for the typed ``word``; ``how`` is the kind of form."""

    word: str
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """Facts of the index that answered: a fingerprint that changes with every generation, when it was built (ISO 8601), how
    many articles it holds, and how many have changed since translations were learned (``waiting``)."""

    fingerprint: str
    built_at: str
    articles: int
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Page of results, with the query as it was read.

    ``total`` counts hits with every word (a translation pair once where folding is on), ``total_some`` those with some of
    the words, which follow where few have all, ``total_meaning`` those that are near in meaning alone; ``total_articles`` and
    ``total_articles_some`` count each translation for itself. ``facets`` count articles with every word, or where there are
    none, those with some; ``took_ms`` is the time of the search; ``corrections`` are what may have been meant, the best
    first; ``level`` is the one that answered: ``bridge`` for ``meaning`` where nothing knows that; ``highest`` is the highest
    that there is; ``unknown`` are words that no article has, where none has all.
    """

    request: SearchRequest
    read_as: str
    ignored: tuple[Ignored, ...]
    excluded: tuple[Excluded, ...]
    also: tuple[AlsoSearched, ...]
    bridges: tuple[WordTranslation, ...]
    total: int
    total_some: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    took_ms: float
    index: IndexFacts
    corrections: tuple[Correction, ...] = ()
    total_meaning: int = 0
    total_articles: int = 0
    total_articles_some: int = 0
    level: Level = "bridge"
    highest: Level = "bridge"
    unknown: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        """Number of articles that facets count."""
        return self.total_articles or self.total_articles_some

    @property
    def pages(self) -> int:
        """Number of pages."""
        found = self.total + self.total_some + self.total_meaning
        return math.ceil(found / self.request.size)
