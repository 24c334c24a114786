"""Words in Latin letters, numbers and other scripts: one rule for English and for the Latin inside Korean.

Kiwi breaks English words, so they never come from it. Lower case, accents off, Snowball's English stemmer (Porter 2001,
snowballstem.org); letters and digits part (``GPT4`` → ``gpt`` ``4``), ``12.7`` stays one number.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import Stemmer

from seogo.analysis import stopwords
from seogo.analysis.token import LONGEST_TERM, Kind, Token, TokenRow
from seogo.unicode_forms import to_form

_LATIN = (
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+"
    r"(?:['’][A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+)*"
)
_NUMBER = r"[0-9]++(?:\.[0-9]++(?!\.[0-9]))?"
_SIGN = r"(?<![A-Za-z0-9])(?:[Cc]\+\+|[CcFf]\#)(?![A-Za-z0-9])"
_ANY = re.compile(rf"({_SIGN}|{_LATIN}|{_NUMBER}|[ㄱ-ㅎㅏ-ㅣ]+|[^\W\d_가-힣㐀-䶿一-鿿]+)")
_PLAIN = re.compile(
    r"([A-Za-z0-9](?:(?<=[0-9])[0-9]*+(?:\.[0-9]++(?!\.[0-9]))?|[A-Za-z]*(?:'[A-Za-z]+)*))"
)
"""The same for ASCII without C++ and C#, in a fourth of the time."""
_HAS_SIGN = re.compile(r"[CcFf][+#]")
_IS_LATIN = re.compile(_LATIN)
_VERSION = re.compile(r"(?<![0-9])[0-9]++(?:\.[0-9]++){2,}+")
_INSIDE_VERSION = re.compile(r"\.[0-9]+\.[0-9]")  # which is looked for in a fifth of the time
_OTHER_SCRIPT = re.compile(r"[^\W\x00-\x7f가-힣㐀-䶿一-鿿]")
_BRITISH = re.compile(
    r"(?P<re>(?:met|lit|cent|theat|fib|calib|lust)re(?=s?$))"
    r"|(?P<our>(?:col|fav|lab|harb|hon|neighb|behavi|hum|flav|rum|vap|arm|endeav)our)"
)
"""Spellings that British and American English part in, and that stemming leaves apart."""
_UNMARKED = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
        "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ƒ": "f", "ĸ": "k",
    }
)  # fmt: skip
"""Small letters that have no accent to lose, and what they are written as without them."""
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")
_POINT_BETWEEN_DIGITS = re.compile("(?<=[0-9])·(?=[0-9])")
_local = threading.local()
_MOST_KNOWN = 200_000


class Written(NamedTuple):
    """Words of a text as they are written, in order, with their start and end offsets."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def rows(self) -> list[TokenRow]:
        """The words as tokens."""
        return [
            (term, start, end, tag, kind, True)
            for (term, tag, kind), start, end in zip(
                map(_known.__getitem__, self.words), self.starts, self.ends, strict=True
            )
        ]

    def terms(self) -> list[str]:
        """The terms of the words."""
        return list(map(_terms.__getitem__, self.words))


def written(text: str) -> Written:
    """Words of normalised ``text`` that are not Hangul or hanja."""
    if "·" in text:
        # 4·19 is 4.19
        text = _POINT_BETWEEN_DIGITS.sub(".", text)
    if _INSIDE_VERSION.search(text):
        # 2026.01.19 and 1.2.3 are numbers side by side, not decimals
        text = _VERSION.sub(lambda match: match.group().replace(".", " "), text)
    if not text.isascii() and "’" not in text and not _OTHER_SCRIPT.search(text):
        # what is neither ASCII nor part of a word may be any other sign
        text = text.encode("ascii", "replace").decode()
    pattern = _PLAIN if text.isascii() and not _HAS_SIGN.search(text) else _ANY
    pieces = pattern.split(text)
    places = list(accumulate(map(len, pieces), initial=0))
    return Written(pieces[1::2], places[1:-1:2], places[2::2])


def words(text: str) -> list[Token]:
    """Tokens of normalised ``text`` that are not Hangul or hanja, with offsets in it."""
    return list(map(Token._make, written(text).rows()))


class _Known(dict[str, tuple[str, str, Kind]]):
    """The term, tag and kind of words that were met, so many at most."""

    def __missing__(self, surface: str) -> tuple[str, str, Kind]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[surface] = _word(surface)
        return found


class _Terms(dict[str, str]):
    """The terms alone, which most texts need nothing else of."""

    def __missing__(self, surface: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[surface] = _word(surface)[0]
        return found


_known = _Known()
_terms = _Terms()


def _word(text: str) -> tuple[str, str, Kind]:
    if "0" <= text[0] <= "9":
        return text[:LONGEST_TERM], "N", Kind.CONTENT
    word = text.lower()
    if not _IS_LATIN.fullmatch(text):
        if _GREEK.fullmatch(word):
            word = _without_accents(word).replace("ς", "σ")
        return word[:LONGEST_TERM], "W", Kind.CONTENT
    kind = Kind.FUNCTION if word in stopwords.ENGLISH else Kind.CONTENT
    return stem(word)[:LONGEST_TERM], "W", kind


def _without_accents(word: str) -> str:
    return "".join(x for x in to_form("NFD", word) if not unicodedata.combining(x))


def _american(match: re.Match[str]) -> str:
    word = match[0]
    return f"{word[:-2]}er" if match["re"] else f"{word[:-2]}r"


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word in Latin letters, without accents; ß, æ, ø and their like as they are written in ASCII.

    Words of up to three letters stay as they are: stemming those makes one word of ``as`` and ``a``.
    """
    if not word.isascii():
        word = _without_accents(word.replace("’", "'")).translate(_UNMARKED)
    if len(word) <= 3:
        return word
    if "our" in word or "tre" in word or "bre" in word:
        word = _BRITISH.sub(_american, word)
    # a stemmer is not re-entrant: one for each thread
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    stemmed: str = stemmer.stemWord(word)
    return stemmed
