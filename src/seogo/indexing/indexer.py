"""Index run: from the files of the archive to a new generation of the index.

A run looks at every file, analyses what is new or changed (and only that), writes the next generation beside the current
one, verifies it and switches. Killed at any point, the next run goes on with the analyses that are in the cache.
"""

from __future__ import annotations

import contextlib
import gc
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive, Scan
from seogo.articles.facts import FileFacts
from seogo.documents.document import document_hash, to_document, to_record
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Document, Engine, EngineQuery, field_name
from seogo.errors import ArchiveMissing, ArticleError, IndexDamaged, IndexMissing, IndexUnavailable
from seogo.indexing.analysis_cache import AnalysisCache, AnalysisStamps, IndexedArticle
from seogo.indexing.article_analyses import ArticleAnalyses, IndexTask
from seogo.indexing.lexicon_builder import LexiconBuilder, LexiconStamp, PreviousLexicon
from seogo.indexing.lexicon_sources import IndexedRun
from seogo.indexing.report import IndexReport, Progress, SilentProgress
from seogo.indexing.term_changes import compare_articles
from seogo.indexing.word_lists import WordLists, load_word_lists
from seogo.languages import Language
from seogo.messages import Message
from seogo.storage.generations import Generation, Generations, Manifest, writing
from seogo.storage.redirects import REDIRECTS_FILE, write_redirects
from seogo.suggestions.completion import write_suggestions
from seogo.suggestions.completion_entries import completion_entries

ENGINE_FOLDER = "engine"
SUGGESTIONS_FILE = "suggestions"
_ARTICLES = "articles.json"
_CACHE = "analyses.sqlite"
_SAMPLE = 20


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """Options of a run: ``full`` analyses and writes everything again, ``dry_run`` only reports what would be done, ``wait``
    waits for another process that builds, ``allow_empty`` lets an empty archive empty the index."""

    full: bool = False
    dry_run: bool = False
    wait: bool = False
    allow_empty: bool = False


@dataclass(frozen=True, slots=True)
class _Previous:
    """Generation that a run starts from; ``analysis`` is the stamp of its analyses as a whole, ``lexicon`` that of its
    lexicon."""

    generation: Generation
    analysis: str
    lexicon: LexiconStamp
    facts: dict[str, FileFacts]
    documents: dict[str, IndexedArticle]


class Indexer:
    """Indexer of an archive into ``generations``.

    ``open_engine`` opens the engine in a folder; an index with another ``index_stamp`` is rebuilt from the cached analyses;
    ``analyzer_for`` gives the analyzer for a dictionary.
    """

    def __init__(
        self,
        archive: Archive,
        generations: Generations,
        *,
        open_engine: Callable[[Path], Engine],
        index_stamp: str,
        analyzer_for: Callable[[tuple[str, ...]], Analyzer],
        lexicon_builder: LexiconBuilder,
    ) -> None:
        self._archive = archive
        self._generations = generations
        self._open_engine = open_engine
        self._index_stamp = index_stamp
        self._analyzer_for = analyzer_for
        self._lexicon_builder = lexicon_builder

    def run(self, options: IndexOptions, progress: Progress | None = None) -> IndexReport:
        """Bring the index up to date.

        Raises ArchiveMissing, IndexBusy, IndexWriteError; bad files are problems of the report and stop nothing.
        """
        if options.dry_run:
            return self._update(options, progress or SilentProgress())
        with (
            self._generations.building(wait=options.wait),
            writing(self._generations.folder),
            _rare_collection(),
        ):
            return self._update(options, progress or SilentProgress())

    def _update(self, options: IndexOptions, progress: Progress) -> IndexReport:
        began = time.perf_counter()
        report = IndexReport()
        previous = self._previous(report)
        scan = self._archive.scan(previous.facts if previous else {})
        self._refuse_empty(scan, previous, report, options)
        report.problems += scan.problems
        report.warnings += scan.warnings
        report.notes += scan.notes
        known = _lists(previous.generation.manifest) if previous else WordLists()
        lists = load_word_lists(self._archive, known, report.problems)
        if options.full:
            report.reason = Message("index.full")
        kept = previous if previous and not report.reason else None
        stamps = AnalysisStamps(lists.dictionary)
        tasks, deletes, documents = self._plan(scan, previous, kept, stamps, report)
        if kept is None and previous and not options.allow_empty:
            _refuse_losses(scan, previous)
        same_words = kept is not None and (
            lists == known and kept.lexicon.rules == self._lexicon_builder.rules
        )
        if options.dry_run or (same_words and not tasks and not deletes):
            report.generation = previous.generation.manifest.number if previous else 0
            if options.dry_run and previous:
                self._compare(previous, tasks, lists.dictionary, report, progress)
        else:
            progress.total(len(tasks))
            with (
                contextlib.closing(AnalysisCache(self._generations.folder / _CACHE)) as cache,
                contextlib.closing(self._lexicon_builder.collector()) as collector,
            ):
                analyzer = self._analyzer_for(lists.dictionary)
                analyses = ArticleAnalyses(self._archive, scan, cache, stamps, analyzer)

                def document_stream() -> Iterator[Document]:
                    for batch in analyses.batches(tasks, anew=options.full):
                        before = len(documents)
                        for analysed in batch:
                            documents[analysed.article.id] = IndexedArticle.of(analysed)
                            collector.collect(analysed)
                            yield to_document(analysed)
                        collector.commit()
                        progress.advance(len(documents) - before)

                folder = self._generations.begin(kept.generation if kept else None)
                # also what a task replaces: its file may turn out to be bad by now
                deletes += [task.facts.id for task in tasks]
                self._write(folder / ENGINE_FOLDER, document_stream(), deletes, kept is None)
                report.analysed = analyses.analysed
                _add_unreadable(report, analyses.unreadable)
                previous_lexicon = None
                if previous and not options.full:
                    previous_lexicon = PreviousLexicon(previous.generation.folder, previous.lexicon)

                def build_lexicon(engine: Engine) -> LexiconStamp:
                    run = IndexedRun(scan, documents, engine, lists, stamps, analyzer)
                    return self._lexicon_builder.update(
                        run, collector, folder, previous_lexicon, report
                    )

                lexicon = self._complete(folder, scan, documents, build_lexicon)
                facts = {
                    "analysis": stamps.whole,
                    "learned": asdict(lexicon),
                    "facts": [known.to_json() for known in scan.facts.values()],
                    "documents": {name: known.to_json() for name, known in documents.items()},
                }
                # a linked file must not be written through: the last generation has it too
                (folder / _ARTICLES).unlink(missing_ok=True)
                (folder / _ARTICLES).write_text(json.dumps(facts, ensure_ascii=False))
                now = datetime.now(UTC).isoformat(timespec="seconds")
                manifest = Manifest(
                    0, now, self._index_stamp, len(documents), lists.dictionary, lists.glossary
                )
                generation = self._generations.seal(folder, manifest)
                self._generations.publish(generation)
                # the index is there; the cache is only too large
                with contextlib.suppress(OSError):
                    cache.retain((known.content_hash, known.stamp) for known in documents.values())
            report.generation = generation.manifest.number
        report.seconds = time.perf_counter() - began
        return report

    def _previous(self, report: IndexReport) -> _Previous | None:
        """Current generation, if it is whole; the reason why not goes to the report."""
        try:
            generation = self._generations.newest(thorough=True)
        except IndexMissing:
            report.reason = Message("index.first")
            return None
        except IndexUnavailable as error:
            report.reason = error.message
            return None
        try:
            data = json.loads((generation.folder / _ARTICLES).read_text())
            previous = _Previous(
                generation,
                data["analysis"],
                LexiconStamp(**data.get("learned", {})),
                {entry["path"]: FileFacts.from_json(entry) for entry in data["facts"]},
                {name: IndexedArticle(**known) for name, known in data["documents"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            report.reason = Message("index.unknown-facts", reason=str(error))
            return None
        if generation.manifest.index_stamp != self._index_stamp:
            report.reason = Message("index.other-version")
        return previous

    def _refuse_empty(
        self, scan: Scan, previous: _Previous | None, report: IndexReport, options: IndexOptions
    ) -> None:
        unknown = previous is None and report.reason != Message("index.first")
        there = scan.files or scan.problems  # bad files are files: the disk is mounted
        if there or options.allow_empty or not (unknown or (previous and previous.documents)):
            return
        raise ArchiveMissing(Message("archive.empty", path=self._archive.root))

    def _plan(
        self,
        scan: Scan,
        previous: _Previous | None,
        kept: _Previous | None,
        stamps: AnalysisStamps,
        report: IndexReport,
    ) -> tuple[list[IndexTask], list[str], dict[str, IndexedArticle]]:
        """Tasks, ids to remove, and the documents that stay as they are."""
        known = previous.documents if previous else {}
        same_analysis = previous is not None and previous.analysis == stamps.whole
        tasks: list[IndexTask] = []
        staying: dict[str, IndexedArticle] = {}
        for name, facts in sorted(scan.files.items()):
            group = scan.groups.get(name, (name,))
            others = {other: _language(scan.files[other]) for other in group if other != name}
            task = IndexTask(facts, min(group), others)
            before = known.get(name)
            if before is None:
                report.added.append(name)
            else:
                if before.content_hash == facts.content_hash:
                    task.stamp = before.stamp if same_analysis else self._stamp(facts, stamps)
                now = document_hash(facts.content_hash, task.stamp or "", facts.path, others)
                if now == before.hash:
                    report.unchanged += 1
                    if kept is not None:
                        staying[name] = before
                        continue
                else:
                    report.changed.append(name)
            tasks.append(task)
        gone = [name for name in known if name not in scan.files]
        unread = [name for name in gone if _is_under(known[name].path, scan.unread)]
        if kept is not None:
            # of a folder that could not be read nothing is known: what was there stays
            staying.update((name, known[name]) for name in unread)
            report.unchanged += len(unread)
            gone = [name for name in gone if name not in staying]
        report.removed += gone
        return tasks, gone, staying

    def _stamp(self, facts: FileFacts, stamps: AnalysisStamps) -> str | None:
        try:
            return stamps.of(self._archive.read(facts))
        except ArticleError:
            return None

    def _compare(
        self,
        previous: _Previous,
        tasks: Sequence[IndexTask],
        dictionary: tuple[str, ...],
        report: IndexReport,
        progress: Progress,
    ) -> None:
        """Report the terms that ``dictionary`` changes in unchanged articles."""
        known = AnalysisStamps(previous.generation.manifest.dictionary)
        touched = [t for t in tasks if t.stamp and t.stamp != previous.documents[t.facts.id].stamp]
        if (
            not touched or known.whole != previous.analysis
        ):  # another version changes more than words
            return
        progress.total(len(touched))
        engine = self._open_engine(previous.generation.folder / ENGINE_FOLDER)
        try:
            analyzer = self._analyzer_for(dictionary)
            report.terms = compare_articles(
                self._archive,
                [task.facts for task in touched],
                engine.stored,
                analyzer,
                progress,
            )
        finally:
            engine.close()

    def _write(
        self, folder: Path, documents: Iterator[Document], deletes: Sequence[str], anew: bool
    ) -> None:
        engine = self._open_engine(folder)
        try:
            if anew:
                engine.replace_all(documents)
            else:
                engine.apply(documents, deletes)
        finally:
            engine.close()

    def _complete(
        self,
        folder: Path,
        scan: Scan,
        documents: Mapping[str, IndexedArticle],
        build_lexicon: Callable[[Engine], LexiconStamp],
    ) -> LexiconStamp:
        """Verify that every document is there, and a sample found by title; then write suggestions, redirects and lexicon."""
        engine = self._open_engine(folder / ENGINE_FOLDER)
        try:
            expected = {name: known.hash for name, known in documents.items()}
            if engine.content_hashes() != expected or engine.status().documents != len(expected):
                raise IndexDamaged(folder, Message("damage.articles"))
            step = max(1, len(documents) // _SAMPLE)
            records = engine.stored(list(islice(documents, 0, None, step)))
            for name, stored in records.items():
                if not _finds(engine, name, stored):
                    raise IndexDamaged(folder, Message("damage.not-found", id=name))
            titles = (scan.files[name].title for name in documents if name in scan.files)
            write_suggestions(folder / SUGGESTIONS_FILE, completion_entries(titles, engine))
            write_redirects(folder / REDIRECTS_FILE, scan.aliases)
            return build_lexicon(engine)
        finally:
            engine.close()


def check_archive(archive: Archive) -> IndexReport:
    """Report of the files of an archive without an index; ``unchanged`` counts the good articles. Raises ArchiveMissing."""
    scan = archive.scan()
    report = IndexReport(unchanged=len(scan.files))
    report.problems += scan.problems
    report.warnings += scan.warnings
    report.notes += scan.notes
    load_word_lists(archive, WordLists(), report.problems)
    return report


def _add_unreadable(report: IndexReport, unreadable: Mapping[str, ArticleError]) -> None:
    report.problems += unreadable.values()
    report.added = [name for name in report.added if name not in unreadable]
    report.changed = [name for name in report.changed if name not in unreadable]


@contextlib.contextmanager
def _rare_collection() -> Iterator[None]:
    """Context in which Python looks for cyclic garbage rarely: a run makes millions of objects and no cycles."""
    before = gc.get_threshold()
    gc.set_threshold(500_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _finds(engine: Engine, name: str, stored: bytes) -> bool:
    record = to_record(stored)
    terms = dict.fromkeys(record.analysis.title.terms)
    title = field_name("title", record.lang)
    clause = q.And(tuple(q.Term(title, term) for term in terms))
    found = engine.search(EngineQuery((Branch(clause, limit=1),), (q.Term("id", name),)))
    return bool(found.hits)


def _language(facts: FileFacts) -> Language:
    assert facts.lang is not None  # good articles have one
    return facts.lang


def _refuse_losses(scan: Scan, previous: _Previous) -> None:
    """Refuse to write anew what lies in folders that cannot be read. Raises ArchiveMissing."""
    lost = [
        known.path for known in previous.documents.values() if _is_under(known.path, scan.unread)
    ]
    if lost:
        raise ArchiveMissing(Message("archive.folders-lost", articles=len(lost), path=lost[0]))


def _is_under(path: str, folders: Iterable[str]) -> bool:
    return any(not folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)


def _lists(manifest: Manifest) -> WordLists:
    return WordLists(manifest.dictionary, manifest.glossary)
