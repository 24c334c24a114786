"""Balance of open connections among the processes that accept them, in memory that all share."""

from __future__ import annotations

import mmap
import time

_YIELD = 0.01
"""Seconds that a busier process leaves a connection to others: longer than Python's switch interval."""
_STEPS = 10
_SLACK = 8
"""One of so many connections may be more than others have: where there are many, most of them sleep."""


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
        """Pause before ``accept`` while another process has fewer connections, for _YIELD at most."""
        for _ in range(_STEPS):
            if not self.is_busier:
                return
            time.sleep(_YIELD / _STEPS)

    @property
    def is_busier(self) -> bool:
        """Whether another process has fewer connections."""
        fewest = min(self._open)
        return self._open[self.own] > fewest + fewest // _SLACK
