"""Numbers that a text mentions in any way: in digits, in words, as a rank or a share.

This is for saying that something is *not* mentioned, so it takes in too much rather than too little: the parts of versions
and times, 둘 and 두 번째 as 2, ``twice`` and ``a pair`` too, ``half`` as 0.5 and 50. What large numbers in words are worth is
said by the quantities of the analysis (seogo.analysis.quantities.extraction).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from seogo.analysis.quantities.number_words import (
    NATIVE_ONES,
    NATIVE_TENS,
    ONES,
    ORDINALS,
    SINO_DIGITS,
    SINO_ONES,
    TEENS,
    TENS,
)
from seogo.analysis.script.hangul import SYLLABLE
from seogo.languages import Language

_DIGITS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])(?:\.[0-9]{1,9})?|[0-9]{1,18}")
_DECIMALS: Final = re.compile(r"[0-9]{0,18}\.[0-9]{1,9}")
_TIME: Final = re.compile(r"(?<![0-9.,])(?:0[0-9]|1[0-8]|2[1-3])([0-5][0-9])(?![0-9]|[.,][0-9])")
"""Hours and minutes as one (0715), but no years of two centuries."""

_ALSO: Final = {
    1: ("once", "single", "sole"),
    2: ("twice", "pair", "couple", "double", "doubled", "both", "biennial"),
    3: ("thrice", "triple", "tripled", "trio"),
    4: ("quadruple", "quarter", "quarters"),
    10: ("decade", "decades"),
    12: ("dozen", "dozens"),
}
_ENGLISH: Final = {
    **{word: (Decimal(number),) for number, words in _ALSO.items() for word in words},
    **{word: (Decimal(number),) for number, word in enumerate(ONES + TEENS, start=1)},
    **{word: (Decimal(number),) for number, word in enumerate(ORDINALS, start=1)},
    **{word: (Decimal(number * 10),) for number, word in enumerate(TENS, start=2)},
    **{f"{word[:-1]}ieth": (Decimal(number * 10),) for number, word in enumerate(TENS, start=2)},
    "binary": (Decimal(2),),
    "octal": (Decimal(8),),
    "decimal": (Decimal(10),),
    "hexadecimal": (Decimal(16),),
    "hex": (Decimal(16),),
    "half": (Decimal("0.5"), Decimal(50), Decimal(30)),
    "halved": (Decimal("0.5"), Decimal(50)),
    "fortnight": (Decimal(2), Decimal(14)),
    "century": (Decimal(100),),
    "hundred": (Decimal(100),),
    "hundreds": (Decimal(100),),
    "hundredth": (Decimal(100),),
    "thousand": (Decimal(1000),),
    "thousands": (Decimal(1000),),
    "million": (Decimal(10**6),),
    "billion": (Decimal(10**9),),
}
_TIMES: Final = {
    "decade": 10,
    "decades": 10,
    "dozen": 12,
    "dozens": 12,
    "score": 20,
    "hundred": 100,
    "centuries": 100,
    "thousand": 1000,
}
"""What a number before makes more of: three dozen, five decades."""
_ROMAN: Final = re.compile(r"(?<![\w.])(?=[IVX]{2,5}(?!\w))X{0,2}(?:IX|IV|V?I{0,3})(?!\w)")
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10}
_ENGLISH_WORD: Final = re.compile(r"[a-z]{3,11}(?:[ -](?=[a-z]))?")

_NATIVE: Final = {
    **{word: number for number, words in enumerate(NATIVE_ONES, start=1) for word in words},
    "첫": 1,
    "양": 2,
    "석": 3,
    "서": 3,
    "넉": 4,
    "너": 4,
    "닷": 5,
    "엿": 6,
}
_NATIVE_TEN: Final = {word: number for number, word in enumerate(NATIVE_TENS, start=1)} | {
    "스무": 2
}
_NATIVE_ANY_ONES: Final = "|".join(sorted(_NATIVE, key=len, reverse=True))
_NATIVE_NUMBER: Final = re.compile(
    rf"(?<![가-힣])(?:(?P<tens>{'|'.join(_NATIVE_TEN)})(?: ?(?P<ones>{_NATIVE_ANY_ONES}))?|(?P<only>{_NATIVE_ANY_ONES}))"
)
_DAYS: Final = ("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘")
_NATIVE_DAYS: Final = {
    **{word: days for days, word in enumerate(_DAYS, start=1)},
    **dict.fromkeys(("갑절", "곱절", "쌍둥이"), 2),
    "보름": 15,
    "절반": 50,
}
_NATIVE_DAY: Final = re.compile("|".join(_NATIVE_DAYS))
_SINO_DIGITS: Final = SINO_DIGITS | {"양": 2}
_SINO: Final = re.compile(
    rf"(?=[{SINO_ONES}십백양])(?P<hundreds>[{SINO_ONES}]?백)?(?P<tens>[{SINO_ONES}]?십)?(?P<ones>[{SINO_ONES}양])?"
)
_FEW_SHARES: Final = {Decimal("0.5"): Decimal(50), Decimal("0.25"): Decimal(25)}
_COUNTED: Final = re.compile("[년월일개명번회차위도분초시층주살대인세호점]|(?![가-힣])")


def mentioned_numbers(text: str, language: Language) -> frozenset[Decimal]:
    """Numbers that a normalised text in ``language`` mentions; those in words only below a million."""
    found = {Decimal(match[0].replace(",", "")) for match in _DIGITS.finditer(text)}
    found.update(Decimal(match[0]) for match in _DECIMALS.finditer(text))
    found.update(Decimal(match[1]) for match in _TIME.finditer(text))
    found.update(_roman(text))
    found.update(_korean(text) if language is Language.KO else _english(text))
    found.update([whole for share, whole in _FEW_SHARES.items() if share in found])
    return frozenset(found)


def _english(text: str) -> set[Decimal]:
    found: set[Decimal] = set()
    before: Decimal | None = None
    for match in _ENGLISH_WORD.finditer(text.lower()):
        word = match[0].rstrip(" -")
        values = _ENGLISH.get(word, ())
        found.update(values)
        if before is not None and word in _TIMES:
            found.add(before * _TIMES[word])
        elif before is not None and before >= 20 and values and values[0] < 10:
            found.add(before + values[0])  # twenty-five
        before = values[0] if values and match[0] != word else None
    return found


def _roman(text: str) -> set[Decimal]:
    found = set()
    for match in _ROMAN.finditer(text):
        digits = [_ROMAN_DIGITS[letter] for letter in match[0]]
        following = [*digits[1:], 0]
        pairs = zip(digits, following, strict=True)
        found.add(Decimal(sum(-one if one < after else one for one, after in pairs)))
    return found


def _korean(text: str) -> set[Decimal]:
    found: set[int] = set()
    for match in _NATIVE_NUMBER.finditer(text):
        ones = match["ones"] or match["only"]
        found.add(10 * _NATIVE_TEN.get(match["tens"] or "", 0) + _NATIVE.get(ones or "", 0))
    found.update(_NATIVE_DAYS[match[0]] for match in _NATIVE_DAY.finditer(text))
    if "절반" in text or "반" in text:
        found.update((30, 50))
    for number in _SINO.finditer(text):
        value = 100 * _leading(number["hundreds"] or "") + 10 * _leading(number["tens"] or "")
        before = text[max(number.start() - 1, 0) : number.start()]
        alone = not SYLLABLE.match(before) and _COUNTED.match(text, number.end())
        if value or alone:  # 오 년, but neither 보이다 nor 사람
            found.add(value + _SINO_DIGITS.get(number["ones"] or "", 0))
    return {Decimal(value) for value in found}


def _leading(part: str) -> int:
    """Factor before 십 or 백: 2 of 이십, 1 of 십; 0 of an empty text."""
    return _SINO_DIGITS.get(part[0], 1) if part else 0
