"""Texts and columns of numbers as bytes.

::

    version and width of the numbers, CRC-32 of the width and all that follows, sizes of the texts
    texts      UTF-8
    numbers    how many each column has, then the columns, little-endian and as wide as the largest one needs

They are not compressed: that would take longer than everything else, in writing and in reading, to save two fifths.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.unsignedinteger[Any]]

_HEAD: Final = struct.Struct("<BBI")


def pack(version: int, texts: Sequence[str], columns: Sequence[Sequence[int]]) -> bytes:
    """Texts and columns as bytes."""
    encoded = [text.encode() for text in texts]
    numbers = [*map(len, columns), *chain.from_iterable(columns)]
    try:
        width, packed = 2, array("H", numbers)
    except OverflowError:
        width, packed = 4, array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    body = b"".join([_sizes(len(encoded)).pack(*map(len, encoded)), *encoded, packed.tobytes()])
    return _HEAD.pack(version, width, zlib.crc32(body, width)) + body


def unpack(
    version: int, data: bytes, texts: int, columns: int
) -> tuple[Sequence[str], Sequence[Numbers]]:
    """The inverse, where so many texts and columns were packed. Raises ValueError where the bytes are not from there."""
    try:
        found, width, check = _HEAD.unpack_from(data)
        if found != version or zlib.crc32(memoryview(data)[_HEAD.size :], width) != check:
            raise ValueError("other bytes or another version")
        sizes = _sizes(texts)
        at = _HEAD.size + sizes.size
        read: list[str] = []
        for size in sizes.unpack_from(data, _HEAD.size):
            read.append(data[at : at + size].decode())
            at += size
        numbers = np.frombuffer(data, f"<u{width}", offset=at)
        arrays: list[Numbers] = []
        done = columns
        for length in numbers[:columns].tolist():
            arrays.append(numbers[done : done + length])
            done += length
        return read, arrays
    except (struct.error, LookupError, TypeError) as error:
        raise ValueError(str(error)) from error


def _sizes(count: int) -> struct.Struct:
    return struct.Struct(f"<{count}I")
