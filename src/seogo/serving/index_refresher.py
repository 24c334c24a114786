"""The index of a site while it is served: one thread brings it up to date and opens new generations.

It runs the indexer when the server starts and, with ``watch``, whenever a file of the archive changes. Generations of other
processes are opened too; each is warmed before requests see it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from seogo.errors import IndexUnavailable, SeogoError
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.report import IndexReport, Progress
from seogo.messages import Message
from seogo.searching.service import OpenIndex

if TYPE_CHECKING:
    from seogo.composition import Site

_OPEN_EVERY = 0.25
"""Seconds between looks for a new generation."""
_WATCH_EVERY = 1.0
"""Seconds between looks at the archive, at least."""
_WATCH_FACTOR = 20
"""Times that a look at the archive took: a large archive is not looked at for more than 5 % of the time."""


class IndexRefresher:
    """Thread that keeps the index of a site up to date.

    ``notify`` gets the message of each error, ``on_report`` the report of each finished run.
    """

    def __init__(
        self,
        site: Site,
        *,
        watch: bool = False,
        progress: Progress | None = None,
        notify: Callable[[Message], None],
        on_report: Callable[[IndexReport], None],
    ) -> None:
        self._site = site
        self._watch = watch
        self._progress = progress
        self._notify = notify
        self._on_report = on_report
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="index-refresher", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the thread; a run that is under way ends with the process, which harms no index."""
        self._stopping.set()
        self._thread.join(timeout=1)

    def _run(self) -> None:
        signature = self._signature() if self._watch else None
        self.open_newest()
        self._reindex()
        looked = time.monotonic()
        pause = _WATCH_EVERY
        while not self._stopping.wait(_OPEN_EVERY):
            self.open_newest()
            if self._watch and time.monotonic() - looked >= pause:
                began = time.monotonic()
                now = self._signature()
                looked = time.monotonic()
                pause = max(_WATCH_EVERY, (looked - began) * _WATCH_FACTOR)
                if now != signature:
                    signature = now
                    self._reindex()

    def _reindex(self) -> None:
        try:
            report = self._site.indexer.run(IndexOptions(wait=True), self._progress)
        except SeogoError as error:
            self._notify(error.message)
        else:
            self._on_report(report)
        self.open_newest()

    def open_newest(self) -> None:
        """Open and warm the newest generation, if it is not open yet."""
        try:
            self._site.current.refresh(warm)
        except IndexUnavailable:
            return  # requests say so

    def _signature(self) -> int:
        """Hash of path, time, size and inode of every file of the archive."""
        found: list[tuple[str, int, int, int]] = []
        skip = str(self._site.settings.index)
        folders = [str(self._site.settings.archive)]
        while folders:
            try:
                entries = list(os.scandir(folders.pop()))
            except OSError:
                continue
            for entry in entries:
                if entry.name.startswith(".") or entry.path == skip:
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                        continue
                    stat = entry.stat()
                except OSError:
                    continue
                found.append((entry.path, stat.st_mtime_ns, stat.st_size, stat.st_ino))
        return hash(tuple(sorted(found)))


def warm(index: OpenIndex) -> None:
    """Load what the first query would load otherwise."""
    index.compiler.warm()
    index.engine.status()
    index.corrector.warm()
