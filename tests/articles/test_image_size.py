"""Sizes of images, as Pillow-free readers of four formats find them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from seogo.articles.image_size import image_size

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 320, 200)
JPEG = (
    b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + bytes(14) + b"\xff\xff\xc2"
    + struct.pack(">HBHH", 17, 8, 300, 400) + bytes(9)
)  # fmt: skip
WEBP = b"RIFF\0\0\0\0WEBP"
EXTENDED = WEBP + b"VP8X" + bytes(8) + (799).to_bytes(3, "little") + (599).to_bytes(3, "little")
LOSSLESS = WEBP + b"VP8L" + bytes(4) + b"/" + (63 | 31 << 14).to_bytes(4, "little")
LOSSY = WEBP + b"VP8 " + bytes(7) + b"\x9d\x01\x2a" + struct.pack("<HH", 1024, 768)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (PNG, (640, 480)),
        (GIF, (320, 200)),
        (JPEG, (400, 300)),
        (EXTENDED, (800, 600)),
        (LOSSLESS, (64, 32)),
        (LOSSY, (1024, 768)),
    ],
)
def test_the_size_is_that_of_the_file(tmp_path: Path, head: bytes, size: tuple[int, int]) -> None:
    file = tmp_path / "image"
    file.write_bytes(head)
    assert image_size(file) == size
    for cut in range(len(head) - 1):
        file.write_bytes(head[:cut])
        assert image_size(file) in (None, size)


def test_what_is_no_image_has_no_size(tmp_path: Path) -> None:
    assert image_size(tmp_path / "nothing") is None
    (tmp_path / "text").write_bytes(b"text")
    assert image_size(tmp_path / "text") is None
    (tmp_path / "flat").write_bytes(PNG[:20] + bytes(4))
    assert image_size(tmp_path / "flat") is None
