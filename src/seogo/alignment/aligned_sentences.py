"""Aligned sentences of all translation pairs of an archive, with the terms in them: a file of a generation.

With it a word is counted over the whole archive without any article: its terms are found in one column, and so are those
of the sentences beside. As the payload of a container::

    uint32[12]   numbers of pairs and rows; for each language of terms, bytes of terms, tokens, and the widths of a code, a
                 count and a place; bytes of ids
    rows         uint32[pairs]    sentence pairs of each pair of articles, that of the titles first
    contents     uint32[pairs]    CRC-32 of the content hashes of both articles when they were aligned
    days         uint32[pairs]    for each language: the day of the article as YYYYMMDD, 0 where it has none
    borders      uint32[terms + 1]  for each language: where each term begins in the text, in the order of code points
    codes        uint[tokens]     for each language: the terms of all sentences in order, as numbers
    counts       uint[rows]       for each language: the terms of each sentence
    starts, ends uint[rows]       for each language: its range in the text of the article
    terms        bytes            for each language, UTF-8
    ids          bytes            those of each pair as lines, UTF-8: the Korean one, a tab, how many characters the English
                                  one has in common with it at the beginning, a tab, its other characters
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from seogo.alignment.passage_pairs import Span
from seogo.alignment.sentence_pairs import SentencePairs
from seogo.errors import IndexDamaged
from seogo.languages import Language
from seogo.storage.binary import Columns
from seogo.storage.container import Container, write_container
from seogo.storage.stamps import SENTENCES_FORMAT

_COUNTS: Final = struct.Struct("<15I")
_NUMBER: Final = {language: number for number, language in enumerate(Language)}

Rows = NDArray[np.int64]
"""Numbers of sentence pairs, or of tokens of one language, ascending."""


@dataclass(frozen=True, slots=True)
class _Side:
    """Sentences in one language."""

    borders: NDArray[Any]
    codes: NDArray[Any]
    counts: NDArray[Any]
    starts: NDArray[Any]
    ends: NDArray[Any]
    text: bytes | memoryview

    def term(self, code: int) -> str:
        return str(self.text[self.borders[code] : self.borders[code + 1]], "utf-8")

    def code(self, term: str) -> int | None:
        size = len(self.borders) - 1
        at = bisect_left(range(size), term, key=self.term)
        return at if at < size and self.term(at) == term else None


class AlignedSentences:
    """Aligned sentences of an archive. Rows are sentence pairs, numbered in the order of the pairs of articles."""

    def __init__(self, payload: bytes | memoryview) -> None:
        """Aligned sentences in the payload of a file, which may be mapped. Raises ValueError, struct.error."""
        pairs, rows, *sizes, ids = _COUNTS.unpack_from(payload)
        per_side = [sizes[0:6], sizes[6:12]]
        columns = Columns(payload, _COUNTS.size)
        self._pair_rows = columns.take("<u4", pairs)
        self._contents = columns.take("<u4", pairs)
        self._days = [columns.take("<u4", pairs) for _ in Language]
        sides = []
        for terms, _, tokens, wide, narrow, place in per_side:
            sides.append(
                (
                    columns.take("<u4", terms + 1),
                    columns.take(f"<u{wide}", tokens),
                    columns.take(f"<u{narrow}", rows),
                    columns.take(f"<u{place}", rows),
                    columns.take(f"<u{place}", rows),
                )
            )
        at = columns.at
        self._sides = []
        for side, (_, text, *_rest) in zip(sides, per_side, strict=True):
            self._sides.append(_Side(*side, memoryview(payload)[at : at + text]))
            at += text
        self._ids = memoryview(payload)[at : at + ids]
        if len(self._ids) != ids or int(self._pair_rows.sum()) != rows:
            raise ValueError("not the size that it says")

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Ids of the pairs of articles, Korean first."""
        lines = str(self._ids, "utf-8").split("\n") if len(self._ids) else []
        parts = (line.split("\t") for line in lines)
        return [(ko, ko[: int(shared)] + rest) for ko, shared, rest in parts]

    @property
    def size(self) -> int:
        """Number of rows."""
        return int(self._pair_borders[-1])

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """Numbers of the pairs that an article is in, by its id."""
        found: dict[str, list[int]] = {}
        for number, names in enumerate(self.pairs):
            for name in names:
                found.setdefault(name, []).append(number)
        return found

    @cached_property
    def _pair_borders(self) -> NDArray[np.int64]:
        return np.cumsum(np.append(0, self._pair_rows), dtype=np.int64)

    @cached_property
    def _token_borders(self) -> list[NDArray[np.int64]]:
        return [np.cumsum(np.append(0, side.counts), dtype=np.int64) for side in self._sides]

    @cached_property
    def _frequencies(self) -> list[NDArray[np.int64]]:
        return [np.bincount(side.codes) for side in self._sides]

    def occurrences(self, terms: Sequence[str], language: Language) -> Rows:
        """Numbers of the tokens with which terms side by side begin, in one sentence."""
        number = _NUMBER[language]
        side = self._sides[number]
        found = [side.code(term) for term in terms]
        codes = [code for code in found if code is not None]
        if not codes or len(codes) < len(terms):
            return np.zeros(0, np.int64)
        places = np.flatnonzero(side.codes == codes[0])
        if len(codes) > 1:
            places = places[places + len(codes) <= len(side.codes)]
            for step, code in enumerate(codes[1:], 1):
                places = places[side.codes[places + step] == code]
            last = self.rows_of(places + len(codes) - 1, language)
            places = places[self.rows_of(places, language) == last]
        return places

    def rows_of(self, tokens: Rows, language: Language) -> Rows:
        """The row of each token."""
        borders = self._token_borders[_NUMBER[language]]
        return np.searchsorted(borders, tokens, "right") - 1

    def terms(self, row: int, language: Language) -> list[str]:
        """The terms of a sentence, in order."""
        number = _NUMBER[language]
        borders, side = self._token_borders[number], self._sides[number]
        return [side.term(code) for code in side.codes[borders[row] : borders[row + 1]].tolist()]

    def orders(self, tokens: Rows, rows: Rows, language: Language) -> Rows:
        """The place of each token in the order of the terms, from 1; 0 for one that does not stand in its row."""
        number = _NUMBER[language]
        borders, codes = self._token_borders[number], self._sides[number].codes
        found: Rows = np.zeros(len(rows), np.int64)
        there = (tokens >= borders[rows]) & (tokens < borders[rows + 1])
        found[there] = codes[tokens[there]].astype(np.int64) + 1
        return found

    def frequency(self, term: str, language: Language) -> int:
        """How often a term stands in all sentences."""
        code = self._sides[_NUMBER[language]].code(term)
        return 0 if code is None else int(self._frequencies[_NUMBER[language]][code])

    def pairs_of(self, rows: Rows) -> Rows:
        """The number of the pair of articles of each row."""
        return np.searchsorted(self._pair_borders, rows, "right") - 1

    def is_of(self, pair: int, contents: str) -> bool:
        """Whether a pair of articles was aligned with these contents (seogo.alignment.sentence_pairs.to_contents)."""
        return int(self._contents[pair]) == crc32(contents.encode())

    def rows_in(self, pair: int) -> range:
        """The rows of a pair of articles."""
        return range(int(self._pair_borders[pair]), int(self._pair_borders[pair + 1]))

    def days_of(self, rows: Rows, language: Language) -> NDArray[Any]:
        """The day of the article of each row, YYYYMMDD, 0 where it has none."""
        days: NDArray[Any] = self._days[_NUMBER[language]][self.pairs_of(rows)]
        return days

    def is_title(self, row: int) -> bool:
        """Whether a row is that of the titles."""
        return int(self._pair_borders[int(self.pairs_of(np.array([row]))[0])]) == row

    def span(self, row: int, language: Language) -> Span:
        """Range of a sentence in the text of its article; nothing for a title."""
        side = self._sides[_NUMBER[language]]
        return int(side.starts[row]), int(side.ends[row])


def write_sentences(
    path: Path, pairs: Iterable[tuple[tuple[str, str], str, SentencePairs]]
) -> None:
    """Write the file of the sentence pairs of articles, with their ids (Korean, English) and contents. Raises OSError."""
    ids: list[str] = []
    rows: list[int] = []
    days: tuple[list[int], list[int]] = [], []
    codes: tuple[list[NDArray[np.uint32]], ...] = [], []
    numbers: tuple[dict[str, int], dict[str, int]] = {}, {}
    columns: tuple[list[list[int]], ...] = [[], [], []], [[], [], []]
    known_by: list[int] = []
    for names, contents, pair in pairs:
        known_by.append(crc32(contents.encode()))
        shared = sum(
            1 for _ in takewhile(lambda both: both[0] == both[1], zip(*names, strict=False))
        )
        ids.append(f"{names[0]}\t{shared}\t{names[1][shared:]}")
        rows.append(len(pair.korean.counts))
        for at, side in enumerate(pair.sides):
            days[at].append(_day(side.published))
            known = numbers[at]
            local = [known.setdefault(term, len(known)) for term in side.terms]
            codes[at].append(np.array(local, np.uint32)[np.array(side.codes, np.int64)])
            counts, starts, ends = columns[at]
            counts += side.counts
            starts += [span[0] for span in side.spans]
            ends += [span[1] for span in side.spans]
    head: list[int] = []
    bodies: list[bytes] = []
    texts: list[bytes] = []
    for at in (0, 1):
        terms = sorted(numbers[at])
        places = np.zeros(len(terms), np.uint32)
        places[[numbers[at][term] for term in terms]] = np.arange(len(terms), dtype=np.uint32)
        encoded = [term.encode() for term in terms]
        tokens = places[np.concatenate(codes[at])] if codes[at] else np.zeros(0, np.uint32)
        lengths, begins, stops = (np.array(column, np.uint32) for column in columns[at])
        wide, narrow, place = _width(tokens), _width(lengths), _width(stops)
        text = b"".join(encoded)
        head += [len(terms), len(text), len(tokens), wide, narrow, place]
        bodies += [
            np.cumsum([0, *map(len, encoded)], dtype="<u4").tobytes(),
            tokens.astype(f"<u{wide}").tobytes(),
            lengths.astype(f"<u{narrow}").tobytes(),
            begins.astype(f"<u{place}").tobytes(),
            stops.astype(f"<u{place}").tobytes(),
        ]
        texts.append(text)
    names_text = "\n".join(ids).encode()
    first = [np.array(column, "<u4").tobytes() for column in (rows, known_by, *days)]
    numbers_head = _COUNTS.pack(len(rows), sum(rows), *head, len(names_text))
    payload = b"".join([numbers_head, *first, *bodies, *texts, names_text])
    write_container(path, SENTENCES_FORMAT, payload)


def open_sentences(path: Path) -> AlignedSentences:
    """Aligned sentences in a file, which stays mapped while they are used. Raises IndexDamaged."""
    payload = Container(path, SENTENCES_FORMAT).checked()
    try:
        return AlignedSentences(payload)
    except (ValueError, struct.error) as error:
        raise IndexDamaged(path, str(error)) from error


def _width(numbers: NDArray[np.uint32]) -> int:
    """Bytes of the largest number."""
    largest = int(numbers.max(initial=0))
    return 1 if largest < 1 << 8 else 2 if largest < 1 << 16 else 4


def _day(published: str) -> int:
    """The day of a date in ISO 8601 as YYYYMMDD, with zeros where it has no day or month."""
    digits = published[:10].replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdecimal() and digits.isascii() else 0
