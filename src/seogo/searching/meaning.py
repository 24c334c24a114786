"""Hits of the other language that are near in meaning, among those that words find.

The nearest articles come from the vectors of an index; an engine says which of them the filters and excluded words of a
query let through. What only meaning finds is counted apart, and has no place among totals and facets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from seogo.engines import clauses as q
from seogo.engines.base import Branch, Engine, EngineQuery, EngineResult
from seogo.languages import Language
from seogo.meaning.encoder import load_encoder
from seogo.meaning.vectors import Near, Vectors
from seogo.query import nodes
from seogo.rewriting.compiler import CompiledQuery
from seogo.searching.ranking.nearness import MOST, Candidate, in_one_order
from seogo.searching.ranking.retrieval import Page, RankedHit, RankedHits

LEAST: Final = 0.3
"""Cosine below which nearness is chance."""
_CACHED: Final = 1_000
_SENTENCE: Final = 3
"""With fewer words beside it, a short phrase is one, and no quotation in a sentence."""
_QUOTATION: Final = 6
"""Words of a phrase that is a quotation."""


class Wanted(NamedTuple):
    """A query that meaning helps to answer: its ``text``, and a query for what it leaves out (None: nothing)."""

    text: str
    excluded: nodes.ParsedQuery | None


@lru_cache(maxsize=_CACHED)
def encoded(text: str) -> NDArray[np.float32]:
    """The vector of a query: float32 [dimensions]. Raises EncoderUnavailable."""
    vector: NDArray[np.float32] = load_encoder().encode([text])[0]
    return vector


def to_wanted(parsed: nodes.ParsedQuery, text: str) -> Wanted | None:
    """What meaning is asked for a query that was typed as ``text``; None where words alone answer: phrases, beginnings and
    alternatives say which ones. In a sentence that was pasted, a quotation is no phrase."""
    node = parsed.node
    if node is None:
        return None
    parts = node.nodes if isinstance(node, nodes.And) else (node,)
    words = [part for part in parts if isinstance(part, nodes.Word)]
    quoted = [part for part in parts if isinstance(part, nodes.Quoted)]
    left_out = tuple(part.node for part in parts if isinstance(part, nodes.Not))
    said = any(nodes.count_words(phrase) >= _QUOTATION for phrase in quoted)
    least = 0 if said else _SENTENCE if quoted else 1
    if len(words) < least or not all(map(nodes.is_plain, words)):
        return None
    restricted = [part for part in parts if isinstance(part, nodes.Restriction)]
    if len(words) + len(quoted) + len(left_out) + len(restricted) < len(parts):
        return None
    plain = not left_out and not restricted
    texts = " ".join(part.text for part in parts if isinstance(part, nodes.Word | nodes.Quoted))
    excluded = replace(parsed, node=nodes.Or(left_out, 0, 0)) if left_out else None
    return Wanted(" ".join((text if plain else texts).split()), excluded)


def with_meaning(
    wanted: Wanted,
    vectors: Vectors,
    engine: Engine,
    compiled: CompiledQuery,
    excluded: q.Clause,
    filters: Sequence[q.Clause],
    own: Language,
    page: Page,
    retrieved: Callable[[Page], RankedHits],
) -> tuple[RankedHits, int]:
    """A page of the hits by words (``retrieved``) and meaning in one order, and the number of those by meaning alone.

    ``own`` is the query's language. Raises IndexDamaged.
    """
    found = vectors.nearest(encoded(wanted.text), own.other, MOST)
    near = {one.id: one for one in found if one.similarity >= LEAST}
    head = retrieved(replace(page, offset=0, limit=MOST))
    ids = list(dict.fromkeys((*near, *(hit.id for hit in head.hits))))
    known = _let_through(engine, ids, excluded, (*compiled.filters, *filters))
    words, beyond = _candidates(head.hits, near, known, own, fold=page.fold)
    order = in_one_order(words, beyond)
    more = len(beyond)
    hits = order[page.offset : page.last]
    if len(hits) < page.limit and len(head.hits) == MOST:
        first = max(page.offset - more, MOST)
        rest = retrieved(replace(page, offset=first, limit=page.last - more - first))
        hits += rest.hits
    return replace(head, hits=tuple(hits)), more


class _Known(NamedTuple):
    """Facts of an article: its translation group and its language."""

    group: int
    language: Language


def _let_through(
    engine: Engine, ids: Sequence[str], excluded: q.Clause, within: Sequence[q.Clause]
) -> Mapping[str, _Known]:
    """Facts of those of some articles that the filters let through."""
    if not ids:
        return {}
    listed = q.unscored(q.any_of(q.Term("id", name) for name in ids))
    clause = q.without(listed, excluded)
    result: EngineResult = engine.search(
        EngineQuery((Branch(clause, limit=len(ids)),), tuple(within))
    )
    groups, languages = result.groups(), result.languages()
    return {
        result.row_id(row): _Known(int(groups[row]), Language(str(languages[row])))
        for row in result.lists[0].tolist()
    }


def _candidates(
    hits: Sequence[RankedHit],
    near: Mapping[str, Near],
    known: Mapping[str, _Known],
    own: Language,
    *,
    fold: Language | None,
) -> tuple[list[Candidate], list[Candidate]]:
    """The hits by words, and those that meaning alone finds, the nearest first; where they are folded, one of each
    translation group, which is as near as the nearest of its versions."""
    best: dict[int, float] = {}
    for name, one in near.items():
        if name in known:
            group = known[name].group
            best[group] = max(best.get(group, 0.0), one.similarity)
    words: list[Candidate] = []
    for hit in hits:
        facts, itself = known.get(hit.id), near.get(hit.id)
        similarity = itself.similarity if itself else None
        if fold is not None and facts is not None:
            similarity = best.get(facts.group)
        words.append(Candidate(hit, facts is not None and facts.language is not own, similarity))
    found = {hit.id for hit in hits}
    shown = {known[name].group for name in found if name in known} if fold is not None else set()
    beyond: list[Candidate] = []
    for one in near.values():
        if one.id in found or one.id not in known or known[one.id].group in shown:
            continue
        if fold is not None:
            shown.add(known[one.id].group)
        hit = RankedHit(one.id, one.similarity, complete=False, near=one)
        beyond.append(Candidate(hit, True, one.similarity))
    return words, beyond
