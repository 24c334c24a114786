"""Sizes of images, from the beginning of their files: PNG, GIF, JPEG, WebP."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

_HEAD: Final = 256 * 1024
"""Bytes that are read; what stands before the size in a JPEG (a thumbnail, a profile) is smaller as a rule."""
_STANDALONE: Final = frozenset((0x01, *range(0xD0, 0xD9)))
_NOT_FRAMES: Final = frozenset((0xC4, 0xC8, 0xCC))


def image_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels; None for a file that cannot be read, another kind, or a size of nothing."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        size = _size(head)
    except (OSError, struct.error, IndexError):
        return None
    return size if size and min(size) > 0 else None


def _size(head: bytes) -> tuple[int, int] | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    if head[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack("<HH", head[6:10])
        return width, height
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp(head)
    return None


def _jpeg(head: bytes) -> tuple[int, int] | None:
    """The size in the first frame header of a JPEG."""
    at = 2
    while at + 9 < len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _STANDALONE:
            at += 2
        elif 0xC0 <= marker <= 0xCF and marker not in _NOT_FRAMES:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        else:
            (length,) = struct.unpack(">H", head[at + 2 : at + 4])
            at += 2 + max(length, 2)
    return None


def _webp(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if kind == b"VP8X" and len(head) >= 30:
        return (
            int.from_bytes(head[24:27], "little") + 1,
            int.from_bytes(head[27:30], "little") + 1,
        )
    if kind == b"VP8L" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None
