"""Vectors of an index: one file of a generation, mapped into memory, in which near ones are found.

A search looks at the signs of all vectors, a bit for each number, and at the vectors themselves of those alone whose signs
differ in the fewest places from those of the query.

As a container. All numbers are little-endian; articles stand in the order of their languages and then of their ids, so that
those of a language are one range::

    head       uint32 articles, passages, dimensions, Korean articles, bytes of texts; CRC-32 of all behind the rows
    rows       int8[passages, dimensions]   vectors without their scale
    signs      uint64[dimensions / 64, passages]   a bit for each number: whether it is above 0
    sums       uint32[passages]             CRC-32 of each row
    scales     float32[passages]
    starts     int32[passages]              where a passage begins in the text of its article; -1: it is the title
    ends       int32[passages]
    firsts     uint32[articles + 1]         the first passage of each article
    left_out   uint32[articles]             passages that were not encoded
    names      uint32[articles + 1]         where the id of each begins in the texts
    texts      the ids, then the content hashes (64 bytes each), then the rules
"""

from __future__ import annotations

import os
import struct
import weakref
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from seogo.errors import IndexDamaged
from seogo.languages import Language
from seogo.meaning.store import ArticleVectors
from seogo.messages import Message
from seogo.storage.binary import Columns
from seogo.storage.container import HEAD_SIZE, Container, container_head
from seogo.storage.stamps import MEANING_FORMAT

_HEAD: Final = struct.Struct("<6I")
_HASH: Final = 64
"""Bytes of a content hash: SHA-256 in hex."""
_BITS: Final = 64
_BLOCK: Final = 16_384
"""Passages whose signs are compared at once: what that takes stays in the processor's caches."""
_CANDIDATES: Final = 1_000
"""Vectors that are compared with the query's at first; more where they are of too few articles."""
_MORE: Final = 8


class Near(NamedTuple):
    """Article that is near: its best passage is at ``start``:``end`` of its plain text (-1, -1: its title), with the cosine
    ``similarity``."""

    id: str
    language: Language
    similarity: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IndexedVectors:
    """Vectors of an article with its id, its language and the content hash of its file."""

    id: str
    language: Language
    content_hash: str
    vectors: ArticleVectors


def write_vectors(path: Path, rules: str, articles: Iterable[IndexedVectors]) -> None:
    """Write the file; ``articles`` come in the order of their languages and ids, and are not kept. ``rules`` is what they
    were made with: a version of passages, a space, the stamp of the encoder. Raises OSError."""
    path.unlink(missing_ok=True)  # it may be a hard link to that of an older generation
    ids: list[bytes] = []
    hashes: list[bytes] = []
    sizes: list[int] = []
    left_out: list[int] = []
    sums: list[int] = []
    signs, scales, starts, ends = [], [], [], []
    korean = dimensions = 0
    with path.open("wb") as file:
        file.write(bytes(HEAD_SIZE + _HEAD.size))
        for article in articles:
            found = article.vectors
            ids.append(article.id.encode())
            hashes.append(article.content_hash.encode())
            sizes.append(len(found.rows))
            left_out.append(found.left_out)
            signs.append(_signs(found.rows))
            sums += map(zlib.crc32, found.rows)
            scales.append(found.scales)
            starts.append(found.starts)
            ends.append(found.ends)
            korean += article.language is Language.KO
            dimensions = found.rows.shape[1]
            file.write(found.rows.tobytes())
        texts = b"".join([*ids, *hashes, rules.encode()])
        columns = (
            np.concatenate([np.empty((0, dimensions // _BITS), "<u8"), *signs]).T,
            np.array(sums, "<u4"),
            np.concatenate([np.empty(0), *scales]).astype("<f4"),
            np.concatenate([np.empty(0), *starts]).astype("<i4"),
            np.concatenate([np.empty(0), *ends]).astype("<i4"),
            np.array([*accumulate(sizes, initial=0)], "<u4"),
            np.array(left_out, "<u4"),
            np.array([*accumulate(map(len, ids), initial=0)], "<u4"),
        )
        behind = b"".join([*(column.tobytes() for column in columns), texts])
        file.write(behind)
        length = file.tell()
        head = _HEAD.pack(
            *(len(ids), sum(sizes), dimensions, korean, len(texts), zlib.crc32(behind))
        )
        file.seek(0)
        file.write(container_head(MEANING_FORMAT, length, head) + head)


class Vectors:
    """Opened vectors of an index; ``rules`` is what they were made with (see write_vectors), ``stamp`` the stamp of the
    encoder among it.

    Raises IndexDamaged. Several threads may use one.
    """

    def __init__(self, path: Path) -> None:
        container = Container(path, MEANING_FORMAT)
        # Vectors are read, not mapped: what searches have touched would stay in memory, in the end all of them.
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)
        self._path = path
        try:
            self._open(container)
        except (struct.error, ValueError) as error:
            raise IndexDamaged(path, str(error)) from error

    def _open(self, container: Container) -> None:
        self._articles: int
        self._korean: int
        head = _HEAD.unpack_from(container.checked(_HEAD.size))
        self._articles, passages, dimensions, self._korean, size, check = head
        payload = container.payload
        at = _HEAD.size + passages * dimensions
        if zlib.crc32(payload[at:]) != check:
            raise IndexDamaged(container.path, Message("damage.checksum"))
        self._dimensions = dimensions
        columns = Columns(payload, at)
        words = dimensions // _BITS
        self._signs = columns.take("<u8", words * passages).reshape(words, passages)
        self._sums = columns.take("<u4", passages)
        self._scales = columns.take("<f4", passages)
        self._starts = columns.take("<i4", passages)
        self._ends = columns.take("<i4", passages)
        self._firsts = columns.take("<u4", self._articles + 1)
        self._left_out = columns.take("<u4", self._articles)
        self._names = columns.take("<u4", self._articles + 1)
        self._texts = payload[columns.at : columns.at + size]
        self.rules = self._text(self._hash_at(self._articles), size)
        self.stamp = self.rules.partition(" ")[2]

    @property
    def articles(self) -> int:
        """Number of articles."""
        return self._articles

    @property
    def passages(self) -> int:
        """Number of passages."""
        found: int = self._firsts.item(self._articles)
        return found

    @property
    def left_out(self) -> int:
        """Number of passages that were not encoded, as their articles are long."""
        found: int = self._left_out.sum().item()
        return found

    def nearest(
        self, vector: NDArray[np.float32], language: Language | None, most: int
    ) -> list[Near]:
        """Up to ``most`` articles of a language (None: of both) by the best of their passages, the most similar first.

        ``vector`` is float32 [dimensions], of unit length.
        """
        first, last = self._range(language)
        if first == last:
            return []
        differing = self._differing(_signs(vector), first, last)
        size = _CANDIDATES
        while True:
            places = _least(differing, size) + first
            found = self._best(places, self._similarity(vector, places), most)
            if len(found) == most or len(places) == last - first:
                return found
            size *= _MORE

    def nearness(self, vector: NDArray[np.float32], names: Sequence[str]) -> dict[str, Near]:
        """The passage of each of some articles that is nearest to a vector, by their ids; without those that have none here.

        Raises IndexDamaged.
        """
        articles = sorted({place for name in names for place in self._places_of(name)})
        if not articles:
            return {}
        places = np.concatenate(
            [np.arange(self._firsts[place], self._firsts[place + 1]) for place in articles]
        ).astype(np.int64)
        found = self._best(places, self._similarity(vector, places), len(articles))
        return {near.id: near for near in found}

    def ids(self) -> dict[str, str]:
        """Content hashes of the files of articles by their ids."""
        return {self._id(place): self._content_hash(place) for place in range(self._articles)}

    def places(self) -> dict[str, int]:
        """Numbers of the articles by the content hashes of their files."""
        return {self._content_hash(place): place for place in range(self._articles)}

    def language(self, place: int) -> Language:
        """Language of an article by its number."""
        return Language.KO if place < self._korean else Language.EN

    def article(self, place: int) -> ArticleVectors:
        """Vectors of an article by its number."""
        rows = slice(self._firsts.item(place), self._firsts.item(place + 1))
        return ArticleVectors(
            self._starts[rows],
            self._ends[rows],
            self._scales[rows],
            self._matrix(self._read(rows.start, rows.stop - rows.start)),
            self._left_out.item(place),
        )

    def article_of(self, name: str) -> ArticleVectors | None:
        """Vectors of the article with an id."""
        return next((self.article(place) for place in self._places_of(name)), None)

    def _range(self, language: Language | None) -> tuple[int, int]:
        """Passages of a language."""
        border = self._firsts.item(self._korean)
        first = border if language is Language.EN else 0
        last = border if language is Language.KO else self.passages
        return first, last

    def _differing(self, signs: NDArray[Any], first: int, last: int) -> NDArray[np.uint16]:
        """In how many places the signs of some passages differ from those of a vector."""
        differing = np.empty(last - first, np.uint16)
        for at in range(first, last, _BLOCK):
            end = min(at + _BLOCK, last)
            bits = np.bitwise_count(self._signs[:, at:end] ^ signs[:, None])
            bits.sum(axis=0, dtype=np.uint16, out=differing[at - first : end - first])
        return differing

    def _similarity(
        self, vector: NDArray[np.float32], places: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Cosines of a vector and those of some passages. Raises IndexDamaged."""
        rows = [*self._rows(places)]
        if [*map(zlib.crc32, rows)] != self._sums[places].tolist():
            raise IndexDamaged(self._path, Message("damage.checksum"))
        similarity: NDArray[np.float32] = self._matrix(b"".join(rows)).astype(np.float32) @ vector
        similarity *= self._scales[places]
        return similarity

    def _rows(self, places: NDArray[np.int64]) -> Iterator[bytes]:
        """Vectors of some passages, those that follow each other read at once."""
        size = self._dimensions
        for run in np.split(places, (np.diff(places) != 1).nonzero()[0] + 1):
            data = self._read(int(run[0]), len(run)) if len(run) else b""
            yield from (data[at : at + size] for at in range(0, len(data), size))

    def _read(self, place: int, count: int) -> bytes:
        """Vectors from that of a passage on."""
        at = HEAD_SIZE + _HEAD.size + place * self._dimensions
        return os.pread(self._file, count * self._dimensions, at)

    def _matrix(self, data: bytes) -> NDArray[np.int8]:
        return np.frombuffer(data, np.int8).reshape(-1, self._dimensions)

    def _best(self, places: NDArray[Any], similarity: NDArray[np.float32], most: int) -> list[Near]:
        """The best of some passages for each article."""
        order = np.argsort(-similarity, kind="stable")
        articles = np.searchsorted(self._firsts, places[order], side="right") - 1
        _, firsts = np.unique(articles, return_index=True)
        found = []
        for at in np.sort(firsts)[:most].tolist():
            article, place = articles.item(at), places.item(order.item(at))
            span = self._starts.item(place), self._ends.item(place)
            score = min(1.0, similarity.item(order.item(at)))
            found.append(Near(self._id(article), self.language(article), score, *span))
        return found

    def _places_of(self, name: str) -> Iterator[int]:
        """The number of the article with an id, if there is one."""
        for first, last in ((0, self._korean), (self._korean, self._articles)):
            place = bisect_left(range(first, last), name, key=self._id) + first
            if place < last and self._id(place) == name:
                yield place

    def _id(self, article: int) -> str:
        return self._text(self._names.item(article), self._names.item(article + 1))

    def _content_hash(self, article: int) -> str:
        return self._text(self._hash_at(article), self._hash_at(article + 1))

    def _text(self, start: int, end: int) -> str:
        return bytes(self._texts[start:end]).decode()

    def _hash_at(self, article: int) -> int:
        names: int = self._names.item(self._articles)
        return names + _HASH * article


def _signs(vectors: NDArray[Any]) -> NDArray[np.uint64]:
    """Signs of vectors [..., dimensions], a bit for each: uint64 [..., dimensions / 64]."""
    return np.packbits(vectors > 0, axis=-1).view("<u8")


def _least(counts: NDArray[np.uint16], size: int) -> NDArray[np.int64]:
    """Places of ``size`` of the least of small counts, ascending; of equal ones the first."""
    if size >= len(counts):
        return np.arange(len(counts))
    below = np.bincount(counts).cumsum()
    border = int(np.searchsorted(below, size))
    places: NDArray[np.int64] = (counts <= border).nonzero()[0]
    equal = (counts[places] == border).nonzero()[0]
    return np.delete(places, equal[len(equal) - (len(places) - size) :])
