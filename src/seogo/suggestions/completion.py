"""Completion of typed text: titles, tags, names, words and phrases, found by their beginning.

A text is found by the letters of its keys without spaces, so that the last syllable is open (``인공지느`` → ``인공지능``), or
by the initials of its syllables (``ㅅㅅㅈㅈ`` → ``삼성전자``); from its first letter on, or from the beginning of a
later word. All of these keys are sorted in one container::

    uint32[5]                       entries, lengths of the other three lists, bytes of letters
    starts     uint32[entries + 1]  where each text begins in the texts
    places     uint32[n]            where each key begins, in the order of the keys, and the entry it belongs to: a list
    owners     uint32[n]            for whole texts by letters, by initials, later words by letters, by initials
    kinds      uint8[entries]
    letters    bytes                for every entry its letters and a zero, UTF-8
    initials   bytes                the same of initials
    texts      bytes                UTF-8

Entries are numbered from the best down, so that the smallest numbers of a range are what is wanted.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from seogo.analysis.script.hangul import INITIALS
from seogo.analysis.script.jamo import folded, initials, letters
from seogo.analysis.script.keyboard import to_hangul, to_latin
from seogo.analysis.script.normalize import normalize
from seogo.storage.binary import Columns
from seogo.storage.container import Container, write_container
from seogo.storage.stamps import SUGGESTIONS_FORMAT
from seogo.suggestions.particles import without_particle

Kind = Literal["title", "tag", "name", "word", "phrase"]

SUGGESTIONS_FILE = "suggestions"

LONGEST = 300
"""Code points of a text; longer ones are not suggested, and no more is read of what is typed."""

_KINDS: tuple[Kind, ...] = get_args(Kind)
_LATER_WORDS = 31
_MARK = "\x01"
_LATER_WORD = re.compile(r"(?<=.)(?<![^\W_])(?=[^\W_])")
_COUNTS = struct.Struct("<5I")


@dataclass(frozen=True, slots=True)
class CompletionEntry:
    """Text that can be suggested; of two that match alike, the one of greater ``weight`` comes first."""

    text: str
    kind: Kind
    weight: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Suggested text; ``corrected`` where it was found by the other keyboard layout."""

    text: str
    kind: Kind
    corrected: bool = False


class Suggestions:
    """Completions from one file, which is opened and checked by the first ``find``, or by ``warm``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def warm(self) -> None:
        """Open the file now. Raises IndexDamaged."""
        _ = self._file

    def find(self, typed: str, *, most: int = 8) -> list[Suggestion]:
        """Best suggestions for the text typed so far.

        The text itself comes first, then those that begin with it, and those with a later word that does; within both the
        heaviest first, then the shortest. Case, accents and spaces do not matter. ``ㅅㅅㅈㅈ`` are initials.
        Where fewer than ``most`` are found, a particle behind a known word is left out (``기술을``), and the other keyboard
        layout is tried too. Raises IndexDamaged where the file is not what was written.
        """
        typed = typed[:LONGEST]
        file = self._file
        found = file.best(typed, most)
        for rest in without_particle(normalize(typed).text):
            if len(found) < most and file.has(rest):
                found += [number for number in file.best(rest, most) if number not in found]
        as_typed = len(found)
        for other in _in_other_layout(typed) if as_typed < most else ():
            found += [number for number in file.best(other, most) if number not in found]
        return [
            file.suggestion(number, corrected=at >= as_typed)
            for at, number in enumerate(found[:most])
        ]

    @cached_property
    def _file(self) -> _File:
        return _File(self._path)


@dataclass(frozen=True, slots=True)
class _Keys:
    """Sorted keys: their offsets in the blob, and the entries that own them."""

    blob: memoryview
    places: NDArray[np.uint32]
    owners: NDArray[np.uint32]

    def exact(self, key: bytes) -> int | None:
        """The number of the entry that has this key."""
        return next(iter(self.best(key + b"\0", 1)), None)

    def best(self, prefix: bytes, most: int) -> list[int]:
        """The ``most`` smallest numbers of entries with a key that begins so, in order."""

        def beginning(place: int) -> bytes:
            return bytes(self.blob[place : int(place) + len(prefix)])

        first = bisect_left(self.places, prefix, key=beginning)
        last = bisect_right(self.places, prefix, first, key=beginning)
        owners = self.owners[first:last]
        enough = most * _LATER_WORDS  # no entry is there more often than it has words
        if len(owners) > enough:
            owners = np.partition(owners, enough)[:enough]
        numbers: list[int] = np.unique(owners)[:most].tolist()
        return numbers


class _File:
    """An opened file of suggestions. Raises IndexDamaged where it is not what was written."""

    def __init__(self, path: Path) -> None:
        data = Container(path, SUGGESTIONS_FORMAT).checked()
        size, *counts, length_of_letters = _COUNTS.unpack_from(data)
        columns = Columns(data, _COUNTS.size)
        self._starts = columns.take("<u4", size + 1)
        lists = [
            (columns.take("<u4", count), columns.take("<u4", count)) for count in (size, *counts)
        ]
        self._kinds = columns.take("u1", size)
        border = columns.at + length_of_letters
        blobs = data[columns.at : border], data[border:]
        self._texts = data[len(data) - int(self._starts[-1]) :]
        keys = [_Keys(blobs[number % 2], *pair) for number, pair in enumerate(lists)]
        self._by_letters = keys[0], keys[2]
        self._by_initials = keys[1], keys[3]

    def has(self, typed: str) -> bool:
        """Whether an entry is what was typed, and nothing more."""
        return self._by_letters[0].exact(_key(typed)) is not None

    def best(self, typed: str, most: int) -> list[int]:
        """The numbers of the best entries for what was typed, in this layout."""
        key = _key(typed)
        if not key:
            return []
        only_initials = all(letter in INITIALS for letter in key.decode("utf-8", "surrogatepass"))
        itself = self._by_letters[0].exact(key)
        found = [] if itself is None else [itself]
        for keys in self._by_initials if only_initials else self._by_letters:
            if len(found) < most:
                more = keys.best(key, most + len(found))
                found += [number for number in more if number not in found]
        return found[:most]

    def suggestion(self, number: int, *, corrected: bool) -> Suggestion:
        """The entry with this number."""
        text = str(self._texts[self._starts[number] : self._starts[number + 1]], "utf-8")
        return Suggestion(text, _KINDS[self._kinds[number]], corrected)


def write_suggestions(path: Path, entries: Iterable[CompletionEntry]) -> None:
    """Write the file of suggestions. Raises OSError.

    Texts that differ only in case, accents and spaces are suggested once: as the kind that comes first in ``Kind``, of the
    heaviest of that kind, with the greatest weight of all.
    """
    given = [entry for entry in entries if len(entry.text) <= LONGEST]
    tidy = [" ".join(entry.text.split()) for entry in given]
    lines = _lines(tidy)
    chosen = _chosen(given, tidy, lines)
    keys = "".join(f"{lines[number]}\0" for number in chosen)
    ways = _Blob(letters(keys)), _Blob(initials(keys))
    lists = [
        way.sorted_keys(later=later, only_jamo=way is ways[1])
        for later in (False, True)
        for way in ways
    ]
    texts = [tidy[number].encode() for number in chosen]
    starts = np.zeros(len(texts) + 1, "<u4")
    np.cumsum([len(text) for text in texts], out=starts[1:])
    body = b"".join(
        (
            _COUNTS.pack(
                len(texts), *(len(places) for places, _ in lists[1:]), len(ways[0].content)
            ),
            starts.tobytes(),
            *(column.tobytes() for columns in lists for column in columns),
            bytes(_KINDS.index(given[number].kind) for number in chosen),
            *(way.content for way in ways),
            *texts,
        )
    )
    write_container(path, SUGGESTIONS_FORMAT, body)


class _Blob:
    """The keys of all entries in one way of reading them, without the marks before later words."""

    def __init__(self, keys: str) -> None:
        marked = np.frombuffer(keys.encode(), "u1")
        marks = np.flatnonzero(marked == ord(_MARK))
        self._bytes = marked[marked != ord(_MARK)]
        self._ends = np.flatnonzero(self._bytes == 0)
        later = marks - np.arange(len(marks))
        owners = np.searchsorted(self._ends, later)
        place_in_entry = np.arange(len(later)) - np.searchsorted(owners, owners)
        self._later = later[place_in_entry < _LATER_WORDS]
        self.content = self._bytes.tobytes()

    def sorted_keys(
        self, *, later: bool, only_jamo: bool
    ) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Start offsets of the keys of later words, or of whole texts, in the order of the keys; and the numbers of their
        entries."""
        places = self._later if later else np.append(0, self._ends[:-1] + 1)[: len(self._ends)]
        if only_jamo:  # U+3100 to U+317F in UTF-8
            places = places[(self._bytes[places] == 0xE3) & (self._bytes[places + 1] >> 1 == 0x42)]
        owners = np.searchsorted(self._ends, places)
        ends = self._ends[owners].tolist()
        content = self.content
        keys = [content[start:end] for start, end in zip(places.tolist(), ends, strict=True)]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return places[order].astype("<u4"), owners[order].astype("<u4")


def _lines(texts: Iterable[str]) -> list[str]:
    """Keys of texts: folded, without spaces, with a mark before each later word."""
    # many times faster at once than one by one
    text = folded("\n".join(text.replace(_MARK, "") for text in texts))
    return _LATER_WORD.sub(_MARK, text).replace(" ", "").split("\n")


def _chosen(
    given: Sequence[CompletionEntry], texts: Sequence[str], lines: Sequence[str]
) -> list[int]:
    """The numbers of the entries to write: every text once, the best first."""
    chosen: dict[str, int] = {}
    weights = [entry.weight for entry in given]

    def preference(number: int) -> tuple[int, int, str]:
        return _KINDS.index(given[number].kind), -given[number].weight, texts[number]

    for number in range(len(given)):
        key = lines[number].replace(_MARK, "")
        other = chosen.setdefault(key, number)
        if other != number:
            kept = chosen[key] = min(other, number, key=preference)
            weights[kept] = max(weights[other], weights[number])
    chosen.pop("", None)
    return sorted(chosen.values(), key=lambda n: (-weights[n], len(texts[n]), texts[n]))


def _key(typed: str) -> bytes:
    """Letters of what was typed, without spaces."""
    return "".join(letters(folded(typed)).split()).encode("utf-8", "surrogatepass")


def _in_other_layout(typed: str) -> list[str]:
    """Text that the typed keys write in the other keyboard layout, if any."""
    typed = normalize(typed).text
    return [text for text in (to_latin(typed), to_hangul(typed, open_end=True)) if text]
