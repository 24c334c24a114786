"""An indexed article as one of two that are aligned: its terms, blocks and sentences (seogo.bridge.passages)."""

from __future__ import annotations

from seogo.bridge.passages import Side
from seogo.documents import Record
from seogo.errors import IndexDamaged


def to_side(record: Record) -> Side:
    """An article as it was indexed. Raises IndexDamaged."""
    stored = record.unpack()
    try:
        blocks = stored.blocks
    except ValueError as error:
        raise IndexDamaged(record.path, str(error)) from error
    return Side(stored.title(), *stored.body(), blocks, stored.sentences)
