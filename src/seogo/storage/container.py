"""Containers: the binary files of an index, under a head that says what they are and whether they are whole.

::

    magic      8 bytes  which file it is
    version    uint32   of its format (seogo.storage.stamps)
    checksum   uint32   CRC-32 of the length and the payload, or of its first part where the rest has checksums of its own
    length     uint64   of the file
    payload

Numbers are little-endian. Files are mapped into memory: what is not read is not loaded, and processes share what is.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from pathlib import Path
from typing import Final

from seogo.errors import IndexDamaged
from seogo.messages import Message
from seogo.storage.stamps import FileFormat

_HEAD: Final = struct.Struct("<8sIIQ")
HEAD_SIZE: Final = _HEAD.size
_CHECKED_FROM: Final = 16
"""Offset in the head where the checksum begins to count."""


def container_head(form: FileFormat, length: int, checked: bytes = b"") -> bytes:
    """Head of a file of ``length`` bytes; ``checked`` is the part of the payload that its checksum covers."""
    counted = length.to_bytes(8, "little")
    return _HEAD.pack(*form, zlib.crc32(checked, zlib.crc32(counted)), length)


def write_container(path: Path, form: FileFormat, payload: bytes) -> None:
    """Write a file whose checksum covers the whole ``payload``. Raises OSError."""
    path.unlink(missing_ok=True)  # it may be a hard link to that of an older generation
    with path.open("wb") as file:
        file.write(container_head(form, HEAD_SIZE + len(payload), payload))
        file.write(payload)


def map_file(path: Path) -> memoryview:
    """Bytes of a file of an index, mapped. Raises IndexDamaged where it cannot be read or is empty."""
    try:
        with path.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise IndexDamaged(path, str(error)) from error


class Container:
    """Opened container, whose ``payload`` is mapped and not checked yet.

    Raises IndexDamaged where the file has another format or length.
    """

    def __init__(self, path: Path, form: FileFormat) -> None:
        data = map_file(path)
        if len(data) < HEAD_SIZE:
            raise IndexDamaged(path, Message("damage.no-header"))
        magic, version, self._checksum, length = _HEAD.unpack_from(data)
        if (magic, version) != form:
            raise IndexDamaged(
                path, Message("damage.format", version=form.version, format=form.magic.decode())
            )
        if length != len(data):
            raise IndexDamaged(path, Message("damage.size", count=len(data), expected=length))
        self.path = path
        self._data = data
        self.payload = data[HEAD_SIZE:]

    def checked(self, size: int | None = None) -> memoryview:
        """First ``size`` bytes of the payload (None: all), which the checksum covers. Raises IndexDamaged."""
        end = len(self._data) if size is None else HEAD_SIZE + size
        if zlib.crc32(self._data[_CHECKED_FROM:end]) != self._checksum:
            raise IndexDamaged(self.path, Message("damage.checksum"))
        return self._data[HEAD_SIZE:end]
