"""Seogo's documents as stock Whoosh fields.

Whoosh gets lists of finished terms, which it stores as they are; the analyzers that its field types carry are never
asked. Everything that is read per document is a column, so that no pickled record is opened for a hit.
"""

from __future__ import annotations

from whoosh import columns, fields
from whoosh.analysis import IDAnalyzer

from seogo.engines.base import KEYWORD_FIELDS, TEXT_FIELDS, field_name
from seogo.languages import Language

NO_DAY = 0
"""The day of undated documents; ``date.toordinal()`` begins at 1."""

_WITHOUT_POSITIONS = frozenset({"tags", "compounds", "quantities"})


def build_schema() -> fields.Schema:
    """The Whoosh schema of an index."""
    schema = fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        group=fields.COLUMN(columns.NumericColumn("Q")),
        day=fields.COLUMN(columns.NumericColumn("i", default=NO_DAY)),
        hash=fields.COLUMN(columns.VarBytesColumn()),
        stored=fields.COLUMN(columns.VarBytesColumn()),
    )
    for field in KEYWORD_FIELDS:
        schema.add(field, fields.ID())
    for language in Language:
        for field in TEXT_FIELDS:
            phrase = field not in _WITHOUT_POSITIONS
            text = fields.TEXT(analyzer=IDAnalyzer(), phrase=phrase, stored=False)
            schema.add(field_name(field, language), text)
    return schema
