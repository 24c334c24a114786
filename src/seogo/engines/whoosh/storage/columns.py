"""The writer of the columns of a segment: Whoosh's files, in larger parts than Whoosh writes them."""

from __future__ import annotations

from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec, W3PerDocWriter
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.util.numeric import byte_to_length

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)])
"""The lengths of fields that Whoosh's bytes for them stand for, in order."""
_PART = 1 << 18


class DocumentWriter(W3PerDocWriter):
    """Whoosh's columns, but not value by value, which takes many times as long: numbers are written as arrays when all
    documents are known, bytes in large parts."""

    def __init__(self, codec: W3Codec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._numeric: dict[str, tuple[NumericColumn, list[int], list[int]]] = {}
        self._lengths: dict[str, tuple[list[int], list[int]]] = {}
        self._bytes: dict[str, _ByteBuffer] = {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        """Add a field of the current document: its ``value`` if it is stored, and its ``length`` in terms."""
        if value is not None:
            super().add_field(fieldname, fieldobj, value, 0)
        if length:
            documents, lengths = self._lengths.setdefault(fieldname, ([], []))
            documents.append(self._docnum)
            lengths.append(length)

    def add_column_value(self, fieldname: str, column: Any, value: Any) -> None:
        """Add the value of the current document to a column."""
        if isinstance(column, NumericColumn):
            _, documents, values = self._numeric.setdefault(fieldname, (column, [], []))
            documents.append(self._docnum)
            values.append(value)
        elif isinstance(column, VarBytesColumn):
            if fieldname not in self._bytes:
                self._create_column(fieldname, column)
                self._bytes[fieldname] = _ByteBuffer(self._get_column(fieldname))
            self._bytes[fieldname].add(self._docnum, value)
        else:
            super().add_column_value(fieldname, column, value)

    def close(self) -> None:
        """Write what is there and finish the files."""
        for name, (documents, lengths) in self._lengths.items():
            self._fieldlengths[name] = sum(lengths)
            found = np.searchsorted(_LENGTHS, lengths).clip(max=255)
            self._numeric[f"_{name}_len"] = LENGTHS_COLUMN, documents, found.tolist()
        for name, (column, documents, values) in self._numeric.items():
            # up to the last document with a value, as the reader takes the default from there on
            kind = f">{column._typecode}"
            numbers = np.full(documents[-1] + 1, column.default_value(), kind)
            numbers[documents] = np.array(values, kind)
            self._create_column(name, column)
            self._get_column(name)._dbfile.write(numbers.tobytes())
        for parts in self._bytes.values():
            parts.finish()
        super().close()


class _ByteBuffer:
    """A buffer of the values of a column of bytes; ``writer`` is Whoosh's."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._waiting: list[bytes] = []
        self._size = 0
        self._documents: list[int] = []
        self._lengths: list[int] = []

    def add(self, document: int, value: bytes) -> None:
        """The value of a document; documents come in order."""
        self._waiting.append(value)
        self._size += len(value)
        self._documents.append(document)
        self._lengths.append(len(value))
        if self._size > _PART:
            self._write()

    def finish(self) -> None:
        """Write the rest and tell the writer how long each value is."""
        self._write()
        lengths = np.zeros(self._documents[-1] + 1, np.int64)
        lengths[self._documents] = self._lengths
        offsets = np.cumsum(lengths) - lengths
        self._writer._lengths.extend(lengths.tolist())
        self._writer._offsets.extend(offsets.tolist())
        self._writer._offset_base = int(lengths.sum())
        self._writer._count = len(lengths)

    def _write(self) -> None:
        self._writer._dbfile.write(b"".join(self._waiting))
        self._waiting, self._size = [], 0
