"""Explanations of scores: the sums of Scorer for one document, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seogo.engines import clauses as q
from seogo.engines.base import Explanation, TermScore
from seogo.engines.whoosh.scoring.scorer import Scorer
from seogo.engines.whoosh.scoring.term_scorer import K1, B, idf
from seogo.engines.whoosh.storage.reader import Segments


@dataclass(frozen=True, slots=True)
class Explainer:
    """The explainer of the score of the document with this ``number``."""

    segments: Segments
    scorer: Scorer
    number: int

    def explain(self, clause: q.Clause) -> Explanation | None:
        """The parts of the score for a clause; None where the document does not match it."""
        match clause:
            case q.Term():
                return self._term(clause)
            case q.Phrase(field, terms, _, boost):
                if not self._is_hit(clause):
                    return None
                return self._sum(clause, [q.Term(field, term, boost) for term in terms])
            case q.And(parts):
                found = self._matching(parts)
                return _added(clause, found) if len(found) == len(parts) else None
            case q.Or(parts):
                return self._sum(clause, parts)
            case q.Best(parts):
                best = max(self._matching(parts), key=lambda part: part.score, default=None)
                return None if best is None else _added(clause, [best])
            case q.Rank(required, optional):
                base = self.explain(required)
                return None if base is None else _added(clause, [base, *self._matching([optional])])
            case q.Without(wanted, excluded):
                base = self.explain(wanted)
                if base is None or self.explain(excluded) is not None:
                    return None
                return _added(clause, [base])
            case q.Filter(inner):
                return None if self.explain(inner) is None else Explanation(clause, 0.0)
            case q.DayRange() | q.NumberRange() | q.Everything() | q.Nothing():
                return Explanation(clause, 0.0) if self._is_hit(clause) else None

    def _sum(self, clause: q.Clause, parts: Sequence[q.Clause]) -> Explanation | None:
        found = self._matching(parts)
        return _added(clause, found) if found else None

    def _matching(self, parts: Sequence[q.Clause]) -> list[Explanation]:
        return [found for found in map(self.explain, parts) if found is not None]

    def _is_hit(self, clause: q.Clause) -> bool:
        return bool(self.scorer.match(clause).members()[self.number])

    def _term(self, clause: q.Term) -> Explanation | None:
        """The score of a term, by the formula of TermScorer."""
        ids, counts = self.segments.postings(clause.field, clause.term)
        place = int(np.searchsorted(ids, self.number))
        if place == len(ids) or int(ids[place]) != self.number:
            return None
        if not self.segments.scorable(clause.field):
            return Explanation(clause, 0.0)
        made = TermScore(
            frequency=1 if counts is None else int(counts[place]),
            documents=len(ids),
            idf=idf(self.segments.size, len(ids)),
            norm=float(self.segments.norms(clause.field, K1, B)[self.number]),
        )
        score = made.idf * made.frequency * (K1 + 1) / (made.frequency + made.norm)
        return Explanation(clause, clause.boost * score, term=made)


def _added(clause: q.Clause, parts: Sequence[Explanation]) -> Explanation:
    """The explanation of a clause whose score is the sum of those of its parts."""
    return Explanation(clause, sum(part.score for part in parts), tuple(parts))
