"""A generation of the index on disk: its files under its manifest, and the lease of those who read it."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from seogo.errors import IndexDamaged
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.storage.manifest import FileMark, Manifest

MANIFEST: Final = "manifest.json"
LEASE: Final = "lease"
_CHECKED_ELSEWHERE = (
    *(".trm", ".pst", ".table", ".stored.col", "suggestions", "lexicon", "meaning"),
    *("articles.json", ".hash.col", ".id.col", ".group.col", ".day.col"),
)
"""Ends of the names of files whose readers check what they read, and of those that only an index run reads, which checks all
first."""


@dataclass(frozen=True, slots=True)
class Generation:
    """Published generation on disk."""

    folder: Path
    manifest: Manifest

    def verify(self, *, thorough: bool) -> None:
        """Check every file against the manifest; raises IndexDamaged.

        Files whose size and time are as written are believed, unless ``thorough``: then all contents are read.
        """
        for name, mark in self.manifest.files.items():
            path = self.folder / name
            with reading(path):
                found = path.stat()
                if found.st_size != mark.size:
                    raise IndexDamaged(
                        path, Message("damage.size", count=found.st_size, expected=mark.size)
                    )
                doubted = thorough or found.st_mtime_ns != mark.modified
                if doubted and sha256(path) != mark.sha256:
                    raise IndexDamaged(path, Message("damage.checksum"))
        # without its lease nobody can say that it is in use
        with reading(self.folder / LEASE):
            (self.folder / LEASE).open("rb").close()

    def verify_unchecked(self) -> None:
        """Check the contents of the files that a search reads without a checksum of their own, which are small; raises
        IndexDamaged."""
        for name, mark in self.manifest.files.items():
            path = self.folder / name
            with reading(path):
                if not name.endswith(_CHECKED_ELSEWHERE) and sha256(path) != mark.sha256:
                    raise IndexDamaged(path, Message("damage.checksum"))

    def mark_of(self, name: str, path: Path) -> FileMark | None:
        """Mark of the file with a name, where ``path`` is a link to it and it is as it was marked."""
        mark = self.manifest.files.get(name)
        if mark is None:
            return None
        found = path.stat()
        same = os.path.samestat(found, (self.folder / name).stat())
        return (
            mark
            if same and (found.st_size, found.st_mtime_ns) == (mark.size, mark.modified)
            else None
        )


class Lease:
    """Lease of a generation that is being read: while this is open, it is not removed. Raises IndexDamaged."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        path = generation.folder / LEASE
        with reading(path):
            self._file = path.open("rb")
            try:
                fcntl.flock(self._file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                # it may have been removed just before it was locked
                (generation.folder / MANIFEST).stat()
            except BaseException:
                self._file.close()
                raise

    def close(self) -> None:
        """The generation may be removed."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals to read a file of a generation into IndexDamaged."""
    try:
        yield
    except FileNotFoundError as error:
        raise IndexDamaged(path, Message("damage.missing")) from error
    except OSError as error:
        raise IndexDamaged(path, reason_of(error)) from error


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
