"""PNG of samples: the images of a PDF that are no JPEG."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, color: int, rows: bytes) -> bytes:
    """The file of an image of 8 bits a sample: ``color`` 0 is grey, 2 is red, green and blue; rows begin with a zero."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
