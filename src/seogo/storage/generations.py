"""Generations of the index: built beside the one that is read, verified, then switched to.

::

    <index>/
      current            the number of the generation that is read
      server.sock        see seogo.serving.local_socket; watches.json: see seogo.watches.seen
      building           held (flock) by the process that builds; says which one, and how far it is
      analyses.sqlite    analyses by content (seogo.indexing.analysis_cache); translations.sqlite: sources of the lexicon
      sightings          how the article files looked when they were read (seogo.storage.sightings)
      generations/<n>/   one complete index, never changed once it is published
        manifest.json    its stamps and the size, time and SHA-256 of each of its files, under a checksum of its own
        articles.json    what was known of every article file
        suggestions      see seogo.suggestions.completion; lexicon: see seogo.lexicon.lexicon
        meaning          see seogo.meaning.vectors; only where its package is installed
        lease            held (flock, shared) by the processes that read it
        engine/          the files of the engine

A crash, a full disk or a second writer never harms what is being read: an unfinished generation has no manifest, the
pointer is replaced atomically, and the last good generation stays. Readers take no lock that anybody waits for: the
lease only tells the cleaner that a generation is in use.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from seogo.errors import (
    IndexBusy,
    IndexMissing,
    IndexUnavailable,
    IndexWriteError,
)
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.storage.drafts import open_draft, opened, remove_leftovers
from seogo.storage.generation import LEASE, MANIFEST, Generation, Lease, reading, sha256
from seogo.storage.manifest import FileMark, Manifest
from seogo.storage.pointer import CURRENT, Token, pointer_token

_BUILDING = "building"
_UNCHECKED = frozenset({MANIFEST, LEASE})
_WAIT_SECONDS = 0.2
_TOLD = re.compile(rb"process (\d{1,10}) since [\d:]{8}\n(?:(\d{1,12}) / (\d{1,12})\n)?")


class Generations:
    """Generations in one index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = folder / "generations"
        self._builder: tuple[int, bytes] | None = None

    def token(self) -> Token:
        """A value that changes when the pointer is switched; cheap."""
        return pointer_token(self.folder)

    def open(self) -> Lease:
        """The current generation, or where that is damaged the newest good one.

        Raises IndexMissing, IndexStale or IndexDamaged (of the current one) where there is none.
        """
        while True:
            before = self.token()
            trouble: IndexUnavailable | None = None
            for number in self._candidates():
                try:
                    generation = self._load(number)
                    generation.verify(thorough=False)
                    generation.verify_unchecked()
                    return Lease(generation)
                except IndexUnavailable as error:
                    trouble = trouble or error
            # those that were there may have been replaced, and removed, in the meantime
            if self.token() == before:
                raise trouble or IndexMissing(Message("index.missing"))

    def newest(self, *, thorough: bool) -> Generation:
        """The current generation for a builder, verified. Raises IndexUnavailable."""
        numbers = self._candidates()
        if not numbers:
            raise IndexMissing(Message("index.missing"))
        generation = self._load(numbers[0])
        generation.verify(thorough=thorough)
        return generation

    def folders(self) -> list[Path]:
        """The folders of all generations that are there, finished or not."""
        return [self._path(number) for number in self._numbers()]

    @contextlib.contextmanager
    def building(self, *, wait: bool = False) -> Iterator[None]:
        """Hold the right to build. Raises IndexBusy, naming who does, unless ``wait``.

        What an earlier builder, or this one, leaves unfinished is removed.
        """
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / _BUILDING
            if not path.is_file():
                remove(path)
            if not self._root.is_dir():
                remove(self._root)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if not wait:
                        owner = os.pread(descriptor, 200, 0).decode(errors="replace")
                        who = " ".join(owner.partition("\n")[0].split()) or "another process"
                        raise IndexBusy(
                            Message("index.busy", folder=self.folder, who=who)
                        ) from None
                    time.sleep(_WAIT_SECONDS)
            self._builder = descriptor, _myself()
            self._sign()
            self.remove_unfinished()
            try:
                yield
            finally:
                self._builder = descriptor, b""
                self._sign()  # nobody builds
                self._builder = None
                self.remove_unfinished()
        finally:
            os.close(descriptor)

    def tell(self, done: int, articles: int) -> None:
        """Let other processes know how many of so many articles are written. Only while building."""
        self._sign(f"{done} / {articles}\n".encode())

    def _sign(self, told: bytes = b"") -> None:
        """Write who builds, and what it tells."""
        if self._builder is not None:
            descriptor, who = self._builder
            with contextlib.suppress(OSError):  # a full disk must not hide what follows
                os.pwrite(descriptor, who + told, 0)
                os.ftruncate(descriptor, len(who + told))

    def progress(self) -> tuple[int, int] | None:
        """How many of how many articles a process has written that is building now (0 of 0 where it does not say so yet);
        None where none is."""
        try:
            found = _TOLD.fullmatch((self.folder / _BUILDING).read_bytes()[:200])
        except OSError:
            return None
        if found is None or not _is_running(int(found[1])):
            return None
        done, articles = int(found[2] or 0), int(found[3] or 0)
        return min(done, articles), articles

    def begin(self, origin: Generation | None = None) -> Path:
        """A new folder for the next generation, with hard links to the files of ``origin`` (copies where the file
        system has no links). Only while building."""
        number = max((0, *self._numbers())) + 1
        folder = self._root / f"{number:06}"
        # not with its parents: where a disk has vanished no other one is written to
        self._root.mkdir(exist_ok=True)
        folder.mkdir()
        if origin is not None:
            for name in origin.manifest.files:
                target = folder / name
                target.parent.mkdir(exist_ok=True)
                try:
                    os.link(origin.folder / name, target)
                except OSError:
                    shutil.copy2(origin.folder / name, target)
        (folder / LEASE).touch()
        return folder

    def seal(
        self, folder: Path, manifest: Manifest, origin: Generation | None = None
    ) -> Generation:
        """Write the manifest of a finished folder, everything synced to disk. Only while building.

        Of links to files of ``origin``, which was verified thoroughly, its marks are taken over.
        """
        marks: dict[str, FileMark] = {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if origin is not None and (known := origin.mark_of(name, path)) is not None:
                marks[name] = known
                continue
            _sync(path)
            if path.is_file() and name not in _UNCHECKED:
                found = path.stat()
                marks[name] = FileMark(found.st_size, found.st_mtime_ns, sha256(path))
        complete = Manifest(
            int(folder.name),
            manifest.built_at,
            manifest.index_stamp,
            manifest.articles,
            manifest.dictionary,
            manifest.glossary,
            marks,
        )
        _replace(folder / MANIFEST, complete.to_bytes())
        _sync(self._root)
        return Generation(folder, complete)

    def publish(self, generation: Generation) -> None:
        """Make a generation the current one, and remove those that nobody needs. Only while building."""
        _replace(self.folder / CURRENT, f"{generation.manifest.number}\n".encode())
        keep = [number for number in self._candidates() if self._is_good(number)][:2]
        for number in self._numbers():
            if number not in keep:
                self._remove(number)

    def point_to(self, generation: Generation) -> None:
        """Make a generation the current one where a damaged pointer says anything else. Only while building."""
        if self._current() != generation.manifest.number:
            self.publish(generation)

    def _is_good(self, number: int) -> bool:
        try:
            self._load(number).verify(thorough=False)
        except IndexUnavailable:
            return False
        return True

    def _candidates(self) -> list[int]:
        """Published generations, the current one first, then the newest."""
        numbers = sorted(self._numbers(), reverse=True)
        published = [n for n in numbers if (self._path(n) / MANIFEST).exists()]
        current = self._current()
        return sorted(published, key=lambda number: number != current)

    def _current(self) -> int | None:
        try:
            return int((self.folder / CURRENT).read_text())
        except (OSError, ValueError):
            return None

    def _numbers(self) -> list[int]:
        try:
            names = [path.name for path in self._root.iterdir()]
        except OSError:
            return []
        return [int(name) for name in names if name.isdecimal()]

    def _path(self, number: int) -> Path:
        return self._root / f"{number:06}"

    def _load(self, number: int) -> Generation:
        path = self._path(number) / MANIFEST
        with reading(path):
            raw = path.read_bytes()
        return Generation(self._path(number), Manifest.from_bytes(raw, path))

    def remove_unfinished(self) -> None:
        """Remove what was begun and not sealed. Only while building."""
        with opened(self.folder) as folder:
            remove_leftovers(folder, deep=False)
        for number in self._numbers():
            if not (self._path(number) / MANIFEST).is_file():
                with contextlib.suppress(OSError):
                    remove(self._path(number))

    def _remove(self, number: int) -> None:
        """Remove a generation unless somebody reads it."""
        folder = self._path(number)
        if (folder / LEASE).is_dir():
            remove(folder / LEASE)
        with contextlib.suppress(OSError), (folder / LEASE).open("ab") as lease:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # without its manifest it is unfinished, and nobody opens it any more
            remove(folder / MANIFEST)
            shutil.rmtree(folder, ignore_errors=True)


def remove(path: Path) -> None:
    """Remove a file of the index, or the folder that stands in its place; nothing where there is none. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn the operating system's refusals to write into one sentence."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
        reason = Message("index.disk-full") if full else reason_of(error)
        raise IndexWriteError(Message("index.not-written", folder=folder, reason=reason)) from error


def _myself() -> bytes:
    return f"process {os.getpid()} since {time.strftime('%H:%M:%S')}\n".encode()


def _is_running(process: int) -> bool:
    """Whether there is a process; asking for the lock instead would keep a builder out for a moment."""
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was."""
    if path.is_dir():
        remove(path)
    with opened(path.parent) as folder, open_draft(folder) as draft:
        draft.file.write(data)
        draft.replace(path.name)
