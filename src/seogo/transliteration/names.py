"""Names across scripts: people by the spelling of their names, other names by their sound."""

from __future__ import annotations

import itertools
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    latin: dict[str, list[str]] = {}
    hangul: set[str] = set()
    unmarked: set[str] = set()
    for line in _data("surnames.txt").splitlines():
        if line.startswith("#"):
            continue
        surname, _, spellings = line.partition("\t")
        hangul.add(surname)
        habits, _, marks_left_out = spellings.partition("|")
        unmarked.update(marks_left_out.split())
        for spelling in dict.fromkeys((habits + " " + marks_left_out).split()):
            latin.setdefault(spelling, []).append(surname)
    return _Surnames(frozenset(hangul), latin, frozenset(unmarked))


_LONGEST_WORD = 40
_INITIAL_SOUNDS = [*"gkndtlmbpss", "", *"jjcktph"]
_VOWEL_SOUNDS = [
    "a", "e", "ya", "ye", "v", "e", "yv", "ye", "o", "wa", "we", "we", "yo", "u", "wv", "we", "wi",
    "yu", "-", "i", "i",
]  # fmt: skip
_FINAL_SOUNDS = ["", *"KKKnnnTllllllllmPPTTNTTKTPT"]
_LINKED = str.maketrans("KTP", "gdb")
_BEFORE_VOWEL = re.compile("[KTP](?=[aevouiyw-])")
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
    korean = _hangul_sounds("".join(hangul.split()))
    table = _sound_table()
    best = 0.0
    for sounds in _latin_sounds(latin) if korean else ():
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
    elif len(word) > 1 and (sounds := _hangul_sounds(word)):
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


def _hangul_sounds(word: str) -> str:
    """The sounds of Hangul syllables; empty where there is anything else, or too much for a name."""
    if len(word) > _LONGEST_WORD or not SYLLABLES.fullmatch(word):
        return ""
    letters = map(split_syllable, word)
    sounds = "".join(
        _INITIAL_SOUNDS[i] + _VOWEL_SOUNDS[v] + _FINAL_SOUNDS[f] for i, v, f in letters
    )
    sounds = _BEFORE_VOWEL.sub(lambda final: final.group().translate(_LINKED), sounds)
    return _OFFGLIDE.sub(lambda vowel: vowel.group().upper(), sounds.replace("ll", "l"))


def _latin_sounds(word: str) -> list[str]:
    """The sounds of a word in Latin letters, as English and as Korean in Latin letters; empty where it has none."""
    if len(word) > 2 * _LONGEST_WORD:
        return []
    decomposed = unicodedata.normalize("NFD", word.lower())
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
    of_hangul, english, of_latin, korean = (
        [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
        for table in _data("sounds.txt").split("\n\n")
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


def _data(name: str) -> str:
    return (files("seogo.transliteration") / "data" / name).read_text(encoding="utf-8")
