"""Documents of HWP 5 that tests write: records in streams of a compound file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(tag: int, level: int, data: bytes = b"") -> bytes:
    if len(data) < 0xFFF:
        return struct.pack("<I", tag | level << 10 | len(data) << 20) + data
    return struct.pack("<II", tag | level << 10 | 0xFFF << 20, len(data)) + data


def control(name: str) -> bytes:
    return name.encode()[::-1]


def sized(text: str) -> bytes:
    return struct.pack("<H", len(text)) + text.encode("utf-16-le")


def sign(code: int) -> bytes:
    """The place of a control in a text."""
    return struct.pack("<8H", code, *(0,) * 6, code)


def paragraph(
    text: str | bytes,
    level: int = 0,
    shape: int = 0,
    looks: Sequence[tuple[int, int]] = (),
    inner: bytes = b"",
    style: int = 0,
) -> bytes:
    """A paragraph; ``text`` in bytes has signs of controls, whose records are ``inner``."""
    data = text.encode("utf-16-le") if isinstance(text, str) else text
    head = struct.pack("<IIHBB", len(data) // 2 + 1, 0, shape, style, 0) + b"\0" * 10
    changed = b"".join(struct.pack("<II", *one) for one in looks)
    return (
        record(0x42, level, head)
        + record(0x43, level + 1, data + struct.pack("<H", 13))
        + (record(0x44, level + 1, changed) if changed else b"")
        + inner
    )


def cell(text: str, row: int, column: int, span: int = 1, level: int = 2) -> bytes:
    place = struct.pack("<IIHHHH", 1, 0, column, row, span, 1) + b"\0" * 20
    return record(0x48, level, place) + paragraph(text, level)


def hwp(
    *paragraphs: bytes,
    definitions: bytes = b"",
    flags: int = 1,
    files: dict[str, bytes] | None = None,
    head: bytes = b"HWP Document File",
) -> bytes:
    """A document with these paragraphs, packed as flags say."""
    packed = bool(flags & 1)

    def stream(data: bytes) -> bytes:
        if not packed:
            return data
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        return deflate.compress(data) + deflate.flush()

    return compound(
        {
            "FileHeader": head.ljust(32, b"\0")
            + struct.pack("<II", 0x05000300, flags)
            + b"\0" * 216,
            "DocInfo": stream(definitions),
            "BodyText/Section0": stream(b"".join(paragraphs)),
            **(files or {}),
        }
    )


def compound(files: dict[str, bytes]) -> bytes:
    """A compound file; its streams are filled up, so that none is a short one."""
    padded = {name: data.ljust(4096, b"\0") for name, data in files.items()}
    folders = sorted({name.rpartition("/")[0] for name in padded if "/" in name})
    entries: list[tuple[str, int, int, int, int]] = []  # name, kind, first child, start, size
    names = ["", *folders, *padded]
    sectors: list[bytes] = []
    table: list[int] = []

    def chain(data: bytes) -> int:
        start = len(sectors)
        parts = [
            data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)
        ]
        sectors.extend(parts)
        table.extend([*range(start + 1, start + len(parts)), _END])
        return start

    starts = {name: chain(data) for name, data in padded.items()}
    siblings: dict[int, int] = {}
    children: dict[str, int] = {}
    for at, name in enumerate(names[1:], 1):
        above = name.rpartition("/")[0]
        if above in children:
            siblings[at] = children[above]  # each one is the right neighbour of the one before
        children[above] = at
    for name in names:
        kind = 5 if not name else 1 if name in folders else 2
        size = len(padded[name]) if kind == 2 else 0
        entries.append(
            (
                name,
                kind,
                children.get(name, _FREE) if kind != 2 else _FREE,
                starts.get(name, _END if kind == 5 else 0),
                size,
            )
        )
    directory = b""
    for at, (name, kind, first, start, size) in enumerate(entries):
        text = (name.rpartition("/")[2] or "Root Entry").encode("utf-16-le") + b"\0\0"
        directory += text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
        directory += struct.pack("<III", _FREE, siblings.get(at, _FREE), first) + b"\0" * 36
        directory += struct.pack("<IQ", start, size)
    first_of_directory = chain(directory)
    count = -(-(len(table) + 8) // 128)
    places = list(range(len(sectors), len(sectors) + count))
    table += [_FAT] * count
    fat = b"".join(struct.pack("<I", one) for one in table).ljust(count * _SECTOR, b"\xff")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
    )
    head += struct.pack("<IIIIIIIII", 0, count, first_of_directory, 0, 4096, _END, 0, _END, 0)
    head += b"".join(struct.pack("<I", one) for one in places).ljust(436, b"\xff")
    return head + b"".join(sectors) + fat
