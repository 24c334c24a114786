"""Retrieval: an engine is asked for what a query means, and its lists become one page.

Where few documents have all that is asked, those with some of it come in (``fallback``). They follow the others; those of a
sentence stand among them; and where the other language is searched too, both languages stand in one list by score
(seogo.searching.ranking.language_merge). An engine answers two queries at most: where there is a fallback, the first one
counts the documents with all that is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from seogo.engines.base import Branch, Engine, EngineQuery, EngineResult
from seogo.engines.clauses import Clause
from seogo.engines.names import Sort
from seogo.languages import Language
from seogo.meaning.vectors import Near
from seogo.rewriting.compiler import Bridge, CompiledQuery
from seogo.searching.ranking.collapsing import Mask, Scores, collapsed, grouped, ordered
from seogo.searching.ranking.language_merge import PLACED, LanguageMerge

FALLBACK_BELOW: Final = 10
"""With fewer hits than this that have all that is asked, those with some of it come in."""
_AHEAD: Final = 2
"""Hits that a list has beyond those of the page, since a hit is placed by its neighbours."""
_TYPED, _TRANSLATED, _OWN, _OTHER = range(4)
"""The first branches of a query in two languages: all that is asked as it was typed, and by translations; what is listed in
the query's own language, and in the other one."""


class RankedHit(NamedTuple):
    """A document of a page. ``complete``: it has all that is asked, not only some of it. ``near`` is there where only its
    meaning is near."""

    id: str
    score: float
    complete: bool = True
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class RankedHits:
    """One page of hits with exact counts.

    ``total`` counts hits with all that is asked and ``total_some`` the others, translation groups once where they are
    folded; ``articles`` and ``articles_some`` count each version of a group. ``facets`` count articles with all that is
    asked, or where there are none, the others.
    """

    hits: tuple[RankedHit, ...]
    total: int
    total_some: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    articles: int = 0
    articles_some: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a ranking that is wanted: ``limit`` hits by ``sort`` from ``offset`` on (limit 0: counts alone), and the
    counts of ``facets``. ``fold`` makes one hit of each translation group: its version in that language if that is found,
    else its best."""

    offset: int = 0
    limit: int = 10
    sort: Sort = "relevance"
    fold: Language | None = None
    facets: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """The number of hits up to the end of the page, 0 where none is wanted."""
        return self.offset + self.limit if self.limit else 0


def retrieve(
    engine: Engine, compiled: CompiledQuery, page: Page, filters: Sequence[Clause] = ()
) -> RankedHits:
    """One page of the hits of a query, within its own filters and ``filters``. Raises IndexDamaged."""
    within, folded = (*compiled.filters, *filters), page.fold is not None
    fallback = compiled.fallback
    if fallback is not None:
        counted = engine.search(EngineQuery((Branch(compiled.clause),), within, folded))
        if counted.totals[0] >= FALLBACK_BELOW:
            fallback = None
    branches = _branches(compiled, fallback, page)
    # the branches whose documents have all that is asked come first
    whole = len(branches)
    if fallback is not None:
        whole = 1 if compiled.bridge is None else _OWN
    result = engine.search(EngineQuery(branches, within, folded, page.facets, whole))
    total, articles = result.totals[whole - 1], result.documents[whole - 1]
    hits: tuple[RankedHit, ...] = ()
    if page.last:
        complete: Mask = np.logical_or.reduce(result.found[:whole])
        hits = _hits(result, compiled, page, complete, fallback is not None)
    some, articles_some = result.totals[-1] - total, result.documents[-1] - articles
    return RankedHits(hits, total, some, result.facets, articles, articles_some)


def _branches(compiled: CompiledQuery, fallback: Clause | None, page: Page) -> tuple[Branch, ...]:
    """The branches that an engine is asked for; without a ``fallback``, all branches find what has all that is asked."""
    every, bridge = compiled.clause, compiled.bridge
    tiers = fallback is not None and not compiled.mixed
    listed = Branch(fallback or every, limit=page.last, sort=page.sort)
    if bridge is None:
        if fallback is None:
            return (listed,)
        return (
            (listed._replace(clause=every), listed._replace(beyond=(0,)))
            if tiers
            else (Branch(every), listed)
        )
    here, there = bridge.language.other, bridge.language
    over = bridge.clause if fallback is None else bridge.fallback or bridge.clause
    by_date = page.sort != "relevance"
    limit = typed = 0
    if page.last:
        limit = (PLACED if by_date else page.last) + _AHEAD
        typed = 1 if by_date else limit  # by date, a hit is listed for its score alone
        if fallback is not None:
            typed = FALLBACK_BELOW  # there are fewer
            limit += FALLBACK_BELOW  # and they are among the others
    branches = (
        Branch(every, there if fallback is None else None, typed),
        Branch(bridge.clause, there),
        Branch(fallback or every, here, limit),
        Branch(over, there, limit, beyond=(_OWN,)),
    )
    if not by_date or not page.last:
        return branches
    # scores are those that there are by relevance; these are the first hits by date
    beyond = (_TYPED, _TRANSLATED) if tiers else ()
    own = listed._replace(language=here, beyond=beyond)
    other = own._replace(clause=over, language=there)
    first = (other._replace(clause=bridge.clause, beyond=()),) if tiers else ()
    return (*branches, *first, own, other)


def _hits(
    result: EngineResult, compiled: CompiledQuery, page: Page, complete: Mask, partly: bool
) -> tuple[RankedHit, ...]:
    """The hits of the page; ``complete`` are the rows with all that is asked, and ``partly`` says that others are wanted."""
    scores = result.scores[-1]
    tiers = partly and not compiled.mixed
    if compiled.bridge is not None:
        scores = _merged_scores(result, compiled, compiled.bridge, page, complete, partly)
        tiers = tiers and page.sort != "relevance"
    elif tiers:
        scores = np.where(complete, result.scores[0], scores)
    eligible = np.ones(len(complete), np.bool_)
    if compiled.bridge is not None and page.sort != "relevance":
        # the others were listed for the scores that these have by relevance
        eligible = _listed(result, (_TYPED, *range(_OTHER + 1, len(result.lists))), page)
    if tiers:
        rest = ~(complete if page.fold is None else grouped(result, complete))
        rows = _rows(result, eligible & complete, scores, page)
        rows += _rows(result, eligible & rest, scores, page)
    else:
        rows = _rows(result, eligible, scores, page)
    rows = rows[page.offset : page.last]
    return tuple(
        map(RankedHit, map(result.row_id, rows), scores[rows].tolist(), complete[rows].tolist())
    )


def _listed(result: EngineResult, branches: Sequence[int], page: Page) -> Mask:
    """The rows that some branches list, with their groups where they are folded."""
    listed = np.zeros(result.found.shape[1], np.bool_)
    listed[np.concatenate([result.lists[branch] for branch in branches])] = True
    return listed if page.fold is None else grouped(result, listed)


def _rows(result: EngineResult, eligible: Mask, scores: Scores, page: Page) -> list[int]:
    """The eligible rows in order, one of each translation group where they are folded."""
    rows = ordered(result, eligible, scores, page.sort)
    return rows.tolist() if page.fold is None else collapsed(result, rows, page.fold)


def _merged_scores(
    result: EngineResult,
    compiled: CompiledQuery,
    bridge: Bridge,
    page: Page,
    complete: Mask,
    partly: bool,
) -> Scores:
    """The scores by which the hits of both languages stand in one list."""
    typed, own, other = result.found[_TYPED], result.found[_OWN], result.found[_OTHER]
    own_scores = result.scores[_OWN]
    if partly:
        typed_here = typed & (result.languages() != bridge.language)
        own, own_scores = own | typed_here, np.where(typed_here, result.scores[_TYPED], own_scores)
    merge = LanguageMerge(
        result=result,
        typed=typed,
        typed_scores=result.scores[_TYPED],
        own=own,
        own_scores=own_scores,
        other=other,
        other_scores=result.scores[_OTHER],
        highest=result.highest[_OTHER],
        trust=bridge.trust,
    )
    partial = ~complete if partly and not compiled.mixed else None
    return merge.scores(partial, sentence=compiled.mixed, fold=page.fold is not None)
