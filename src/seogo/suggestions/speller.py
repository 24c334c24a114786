"""Speller: corrections by the nearest words of the archive, and by spacing.

Distances are Damerau's (1964; each letter takes part in at most one exchange) over the letters of Hangul or of English,
with weights: what sounds alike or lies side by side on the keyboard is confused more often. Costs are in tenths of an edit.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from seogo.analysis.script.hangul import FINALS, INITIALS, VOWELS
from seogo.analysis.script.jamo import folded, letters
from seogo.analysis.script.keyboard import beside
from seogo.unicode_forms import to_form

EDIT = 10
"""Cost of an edit."""
_EXCHANGE = 7
_NEIGHBOUR = 7
_SLIGHT = 5
_SILENT = 4
_ROLES = {
    "opening": (INITIALS, {5: "ㄱㄲㅋ ㄷㄸㅌ ㅂㅃㅍ ㅅㅆ ㅈㅉㅊ ㅇㅎ"}),
    "vowel": (
        "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        {3: "ㅐㅔ ㅒㅖ", 5: "ㅓㅗ ㅔㅖ ㅏㅑ ㅓㅕ ㅗㅛ ㅜㅠ ㅜㅡ ㅔㅣ ㅏㅐ"},
    ),
    "first half": ("ㅗㅜㅡ", {3: "ㅗㅜ"}),
    "second half": ("ㅏㅐㅓㅔㅣ", {3: "ㅐㅔㅣ"}),
    "closing": (
        "ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
        {3: "ㄱㄲㅋ ㄷㅅㅆㅈㅊㅌ ㅂㅍ", 5: "ㄴㅅ ㄴㅆ ㄴㅇ ㄴㄹ ㄴㅁ"},
    ),
    "latin": ("abcdefghijklmnopqrstuvwxyz", {6: "aeiouy ck cs sz gj fv"}),
}
"""What a letter can be in a word (a half: of ``ㅘ``), and what sounds alike there, by the cost of confusing it."""
_CODES = {
    (role, letter): code
    for code, (role, letter) in enumerate(
        ((role, letter) for role in list(_ROLES)[:-1] for letter in _ROLES[role][0]), 128
    )
} | {("latin", letter): ord(letter) for letter in _ROLES["latin"][0]}
"""Words are compared as bytes, one for each key: small Latin letters as themselves, Hangul from 128 on."""
_HANGUL, _CLOSING = _CODES["opening", "ㄱ"], _CODES["closing", "ㄱ"]

_LONGEST = 32
"""Letters of the longest word that is corrected."""
_KEPT = 1_000
_DEAREST = 8.0
_FAR_RARER = 10
_BITS = 64
_FARTHEST = 4


_PARTED = re.compile("[A-Za-z]{6,64}")
_JOINED = re.compile("[A-Za-z]+|[가-힣]+")
_SHORTEST_PART = 3
_MOST_WORDS = 32


def respaced(text: str, knows: Callable[[str], bool]) -> list[str]:
    """``text`` with other spaces, as far as these give words that ``knows`` (asked in lower case) has.

    First, all Latin words that it has not are cut in two that it has, at least three letters long, the shorter one as long
    as can be (``machinelearning`` → ``machine learning``). Then, once for each, neighbours of one script become one word
    (``data base`` → ``database``). At most 32 words are looked at.
    """
    words = text.split()
    if len(words) > _MOST_WORDS:
        return []
    parted = " ".join(_parted(word, knows) for word in words)
    found = [parted] if parted != " ".join(words) else []
    for at, (one, other) in enumerate(itertools.pairwise(words)):
        if _JOINED.fullmatch(one + other) and knows((one + other).lower()):
            found.append(" ".join((*words[:at], one + other, *words[at + 2 :])))
    return found


class Speller:
    """Speller for the words of an archive.

    ``words`` are terms or surfaces with their frequency; only those in Hangul or in Latin letters alone are of use. They are
    read when the first correction is asked for.
    """

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._given = words
        self._lock = threading.Lock()
        self._lists: list[_Words] | None = None
        self._found = lru_cache(maxsize=_KEPT)(self._corrections)

    def corrections(self, word: str, *, most: int = 3) -> list[tuple[str, float]]:
        """Corrections of ``word`` with their scores (unbounded), the best first.

        The score is the logarithm of a word's frequency less eight for each edit: what sounds almost alike comes before
        what is only frequent. With three or four letters (Hangul counted in consonants and vowels) one edit is corrected,
        with five to seven two of which one is slight (in all 1.2), with more, two likely ones (1.6); shorter words never,
        since anything is near to them. A word that is in the archive is not corrected to one that is ten times as rare.
        Many answers are kept, since a reader pages and narrows.
        """
        return self._found(word[: _LONGEST + 1], most)

    def _corrections(self, word: str, most: int) -> list[tuple[str, float]]:
        units = np.frombuffer(_to_units(folded(word)), "u1")
        limit = _limit(len(units))
        if not limit or len(units) > _LONGEST:
            return []
        for words in self._opened():
            if words.first <= units.min() and units.max() <= words.last:
                numbers, costs = words.near(units, limit)
                break
        else:
            return []
        counts = words.counts[numbers]
        own = counts[costs == 0].max(initial=0)
        wanted = np.flatnonzero((costs > 0) & (counts * _FAR_RARER >= own))
        scores = np.log(counts[wanted]) - _DEAREST / EDIT * costs[wanted]
        best = sorted(
            (-float(score), words.texts[numbers[at]])
            for at, score in zip(wanted, scores, strict=True)
        )
        return [(text, -score) for score, text in best[:most]]

    def _opened(self) -> list[_Words]:
        with self._lock:
            if self._lists is None:
                self._lists = _word_lists(self._given)
                self._given = ()
            return self._lists


@dataclass(frozen=True, slots=True)
class _Words:
    """The words whose units are ``first`` to ``last``, in the order of their lengths."""

    first: int
    last: int
    texts: list[str]
    counts: NDArray[np.float32]
    lengths: NDArray[np.uint8]
    units: NDArray[np.uint8]
    """One row for each place, one column for each word; 0 behind its end."""
    bags: NDArray[np.uint64]

    def near(
        self, typed: NDArray[np.uint8], limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
        """The numbers of the words within ``limit`` of the typed one, and their distances."""
        reach = 1 if limit <= EDIT else 2
        first = np.searchsorted(self.lengths, len(typed) - reach, "left")
        last = np.searchsorted(self.lengths, len(typed) + reach, "right")
        bag = _bags(typed[:, None])[0]
        # an edit takes at most one letter away and brings at most one (bag distance; Bartolini, Ciaccia, Patella 2002)
        numbers = first + np.flatnonzero(_few(bag & ~self.bags[first:last], reach))
        numbers = numbers[_few(self.bags[numbers] & ~bag, reach)]
        units = self.units[: len(typed) + reach, numbers]
        costs = _distances(typed, units, self.lengths[numbers], reach)
        within = costs <= limit
        return numbers[within], costs[within]


def costs(word: str, others: Sequence[str]) -> list[int]:
    """Distances of words in small Latin letters from one of them, in tenths of an edit, at most _FARTHEST edits."""
    words = _word_lists((other, 1) for other in others)[-1]
    units = np.frombuffer(_to_units(word), "u1")
    far = _distances(units, words.units, words.lengths, _FARTHEST)
    found = dict(zip(words.texts, far.tolist(), strict=True))
    return [found.get(other, 10 * EDIT) for other in others]


def _limit(length: int) -> int:
    """Largest distance of a correction of a word with ``length`` units."""
    if length < 3:
        return 0
    return 10 if length < 5 else 12 if length < 8 else 16


def _few(bits: NDArray[np.uint64], most: int) -> NDArray[np.bool_]:
    """Mask of the numbers that have at most ``most`` bits."""
    for _ in range(most):
        bits = bits & (bits - np.uint64(1))  # without the lowest; 0 stays 0
    few: NDArray[np.bool_] = bits == 0
    return few


def _parted(word: str, knows: Callable[[str], bool]) -> str:
    """A word that is not known as two that are, or as it is."""
    if not _PARTED.fullmatch(word) or knows(word.lower()):
        return word
    for shorter in range(len(word) // 2, _SHORTEST_PART - 1, -1):
        for cut in {shorter: None, len(word) - shorter: None}:
            if knows(word[:cut].lower()) and knows(word[cut:].lower()):
                return f"{word[:cut]} {word[cut:]}"
    return word


def _bags(units: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """For each column the letters in it as bits: one for a letter, another for its second occurrence."""
    bags = np.zeros(units.shape[1], np.uint64)
    first, second = _bag_bits()
    for row in units:
        bit = first[row]
        bags |= np.where(bags & bit, second[row], bit)
    return bags


def _distances(
    typed: NDArray[np.uint8], units: NDArray[np.uint8], lengths: NDArray[np.uint8], reach: int
) -> NDArray[np.int16]:
    """The distance of each column from ``typed``, all at once, in a band ``reach`` wide on both sides."""
    letters, unit_letters = _letter_of()[typed], _letter_of()[units]
    lost, extra = _losses(typed[:, None])[:, 0], _losses(units)
    swaps = _swaps()
    table = np.full((len(typed) + 1, len(units) + 1, units.shape[1]), 10 * EDIT, np.int16)
    table[0, 0] = 0
    for j in range(1, min(reach, len(units)) + 1):
        table[0, j] = table[0, j - 1] + extra[j - 1]
    for i in range(1, len(typed) + 1):
        first, last = max(i - reach, 0), min(i + reach, len(units)) + 1
        row, above = table[i], table[i - 1]
        row[first:last] = above[first:last] + lost[i - 1]
        begin = max(first, 1)
        places = slice(begin - 1, last - 1)
        swapped = above[places] + swaps[typed[i - 1]][units[places]]
        np.minimum(row[begin:last], swapped, out=row[begin:last])
        begin = max(begin, 2)
        if i > 1 and begin < last:
            exchanged = (unit_letters[begin - 1 : last - 1] == letters[i - 2]) & (
                unit_letters[begin - 2 : last - 2] == letters[i - 1]
            )
            cost = table[i - 2, begin - 2 : last - 2] + _EXCHANGE
            np.minimum(row[begin:last], cost, out=row[begin:last], where=exchanged)
        for j in range(max(first, 1), last):
            np.minimum(row[j], row[j - 1] + extra[j - 1], out=row[j])
    found: NDArray[np.int16] = table[len(typed), lengths, np.arange(units.shape[1])]
    return found


def _losses(units: NDArray[np.uint8]) -> NDArray[np.int16]:
    """Costs int16 of leaving each unit out: less where that hardly changes the sound."""
    before, after = np.zeros_like(units), np.zeros_like(units)
    before[1:], after[:-1] = units[:-1], units[1:]
    closing, after_closing = units >= _CLOSING, before >= _CLOSING
    costs = np.full(units.shape, EDIT, np.int16)
    costs[(units == before) & (units < _HANGUL)] = _SLIGHT  # a doubled letter
    costs[closing & (after_closing | (after >= _CLOSING))] = _SLIGHT  # half of ㄶ or ㅄ
    costs[units == _CODES["closing", "ㅅ"]] = _SLIGHT  # between the parts of a compound
    costs[units == _CODES["first half", "ㅗ"]] = _SLIGHT  # 역활, 역할
    costs[units == _CODES["first half", "ㅜ"]] = _SLIGHT
    costs[units == _CODES["first half", "ㅡ"]] = _SILENT  # 어의없다, 어이없다
    silent = (units == _CODES["opening", "ㅇ"]) & (before != _CODES["closing", "ㅇ"])
    costs[silent & after_closing] = _SILENT  # 설겆이, 설거지
    return costs


@cache
def _swaps() -> NDArray[np.int16]:
    """Costs int16[256, 256] of taking one unit for another."""
    swaps = np.full((256, 256), EDIT, np.int16)
    for ((role, letter), one), ((place, another), other) in itertools.product(
        _CODES.items(), repeat=2
    ):
        if _letter_of()[one] == _letter_of()[other]:
            # a closing ㅇ is another sound than an opening one
            swaps[one, other] = _SLIGHT if letter == "ㅇ" and role != place else 0
        elif beside(letter, another):
            swaps[one, other] = _NEIGHBOUR
        if role == place and letter != another:
            for cost, groups in _ROLES[role][1].items():
                if any(letter in group and another in group for group in groups.split()):
                    swaps[one, other] = min(swaps[one, other], cost)
    return swaps


@cache
def _letter_of() -> NDArray[np.uint8]:
    """For each unit the first that has its letter, whatever the role."""
    table = np.arange(256, dtype=np.uint8)
    for (role, letter), code in _CODES.items():
        plain = "opening" if role == "closing" else "vowel"
        table[code] = _CODES.get((plain, letter), code)
    return table


@cache
def _bag_bits() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """For each unit the bit of its letter and that of a second occurrence; those that share one cost time, not hits."""
    letter = _letter_of().astype(np.uint64)
    place = np.where(letter >= _HANGUL, letter - np.uint64(_HANGUL), letter % np.uint64(32))
    first = np.uint64(1) << place % np.uint64(_BITS)
    second = np.uint64(1) << (place + np.uint64(32)) % np.uint64(_BITS)
    first[0] = second[0] = 0
    return first, second


def _word_lists(given: Iterable[tuple[str, int]]) -> list[_Words]:
    """The words in Hangul and those in Latin letters."""
    pairs = [(text, count) for text, count in given if count > 0 and text.isalpha()]
    texts = [text for text, _ in pairs]
    units = np.frombuffer(_to_units("".join(f"{text}\n" for text in texts).lower()), "u1")
    ends = np.flatnonzero(units == ord("\n"))
    starts = np.append(0, ends[:-1] + 1)[: len(ends)]
    counts = np.array([count for _, count in pairs], np.float32)
    lists = []
    for first, last in ((_HANGUL, 255), (ord("a"), ord("z"))):
        foreign = np.append(0, np.cumsum((units < first) | (units > last)))
        ours = (foreign[ends] == foreign[starts]) & (ends - starts <= _LONGEST)
        numbers = np.flatnonzero(ours)
        numbers = numbers[np.argsort((ends - starts)[numbers], kind="stable")]
        lengths = (ends - starts)[numbers].astype(np.uint8)
        rows = np.zeros((_LONGEST, len(numbers)), np.uint8)
        for place, row in enumerate(rows):
            there = lengths > place
            row[there] = units[starts[numbers[there]] + place]
        words = [texts[number] for number in numbers]
        lists.append(_Words(first, last, words, counts[numbers], lengths, rows, _bags(rows)))
    return lists


def _to_units(text: str) -> bytes:
    """Units of a lower-case text in NFC, one byte each; ASCII stays itself, other characters without letters of Hangul or
    Latin become ``?``."""
    return text.translate(_unit_table()).encode("latin-1", "replace")


@cache
def _unit_table() -> dict[int, str]:
    table = dict.fromkeys(range(128, 256), "?")
    for code in range(0xC0, 0x250):
        plain = to_form("NFD", chr(code))[0]
        table[code] = plain if plain.isascii() else "?"
    for at, keys in enumerate(itertools.product(INITIALS, VOWELS, FINALS)):
        initial, vowel, final = letters(keys[0]), letters(keys[1]), letters(keys[2]).strip()
        roles = (
            ["opening", "vowel"] if len(vowel) == 1 else ["opening", "first half", "second half"]
        )
        roles += ["closing"] * len(final)
        units = zip(roles, initial + vowel + final, strict=True)
        table[0xAC00 + at] = "".join(chr(_CODES[unit]) for unit in units)
    return table
