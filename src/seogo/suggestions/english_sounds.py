"""English words by their sound: what a misspelled word that no word is near to may be (fisics, nolege, tounge)."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from seogo.suggestions.speller import EDIT, costs
from seogo.suggestions.spelling_dictionary import is_english
from seogo.transliteration.ordinary_words import is_ordinary_english

_SHORTEST: Final = 5
"""Letters of the shortest word that is looked at: shorter ones sound like too much."""
_LEAST_SOUNDS: Final = 3
"""Consonants that a word must have at least."""
_MOST_APART: Final = 0.5
"""Edits from a word for each of its letters."""
_CAPITALS_APART: Final = 2 * EDIT
_EVERY_EDIT: Final = 8.0
_DOUBLED: Final = re.compile(r"([^.\n])\1+")
_WORD: Final = re.compile("[a-z]{5,24}")


class EnglishSounds:
    """Words by their sound; ``words`` gives them with their frequencies, when they are first asked for."""

    def __init__(self, words: Callable[[], Iterable[tuple[str, int]]]) -> None:
        self._words = words
        self._lock = threading.Lock()
        self._index: dict[str, list[tuple[str, int]]] | None = None

    def corrections(self, word: str, *, most: int = 3) -> list[tuple[str, float]]:
        """Words of the English list that are said like ``word``, with their scores (those of Speller), the best first.

        Names are none, but for those of days and months; for a word with a capital, which may be a name, only these are.
        """
        small = word.lower()
        if not _WORD.fullmatch(small):
            return []
        (key,) = sound_keys([small])
        alike = self._opened().get(key, ()) if _sounds(key) >= _LEAST_SOUNDS else ()
        found = [one for one in alike if word == small or one[0] != one[0].lower()]
        texts = [text.lower() for text, _ in found]
        allowed = EDIT * _MOST_APART * len(word)
        scored = [
            (text, math.log(count) - _EVERY_EDIT * cost / EDIT)
            for (text, count), cost in zip(found, costs(small, texts), strict=True)
            if 0 < cost <= (allowed if text == text.lower() else min(allowed, _CAPITALS_APART))
        ]
        return sorted(scored, key=lambda one: (-one[1], one[0]))[:most]

    def _opened(self) -> dict[str, list[tuple[str, int]]]:
        with self._lock:
            if self._index is None:
                known = [(text, n) for text, n in self._words() if _may_be_meant(text)]
                index: dict[str, list[tuple[str, int]]] = {}
                for one, key in zip(known, sound_keys([text for text, _ in known]), strict=True):
                    index.setdefault(key, []).append(one)
                self._index = index
            return self._index


def sound_keys(words: Sequence[str]) -> list[str]:
    """The sounds of English words: consonants by their class, and a point for each group of vowels."""
    text = "\n".join(words).lower()
    for pattern, sound in _rules():
        text = pattern.sub(sound, text)
    return _DOUBLED.sub(r"\1", text).split("\n")


def _may_be_meant(text: str) -> bool:
    small = text.lower()
    if not _WORD.fullmatch(small) or not is_english(small):
        return False
    return text == small or is_ordinary_english(small)


def _sounds(key: str) -> int:
    return len(key) - key.count(".")


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    text = (files("seogo.suggestions") / "data" / "english_sounds.txt").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [(re.compile(pattern, re.MULTILINE), sound) for pattern, sound in lines]
