"""Write points: the places where a process asks the system to write, one by one, for tests in which one of them goes wrong.

A point is an open for writing, a write, fsync, close of a written file, rename, link, unlink, mkdir, rmdir or truncate of
this process; SQLite, which asks by itself, has none.
"""

from __future__ import annotations

import builtins
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

Accident = Callable[[str, int, memoryview | None], None]
"""What happens at a point: its kind, its descriptor (-1 where there is none), and the bytes of a write."""

_NAMES: Final = {
    "os.rename": "rename",
    "os.link": "link",
    "os.remove": "unlink",
    "os.mkdir": "mkdir",
    "os.rmdir": "rmdir",
    "os.truncate": "truncate",
}
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class WritePoints:
    """Counter of the points that are reached; ``accident`` happens at the one with the number ``at``, and with ``lasting`` at
    all that follow."""

    def __init__(
        self, accident: Accident | None = None, at: int = 0, *, lasting: bool = False
    ) -> None:
        self.kinds: list[str] = []
        self._accident = accident
        self._at = at
        self._lasting = lasting

    def reach(self, kind: str, descriptor: int = -1, data: memoryview | None = None) -> None:
        """Count a point, which is about to be passed."""
        self.kinds.append(kind)
        number = len(self.kinds)
        happens = number == self._at or (self._lasting and number > self._at)
        if self._accident is not None and happens:
            self._accident(kind, descriptor, data)


_current: list[WritePoints] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _current:
        return
    if event == "open":
        path, _, flags = arguments
        # a descriptor that is opened as a file was counted when it was opened
        if not isinstance(path, int) and flags & _WRITING and path != os.devnull:
            _current[-1].reach("open")
    elif event in _NAMES:
        _current[-1].reach(_NAMES[event])


class _File(io.FileIO):
    """A file that counts what is written to it, and its end."""

    def write(self, data: Any, /) -> int:
        if _current:
            _current[-1].reach("write", self.fileno(), memoryview(data))
        return super().write(data)

    def close(self) -> None:
        was_open = not self.closed
        super().close()
        if was_open and _current:
            _current[-1].reach("close")


def _open(
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Any = None,
) -> Any:
    if not _current or not set(mode) & set("wxa+") or not buffering:
        return _REAL_OPEN(file, mode, buffering, encoding, errors, newline, closefd, opener)
    raw = _File(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    buffered = (io.BufferedRandom if "+" in mode else io.BufferedWriter)(raw)
    if "b" in mode:
        return buffered
    return io.TextIOWrapper(buffered, encoding or "utf-8", errors, newline)


_REAL_OPEN: Final = io.open
_REAL_FSYNC: Final = os.fsync
_hooked: list[bool] = []


def _fsync(descriptor: int) -> None:
    if _current:
        _current[-1].reach("fsync", descriptor)
    _REAL_FSYNC(descriptor)


@contextmanager
def counted(points: WritePoints) -> Iterator[WritePoints]:
    """The points of what runs inside. Not for threads beside it: theirs would be counted too."""
    if not _hooked:
        sys.addaudithook(_audit)  # it stays as long as the process
        _hooked.append(True)
    io.open, builtins.open, os.fsync = _open, _open, _fsync  # type: ignore[assignment]
    _current.append(points)
    try:
        yield points
    finally:
        _current.pop()
        io.open, builtins.open, os.fsync = _REAL_OPEN, _REAL_OPEN, _REAL_FSYNC
