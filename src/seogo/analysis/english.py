"""Words in Latin letters, numbers and other scripts: one rule for English and for the Latin inside Korean.

Kiwi breaks English words, so they never come from it. Lower case, accents off, Snowball's English stemmer (Porter 2001,
snowballstem.org); letters and digits part (``GPT4`` → ``gpt`` ``4``), ``12.7`` stays one number.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

from seogo.analysis import stopwords
from seogo.analysis.token import LONGEST_TERM, Kind, Token

_WORDS = re.compile(
    r"(?P<sign>(?<![A-Za-z0-9])(?:[Cc]\+\+|[CcFf]\#)(?![A-Za-z0-9]))"
    r"|(?P<latin>[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+(?:['’][A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+)*)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+(?![0-9]*\.[0-9]))?)"
    r"|(?P<jamo>[ㄱ-ㅎㅏ-ㅣ]+)"
    r"|(?P<other>[^\W\d_가-힣㐀-䶿一-鿿]+)"
)
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_BRITISH = re.compile(
    r"(?P<re>(?:met|lit|cent|theat|fib|calib|lust)re(?=s?$))"
    r"|(?P<our>(?:col|fav|lab|harb|hon|neighb|behavi|hum|flav|rum|vap|arm|endeav)our)"
)
"""Spellings that British and American English part in, and that stemming leaves apart."""
_local = threading.local()
_new = tuple.__new__


def words(text: str) -> list[Token]:
    """The tokens of normalised ``text`` that are not Hangul or hanja, with offsets in it."""
    if _VERSION.search(text):
        # 2026.01.19 and 1.2.3 are numbers side by side, not decimals
        text = _VERSION.sub(lambda match: match.group().replace(".", " "), text)
    tokens: list[Token] = []
    for match in _WORDS.finditer(text):
        term, tag, kind = _word(match[0], match.lastgroup)
        # a named tuple's own constructor takes as long as all the rest of this line
        tokens.append(_new(Token, (term, match.start(), match.end(), tag, kind, True)))
    return tokens


@lru_cache(maxsize=200_000)
def _word(text: str, group: str | None) -> tuple[str, str, Kind]:
    """The term, tag and kind of what a group of the pattern has matched."""
    if group == "number":
        return text[:LONGEST_TERM], "N", Kind.CONTENT
    word = text.lower()
    if group != "latin":
        return word[:LONGEST_TERM], "W", Kind.CONTENT
    kind = Kind.FUNCTION if word in stopwords.ENGLISH else Kind.CONTENT
    return stem(word)[:LONGEST_TERM], "W", kind


def _american(match: re.Match[str]) -> str:
    word = match[0]
    return f"{word[:-2]}er" if match["re"] else f"{word[:-2]}r"


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word in Latin letters, without accents.

    Words of up to three letters stay as they are: stemming those makes one word of ``as`` and ``a``.
    """
    if not word.isascii():
        decomposed = unicodedata.normalize("NFD", word.replace("’", "'"))
        word = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
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
