"""Text letter by letter, as it is typed: folded, in the letters of the keys, and in the initials of its syllables.

A letter is one press of a key of the two-set keyboard, so ``왕`` is ``ㅇㅗㅏㅇ``: whoever has typed ``와`` is on the way to
it. Letters are compatibility jamo (U+3131 to U+3163), whatever form the Hangul of the text has.
"""

from __future__ import annotations

from functools import cache

from seogo.analysis.script.hangul import FINALS, INITIALS, VOWELS, join_syllable
from seogo.analysis.script.normalize import ZERO_WIDTH
from seogo.unicode_forms import to_form

_KEYS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
"""The letters that take two keys."""

_DROPPED = dict.fromkeys([*range(0x300, 0x370), *map(ord, ZERO_WIDTH)])


def folded(text: str) -> str:
    """``text`` as it is compared while it is typed: NFKC, lower case, without accents and zero-width characters.

    Longer typed text stays an extension of shorter. Compatibility jamo become conjoining ones, which ``letters`` and
    ``initials`` read alike.
    """
    if not text.isascii():
        decomposed = to_form("NFKD", text).translate(_DROPPED)
        text = to_form("NFC", decomposed)
    return text.casefold().replace("\0", "")


def letters(text: str) -> str:
    """``text`` with all Hangul as single letters, one for each key: ``닭이`` → ``ㄷㅏㄹㄱㅇㅣ``; the rest stays."""
    return text.translate(_letters())


def initials(text: str) -> str:
    """``text`` with the initial consonant for every syllable: ``삼성전자 3`` → ``ㅅㅅㅈㅈ 3``; lone letters stay letters."""
    return text.translate(_initials())


@cache
def _lone() -> dict[int, str]:
    """The keys of every letter that stands alone, compatibility or conjoining."""
    table = {ord(letter): keys for letter, keys in _KEYS.items()}
    # folding makes a letter that was used in old Korean of these two
    table |= {ord(to_form("NFKD", letter)): _KEYS[letter] for letter in "ㅀㅄ"}
    conjoining = (0x1100, INITIALS), (0x1161, VOWELS), (0x11A8, FINALS[1:])
    for first, order in conjoining:
        table |= {first + at: _KEYS.get(letter, letter) for at, letter in enumerate(order)}
    return table


@cache
def _letters() -> dict[int, str]:
    table = dict(_lone())
    for first, initial in enumerate(INITIALS):
        for second, vowel in enumerate(VOWELS):
            opening = initial + _KEYS.get(vowel, vowel)
            for third, final in enumerate(FINALS):
                closing = _KEYS.get(final, final) if third else ""
                table[ord(join_syllable(first, second, third))] = opening + closing
    return table


@cache
def _initials() -> dict[int, str]:
    each = len(VOWELS) * len(FINALS)
    syllables = {0xAC00 + at: INITIALS[at // each] for at in range(len(INITIALS) * each)}
    return _lone() | syllables
