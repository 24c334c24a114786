"""Words that carry grammar rather than meaning, and where in a query they are names: data that can be argued with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

ENGLISH = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "me",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "our",
        "she",
        "should",
        "so",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""English stop words, unstemmed and lower case. They are indexed, but a query asks for them only inside quotes or when
it has nothing else."""

_CONNECTIVES: Final = frozenset(
    (
        *("a", "an", "and", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "or"),
        *("than", "the", "to", "with"),
    )
)
"""Stop words that people write between words of Korean in small letters, as they would in English."""

_OPERATORS: Final = frozenset({"AND", "NOT", "OR"})
BEFORE_NOT: Final = frozenset(
    (
        *("are", "be", "been", "can", "could", "did", "do", "does", "had", "has", "have", "if"),
        *("is", "may", "might", "must", "should", "was", "were", "when", "where", "why", "will"),
        *("would", "or"),
    )
)
"""Words behind which ``NOT`` is part of a sentence (IF NOT EXISTS, it is NOT over)."""

_ARTICLES: Final = frozenset({"a", "an", "the"})
_STRESSED: Final = frozenset(
    (*("a", "an", "and", "but", "i", "nor", "no", "not", "of", "or", "the", "to"),)
)
"""Stop words whose capitals in an English query are stress or a title."""

_WITH_LETTERS: Final = frozenset(
    (*("annex", "appendix", "category", "exhibit", "hepatitis", "influenza", "vitamin"),)
)
"""Words behind which ``a`` is no article, whatever follows."""

_ENDING_IN_LETTERS: Final = frozenset(
    (
        *("block", "class", "flu", "gate", "grade", "group", "league", "ligue", "model"),
        *("option", "part", "plan", "schedule", "section", "serie", "series", "team"),
        *("terminal", "type", "zone"),
    )
)
"""Words behind which ``a`` at the end is no article, in small letters too."""

_NUMBERED: Final = frozenset(
    (
        *("annex", "appendix", "category", "chapter", "class", "division", "grade", "level"),
        *("phase", "schedule", "stage", "tier", "type", "volume", "war"),
    )
)
"""Words behind which ``I`` is one, whatever follows."""

_LATIN_WORD: Final = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_SYLLABLE: Final = re.compile("[가-힣]")
_JOINED: Final = re.compile(
    r"[A-Za-z]+(?:&[A-Za-z]+)+|[A-Za-z]{1,4}(?:/[A-Za-z]{1,4})+(?![A-Za-z/.])"
)


def is_joined_name(word: str) -> bool:
    """Whether a word begins with a name that ``&`` or ``/`` joins: ``AT&T``, ``A/B``, but not ``and/or``."""
    match = _JOINED.match(word)
    return match is not None and not ENGLISH.issuperset(re.split("[&/]", match[0]))


def english_names(passage: str) -> dict[int, str]:
    """Where English stop words begin in a query that are names: capitals (``IT``), one that stands alone in Korean
    (``It``), a letter behind a noun (``vitamin A``), with that noun; else the text is empty."""
    found: dict[int, str] = {}
    words = list(_LATIN_WORD.finditer(passage))
    korean = _SYLLABLE.search(passage) is not None
    for at, match in enumerate(words):
        word, (start, end) = match[0], match.span()
        if word.lower() not in ENGLISH:
            continue
        gap = passage[words[at - 1].end() : start] if at else ""
        before = words[at - 1][0] if at and gap.isspace() else ""
        after = words[at + 1][0] if passage[end : end + 1] == " " and words[at + 1 : at + 2] else ""
        if after and not passage[end : words[at + 1].start()].isspace():
            after = ""
        if len(word) == 1 and before and _is_letter_of(before, word, after):
            found[start] = before
        elif (
            any(map(_SYLLABLE.match, (passage[start - 1 : start], passage[end : end + 1])))
            or (word.isupper() and gap.strip() == "&")
            or (_is_korean_name(word, before or after) if korean else _is_acronym(match, words))
        ):
            found[start] = ""
    return found


def may_be_in_name(words: Sequence[str], at: int) -> bool:
    """Whether a stop word of a query has a capital that no beginning of a sentence gives it: ``Will`` of Will Smith, but not
    ``The`` of The minister."""
    word = words[at]
    if len(word) < 2 or not ("A" <= word[0] <= "Z") or word.lower() not in ENGLISH:
        return False
    following = words[1:] if word.lower() in _ARTICLES else words[1:2]
    return at > 0 or not any(other[:1].islower() for other in following)


def _is_letter_of(before: str, letter: str, after: str) -> bool:
    """Whether a letter that may be an article or a pronoun belongs to the word before it."""
    noun = before.lower()
    if noun in ENGLISH:
        return False
    if letter in "Ii":
        return noun in _NUMBERED or (letter == "I" and not after)
    if noun in _WITH_LETTERS:
        return True
    if letter == "a":
        return not after and noun in _ENDING_IN_LETTERS
    return not after[:1].isupper()


def _is_korean_name(word: str, beside: str) -> bool:
    """Whether a stop word is a name in a Korean query, where another Latin word may stand ``beside`` it."""
    if word in _OPERATORS:
        return False
    if beside:
        return len(word) > 1 and word.isupper()
    return word[0].isupper() or word not in _CONNECTIVES


def _is_acronym(match: re.Match[str], words: list[re.Match[str]]) -> bool:
    """Whether a stop word in an English query is in capitals where others are not, or alone."""
    word = match[0]
    if len(word) < 2 or not word.isupper():
        return False
    if len(words) == 1:
        return True
    return word.lower() not in _STRESSED and not all(other[0].isupper() for other in words)


CONTENT_TAGS = frozenset({"NNG", "NNP", "NR", "XR", "VV", "VA", "SH", "UN"})
"""Kiwi's parts of speech that a Korean word must be found by."""

FUNCTION_TAGS = frozenset({"NNB", "NP", "VX", "MAG", "MM", "XPN", "XSN", "XSV", "XSA"})
"""Parts of speech that are indexed and ranked by, but not asked for where a word has a content term."""

BOUND_TAGS = ("J", "E", "XS", "VCP", "VX")
"""Beginnings of the tags of morphemes that cannot begin a word."""

EMPTY_SUFFIXES = frozenset({"들", "님", "쯤", "씩", "째", "가량", "여", "끼리", "네"})
"""Noun suffixes (XSN) that a word is the same without; the others (대학생, 세계화) are part of its meaning."""

SERIAL_TAGS = frozenset({"W_SERIAL", "W_HASHTAG", "W_MENTION", "W_EMAIL", "W_URL", "W_EMOJI"})
"""What Kiwi takes whole (``#인공지능``); the Hangul inside is kept as content."""

COMPOUND_TAGS = frozenset({"NNG", "NNP", "NNB", "NR", "XR", "XPN", "XSN", "SH", "UN"})
"""Parts of speech that join into compounds."""

PARTICLES = frozenset(
    [
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        "에서",
        "에게",
        "께",
        "한테",
        "로",
        "으로",
        "와",
        "과",
        "도",
        "만",
        "부터",
        "까지",
        "처럼",
        "보다",
        "마다",
        "조차",
        "마저",
        "밖에",
        "이나",
        "나",
        "이며",
        "며",
        "이라",
        "라",
        "이라고",
        "라고",
        "이라는",
        "라는",
        "이란",
        "란",
        "에는",
        "에도",
        "에서는",
        "에서도",
        "에게는",
        "으로는",
        "로는",
        "으로도",
        "로도",
        "와는",
        "과는",
        "이다",
        "다",
        "입니다",
        "인",
        "이고",
        "고",
        "이었다",
        "였다",
        "하고",
        "랑",
        "이랑",
        "께서",
        "에의",
        "로의",
        "으로의",
        "와의",
        "과의",
    ]
)
"""Particles that people write directly behind a quotation mark (``"국가 AI"는``)."""
