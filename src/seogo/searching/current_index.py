"""Current index: opened once per generation, exchanged between requests."""

from __future__ import annotations

import contextlib
import threading
import time
import weakref
from collections.abc import Callable

from seogo.errors import IndexUnavailable
from seogo.searching.open_index import OpenIndex
from seogo.storage.generation import Lease
from seogo.storage.generations import Generations
from seogo.storage.pointer import Token

_CHECK_INTERVAL = 0.5


class CurrentIndex:
    """Holder of the opened current generation, for several threads.

    It checks for a new generation at most twice a second. A generation is closed when the last caller that holds it lets go,
    so that a switch disturbs no request.
    """

    def __init__(self, generations: Generations, open_index: Callable[[Lease], OpenIndex]) -> None:
        self._generations = generations
        self._open_index = open_index
        self._opened: OpenIndex | None = None
        self._token: Token = (-1, -1)
        self._checked_at = -_CHECK_INTERVAL
        self._lock = threading.Lock()
        self._prepare: Callable[[OpenIndex], None] | None = None

    @property
    def token(self) -> Token:
        """The token of the generation that is open."""
        return self._token

    def prepare_with(self, prepare: Callable[[OpenIndex], None]) -> None:
        """Call ``prepare`` with every generation that is opened from now on, before anybody gets it.

        One that takes the place of another is opened in a thread, while requests go on with what is there.
        """
        self._prepare = prepare

    def __call__(self) -> OpenIndex:
        """Opened index of the current generation. Raises IndexUnavailable."""
        opened = self._opened
        if opened is not None and time.monotonic() - self._checked_at < _CHECK_INTERVAL:
            return opened
        if opened is not None and self._lock.locked():
            return opened  # somebody is checking; what is there still answers
        if opened is not None and self._prepare is not None:
            self._checked_at = time.monotonic()
            if self._generations.token() != self._token:
                threading.Thread(target=self._refresh_beside, daemon=True).start()
            return opened
        return self.refresh()

    def refresh(self) -> OpenIndex:
        """Opened index of the newest generation, checked for now.

        The opened index stays where there is no other. Raises IndexUnavailable.
        """
        with self._lock:
            token = self._generations.token()
            if self._opened is None or token != self._token:
                try:
                    lease = self._generations.open()
                except IndexUnavailable:
                    if self._opened is None:
                        raise
                    self._checked_at = time.monotonic()
                    return self._opened
                try:
                    opened = self._open_index(lease)
                except BaseException:
                    lease.close()
                    raise
                weakref.finalize(opened, _close, opened.engine.close, lease)
                if self._prepare is not None:
                    self._prepare(opened)
                self._opened, self._token = opened, token
            self._checked_at = time.monotonic()
            return self._opened

    def _refresh_beside(self) -> None:
        with contextlib.suppress(IndexUnavailable):  # what is there still answers
            self.refresh()

    def close(self) -> None:
        """Release the index; it closes with its last user."""
        with self._lock:
            self._opened = None
            self._token = (-1, -1)


def _close(close_engine: Callable[[], None], lease: Lease) -> None:
    close_engine()
    lease.close()
