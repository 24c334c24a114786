"""Lexicon: translations of the terms of one language into terms of the other, with probabilities.

seogo.lexicon.training says where they are from. Terms are those of the index.

As the payload of a container, for both languages, Korean first::

    uint32[6]      for each language the number of terms, rows and bytes of text
    starts         uint32[terms + 1]   where each term begins in the text, in the order of code points
    firsts         uint32[terms + 1]   the first row of each term
    targets        uint32[rows]        terms of the other language, the most probable ones first
    supports       float32[rows]       expected numbers of passages
    probabilities  uint16[rows]        in parts of 65,535
    origins        uint8[rows]          255: forbidden, these two words never translate each other
    text           bytes               the terms, UTF-8
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from seogo.errors import IndexDamaged
from seogo.languages import Language
from seogo.storage.container import Container, write_container
from seogo.storage.stamps import LEXICON_FORMAT

POWER: Final = 0.2

_COUNTS: Final = struct.Struct("<6I")


class Origin(Enum):
    """Origin of a translation: the archive's glossary, the general one, translated passages, a gloss in the text, a name
    that sounds alike, the word itself, or passages near in meaning of articles that are not linked."""

    GLOSSARY = "glossary"
    GENERAL = "general"
    LEARNED = "learned"
    GLOSS = "gloss"
    NAME = "name"
    SAME = "same"
    TAUGHT = "taught"


MIN_SUPPORT: Final = 1.0
"""Support of a learned translation that readers are shown."""
_ORIGINS: Final = tuple(Origin)
_FORBIDDEN: Final = 255
_KINDS: Final = ("<u4", "<u4", "<u4", "<f4", "<u2", "u1")
_WHOLE: Final = 65_535


class Translation(NamedTuple):
    """Translation of a term: ``probability`` up to 1, ``support`` the expected number of passages in which it occurs."""

    term: str
    probability: float
    support: float
    origin: Origin

    @property
    def is_supported(self) -> bool:
        """Whether it was not learned, or from one expected passage at least: below that, words only happened to stand in the
        same few."""
        return self.support >= MIN_SUPPORT or self.origin not in (Origin.LEARNED, Origin.TAUGHT)

    @property
    def weight(self) -> float:
        """Factor of the score of the term: a power of the probability, between counting all translations alike
        (0) and by their probability (1)."""
        return float(self.probability**POWER)


Rows: TypeAlias = Mapping[str, Sequence[Translation]]


class Lexicon:
    """Translations of the terms of both languages, kept as a few arrays, and which terms (Korean, English) are ``forbidden``
    as translations of each other: no row has them."""

    def __init__(
        self, rows: Mapping[Language, Rows], forbidden: Iterable[tuple[str, str]] = ()
    ) -> None:
        barred: dict[Language, dict[str, list[str]]] = {language: {} for language in Language}
        for korean, english in sorted(set(forbidden)):
            barred[Language.KO].setdefault(korean, []).append(english)
            barred[Language.EN].setdefault(english, []).append(korean)
        terms = {
            language: sorted(
                {
                    *rows[language],
                    *barred[language],
                    *(t.term for row in rows[language.other].values() for t in row),
                }
            )
            for language in Language
        }
        self._halves = {
            language: _to_half(
                terms[language], terms[language.other], rows[language], barred[language]
            )
            for language in Language
        }

    def translations(self, term: str, language: Language) -> tuple[Translation, ...]:
        """Translations of a term of ``language``, the most probable first; none where it is unknown."""
        half, other = self._halves[language], self._halves[language.other]
        number = half.number(term)
        return () if number is None else tuple(half.row(number, other))

    def forbidden(self, term: str, language: Language) -> frozenset[str]:
        """Terms of the other language that never translate a term of ``language``."""
        half, other = self._halves[language], self._halves[language.other]
        number = half.number(term)
        return frozenset() if number is None else frozenset(half.forbidden(number, other))

    def rows(self, language: Language) -> Iterator[tuple[str, tuple[Translation, ...]]]:
        """Terms of a language that have translations, in the order of code points, with these."""
        half, other = self._halves[language], self._halves[language.other]
        for number in range(half.size):
            if row := tuple(half.row(number, other)):
                yield half.term(number), row

    def to_bytes(self) -> bytes:
        """Payload of its file."""
        halves = [self._halves[language] for language in Language]
        counts = [count for half in halves for count in half.counts]
        return b"".join([_COUNTS.pack(*counts), *(half.to_bytes() for half in halves)])

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Lexicon:
        """Lexicon of the payload of its file, which may be mapped into memory."""
        counts = _COUNTS.unpack_from(data)
        lexicon = cls.__new__(cls)
        lexicon._halves = {}
        at = _COUNTS.size
        for language, size in zip(Language, (counts[:3], counts[3:]), strict=True):
            lexicon._halves[language], at = _Half.from_bytes(data, at, *size)
        return lexicon


def write_lexicon(path: Path, lexicon: Lexicon) -> None:
    """Write the file of a lexicon. Raises OSError."""
    write_container(path, LEXICON_FORMAT, lexicon.to_bytes())


def open_lexicon(path: Path) -> Lexicon:
    """Lexicon in a file, which stays mapped while it is used. Raises IndexDamaged."""
    payload = Container(path, LEXICON_FORMAT).checked()
    try:
        return Lexicon.from_bytes(payload)
    except (ValueError, struct.error) as error:
        raise IndexDamaged(path, str(error)) from error


@dataclass(frozen=True, slots=True)
class _Half:
    """Terms of one language, and the rows of each."""

    columns: tuple[NDArray[Any], ...]
    """In the order of the file."""
    text: bytes | memoryview

    @property
    def size(self) -> int:
        return len(self.columns[0]) - 1

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.size, len(self.columns[2]), len(self.text)

    def term(self, number: int) -> str:
        starts = self.columns[0]
        return str(self.text[starts[number] : starts[number + 1]], "utf-8")

    def number(self, term: str) -> int | None:
        at = bisect_left(range(self.size), term, key=self.term)
        return at if at < self.size and self.term(at) == term else None

    def row(self, number: int, other: _Half) -> Iterator[Translation]:
        _, firsts, targets, supports, probabilities, origins = self.columns
        for at in range(firsts[number], firsts[number + 1]):
            if origins[at] != _FORBIDDEN:
                yield Translation(
                    other.term(int(targets[at])),
                    float(probabilities[at]) / _WHOLE,
                    float(supports[at]),
                    _ORIGINS[origins[at]],
                )

    def forbidden(self, number: int, other: _Half) -> Iterator[str]:
        _, firsts, targets, _, _, origins = self.columns
        for at in range(firsts[number], firsts[number + 1]):
            if origins[at] == _FORBIDDEN:
                yield other.term(int(targets[at]))

    def to_bytes(self) -> bytes:
        return b"".join(column.tobytes() for column in self.columns) + self.text

    @classmethod
    def from_bytes(
        cls, data: bytes | memoryview, at: int, terms: int, rows: int, text: int
    ) -> tuple[_Half, int]:
        """The half that begins at ``at``, and where it ends."""
        columns: list[NDArray[Any]] = []
        sizes = terms + 1, terms + 1, rows, rows, rows, rows
        for kind, count in zip(_KINDS, sizes, strict=True):
            columns.append(np.frombuffer(data, kind, count, at))
            at += columns[-1].nbytes
        return cls(tuple(columns), memoryview(data)[at : at + text]), at + text


def _to_half(
    terms: Sequence[str], others: Sequence[str], rows: Rows, barred: Mapping[str, Sequence[str]]
) -> _Half:
    numbers = {term: number for number, term in enumerate(others)}
    flat: list[tuple[str, float, float, Origin | None]] = []
    firsts = [0]
    for term in terms:
        flat += rows.get(term, ())
        flat += [(other, 0.0, 0.0, None) for other in barred.get(term, ())]
        firsts.append(len(flat))
    encoded = [term.encode() for term in terms]
    targets, probabilities, supports, origins = zip(*flat, strict=True) if flat else ((),) * 4
    codes: dict[Origin | None, int] = {origin: code for code, origin in enumerate(_ORIGINS)}
    codes[None] = _FORBIDDEN
    columns = (
        np.cumsum([0, *map(len, encoded)]),
        firsts,
        [numbers[target] for target in targets],
        supports,
        np.rint(np.array(probabilities) * _WHOLE),
        [codes[origin] for origin in origins],
    )
    arrays = (np.array(column, kind) for column, kind in zip(columns, _KINDS, strict=True))
    return _Half(tuple(arrays), b"".join(encoded))
