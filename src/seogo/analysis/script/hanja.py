"""Hanja read in Hangul, character by character with the words that are exceptions.

The readings are data/hanja.txt, which names its sources (libhangul; Unicode Han Database). The initial-sound rule
(두음 법칙, Hangul orthography articles 10-12) is applied here: 女子 → 여자, 比率 → 비율.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from seogo.analysis.script.hangul import join_syllable, split_syllable

# the first character by itself, as it is looked for much quicker so (and in other patterns)
HANJA_RANGES = "\u3400-\u4dbf\u4e00-\u9fff"
HANJA = re.compile(f"[{HANJA_RANGES}][{HANJA_RANGES}]*")
_LONGEST_WORD = 4
_NIEUN, _RIEUL, _IEUNG = 2, 5, 11
_Y_VOWELS = frozenset({2, 3, 6, 7, 12, 17, 20})  # ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ


HEADLINE = {
    "美": "미국", "中": "중국", "日": "일본", "北": "북한", "韓": "한국", "英": "영국", "佛": "프랑스", "獨": "독일",
    "露": "러시아", "印": "인도", "臺": "대만", "濠": "호주", "越": "베트남", "泰": "태국", "比": "필리핀", "加": "캐나다",
    "伊": "이탈리아", "與": "여당", "野": "야당", "靑": "청와대", "檢": "검찰", "警": "경찰", "軍": "군대", "株": "주식",
}  # fmt: skip
"""What one character stands for in a headline."""

HEADLINE_OF = {word: (hanja,) for hanja, word in HEADLINE.items()}

_ALONE = re.compile(f"[{''.join(HEADLINE)}](?<![\u3400-\u9fff].)(?![\u3400-\u9fff])")
_HANGUL_BEHIND = re.compile("[^\\w]*[가-힣]|[^\\w]*[\u3400-\u9fff][^\\w]*[가-힣]")


def headline_term(hanja: str, word: str) -> str:
    """The index term of a character that stands for a word: ``美=미국``."""
    return f"{hanja}={word}"


def headline_words(passage: str) -> list[tuple[str, str, int]]:
    """The characters of a passage that stand for words as in headlines: the character, the word, its offset.

    They stand alone and with Hangul behind them; 中 behind a Korean word means "during" (회의 中).
    """
    if passage.isascii():
        return []
    return [
        (match[0], HEADLINE[match[0]], match.start())
        for match in _ALONE.finditer(passage)
        if _HANGUL_BEHIND.match(passage, match.end())
        and not (match[0] == "中" and _is_behind_hangul(passage, match.start()))
    ]


def _is_behind_hangul(passage: str, at: int) -> bool:
    while at and passage[at - 1].isspace():
        at -= 1
    return at > 0 and "가" <= passage[at - 1] <= "힣"


def to_hangul(text: str) -> str:
    """``text`` with every hanja replaced by the one syllable it is read as; the length stays the same.

    A character without a known reading stays.
    """
    return HANJA.sub(lambda run: _read_run(run.group()), text) if HANJA.search(text) else text


def _read_run(run: str) -> str:
    characters, words = _readings()
    syllables: list[str] = []
    at = 0
    while at < len(run):
        for length in range(min(_LONGEST_WORD, len(run) - at), 1, -1):
            reading = words.get(run[at : at + length])
            if reading is not None:
                syllables.extend(reading)
                at += length
                break
        else:
            syllable = characters.get(run[at], run[at])
            syllables.append(_sound(syllable, syllables[-1] if syllables else ""))
            at += 1
    return "".join(syllables)


def _sound(syllable: str, before: str) -> str:
    """The initial-sound rule for a syllable after ``before`` (empty: at the start of a word)."""
    if not "가" <= syllable <= "힣":
        return syllable
    initial, vowel, final = split_syllable(syllable)
    if before:
        # 률 and 렬 lose their ㄹ after a vowel or ㄴ (article 11, note 1)
        open_before = "가" <= before <= "힣" and split_syllable(before)[2] in (0, 4)
        if syllable in ("률", "렬") and open_before:
            return join_syllable(_IEUNG, vowel, final)
        return syllable
    if initial in (_NIEUN, _RIEUL) and vowel in _Y_VOWELS:
        return join_syllable(_IEUNG, vowel, final)
    return join_syllable(_NIEUN, vowel, final) if initial == _RIEUL else syllable


def is_rare(text: str) -> bool:
    """Whether a character outside the first plane, of which no reading is known, is in ``text`` (𠮷)."""
    return not text.isascii() and max(text) > "\uffff"


def is_reading(syllable: str) -> bool:
    """Whether some character is read so, at the beginning of a word or inside."""
    return syllable in _all_readings()


@cache
def _all_readings() -> frozenset[str]:
    readings = frozenset(_readings()[0].values())
    return readings | {_sound(reading, "") for reading in readings}


@cache
def _readings() -> tuple[dict[str, str], dict[str, str]]:
    """Readings of characters and of exceptional words, loaded when the first hanja is met."""
    text = (files("seogo.analysis") / "data" / "hanja.txt").read_text(encoding="utf-8")
    by_reading, _, exceptions = text.partition("\n\n")
    characters: dict[str, str] = {}
    for line in by_reading.splitlines():
        if not line.startswith("#"):
            reading, _, members = line.partition("\t")
            characters.update(dict.fromkeys(members, reading))
    words = dict(line.split("\t") for line in exceptions.splitlines() if line)
    return characters, words
