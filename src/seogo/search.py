"""The one search function: page, JSON, command line and evaluation all call SearchService.search."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from seogo.corrections import Correction, Corrector, Totals
from seogo.documents import Record, to_record
from seogo.engines.base import Engine, EngineHit, EngineResult, Sort, field_name
from seogo.errors import ArticleUnknown, IndexDamaged, QuerySyntaxError
from seogo.explaining import ExplainedScore, explain_score
from seogo.forms import ResolvedWord
from seogo.languages import Language
from seogo.meanings import Reading, to_reading
from seogo.query import clauses as q
from seogo.query.canonical import to_text
from seogo.query.nodes import Ignored, ParsedQuery
from seogo.query.parser import parse
from seogo.resolve import Resolved, Resolver
from seogo.snippets import Finder, Matched, Range, Snippet, best_snippet, merged, to_matched
from seogo.suggestions import Suggestion, Suggestions

FACETS = ("lang", "source", "year", "tag", "author")
LARGEST_PAGE = 100

Level = Literal["exact", "forms", "bridge"]
"""How far a word reaches: ``exact`` is this surface, apart from spacing and Unicode form; ``forms`` are word forms and
equivalents of the same language; ``bridge`` adds the other language (today the same as ``forms``)."""

LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is searched for. ``first`` and ``last`` bound the publication day; several values of one filter mean any of
    them; ``without`` names equivalents to leave out; ``page`` counts from 1; ``prefer`` is the language in which a pair is
    shown where the query does not say."""

    q: str = ""
    lang: Language | None = None
    source: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    title_only: bool = False
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    level: Level = "bridge"
    without: tuple[str, ...] = ()
    fold: bool = True
    prefer: Language = Language.EN


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``complete``: it has every word; ``translations`` maps ids to languages; ``published`` is ISO 8601 in
    the precision of the article, or empty; ranges are half-open in code points."""

    id: str
    lang: Language
    title: str
    title_ranges: tuple[Range, ...]
    source: str
    published: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    score: float
    complete: bool
    translations: Mapping[str, Language]
    snippets: tuple[Snippet, ...]
    matched: tuple[Matched, ...]


@dataclass(frozen=True, slots=True)
class AlsoSearched:
    """An equivalent that was searched too: ``text`` for the typed ``word``, and ``how`` it is one."""

    word: str
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """Which index answered: a fingerprint that changes with every generation, when it was built, how much it holds."""

    fingerprint: str
    built_at: str
    articles: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results and how the query was understood.

    ``total`` counts hits with every word (a translation pair once where folding is on), ``total_some`` those with some of
    the words, which follow where few have all; ``facets`` count articles; ``took_ms`` is the time of the search;
    ``corrections`` are what may have been meant, the best first.
    """

    request: SearchRequest
    read_as: str
    ignored: tuple[Ignored, ...]
    also: tuple[AlsoSearched, ...]
    total: int
    total_some: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    took_ms: float
    index: IndexFacts
    corrections: tuple[Correction, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return math.ceil((self.total + self.total_some) / self.request.size)


@dataclass(slots=True, weakref_slot=True)
class OpenIndex:
    """An opened generation: everything that answers queries of it."""

    engine: Engine
    resolver: Resolver
    facts: IndexFacts
    corrector: Corrector
    suggestions: Suggestions


class SearchService:
    """Answers searches from the index that ``current`` opens; one instance serves several threads.

    ``current`` raises IndexUnavailable while there is none.
    """

    def __init__(self, current: Callable[[], OpenIndex]) -> None:
        self._current = current

    def index(self) -> IndexFacts:
        """Facts of the current index. Raises IndexUnavailable."""
        return self._current().facts

    def search(self, request: SearchRequest, *, facets: bool = True) -> SearchPage:
        """Run a search. Raises QuerySyntaxError, IndexUnavailable."""
        began = time.perf_counter()
        parsed = parse(request.q)
        index = self._current()
        resolved, result = _ask(request, parsed, index, FACETS if facets else ())
        stored = index.engine.stored([hit.id for hit in result.hits])
        weights = _weights(resolved.words, index.engine)
        finder = Finder(resolved.words)
        hits = tuple(
            _to_hit(hit, to_record(stored[hit.id]), resolved.words, finder, weights)
            for hit in result.hits
        )
        corrections = _corrections(request, parsed, index, result)
        return SearchPage(
            request=request,
            read_as=to_text(parsed.node) if parsed.node is not None else "",
            ignored=resolved.ignored,
            also=_also(resolved),
            total=result.total,
            total_some=result.total_some,
            hits=hits,
            facets=result.facets,
            took_ms=(time.perf_counter() - began) * 1000,
            index=index.facts,
            corrections=corrections,
        )

    def totals(self, request: SearchRequest) -> Totals:
        """How many hits have every word, and how many some of them. Raises QuerySyntaxError, IndexUnavailable."""
        return _totals(request, self._current())

    def suggest(self, typed: str, *, most: int = 8) -> list[Suggestion]:
        """What somebody who has begun to type may want (see Suggestions.find). Raises IndexUnavailable where there is no
        index; damaged suggestions are none."""
        suggestions = self._current().suggestions
        try:
            return suggestions.find(typed, most=most)
        except IndexDamaged:
            return []

    def rank(self, request: SearchRequest) -> list[EngineHit]:
        """The hits of a page with id and score alone, best first. Raises QuerySyntaxError, IndexUnavailable."""
        _, result = _ask(request, parse(request.q), self._current(), ())
        return list(result.hits)

    def record(self, article_id: str) -> Record | None:
        """An indexed article, or None where the index does not know it."""
        return _record(self._current(), article_id)

    def marks(self, article_id: str, query: str) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
        """What to mark of a query in an article's title and in its plain text. Raises QuerySyntaxError."""
        index = self._current()
        record = _record(index, article_id)
        if record is None or not query:
            return (), ()
        words = index.resolver.resolve(parse(query)).words
        return _marks(record, words)

    def read(self, query: str) -> Reading:
        """What a query means, word by word. Raises QuerySyntaxError, IndexUnavailable."""
        parsed = parse(query)
        resolver = self._current().resolver
        return to_reading(parsed, resolver.resolve(parsed), resolver)

    def explain(self, request: SearchRequest, article_id: str) -> ExplainedScore:
        """What the score of one article is made of. Raises QuerySyntaxError, ArticleUnknown, IndexUnavailable."""
        parsed = parse(request.q)
        index = self._current()
        record = _record(index, article_id)
        if record is None:
            raise ArticleUnknown(
                f"The index has no article with the id {article_id!r}; `seogo search` prints ids."
            )
        return explain_score(
            index.engine,
            index.resolver,
            parsed,
            lambda query: _resolve(request, query, index),
            _filters(request, index.resolver),
            (record.id, record.title),
        )


def _ask(
    request: SearchRequest, parsed: ParsedQuery, index: OpenIndex, facets: tuple[str, ...]
) -> tuple[Resolved, EngineResult]:
    """What a request means, and what the engine answers."""
    resolved = _resolve(request, parsed, index)
    result = index.engine.search(
        resolved.clause,
        fallback=resolved.fallback,
        mixed=resolved.mixed,
        filters=(*resolved.filters, *_filters(request, index.resolver)),
        fold=_query_language(request) if request.fold else None,
        offset=(request.page - 1) * request.size,
        limit=request.size,
        sort=request.sort,
        facets=facets,
    )
    return resolved, result


def _resolve(request: SearchRequest, parsed: ParsedQuery, index: OpenIndex) -> Resolved:
    """A query as the request says that it is to be read."""
    return index.resolver.resolve(
        parsed,
        title_only=request.title_only,
        without=request.without,
        exact=request.level == "exact",
    )


def _totals(request: SearchRequest, index: OpenIndex) -> Totals:
    _, result = _ask(replace(request, page=1, size=1), parse(request.q), index, ())
    return result.total, result.total_some


def _corrections(
    request: SearchRequest, parsed: ParsedQuery, index: OpenIndex, result: EngineResult
) -> tuple[Correction, ...]:
    def count(query: str) -> Totals | None:
        try:
            return _totals(replace(request, q=query), index)
        except QuerySyntaxError:
            return None

    found = result.total, result.total_some
    return index.corrector.corrections(request.q, parsed.node, found, count)


def _record(index: OpenIndex, article_id: str) -> Record | None:
    stored = index.engine.stored([article_id])
    return to_record(stored[article_id]) if article_id in stored else None


def _marks(
    record: Record, words: tuple[ResolvedWord, ...]
) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    analysis, finder = record.unpack(), Finder(words)
    title = finder.marks(record.title, analysis.title, in_title=True)
    body = finder.marks(analysis.text, analysis.body)
    return merged(title), merged(body)


def _to_hit(
    hit: EngineHit,
    record: Record,
    words: tuple[ResolvedWord, ...],
    finder: Finder,
    weights: Mapping[int, float],
) -> Hit:
    analysis = record.unpack()
    title = finder.marks(record.title, analysis.title, in_title=True)
    body = finder.marks(analysis.text, analysis.body)
    snippet = best_snippet(analysis, body, weights)
    return Hit(
        id=record.id,
        lang=record.lang,
        title=record.title,
        title_ranges=merged(title),
        source=record.source,
        published=record.published,
        authors=record.authors,
        tags=record.tags,
        score=hit.score,
        complete=hit.complete,
        translations=record.translations,
        snippets=(snippet,) if snippet is not None else (),
        matched=to_matched(words, (record.title, title), (analysis.text, body)),
    )


def _filters(request: SearchRequest, resolver: Resolver) -> list[q.Clause]:
    """The parameters that restrict, as clauses."""
    found: list[q.Clause] = []
    if request.lang is not None:
        found.append(q.Filter(q.Term("lang", request.lang.value)))
    for name, values in (
        ("source", request.source),
        ("tag", request.tag),
        ("author", request.author),
    ):
        if values:
            found.append(q.Or(tuple(resolver.keyword(name, value) for value in values)))
    if request.first is not None or request.last is not None:
        found.append(q.DayRange(request.first, request.last))
    return found


def _query_language(request: SearchRequest) -> Language:
    """The language that is filtered by, else the one the query is written in (Korean where it has any Hangul)."""
    if request.lang is not None:
        return request.lang
    if any("ㄱ" <= letter <= "힣" for letter in request.q):
        return Language.KO
    return Language.EN if any(letter.isalpha() for letter in request.q) else request.prefer


def _weights(words: tuple[ResolvedWord, ...], engine: Engine) -> dict[int, float]:
    """What finding each word is worth in a snippet: the inverse document frequency of its rarest term."""
    weights: dict[int, float] = {}
    for number, word in enumerate(words):
        terms = {term for form in word.forms[:1] for run in form.sequences[:8] for term in run}
        counts = [
            sum(engine.frequency(field_name("body", language), term) for language in Language)
            for term in terms
        ]
        weights[number] = 1 / math.log(2.0 + min(counts, default=0) + 1)
    return weights


def _also(resolved: Resolved) -> tuple[AlsoSearched, ...]:
    return tuple(
        dict.fromkeys(
            AlsoSearched(word.text, form.text, form.how)
            for word in resolved.words
            for form in word.forms
            if form.how not in ("word", "prefix")
        )
    )
