"""A limit of seconds for a block of code."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Limit of wall-clock seconds, after which TimeoutError is raised in the block.

    Only the main thread of a process can be interrupted, and only between two steps of Python or inside a regular
    expression: a call into C has to be bounded by its input, or run in another process (`reader_pool`).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise TimeoutError
