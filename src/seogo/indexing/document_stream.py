"""The stream of documents of a run: articles read, analysed where nobody has before, and made into documents."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive, Scan
from seogo.articles.facts import FileFacts
from seogo.articles.model import Article
from seogo.documents.analysis import ArticleAnalysis, analyze_articles, to_surfaces
from seogo.documents.document import document_hash, to_document, to_record
from seogo.engines.base import Document
from seogo.errors import ArticleError, FileError
from seogo.indexing.analysis_cache import AnalysisStamp, AnalysisStore
from seogo.indexing.term_changes import Columns, TermChanges, compare
from seogo.languages import Language

_BATCH = 512


class Progress(Protocol):
    """Hears how a run goes on."""

    def total(self, articles: int) -> None:
        """So many articles are to be written."""

    def advance(self, articles: int) -> None:
        """So many more have been."""


class Silent:
    """A progress that says nothing."""

    def total(self, articles: int) -> None:
        """See Progress."""

    def advance(self, articles: int) -> None:
        """See Progress."""


@dataclass(slots=True)
class IndexReport:
    """What a run did. ``analysed`` counts articles that went through analysis; ``reason`` says why everything was written
    again, where it was; ``generation`` is the number of the current one (0: none); ``terms`` is what a dry run says of
    articles that are the same while the dictionary is another. ``aligned`` counts translation pairs that were aligned,
    ``passages`` those that the lexicon was learned from (0: it stayed)."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    analysed: int = 0
    aligned: int = 0
    passages: int = 0
    reason: str = ""
    generation: int = 0
    problems: list[FileError] = field(default_factory=list)
    warnings: list[FileError] = field(default_factory=list)
    notes: list[FileError] = field(default_factory=list)
    terms: TermChanges = field(default_factory=TermChanges)
    seconds: float = 0.0

    @property
    def articles(self) -> int:
        """How many articles the index holds after the run."""
        return len(self.added) + len(self.changed) + self.unchanged


@dataclass(frozen=True, slots=True)
class Indexed:
    """What is known of a document of a generation."""

    path: str
    content_hash: str
    stamp: str
    hash: str

    def to_json(self) -> dict[str, str]:
        """The same as JSON values: dataclasses.asdict takes thirty times as long."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Task:
    """An article to write: its file, its translations; ``stamp`` where it is known already."""

    facts: FileFacts
    group: str
    translations: dict[str, Language]
    stamp: str | None = None


class Watcher(Protocol):
    """Sees the articles of a run while what analysis made of them is at hand."""

    def see(self, task: Task, article: Indexed, analysis: ArticleAnalysis) -> None:
        """One article."""

    def commit(self) -> None:
        """Some more were seen."""


class DocumentStream:
    """The stream of documents of a run, which notes what became of each article and shows it to ``watcher``."""

    def __init__(
        self,
        archive: Archive,
        scan: Scan,
        store: AnalysisStore,
        stamps: AnalysisStamp,
        report: IndexReport,
        progress: Progress,
        documents: dict[str, Indexed],
        watcher: Watcher,
    ) -> None:
        self._archive = archive
        self._parsed = scan.parsed
        self._store = store
        self._stamps = stamps
        self._report = report
        self._progress = progress
        self._documents = documents
        self._watcher = watcher

    def documents(
        self, tasks: Iterable[Task], analyzer: Analyzer, *, anew: bool
    ) -> Iterator[Document]:
        """Documents in the order of tasks; what the store does not have (or ``anew``) is analysed and kept there."""
        remaining = iter(tasks)
        while batch := list(islice(remaining, _BATCH)):
            articles = [(task, article) for task in batch if (article := self._read(task))]
            stamps = {article.id: self._stamps.of(article) for _, article in articles}
            kept: dict[str, bytes] = {}
            if not anew:
                for _, article in articles:
                    data = self._store.get(article.content_hash, stamps[article.id])
                    if data is not None:
                        kept[article.id] = data
            missing = [article for _, article in articles if article.id not in kept]
            self._report.analysed += len(missing)
            analysed = analyze_articles(missing, analyzer)
            # one article after the other, all that is done with it: its terms are in the caches until then
            for task, article in articles:
                stamp = stamps[article.id]
                data = kept.get(article.id)
                if data is None:
                    _, analysis, surfaces = next(analysed)
                    data = analysis.to_bytes()
                    self._store.put(article.content_hash, stamp, data)
                else:
                    analysis = ArticleAnalysis.from_bytes(data)
                    surfaces = to_surfaces(article, analysis.text)
                written = document_hash(
                    article.content_hash, stamp, article.path, task.translations
                )
                indexed = Indexed(article.path, article.content_hash, stamp, written)
                self._documents[article.id] = indexed
                self._watcher.see(task, indexed, analysis)
                yield to_document(
                    article,
                    analysis,
                    data,
                    surfaces,
                    group=task.group,
                    translations=task.translations,
                    content_hash=written,
                )
            self._store.commit()
            self._watcher.commit()
            self._progress.advance(len(batch))

    def _read(self, task: Task) -> Article | None:
        try:
            article = self._parsed.pop(task.facts.path, None) or self._archive.read(task.facts)
            if article.id != task.facts.id:
                raise ArticleError(
                    task.facts.path, 0, "its id changed while it was read", "run reindex again"
                )
        except ArticleError as error:
            self._report.problems.append(error)
            for names in (self._report.added, self._report.changed):
                if task.facts.id in names:
                    names.remove(task.facts.id)
            return None
        return article


def compare_terms(
    archive: Archive,
    tasks: Iterable[Task],
    stored: Callable[[Sequence[str]], Mapping[str, bytes]],
    analyzer: Analyzer,
    progress: Progress,
) -> TermChanges:
    """Which terms of the articles of tasks another analysis changes; ``stored`` gives the documents that there are.

    Nothing is kept. A file that cannot be read any more is passed over. Raises IndexDamaged.
    """

    def pairs() -> Iterator[tuple[Columns, Columns]]:
        remaining = iter(tasks)
        while batch := list(islice(remaining, _BATCH)):
            blobs = stored([task.facts.id for task in batch])
            articles: list[Article] = []
            for task in batch:
                with contextlib.suppress(ArticleError):
                    articles.append(archive.read(task.facts))
            for article, analysis, _ in analyze_articles(articles, analyzer):
                if article.id in blobs:
                    before = to_record(blobs[article.id]).analysis
                    yield (before.title, before.body), (analysis.title, analysis.body)
            progress.advance(len(batch))

    return compare(pairs())


@contextlib.contextmanager
def rare_collection() -> Iterator[None]:
    """Let Python look for cyclic garbage rarely: a run makes millions of objects and no cycles."""
    before = gc.get_threshold()
    gc.set_threshold(500_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
