"""Names of Korean people in Hangul and in Latin letters, matched by the spellings of surnames and syllables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from seogo.analysis.script.hangul import SYLLABLES, join_syllable, split_syllable
from seogo.analysis.script.romanization import Spelling, fold, read_syllables

PERSON = "@"
"""Begins the index term of a person whose name a text has in Latin letters; the name in Hangul follows."""

_MOST_KEYS = 64
_MOST_WORDS = 3
_NIEUN, _RIEUL, _IEUNG = 2, 5, 11
_Y_VOWELS = frozenset({2, 3, 6, 7, 12, 17, 20})  # ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ
_ASPIRATE = re.compile("(?<=[hkpt])'")
_MARK = re.compile("[ŏŭ]")
_UNMARKED = re.compile("[bghkmnp]yon")  # kyong, hyon: ㅕ by McCune and Reischauer
_LETTERS = "[A-Za-zÀ-ɏ]"
_CAPITALISED = re.compile(
    rf"[A-ZŎǑŌŬǓŪ](?<![\w'’‘ʼ‐‑-].)(?:{_LETTERS}|['’‘ʼ‐‑-](?!s\b)(?={_LETTERS})){{0,39}}(?![\w‐‑-])"
)


def person_keys_hangul(name: str) -> str | None:
    """Key of a Korean person from the name in Hangul: that name as the South spells it (리룡해: 이용해).

    None where ``name`` cannot be one: it is two to four syllables and begins with a surname.
    """
    if not (2 <= len(name) <= 4 and SYLLABLES.fullmatch(name)):
        return None
    name = _southern(name[0]) + name[1:]
    surnames = _surnames().hangul
    given = 2 if len(name) > 2 and name[:2] in surnames else 1
    if name[:given] not in surnames:
        return None
    return name[:given] + _southern(name[given]) + name[given + 1 :]


def person_keys_latin(words: Sequence[str]) -> list[str]:
    """Keys of the Korean people who may be written with these words in Latin letters, in this order.

    Two words or three: the surname first or last, a given name of one to three syllables, hyphenated, joined, or in two
    words; small letters will do. Song is 송, and 성 only beside a spelling that tells of left-out breves (Yi Song-gye).
    """
    folded = [fold(word) for word in words]
    if not (2 <= len(words) <= _MOST_WORDS and all(folded)):
        return []
    keys = itertools.chain(_keys(folded[0], folded[1:]), _keys(folded[-1], folded[:-1]))
    return list(dict.fromkeys(itertools.islice(keys, _MOST_KEYS)))


def find_latin_names(text: str) -> list[tuple[int, int, str]]:
    """Possible Korean names in capitalised words of ``text``: start, end, and a key; one of each for every key.

    A span within another one is left out (Kim Dae in Kim Dae Jung); others may overlap. Beside a word of one letter there
    must be a whole given name: I Sunsin, not So I.
    """
    if not any(map(_is_surname, _CAPITALISED.findall(text))):  # which most texts end at
        return []
    words = list(_CAPITALISED.finditer(text))
    families = [at for at, word in enumerate(words) if _is_surname(word[0])]
    found: list[tuple[int, int, str]] = []
    covered = 0
    for first in sorted({max(0, at - before) for at in families for before in range(_MOST_WORDS)}):
        word = words[first]
        for name in (words[first : first + 3], words[first : first + 2]):
            start, end = word.start(), name[-1].end()
            if end <= covered or not _side_by_side(text, name):
                continue
            keys = person_keys_latin([part.group() for part in name])
            if any(len(part.group()) == 1 for part in name):
                keys = [key for key in keys if len(key) > 2]  # So I, I Am
            if keys:
                found.extend((start, end, key) for key in keys)
                covered = end
    return found


def _side_by_side(text: str, words: Sequence[re.Match[str]]) -> bool:
    gaps = (text[before.end() : after.start()] for before, after in itertools.pairwise(words))
    return all(len(gap) == 1 and gap.isspace() for gap in gaps)


@lru_cache(maxsize=50_000)
def _is_surname(word: str) -> bool:
    """Whether a word may be a Korean surname in Latin letters."""
    return bool(_families(fold(word)))


def _families(folded: str) -> Sequence[str]:
    """The surnames in Hangul that a folded word may be."""
    return _surnames().latin.get(_ASPIRATE.sub("", folded.replace("-", "")), ())


def _keys(surname: str, given: Sequence[str]) -> Iterator[str]:
    """Keys of people with this surname and the words of this given name, all folded."""
    hangul = _families(surname)
    if not hangul:
        return
    plain = _ASPIRATE.sub("", surname.replace("-", ""))
    spelling = _spelling([plain, *given])
    parts = [part for word in given for part in word.split("-")]
    for name in read_syllables(parts, spelling):
        if len(given) > 1 and len(name) != len(given):
            continue  # of two words each is a syllable
        for family in hangul:
            key = person_keys_hangul(family + name)
            if key:
                yield key


def _spelling(words: Sequence[str]) -> Spelling:
    if any(map(_MARK.search, words)):
        return Spelling.MARKED
    if words[0] in _surnames().unmarked or any(map(_UNMARKED.search, words)):
        return Spelling.UNMARKED
    return Spelling.HABIT


def _southern(syllable: str) -> str:
    """The first syllable of a surname or given name by the initial-sound rule of the South: 리 is 이, 로 is 노."""
    initial, vowel, final = split_syllable(syllable)
    if initial != _RIEUL:
        return syllable
    return join_syllable(_IEUNG if vowel in _Y_VOWELS else _NIEUN, vowel, final)


@dataclass(frozen=True, slots=True)
class _Surnames:
    hangul: frozenset[str]
    latin: dict[str, list[str]]
    unmarked: frozenset[str]


@cache
def _surnames() -> _Surnames:
    surnames = (files("seogo.transliteration") / "data" / "surnames.txt").read_text(
        encoding="utf-8"
    )
    latin: dict[str, list[str]] = {}
    hangul: set[str] = set()
    unmarked: set[str] = set()
    for line in surnames.splitlines():
        if line.startswith("#"):
            continue
        surname, _, spellings = line.partition("\t")
        hangul.add(surname)
        habits, _, marks_left_out = spellings.partition("|")
        unmarked.update(marks_left_out.split())
        for spelling in dict.fromkeys((habits + " " + marks_left_out).split()):
            latin.setdefault(spelling, []).append(surname)
    return _Surnames(frozenset(hangul), latin, frozenset(unmarked))
