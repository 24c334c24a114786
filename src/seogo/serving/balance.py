"""Balance of open connections among the processes that accept them, in memory that all share."""

from __future__ import annotations

import mmap
import time

_YIELD = 0.01
"""Seconds that a busier process leaves a connection to others: longer than Python's switch interval."""


class ConnectionBalance:
    """Numbers of open connections of ``processes`` processes: the one with fewest accepts first."""

    def __init__(self, processes: int) -> None:
        self._open = memoryview(mmap.mmap(-1, 4 * processes)).cast("I")
        self.own = 0
        """Place of this process."""

    def publish(self, connections: int) -> None:
        """Tell the others how many connections this process has open."""
        self._open[self.own] = connections

    def wait(self) -> None:
        """Pause before ``accept`` where another process has fewer connections."""
        if self._open[self.own] > min(self._open):
            time.sleep(_YIELD)
