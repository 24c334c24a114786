"""Explanations of scores: the sums of an engine for one document, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from seogo.engines import clauses as q
from seogo.engines.base import Explanation, TermScore
from seogo.engines.bm25 import K1


class ScoredDocument(Protocol):
    """A document, as the engine that has it knows it."""

    def term_score(self, clause: q.Term) -> TermScore | None:
        """The parts of the score of a term of a field that scores; None where it does not stand there."""

    def is_hit(self, clause: q.Clause) -> bool:
        """Whether the document matches a clause without parts, or a term of a field that does not score."""

    def scores(self, field: str) -> bool:
        """Whether terms of this field score."""


def explain(clause: q.Clause, document: ScoredDocument) -> Explanation | None:
    """The parts of the score of ``document`` for a clause; None where it does not match."""
    match clause:
        case q.Term():
            return _term(clause, document)
        case q.Phrase(field, terms, _, boost):
            if not document.is_hit(clause):
                return None
            found = _matching([q.Term(field, term, boost) for term in terms], document)
            return _added(clause, found) if found else None
        case q.And(parts):
            found = _matching(parts, document)
            return _added(clause, found) if len(found) == len(parts) else None
        case q.Or(parts):
            found = _matching(parts, document)
            return _added(clause, found) if found else None
        case q.Best(parts):
            best = max(_matching(parts, document), key=lambda part: part.score, default=None)
            return None if best is None else _added(clause, [best])
        case q.Rank(required, optional):
            base = explain(required, document)
            if base is None:
                return None
            return _added(clause, [base, *_matching([optional], document)])
        case q.Without(wanted, excluded):
            base = explain(wanted, document)
            if base is None or explain(excluded, document) is not None:
                return None
            return _added(clause, [base])
        case q.Filter(inner):
            return None if explain(inner, document) is None else Explanation(clause, 0.0)
        case q.DayRange() | q.NumberRange() | q.Everything() | q.Nothing():
            return Explanation(clause, 0.0) if document.is_hit(clause) else None


def _term(clause: q.Term, document: ScoredDocument) -> Explanation | None:
    if not document.scores(clause.field):
        return Explanation(clause, 0.0) if document.is_hit(clause) else None
    made = document.term_score(clause)
    if made is None:
        return None
    score = made.idf * made.frequency * (K1 + 1) / (made.frequency + made.norm)
    return Explanation(clause, clause.boost * score, term=made)


def _matching(parts: Sequence[q.Clause], document: ScoredDocument) -> list[Explanation]:
    explained = (explain(part, document) for part in parts)
    return [found for found in explained if found is not None]


def _added(clause: q.Clause, parts: Sequence[Explanation]) -> Explanation:
    """The explanation of a clause whose score is the sum of those of its parts."""
    return Explanation(clause, sum(part.score for part in parts), tuple(parts))
