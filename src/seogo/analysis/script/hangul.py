"""The letters of Hangul: syllables from jamo, and bigrams of syllables.

A syllable is ``0xAC00 + (initial * 21 + vowel) * 28 + final`` (The Unicode Standard, section 3.12).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_VOWEL_PAIRS = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
}  # fmt: skip
_FINAL_PAIRS = {
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ",
    "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip

SYLLABLE = re.compile("[가-힣]")
SYLLABLES = re.compile("[가-힣]+")
_GAP = re.compile(r"(?<=[가-힣])\s+(?=[가-힣])")


def join_syllable(initial: int, vowel: int, final: int = 0) -> str:
    """The syllable of three letter indexes (into INITIALS, VOWELS, FINALS; final 0: none)."""
    return chr(0xAC00 + (initial * 21 + vowel) * 28 + final)


def split_syllable(syllable: str) -> tuple[int, int, int]:
    """The letter indexes of a syllable: the inverse of join_syllable."""
    rest, final = divmod(ord(syllable) - 0xAC00, 28)
    initial, vowel = divmod(rest, 21)
    return initial, vowel, final


def has_final(syllable: str) -> bool:
    """Whether a syllable ends in a consonant."""
    return (ord(syllable) - 0xAC00) % 28 != 0


def compose_jamo(jamo: str) -> Iterator[tuple[str, int, int]]:
    """Compose compatibility jamo into syllables where they make one: ``ㅋㅏㄴ`` → ``칸``.

    Yields each syllable, or letter that belongs to none, with its half-open range in ``jamo``.
    """
    at, length = 0, len(jamo)
    while at < length:
        first = at
        if not (jamo[at] in INITIALS and at + 1 < length and jamo[at + 1] in VOWELS):
            at += 1
            yield jamo[first], first, at
            continue
        initial, vowel = jamo[at], jamo[at + 1]
        at += 2
        if at < length and vowel + jamo[at] in _VOWEL_PAIRS:
            vowel = _VOWEL_PAIRS[vowel + jamo[at]]
            at += 1
        final = ""
        if _closes(jamo, at):
            final = jamo[at]
            at += 1
            if at < length and final + jamo[at] in _FINAL_PAIRS and _closes(jamo, at):
                final = _FINAL_PAIRS[final + jamo[at]]
                at += 1
        index = FINALS.index(final) if final else 0
        yield join_syllable(INITIALS.index(initial), VOWELS.index(vowel), index), first, at


def _closes(jamo: str, at: int) -> bool:
    """Whether the letter there ends a syllable: a final consonant that no vowel follows."""
    if at >= len(jamo) or jamo[at] not in FINALS:
        return False
    return not (at + 1 < len(jamo) and jamo[at + 1] in VOWELS)


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring syllables, across spaces; a syllable that stands alone is its own term.

    Spacing in Korean is a habit more than a rule, so ``인공 지능`` and ``인공지능`` get the same terms.
    """
    terms: list[str] = []
    for match in SYLLABLES.finditer(_GAP.sub("", text)):
        run = match.group()
        if len(run) == 1:
            terms.append(run)
        else:
            terms.extend(map("".join, itertools.pairwise(run)))
    return terms
