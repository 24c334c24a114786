"""Pointer to the current generation of an index: a file, of which a look says whether another one is current now."""

from __future__ import annotations

from pathlib import Path
from typing import Final

CURRENT: Final = "current"

Token = tuple[int, int]
"""A value that changes when the pointer is switched."""


def pointer_token(index: Path) -> Token:
    """The token of an index folder, zeros where there is no pointer; cheap."""
    try:
        found = (index / CURRENT).stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns
