"""Names that glossaries have in both scripts, where Korean articles write them in Latin letters: 엔비디아 and NVIDIA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seogo.analysis.script.hangul import SYLLABLES
from seogo.languages import Language
from seogo.lexicon.glossary import Glossary
from seogo.transliteration.sounds import similarity

_SAME_NAME = 0.7
"""Similarity in sound of a name in both scripts; what it is called in English by another word is less alike (한국, Korea)."""


def latin_names(word: str, glossaries: Sequence[Glossary]) -> Iterator[str]:
    """The spellings in Latin letters of a name in Hangul, from the first glossary that has it: one word that sounds alike,
    with a capital somewhere or beside one that has (wifi, Wi-Fi)."""
    if not SYLLABLES.fullmatch(word):
        return
    for glossary in glossaries:
        if found := glossary.translations([word], Language.KO):
            names = [
                text for text in found if " " not in text and similarity(word, text) >= _SAME_NAME
            ]
            if any(name != name.lower() for name in names):
                yield from names
            return
