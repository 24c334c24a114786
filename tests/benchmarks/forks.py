"""Command lines in processes of their own, which start with what this one has imported."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Final, NamedTuple
from unittest.mock import patch

from click.testing import CliRunner
from tests.write_points import WritePoints, counted
from tests.writing_commands import Workshop

from seogo.analysis.analyzer import Analyzer
from seogo.cli import main

_SLOWEST: Final = 900.0
"""Seconds after which a run hangs; many, since other programs may need the processors."""

CRASHED, HUNG = 98, 97
"""Statuses of a run that ended with a traceback, or did not end."""

LOADED: Final = "Kiwi was loaded"
"""What the output has at its end of a run that has loaded Kiwi, which the process that started it had not."""


class Ended(NamedTuple):
    """A run that has ended: its status, or minus the signal that ended it, and what it printed."""

    status: int
    output: str


def run(
    arguments: Sequence[str],
    points: WritePoints | None = None,
    prepare: Callable[[], None] = lambda: None,
) -> Ended:
    """Run a command line; ``prepare`` comes first, in its process."""
    loaded = "kiwipiepy" in sys.modules  # by a command whose write points were counted here
    with tempfile.TemporaryFile() as output:

        def work() -> int:
            prepare()
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
            try:
                # an index run would give way to all else, and the next one waits for it
                with patch("os.setpriority"), counted(points or WritePoints()):
                    main(list(arguments))
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 1
            if "kiwipiepy" in sys.modules and not loaded:
                print(LOADED, flush=True)
            return status

        status = forked(work)
        output.seek(0)
        return Ended(status, output.read().decode(errors="replace"))


def forked(work: Callable[[], int]) -> int:
    """Status of some work in a process of its own."""
    child = os.fork()
    if child == 0:
        status = CRASHED
        try:
            status = work()
        except BaseException:  # noqa: BLE001  # nothing of this process goes on in that one
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(status)
    until = time.monotonic() + _SLOWEST
    while time.monotonic() < until:
        done, state = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(state)
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return HUNG


@contextmanager
def one_kiwi() -> Iterator[None]:
    """What is run inside, in this process, loads Kiwi once for each dictionary."""
    analyzers = cache(Analyzer)
    with patch("seogo.composition._Analyzers", lambda: analyzers):
        yield


def build(workshop: Workshop) -> int:
    """Make the template, with one Kiwi for all that it analyses, in a process of its own; its status."""

    def work() -> int:
        with one_kiwi():
            workshop.build()
            workshop.foresee(lambda arguments: CliRunner().invoke(main, arguments))
        return 0

    return forked(work)
