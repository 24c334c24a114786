"""Imports: pieces are read side by side, articles are written one after the other, in the order of the sources.

What is being read is limited, so that memory does not grow with the number of pages; results are taken in order, so that
two runs over the same sources give files the same names. A process that reads ends with the one that writes, and the system
ends it where a call into C goes on after the time of its piece.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType
from typing import Final, TypeAlias

from seogo.articles.archive import Archive
from seogo.articles.front_matter import parse_date
from seogo.errors import WriteRefused
from seogo.importers.fetcher import Fetcher
from seogo.importers.item import ExportedImage, Item, PassedOver, Piece, Refused
from seogo.importers.readers import LONGEST, Read, read_piece
from seogo.importers.registry import registry
from seogo.importers.sources import fetched_piece, pieces_of
from seogo.importers.writing.article_writer import (
    ArticleWriter,
    OnDuplicate,
    Outcome,
)
from seogo.importers.writing.atomic_files import ArchiveFiles
from seogo.importers.writing.beside import Beside
from seogo.importers.writing.known_articles import KnownArticle, KnownArticles, read_known_article
from seogo.importers.writing.prepare import Prepared, without_unread_dates
from seogo.importers.writing.report import ImportReport
from seogo.languages import Language
from seogo.messages import Message

FEW: Final = 12
"""So many pieces are read here: starting other processes takes as long."""

LARGE: Final = 256 * 1024
"""Bytes from which on a piece is never read here: only another process can be ended inside a call into C."""

_GRACE: Final = 5
"""Seconds of CPU beyond those of a piece, after which the process that reads it is ended."""

_AHEAD: Final = 4
"""Pieces for each process that are read or wait to be written."""

_MANY: Final = 300
"""From so many articles in the archive on, they are read side by side too."""

_Source: TypeAlias = Piece | Refused | PassedOver
OnOutcome: TypeAlias = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Options of an import.

    ``since`` leaves out what was published before that day, ``drafts`` brings what its author keeps from the public,
    ``processes`` 0 is one for each core.
    """

    into: str = "imported"
    lang: Language | None = None
    since: date | None = None
    images: bool = False
    on_duplicate: OnDuplicate = "skip"
    fetch: bool = False
    drafts: bool = False
    allow_private: bool = False
    dry_run: bool = False
    processes: int = 0


class Importer:
    """Imports sources into an archive; ``fetcher`` is for tests, ``known`` what an import just before it knew."""

    def __init__(
        self,
        archive: Archive,
        options: ImportOptions,
        fetcher: Fetcher | None = None,
        known: KnownArticles | None = None,
    ) -> None:
        self._archive = archive
        self._options = options
        self._fetcher = fetcher or Fetcher(allow_private=options.allow_private)
        self._readers = _ReaderPool(options.processes or len(os.sched_getaffinity(0)))
        self.report = ImportReport()
        self.known = known

    def run(self, sources: Iterable[str], on_outcome: OnOutcome) -> ImportReport:
        """Import everything; ``on_outcome`` gets each outcome as soon as it is written or refused.

        Whenever it is interrupted, every article that was reported is whole, and `report` is true. Raises
        ArchiveMissing, ImportRefused for a folder that cannot be used or a missing package.
        """
        if not self._options.dry_run:
            ArchiveFiles(self._archive.root).remove_leftovers()
        with self._readers as readers:
            known = self.known = self.known or self._known_articles(readers)
            writer = ArticleWriter(
                self._archive,
                known,
                into=self._options.into,
                on_duplicate=self._options.on_duplicate,
                dry_run=self._options.dry_run,
            )
            beside = Beside(
                self._archive,
                known,
                writer,
                self._fetcher,
                images=self._options.images,
                dry_run=self._options.dry_run,
            )
            pieces = chain.from_iterable(pieces_of(source, self._fetcher) for source in sources)
            try:
                for piece, read in readers.read(pieces, self._options.lang):
                    for one in read:
                        self._tell(self._write(writer, beside, piece, one), on_outcome)
                for refused in beside.finish():
                    self._tell(refused, on_outcome)
            finally:
                for image, why in beside.images_passed_over():
                    self._tell(self._passed_over(image, why), on_outcome)
                self.report.images = beside.images_brought
                self.report.images_left = beside.images_left
                self.report.images_lost = beside.images_lost
        return self.report

    def _known_articles(self, readers: _ReaderPool) -> KnownArticles:
        paths = [file.path for file in self._archive.scan().files.values()]
        return KnownArticles(readers.known(self._archive, paths))

    def _write(
        self,
        writer: ArticleWriter,
        beside: Beside,
        piece: _Source,
        one: Prepared | ExportedImage | Refused | PassedOver,
    ) -> Outcome | None:
        if isinstance(one, PassedOver):
            return None if beside.keeps(one) else self._passed_over(one)
        if not self._options.drafts and (draft := _draft(one)):
            return Outcome(draft.where, "draft", why=Message("import.is-draft", title=draft.title))
        if isinstance(one, Refused) and one.listed and one.listed.url and self._options.fetch:
            one = self._fetched(one)
        if isinstance(one, Refused):
            return writer.refuse(one)
        if isinstance(one, ExportedImage):
            return writer.write_image(one)
        if self._is_older(one):
            self.report.older += 1
            return None
        assert isinstance(piece, Piece)
        try:
            one, links = beside.settle(one, piece)
        except WriteRefused as error:
            return writer.refuse(Refused(one.item.where, error.message))
        outcome = writer.write(one)
        beside.add(one.item, piece, outcome, links)
        return replace(outcome, notes=one.notes) if outcome.written else outcome

    def _tell(self, outcome: Outcome | None, on_outcome: OnOutcome) -> None:
        if outcome is not None:
            self.report.add(outcome)
            on_outcome(outcome)

    def _passed_over(self, one: PassedOver, why: Message | None = None) -> Outcome:
        self.report.pass_over(one)
        return Outcome(one.where, "passed over", why=why or Message("import.beside", kind=one.kind))

    def _fetched(self, refused: Refused) -> Prepared | Refused:
        """The page that a list names, with the tags and the description that it has there."""
        listed = refused.listed
        assert listed is not None
        piece = fetched_piece(listed.url, self._fetcher, listed=True)
        if isinstance(piece, Refused):
            return replace(piece, where=f"{refused.where} {listed.url}")
        read = self._readers.read_one(piece, self._options.lang)
        none = Refused(refused.where, Message("import.no-article"))
        found = next((one for one in read if isinstance(one, Prepared | Refused)), none)
        if isinstance(found, Refused):
            return found
        item = found.item
        tags = tuple(dict.fromkeys((*listed.tags, *item.tags)))
        item = replace(
            item,
            where=refused.where,
            tags=tags,
            summary=listed.summary or item.summary,
            published=item.published or listed.published,
            authors=item.authors or listed.authors,
            source=item.source or listed.source,
        )
        item, notes = without_unread_dates(item)
        return replace(found, item=item, notes=found.notes + notes)

    def _is_older(self, one: Prepared) -> bool:
        since, text = self._options.since, one.item.published or one.item.updated
        return since is not None and bool(text) and parse_date(text, self._archive.zone).day < since


def _draft(one: Prepared | ExportedImage | Refused) -> Item | None:
    """The draft that was read, if it is one: it is not asked what else may be wrong with it."""
    item = (
        one.item if isinstance(one, Prepared) else one.listed if isinstance(one, Refused) else None
    )
    return item if item is not None and item.draft else None


class _ReaderPool:
    """Processes that read pieces; they are started when there is enough to read."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._single: ProcessPoolExecutor | None = None

    def __enter__(self) -> _ReaderPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: object, __: TracebackType | None
    ) -> None:
        for pool in (self._pool, self._single):
            if pool is None:
                continue
            if kind is not None:  # nobody waits for what they read
                for process in list(pool._processes.values()):
                    process.kill()
            pool.shutdown(wait=True, cancel_futures=True)

    def known(self, archive: Archive, paths: list[str]) -> Iterator[KnownArticle]:
        """Known articles of an archive, from their files."""
        if len(paths) < _MANY or self._processes < 2:
            found: Iterable[KnownArticle | None] = (
                read_known_article(archive, path) for path in paths
            )
        else:
            pool = self._started()
            chunks = [paths[at : at + 200] for at in range(0, len(paths), 200)]
            with _signals_later():
                work = pool.map(_read_known_articles, [archive] * len(chunks), chunks)
            found = chain.from_iterable(work)
        yield from (one for one in found if one is not None)

    def read(
        self, pieces: Iterator[_Source], lang: Language | None
    ) -> Iterator[tuple[_Source, Read]]:
        """Items of pieces, in the order of these; what is refused or passed over as a piece is so as an item."""
        first = list(islice(pieces, FEW + 1))
        if len(first) <= FEW or self._processes < 2:
            for piece in chain(first, pieces):
                yield piece, self.read_one(piece, lang) if isinstance(piece, Piece) else [piece]
            return
        waiting: deque[tuple[_Source, Future[Read] | None]] = deque()
        for piece in chain(first, pieces):
            future = self._submit(piece, lang) if isinstance(piece, Piece) else None
            waiting.append((piece, future))
            if len(waiting) > self._processes * _AHEAD:
                yield self._taken(*waiting.popleft(), lang)
        while waiting:
            yield self._taken(*waiting.popleft(), lang)

    def read_one(self, piece: Piece, lang: Language | None) -> Read:
        """Items of one piece."""
        form = registry().named(piece.format)
        here = _size(piece) < LARGE and not (form and form.apart)
        return read_piece(piece, lang) if here else self._read_alone(piece, lang)

    def _submit(self, piece: Piece, lang: Language | None) -> Future[Read]:
        try:
            return _submit(self._started(), piece, lang)
        except BrokenProcessPool:
            self._started().shutdown()
            self._pool = None
            return _submit(self._started(), piece, lang)

    def _taken(
        self, piece: _Source, future: Future[Read] | None, lang: Language | None
    ) -> tuple[_Source, Read]:
        if not isinstance(piece, Piece) or future is None:
            return piece, [] if isinstance(piece, Piece) else [piece]
        try:
            return piece, future.result()
        except BrokenProcessPool:
            return piece, self._read_alone(piece, lang)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _processes(self._processes)
        return self._pool

    def _read_alone(self, piece: Piece, lang: Language | None) -> Read:
        """Read a piece while no other is read: one of those that were read when a process ended is to blame."""
        if self._single is None:
            self._single = _processes(1)
        try:
            return _submit(self._single, piece, lang).result()
        except BrokenProcessPool:
            self._single.shutdown()
            self._single = None
            return [Refused(piece.where, Message("import.process-ended"))]


def _processes(count: int) -> ProcessPoolExecutor:
    # Not forked: a progress bar has a thread of its own by then.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, context, initializer=_prepare_process)


def _submit(pool: ProcessPoolExecutor, piece: Piece, lang: Language | None) -> Future[Read]:
    with _signals_later():
        alone = replace(piece, files=None)
        return pool.submit(_read_or_end, read_piece, LONGEST + _GRACE, alone, lang)


@contextmanager
def _signals_later() -> Iterator[None]:
    """Signals that end an import wait while a process is started, and do not reach one that is half started."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _read_or_end(
    read: Callable[[Piece, Language | None], Read],
    seconds: int,
    piece: Piece,
    lang: Language | None,
) -> Read:
    """Items of a piece, or the end of this process by SIGVTALRM after so many seconds of CPU."""
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        return read(piece, lang)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _size(piece: Piece) -> int:
    """Bytes of a piece; 0 for a file that cannot be looked at, which reading it will say."""
    if piece.data is not None:
        return len(piece.data)
    try:
        return Path(piece.path).stat().st_size
    except OSError:
        return 0


def _read_known_articles(archive: Archive, paths: list[str]) -> list[KnownArticle | None]:
    return [read_known_article(archive, path) for path in paths]


def _prepare_process() -> None:
    """What a process that reads begins with: Ctrl-C is for the one that writes, and it ends when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
