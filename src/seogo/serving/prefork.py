"""Worker processes: forks of the server, so that requests are answered on more than one core.

Python runs one thread at a time, so a process answers on one core. Workers are forked when Kiwi and the index are loaded,
and share that memory. They accept connections from the same sockets, open new generations on their own, never build one,
and end with their parent. A dead worker is not replaced: by then the parent has threads, and cannot be forked safely.
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

_POLL_EVERY = 0.25
"""Seconds between calls of ``poll`` in a worker."""
_GRACE = 10.0
"""Seconds that a worker has to end before it is killed."""
_YIELD = 0.01
"""Seconds that a busier process leaves a connection to others: longer than Python's switch interval."""


def default_processes() -> int:
    """Default number of processes: one a core but two at most, since each has its own caches; one where a process with
    Kiwi cannot be forked."""
    return min(2, len(os.sched_getaffinity(0))) if sys.platform == "linux" else 1


class ConnectionBalance:
    """Balance of open connections among processes, in shared memory: the one with fewest accepts first."""

    def __init__(self, processes: int) -> None:
        self._open = memoryview(mmap.mmap(-1, 4 * processes)).cast("I")
        self.own = 0
        """Index of this process, 0 for the parent."""

    def publish(self, connections: int) -> None:
        """Number of open connections of this process, for the others."""
        self._open[self.own] = connections

    def wait(self) -> None:
        """Pause before ``accept`` where another process has fewer connections."""
        if self._open[self.own] > min(self._open):
            time.sleep(_YIELD)


class Workers:
    """Forks of this process: each runs ``serve`` until SIGTERM, and calls ``poll`` repeatedly in a thread beside it.

    ``balance.own`` is set to the number of the worker, from 1.
    """

    def __init__(
        self,
        count: int,
        serve: Callable[[], None],
        poll: Callable[[], None],
        balance: ConnectionBalance,
    ) -> None:
        self._serve, self._poll = serve, poll
        self._pids: list[int] = []
        parent = os.getpid()
        for place in range(1, count + 1):
            pid = os.fork()
            if not pid:
                balance.own = place
                self._run(parent)
            self._pids.append(pid)

    def stop(self) -> None:
        """Send SIGTERM, and wait until all have ended."""
        for pid in self._pids:
            os.kill(pid, signal.SIGTERM)
        last = time.monotonic() + _GRACE
        while self._pids:
            pid = self._pids[0]
            if os.waitpid(pid, os.WNOHANG)[0]:
                self._pids.pop(0)
            elif time.monotonic() > last:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)

    def _run(self, parent: int) -> None:
        """Body of a worker; never returns."""
        status = 0
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process
            threading.Thread(target=self._poll_until_orphaned, args=(parent,), daemon=True).start()
            self._serve()
        except KeyboardInterrupt:
            pass  # before it served
        except BaseException:  # noqa: BLE001 - a worker must never go on as the first process
            traceback.print_exc()
            status = 1
        finally:
            os._exit(status)

    def _poll_until_orphaned(self, parent: int) -> None:
        try:
            while os.getppid() == parent:
                self._poll()
                time.sleep(_POLL_EVERY)
        finally:  # also a worker that can poll no more ends: the others go on
            os.kill(os.getpid(), signal.SIGTERM)
