"""Images as files of an archive: what kind some bytes are, what they are called, how many and how large they may be."""

from __future__ import annotations

import hashlib
from typing import Final

MAX_IMAGES: Final = 40
"""Images of one article; further ones stay links."""

MAX_IMAGE: Final = 8 * 1024 * 1024
"""Bytes of one image; a larger one stays a link."""

FOLDER: Final = "images"

_MARKS: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


def image_name(data: bytes, ending: str) -> str:
    """The path of an image beside the article that shows it."""
    return f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:16]}.{ending}"


def image_ending(data: bytes) -> str:
    """The file ending of an image by its first bytes; empty for what is none, and for SVG, which can carry scripts."""
    for mark, ending in _MARKS:
        if data.startswith(mark):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "avif" if data[4:12] in (b"ftypavif", b"ftypavis") else ""
