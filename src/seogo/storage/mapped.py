"""Files as memory: what is not read is not loaded, and processes share what is."""

from __future__ import annotations

import mmap
from pathlib import Path

from seogo.errors import IndexDamaged


def map_file(path: Path) -> memoryview:
    """The bytes of a file of the index. Raises IndexDamaged where it is missing or empty."""
    try:
        with path.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise IndexDamaged(path, str(error)) from error
