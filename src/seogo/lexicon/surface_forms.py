"""Surface forms of terms, as people write them: an English term is a stem, and so is the term of a Korean verb."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from seogo.analysis.english import stem
from seogo.engines.base import Vocabulary, field_name
from seogo.languages import Language

_MOST_KNOWN = 20_000
_MOST_LOOKED_AT = 2_000
_SHORTEST = 3
_ENDINGS = ("s", "es", "d", "ed", "ing")
_CHANGED = ("ies", "ied", "ing")
"""Endings in place of the last letter: policies, studied, nurturing."""
_RARE = 0.05
"""Share of the most frequent word of a term below which another one is rare."""


class SurfaceForms:
    """Surface forms of the terms of an index, from its articles."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[tuple[Language, str], Mapping[str, int]] = {}

    def text(self, term: str, language: Language) -> str:
        """Most frequent word with a term, in small letters unless it is mostly written otherwise."""
        counts = self.words(term, language)
        if not counts:
            return term
        # at the beginning of a sentence, every word has a capital
        lower = {word for word in counts if word.islower()}
        return max(lower or counts, key=lambda word: (counts[word], word))

    def headword(self, term: str, language: Language) -> str:
        """Most frequent word with a term, in its base form where that is not rare beside it, in small letters unless it is
        mostly written otherwise."""
        counts = self.words(term, language)
        if not counts:
            return term
        together: dict[str, int] = {}
        for word, count in counts.items():
            together[word.lower()] = together.get(word.lower(), 0) + count
        often = max(together, key=lambda word: (together[word], word))
        bases = (word for word in together if together[word] >= _RARE * together[often])
        best = min((word for word in bases if _is_base(word, often)), key=len, default=often)
        written = [word for word in counts if word.lower() == best]
        if best in written and 2 * counts.get(best.upper(), 0) <= together[best]:
            return best
        return max(written, key=lambda word: (counts[word], word))

    def words(self, term: str, language: Language) -> Mapping[str, int]:
        """Words with a term in Latin letters, as they are written, with their frequencies."""
        if not term.isascii() or not term.isalpha():
            return {}
        known = self._known.get((language, term))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[language, term] = self._count(term, language)
        return known

    def _count(self, term: str, language: Language) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        # stemming turns a final y into i, so that the last letter may be another one
        start = term[:-1] if len(term) > _SHORTEST and term.endswith("i") else term
        for written in (start, start.capitalize(), start.upper()):
            words = self._vocabulary.terms(field_name("bigrams", language), written)
            looked_at = islice(words, _MOST_LOOKED_AT)
            counts |= {word: count for word, count in looked_at if stem(word.lower()) == term}
        return counts


def _is_base(word: str, other: str) -> bool:
    """Whether another word may be an inflection of an English word."""
    return other in {word + end for end in _ENDINGS} | {word[:-1] + end for end in _CHANGED}
