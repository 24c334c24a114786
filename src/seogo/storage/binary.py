"""Packed texts and columns of numbers, as bytes.

::

    version and width of the numbers, CRC-32 of the width and all that follows, sizes of the texts
    texts      UTF-8
    numbers    how many each column has, then the columns, little-endian and as wide as the largest one needs

They are not compressed: that would take longer than everything else, in writing and in reading, to save two fifths.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.unsignedinteger[Any]]

_HEAD: Final = struct.Struct("<BBI")
_LARGEST_NARROW: Final = 0xFFFF
_KINDS: Final = {width: np.dtype(f"<u{width}") for width in (2, 4)}


def pack(version: int, texts: Sequence[str], columns: Sequence[Sequence[int]]) -> bytes:
    """Texts and columns as bytes."""
    encoded = [text.encode() for text in texts]
    # an array takes a list much quicker than any other sequence, and only what is as wide as this one
    flat = array("I", list(map(len, columns)))
    for column in columns:
        flat.fromlist(column if isinstance(column, list) else list(column))
    numbers = np.array(flat, np.uint32)
    width = 2 if int(numbers.max(initial=0)) <= _LARGEST_NARROW else 4
    packed = numbers.astype(_KINDS[width]).tobytes()
    body = b"".join([_sizes(len(encoded)).pack(*map(len, encoded)), *encoded, packed])
    return _HEAD.pack(version, width, zlib.crc32(body, width)) + body


class Packed:
    """Packed texts and columns, unpacked one by one.

    Raises ValueError where the bytes are not of this version, with so many texts and columns.
    """

    __slots__ = ("_at", "_data", "borders", "numbers")

    def __init__(self, version: int, data: bytes, texts: int, columns: int) -> None:
        try:
            found, width, check = _HEAD.unpack_from(data)
            if found != version or zlib.crc32(memoryview(data)[_HEAD.size :], width) != check:
                raise ValueError("other bytes or another version")
            sizes = _sizes(texts)
            first = _HEAD.size + sizes.size
            self._at = list(accumulate(sizes.unpack_from(data, _HEAD.size), initial=first))
            self._data = data
            self.numbers: Numbers = np.frombuffer(data, _KINDS[width], offset=self._at[-1])
            """All columns one behind the other."""
            self.borders = list(accumulate(self.numbers[:columns].tolist(), initial=columns))
            """Where each column begins in them, and the last one ends."""
        except (struct.error, LookupError, TypeError) as error:
            raise ValueError(str(error)) from error

    def text(self, place: int) -> str:
        """A text. Raises ValueError."""
        return self._data[self._at[place] : self._at[place + 1]].decode()

    def column(self, place: int) -> Numbers:
        """A column."""
        return self.numbers[self.borders[place] : self.borders[place + 1]]


def unpack(
    version: int, data: bytes, texts: int, columns: int
) -> tuple[Sequence[str], Sequence[Numbers]]:
    """All of it, where so many texts and columns were packed. Raises ValueError where the bytes are not from there."""
    packed = Packed(version, data, texts, columns)
    return list(map(packed.text, range(texts))), list(map(packed.column, range(columns)))


class Columns:
    """Columns of numbers in some bytes, taken one behind the other; ``at`` is where the next one begins."""

    def __init__(self, data: bytes | memoryview, at: int) -> None:
        self._data = data
        self.at = at

    def take(self, kind: str, count: int) -> NDArray[Any]:
        """The next column, of ``count`` numbers of a ``kind`` (a dtype: ``<u4``); it shares the bytes."""
        found: NDArray[Any] = np.frombuffer(self._data, kind, count, self.at)
        self.at += found.nbytes
        return found


@cache
def _sizes(count: int) -> struct.Struct:
    return struct.Struct(f"<{count}I")
