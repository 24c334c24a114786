"""A tiny archive and its index, for tests that change, damage and rebuild them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from seogo.analysis.analyzer import Analyzer, TextAnalysis
from seogo.analysis.query_words import QueryWord
from seogo.articles.archive import Archive
from seogo.documents.document import Record, to_record
from seogo.engines import clauses as q
from seogo.engines.base import field_name
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.indexing.indexer import ENGINE_FOLDER, Indexer, IndexOptions
from seogo.indexing.lexicon_builder import LexiconBuilder
from seogo.indexing.meaning_builder import MeaningBuilder
from seogo.indexing.report import IndexReport
from seogo.storage.generations import Generations
from tests.engines.samples import find

STAMP = "tiny/1"

ARTICLES = {
    "kimjang.ko": (
        "김장",
        "published: 2025-11-20",
        "늦가을에 온 동네가 모여 배추를 절인다. 이웃과 나누어 먹는다.",
    ),
    "kimjang.en": (
        "Kimjang",
        "published: 2025-11-20",
        "In late autumn a whole street salts its cabbages.",
    ),
    "rail.ko": (
        "고속철도",
        "tags: [교통]",
        "서울에서 부산까지 두 시간 반이 걸린다. KTX는 2004년에 달리기 시작했다.",
    ),
    "chips.en": (
        "Memory chips",
        "tags: [chips]",
        "DRAM forgets without power, flash memory does not.",
    ),
}
"""Title, one line of front matter, and text by id."""


class Watched(Analyzer):
    """An analyzer that counts the texts it is given; another one does the work."""

    def __init__(self, inner: Analyzer) -> None:
        super().__init__()
        self._inner = inner
        self.texts = 0

    def analyze(self, texts: Iterable[tuple[str, date | None]]) -> Iterator[TextAnalysis]:
        """See Analyzer."""

        def counted() -> Iterator[tuple[str, date | None]]:
            for text in texts:
                self.texts += 1
                yield text

        return self._inner.analyze(counted())

    def analyze_query(self, words: Sequence[str]) -> list[QueryWord]:
        """See Analyzer."""
        return self._inner.analyze_query(words)


class Tiny:
    """The archive in ``folder/archive`` and its index in ``folder/index``."""

    def __init__(self, folder: Path, analyzer: Analyzer | None = None) -> None:
        self.archive = folder / "archive"
        self.archive.mkdir(parents=True, exist_ok=True)
        self.index = folder / "index"
        self.analyzer = Watched(analyzer or Analyzer())
        self.generations = Generations(self.index)
        self.stamp = STAMP
        self.meaning_builder = MeaningBuilder(self.index, "")
        self.open_engine: Callable[[Path], WhooshEngine] = WhooshEngine

    def fill(self) -> None:
        """Write the articles."""
        for name, (title, line, text) in ARTICLES.items():
            self.write(name, text, title=title, line=line)

    def write(
        self, name: str, text: str, *, title: str = "Untitled", line: str = "section: 1"
    ) -> Path:
        """Write one article; ``name`` is its path without the ending."""
        path = self.archive / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {title}\n{line}\n---\n{text}\n", encoding="utf-8")
        return path

    def run(self, options: IndexOptions | None = None) -> IndexReport:
        """A reindex, as a process that has just started would do it."""
        indexer = Indexer(
            Archive(self.archive),
            Generations(self.index),
            open_engine=self.open_engine,
            index_stamp=self.stamp,
            analyzer_for=lambda dictionary: self.analyzer,
            lexicon_builder=LexiconBuilder(self.index, lambda: ()),
            meaning_builder=self.meaning_builder,
        )
        return indexer.run(options or IndexOptions())

    @contextmanager
    def engine(self) -> Iterator[WhooshEngine]:
        """The engine of the generation that readers get."""
        with self.generations.open() as lease:
            engine = WhooshEngine(lease.generation.folder / ENGINE_FOLDER)
            try:
                yield engine
            finally:
                engine.close()

    def records(self) -> dict[str, Record]:
        """Every indexed article; each is found by the terms of its title."""
        with self.engine() as engine:
            ids = list(engine.content_hashes())
            records = {name: to_record(blob) for name, blob in engine.stored(ids).items()}
            for name, record in records.items():
                title = field_name("title", record.lang)
                clause = q.And(tuple(q.Term(title, t) for t in record.analysis.title.terms))
                assert find(engine, clause, filters=(q.Term("id", name),)).totals[0] == 1
            return records

    def contents(self) -> dict[str, str]:
        """The content hash of every indexed article by id."""
        return {name: record.content_hash for name, record in self.records().items()}

    def files(self) -> dict[str, str]:
        """What the archive says they should be."""
        found = Archive(self.archive).scan().files
        return {name: facts.content_hash for name, facts in found.items()}

    def current(self) -> int:
        """The number of the generation that readers get."""
        with self.generations.open() as lease:
            return lease.generation.manifest.number

    def numbers(self) -> list[int]:
        """The generations on disk."""
        return sorted(int(path.name) for path in self.index.glob("generations/*"))
