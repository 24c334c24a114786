"""How much memory a server's processes hold."""

from __future__ import annotations

import re
from pathlib import Path


def memory(process: int) -> float:
    """The memory of a process and of those it has made, in MB; what they share counts once (proportional set size)."""
    whole = _size(process)
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
            if parent == process:
                whole += _size(int(entry.parent.name))
        except OSError:  # it has ended
            continue
    return whole


def _size(process: int) -> float:
    found = re.search(r"\nPss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text())
    return int(found.group(1)) / 1024 if found else 0.0
