"""Explanations of scores: the sums of the cluster for one document, clause by clause, from what it has of the document."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from seogo.engines import clauses as q
from seogo.engines.base import Explanation, FieldTerms, TermScore
from seogo.engines.opensearch.fields import DAY, ID, K1, NUMBERS, TEXTS, B, decode, shortened
from seogo.engines.opensearch.queries import idf
from seogo.engines.opensearch.vocabulary import Vocabulary


class Explainer:
    """The explainer of the score of the document that the cluster has as ``source``."""

    def __init__(self, source: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        self._source = source
        self._vocabulary = vocabulary
        self._fields: dict[str, FieldTerms] = {}

    def explain(self, clause: q.Clause) -> Explanation | None:
        """The parts of the score for a clause; None where the document does not match it."""
        match clause:
            case q.Term():
                return self._term(clause)
            case q.Phrase(field, terms, _, boost):
                if not self._stands(clause):
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

    def _is_hit(self, clause: q.DayRange | q.NumberRange | q.Everything | q.Nothing) -> bool:
        match clause:
            case q.DayRange(first, last):
                day = self._source.get(DAY)
                after = first is None or (day is not None and day >= first.toordinal())
                return day is not None and after and (last is None or day <= last.toordinal())
            case q.NumberRange(low, high):
                return any(
                    (low is None or number >= low) and (high is None or number <= high)
                    for number in self._source.get(NUMBERS, ())
                )
            case q.Everything():
                return True
            case q.Nothing():
                return False

    def _text(self, field: str) -> FieldTerms:
        if field not in self._fields:
            text = self._source.get(field)
            self._fields[field] = decode(text) if text else FieldTerms(())
        return self._fields[field]

    def _term(self, clause: q.Term) -> Explanation | None:
        if clause.field not in TEXTS:
            value = self._source.get(clause.field, ())
            known = clause.term == value if clause.field == ID else clause.term in value
            return Explanation(clause, 0.0) if known else None
        terms = self._text(clause.field).terms
        frequency = list(terms).count(shortened(clause.term))
        if not frequency:
            return None
        table = self._vocabulary.table(clause.field)
        documents = table.frequency(shortened(clause.term).encode())
        length = kept_length(len(terms)) * table.documents / max(table.occurrences, 1)
        norm = K1 * (1 - B + B * length)
        made = TermScore(frequency, documents, idf(self._vocabulary.documents, documents), norm)
        score = made.idf * frequency * (K1 + 1) / (frequency + norm)
        return Explanation(clause, clause.boost * score, term=made)

    def _stands(self, phrase: q.Phrase) -> bool:
        """Whether the terms of a phrase stand right: the least stretch with which each occurrence is reached."""
        found = self._text(phrase.field)
        places: dict[str, list[int]] = {}
        for term, place in zip(found.terms, found.positions or (), strict=False):
            places.setdefault(term, []).append(place)
        wanted = [shortened(term) for term in phrase.terms]
        reached = dict.fromkeys(places.get(wanted[0], ()), 0)
        for (before, after), term in zip(
            itertools.pairwise(phrase.offsets), wanted[1:], strict=True
        ):
            further: dict[int, int] = {}
            for place in places.get(term, ()):
                for stretch in range(phrase.slop + 1):
                    used = reached.get(place - (after - before) - stretch, phrase.slop + 1)
                    if used + stretch <= min(phrase.slop, further.get(place, phrase.slop)):
                        further[place] = used + stretch
            reached = further
        return bool(reached)


def kept_length(length: int) -> int:
    """The length of a field as Lucene keeps it in a byte: exactly below 40, behind that with four significant bits
    (org.apache.lucene.util.SmallFloat, intToByte4 and byte4ToInt)."""
    if length < _EXACT:
        return length
    rest = length - _EXACT
    shift = max(rest.bit_length() - 4, 0)
    return _EXACT + (rest >> shift << shift)


_EXACT = 24


def _added(clause: q.Clause, parts: Sequence[Explanation]) -> Explanation:
    """The explanation of a clause whose score is the sum of those of its parts."""
    return Explanation(clause, sum(part.score for part in parts), tuple(parts))
