"""Korean names in Latin letters, read back as Hangul.

A name is written by the Revised Romanization (2000), by McCune and Reischauer (1939), with or without its breves and
apostrophes, by the habits of passports (Young, Soon, Hee, Duck), and mostly by a mixture. Every syllable that occurs in
names is spelled here in all of these ways, and a spelling is read as every syllable that can be spelled so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from itertools import chain, product

from seogo.analysis.script.hangul import FINALS, INITIALS, VOWELS, split_syllable
from seogo.unicode_forms import to_form

NAME_SYLLABLES = (
    "가각간갈감갑강개건걸검겸격견결경계고곡곤공관괄광교구국군궁권귀규균극근금긍기길"
    "나낙난남내노녹누눌늘능니님다단달담당대덕도독돈돌동두둔득들등"
    "라락란람랑래량려력련렬렴령례로록룡루류륜률륭름릉리린림립마만말맹매면명모목몽묘무문미민밀"
    "바박반방배백번범벽변별병보복본봄봉부분비빈빙빛"
    "사산삼상새샘생서석선설섭성세소손솔송수숙순술숭슬습승시식신실심"
    "아안알암앙애야약양언얼엄업여역연열염엽영예오옥온옹완왕요용우욱운울웅원월위유육윤율융은을음응의이익인일임입"
    "자작장재저적전절점정제조존종좌주준중증지직진질집징차찬창채처척천철첨첩청초총최추축춘출충취치칠침"
    "탁탄태택통특파판팔패편평포표품풍피필하학한함합항해행향허헌혁현협형혜호홍화확환활황회효후훈훤휘휴흘흠흥희힘"
)
"""The syllables that Korean names are made of."""


class Spelling(IntEnum):
    """Freedom in the spelling of vowels; each allows what those before it allow."""

    MARKED = 0
    """By a system, in full: eo or ŏ, eu or ŭ."""
    HABIT = 1
    """As people write themselves: Sung for 성 and 승, Jong for 정, Young for 영."""
    UNMARKED = 2
    """McCune–Reischauer with the breves left out: Song for 성."""


_INITIALS = {
    "ㄱ": "g k", "ㄴ": "n", "ㄷ": "d t", "ㄹ": "r l", "ㅁ": "m", "ㅂ": "b p", "ㅅ": "s",
    "ㅈ": "j ch", "ㅊ": "ch ch'", "ㅋ": "k k'", "ㅌ": "t t'", "ㅍ": "p p' ph", "ㅎ": "h",
}  # fmt: skip
_VOWELS = {
    "ㅏ": "a", "ㅐ": "ae", "ㅑ": "ya", "ㅒ": "yae", "ㅓ": "eo ŏ", "ㅔ": "e", "ㅕ": "yeo yŏ",
    "ㅖ": "ye", "ㅗ": "o", "ㅘ": "wa", "ㅙ": "wae", "ㅚ": "oe", "ㅛ": "yo", "ㅜ": "u", "ㅝ": "wo wŏ",
    "ㅞ": "we", "ㅟ": "wi", "ㅠ": "yu", "ㅡ": "eu ŭ", "ㅢ": "ui ŭi", "ㅣ": "i",
}  # fmt: skip
_FINALS = {"ㄱ": "k g", "ㄴ": "n", "ㄹ": "l r", "ㅁ": "m", "ㅂ": "p b", "ㅇ": "ng", "ㅊ": "t"}
_VOWEL_HABITS = {
    "ㅐ": "ai", "ㅓ": "uh", "ㅔ": "eh", "ㅕ": "you yo yu yuh yeu", "ㅖ": "yeh", "ㅚ": "oi",
    "ㅜ": "oo", "ㅝ": "weo", "ㅟ": "wee", "ㅠ": "yoo you", "ㅢ": "eui", "ㅣ": "ee",
}  # fmt: skip
_OPEN_HABITS = {"ㅏ": "ah", "ㅗ": "oh"}
_CLOSED_HABITS = {"ㅓ": "u ou eou", "ㅡ": "u eou"}
_FINAL_HABITS = {"ㄱ": "ck", "ㄹ": "ll"}
_SYLLABLE_HABITS = {
    "우": "woo wu", "욱": "wook wuk", "운": "woon wun", "웅": "woong wung", "이": "yi",
    "정": "jong chong", "준": "june", "해": "hea", "혜": "hea", "화": "wha", "환": "whan", "황": "whang",
    "훈": "whun", "희": "hi hee",
}  # fmt: skip
_LONGEST_PART = 20
_LONGEST_SPELLING = 7
_MOST_SYLLABLES = 3
_MARKS = {ord(letter): "ŏ" for letter in "ŏǒōôõ"}
_MARKS |= {ord(letter): "ŭ" for letter in "ŭǔūûũ"}
_MARKS |= {ord(letter): "'" for letter in "’‘ʼʻʹ`´′"}
_MARKS |= {ord(letter): "-" for letter in "‐‑"}
_POSSESSIVE = re.compile("'s?$")
_BETWEEN_SYLLABLES = re.compile("(?<=[ng])'")
_FOLDED = re.compile("[a-zŏŭ'-]+")


def fold(word: str) -> str:
    """A word in small letters; of its marks stay breves (ŏ and ŭ, whatever stands for them) and the apostrophes of
    ch', k', p' and t'.

    Empty where there is anything but Latin letters and hyphens besides, or too much for a name.
    """
    if len(word) > 2 * _LONGEST_PART:
        return ""
    letters = to_form("NFC", word).lower().translate(_MARKS)
    letters = _BETWEEN_SYLLABLES.sub("", _POSSESSIVE.sub("", letters))
    return letters if _FOLDED.fullmatch(letters) else ""


def read_syllables(parts: Sequence[str], spelling: Spelling) -> Iterator[str]:
    """Hangul readings of folded ``parts``, each of one syllable or more: up to three syllables in all.

    A part is read as few syllables as it can be (``young``: 영, not 요웅); one that stands alone also as by a system.
    """
    if not 0 < len(parts) <= _MOST_SYLLABLES:
        return
    if len(parts) == 1:
        # Saimdang is 샘당 by habit, but 사임당
        yield from dict.fromkeys(_read(parts[0], spelling)[0] + _read(parts[0], Spelling.MARKED)[1])
        return
    for syllables in product(*(_read(part, spelling)[0] for part in parts)):
        if sum(map(len, syllables)) <= _MOST_SYLLABLES:
            yield "".join(syllables)


@lru_cache(maxsize=20_000)
def _read(part: str, spelling: Spelling) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The readings of a part with the fewest syllables, and all of them."""
    if len(part) > _LONGEST_PART:
        return (), ()
    known = _syllables(spelling)
    unread = {part: [""]}
    readings: list[list[str]] = []
    for _ in range(_MOST_SYLLABLES):
        further: dict[str, list[str]] = {}
        for rest, names in unread.items():
            for end in range(1, min(len(rest), _LONGEST_SPELLING) + 1):
                for syllable in known.get(rest[:end], ()):
                    further.setdefault(rest[end:], []).extend(name + syllable for name in names)
        if "" in further:
            readings.append(further.pop(""))
        unread = further
    return tuple(readings[0]) if readings else (), tuple(chain.from_iterable(readings))


@cache
def _syllables(spelling: Spelling) -> dict[str, list[str]]:
    """For every way to spell a syllable the syllables that are spelled so."""
    readings: dict[str, list[str]] = {}
    for syllable in NAME_SYLLABLES:
        for letters in _spellings(syllable, spelling):
            readings.setdefault(letters, []).append(syllable)
    return readings


def _spellings(syllable: str, spelling: Spelling) -> set[str]:
    letters = split_syllable(syllable)
    initial, vowel, final = INITIALS[letters[0]], VOWELS[letters[1]], FINALS[letters[2]]
    initials = _INITIALS.get(initial, "").split() or [""]
    if initial == "ㅅ" and vowel in "ㅑㅕㅛㅠㅟㅣ":
        initials.append("sh")
    vowels = _VOWELS[vowel].split()
    finals = _FINALS.get(final, "").split() or [""]
    habits: list[str] = []
    if spelling >= Spelling.HABIT:
        at_the_end = _OPEN_HABITS if final == " " else _CLOSED_HABITS
        vowels += (_VOWEL_HABITS.get(vowel, "") + " " + at_the_end.get(vowel, "")).split()
        finals += _FINAL_HABITS.get(final, "").split()
        habits = _SYLLABLE_HABITS.get(syllable, "").split()
    if spelling >= Spelling.UNMARKED and vowel == "ㅓ":
        vowels.append("o")
    return {"".join(parts) for parts in product(initials, vowels, finals)}.union(habits)
