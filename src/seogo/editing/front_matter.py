"""Lines of a front matter in the bytes of a file, of which everything else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_CLOSING: Final = re.compile(rb"---[ \t]*[\r\n]*\Z")
_CONTINUED: Final = re.compile(rb"[ \t]|-(?!--)|[ \t]*[\r\n]")


def add_lines(data: bytes, more: Iterable[str]) -> bytes:
    """An article file with more lines at the end of its front matter."""
    lines = data.splitlines(keepends=True)
    end = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
    closing = _closing(lines)
    lines[closing:closing] = [line.encode() + end for line in more]
    return b"".join(lines)


def remove_key(data: bytes, line: int) -> bytes:
    """An article file without the key of its front matter that stands in a line (from 1), and without its value below it."""
    lines = data.splitlines(keepends=True)
    closing, last = _closing(lines), line
    while last < closing and _CONTINUED.match(lines[last]):
        last += 1
    del lines[line - 1 : last]
    return b"".join(lines)


def _closing(lines: list[bytes]) -> int:
    return next(at for at, line in enumerate(lines) if at and _CLOSING.match(line))
