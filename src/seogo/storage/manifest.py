"""Manifests of generations: what an index was built with, and marks of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from seogo.errors import IndexDamaged, IndexStale
from seogo.messages import Message
from seogo.storage.stamps import MANIFEST_VERSION


@dataclass(frozen=True, slots=True)
class FileMark:
    """Mark of a file of a generation as it was written: bytes, modification time (ns) and SHA-256 (hex)."""

    size: int
    modified: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Manifest of a generation. ``index_stamp`` is that of seogo.storage.stamps; ``dictionary`` and ``glossary`` are the word
    lists that it was built with; ``files`` holds a mark for each file by its path in the generation."""

    number: int
    built_at: str
    index_stamp: str
    articles: int
    dictionary: tuple[str, ...]
    glossary: tuple[Mapping[str, Any], ...]
    files: Mapping[str, FileMark] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that differ for every generation."""
        return hashlib.sha256(self.to_bytes()).hexdigest()[:16]

    def to_bytes(self) -> bytes:
        """JSON under its own SHA-256."""
        data = {
            "version": MANIFEST_VERSION,
            "number": self.number,
            "built_at": self.built_at,
            "index_stamp": self.index_stamp,
            "articles": self.articles,
            "dictionary": self.dictionary,
            "glossary": self.glossary,
            "files": {
                name: [mark.size, mark.modified, mark.sha256] for name, mark in self.files.items()
            },
        }
        encoded = json.dumps(data, ensure_ascii=False, sort_keys=True).encode()
        return hashlib.sha256(encoded).hexdigest().encode() + b"\n" + encoded

    @classmethod
    def from_bytes(cls, raw: bytes, file: Path) -> Manifest:
        """The manifest that `to_bytes` gave; errors name ``file``. Raises IndexDamaged, or
        IndexStale where another version of Seogo wrote it."""
        digest, _, encoded = raw.partition(b"\n")
        if hashlib.sha256(encoded).hexdigest().encode() != digest:
            raise IndexDamaged(file, Message("damage.checksum"))
        try:
            data = json.loads(encoded)
            if data["version"] != MANIFEST_VERSION:
                raise IndexStale(Message("index.stale"))
            return cls(
                data["number"],
                data["built_at"],
                data["index_stamp"],
                data["articles"],
                tuple(data["dictionary"]),
                tuple(data["glossary"]),
                {name: FileMark(*mark) for name, mark in data["files"].items()},
            )
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            # whole, but of other members
            raise IndexStale(Message("index.stale")) from error
