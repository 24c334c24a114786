"""Korean particles behind a value: which of two forms its last sound takes.

Hangul is read from its final consonant, digits by their Sino-Korean names (3 삼, 10 십), capitals by the names of the letters
(KT 케이티), other Latin words by how their ends are usually written in Hangul (file 파일, web 웹, site 사이트).
"""

from __future__ import annotations

import re
from typing import Final

_FIRST_SYLLABLE: Final = 0xAC00
_LAST_SYLLABLE: Final = 0xD7A3
_FINALS: Final = 28
_RIEUL: Final = 8
"""The number of ㄹ among the final consonants of a syllable (Unicode 3.12, Conjoining Jamo Behavior)."""

_DIGITS: Final = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
_LETTERS: Final = {"L": "ㄹ", "M": "ㅁ", "N": "ㄴ", "R": "ㄹ"}
_LATIN_ENDS: Final = (
    (re.compile(r"[aeiou]le?$|[aeiou]lle?$|[bcdfgkpstz]le$", re.IGNORECASE), "ㄹ"),
    (re.compile(r"(?:m|n|ng)e?$|mb$", re.IGNORECASE), "ㄴ"),
    (re.compile(r"(?:^|[^aeiou])[aeiou](?:b|p|t|k|ck|c|g)$|ook$|eek$", re.IGNORECASE), "ㄱ"),
)
_SIGNS: Final = r"[\s\"'”’»)\]}>」』…,.:;!?`*_-]"
_CLOSING: Final = re.compile(rf"(?<!{_SIGNS}){_SIGNS}+\Z")
_LATIN_WORD: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]+\Z")


def particle(value: str, forms: str) -> str:
    """The form of a particle behind ``value``: of ``forms``, ``은/는``, the first behind a consonant, the second behind a
    vowel; 으로/로 takes the second behind ㄹ, too."""
    closed, _, opened = forms.partition("/")
    final = final_consonant(value)
    if not final or (final == "ㄹ" and closed.startswith("으로")):
        return opened
    return closed


def final_consonant(value: str) -> str:
    """The consonant that a value ends with when it is read aloud: ``ㄹ``, another one, or empty behind a vowel."""
    text = _CLOSING.sub("", value)
    if not text:
        return ""
    last = text[-1]
    if _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        number = (ord(last) - _FIRST_SYLLABLE) % _FINALS
        return "" if not number else "ㄹ" if number == _RIEUL else "ㄱ"
    if last.isdigit():
        return _DIGITS.get(last, "")
    word = _LATIN_WORD.search(text)
    if word is None:
        return ""
    if word[0].isupper():
        return _LETTERS.get(last, "")
    return next((final for pattern, final in _LATIN_ENDS if pattern.search(word[0])), "")
