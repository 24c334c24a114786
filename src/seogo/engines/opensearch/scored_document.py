"""Documents as their scores are explained: what the cluster has of one of them, and its lengths."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from seogo.engines import clauses as q
from seogo.engines.base import FieldTerms, TermScore
from seogo.engines.bm25 import K1, B, idf
from seogo.engines.opensearch.fields import DAY, ID, NUMBERS, TEXTS, decode, shortened
from seogo.engines.opensearch.vocabulary import Vocabulary


class OpenSearchDocument:
    """The document that the cluster has as ``source``."""

    def __init__(self, source: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        self._source = source
        self._vocabulary = vocabulary
        self._fields: dict[str, FieldTerms] = {}

    def scores(self, field: str) -> bool:
        """Whether terms of this field score."""
        return field in TEXTS

    def is_hit(self, clause: q.Clause) -> bool:
        """Whether the document matches a clause without parts, or a term of a field that does not score."""
        match clause:
            case q.Term(field, term):
                value = self._source.get(field, ())
                return bool(term == value if field == ID else term in value)
            case q.Phrase():
                return self._stands(clause)
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
            case _:
                return False

    def _text(self, field: str) -> FieldTerms:
        if field not in self._fields:
            text = self._source.get(field)
            self._fields[field] = decode(text) if text else FieldTerms(())
        return self._fields[field]

    def term_score(self, clause: q.Term) -> TermScore | None:
        """The parts of the score of a term of a field that scores; None where it does not stand there."""
        terms = self._text(clause.field).terms
        frequency = list(terms).count(shortened(clause.term))
        if not frequency:
            return None
        table = self._vocabulary.table(clause.field)
        documents = table.frequency(shortened(clause.term).encode())
        length = kept_length(len(terms)) * table.documents / max(table.occurrences, 1)
        norm = K1 * (1 - B + B * length)
        return TermScore(frequency, documents, idf(self._vocabulary.documents, documents), norm)

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
