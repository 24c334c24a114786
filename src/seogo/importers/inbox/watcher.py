"""The watching of an inbox, until a signal ends it: what is complete is imported, entry by entry."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from seogo.articles.archive import Archive
from seogo.errors import WriteRefused
from seogo.importers.inbox import inbox as inboxes
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome
from seogo.importers.writing.known_articles import KnownArticles
from seogo.importers.writing.report import ImportReport
from seogo.messages import Message

_STEP: Final = 0.1
_TWICE: Final = 1.0
"""Seconds within which a signal is the same one again."""
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_FULL: Final = ("system.ENOSPC", "system.EDQUOT", "system.EROFS", "system.EIO")
"""What a disk says that takes nothing more: all that follows would be refused too."""


class _Stop:
    """Ends the watching after the entry that is imported: the first Ctrl-C or SIGTERM; the second one ends it at once."""

    def __enter__(self) -> Self:
        self._asked, self._when = False, 0.0
        self._before = {one: signal.signal(one, self._ask) for one in _SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def is_asked(self) -> bool:
        """Whether the end was asked for."""
        return self._asked

    def _ask(self, *_: object) -> None:
        # one signal may come twice, to a process and to its group
        if self._asked and time.monotonic() - self._when > _TWICE:
            raise KeyboardInterrupt
        if not self._asked:
            self._asked, self._when = True, time.monotonic()

    def wait(self, seconds: float) -> None:
        """Wait, as long as nobody asks for an end."""
        end = time.monotonic() + seconds
        while not self._asked and time.monotonic() < end:
            time.sleep(_STEP)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder of an inbox, and what became of it; ``refused`` says that something of it was not taken."""

    path: Path
    outcomes: list[Outcome]
    report: ImportReport
    refused: bool


class Watcher:
    """Watcher of an inbox.

    ``entries`` gives each entry once it is imported; who takes it gives the text of its refusal to ``move``.
    """

    def __init__(self, archive: Archive, inbox: inboxes.Inbox, options: ImportOptions) -> None:
        self._archive = archive
        self._inbox = inbox
        self._options = options

    def entries(self) -> Iterator[Entry]:
        """Entries as they become complete, until SIGINT or SIGTERM comes. Raises OSError, WriteRefused, ImportRefused."""
        with _Stop() as stop:
            while not stop.is_asked():
                known: KnownArticles | None = None
                for path in self._inbox.complete():
                    if stop.is_asked():
                        return
                    outcomes: list[Outcome] = []
                    importer = Importer(self._archive, self._options, known=known)
                    report = importer.run([str(path)], outcomes.append)
                    known = importer.known
                    _check_disk(outcomes)
                    yield Entry(path, outcomes, report, _is_refused(outcomes, report))
                stop.wait(inboxes.INTERVAL)

    def move(self, entry: Entry, refusal: str) -> Path | None:
        """Where an entry was moved to; None for one that has changed since it was complete, and stays."""
        return (
            self._inbox.move(entry.path, refusal) if self._inbox.is_unchanged(entry.path) else None
        )


def _is_refused(outcomes: list[Outcome], report: ImportReport) -> bool:
    """Whether something of an entry was not taken although it may have been meant to be, or nothing of it was."""
    left = [
        one
        for one in outcomes
        if not one.written and one.status in ("changed", "duplicate", "refused")
    ]
    taken = [one for one in outcomes if one.written or one.status == "same"]
    return bool(left) or not (taken or report.older)


def _check_disk(outcomes: list[Outcome]) -> None:
    """Raises WriteRefused where the disk takes nothing more, so that what comes waits in the folder."""
    for one in outcomes:
        for why in (one.why, *one.notes):
            reason = why.values.get("reason") if why else None
            if why and isinstance(reason, Message) and reason.code in _FULL:
                raise WriteRefused(why)
