"""Search service: page, JSON, command line and evaluation all call SearchService.search."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from seogo.articles.metadata import KEYWORDS
from seogo.documents.document import Record, to_record
from seogo.engines import clauses as q
from seogo.engines.base import Engine
from seogo.errors import ArticleUnknown, EncoderUnavailable, IndexDamaged, SeogoError
from seogo.indexing.verification import verify_index
from seogo.lexicon.lexicon import Lexicon
from seogo.meaning.vectors import Vectors
from seogo.messages import Message
from seogo.query.canonical import to_text
from seogo.query.nodes import Ignored, ParsedQuery
from seogo.query.parser import parse
from seogo.rewriting.compiler import CompiledQuery, QueryCompiler
from seogo.searching.explain import ExplainedScore, explain_score
from seogo.searching.hits import Hit, to_hits, to_marks
from seogo.searching.meaning import Wanted, encoded, wanted_of, with_meaning
from seogo.searching.query_explanation import QueryExplanation, explain_query
from seogo.searching.ranking.retrieval import Page, RankedHit, RankedHits, retrieve
from seogo.searching.request import (
    FACETS,
    HIGHEST,
    AlsoSearched,
    IndexFacts,
    Level,
    SearchPage,
    SearchRequest,
    language_of,
)
from seogo.searching.snippets import Range
from seogo.suggestions.completion import Suggestion, Suggestions
from seogo.suggestions.did_you_mean import Correction, Corrector, Totals

_RANKED_AT_ONCE = 2_000
"""Hits of one engine query where all are wanted: each query ranks again all before them."""
_WORD = re.compile(r"[^\W_]+")
_BRIDGED: Final = HIGHEST | {"bridge"}
"""Levels at which words stand for their translations too."""
ALL_BY_WORDS: Final[Level] = "bridge"
"""Level of exports and feeds that name none: they have what words find, and what is only near where that is asked."""
_HITS_AT_ONCE = 200
"""Hits that are in memory with their texts: some 64 KB where they are exported."""


@dataclass(slots=True, weakref_slot=True)
class OpenIndex:
    """Opened generation, with everything that answers queries of it. ``lexicon`` reads its lexicon at the first call and
    raises IndexDamaged."""

    engine: Engine
    compiler: QueryCompiler
    facts: IndexFacts
    corrector: Corrector
    suggestions: Suggestions
    lexicon: Callable[[], Lexicon]
    moved: Mapping[str, str] = field(default_factory=dict)
    """Ids of articles by their former ids."""
    meaning: Callable[[], Vectors | None] = lambda: None
    """Vectors of its passages, None where it has none that the encoder which is installed has made; raises IndexDamaged."""

    def warm(self) -> None:
        """Open every file, and load what the first query would load otherwise. Raises IndexDamaged."""
        self.engine.warm()
        self.compiler.warm()
        self.corrector.warm()
        self.lexicon()
        with contextlib.suppress(IndexDamaged):  # nothing is suggested then
            self.suggestions.warm()
        with contextlib.suppress(IndexDamaged, EncoderUnavailable):  # words alone answer then
            if self.meaning() is not None:
                encoded("")


class SearchService:
    """Answers searches from the index that ``current`` opens; one instance serves several threads.

    ``current`` raises IndexUnavailable while there is none.
    """

    def __init__(self, current: Callable[[], OpenIndex]) -> None:
        self._current = current
        self._lock = threading.Lock()

    def index(self) -> IndexFacts:
        """Facts of the current index. Raises IndexUnavailable."""
        return self._current().facts

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
        except SeogoError:
            raise
        except Exception as error:
            raise IndexDamaged("index", f"{type(error).__name__}: {error}") from error
        return index.facts

    def search(self, request: SearchRequest, *, facets: bool = True) -> SearchPage:
        """Page of results for a request; without ``facets`` these are empty. Raises IndexUnavailable."""
        began = time.perf_counter()
        parsed = parse(request.q)
        index = self._current()
        # Python would run several by turns, and change at every array: each would take as long as all together
        with self._lock:
            return _search(request, parsed, index, FACETS if facets else (), began)

    def all_hits(self, request: SearchRequest) -> Iterator[tuple[Hit, ...]]:
        """All hits of a search, some at a time, so that memory does not grow with them; ``page`` and ``size`` change nothing.

        The first are found before anything is given, and all in the index that is current now, whatever comes after. Raises
        IndexUnavailable."""
        parsed, index = parse(request.q), self._current()

        asked = replace(request, level=request.level or ALL_BY_WORDS)

        def found(page: int) -> _Answer:
            return _answer(replace(asked, page=page, size=_RANKED_AT_ONCE), parsed, index, ())

        def parts(answer: _Answer) -> Iterator[tuple[Hit, ...]]:
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
        return _totals(request, self._current())

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
        parsed, index = parse(request.q), self._current()
        return list(_answer(request, parsed, index, ()).ranked.hits)

    def record(self, article_id: str) -> Record | None:
        """An indexed article, or None where the index does not know it."""
        return _record(self._current(), article_id)

    def moved(self, former: str) -> str | None:
        """The id of the article that had ``former`` as its id, or None. Raises IndexUnavailable."""
        return self._current().moved.get(former)

    def marks(self, article_id: str, query: str) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
        """Highlights of a query in an article's title and in its plain text. Raises IndexUnavailable."""
        index = self._current()
        record = _record(index, article_id)
        if record is None or not query:
            return (), ()
        written = language_of(query, record.lang)
        compiled = index.compiler.compile(parse(query), written=written)
        bridged = compiled.bridge is not None and compiled.bridge.language is record.lang
        return to_marks(record, compiled.bridged_words if bridged else compiled.words)

    def read(self, query: str) -> QueryExplanation:
        """Explanation of a query, word by word. Raises IndexUnavailable."""
        parsed = parse(query)
        compiler = self._current().compiler
        return explain_query(parsed, compiler.compile(parsed), compiler)

    def explain(self, request: SearchRequest, article_id: str) -> ExplainedScore:
        """Explanation of the score of one article. Raises ArticleUnknown, IndexUnavailable."""
        parsed = parse(request.q)
        index = self._current()
        record = _record(index, article_id)
        if record is None:
            raise ArticleUnknown(Message("index.unknown-id", id=article_id))
        return explain_score(
            index.engine,
            index.compiler,
            parsed,
            lambda query: _compile(request, query, index),
            _filters(request, index.compiler),
            (record.id, record.title, record.lang),
        )


def _search(
    request: SearchRequest,
    parsed: ParsedQuery,
    index: OpenIndex,
    facets: tuple[str, ...],
    began: float,
) -> SearchPage:
    answer = _answer(request, parsed, index, facets)
    compiled, result = answer.compiled, answer.ranked
    corrections = _corrections(request, parsed, index, result)
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
        level=answer.level,
        highest=answer.highest,
        hits=tuple(to_hits(result.hits, compiled, index.engine, request.q)),
        facets=result.facets,
        took_ms=(time.perf_counter() - began) * 1000,
        index=index.facts,
        corrections=corrections,
    )


def _retrieve(
    request: SearchRequest,
    parsed: ParsedQuery,
    index: OpenIndex,
    facets: tuple[str, ...],
    *,
    hits: bool = True,
) -> tuple[CompiledQuery, RankedHits]:
    """Compiled query of a request, and its ranked hits; without ``hits`` only their numbers."""
    compiled = _compile(request, parsed, index)
    page = _page(request, facets)
    page = page if hits else replace(page, limit=0)
    result = retrieve(index.engine, compiled, page, _filters(request, index.compiler))
    return compiled, result


def _page(request: SearchRequest, facets: tuple[str, ...]) -> Page:
    return Page(
        offset=request.skip + (request.page - 1) * request.size,
        limit=request.size,
        sort=request.sort,
        fold=request.language if request.fold else None,
        facets=facets,
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a request finds: ``level`` is the one that answered, ``highest`` the highest that there is, ``near`` the number of
    hits by meaning alone, and ``notes`` say why there are none."""

    compiled: CompiledQuery
    ranked: RankedHits
    level: Level
    highest: Level
    near: int = 0
    notes: tuple[Ignored, ...] = ()

    @property
    def total(self) -> int:
        """Number of all hits."""
        return self.ranked.total + self.ranked.total_some + self.near


def _answer(
    request: SearchRequest, parsed: ParsedQuery, index: OpenIndex, facets: tuple[str, ...]
) -> _Answer:
    """What a request finds; words alone answer where vectors, or their encoder, cannot be used."""
    vectors, reason = None, ""
    try:
        vectors = index.meaning()
    except IndexDamaged:
        reason = "meaning-damaged"
    if vectors is not None and (wanted := wanted_of(request, parsed)):
        try:
            compiled, ranked, near = _by_meaning(request, wanted, vectors, index, parsed, facets)
            return _Answer(compiled, ranked, "meaning", "meaning", near)
        except (IndexDamaged, EncoderUnavailable):  # where words are damaged too, these say so
            vectors, reason = None, "meaning-damaged"
    highest: Level = "bridge" if vectors is None else "meaning"
    asked = request.level
    level = highest if asked is None or asked == "meaning" else asked
    if asked == "meaning" and vectors is None:
        reason = reason or "meaning-missing"
    elif reason and not wanted_of(request, parsed):
        reason = ""  # nothing is missing in the answer
    notes = (Ignored("", reason, 0, 0),) if reason else ()
    return _Answer(*_retrieve(request, parsed, index, facets), level, highest, notes=notes)


def _by_meaning(
    request: SearchRequest,
    wanted: Wanted,
    vectors: Vectors,
    index: OpenIndex,
    parsed: ParsedQuery,
    facets: tuple[str, ...],
) -> tuple[CompiledQuery, RankedHits, int]:
    """As `_retrieve`, with what is near, and the number of hits that only meaning finds. Raises IndexDamaged and
    EncoderUnavailable."""
    compiled, filters = _compile(request, parsed, index), _filters(request, index.compiler)
    excluded = index.compiler.compile(wanted.excluded).clause if wanted.excluded else q.Nothing()
    ranked, near = with_meaning(
        wanted,
        vectors,
        index.engine,
        compiled,
        excluded,
        filters,
        language_of(request.q, request.prefer),
        request.lang,
        _page(request, facets),
        lambda page: retrieve(index.engine, compiled, page, filters),
    )
    return compiled, ranked, near


def _compile(request: SearchRequest, parsed: ParsedQuery, index: OpenIndex) -> CompiledQuery:
    """Compiled query, with the options of the request."""
    return index.compiler.compile(
        parsed,
        title_only=request.title_only,
        without=request.without,
        exact=request.level == "exact",
        written=language_of(request.q, request.prefer) if request.level in _BRIDGED else None,
        only=request.lang,
    )


def _totals(request: SearchRequest, index: OpenIndex) -> Totals:
    _, result = _retrieve(request, parse(request.q), index, (), hits=False)
    return result.total, result.total_some


def _corrections(
    request: SearchRequest, parsed: ParsedQuery, index: OpenIndex, result: RankedHits
) -> tuple[Correction, ...]:
    def count(query: str) -> Totals:
        return _totals(replace(request, q=query), index)

    found = result.total, result.total_some
    return index.corrector.corrections(request.q, parsed.node, found, count)


def _record(index: OpenIndex, article_id: str) -> Record | None:
    stored = index.engine.stored([article_id])
    return to_record(stored[article_id]) if article_id in stored else None


def _filters(request: SearchRequest, compiler: QueryCompiler) -> list[q.Clause]:
    """Clauses of the parameters that restrict."""
    found: list[q.Clause] = []
    if request.lang is not None:
        found.append(q.Filter(q.Term("lang", request.lang.value)))
    found += [
        q.any_of(compiler.keyword(name, value) for value in values)
        for name in KEYWORDS
        if (values := request.values(name))
    ]
    if request.first is not None or request.last is not None:
        found.append(q.DayRange(request.first, request.last))
    return found


def _other_forms(compiled: CompiledQuery) -> tuple[AlsoSearched, ...]:
    return tuple(
        dict.fromkeys(
            AlsoSearched(word.text, form.text, form.how)
            for word in compiled.words
            for form in word.forms
            if form.how not in ("word", "prefix")
        )
    )
