"""Supervisor: the first process of the server, which answers nothing, has no threads, and replaces processes that die.

It loads what all share (Kiwi, the index) and forks the others, who share that memory. Without threads it can fork at any
time. Processes that die at once, again and again, are started after a pause.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from seogo.messages import Message

_LOOK_EVERY = 0.25
"""Seconds between looks for a renewal, and for processes whose pause is over."""
_LONGEST_PAUSE = 4.0
"""Seconds before a process is started that has died again and again."""
_STEADY = 10.0
"""Seconds after which a process did not die at once."""
_GRACE = 6.0
"""Seconds that processes have to end before they are killed."""
ENDING: Final = (signal.SIGTERM, signal.SIGINT)
"""Signals that end a server."""
_PR_SET_PDEATHSIG = 1
CAN_SHARE: bool = sys.platform == "linux"
"""Whether a process that has loaded Kiwi can be forked."""


def default_processes() -> int:
    """Default number of processes that answer: one a core but two at most, since each has its own caches; one where they
    would not share Kiwi."""
    return min(2, len(os.sched_getaffinity(0))) if sys.platform == "linux" else 1


@dataclass(frozen=True, slots=True)
class Role:
    """What a process does until SIGTERM; ``lasting`` where it is replaced even if it ends by itself without an error.

    ``code`` is that of the message with its name. ``body`` is called in the process, with a function that it calls when it is
    at work; the process whose place it takes gets SIGUSR1 then.
    """

    code: str
    body: Callable[[Callable[[], None]], None]
    lasting: bool = True


@dataclass(slots=True)
class _Place:
    """Place of a process with a role; ``pid`` is 0 while there is none, and ``due`` when it is to be started."""

    role: Role
    ready: memoryview
    pid: int = 0
    due: float = 0.0
    started: float = 0.0
    deaths: int = 0
    replaces: list[int] = field(default_factory=list)
    """Processes that work until this one does."""
    done: bool = False


class Supervisor:
    """Supervisor of processes with ``roles``. ``notify`` gets a message for each that dies and is replaced.

    ``renewed`` is asked several times a second; when it says so, all processes with lasting roles are replaced, each as soon
    as the next one works. It may load what is shared.
    """

    def __init__(
        self,
        roles: Sequence[Role],
        *,
        renewed: Callable[[], bool],
        notify: Callable[[Message], None],
    ) -> None:
        ready = memoryview(mmap.mmap(-1, max(1, len(roles))))
        self._places = [
            _Place(role, ready[number : number + 1]) for number, role in enumerate(roles)
        ]
        self._renewed = renewed
        self._notify = notify
        self._leaving: set[int] = set()
        """Processes that were replaced and have not ended yet."""
        self._stopped = False

    def run(self) -> None:
        """Keep the processes until SIGTERM or SIGINT, then end them."""
        self._wake, wake = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in ENDING:
            signal.signal(number, self._stop)
        while not self._stopped:
            self._reap()
            for place in self._places:
                if not place.pid and not place.done and time.monotonic() >= place.due:
                    self._start(place)
            if self._renewed():
                self._renew()
            self._retire_replaced()
            self._wait(_LOOK_EVERY)
        self._end()

    def _stop(self, *_: object) -> None:
        self._stopped = True

    def _wait(self, seconds: float) -> None:
        """Wait for a signal."""
        select.select([self._wake], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake, 1_000)

    def _start(self, place: _Place) -> None:
        place.ready[0] = 0
        parent = os.getpid()
        with ending_later():  # a process that has still the handlers of this one would go on
            pid = os.fork()
            if not pid:
                _run(place, parent)
        place.pid, place.started = pid, time.monotonic()

    def _reap(self) -> None:
        """Take note of processes that have ended, and say when each is started again."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            self._leaving.discard(pid)
            for place in self._places:
                if pid in place.replaces:
                    place.replaces.remove(pid)
                if pid == place.pid:
                    self._dead(place, os.waitstatus_to_exitcode(status))

    def _dead(self, place: _Place, code: int) -> None:
        pid, place.pid = place.pid, 0
        if not code and not place.role.lasting:
            place.done = True
            return
        now = time.monotonic()
        place.deaths = place.deaths + 1 if now - place.started < _STEADY else 0
        pause = min(0.5 * (2 ** max(0, place.deaths - 1) - 1), _LONGEST_PAUSE)
        place.due = now + pause
        how = signal.Signals(-code).name if code < 0 else Message("serve.status", status=code)
        role = Message(place.role.code)
        if pause:
            again = Message(
                "serve.replaced-later",
                role=role,
                process=str(pid),
                how=how,
                seconds=round(pause, 1),
            )
        else:
            again = Message("serve.replaced", role=role, process=str(pid), how=how)
        self._notify(again)

    def _renew(self) -> None:
        for place in self._places:
            if place.pid and place.role.lasting:
                place.replaces.append(place.pid)
                self._start(place)

    def _retire_replaced(self) -> None:
        for place in self._places:
            if place.ready[0] and place.replaces:
                for pid in place.replaces:
                    _send(pid, signal.SIGUSR1)
                    self._leaving.add(pid)
                place.replaces.clear()

    def _end(self) -> None:
        """End all processes."""
        pids = {place.pid for place in self._places} | self._leaving
        pids |= {pid for place in self._places for pid in place.replaces}
        pids.discard(0)
        for pid in pids:
            _send(pid, signal.SIGTERM)
        last = time.monotonic() + _GRACE
        while pids:
            with contextlib.suppress(ChildProcessError):
                while pid := os.waitpid(-1, os.WNOHANG)[0]:
                    pids.discard(pid)
            if time.monotonic() > last:
                for pid in pids:
                    _send(pid, signal.SIGKILL)
            if pids:
                self._wait(0.1)


@contextlib.contextmanager
def ending_later() -> Iterator[None]:
    """Signals that end a server wait until the block has ended."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


def _run(place: _Place, parent: int) -> None:
    """Body of a process; never returns."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        _end_with(parent)
        sys.unraisablehook = _end_in_destructor
        place.role.body(lambda: place.ready.__setitem__(0, 1))
        status = 0
    except KeyboardInterrupt:
        pass  # it was told to end
    except BaseException:  # noqa: BLE001 - it must never go on as the first process
        traceback.print_exc()
    finally:
        os._exit(status)


def _end_in_destructor(unraisable: sys.UnraisableHookArgs) -> None:
    """End this process where it was told to in a destructor, which lets no exception out."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        os._exit(1)  # as after any KeyboardInterrupt
    sys.__unraisablehook__(unraisable)


def _end_with(parent: int) -> None:
    """End this process when its parent does, whatever it is doing."""
    if CAN_SHARE:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _send(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
