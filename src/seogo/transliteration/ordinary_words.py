"""Ordinary words of both languages, which are no names: their sound says nothing about what they are in the other one.

Exceptions are loan words (오렌지 is orange, kimchi is 김치, and no other word), and a Korean word that is typed in Latin
letters.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from seogo.analysis.english import stem
from seogo.analysis.script.hangul import split_syllable
from seogo.analysis.script.hanja import is_reading

_NAMES: Final = frozenset({"", "NNP", "SL", "UN"})
"""Tags of words that may be names; empty: Kiwi does not know the word."""
_INITIALS: Final = (
    *("k|g", "kk|gg", "n", "t|d", "tt|dd", "r|l", "m", "p|b", "pp|bb", "s|sh", "ss", "", "j|ch"),
    *("jj|tch", "ch", "k", "t", "p", "h"),
)
_VOWELS: Final = (
    *("a", "ae", "ya", "yae", "eo|u|o", "e", "yeo|you|yu|yo", "ye|e", "o", "wa", "wae", "oe|oi"),
    *("yo", "u|oo|woo", "wo|weo", "we", "wi", "yu|yoo", "eu|u", "ui|eui", "i|ee|yi"),
)
_FINALS: Final = (
    *(
        "",
        "k|g",
        "k|kk",
        "k",
        "n",
        "n",
        "n",
        "t|d",
        "l|r",
        "k|lk",
        "m|lm",
        "l|p",
        "l",
        "l",
        "p",
        "l",
    ),
    *("m", "p|b", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t|"),
)
"""Spellings of the letters of a syllable, of the Revised Romanization and of McCune and Reischauer without signs."""


class _Words(NamedTuple):
    """Ordinary words: English stems, Korean words, and loan words by the other one, from English by the stem."""

    english: frozenset[str]
    korean: frozenset[str]
    to_korean: dict[str, str]
    to_english: dict[str, str]


def is_ordinary_english(word: str) -> bool:
    """Whether an English word, or the stem of one, is in the list."""
    known = _words().english
    return word in known or stem(word) in known


def is_ordinary_korean(word: str, tag: str) -> bool:
    """Whether a Korean word is ordinary and no loan word. ``tag`` is Kiwi's where it knows the word, else empty."""
    words = _words()
    if word in words.to_english:
        return False
    if word in words.korean or not (tag in _NAMES or tag == "NNG"):
        return True
    return tag == "NNG" and all(map(is_reading, word))


def loan_word(word: str) -> str:
    """What a word in small Latin letters is as a loan word in Korean, or a Korean loan word in English (as a stem); empty
    where it is none that is known."""
    words = _words()
    if word.isascii():
        return words.to_korean.get(stem(word)) or words.to_korean.get(word, "")
    return words.to_english.get(word, "")


def is_romanized(hangul: str, latin: str) -> bool:
    """Whether a word in small Latin letters is a Korean one in a usual spelling: ``kimchi``, ``makgeolli``."""
    return _romanized(hangul).fullmatch(latin) is not None


def _romanized(hangul: str) -> re.Pattern[str]:
    letters = [split_syllable(syllable) for syllable in hangul]
    return re.compile(
        "".join(f"(?:{_INITIALS[i]})(?:{_VOWELS[v]})(?:{_FINALS[f]})" for i, v, f in letters)
    )


@cache
def _words() -> _Words:
    text = (files("seogo.transliteration") / "data" / "ordinary_words.txt").read_text(
        encoding="utf-8"
    )
    english, korean, loans = (
        " ".join(line for line in table.splitlines() if not line.startswith("#")).split()
        for table in text.strip().split("\n\n")
    )
    pairs = list(zip(loans[::2], loans[1::2], strict=True))
    return _Words(
        frozenset(map(stem, [*english, *loans[::2]])),
        frozenset(korean),
        {stem(latin): hangul for latin, hangul in pairs},
        {hangul: stem(latin) for latin, hangul in pairs},
    )
