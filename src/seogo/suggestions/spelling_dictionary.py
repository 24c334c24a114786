"""Spelling dictionary: words that are right as they stand, whether an archive has them or not.

Korean ones are those that Kiwi reads as a word of its dictionary, in any form and as a compound of such words; English ones
stand in a list without their regular forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from seogo.analysis.korean import Morpheme, to_object
from seogo.analysis.script.hangul import SYLLABLES
from seogo.suggestions.speller import Speller

_KEPT: Final = 2_000
_SHORTEST: Final = 3
"""Letters of the shortest English word in the list."""
_SUFFIXES: Final = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", "e"), ("ied", "y"), ("ing", "e"), ("er", "e")),
    *(("ier", "y"), ("est", "e"), ("iest", "y"), ("ly", ""), ("ily", "y"), ("ness", "")),
    ("iness", "y"),
)
"""Regular endings, and what stands in their place in the word itself."""
_DOUBLES: Final = re.compile("(?:^|[^aeiou]|qu)[aeiouy][^aeiouwxy]$")
_LOST_BEFORE_LY: Final = re.compile("(?:[^gq]ue|[^aeiou]le)ly$")
"""Letters that no adverb has: truely, simplely."""
_SUFFIXES_TO_OTHERS: Final = ("ed", "ing", "er", "est")
"""Endings of words that do not double their last letter; of those that may, the list has the forms (visited, beginning)."""

_NOUNS: Final = frozenset({"NNG", "NNP", "NR", "NP", "XR"})
_VERBS: Final = frozenset({"VV", "VA", "VX", "VCN"})
_ENDINGS: Final = ("EP", "EC", "EF", "ETM", "ETN")
_PARTICLES: Final = ("JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC")
_AFTER_NOUN: Final = frozenset({*_PARTICLES, "XSN", "XSV", "XSA", "VCP"})
_AFTER_ENDING: Final = frozenset(_ENDINGS)
_FOLLOWERS: Final = {
    "": _NOUNS | _VERBS | {"NNB", "MAG", "MM", "MAJ", "IC"},
    **dict.fromkeys(_NOUNS, _AFTER_NOUN | _NOUNS),
    "NR": _AFTER_NOUN | {"NR", "NNB"},
    "NNB": _AFTER_NOUN,
    "XSN": _AFTER_NOUN | _NOUNS,
    "MAG": frozenset({*_PARTICLES, "XSV", "XSA"}),
    "MM": frozenset({"NNB"}),
    **dict.fromkeys((*_VERBS, "XSV", "XSA", "VCP"), _AFTER_ENDING),
    "EP": _AFTER_ENDING,
    "EC": frozenset({"VV", "VA", "VX", "JX"}),
    "EF": frozenset({"JX"}),
    "ETM": frozenset({"NNB"}),
    "ETN": frozenset({*_PARTICLES, "VCP"}),
    **dict.fromkeys(_PARTICLES, frozenset({*_PARTICLES, "VCP"})),
}
"""What can follow a morpheme of a tag within one written word; nothing follows the others."""
_PARTS: Final = ("E", "J", "V", "X", "Z", "S", "W", "U")
"""How the tags begin of what is no word alone: endings, particles, stems, affixes, signs."""
_OPEN_ENDS: Final = frozenset({*_VERBS, "XSV", "XSA", "EP"})
"""Tags that no word ends with."""


class SpellingDictionary:
    """Dictionary of both languages; ``morphemes`` are Kiwi's for a word. Many answers are kept."""

    def __init__(self, morphemes: Callable[[str], Sequence[Morpheme]]) -> None:
        self._morphemes = morphemes
        self._known = lru_cache(maxsize=_KEPT)(self._knows)

    def __contains__(self, word: str) -> bool:
        return self._known(word)

    def has_with(self, word: str, knows: Callable[[str], bool]) -> bool:
        """Whether a Korean word is one if what only ``knows`` has is a noun: a name with a particle."""
        if not SYLLABLES.fullmatch(word):
            return False
        return _is_korean(self._morphemes(word), lambda one: one.known or knows(one.form))

    def is_stem(self, word: str) -> bool:
        """Whether a Korean word is the stem of a verb, which nobody writes, and none of its own."""
        first, *_ = self._morphemes(f"{word}다")
        one, *others = self._morphemes(word)
        itself = one.known and not others and not one.tag.startswith(_PARTS)
        return first.form == word and first.tag in _VERBS and not itself

    def _knows(self, word: str) -> bool:
        if word.isascii():
            return is_english(word.lower())
        if not SYLLABLES.fullmatch(word):
            return False
        return _is_korean(self._morphemes(word), lambda one: one.known) or self._is_noun(word)

    def _is_noun(self, word: str) -> bool:
        """Whether Kiwi knows a word as a noun where a particle stands behind it (그네, alone read as 그 and 네)."""
        first, *_ = self._morphemes(to_object(word))
        return first.form == word and first.tag in _NOUNS and first.known


def _is_korean(morphemes: Sequence[Morpheme], knows: Callable[[Morpheme], bool]) -> bool:
    """Whether the morphemes of what is written as one word make a word: known ones that can follow each other.

    Kiwi finds a syllable that is a word nearly anywhere, so nouns of one syllable are no parts of compounds.
    """
    if len(morphemes) == 1:
        return knows(morphemes[0]) and not morphemes[0].tag.startswith(_PARTS)
    before, length = "", 0
    for morpheme in morphemes:
        if morpheme.tag not in _FOLLOWERS.get(before, ()) or not knows(morpheme):
            return False
        compound = before in _NOUNS and morpheme.tag in _NOUNS
        if compound and morpheme.tag != "NR" and 1 in (length, len(morpheme.form)):
            return False
        before, length = morpheme.tag, len(morpheme.form)
    return bool(before) and before not in _OPEN_ENDS


def is_listed(word: str) -> bool:
    """Whether a word in small letters stands in the English list, which has no regular forms."""
    return word in _english()


def is_english(word: str) -> bool:
    """Whether a word in small letters is English, or a regular form of an English word."""
    return is_listed(word) or any(map(is_english, _bases(word)))


def _bases(word: str) -> Iterator[str]:
    """Words that ``word`` may be a regular form of."""
    for suffix, other in _SUFFIXES:
        if word.endswith(suffix) and not _LOST_BEFORE_LY.search(word):
            yield word.removesuffix(suffix) + other
    for suffix in _SUFFIXES_TO_OTHERS:
        base = word.removesuffix(suffix)
        if base != word and not _DOUBLES.search(base):
            yield base


@cache
def _english() -> frozenset[str]:
    """English words in small letters, without their regular forms."""
    text = (files("seogo.suggestions") / "data" / "english_words.txt").read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


def _counted() -> Iterator[tuple[str, int]]:
    for word in _english():
        yield word, 1


ENGLISH_SPELLER: Final = Speller(_counted())
"""Speller for the English list, which is read for the first word that it is asked for."""
