"""Search service: page, JSON, command line and evaluation all call SearchService.search."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from seogo.documents.document import Record, to_record
from seogo.engines.names import MONTH
from seogo.errors import ArticleUnknown, IndexDamaged, SeogoError
from seogo.indexing.verification import verify_index
from seogo.meaning.passages import passage_text
from seogo.messages import Message
from seogo.query.canonical import to_text
from seogo.query.nodes import ParsedQuery
from seogo.rewriting.compiler import CompiledQuery
from seogo.searching.answer import (
    Answer,
    answered,
    compiled_query,
    filters_of,
    retrieved,
    share_of_meaning,
)
from seogo.searching.explain import ExplainedNearness, ExplainedScore, explain_score
from seogo.searching.hits import Hit, to_hits, to_marks
from seogo.searching.open_index import OpenIndex
from seogo.searching.query_explanation import QueryExplanation, explain_query
from seogo.searching.ranking.retrieval import RankedHit, RankedHits
from seogo.searching.request import (
    COUNTED,
    AlsoSearched,
    IndexFacts,
    Level,
    SearchPage,
    SearchRequest,
    language_of,
)
from seogo.searching.snippets import Range
from seogo.suggestions.completion import Suggestion
from seogo.suggestions.did_you_mean import Correction, Totals
from seogo.suggestions.nearest_ids import nearest_ids

_RANKED_AT_ONCE = 2_000
"""Hits of one engine query where all are wanted: each query ranks again all before them."""
_WORD = re.compile(r"[^\W_]+")
ALL_BY_WORDS: Final[Level] = "bridge"
"""Level of exports and feeds that name none: they have what words find, and what is only near where that is asked."""
_HITS_AT_ONCE = 200
"""Hits that are in memory with their texts: some 64 KB where they are exported."""


class SearchService:
    """Answers searches from the index that ``current`` opens; one instance serves several threads.

    ``current`` raises IndexUnavailable while there is none. Searches take turns, but for those that wait for a cluster
    (``at_once``).
    """

    def __init__(self, current: Callable[[], OpenIndex], *, at_once: bool = False) -> None:
        self._current = current
        self._turn = contextlib.nullcontext() if at_once else threading.Lock()

    def index(self) -> IndexFacts:
        """Facts of the current index. Raises IndexUnavailable."""
        return self._current().facts

    def days(self) -> tuple[date, date] | None:
        """The days of the oldest and the newest article; None where no article has a date. Raises IndexUnavailable."""
        return self._current().days()

    def parse(self, query: str) -> ParsedQuery:
        """Tree of a query, as a search reads it now. Raises IndexUnavailable."""
        return self._current().parse(query)

    def highest(self) -> Level:
        """The level of searches that name none: the highest that index and installation have. Raises IndexUnavailable."""
        index = self._current()
        try:
            return "bridge" if index.meaning() is None else "meaning"
        except IndexDamaged:
            return "bridge"

    def verify(self, *, every: bool = False) -> IndexFacts:
        """Facts of the current index, once it has answered searches: some of its documents, or ``every`` one, were found and
        read. Raises IndexUnavailable."""
        index = self._current()
        try:
            hits = self.search(SearchRequest(), facets=False).hits
            if word := next((found[0] for hit in hits if (found := _WORD.search(hit.title))), None):
                self.search(SearchRequest(q=word.lower()))
            names = index.engine.content_hashes() if every else [hit.id for hit in hits]
            verify_index(index.engine, index.suggestions, index.lexicon, names)
            index.sentences()
        except SeogoError:
            raise
        except Exception as error:
            raise IndexDamaged("index", f"{type(error).__name__}: {error}") from error
        return index.facts

    def search(self, request: SearchRequest, *, facets: bool = True) -> SearchPage:
        """Page of results for a request; without ``facets`` these are empty. Raises IndexUnavailable."""
        began = time.perf_counter()
        index = self._current()
        parsed = index.parse(request.q)
        # Python would run several by turns, and change at every array: each would take as long as all together
        with self._turn:
            return _search(request, parsed, index, COUNTED if facets else (), began)

    def all_hits(self, request: SearchRequest) -> Iterator[tuple[Hit, ...]]:
        """All hits of a search, some at a time, so that memory does not grow with them; ``page`` and ``size`` change nothing.

        The first are found before anything is given, and all in the index that is current now, whatever comes after. Raises
        IndexUnavailable."""
        index = self._current()
        parsed = index.parse(request.q)

        asked = replace(request, level=request.level or ALL_BY_WORDS)

        def found(page: int) -> Answer:
            return answered(replace(asked, page=page, size=_RANKED_AT_ONCE), parsed, index, ())

        def parts(answer: Answer) -> Iterator[tuple[Hit, ...]]:
            page = 1
            while hits := answer.ranked.hits:
                for first in range(0, len(hits), _HITS_AT_ONCE):
                    some = hits[first : first + _HITS_AT_ONCE]
                    yield tuple(to_hits(some, answer.compiled, index.engine, request.q))
                if page * _RANKED_AT_ONCE >= answer.total:
                    break
                page += 1
                answer = found(page)

        return parts(found(1))

    def totals(self, request: SearchRequest) -> Totals:
        """Number of hits with every word, and of those with some of them. Raises IndexUnavailable."""
        found = _totals(request, self._current())
        return found.total, found.total_some

    def article_totals(self, request: SearchRequest) -> Totals:
        """As `totals`, with each translation counted for itself. Raises IndexUnavailable."""
        found = _totals(request, self._current())
        return found.articles, found.articles_some

    def months(self, request: SearchRequest) -> tuple[int, dict[str, int]]:
        """Number of articles with every word, and of those with a date by month (``2026-01``). Raises IndexUnavailable."""
        index = self._current()
        found = retrieved(request, index.parse(request.q), index, (MONTH,), hits=False)[1]
        return found.articles, dict(found.facets[MONTH]) if found.articles else {}

    def suggest(self, typed: str, *, most: int = 8) -> list[Suggestion]:
        """Completions of a text as Suggestions.find gives them, at most ``most``; none where the suggestions are damaged.
        Raises IndexUnavailable."""
        suggestions = self._current().suggestions
        try:
            return suggestions.find(typed, most=most)
        except IndexDamaged:
            return []

    def rank(self, request: SearchRequest) -> list[RankedHit]:
        """The hits of a page with id and score alone, best first. Raises IndexUnavailable."""
        index = self._current()
        parsed = index.parse(request.q)
        return list(answered(request, parsed, index, ()).ranked.hits)

    def record(self, article_id: str) -> Record | None:
        """An indexed article, or None where the index does not know it."""
        return _record(self._current(), article_id)

    def moved(self, former: str) -> str | None:
        """The id of the article that had ``former`` as its id, or None. Raises IndexUnavailable."""
        return self._current().moved.get(former)

    def nearest(self, article_id: str, most: int = 3) -> list[Record]:
        """Articles whose ids are spelled like one that no article has, at most ``most``. Raises IndexUnavailable."""
        index = self._current()
        found = nearest_ids(article_id, index.ids(), most)
        stored = index.engine.stored(found)
        return [to_record(stored[name]) for name in found if name in stored]

    def marks(self, article_id: str, query: str) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
        """Highlights of a query in an article's title and in its plain text. Raises IndexUnavailable."""
        index = self._current()
        record = _record(index, article_id)
        if record is None or not query:
            return (), ()
        written = language_of(query, record.lang)
        compiled = index.compiler.compile(index.parse(query), written=written)
        bridged = compiled.bridge is not None and compiled.bridge.language is record.lang
        return to_marks(record, compiled.bridged_words if bridged else compiled.words)

    def read(self, query: str) -> QueryExplanation:
        """Explanation of a query, word by word. Raises IndexUnavailable."""
        index = self._current()
        parsed, compiler = index.parse(query), index.compiler
        return explain_query(parsed, compiler.compile(parsed), compiler)

    def explain(self, request: SearchRequest, article_id: str) -> ExplainedScore:
        """Explanation of the score of one article. Raises ArticleUnknown, IndexUnavailable."""
        index = self._current()
        parsed = index.parse(request.q)
        record = _record(index, article_id)
        if record is None:
            raise ArticleUnknown(Message("index.unknown-id", id=article_id))
        return explain_score(
            index.engine,
            index.compiler,
            parsed,
            lambda query: compiled_query(request, query, index),
            filters_of(request, index.compiler),
            (record.id, record.title, record.lang),
            _nearness(request, parsed, index, record),
        )


def _nearness(
    request: SearchRequest, parsed: ParsedQuery, index: OpenIndex, record: Record
) -> ExplainedNearness | None:
    """Share of nearness in the place of an article, None where it has none."""
    share = share_of_meaning(request, parsed, index, record.id)
    if share is None or share.near is None:
        return None
    text = passage_text(record.title, record.unpack().text, (share.near.start, share.near.end))
    return ExplainedNearness(text, share.similarity, share.rank, share.by_words)


def _search(
    request: SearchRequest,
    parsed: ParsedQuery,
    index: OpenIndex,
    facets: tuple[str, ...],
    began: float,
) -> SearchPage:
    answer = answered(request, parsed, index, facets)
    compiled, result = answer.compiled, answer.ranked
    corrections = _corrections(request, parsed, index, result)
    hits = tuple(to_hits(result.hits, compiled, index.engine, request.q))
    return SearchPage(
        request=request,
        read_as=to_text(parsed.node) if parsed.node is not None else "",
        ignored=(*compiled.ignored, *answer.notes),
        excluded=parsed.excluded,
        also=_other_forms(compiled),
        bridges=compiled.translations,
        total=result.total,
        total_some=result.total_some,
        total_meaning=answer.near,
        total_articles=result.articles,
        total_articles_some=result.articles_some,
        level=answer.level,
        highest=answer.highest,
        hits=hits,
        facets=result.facets,
        took_ms=(time.perf_counter() - began) * 1000,
        index=index.facts,
        corrections=corrections,
        unknown=() if result.total or answer.near else _unknown(compiled, hits),
    )


def _unknown(compiled: CompiledQuery, hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """Typed words that no article has."""
    rare = dict.fromkeys(word.text for word in compiled.words if not word.frequency)
    return tuple(word for word in rare if all(word in hit.missing for hit in hits))


def _totals(request: SearchRequest, index: OpenIndex) -> RankedHits:
    return retrieved(request, index.parse(request.q), index, (), hits=False)[1]


def _corrections(
    request: SearchRequest, parsed: ParsedQuery, index: OpenIndex, result: RankedHits
) -> tuple[Correction, ...]:
    counted: dict[str, RankedHits] = {}

    def count(query: str) -> Totals:
        counted[query] = found = _totals(replace(request, q=query), index)
        return found.total, found.total_some

    corrections = index.corrector.corrections(
        request.q, parsed.node, (result.total, result.total_some), count
    )
    return tuple(
        replace(one, articles=found.articles, articles_some=found.articles_some)
        for one in corrections
        for found in (counted[one.text],)
    )


def _record(index: OpenIndex, article_id: str) -> Record | None:
    stored = index.engine.stored([article_id])
    return to_record(stored[article_id]) if article_id in stored else None


def _other_forms(compiled: CompiledQuery) -> tuple[AlsoSearched, ...]:
    return tuple(
        dict.fromkeys(
            AlsoSearched(word.text, form.text, form.how)
            for word in compiled.words
            for form in word.forms
            if form.how not in ("word", "prefix")
        )
    )
