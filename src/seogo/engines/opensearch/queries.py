"""Clauses as queries of OpenSearch, with the scores that Seogo's formula gives.

The cluster scores by Lucene's BM25, which has our k1 and b and lengths per field, and differs in the factor for rarity: there
it is ln(1 + (m - n + .5) / (n + .5)), with m the documents that have the field. Every term is sent with a boost that puts
ours (``idf``) in its place. All that is needed for that stands in the vocabulary.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any, Final

from seogo.engines import clauses as q
from seogo.engines.base import FieldTerms
from seogo.engines.bm25 import idf
from seogo.engines.opensearch.fields import DAY, NUMBERS, TEXTS, encode, shortened, term_key
from seogo.engines.opensearch.vocabulary import Vocabulary

Query = dict[str, Any]

EVERYTHING: Final[Query] = {"match_all": {}}
NOTHING: Final[Query] = {"match_none": {}}
_SCORED: Final = frozenset(TEXTS)


class Queries:
    """The compiler of clauses for an index with this vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def scored(self, clause: q.Clause) -> Query:
        """The query for a clause whose scores count."""
        match clause:
            case q.Term(field, term, boost):
                return self._term(field, term, boost)
            case q.Phrase(field, terms, _, boost):
                parts = [self._term(field, term, boost) for term in terms]
                return {"bool": {"filter": [self.unscored(clause)], "should": parts}}
            case q.And(clauses):
                if not clauses:
                    return silent(EVERYTHING)
                return {"bool": {"must": list(map(self.scored, clauses))}}
            case q.Or(clauses):
                return any_of(list(map(self.scored, clauses)))
            case q.Best(clauses):
                if not clauses:
                    return NOTHING
                return {"dis_max": {"queries": list(map(self.scored, clauses)), "tie_breaker": 0}}
            case q.Rank(required, optional):
                if isinstance(required, q.SILENT):
                    must = {"filter": [self.unscored(required)]}
                else:
                    must = {"must": [self.scored(required)]}
                return {
                    "bool": {**must, "should": [self.scored(optional)], "minimum_should_match": 0}
                }
            case q.Without(wanted, excluded):
                return {
                    "bool": {
                        "must": [self.scored(wanted)],
                        "must_not": [self.unscored(excluded)],
                    }
                }
            case _:
                return silent(self.unscored(clause))

    def unscored(self, clause: q.Clause) -> Query:
        """The query for the documents of a clause alone."""
        match clause:
            case q.Term(field, term):
                return {"term": {field: term_key(term)}}
            case q.Phrase():
                return _phrase(clause)
            case q.And(clauses):
                return all_of(list(map(self.unscored, clauses)))
            case q.Or(clauses) | q.Best(clauses):
                return self._any(clauses)
            case q.Rank(required):
                return self.unscored(required)
            case q.Without(wanted, excluded):
                must_not = [self.unscored(excluded)]
                return {"bool": {"filter": [self.unscored(wanted)], "must_not": must_not}}
            case q.Filter(inner):
                return self.unscored(inner)
            case q.DayRange(first, last):
                low, high = (day.toordinal() if day else None for day in (first, last))
                return _range(DAY, low, high)
            case q.NumberRange(low, high):
                return _range(NUMBERS, low, high)
            case q.Everything():
                return EVERYTHING
            case q.Nothing():
                return NOTHING

    def boost(self, field: str, term: str, boost: float) -> float:
        """The boost with which Lucene's score of a term is ours."""
        table = self._vocabulary.table(field)
        count = table.frequency(shortened(term).encode())
        theirs = math.log(1 + (table.documents - count + 0.5) / (count + 0.5))
        return boost * idf(self._vocabulary.documents, count) / theirs

    def _term(self, field: str, term: str, boost: float) -> Query:
        if field not in _SCORED:
            return silent({"term": {field: term_key(term)}})
        if not self._vocabulary.table(field).frequency(shortened(term).encode()):
            return NOTHING
        value = {"value": term_key(term), "boost": self.boost(field, term, boost)}
        return {"term": {field: value}}

    def _any(self, clauses: Sequence[q.Clause]) -> Query:
        """Any of some clauses: terms of one field together, since a query may have so many clauses and no more."""
        terms: dict[str, list[str]] = {}
        parts: list[Query] = []
        for clause in clauses:
            if isinstance(clause, q.Term):
                terms.setdefault(clause.field, []).append(term_key(clause.term))
            else:
                parts.append(self.unscored(clause))
        parts += [{"terms": {field: found}} for field, found in terms.items()]
        return any_of(parts)


def silent(query: Query) -> Query:
    """The documents of a query with score 0."""
    return {"bool": {"filter": [query]}}


def all_of(queries: Sequence[Query]) -> Query:
    """The documents of every query, with score 0."""
    if not queries:
        return EVERYTHING
    return queries[0] if len(queries) == 1 else {"bool": {"filter": list(queries)}}


def any_of(queries: Sequence[Query]) -> Query:
    """The documents of any query, with the sum of its scores."""
    if not queries:
        return NOTHING
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def _range(field: str, low: float | None, high: float | None) -> Query:
    ends = {name: end for name, end in (("gte", low), ("lte", high)) if end is not None}
    return {"range": {field: ends}} if ends else {"exists": {"field": field}}


def _phrase(phrase: q.Phrase) -> Query:
    """Terms at their positions: as Lucene's phrase where nothing stretches, else as spans with gaps between.

    Two terms at one position are asked for one beside the other, as a document says them.
    """
    field, first = phrase.field, phrase.offsets[0]
    if len(phrase.terms) == 1:
        return {"term": {field: term_key(phrase.terms[0])}}
    offsets = [offset - first for offset in phrase.offsets]
    steps = [after - before for before, after in itertools.pairwise(offsets)]
    if phrase.slop == 0 and min(steps) > 0:
        return {"match_phrase": {field: encode(FieldTerms(phrase.terms, offsets))}}
    spans: list[Query] = [_span(field, phrase.terms[0])]
    for step, term in zip(steps, phrase.terms[1:], strict=True):
        if step > 1:
            spans.append({"span_gap": {field: step - 1}})
        spans.append(_span(field, term))
    return {"span_near": {"clauses": spans, "slop": phrase.slop, "in_order": True}}


def _span(field: str, term: str) -> Query:
    return {"span_term": {field: term_key(term)}}
