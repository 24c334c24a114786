"""Vocabulary of an archive: its words with their frequencies.

Korean words are terms of the analysis, and compounds; Latin ones stand as they are written, because their terms are
stems. A frequency counts articles; where a word is written in several ways (Python, python) those are added up.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, groupby, product
from operator import itemgetter
from string import ascii_letters

from seogo.analysis.english import stem
from seogo.analysis.script.jamo import folded
from seogo.engines.base import Vocabulary, field_name
from seogo.languages import Language

_FIRST_SYLLABLE = "가"


@dataclass(frozen=True, slots=True)
class ArchiveVocabulary:
    """Words of the archive in ``engine``. Every call reads them; all raise IndexDamaged."""

    engine: Vocabulary

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """All words with their frequencies, every one once."""
        merged = heapq.merge(self.korean(), self.compounds())
        for word, counts in groupby(merged, key=itemgetter(0)):
            yield word, max(count for _, count in counts)
        yield from self.latin()

    def korean(self) -> Iterator[tuple[str, int]]:
        """Terms in Hangul of Korean texts, in code point order: nouns, and stems of verbs."""
        return self._hangul("body")

    def compounds(self) -> Iterator[tuple[str, int]]:
        """Neighbouring nouns as one word, in code point order."""
        return self._hangul("compounds")

    def latin(self) -> Iterator[tuple[str, int]]:
        """Latin words that begin with A to Z, each in its most frequent spelling."""
        totals: dict[str, int] = {}
        best: dict[str, tuple[int, str]] = {}
        for language, letter in product(Language, ascii_letters):
            # by their letters: the bigrams of Hangul, which are many more, are left alone
            for word, count in self.engine.terms(field_name("bigrams", language), letter):
                key = folded(word)
                totals[key] = totals.get(key, 0) + count
                if key not in best or count > best[key][0]:
                    best[key] = count, word
        return ((best[key][1], total) for key, total in totals.items() if key.isalpha())

    def frequency(self, word: str) -> int:
        """Number of articles with a word, in any of its forms: of Hangul the term, of Latin letters the stem."""
        term = word if word >= _FIRST_SYLLABLE else stem(word.lower())
        fields = (field_name(f, language) for language in Language for f in ("body", "compounds"))
        return sum(self.engine.frequencies([(field, term) for field in fields]))

    def _hangul(self, field: str) -> Iterator[tuple[str, int]]:
        terms = self.engine.terms(field_name(field, Language.KO))
        return dropwhile(lambda term: term[0] < _FIRST_SYLLABLE, terms)
