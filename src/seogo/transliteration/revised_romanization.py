"""Hangul in Latin letters by the Revised Romanization (2000), as it is said: 종로 is jongno, 속리산 songnisan."""

from __future__ import annotations

from typing import Final

from seogo.analysis.script.hangul import SYLLABLES, split_syllable

_SPELLINGS: Final = """
g kk n d tt r m b pp s ss - j jj ch k t p h
a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i
- k k k n n n t l k m l l l p l m p p t t ng t t k t p t
- g kk gs n nj n d r lg lm lb ls lt lp r m b bs s ss ng j ch k t p -
"""
_INITIALS, _VOWELS, _FINALS, _LINKED = (
    line.replace("-", "").split(" ") for line in _SPELLINGS.strip().splitlines()
)
"""Spellings of the letters of a syllable, and of its last ones before a vowel."""
_NASAL: Final = {"k": "ng", "t": "n", "p": "m"}


def romanized(hangul: str) -> str:
    """A word in Hangul, in small Latin letters; empty where it is anything else."""
    if not SYLLABLES.fullmatch(hangul):
        return ""
    letters = list(map(split_syllable, hangul))
    written = ""
    initial = _INITIALS[letters[0][0]]
    for (_, vowel, last), following in zip(letters, (*letters[1:], None), strict=True):
        written += initial + _VOWELS[vowel]
        final = _FINALS[last]
        initial = "" if following is None else _INITIALS[following[0]]
        if following is not None and not initial:
            final = _LINKED[last]
        elif final:
            final, initial = _assimilated(final, initial)
        written += final
    return written


def _assimilated(final: str, initial: str) -> tuple[str, str]:
    """The last letter of a syllable and the first one of the next, as they sound together."""
    if {final, initial} in ({"n", "r"}, {"l", "n"}, {"l", "r"}):
        return "l", "l"
    if initial == "r":
        initial = "n"
    return (_NASAL.get(final, final) if initial in ("n", "m") else final), initial
