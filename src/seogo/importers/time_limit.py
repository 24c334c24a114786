"""A limit of seconds for a block of code."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_AGAIN: Final = 1.0
"""Seconds until the end is said again, where a library took it for an error of its own."""


class _TimeIsUp(BaseException):
    """The end of a limit; no Exception, which libraries catch."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Limit of wall-clock seconds, after which TimeoutError is raised in the block, or at its end.

    Only the main thread of a process can be interrupted, and only between two steps of Python or inside a regular
    expression: a call into C has to be bounded by its input, or run in another process (`runner`).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    running, is_up = True, False

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal is_up
        del number, frame
        if running:
            is_up = True
            raise _TimeIsUp

    def swallowed(what: sys.UnraisableHookArgs) -> None:
        if not isinstance(what.exc_value, _TimeIsUp):  # raised in a destructor; it is said again
            reported(what)

    reported, sys.unraisablehook = sys.unraisablehook, swallowed
    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
        running = False
        if is_up:  # swallowed, and the block ended before it was said again
            raise TimeoutError
    except _TimeIsUp:
        raise TimeoutError from None
    finally:
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.unraisablehook = reported
