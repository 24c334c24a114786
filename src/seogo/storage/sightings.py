"""Sightings of files: how a file looked when its content was read, so that it need not be read again.

A file of the same path, size, inode and times (of its content, and of its entry, which no program can set) has the content
with which it was seen, unless both times lie so near to the sighting that a later change could have had the same: these are
not kept. Nor is anything believed that was seen later than now: the clock was set back since, and what is written
now may get the times of then. A file system that has not the second time cannot show that a file was changed and
given back its former one.

The file may be deleted at any time, as may a damaged one: then all files are read once. It has this payload::

    uint64          when the scan began (ns)
    bytes[16] each  BLAKE2b digests of path, size, inode, times and SHA-256 of the content, in any order
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
from collections.abc import Set
from pathlib import Path
from typing import Final, Self

from seogo.errors import IndexDamaged
from seogo.storage.container import Container, write_container
from seogo.storage.generations import remove
from seogo.storage.stamps import SIGHTINGS_FORMAT

SIGHTINGS_FILE: Final = "sightings"
GRAIN: Final = 2_000_000_000
"""Nanoseconds in which two changes may have the same time: the coarsest file system's (FAT)."""
_BEGAN: Final = struct.Struct("<Q")
_LOOKS: Final = struct.Struct("<4Q")
_SIZE: Final = 16


class Sightings:
    """Sightings of a scan that begins at ``now`` (ns); ``known`` are those of the scan before."""

    def __init__(self, now: int, known: Set[bytes] = frozenset()) -> None:
        self._now = now
        self._known = known
        self._seen: set[bytes] = set()

    @classmethod
    def load(cls, path: Path, now: int) -> Self:
        """Sightings that know those which were saved; none where the file is missing, damaged or from the future."""
        try:
            data = bytes(Container(path, SIGHTINGS_FORMAT).checked())
            (began,) = _BEGAN.unpack_from(data)
        except (IndexDamaged, struct.error):
            return cls(now)
        if began > now:
            return cls(now)
        return cls(now, {data[at : at + _SIZE] for at in range(_BEGAN.size, len(data), _SIZE)})

    def save(self, path: Path) -> None:
        """Save those of this scan, if they are others than before. Where that is refused, the next scan reads all files."""
        if self._seen != self._known:
            with contextlib.suppress(OSError):
                remove(path)
                payload = b"".join((_BEGAN.pack(self._now), *self._seen))
                write_container(path, SIGHTINGS_FORMAT, payload)

    def has(self, path: str, looks: os.stat_result, content_hash: str) -> bool:
        """Whether a file that looks so was seen with this content; it counts as seen again then."""
        digest = _digest(path, looks, content_hash)
        if digest not in self._known:
            return False
        self._seen.add(digest)
        return True

    def add(self, path: str, looks: os.stat_result, content_hash: str) -> None:
        """Add a file that looked so before its content was read."""
        if max(looks.st_mtime_ns, looks.st_ctime_ns) + GRAIN < self._now:
            self._seen.add(_digest(path, looks, content_hash))


def _digest(path: str, looks: os.stat_result, content_hash: str) -> bytes:
    numbers = looks.st_size, looks.st_ino, looks.st_mtime_ns, looks.st_ctime_ns
    # times behind the year 2262 have more bits, and inodes of networks the highest one
    low = [number & 0xFFFF_FFFF_FFFF_FFFF for number in numbers]
    text = f"{path}\0{content_hash}".encode("utf-8", "surrogateescape")
    return hashlib.blake2b(_LOOKS.pack(*low) + text, digest_size=_SIZE).digest()
