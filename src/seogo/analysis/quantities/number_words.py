"""Words for numbers in English and Korean, each in the order of what it stands for."""

from __future__ import annotations

from typing import Final

ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS: Final = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
"""From 20 on."""

ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
SCALES: Final = {
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

SINO_ONES: Final = "일이삼사오육칠팔구"
SINO_DIGITS: Final = {syllable: digit for digit, syllable in enumerate(SINO_ONES, start=1)}
SINO_UNITS: Final = {"십": 10, "백": 100, "천": 1000}
SINO_SCALES: Final = {"만": 10**4, "억": 10**8, "조": 10**12}

NATIVE_ONES: Final = (
    *(("한", "하나"), ("두", "둘"), ("세", "셋"), ("네", "넷"), ("다섯",), ("여섯",)),
    *(("일곱",), ("여덟",), ("아홉",)),
)
"""The form before a noun, and the one that stands alone where it is another."""

NATIVE_TENS: Final = ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
"""From 10 on. Before a noun, 스물 is 스무."""
