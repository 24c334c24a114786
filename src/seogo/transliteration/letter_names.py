"""Abbreviations by the Korean names of their letters: 엘지 is LG, 케이티엑스 is KTX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product

_NAMES = {
    "A": ("에이",), "B": ("비",), "C": ("씨", "시"), "D": ("디",), "E": ("이",), "F": ("에프",),
    "G": ("지",), "H": ("에이치",), "I": ("아이",), "J": ("제이",), "K": ("케이",), "L": ("엘",),
    "M": ("엠",), "N": ("엔",), "O": ("오",), "P": ("피",), "Q": ("큐",), "R": ("알", "아르"),
    "S": ("에스",), "T": ("티",), "U": ("유",), "V": ("브이",), "W": ("더블유",), "X": ("엑스",),
    "Y": ("와이",), "Z": ("제트", "지"),
}  # fmt: skip
_LETTERS = {name: letter for letter, names in _NAMES.items() for name in names}
_LETTERS |= {"지": "G", "에이취": "H", "더블류": "W"}
_NAME = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_DIGITS = {
    "0": ("제로",), "1": ("원",), "2": ("투",), "3": ("쓰리", "스리"), "4": ("포",), "5": ("파이브",),
    "6": ("식스",), "7": ("세븐",), "8": ("에이트",), "9": ("나인",),
}  # fmt: skip
_CODE_NAMES = _LETTERS | {name: digit for digit, names in _DIGITS.items() for name in names}
_CODE_NAME = re.compile("|".join(sorted(_CODE_NAMES, key=len, reverse=True)))
_CODE = re.compile("(?=[A-Z]*[0-9][A-Z]*$)[A-Z0-9]{2,4}")
_CLEAR_DIGITS = frozenset("0356789")
_CLEAR = frozenset("AFHJKLMNQSVWXYZ")
"""Letters with names that are no syllables of other words, as 이, 오, 지 and 아이 are."""
_TELEVISION = re.compile("TB$")  # 티비
_LONGEST_LATIN = 8
_LONGEST_HANGUL = 24


def to_latin(hangul: str) -> str | None:
    """Letters that a Hangul word names: ``에스케이`` → ``SK``; None where it is another word.

    It is letters where the names of two or more cover it and one of them is clear (엘, 에스, 케이). Where all of them are
    syllables of any word (비디오, 유지비, 이오), it is letters if that is a known abbreviation (지피티).
    """
    named = _named(hangul)
    if not named or named[-1][1] < len(hangul):
        return None
    letters = named[-1][0]
    if not is_abbreviation(letters) and is_abbreviation(other := letters.replace("G", "Z")):
        letters = other  # 디엠지
    clear = len(letters) > 1 and not _CLEAR.isdisjoint(letters)
    return letters if clear or is_abbreviation(letters) else None


def leading_latin(hangul: str) -> tuple[str, str] | None:
    """Letters that a Hangul compound begins with, and the rest: ``엘지전자`` → ``LG``, ``전자``.

    They are the longest known abbreviation (엘지디스플레이 is LG 디스플레이), or else all letters that are named where two
    of them are clear. None where there is no such beginning or nothing after it.
    """
    if to_latin(hangul):
        return None
    named = [(letters, end) for letters, end in _named(hangul) if end < len(hangul)]
    for letters, end in reversed(named):
        if letters in _known()[0]:
            return letters, hangul[end:]
    if named and sum(letter in _CLEAR for letter in named[-1][0]) > 1:
        letters, end = named[-1]
        return letters, hangul[end:]
    return None


def joined_latin(hangul: str) -> tuple[str, str] | None:
    """Letters of a known abbreviation that else is a whole word, and the rest: ``피시방`` → ``PC``, ``방``; None without."""
    for letters, end in reversed(_named(hangul)):
        if end < len(hangul) and letters in _known()[1]:
            return letters, hangul[end:]
    return None


def single_letters(hangul: str) -> Iterator[tuple[str, str, str]]:
    """One letter that a Hangul word may begin or end with, by its name, between what stands before and after it:
    ``티머니`` → ``T`` ``머니``, ``비타민에이`` → ``비타민`` ``A``."""
    first = _NAME.match(hangul)
    if first and first.end() < len(hangul):
        yield "", _LETTERS[first[0]], hangul[first.end() :]
    if not hangul.endswith(tuple(_LETTERS)):
        return
    for name, letter in _LETTERS.items():
        if hangul.endswith(name) and len(hangul) > len(name) + 1:
            yield hangul.removesuffix(name), letter, ""


def leading_code(hangul: str) -> tuple[str, str] | None:
    """Letters with one digit that a Hangul word names in English or begins with, and the rest: ``파이브지`` → ``5G``,
    ``에이포용지`` → ``A4``, ``용지``. None where no name among them is clear (지원, 비포)."""
    code, end = "", 0
    best: tuple[str, str] | None = None
    while len(hangul) <= _LONGEST_HANGUL and (name := _CODE_NAME.match(hangul, end)):
        code, end = code + _CODE_NAMES[name[0]], name.end()
        if _CODE.fullmatch(code) and not (_CLEAR | _CLEAR_DIGITS).isdisjoint(code):
            best = code, hangul[end:]
    return best


def to_hangul_code(code: str) -> tuple[str, ...]:
    """Spellings of letters with one digit by their names in English: ``MP3`` → ``엠피쓰리``, ``엠피스리``."""
    if not _CODE.fullmatch(code):
        return ()
    return tuple(map("".join, product(*((_NAMES | _DIGITS)[sign] for sign in code))))


def letter_of(hangul: str) -> str:
    """The letter that Hangul names, or an empty text."""
    return _LETTERS.get(hangul, "")


def is_clear(letter: str) -> bool:
    """Whether the name of a letter is no syllable of other words."""
    return letter in _CLEAR


def is_abbreviation(latin: str) -> bool:
    """Whether letters are a known abbreviation that is written by the names of its letters."""
    return any(latin.upper() in known for known in _known()[:2])


def is_written_with_letter(hangul: str) -> bool:
    """Whether a word that is known as it is, is written with a letter too: 유턴, U턴."""
    return hangul in _known()[2]


def to_hangul_letters(latin: str, least: int = 2) -> tuple[str, ...]:
    """Spellings of two (``least``) to eight Latin letters by their names: ``LG`` → ``엘지``; C is 씨 or 시, R 알 or 아르, Z
    제트 or 지, and TV also 티비. None for anything else."""
    letters = latin.upper()
    if not (least <= len(letters) <= _LONGEST_LATIN and _NAMES.keys() >= set(letters)):
        return ()
    different = list(dict.fromkeys(letters))
    written = []
    for names in product(*(_NAMES[letter] for letter in different)):
        name = dict(zip(different, names, strict=True))
        written.append("".join(name[letter] for letter in letters))
    if letters.endswith("TV"):
        written += [word.removesuffix("티브이") + "티비" for word in written]
    return tuple(written)


def _named(hangul: str) -> list[tuple[str, int]]:
    """The letters named from the beginning, with where their names end: ``L`` 1, ``LG`` 2."""
    named: list[tuple[str, int]] = []
    letters, end = "", 0
    while len(hangul) <= _LONGEST_HANGUL and (name := _NAME.match(hangul, end)):
        letters, end = letters + _LETTERS[name.group()], name.end()
        named.append((_TELEVISION.sub("TV", letters), end))
    return named


@cache
def _known() -> list[frozenset[str]]:
    """Abbreviations that compounds begin with, those that are whole words only, and words that have a letter."""
    text = (files("seogo.transliteration") / "data" / "abbreviations.txt").read_text(
        encoding="utf-8"
    )
    return [frozenset(part.partition("\n")[2].split()) for part in text.split("\n\n")]
