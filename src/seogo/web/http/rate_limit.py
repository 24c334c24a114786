"""Limit of what each client may have computed: so many seconds at once, and so many in each further second."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_AT_ONCE: Final = 30.0
_PER_SECOND: Final = 0.5
_LEAST: Final = 0.02
"""Seconds that every message counts at least: 1,500 at once, then 25 a second."""
_CLIENTS: Final = 10_000


class TooMuch(Exception):
    """A client has had as much computed as it may; it may ask again after ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class RateLimit:
    """Seconds that are left to each client of this process; the clients that were heard of last are known."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._clock = clock
        self._lock = threading.Lock()

    def wait(self, client: str) -> int:
        """Whole seconds until a client may ask again; 0: at once."""
        with self._lock:
            left = self._now(client)
        return 0 if left > 0 else int(-left / _PER_SECOND) + 1

    @contextmanager
    def counting(self, client: str) -> Iterator[None]:
        """Count what is computed for a client. Raises TooMuch where that is too much already."""
        if seconds := self.wait(client):
            raise TooMuch(seconds)
        began = self._clock()
        try:
            yield
        finally:
            self.charge(client, self._clock() - began)

    def charge(self, client: str, seconds: float) -> None:
        """Take what an answer took from what a client has."""
        with self._lock:
            self._left[client] = self._now(client) - max(seconds, _LEAST), self._clock()
            self._left.move_to_end(client)
            while len(self._left) > _CLIENTS:
                self._left.popitem(last=False)

    def _now(self, client: str) -> float:
        left, at = self._left.get(client, (_AT_ONCE, 0.0))
        return min(_AT_ONCE, left + (self._clock() - at) * _PER_SECOND)
