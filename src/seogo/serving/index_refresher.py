"""Index refresher: the process that brings the index up to date while a site is served.

It runs the indexer when the server starts and, with ``watch``, whenever a file of the archive changes, or the index is not
whole any more. The processes that answer open what it has built.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from seogo.errors import IndexUnavailable, SeogoError
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.report import IndexReport, Progress
from seogo.messages import Message

if TYPE_CHECKING:
    from seogo.composition import Site

_WATCH_EVERY = 1.0
"""Seconds between looks at the archive, at least."""
_WATCH_FACTOR = 20
"""Times that a look at the archive took: a large archive is not looked at for more than 5 % of the time."""
_LONGEST_PAUSE = 60.0
"""Seconds between runs that fail, at most; the first pause is _WATCH_EVERY, each further one twice as long."""
_LOW_PRIORITY = 10
_log = logging.getLogger("seogo.serving")


def lower_priority() -> None:
    """Give this process a low priority, so that searches meanwhile do not wait for it."""
    with contextlib.suppress(AttributeError, OSError):  # where there are no priorities
        priority = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, 0, max(priority, _LOW_PRIORITY))


class IndexRefresher:
    """Refresher of the index of a site. ``notify`` gets the message of each error, ``on_report`` the report of each finished
    run. A run that fails is tried again."""

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

    def run(self) -> None:
        """Bring the index up to date; with ``watch`` again and again, else until that has succeeded once."""
        signature = None
        failed, due, retry = False, 0.0, _WATCH_EVERY
        while True:
            began = time.monotonic()
            now = self._signature() if self._watch else 0
            pause = max(_WATCH_EVERY, (time.monotonic() - began) * _WATCH_FACTOR)
            if now != signature or (time.monotonic() >= due and (failed or not self._is_whole())):
                signature = now
                failed = not self._reindex()
                if failed or not self._is_whole():
                    due = time.monotonic() + retry
                    retry = min(2 * retry, _LONGEST_PAUSE)
                elif not self._watch:
                    return
                else:
                    due, retry = 0.0, _WATCH_EVERY
            time.sleep(pause)

    def _reindex(self) -> bool:
        """Whether a run was finished."""
        try:
            report = self._site.indexer.run(IndexOptions(wait=True), self._progress)
        except SeogoError as error:
            self._notify(error.message)
            return False
        except Exception as error:  # noqa: BLE001 - the next run may go well
            _log.exception("The index could not be brought up to date")
            reason = f"{type(error).__name__}: {error}"
            self._notify(Message("serve.refresh-failed", reason=reason))
            return False
        self._on_report(report)
        return True

    def _is_whole(self) -> bool:
        """Whether the current generation is there with all of its files."""
        try:
            self._site.generations.newest(thorough=False)
        except IndexUnavailable:
            return False
        return True

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
