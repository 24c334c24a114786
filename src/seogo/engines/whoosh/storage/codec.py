"""Seogo's codec: Whoosh's segments with the inverted index of seogo.engines.whoosh.storage.postings.

Whoosh keeps schema, segments, columns, commits and deletes (its third codec); terms and postings lie in raw arrays, which
seogo.engines.whoosh.storage.reader reads. Whoosh's own queries do not work on these segments.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec

from seogo.engines.whoosh.storage.columns import DocumentWriter
from seogo.engines.whoosh.storage.postings import FieldArrays, InvertedIndex, InvertedWriter


class NumpyCodec(W3Codec):
    """Whoosh's third codec with terms and postings in arrays."""

    def per_document_writer(self, storage: Any, segment: Any) -> DocumentWriter:
        """The writer of the columns of a segment."""
        return DocumentWriter(self, storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """The writer of the inverted index of a segment."""
        return FieldWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """The inverted index of a segment that is merged. Raises IndexDamaged."""
        folder = Path(storage.folder)
        terms = folder / segment.make_filename(self.TERMS_EXT)
        return TermsReader(InvertedIndex(terms, folder / segment.make_filename(self.POSTS_EXT)))


class FieldWriter(base.FieldWriter):
    """The writer of the inverted index of a segment, field by field."""

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

    def close(self) -> None:
        """Finish the files."""
        self._writer.close()
        for file in self._files:
            file.close()
        self.is_closed = True


class TermsReader(base.TermsReader):
    """The inverted index of a segment, as far as Whoosh's merging of segments asks for it."""

    def __init__(self, inverted: InvertedIndex) -> None:
        self.inverted = inverted

    def indexed_field_names(self) -> list[str]:
        """The names of the fields."""
        return self.inverted.names()

    def close(self) -> None:
        """Let go of the files."""
        self.inverted.close()
