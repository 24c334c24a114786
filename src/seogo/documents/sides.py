"""An indexed article as one of two that are aligned: its terms, blocks and sentences (seogo.alignment.passage_pairs)."""

from __future__ import annotations

from seogo.alignment.passage_pairs import Side
from seogo.documents.document import Record
from seogo.errors import IndexDamaged


def to_side(record: Record) -> Side:
    """An article as it was indexed. Raises IndexDamaged."""
    stored = record.unpack()
    try:
        blocks = stored.blocks
    except ValueError as error:
        raise IndexDamaged(record.path, str(error)) from error
    return Side(stored.title(), *stored.body(), blocks, stored.sentences)
