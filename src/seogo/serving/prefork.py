"""The processes that serve: copies of the first one, so that requests are answered on more than one core.

Python runs one thread at a time, so a process answers on one core. The copies are forked when Kiwi and the index are loaded,
and share that memory. They accept connections from the same sockets, follow new generations on their own, never write
one, and end with the process that made them. One that has died is not replaced: by then the first process has threads, and
cannot be copied safely.
"""

from __future__ import annotations

import mmap
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable

_LOOK_EVERY = 0.25
_ENDING = 10.0
_GOES_FIRST = 0.01
"""Seconds: longer than Python lets one of its threads run while others wait."""


def usual_processes() -> int:
    """How many processes serve where nobody says: one for each core, but two at most, since each keeps its own terms; one
    where a process with Kiwi cannot be copied."""
    return min(2, len(os.sched_getaffinity(0))) if sys.platform == "linux" else 1


class Turns:
    """Who of several processes takes the next connection: one with more open ones than another lets that one go first."""

    def __init__(self, processes: int) -> None:
        self._open = memoryview(mmap.mmap(-1, 4 * processes)).cast("I")
        self.own = 0
        """The number of this process."""

    def tell(self, connections: int) -> None:
        """This process has so many open connections."""
        self._open[self.own] = connections

    def wait(self) -> None:
        """Before this process takes another connection."""
        if self._open[self.own] > min(self._open):
            time.sleep(_GOES_FIRST)


class Copies:
    """Copies of this process. ``serve`` serves in each until the signal SIGTERM, ``look`` is called again and again in a
    thread beside it; ``turns`` tells them apart."""

    def __init__(
        self, count: int, serve: Callable[[], None], look: Callable[[], None], turns: Turns
    ) -> None:
        self._serve, self._look = serve, look
        self._numbers: list[int] = []
        parent = os.getpid()
        for place in range(1, count + 1):
            number = os.fork()
            if not number:
                turns.own = place
                self._run(parent)
            self._numbers.append(number)

    def end(self) -> None:
        """End them, and wait until they have ended."""
        for number in self._numbers:
            os.kill(number, signal.SIGTERM)
        last = time.monotonic() + _ENDING
        while self._numbers:
            number = self._numbers[0]
            if os.waitpid(number, os.WNOHANG)[0]:
                self._numbers.pop(0)
            elif time.monotonic() > last:
                os.kill(number, signal.SIGKILL)
            time.sleep(0.01)

    def _run(self, parent: int) -> None:
        """Serve in a copy, which never comes back."""
        status = 0
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process
            threading.Thread(target=self._follow, args=(parent,), daemon=True).start()
            self._serve()
        except KeyboardInterrupt:
            pass  # before it served
        except BaseException:  # noqa: BLE001 - a copy must never go on as the first process
            traceback.print_exc()
            status = 1
        finally:
            os._exit(status)

    def _follow(self, parent: int) -> None:
        try:
            while os.getppid() == parent:
                self._look()
                time.sleep(_LOOK_EVERY)
        finally:  # also a copy that can look no more ends: the others go on
            os.kill(os.getpid(), signal.SIGTERM)
