"""An inbox: a folder that is looked at again and again, whose files and folders are moved to ``done/`` or ``refused/``.

What stands still between two looks is complete. Links, hidden files and those that programs are still writing are left alone.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from errno import EACCES, EAGAIN
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeAlias

from seogo.errors import ImportRefused
from seogo.messages import Message
from seogo.storage.drafts import write_file
from seogo.unicode_forms import to_form

INTERVAL: Final = 2.0
"""Seconds between two looks."""

DONE, REFUSED = "done", "refused"
MOST_FILES: Final = 100_000
"""Files of one folder that are looked at."""

_UNFINISHED: Final = (
    *(".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp"),
    *(".temp", ".aria2", ".!ut", ".!qb", "~"),
)
_LOCKS: Final = ("~$", ".~lock.")
_Signature: TypeAlias = tuple[tuple[str, int, int, int], ...]
"""Path, inode, size and time of everything that an entry holds."""


class Inbox:
    """An inbox that this process alone watches.

    Raises ImportRefused for what is no folder, for one that holds the archive or is in it, and for one that another process
    watches; OSError where the folder vanishes.
    """

    def __init__(self, folder: Path, archive: Path) -> None:
        self.folder = folder
        self._lock = -1
        self._seen: dict[str, _Signature] = {}
        if not folder.is_dir():
            raise ImportRefused(Message("inbox.no-folder", folder=folder))
        here, there = folder.resolve(), archive.resolve()
        if here.is_relative_to(there) or there.is_relative_to(here):
            raise ImportRefused(Message("inbox.in-archive", folder=folder))

    def __enter__(self) -> Self:
        self._lock = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (EAGAIN, EACCES):
                os.close(self._lock)
                raise ImportRefused(Message("inbox.watched", folder=self.folder)) from error
            # a file system without locks
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        os.close(self._lock)

    def complete(self) -> list[Path]:
        """The files and folders that have not changed since the last look, in the order of their names."""
        names = {one.name for one in self.folder.iterdir()}
        found: dict[str, _Signature] = {}
        for name in sorted(names):
            if name in (DONE, REFUSED) or _is_left_alone(name, names):
                continue
            with suppress(FileNotFoundError):
                if signature := _signature(self.folder / name):
                    found[name] = signature
        still = [name for name, signature in found.items() if self._seen.get(name) == signature]
        self._seen = found
        return [self.folder / name for name in still]

    def is_unchanged(self, path: Path) -> bool:
        """Whether an entry is still as it was when it was complete."""
        try:
            return _signature(path) == self._seen.get(path.name)
        except FileNotFoundError:
            return False

    def move(self, path: Path, refusal: str = "") -> Path:
        """Move an entry to ``done/``, or with the text of a refusal to ``refused/``, with a ``.txt`` that has it.

        A name that is there gets a number; the same text that a stopped run has left is taken over.
        Raises OSError, WriteRefused.
        """
        said = refusal.encode("utf-8", "backslashreplace")
        folder = self.folder / (REFUSED if refusal else DONE)
        folder.mkdir(exist_ok=True)
        if folder.is_symlink():
            raise ImportRefused(Message("inbox.link", folder=folder))
        for target in _targets(folder, path):
            report = target.with_name(f"{target.name}.txt")
            left = bool(refusal) and os.path.lexists(report)
            if os.path.lexists(target) or (left and not _has(report, said)):
                continue
            if refusal and not left:
                with write_file(report, overwrite=False) as file:
                    file.write(said)
            path.rename(target)
            self._seen.pop(path.name, None)
            return target
        raise ImportRefused(Message("import.no-free-name"))


def _has(path: Path, data: bytes) -> bool:
    """Whether an ordinary file has these bytes and no others."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(data):
        return False
    return path.read_bytes() == data


def _targets(folder: Path, path: Path) -> Iterator[Path]:
    stem, ending = (path.stem, path.suffix) if path.is_file() else (path.name, "")
    yield folder / path.name
    for number in range(2, 10_000):
        yield folder / f"{stem}-{number}{ending}"


def _is_left_alone(name: str, names: set[str]) -> bool:
    """Whether a name says that a file is hidden or not finished; a browser keeps the place of one beside it."""
    lower = to_form("NFC", name.encode("utf-8", "replace").decode()).lower()
    if lower.startswith((".", *_LOCKS)) or lower.endswith(_UNFINISHED):
        return True
    return any(f"{name}{ending}" in names for ending in _UNFINISHED)


def _signature(path: Path) -> _Signature:
    """What shows that an entry changes; nothing for one that is left alone, or in which a file is not finished."""
    status = path.lstat()
    if stat.S_ISREG(status.st_mode):
        return ((path.name, status.st_ino, status.st_size, status.st_mtime_ns),)
    if not stat.S_ISDIR(status.st_mode):
        return ()
    found = [(path.name, status.st_ino, 0, status.st_mtime_ns)]
    for folder, folders, files in os.walk(path):
        for name in (*folders, *files):
            if name.lower().endswith(_UNFINISHED[:-1]):
                return ()
            inner = Path(folder, name)
            with suppress(FileNotFoundError):
                status = inner.lstat()
                found.append((str(inner), status.st_ino, status.st_size, status.st_mtime_ns))
        if len(found) > MOST_FILES:
            break
    return tuple(sorted(found))
