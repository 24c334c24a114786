"""Index of names by sound: the terms of each language that may be names, built when it is first used."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping

from seogo.engines.base import Vocabulary, field_name
from seogo.languages import Language
from seogo.transliteration.sounds import SoundIndex


class NameIndex(Mapping[Language, SoundIndex]):
    """Terms by sound, for each language: of two letters and more, in the script of the language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._built: dict[Language, SoundIndex] = {}
        self._lock = threading.Lock()

    def __getitem__(self, language: Language) -> SoundIndex:
        with self._lock:
            if language not in self._built:
                self._built[language] = SoundIndex(self._terms(language))
            return self._built[language]

    def __iter__(self) -> Iterator[Language]:
        return iter(Language)

    def __len__(self) -> int:
        return len(Language)

    def _terms(self, language: Language) -> Iterator[str]:
        for term, _ in self._vocabulary.terms(field_name("body", language)):
            hangul = "가" <= term[0] <= "힣"
            if term.isalpha() and len(term) > 1 and hangul == (language is Language.KO):
                yield term
