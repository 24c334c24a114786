"""Names across scripts by their sound: the similarity of two words, and an index of words by sound."""

from __future__ import annotations

import itertools
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from seogo.analysis.script.hangul import SYLLABLES, split_syllable
from seogo.unicode_forms import to_form

_LONGEST_WORD = 40
_INITIAL_SOUNDS = [*"gkndtlmbpss", "", *"jjcktph"]
_VOWEL_SOUNDS = [
    "a", "e", "ya", "ye", "v", "e", "yv", "ye", "o", "wa", "we", "we", "yo", "u", "wv", "we", "wi",
    "yu", "-", "i", "i",
]  # fmt: skip
_FINAL_SOUNDS = ["", *"KKKnnnTllllllllmPPTTNTTKTPT"]
_LINKED = str.maketrans("KTP", "gdb")
_BEFORE_VOWEL = re.compile("[KTP](?=[aevouiyw-])")
_SAID = {
    "nl": "l", "ln": "l", "Nl": "Nn", "ml": "mn", "Kl": "Nn", "Tl": "nn", "Pl": "mn", "Kn": "Nn",
    "Km": "Nm", "Tn": "nn", "Tm": "nm", "Pn": "mn", "Pm": "mm", "Kh": "k",
}  # fmt: skip
"""What the end of a syllable and the beginning of the next become side by side."""
_ASSIMILATED = re.compile("|".join(_SAID))
_LATIN = re.compile("[a-z]+")
_OFFGLIDE = re.compile("(?<=[aevou])[iu]")
_OPEN = "9"
_CLASSES_KEPT = 10
_CLASSES_TO_SPARE = 6
_MOST_SKELETONS = 16
_MOST_CANDIDATES = 2_000
_SAME_SOUND, _SILENT = 20, 50  # a cost that is little, a weight that is
_ENOUGH_FOR_TWO, _ENOUGH = 0.93, 0.85
_ENTRY_BITS = 24


def similarity(hangul: str, latin: str) -> float:
    """Similarity in sound of a word in Latin letters and one in Hangul, from 0 (nothing in common) to 1 (the same).

    Both are read as sounds; the similarity is 1 less the cheapest way to turn one into the other (Levenshtein 1966, with
    weights) over the mean weight of the two. data/sounds.txt says what sounds weigh (a consonant 1, a vowel about .5,
    ㅡ .08) and what it costs to hear one as another: nothing within a phonetic class that Hangul does not part (f as ㅍ),
    little for neighbours (g as ㅋ .3), more than leaving both out for the rest. Spaces, hyphens and accents do not count;
    0 where there is nothing to compare, or too much for a name.
    """
    table = _sound_table()
    best = 0.0
    written = _hangul_sounds("".join(hangul.split()))
    for korean, sounds in itertools.product(written, _latin_sounds(latin) if written else ()):
        mean = (_weight(korean, table.hangul_weights) + _weight(sounds, table.latin_weights)) / 2
        best = max(best, 1 - _distance(korean, sounds, mean) / mean)
    return best


class SoundIndex:
    """Index of words of one script, by sound, for names in the other.

    Candidates share a skeleton: the classes of the consonants, with one left out where that is little of the whole.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words: list[str] = []
        self._sounds: list[str] = []
        self._weights = array("H")
        entries: list[int] = []
        for word in words:
            for sounds, weight, keys in _readings(word):
                entries.extend(key << _ENTRY_BITS | len(self._words) for key in keys)
                self._words.append(word)
                self._sounds.append(sounds)
                self._weights.append(weight)
        entries.sort()
        self._entries = array("Q", entries)

    def find(self, name: str, *, most: int = 3) -> list[tuple[str, float]]:
        """Words that sound like ``name``, at most so many, with their similarity, best first.

        A similarity of .85 is enough where the Hangul has three syllables and more, .93 where it has two; one syllable
        sounds like too much.
        """
        best: dict[str, float] = {}
        of_hangul = _is_hangul(name)
        for sounds, weight, keys in _readings(name):
            sharing = itertools.chain.from_iterable(map(self._with_skeleton, keys))
            for entry in set(itertools.islice(sharing, _MOST_CANDIDATES)):
                word = self._words[entry]
                if _is_hangul(word) == of_hangul:
                    continue
                enough = _ENOUGH_FOR_TWO if len(name if of_hangul else word) == 2 else _ENOUGH
                mean = (weight + self._weights[entry]) / 2
                most_apart = (1 - enough) * mean
                hangul_sounds, read = sounds, self._sounds[entry]
                if not of_hangul:
                    hangul_sounds, read = read, hangul_sounds
                distance = _distance(hangul_sounds, read, most_apart)
                if distance <= most_apart:
                    best[word] = max(best.get(word, 0.0), 1 - distance / mean)
        return sorted(best.items(), key=lambda found: (-found[1], found[0]))[:most]

    def _with_skeleton(self, key: int) -> Iterator[int]:
        first = bisect_left(self._entries, key << _ENTRY_BITS)
        last = bisect_left(self._entries, (key + 1) << _ENTRY_BITS)
        return (entry & ((1 << _ENTRY_BITS) - 1) for entry in self._entries[first:last])


def _is_hangul(word: str) -> bool:
    return "가" <= word[:1] <= "힣"


def _readings(word: str) -> Iterator[tuple[str, int, set[int]]]:
    """The sounds of a word in either script, their weight, and the keys of their skeletons."""
    table = _sound_table()
    if not _is_hangul(word):
        for sounds in _latin_sounds(word):
            keys = _skeleton_keys([table.latin_classes[sound] for sound in sounds])
            yield sounds, _weight(sounds, table.latin_weights), keys
    elif len(word) > 1:
        for sounds in _hangul_sounds(word):
            keys = _skeleton_keys([(table.hangul_classes[sound],) for sound in sounds])
            yield sounds, _weight(sounds, table.hangul_weights), keys


def _skeleton_keys(sounds: Sequence[tuple[str, ...]]) -> set[int]:
    """Keys for the classes that each sound may have: a digit, or nothing."""
    skeletons = [choice or _OPEN for choice in sounds[0]]
    for choices in sounds[1:]:
        if choices != ("",):
            skeletons = [s + choice for s in skeletons for choice in choices][:_MOST_SKELETONS]
    keys = set()
    for skeleton in skeletons:
        kept = skeleton[:_CLASSES_KEPT]
        keys.add(int(kept))
        if len(kept) > _CLASSES_TO_SPARE:
            keys.update(int(kept[:i] + kept[i + 1 :]) for i in range(1, len(kept)))
    return keys


def _distance(hangul: str, latin: str, most: float) -> int:
    """The weighted edit distance in hundredths; as soon as it must be more than ``most``, something that is more."""
    table = _sound_table()
    gaps = [table.latin_weights[sound] for sound in latin]
    row = [0, *itertools.accumulate(gaps)]
    for sound in hangul:
        weight, costs = table.hangul_weights[sound], table.costs[sound]
        corner = row[0]
        left = corner + weight
        following = [left]
        for other, gap, above in zip(latin, gaps, row[1:], strict=True):
            step = corner + costs[other]
            if above + weight < step:
                step = above + weight
            left += gap
            if step < left:
                left = step
            following.append(left)
            corner = above
        if min(following) > most:
            return min(following)
        row = following
    return row[-1]


def _weight(sounds: str, weights: Mapping[str, int]) -> int:
    return sum(map(weights.__getitem__, sounds))


def _hangul_sounds(word: str) -> list[str]:
    """The sounds of Hangul syllables, as they are written and as they are said side by side (종로: jongro, jongno); empty
    where there is anything else, or too much for a name."""
    if len(word) > _LONGEST_WORD or not SYLLABLES.fullmatch(word):
        return []
    letters = map(split_syllable, word)
    sounds = "".join(
        _INITIAL_SOUNDS[i] + _VOWEL_SOUNDS[v] + _FINAL_SOUNDS[f] for i, v, f in letters
    )
    sounds = _BEFORE_VOWEL.sub(lambda final: final.group().translate(_LINKED), sounds)
    said = _ASSIMILATED.sub(lambda both: _SAID[both.group()], sounds)
    return [
        _OFFGLIDE.sub(lambda vowel: vowel.group().upper(), way.replace("ll", "l"))
        for way in dict.fromkeys((sounds, said))
    ]


def _latin_sounds(word: str) -> list[str]:
    """The sounds of a word in Latin letters, as English and as Korean in Latin letters; empty where it has none."""
    if len(word) > 2 * _LONGEST_WORD:
        return []
    decomposed = to_form("NFD", word.lower())
    letters = "".join(filter(str.isalnum, decomposed))
    if len(letters) > _LONGEST_WORD or not _LATIN.fullmatch(letters):
        return []
    table = _sound_table()
    ways = [table.english]
    if table.only_korean.search(letters):
        ways.append(table.korean)
    return [
        "".join(sounds[found.lastindex or 0] for found in pattern.finditer(letters))
        for pattern, sounds in ways
    ]


@dataclass(frozen=True, slots=True)
class _SoundTable:
    """Table of data/sounds.txt, with weights and costs in hundredths."""

    english: tuple[re.Pattern[str], list[str]]
    korean: tuple[re.Pattern[str], list[str]]
    only_korean: re.Pattern[str]
    hangul_weights: dict[str, int]
    latin_weights: dict[str, int]
    costs: dict[str, dict[str, int]]
    """What it costs to hear, as a sound of Hangul, one of the other."""
    hangul_classes: dict[str, str]
    latin_classes: dict[str, tuple[str, ...]]
    """Classes as digits; empty where a sound has none, or may be left out."""


@cache
def _sound_table() -> _SoundTable:
    tables = (files("seogo.transliteration") / "data" / "sounds.txt").read_text(encoding="utf-8")
    of_hangul, english, of_latin, korean = (
        [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
        for table in tables.split("\n\n")
    )
    hangul_weights: dict[str, int] = {}
    hangul_classes: dict[str, str] = {}
    for sounds, weight, *number in of_hangul:
        hangul_weights |= dict.fromkeys(sounds, round(100 * float(weight)))
        hangul_classes |= dict.fromkeys(sounds, "".join(number))
    latin_weights: dict[str, int] = {}
    costs: dict[str, dict[str, int]] = {sound: {} for sound in hangul_weights}
    latin_classes: dict[str, tuple[str, ...]] = {}
    for sound, weight, hangul_costs in of_latin:
        latin_weights[sound] = round(100 * float(weight))
        near = {letter[0]: round(100 * float(letter[1:])) for letter in hangul_costs.split()}
        for letter, hangul_weight in hangul_weights.items():
            costs[letter][sound] = near.get(letter, hangul_weight + latin_weights[sound])
        classes = {hangul_classes[letter] for letter, cost in near.items() if cost <= _SAME_SOUND}
        if latin_weights[sound] < _SILENT:
            classes.add("")
        latin_classes[sound] = tuple(sorted(classes))
    return _SoundTable(
        _spelling_pattern(english),
        _spelling_pattern(korean + english),
        re.compile("|".join(spelling for spelling, _ in korean)),
        hangul_weights,
        latin_weights,
        costs,
        hangul_classes,
        latin_classes,
    )


def _spelling_pattern(table: Sequence[Sequence[str]]) -> tuple[re.Pattern[str], list[str]]:
    """A pattern with a group for every spelling, and the sounds of each group."""
    groups = "|".join(f"(?:{spelling})()" for spelling, _ in table)
    return re.compile(groups), ["", *(sounds for _, sounds in table)]
