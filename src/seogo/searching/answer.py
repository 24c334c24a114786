"""Answer of an index to a request: ranked hits, by words and by meaning, at the level that can be answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from seogo.articles.metadata import KEYWORDS
from seogo.engines import clauses as q
from seogo.errors import EncoderUnavailable, IndexDamaged
from seogo.meaning.vectors import Vectors
from seogo.query.nodes import Ignored, ParsedQuery
from seogo.rewriting.compiler import CompiledQuery, QueryCompiler
from seogo.searching.meaning import NearSearch, Wanted, wanted_of
from seogo.searching.open_index import OpenIndex
from seogo.searching.ranking.nearness import Share
from seogo.searching.ranking.retrieval import Page, RankedHits, retrieve
from seogo.searching.request import HIGHEST, Level, SearchRequest, language_of

_BRIDGED: Final = HIGHEST | {"bridge"}
"""Levels at which words stand for their translations too."""


def retrieved(
    request: SearchRequest,
    parsed: ParsedQuery,
    index: OpenIndex,
    facets: tuple[str, ...],
    *,
    hits: bool = True,
) -> tuple[CompiledQuery, RankedHits]:
    """Compiled query of a request, and its ranked hits; without ``hits`` only their numbers."""
    compiled = compiled_query(request, parsed, index)
    page = page_of(request, facets)
    page = page if hits else replace(page, limit=0)
    result = retrieve(index.engine, compiled, page, filters_of(request, index.compiler))
    return compiled, result


def page_of(request: SearchRequest, facets: tuple[str, ...]) -> Page:
    return Page(
        offset=request.skip + (request.page - 1) * request.size,
        limit=request.size,
        sort=request.order,
        fold=request.language if request.fold else None,
        facets=facets,
    )


@dataclass(frozen=True, slots=True)
class Answer:
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


def answered(
    request: SearchRequest, parsed: ParsedQuery, index: OpenIndex, facets: tuple[str, ...]
) -> Answer:
    """What a request finds; words alone answer where vectors, or their encoder, cannot be used."""
    vectors, reason = None, ""
    try:
        vectors = index.meaning()
    except IndexDamaged:
        reason = "meaning-damaged"
    if vectors is not None and (wanted := wanted_of(request, parsed)):
        try:
            compiled, ranked, near = _by_meaning(request, wanted, vectors, index, parsed, facets)
            return Answer(compiled, ranked, "meaning", "meaning", near)
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
    return Answer(*retrieved(request, parsed, index, facets), level, highest, notes=notes)


def _by_meaning(
    request: SearchRequest,
    wanted: Wanted,
    vectors: Vectors,
    index: OpenIndex,
    parsed: ParsedQuery,
    facets: tuple[str, ...],
) -> tuple[CompiledQuery, RankedHits, int]:
    """As `retrieved`, with what is near, and the number of hits that only meaning finds. Raises IndexDamaged and
    EncoderUnavailable."""
    search = _near_search(request, wanted, vectors, index, parsed)
    return search.compiled, *search.page(page_of(request, facets))


def share_of_meaning(
    request: SearchRequest, parsed: ParsedQuery, index: OpenIndex, name: str
) -> Share | None:
    """What decides the place of an article where meaning has a part in it, else None."""
    wanted = wanted_of(request, parsed)
    with suppress(IndexDamaged, EncoderUnavailable):  # words alone answer then
        if wanted and (vectors := index.meaning()) is not None:
            return _near_search(request, wanted, vectors, index, parsed).share(name)
    return None


def _near_search(
    request: SearchRequest,
    wanted: Wanted,
    vectors: Vectors,
    index: OpenIndex,
    parsed: ParsedQuery,
) -> NearSearch:
    compiled, filters = compiled_query(request, parsed, index), filters_of(request, index.compiler)
    return NearSearch(
        wanted,
        vectors,
        index.engine,
        compiled,
        index.compiler.compile(wanted.excluded).clause if wanted.excluded else q.Nothing(),
        filters,
        language_of(request.q, request.prefer),
        request.lang,
        lambda page: retrieve(index.engine, compiled, page, filters),
    )


def compiled_query(request: SearchRequest, parsed: ParsedQuery, index: OpenIndex) -> CompiledQuery:
    """Compiled query, with the options of the request."""
    return index.compiler.compile(
        parsed,
        title_only=request.title_only,
        without=request.without,
        exact=request.level == "exact",
        written=language_of(request.q, request.prefer) if request.level in _BRIDGED else None,
        only=request.lang,
    )


def filters_of(request: SearchRequest, compiler: QueryCompiler) -> list[q.Clause]:
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
