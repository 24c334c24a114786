"""Seogo's codec: Whoosh's segments with the inverted index of seogo.engines.whoosh.storage.postings.

Whoosh keeps schema, segments, columns, commits and deletes (its third codec); terms and postings lie in raw arrays, and a
Matcher over them lets every stock Whoosh query work on these segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import formats
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from seogo.engines.whoosh.storage.columns import DocumentWriter
from seogo.engines.whoosh.storage.postings import (
    FieldArrays,
    FieldIndex,
    InvertedIndex,
    InvertedWriter,
)


class NumpyCodec(W3Codec):
    """Whoosh's third codec with terms and postings in arrays."""

    def per_document_writer(self, storage: Any, segment: Any) -> DocumentWriter:
        """See whoosh.codec.base.Codec."""
        return DocumentWriter(self, storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """See whoosh.codec.base.Codec."""
        return FieldWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """See whoosh.codec.base.Codec."""
        folder = Path(storage.folder)
        terms = folder / segment.make_filename(self.TERMS_EXT)
        return TermsReader(InvertedIndex(terms, folder / segment.make_filename(self.POSTS_EXT)))


class FieldWriter(base.FieldWriter):
    """Writes the inverted index of a segment: whole fields by ``write``, or posting by posting as stock writers do."""

    def __init__(self, codec: NumpyCodec, storage: Any, segment: Any) -> None:
        self._files = [
            segment.create_file(storage, extension)
            for extension in (codec.TERMS_EXT, codec.POSTS_EXT)
        ]
        terms, postings = (file.file for file in self._files)
        self._writer = InvertedWriter(terms, postings)
        self.is_closed = False

    def write(self, name: str, arrays: FieldArrays) -> None:
        """Write one whole field; fields come in the order of their names."""
        self._writer.add(name, arrays)

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Any]) -> None:
        """Write sorted postings (field, term, document, weight, value), as stock writers give them."""
        del lengths
        field = ""
        keys: list[bytes] = []
        starts: list[int] = []
        ids: list[int] = []
        counts: list[int] = []
        positions: list[int] = []

        def close() -> None:
            if not ids:
                return
            spaced = isinstance(schema[field].format, formats.Positions)
            several = spaced or any(count != 1 for count in counts)
            self.write(
                field,
                FieldArrays(
                    list(keys),
                    np.array([*starts, len(ids)], np.int64),
                    np.array(ids, np.uint32),
                    np.array(counts, np.uint32) if several else None,
                    np.array(positions, np.uint32) if spaced else None,
                ),
            )
            for column in (keys, starts, ids, counts, positions):
                column.clear()

        for name, term, document, weight, value in items:
            if name != field:
                close()
                field = name
            if not keys or keys[-1] != term:
                keys.append(term)
                starts.append(len(ids))
            ids.append(document)
            counts.append(int(weight))
            if isinstance(schema[name].format, formats.Positions):
                positions += schema[name].format.decode_positions(value)
        close()

    def close(self) -> None:
        """Finish the files."""
        self._writer.close()
        for file in self._files:
            file.close()
        self.is_closed = True


class TermsReader(base.TermsReader):
    """The terms of a segment as Whoosh asks for them."""

    def __init__(self, inverted: InvertedIndex) -> None:
        self.inverted = inverted

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) is not None

    def indexed_field_names(self) -> list[str]:
        """The names of the fields."""
        return self.inverted.names()

    def cursor(self, fieldname: str, fieldobj: Any) -> Cursor:
        """A cursor over the terms of a field."""
        return Cursor(self.inverted.field(fieldname), fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All fields and terms."""
        return self.inverted.terms()

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Terms from ``prefix`` on; those of later fields too, as Whoosh has it."""
        return (term for term in self.terms() if term >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Terms from ``prefix`` on with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of a term. Raises TermNotFound.

        Lengths are the widest that are possible: Whoosh uses them as bounds only.
        """
        found = self._number(fieldname, text)
        if found is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        field, number = found
        ids, counts = field.postings(number)
        return TermInfo(
            weight=field.weight(number),
            df=len(ids),
            minlength=1,
            maxlength=1 << 20,
            maxweight=1 if counts is None else int(counts.max()),
            minid=int(ids[0]),
            maxid=int(ids[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> int:
        """How often a term occurs; 0 where it is unknown."""
        found = self._number(fieldname, text)
        return found[0].weight(found[1]) if found else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term occurs; 0 where it is unknown."""
        found = self._number(fieldname, text)
        return found[0].frequency(found[1]) if found else 0

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> ArrayMatcher:
        """The postings of a term. Raises TermNotFound."""
        info = self.term_info(fieldname, text)
        found = self._number(fieldname, text)
        assert found is not None
        return ArrayMatcher(*found, format_, (fieldname, text), info, scorer)

    def close(self) -> None:
        """Let go of the files."""
        self.inverted.close()

    def _number(self, fieldname: str, text: bytes) -> tuple[FieldIndex, int] | None:
        field = self.inverted.field(fieldname)
        number = None if field is None else field.number(text)
        return None if field is None or number is None else (field, number)


class Cursor(base.FieldCursor):
    """Walks over the terms of a field."""

    def __init__(self, field: FieldIndex | None, fieldobj: Any) -> None:
        self._field = field
        self._fieldobj = fieldobj
        self._at = 0

    def first(self) -> Any:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, term: Any) -> Any:
        """Go to the first term that is not before this one."""
        key = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._at = self._field.find(key) if self._field is not None else 0
        return self.text()

    def next(self) -> Any:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """The term, or None behind the last one."""
        if not self.is_valid():
            return None
        assert self._field is not None
        return self._fieldobj.from_bytes(self._field.key(self._at))

    def term_info(self) -> TermInfo | None:
        """Statistics of the term, as far as cursors need them."""
        if not self.is_valid():
            return None
        assert self._field is not None
        return TermInfo(df=self._field.frequency(self._at), weight=self._field.weight(self._at))

    def is_valid(self) -> bool:
        """Whether it stands on a term."""
        return self._field is not None and self._at < len(self._field)


class ArrayMatcher(LeafMatcher):
    """Whoosh's Matcher over the arrays of one term."""

    def __init__(
        self,
        field: FieldIndex,
        number: int,
        format_: Any,
        term: tuple[str, bytes],
        info: TermInfo,
        scorer: Any,
    ) -> None:
        self._index = field
        self._number = number
        self.format = format_
        self._term = term
        self._info = info
        self.scorer = scorer
        self._ids, self._counts = field.postings(number)
        self._at = 0

    def is_active(self) -> bool:
        """Whether it stands on a posting."""
        return self._at < len(self._ids)

    def reset(self) -> None:
        """Back to the first posting."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Another one at the same place."""
        other = ArrayMatcher(
            self._index, self._number, self.format, self._term, self._info, self.scorer
        )
        other._at = self._at
        return other

    def id(self) -> int:
        """The document."""
        return int(self._ids[self._at])

    def all_ids(self) -> Iterator[int]:
        """The documents from here on."""
        return iter(self._ids[self._at :].tolist())

    def weight(self) -> float:
        """How often the term occurs in it."""
        return 1.0 if self._counts is None else float(self._counts[self._at])

    def next(self) -> bool:
        """Go to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, target: int) -> None:
        """Go to the first document from ``target`` on."""
        if not self.is_active():
            raise ReadTooFar
        if target > self.id():
            self._at += int(np.searchsorted(self._ids[self._at :], target))

    def skip_to_quality(self, minquality: float) -> int:
        """Go to the next block that may score more; there is one block."""
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._ids)
        return 1

    def supports_block_quality(self) -> bool:
        """Whether the scorer can bound the score."""
        return bool(self.scorer and self.scorer.supports_block_quality())

    def block_quality(self) -> float:
        """A bound on the score."""
        return float(self.scorer.max_quality())

    def block_min_length(self) -> int:
        """A bound on the lengths."""
        return int(self._info.min_length())

    def block_max_length(self) -> int:
        """A bound on the lengths."""
        return int(self._info.max_length())

    def block_max_weight(self) -> float:
        """The largest weight."""
        return float(self._info.max_weight())

    def positions(self) -> NDArray[Any]:
        """Where the term stands in the document."""
        found, borders = self._index.positions_of(self._number)
        return found[borders[self._at] : borders[self._at + 1]]

    def value(self) -> bytes:
        """The posting's value as Whoosh's formats have it."""
        if isinstance(self.format, formats.Positions):
            return bytes(self.format.encode(self.positions().tolist()))
        return b""

    def value_as(self, astype: str) -> Any:
        """The posting as ``positions``, ``frequency`` or ``weight``."""
        if astype == "positions":
            return self.positions().tolist()
        if astype in ("frequency", "weight"):
            return self.weight()
        return super().value_as(astype)
