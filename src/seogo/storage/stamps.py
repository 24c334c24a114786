"""Stamps: the versions of everything that an index or a stored analysis depends on; no other module has one.

- The **analysis stamp** changes with terms, offsets and the format of stored analyses, and with Kiwi and its model. Words of
  the dictionary that occur in an article are added by seogo.indexing.analysis_cache.
- The **index stamp** changes with all files of a generation, the indexed fields, and the time zone of days. An index with
  another one is rebuilt from the stored analyses. Dictionary and glossary stand in the manifest of a generation, beside it.
- **Learning** changes with what the lexicon is learned from and how (seogo.indexing.lexicon_builder adds the glossaries).

Every name in capitals that ends with ``_VERSION`` or ``_FORMAT`` is part of a stamp without being listed.
tests/storage/test_formats.py knows the bytes of each version, and fails where they change and the version does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Final, NamedTuple

from seogo.analysis.korean import kiwi_version


class FileFormat(NamedTuple):
    """Format of a binary file of an index: the eight bytes that it begins with, and a version."""

    magic: bytes
    version: int


ANALYSIS_VERSION: Final = 5
"""Raised when the same text gives other terms, offsets or sentences."""

ANALYSIS_FORMAT: Final = 8
"""Raised when a stored analysis has other bytes: its columns, or how they are packed (one byte: at most 255)."""

LEARNING_VERSION: Final = 5
"""Raised when the same articles and word lists give another lexicon, or its cached sources have other bytes."""

PAIR_FORMAT: Final = 1
"""Raised when cached sentence pairs have other bytes (one byte: at most 255)."""

FACTS_VERSION: Final = 3
"""Raised when the same bytes of an article file give other facts (seogo.articles.facts)."""

ARTICLES_FORMAT: Final = 3
"""Raised when what an index knows of the archive has other members (articles.json)."""

MANIFEST_VERSION: Final = 1
"""Raised when the manifest of a generation has other members."""

SCHEMA_VERSION: Final = 6
"""Raised when the fields of the Whoosh schema change."""

CODEC_VERSION: Final = 10
"""Raised when Whoosh's columns have other bytes or names."""

RECORD_FORMAT: Final = 2
"""Raised when what is stored with a document has other bytes, or its JSON other keys."""

REDIRECTS_FORMAT: Final = 1
"""Raised when former ids have other bytes (moved.json)."""

CODEC_CLASS: Final = "seogo.engines.whoosh.storage.codec.NumpyCodec"
"""Class path that Whoosh's table of contents pickles: an index of another one cannot be opened."""

TERMS_FORMAT: Final = FileFormat(b"SEOGOTRM", 2)
POSTINGS_FORMAT: Final = FileFormat(b"SEOGOPST", 2)
DOCUMENT_TABLE_FORMAT: Final = FileFormat(b"SEOGOTAB", 2)
SUGGESTIONS_FORMAT: Final = FileFormat(b"SEOGOSUG", 2)
LEXICON_FORMAT: Final = FileFormat(b"SEOGOLEX", 3)
SENTENCES_FORMAT: Final = FileFormat(b"SEOGOSEN", 1)
MEANING_FORMAT: Final = FileFormat(b"SEOGOVEC", 5)
"""Raised also when the same article has other passages to encode."""
SIGHTINGS_FORMAT: Final = FileFormat(b"SEOGOSIG", 1)
OPENSEARCH_FORMAT: Final = FileFormat(b"SEOGOVOC", 2)
"""Of the vocabulary beside an index on OpenSearch; raised also when documents, fields or analyzers there are others."""


def analysis_stamp() -> str:
    """Stamp of every analysis, whatever the article and the dictionary. Kiwi is not loaded."""
    return f"{ANALYSIS_VERSION}/{ANALYSIS_FORMAT}/{kiwi_version()}"


def format_stamp(fields: Iterable[str], *, cluster: bool = False) -> str:
    """Part of the index stamp that readers depend on; ``fields`` are the indexed ones, and the engine is Whoosh, or that on a
    ``cluster``."""
    left_out = _FOR_BUILDERS | _OF_CONTENT | (_OF_WHOOSH if cluster else _OF_CLUSTER)
    versions = _versions(lambda name: name not in left_out)
    engine = ["opensearch"] if cluster else ["whoosh", version("Whoosh"), CODEC_CLASS]
    return "/".join([*engine, versions, ",".join(fields), ""])


def index_stamp(fields: Iterable[str], zone: str, *, cluster: bool = False) -> str:
    """Stamp of a generation; ``zone`` is the IANA name of the archive's time zone."""
    written = format_stamp(fields, cluster=cluster)
    return f"{written}{_versions(_FOR_BUILDERS.__contains__)}/{zone}"


_FOR_BUILDERS: Final = frozenset({"FACTS_VERSION", "ARTICLES_FORMAT"})
"""Versions of what only an index run reads: searches go on in an index of another one until the next run."""

_OF_CLUSTER: Final = frozenset({"OPENSEARCH_FORMAT"})
_OF_WHOOSH: Final = frozenset(
    {
        *("SCHEMA_VERSION", "CODEC_VERSION", "TERMS_FORMAT", "POSTINGS_FORMAT"),
        "DOCUMENT_TABLE_FORMAT",
    }
)
"""Versions of what one engine alone writes."""

_OF_CONTENT: Final = frozenset({"ANALYSIS_VERSION", "LEARNING_VERSION", "SIGHTINGS_FORMAT"})
"""Versions in stamps of their own: of each analysis, of the lexicon, and of a file beside the generations."""


def _versions(counts: Callable[[str], bool]) -> str:
    """The versions above whose names count, by name."""
    found = {
        name: value.version if isinstance(value, FileFormat) else value
        for name, value in globals().items()
        if name.endswith(("_VERSION", "_FORMAT")) and counts(name)
    }
    return ",".join(f"{name}={found[name]}" for name in sorted(found))
