"""Compound files (OLE): what the documents of HWP and of older office programs are packed in."""

from __future__ import annotations

import io
import re
import zlib
from typing import Final

from seogo.importers.formats.office.package import MAX_UNPACKED
from seogo.importers.formats.office.reading import DocumentRefused
from seogo.messages import Message

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS: Final = (
    ("EncryptedPackage", "document.encrypted"),
    ("WordDocument", "document.word"),
    ("PowerPoint Document", "document.slides"),
    ("Workbook", "document.sheet"),
)
"""Streams that tell what another document is."""
_ENDINGS: Final = {
    "doc": "document.word",
    "dot": "document.word",
    "ppt": "document.slides",
    "xls": "document.sheet",
}


class CompoundFile:
    """The streams of a compound file, unpacked within bounds."""

    def __init__(self, data: bytes) -> None:
        import olefile

        self._file = olefile.OleFileIO(io.BytesIO(data))
        self._left = MAX_UNPACKED
        self.names = {"/".join(path) for path in self._file.listdir()}

    def read(self, path: str, *, packed: bool = False) -> bytes:
        """The bytes of a stream, which may be packed by deflate; none where it is not there."""
        if path not in self.names:
            return b""
        data: bytes = self._file.openstream(path).read(self._left + 1)
        if packed:
            data = zlib.decompressobj(-15).decompress(data, self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise DocumentRefused(Message("document.too-long-inside", limit=MAX_UNPACKED))
        return data

    def properties(self, path: str) -> dict[int, object]:
        """A set of properties by their numbers; none where it is not there or cannot be read."""
        if path not in self.names:
            return {}
        try:
            found: dict[int, object] = self._file.getproperties(
                path, convert_time=True, no_conversion=[10]
            )
        except Exception:  # noqa: BLE001 - the library trusts what is in a file
            return {}
        return found


def is_hwp(data: bytes) -> bool:
    """Whether a compound file is a document of HWP."""
    return b"HWP Document File" in data


def kind_of(data: bytes, ending: str) -> str:
    """The code that names another document, by its streams, else by its name."""
    for stream, kind in _KINDS:
        if stream.encode("utf-16-le") in data:
            return kind
    return _ENDINGS.get(ending, "document.office")


def plain(value: object) -> str:
    """A property as text on one line."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    text = text.partition("\0")[0]  # what stands behind it belongs to the next property
    return " ".join(re.sub(r"[\x01-\x1f]", " ", text).split())
