"""Vectors of articles in bytes: a byte for each number, and a scale for each vector."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from seogo.meaning.passages import Passages
from seogo.storage.binary import Columns

_HEAD: Final = struct.Struct("<III")
_WHOLE: Final = 127


@dataclass(frozen=True, slots=True)
class ArticleVectors:
    """Vectors of the passages of an article.

    ``starts`` and ``ends`` (int32 [n]) are those of its passages, ``rows`` (int8 [n, d]) times ``scales`` (float32 [n]) the
    vectors, of unit length; ``left_out`` counts passages that were not encoded.
    """

    starts: NDArray[Any]
    ends: NDArray[Any]
    scales: NDArray[Any]
    rows: NDArray[Any]
    left_out: int

    @classmethod
    def of(cls, passages: Passages, vectors: NDArray[np.float32]) -> Self:
        """Vectors (float32 [n, d]) of passages, quantized."""
        spans = np.array(passages.spans, "<i4").reshape(-1, 2)
        scales = np.maximum(np.abs(vectors).max(axis=1, initial=0) / _WHOLE, 1e-9).astype("<f4")
        rows = np.rint(vectors / scales[:, None]).astype(np.int8)
        return cls(spans[:, 0], spans[:, 1], scales, rows, passages.left_out)

    def matrix(self) -> NDArray[np.float32]:
        """The vectors: float32 [n, d]."""
        found: NDArray[np.float32] = self.rows * self.scales[:, None]
        return found

    def to_bytes(self) -> bytes:
        """Bytes for the cache."""
        head = _HEAD.pack(*self.rows.shape, self.left_out)
        columns = (self.starts, self.ends, self.scales, self.rows)
        return b"".join([head, *(column.tobytes() for column in columns)])

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The inverse of to_bytes. Raises ValueError for other bytes."""
        try:
            size, dimensions, left_out = _HEAD.unpack_from(data)
            columns = Columns(data, _HEAD.size)
            starts, ends, scales = (columns.take(kind, size) for kind in ("<i4", "<i4", "<f4"))
            rows = columns.take("i1", size * dimensions).reshape(size, dimensions)
        except struct.error as error:
            raise ValueError(str(error)) from error
        return cls(starts, ends, scales, rows, left_out)
