"""Documents as their scores are explained: the formula of TermScorer for one of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seogo.engines import clauses as q
from seogo.engines.base import TermScore
from seogo.engines.bm25 import K1, B, idf
from seogo.engines.whoosh.scoring.scorer import Scorer
from seogo.engines.whoosh.storage.reader import Segments


@dataclass(frozen=True, slots=True)
class WhooshDocument:
    """The document with this ``number``."""

    segments: Segments
    scorer: Scorer
    number: int

    def term_score(self, clause: q.Term) -> TermScore | None:
        """The parts of the score of a term of a field that scores; None where it does not stand there."""
        ids, counts = self.segments.postings(clause.field, clause.term)
        place = int(np.searchsorted(ids, self.number))
        if place == len(ids) or int(ids[place]) != self.number:
            return None
        return TermScore(
            frequency=1 if counts is None else int(counts[place]),
            documents=len(ids),
            idf=idf(self.segments.size, len(ids)),
            norm=float(self.segments.norms(clause.field, K1, B)[self.number]),
        )

    def is_hit(self, clause: q.Clause) -> bool:
        """Whether the document matches a clause."""
        return bool(self.scorer.match(clause).members()[self.number])

    def scores(self, field: str) -> bool:
        """Whether terms of this field score."""
        return self.segments.scorable(field)
