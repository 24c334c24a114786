"""Hits that are near in meaning, in either language, among those that words find.

The nearest articles come from the vectors of an index; an engine says which of them the filters and excluded words of a
query let through. What only meaning finds is counted apart, and has no place among totals and facets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from seogo.documents.document import to_record
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Engine, EngineQuery, EngineResult
from seogo.languages import Language
from seogo.meaning.encoder import load_encoder
from seogo.meaning.vectors import Near, Vectors
from seogo.query import nodes
from seogo.query.lexer import QUOTES
from seogo.rewriting.compiler import CompiledQuery
from seogo.searching.ranking.nearness import MOST, Candidate, Share, in_one_order, share_of
from seogo.searching.ranking.retrieval import Page, RankedHit, RankedHits
from seogo.searching.request import HIGHEST, SearchRequest

LEAST: Final = 0.4
"""Cosine below which nearness is chance: of 100 random pairs of a query of three to nine words and an article, 99 are less
near (`tests/benchmarks/chance.py`)."""
WITHOUT_MEANING: Final = "meaning"
"""Value of ``without`` that leaves out what is near in meaning."""
_CACHED: Final = 1_000
_LEAST_OF_SHORT: Final = 0.5
_SHORT: Final = 3
"""Words under which a query is short: in its own language words answer it alone, and chance comes nearer."""
_FEWEST: Final = 2
"""Words of a query that meaning helps to answer."""
_SENTENCE: Final = 3
"""With fewer words beside it, a short phrase is one, and no quotation in a sentence."""
_QUOTATION: Final = 6
"""Words of a phrase that is a quotation, as is one that ends as a sentence does."""
_ENDS: Final = (".", ",", "?", "!", "…")
"""Signs at the end of a sentence, or before “he said”: a text that has one is no key word, however short."""


class Wanted(NamedTuple):
    """A query that meaning helps to answer: its ``text``, whether it is ``short``, the cosine below which nearness to it is
    chance, and a query for what it leaves out (None: nothing)."""

    text: str
    short: bool
    least: float
    excluded: nodes.ParsedQuery | None


@lru_cache(maxsize=_CACHED)
def encoded(text: str) -> NDArray[np.float32]:
    """The vector of a query: float32 [dimensions]. Raises EncoderUnavailable."""
    vector: NDArray[np.float32] = load_encoder().encode([text])[0]
    return vector


def wanted_of(request: SearchRequest, parsed: nodes.ParsedQuery) -> Wanted | None:
    """What meaning is asked for a request; None where words alone answer it."""
    by_words = request.title_only or WITHOUT_MEANING in request.without
    if request.level not in HIGHEST or request.sort != "relevance" or by_words:
        return None
    return to_wanted(parsed, request.q)


def to_wanted(parsed: nodes.ParsedQuery, text: str) -> Wanted | None:
    """What meaning is asked for a query that was typed as ``text``; None where words alone answer: a single one, and
    phrases, beginnings and alternatives, which say which ones. In a sentence that was pasted, a quotation is no phrase."""
    node = parsed.node
    if node is None:
        return None
    parts = node.nodes if isinstance(node, nodes.And) else (node,)
    words = [part for part in parts if isinstance(part, nodes.Word)]
    quoted = [part for part in parts if isinstance(part, nodes.Quoted)]
    left_out = tuple(part.node for part in parts if isinstance(part, nodes.Not))
    said = any(_is_quotation(phrase) for phrase in quoted)
    if (quoted and not said and len(words) < _SENTENCE) or not all(map(nodes.is_plain, words)):
        return None
    count = len(words) + sum(nodes.count_words(phrase) for phrase in quoted)
    sentence = _is_sentence(text)
    if count < _FEWEST and not sentence:
        return None
    restricted = [part for part in parts if isinstance(part, nodes.Restriction)]
    if len(words) + len(quoted) + len(left_out) + len(restricted) < len(parts):
        return None
    plain = not left_out and not restricted
    texts = " ".join(part.text for part in parts if isinstance(part, nodes.Word | nodes.Quoted))
    excluded = replace(parsed, node=nodes.Or(left_out, 0, 0)) if left_out else None
    short = count < _SHORT
    least = _LEAST_OF_SHORT if short and not sentence else LEAST
    return Wanted(" ".join((text if plain else texts).split()), short, least, excluded)


def _is_quotation(phrase: nodes.Quoted) -> bool:
    """Whether a phrase is what somebody said."""
    return nodes.count_words(phrase) >= _QUOTATION or _is_sentence(phrase.text)


def _is_sentence(text: str) -> bool:
    return text.rstrip(f"{QUOTES}' ").endswith(_ENDS)


class Candidates(NamedTuple):
    """What decides the places of hits: the first hits by words (``head``), those with near ones that words find too behind
    them (``words``), and what is near ``beyond`` them."""

    head: RankedHits
    words: list[Candidate]
    beyond: list[Candidate]


@dataclass(frozen=True, slots=True)
class NearSearch:
    """Search by words and meaning: of ``compiled`` without ``excluded``, within ``filters``.

    ``own`` is the query's language, ``only`` the one that is searched (None: both); ``retrieved`` gives a page of the hits by
    words. Methods raise IndexDamaged and EncoderUnavailable.
    """

    wanted: Wanted
    vectors: Vectors
    engine: Engine
    compiled: CompiledQuery
    excluded: q.Clause
    filters: Sequence[q.Clause]
    own: Language
    only: Language | None
    retrieved: Callable[[Page], RankedHits]

    def page(self, page: Page) -> tuple[RankedHits, int]:
        """A page of hits in one order, and the number of those by meaning alone."""
        wanted, engine = self.wanted, self.engine
        head, words, beyond = self.candidates(page)
        order = in_one_order(
            words, beyond, every_first=not self.compiled.mixed, keep_own=wanted.short
        )
        hits = order[page.offset : page.last]
        if len(hits) < page.limit and len(head.hits) == MOST:
            deeper = {one.hit.id for one in words[MOST:]}
            if page.fold is not None:
                deeper |= _versions(engine, deeper)
            last = page.last - len(order)
            following = replace(page, offset=MOST, limit=last + len(deeper), facets=())
            rest = [hit for hit in self.retrieved(following).hits if hit.id not in deeper]
            hits += rest[max(page.offset - len(order), 0) : last]
        return replace(head, hits=tuple(hits)), len(beyond)

    def candidates(self, page: Page) -> Candidates:
        """What is near, and what words find, folded as in ``page``."""
        wanted, vectors, own, only = self.wanted, self.vectors, self.own, self.only
        vector = encoded(wanted.text)
        head = self.retrieved(replace(page, offset=0, limit=MOST))
        # enough with every word come first
        enough = wanted.short or (head.total >= MOST and not self.compiled.mixed)
        found = [] if only is own.other or enough else vectors.nearest(vector, own, MOST)
        found += vectors.nearest(vector, own.other, MOST) if only is not own else []
        near = {one.id: one for one in found if one.similarity >= wanted.least}
        names = [hit.id for hit in head.hits]
        ids = [*dict.fromkeys((*near, *names))]
        within = (*self.compiled.filters, *self.filters)
        clauses = _words(self.compiled, head)
        known = _let_through(self.engine, ids, self.excluded, clauses, within)
        nearness = {name: one.similarity for name, one in near.items()}
        nearness |= {one.id: one.similarity for one in vectors.nearness(vector, names).values()}
        words, beyond = _candidates(head.hits, near, nearness, known, own, fold=page.fold)
        return Candidates(head, words, beyond)

    def share(self, name: str) -> Share | None:
        """What decides the place of an article; None where it is not among what gets one order."""
        _, words, beyond = self.candidates(Page(limit=MOST))
        found = share_of(name, words, beyond)
        near = self.vectors.nearness(encoded(self.wanted.text), [name]).get(name)
        return found._replace(near=near) if found else None


class _Known(NamedTuple):
    """Facts of an article: its translation group, its language, and whether some and every word finds it."""

    group: int
    language: Language
    some: bool
    every: bool


def _let_through(
    engine: Engine,
    ids: Sequence[str],
    excluded: q.Clause,
    words: tuple[q.Clause, q.Clause],
    within: Sequence[q.Clause],
) -> Mapping[str, _Known]:
    """Facts of those of some articles that the filters let through; ``words`` are clauses for every and for some word."""
    if not ids:
        return {}
    listed = q.unscored(q.any_of(q.Term("id", name) for name in ids))
    every, some = (q.all_of((listed, q.unscored(clause))) for clause in words)
    let = Branch(q.without(listed, excluded), limit=len(ids))
    result: EngineResult = engine.search(
        EngineQuery((let, Branch(every), Branch(some)), tuple(within))
    )
    groups, languages, found = result.groups(), result.languages(), result.found
    return {
        result.row_id(row): _Known(
            int(groups[row]),
            Language(str(languages[row])),
            bool(found[1:, row].any()),
            bool(found[1, row]),
        )
        for row in result.lists[0].tolist()
    }


def _words(compiled: CompiledQuery, head: RankedHits) -> tuple[q.Clause, q.Clause]:
    """Clauses for articles with every word and with some, where ``head`` does not have them all."""
    if len(head.hits) < MOST:
        return q.Nothing(), q.Nothing()
    bridge = compiled.bridge
    every = [compiled.clause, *((bridge.clause,) if bridge else ())]
    some = [compiled.fallback, bridge.fallback if bridge else None] if head.total_some else []
    return q.any_of(every), q.any_of(clause for clause in some if clause is not None)


def _versions(engine: Engine, names: Iterable[str]) -> set[str]:
    """Ids of the translations of some articles."""
    stored = engine.stored([*names])
    return {name for data in stored.values() for name in to_record(data).translations}


def _candidates(
    hits: Sequence[RankedHit],
    near: Mapping[str, Near],
    nearness: Mapping[str, float],
    known: Mapping[str, _Known],
    own: Language,
    *,
    fold: Language | None,
) -> tuple[list[Candidate], list[Candidate]]:
    """The ``hits`` by words, with near ones that words find too behind them, and those that meaning alone finds; where they
    are folded, one of each translation group, which is as near as the nearest of its versions. An article without vectors
    counts as LEAST."""
    similarity = dict(nearness)
    if fold is not None:
        best: dict[int, float] = {}
        for name in nearness.keys() & known.keys():
            group = known[name].group
            best[group] = max(best.get(group, -1.0), nearness[name])
        similarity |= {name: best[one.group] for name, one in known.items() if one.group in best}

    def candidate(hit: RankedHit) -> Candidate:
        other = hit.id in known and known[hit.id].language is not own
        return Candidate(hit, other, similarity.get(hit.id, LEAST))

    words, beyond = [*map(candidate, hits)], []
    shown = {known[hit.id].group if fold else hit.id for hit in hits if hit.id in known}

    def place(one: Near) -> tuple[bool, bool]:
        return not known[one.id].some, one.language is not fold

    for one in sorted((one for one in near.values() if one.id in known), key=place):
        facts = known[one.id]
        if (facts.group if fold else one.id) in shown:
            continue
        shown.add(facts.group if fold else one.id)
        if facts.some:
            words.append(candidate(RankedHit(one.id, one.similarity, facts.every)))
        else:
            hit = RankedHit(one.id, similarity[one.id], complete=False, near=one)
            beyond.append(candidate(hit))
    return words, beyond
