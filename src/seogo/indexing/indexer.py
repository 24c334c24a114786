"""Index run: from the files of the archive to a new generation of the index.

A run looks at every file, analyses what is new or changed (and only that), writes the next generation beside the current
one, verifies it and switches. Killed at any point, the next run goes on with the analyses that are in the cache.
"""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive
from seogo.articles.facts import Scan
from seogo.documents.document import to_document
from seogo.engines.base import Document, Engine
from seogo.errors import EncoderUnavailable, IndexWriteError
from seogo.indexing.analysis_cache import AnalysisCache, AnalysisStamps, IndexedArticle
from seogo.indexing.article_analyses import ArticleAnalyses, IndexTask
from seogo.indexing.lexicon_builder import (
    LexiconBuilder,
    LexiconStamp,
    PreviousLexicon,
)
from seogo.indexing.lexicon_sources import IndexedRun
from seogo.indexing.meaning_builder import EncodableIndex, MeaningBuilder
from seogo.indexing.parts import ANALYSES, take_over_parts
from seogo.indexing.plan import (
    ARTICLES_FILE,
    PreviousIndex,
    load_previous,
    plan_tasks,
    refuse_empty,
    refuse_losses,
    write_articles,
)
from seogo.indexing.report import IndexReport, Progress, SilentProgress, ToldProgress
from seogo.indexing.term_changes import compare_articles
from seogo.indexing.verification import damage_of, verify_generation
from seogo.indexing.word_lists import LONE_WORDS, WordLists, load_word_lists, lone_words
from seogo.messages import Message
from seogo.storage.generation import Generation
from seogo.storage.generations import Generations, writing
from seogo.storage.manifest import Manifest
from seogo.storage.redirects import REDIRECTS_FILE, write_redirects
from seogo.storage.sightings import SIGHTINGS_FILE, Sightings
from seogo.suggestions.completion import SUGGESTIONS_FILE, write_suggestions
from seogo.suggestions.completion_entries import completion_entries

ENGINE_FOLDER = "engine"
SUGGESTED_AT_ONCE = 50_000
"""Articles up to which suggestions are written at every change; those of a larger archive wait with its lexicon, as all of
them are written for a few."""


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """Options of a run: ``full`` analyses and writes everything again, ``dry_run`` only reports what would be done, ``wait``
    waits for another process that builds, ``allow_empty`` lets an empty archive empty the index."""

    full: bool = False
    dry_run: bool = False
    wait: bool = False
    allow_empty: bool = False


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
        meaning_builder: MeaningBuilder,
    ) -> None:
        self._archive = archive
        self._generations = generations
        self._open_engine = open_engine
        self._index_stamp = index_stamp
        self._analyzer_for = analyzer_for
        self._lexicon_builder = lexicon_builder
        self._meaning_builder = meaning_builder

    def run(self, options: IndexOptions, progress: Progress | None = None) -> IndexReport:
        """Bring the index up to date.

        A run that meets damage, of whatever kind, is repeated once and writes everything anew; the report says so. Raises
        ArchiveMissing, IndexBusy, IndexWriteError; bad files are problems of the report and stop nothing.
        """
        if options.dry_run:
            return self._heal(options, progress or SilentProgress())
        self._archive.require()  # before there is a folder for the index
        with (
            self._generations.building(wait=options.wait),
            writing(self._generations.folder),
            _rare_collection(),
        ):
            told = ToldProgress(progress or SilentProgress(), self._generations.tell)
            return self._heal(options, told)

    def _heal(self, options: IndexOptions, progress: Progress) -> IndexReport:
        report = IndexReport()
        try:
            return self._update(options, report, progress)
        except Exception as error:
            damage = damage_of(error)
            if damage is None:
                raise
            if options.full:
                raise self._refusal(damage) from error
        if not options.dry_run:
            self._generations.remove_unfinished()
        # what was written anew already, from the cache, is analysed anew
        options = replace(options, full=report.reason is not None)
        try:
            return self._update(options, IndexReport(reason=damage), progress)
        except Exception as error:
            damage = damage_of(error)
            if damage is None:
                raise
            raise self._refusal(damage) from error

    def _refusal(self, damage: Message) -> IndexWriteError:
        folder = self._generations.folder
        return IndexWriteError(Message("index.not-healed", folder=folder, damage=damage))

    def _update(
        self, options: IndexOptions, report: IndexReport, progress: Progress
    ) -> IndexReport:
        """One run; all is written anew where the report has a ``reason`` already."""
        began = time.perf_counter()
        damage = report.reason
        previous = load_previous(self._generations, self._index_stamp, report)
        report.reason = damage or report.reason
        scan = self._scan(options, previous if not damage else None)
        if not options.allow_empty:
            refuse_empty(self._archive.root, scan, previous, report)
        report.problems += scan.problems
        report.warnings += scan.warnings
        report.notes += scan.notes
        known = WordLists.of(previous.generation.manifest) if previous else WordLists()
        lists = load_word_lists(self._archive, known, report.problems)
        if options.full:
            report.reason = damage or Message("index.full")
        kept = previous if previous and not report.reason else None
        stamps = AnalysisStamps(lists.dictionary)
        tasks, deletes, documents = plan_tasks(self._archive, scan, previous, kept, stamps, report)
        if kept is None and previous and not options.allow_empty:
            refuse_losses(scan, previous)
        same_words = kept is not None and (
            lists == known and kept.lexicon.rules == self._lexicon_builder.rules
        )
        if options.dry_run or (same_words and not tasks and not deletes):
            report.generation = previous.generation.manifest.number if previous else 0
            if kept is not None:
                self._verify(kept)
                if not options.dry_run:
                    self._generations.point_to(kept.generation)
                    self._clean(kept.generation)
                    current = self._encode(
                        kept.generation, kept.lexicon, scan, documents, lists, report, progress
                    )
                    report.generation = current.manifest.number
            if options.dry_run and previous and not damage:
                self._compare(previous, tasks, lists.dictionary, report, progress)
        else:
            progress.total(len(tasks))
            with contextlib.closing(AnalysisCache(self._generations.folder / ANALYSES)) as cache:
                take_over_parts(self._generations.folder, cache)
                analyzer = self._analyzer_for(lists.dictionary)
                analyses = ArticleAnalyses(self._archive, scan, cache, stamps, analyzer)

                def document_stream() -> Iterator[Document]:
                    for batch in analyses.batches(tasks, anew=options.full):
                        before = len(documents)
                        for analysed in batch:
                            documents[analysed.article.id] = IndexedArticle.of(analysed)
                            yield to_document(analysed)
                        progress.advance(len(documents) - before)

                folder = self._generations.begin(kept.generation if kept else None)
                changed = len(tasks) + len(deletes) if same_words else None
                # also what a task replaces: its file may turn out to be bad by now
                deletes += [task.facts.id for task in tasks]
                self._write(folder / ENGINE_FOLDER, document_stream(), deletes, kept is None)
                report.analysed = analyses.analysed
                report.add_unreadable(analyses.unreadable)
                previous_lexicon = None
                if previous and not options.full and not damage:
                    previous_lexicon = PreviousLexicon(previous.generation.folder, previous.lexicon)

                def build_lexicon(engine: Engine) -> LexiconStamp:
                    run = IndexedRun(scan, documents, engine, lists, stamps, analyzer)
                    vectors = self._meaning_builder.complete(folder, documents)
                    return self._lexicon_builder.update(
                        run, folder, previous_lexicon, report, vectors, changed=changed
                    )

                def build_meaning(engine: Engine) -> None:
                    index = EncodableIndex(scan, documents, engine)
                    origin = previous_lexicon.folder if previous_lexicon else None
                    try:
                        self._meaning_builder.update(
                            index, folder, origin, report, progress, few=True
                        )
                    except EncoderUnavailable as error:  # words are searched without it
                        report.unencoded = error.message

                def build(engine: Engine) -> LexiconStamp:
                    build_meaning(engine)
                    return build_lexicon(engine)

                alone = lone_words(cache, stamps.whole, analyzer.written_alone)
                lexicon = self._complete(folder, scan, documents, alone, build)
                facts = scan.facts.values()
                write_articles(folder / ARTICLES_FILE, stamps.whole, lexicon, facts, documents)
                now = datetime.now(UTC).isoformat(timespec="seconds")
                manifest = Manifest(
                    0, now, self._index_stamp, len(documents), lists.dictionary, lists.glossary
                )
                origin = kept.generation if kept else None
                generation = self._generations.seal(folder, manifest, origin)
                self._generations.publish(generation)
                self._clean(generation)
                # the index is there; the cache is only too large, and by little where few have changed
                with contextlib.suppress(OSError):
                    if not lexicon.waiting:
                        kept_keys = ((one.content_hash, one.stamp) for one in documents.values())
                        cache.retain(((LONE_WORDS, stamps.whole), *kept_keys))
            generation = self._encode(generation, lexicon, scan, documents, lists, report, progress)
            report.generation = generation.manifest.number
        report.seconds = time.perf_counter() - began
        return report

    def _scan(self, options: IndexOptions, previous: PreviousIndex | None) -> Scan:
        """Scan of the archive; a full run reads all files."""
        path, now = self._generations.folder / SIGHTINGS_FILE, time.time_ns()
        believed = previous is not None and not options.full
        sightings = Sightings.load(path, now) if believed else Sightings(now)
        scan = self._archive.scan(previous.facts if previous else {}, sightings=sightings)
        if not options.dry_run:
            sightings.save(path)
        return scan

    def _encode(
        self,
        words: Generation,
        lexicon: LexiconStamp,
        scan: Scan,
        documents: Mapping[str, IndexedArticle],
        lists: WordLists,
        report: IndexReport,
        progress: Progress,
    ) -> Generation:
        """A further generation with the vectors that ``words`` has not, and what these teach its ``lexicon``: its words are
        searched meanwhile."""
        builder = self._meaning_builder
        if report.unencoded is None and not builder.is_complete(words.folder, documents):
            folder = self._generations.begin(words)
            engine = self._open_engine(words.folder / ENGINE_FOLDER)
            try:
                index = EncodableIndex(scan, documents, engine)
                builder.update(index, folder, words.folder, report, progress)
                stamps, analyzer = (
                    AnalysisStamps(lists.dictionary),
                    self._analyzer_for(lists.dictionary),
                )
                run = IndexedRun(scan, documents, engine, lists, stamps, analyzer)
                known = PreviousLexicon(words.folder, lexicon)
                vectors = builder.complete(folder, documents)
                # what waits goes on waiting
                changed = 0 if lexicon.waiting else None
                lexicon = self._lexicon_builder.update(
                    run, folder, known, report, vectors, changed=changed
                )
                facts = scan.facts.values()
                write_articles(folder / ARTICLES_FILE, stamps.whole, lexicon, facts, documents)
            except EncoderUnavailable as error:
                report.unencoded = error.message
            finally:
                engine.close()
            if report.unencoded is None:
                now = datetime.now(UTC).isoformat(timespec="seconds")
                manifest = replace(words.manifest, built_at=now)
                words = self._generations.seal(folder, manifest, words)
                self._generations.publish(words)
                self._clean(words)
        if report.unencoded is None:
            builder.clear()
        return words

    def _compare(
        self,
        previous: PreviousIndex,
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
        with contextlib.closing(self._open_engine(folder)) as engine:
            if anew:
                engine.replace_all(documents)
            else:
                engine.apply(documents, deletes)

    def _complete(
        self,
        folder: Path,
        scan: Scan,
        documents: Mapping[str, IndexedArticle],
        alone: Callable[[Sequence[str]], Set[str]],
        build_lexicon: Callable[[Engine], LexiconStamp],
    ) -> LexiconStamp:
        """Write lexicon, suggestions and redirects; then verify all."""
        engine = self._open_engine(folder / ENGINE_FOLDER)
        try:
            lexicon = build_lexicon(engine)
            if not lexicon.waiting or len(documents) <= SUGGESTED_AT_ONCE:
                titles = (scan.files[name].title for name in documents if name in scan.files)
                entries = completion_entries(titles, engine, alone)
                write_suggestions(folder / SUGGESTIONS_FILE, entries)
            write_redirects(folder / REDIRECTS_FILE, scan.aliases)
            verify_generation(folder, engine, documents)
            return lexicon
        finally:
            engine.close()

    def _clean(self, current: Generation) -> None:
        """Let the engine remove what no generation has any more."""
        with contextlib.closing(self._open_engine(current.folder / ENGINE_FOLDER)) as engine:
            engine.published(folder / ENGINE_FOLDER for folder in self._generations.folders())

    def _verify(self, index: PreviousIndex) -> None:
        """Verify an index that a run leaves as it is. Raises IndexDamaged."""
        folder = index.generation.folder
        with contextlib.closing(self._open_engine(folder / ENGINE_FOLDER)) as engine:
            verify_generation(folder, engine, index.documents)


def check_archive(archive: Archive) -> IndexReport:
    """Report of the files of an archive without an index; ``unchanged`` counts the good articles. Raises ArchiveMissing."""
    scan = archive.scan()
    report = IndexReport(unchanged=len(scan.files))
    report.problems += scan.problems
    report.warnings += scan.warnings
    report.notes += scan.notes
    load_word_lists(archive, WordLists(), report.problems)
    return report


@contextlib.contextmanager
def _rare_collection() -> Iterator[None]:
    """Context in which Python looks for cyclic garbage rarely: a run makes millions of objects and no cycles."""
    before = gc.get_threshold()
    gc.set_threshold(500_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
