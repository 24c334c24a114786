"""Names of places as a name and a kind of place, in both languages: 수원역 is 수원 and Station, Mount Jiri is Jiri and 산."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from seogo.analysis.english import stem
from seogo.analysis.script.hangul import SYLLABLES
from seogo.analysis.stopwords import ENGLISH

_NAME: Final = "_"
_WORD: Final = re.compile(r"[A-Za-z]+|_")
_KEPT: Final = 10_000
_SHORT: Final = frozenset({"강", "산"})
"""Kinds that names of one syllable stand before (한강); before others they are other words (구역, 지도)."""


class Place(NamedTuple):
    """Place: its ``name``, how its Korean name ends, and how English writes it, with ``_`` for the name."""

    name: str
    ending: str
    english: tuple[str, ...]


@lru_cache(maxsize=_KEPT)
def korean_places(words: tuple[str, ...]) -> tuple[Place, ...]:
    """The places that a Korean word may be, or two of which the second is a kind of place, the longest kind first."""
    if not all(map(SYLLABLES.fullmatch, words)):
        return ()
    if len(words) == 2:
        english = _kinds().get(words[1])
        return (Place(words[0], words[1], english),) if english else ()
    found = []
    if len(words) == 1:
        word = words[0]
        for start in range(1, len(word)):
            ending = word[start:]
            if (english := _kinds().get(ending)) and (start > 1 or ending in _SHORT):
                found.append(Place(word[:start], ending, english))
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def english_places(words: tuple[str, ...]) -> tuple[Place, ...]:
    """The places that English words may be: Suwon Station, Mount Jiri, Jongno-gu."""
    typed = [word.lower() for text in words for word in _WORD.findall(text)]
    stems = list(map(stem, typed))
    if _kind_stems().isdisjoint(stems):
        return ()
    found = []
    for at, name in enumerate(typed):
        if name in ENGLISH:
            continue
        shape = (*stems[:at], _NAME, *stems[at + 1 :])
        for ending, english in _shapes().get(shape, ()):
            found.append(Place(name, ending, english))
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def has_kind(word: str) -> bool:
    """Whether a word may be, or end with, a kind of place."""
    if not _kind_stems().isdisjoint(stem(part.lower()) for part in _WORD.findall(word)):
        return True
    return any(word[start:] in _kinds() for start in range(len(word)))


def english_terms(english: str, name: str) -> tuple[str, ...]:
    """The terms of a place as English writes it, where ``name`` is the term of its name."""
    return tuple(name if word == _NAME else stem(word.lower()) for word in _WORD.findall(english))


def longest_kind() -> int:
    """Words of the longest name of a place."""
    return max(map(len, _shapes()))


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    """How English writes places, by the ends of their Korean names."""
    text = (files("seogo.transliteration") / "data" / "place_kinds.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {ending: tuple(english.split("|")) for ending, english in rows}


@cache
def _shapes() -> dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    """The kinds by the stems of their English words."""
    found: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
    for ending, writings in _kinds().items():
        for english in writings:
            found.setdefault(english_terms(english, _NAME), []).append((ending, writings))
    return found


@cache
def _kind_stems() -> frozenset[str]:
    """The stems of the English words of all kinds."""
    return frozenset(word for shape in _shapes() for word in shape) - {_NAME}
