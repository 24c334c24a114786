"""Growth of the time that something takes with the length of its text."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

LINEAR = 4 * 2.2
"""The most that may be between a text and one of four times its length; what is quadratic takes sixteen times as long."""


def cpu_time(do: Callable[[Any], object], text: Any, times: int = 1) -> float:
    """Seconds of CPU of this thread, the least of some runs."""
    best = float("inf")
    for _ in range(times):
        began = time.thread_time()
        do(text)
        best = min(best, time.thread_time() - began)
    return best


def grows(do: Callable[[Any], object], long: Any, short: Any, unmeasurable: float) -> float:
    """How many times as long ``do`` takes for ``long``, which has four times the length of ``short``; 0 where even that
    takes less than so many seconds, which nothing quadratic does."""
    if (least := cpu_time(do, long)) < unmeasurable:
        return 0
    ratio = least / max(cpu_time(do, short, 3), 1e-6)
    for _ in range(3):  # another process may have emptied the caches
        if ratio < LINEAR:
            break
        ratio = cpu_time(do, long, 2) / max(cpu_time(do, short, 5), 1e-6)
    return ratio
