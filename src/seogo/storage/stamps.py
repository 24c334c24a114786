"""Stamps: the versions of everything that an index or a stored analysis depends on; no other module has one.

- The **analysis stamp** changes with terms, offsets and the format of stored analyses, and with Kiwi and its model. Words of
  the dictionary that occur in an article are added by seogo.indexing.analysis_cache.
- The **index stamp** changes with all files of a generation, the metadata fields, and the time zone of days. An index with
  another one is rebuilt from the stored analyses. Dictionary and glossary stand in the manifest of a generation, beside it.
- **Learning** changes with what the lexicon is learned from and how (seogo.indexing.lexicon_builder adds the glossaries).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Final, NamedTuple

from seogo.analysis.korean import kiwi_version


class FileFormat(NamedTuple):
    """Format of a binary file of an index: the eight bytes that it begins with, and a version."""

    magic: bytes
    version: int


ANALYSIS_VERSION: Final = 4
"""Raised when the same text gives other terms, offsets or sentences."""

ANALYSIS_FORMAT: Final = 8
"""Raised when a stored analysis has other bytes (one byte: at most 255)."""

LEARNING_VERSION: Final = 3
"""Raised when the same articles and word lists give another lexicon."""

FACTS_VERSION: Final = 3
"""Raised when the same bytes of an article file give other facts (seogo.articles.facts)."""

MANIFEST_VERSION: Final = 1
"""Raised when the manifest of a generation has other members."""

SCHEMA_VERSION: Final = 5
"""Raised when the fields of the Whoosh schema change."""

CODEC_VERSION: Final = 10
"""Raised when a file of a generation that has no version of its own changes: columns, stored records, redirects."""

CODEC_CLASS: Final = "seogo.engines.whoosh.storage.codec.NumpyCodec"
"""Class path that Whoosh's table of contents pickles: an index of another one cannot be opened."""

TERMS_FORMAT: Final = FileFormat(b"SEOGOTRM", 2)
POSTINGS_FORMAT: Final = FileFormat(b"SEOGOPST", 2)
DOCUMENT_TABLE_FORMAT: Final = FileFormat(b"SEOGOTAB", 2)
SUGGESTIONS_FORMAT: Final = FileFormat(b"SEOGOSUG", 2)
LEXICON_FORMAT: Final = FileFormat(b"SEOGOLEX", 2)


def analysis_stamp() -> str:
    """Stamp of every analysis, whatever the article and the dictionary. Kiwi is not loaded."""
    return f"{ANALYSIS_VERSION}/{ANALYSIS_FORMAT}/{kiwi_version()}"


def format_stamp(fields: Iterable[str]) -> str:
    """Part of the index stamp that readers depend on: all but the time zone. ``fields`` are the keyword fields."""
    files = (TERMS_FORMAT, POSTINGS_FORMAT, DOCUMENT_TABLE_FORMAT, SUGGESTIONS_FORMAT)
    versions = (
        *(SCHEMA_VERSION, CODEC_VERSION, MANIFEST_VERSION, FACTS_VERSION, ANALYSIS_FORMAT),
        *(form.version for form in (*files, LEXICON_FORMAT)),
    )
    names = ",".join(fields)
    return "/".join(["whoosh", version("Whoosh"), CODEC_CLASS, *map(str, versions), names, ""])


def index_stamp(fields: Iterable[str], zone: str) -> str:
    """Stamp of a generation; ``zone`` is the IANA name of the archive's time zone."""
    return format_stamp(fields) + zone
