"""Text that was typed with the wrong keyboard layout: the two-set layout of Hangul (KS X 5002) against QWERTY.

Whether the other reading is what was meant cannot be seen in the letters; who calls must know which of the two is a word.
"""

from __future__ import annotations

import re
from functools import cache

from seogo.analysis.script.hangul import INITIALS, SYLLABLE, compose_jamo
from seogo.analysis.script.jamo import letters

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_INDENTS = (0.0, 0.25, 0.75)  # in widths of a key
_PLAIN = dict(
    zip("".join(_ROWS), "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True)
)
_SHIFTED = dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))
_TO_LETTERS = str.maketrans(
    {key.upper(): letter for key, letter in _PLAIN.items()} | _PLAIN | _SHIFTED
)
_TO_KEYS = str.maketrans({letter: key for key, letter in (_PLAIN | _SHIFTED).items()})

_LATIN = re.compile("[A-Za-z]")
_HANGUL = re.compile("[가-힣ㄱ-ㅣ]")
_LETTERS = re.compile("[ㄱ-ㅣ]+")


def to_hangul(text: str, *, open_end: bool = False) -> str | None:
    """The Hangul that the keys of ``text`` write: ``rjator`` → ``검색``; what is on no key of a letter stays.

    None where a letter would stand outside a syllable, or where nothing is in Latin letters. With ``open_end`` the last one
    may be a consonant that waits for its vowel, as long as a syllable is before it: ``dlsrhdw`` → ``인공ㅈ``.
    """
    if not _LATIN.search(text):
        return None
    written = _LETTERS.sub(_compose, text.translate(_TO_LETTERS))
    closed = written[:-1] if open_end and written[-1] in INITIALS else written
    return written if SYLLABLE.search(closed) and not _LETTERS.search(closed) else None


def to_latin(text: str) -> str | None:
    """The Latin letters that the keys of ``text`` (NFC) write: ``쫌ㅅ`` → ``What``; the rest stays. None without Hangul."""
    return letters(text).translate(_TO_KEYS) if _HANGUL.search(text) else None


def beside(one: str, other: str) -> bool:
    """Whether two letters, Hangul (as in ``letters``) or lower-case Latin, are on neighbouring keys, shift or not."""
    return other.translate(_TO_KEYS).lower() in _neighbours(one.translate(_TO_KEYS).lower())


def _compose(run: re.Match[str]) -> str:
    return "".join(piece for piece, _, _ in compose_jamo(run.group()))


@cache
def _neighbours(key: str) -> frozenset[str]:
    """The keys that touch a key; none for what is no key of a letter."""
    places = {
        other: (at + indent, row)
        for row, (keys, indent) in enumerate(zip(_ROWS, _INDENTS, strict=True))
        for at, other in enumerate(keys)
    }
    if key not in places:
        return frozenset()
    column, row = places[key]
    return frozenset(
        other
        for other, (at, line) in places.items()
        if other != key and abs(line - row) <= 1 and abs(at - column) <= 1
    )
