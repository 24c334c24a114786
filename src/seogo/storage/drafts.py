"""Drafts: files come to their place whole or not at all.

A file is written under a hidden random name in the folder of its place and flushed to the disk. Then it takes that place: as
a new file, which never replaces anything, or instead of an ordinary file that is there. Its process holds a lock (flock) on
it, so that another run can tell what a killed one has left, and takes it away.
"""

from __future__ import annotations

import fcntl
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EMLINK, ENOSYS, ENOTSUP, EPERM
from pathlib import Path
from typing import BinaryIO, Final

from seogo.errors import WriteRefused
from seogo.messages import Message
from seogo.messages.reasons import reason_of

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_ANY: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NAME: Final = re.compile(r"\.seogo-[0-9a-f]{16}")
_NO_LINKS: Final = frozenset({EPERM, EMLINK, ENOSYS, ENOTSUP})
"""Answers of file systems without hard links, such as exFAT."""

_ABANDONED: Final = 3600.0
"""Seconds after which a draft belongs to nobody, where the file system has no locks."""

_DEEPEST: Final = 100
"""Folders inside each other, more than an archive may have."""

_LOCK_WAIT: Final = 30.0
_LOCK_STEP: Final = 0.05


class Draft:
    """A file that is being written; ``durable`` flushes it, and its folder, to the disk when it takes its place."""

    def __init__(self, folder: int, *, durable: bool = True) -> None:
        self._folder = folder
        self._durable = durable
        self._name = ""
        self.file: BinaryIO

    def begin(self) -> None:
        """Make the file, which this process holds. Raises OSError."""
        while True:
            # the name is known before there is a file, so that an interrupt at any step leaves none
            self._name = f".seogo-{os.urandom(8).hex()}"
            descriptor = os.open(self._name, _NEW, 0o666, dir_fd=self._folder)
            self.file = os.fdopen(descriptor, "wb")
            with suppress(OSError):  # a file system without locks
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            # somebody may have taken it for a leftover before it was locked
            if os.fstat(descriptor).st_nlink:
                return
            self.file.close()

    def place(self, name: str) -> bool:
        """Become a new file; False, and nothing is changed, where there is something of this name. Raises OSError."""
        self._flush()
        try:
            os.link(self._name, name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if not self._reserve(name):
                return False
        self._sync_folder()
        return True

    def replace(self, name: str) -> None:
        """Become the file of this name, with the permissions of an ordinary one that is there.

        Raises WriteRefused where there is anything else, and OSError.
        """
        with suppress(FileNotFoundError):
            there = os.stat(name, dir_fd=self._folder, follow_symlinks=False)
            if not stat.S_ISREG(there.st_mode):
                raise WriteRefused(Message("write.not-ordinary", target=name))
            with suppress(
                PermissionError
            ):  # of somebody else, or a file system without permissions
                os.fchmod(self.file.fileno(), stat.S_IMODE(there.st_mode))
        self._flush()
        os.rename(self._name, name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        self._sync_folder()

    def discard(self) -> None:
        """Take the draft away if it has not taken its place, and unlock it."""
        with suppress(OSError):  # it was renamed, or the next run takes it away
            os.unlink(self._name, dir_fd=self._folder)
        with suppress(OSError, AttributeError):  # what was not written was said already
            self.file.close()

    def _flush(self) -> None:
        self.file.flush()
        if self._durable:
            os.fsync(self.file.fileno())

    def _sync_folder(self) -> None:
        if self._durable:
            os.fsync(self._folder)

    def _reserve(self, name: str) -> bool:
        """Hold a free name with an empty file, and take its place."""
        try:
            os.close(os.open(name, _NEW, dir_fd=self._folder))
        except FileExistsError:
            return False
        try:
            os.rename(self._name, name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        except OSError:
            os.unlink(name, dir_fd=self._folder)
            raise
        return True


@contextmanager
def opened(folder: Path) -> Iterator[int]:
    """The descriptor of an open folder. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def open_draft(folder: int, *, durable: bool = True) -> Iterator[Draft]:
    """A draft in an open folder, which is gone afterwards unless it has taken its place. Raises OSError."""
    draft = Draft(folder, durable=durable)
    try:
        draft.begin()
        yield draft
    finally:
        draft.discard()


@contextmanager
def write_file(target: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A file to write into, which takes its place at the end.

    Raises WriteRefused where the disk does not take it, where there is something of this name and ``overwrite`` is not set,
    and where that is no ordinary file.
    """
    check_target(target, overwrite=overwrite)
    with refusals(target), opened(target.parent) as folder, open_draft(folder) as draft:
        yield draft.file
        if overwrite:
            draft.replace(target.name)
        elif not draft.place(target.name):
            raise WriteRefused(Message("write.exists", target=target))


def check_target(target: Path, *, overwrite: bool) -> None:
    """Raise WriteRefused where `write_file` will, as far as it can be seen before; what killed runs left beside it goes."""
    with refusals(target):
        with opened(target.parent) as folder:
            remove_leftovers(folder, deep=False)
        try:
            there = target.lstat()
        except FileNotFoundError:
            return
    if not stat.S_ISREG(there.st_mode):
        raise WriteRefused(Message("write.not-ordinary", target=target))
    if not overwrite:
        raise WriteRefused(Message("write.exists", target=target))


@contextmanager
def refusals(target: Path | str) -> Iterator[None]:
    """Errors of the operating system while ``target`` is written, as WriteRefused."""
    try:
        yield
    except OSError as error:
        raise WriteRefused(
            Message("write.refused", target=target, reason=reason_of(error))
        ) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The lock of a folder, for which others wait who change the same file. Raises WriteRefused after half a minute."""
    with refusals(folder), opened(folder) as descriptor:
        until = time.monotonic() + _LOCK_WAIT
        while not _lock(descriptor, default=True):
            if time.monotonic() > until:
                raise WriteRefused(Message("write.locked", target=folder))
            time.sleep(_LOCK_STEP)
        yield


def remove_leftovers(folder: int, *, deep: bool) -> None:
    """Take away the drafts of killed runs in an open folder, with ``deep`` in those below it too (hidden ones apart).

    They are ours by their name and their owner; one that a process holds stays, and where the file system has no locks one
    that is younger than an hour. What cannot be taken away stays.
    """
    for path, folders, names, descriptor in os.fwalk(".", dir_fd=folder):
        for name in filter(_NAME.fullmatch, names):
            with suppress(OSError):
                _remove_leftover(name, descriptor)
        further = deep and path.count("/") < _DEEPEST
        folders[:] = [name for name in folders if further and not name.startswith(".")]


def _remove_leftover(name: str, folder: int) -> None:
    descriptor = os.open(name, _ANY, dir_fd=folder)
    try:
        found = os.fstat(descriptor)
        ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
        if ours and _lock(descriptor, default=time.time() - found.st_mtime > _ABANDONED):
            os.unlink(name, dir_fd=folder)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, default: bool) -> bool:
    """Whether a file could be locked; ``default`` where the file system has no locks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return default
    return True
