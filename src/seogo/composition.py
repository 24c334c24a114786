"""The only place that chooses concrete classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from seogo.alignment.aligned_sentences import open_sentences
from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive
from seogo.engines.base import KEYWORD_FIELDS, TEXT_FIELDS, Engine
from seogo.errors import IndexStale
from seogo.indexing.indexer import ENGINE_FOLDER, Indexer
from seogo.indexing.lexicon_builder import LEXICON_FILE, SENTENCES_FILE, LexiconBuilder
from seogo.indexing.meaning_builder import MEANING_FILE, MeaningBuilder
from seogo.indexing.plan import read_waiting
from seogo.indexing.word_lists import to_glossary
from seogo.lexicon.glossary import Glossary, general_glossary
from seogo.lexicon.lexicon import open_lexicon
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.lexicon.translator import Translator
from seogo.meaning.encoder import installed_stamp
from seogo.meaning.vectors import Vectors
from seogo.messages import Message
from seogo.rewriting.compiler import QueryCompiler
from seogo.rewriting.translations import TranslationFinder
from seogo.searching.current_index import CurrentIndex
from seogo.searching.open_index import OpenIndex
from seogo.searching.related.subject import Subjects
from seogo.searching.request import IndexFacts
from seogo.searching.service import SearchService
from seogo.settings import Settings
from seogo.storage.generation import Lease
from seogo.storage.generations import Generations
from seogo.storage.redirects import REDIRECTS_FILE, read_redirects
from seogo.storage.stamps import format_stamp, index_stamp
from seogo.suggestions.completion import SUGGESTIONS_FILE, Suggestions
from seogo.suggestions.did_you_mean import Corrector
from seogo.transliteration.name_index import NameIndex


@dataclass(frozen=True, slots=True)
class Site:
    """One archive with its search, as web and command line use it.

    ``current`` is the index that is read; ``indexer`` brings it up to date; both share one analyzer and so one Kiwi.
    """

    settings: Settings
    archive: Archive
    search: SearchService
    generations: Generations
    current: CurrentIndex
    indexer: Indexer
    analyzer_for: Callable[[tuple[str, ...]], Analyzer]

    def close(self) -> None:
        """Give back the index."""
        self.current.close()


def open_site(settings: Settings) -> Site:
    """Everything for one archive. Nothing heavy is loaded, nothing is read yet."""
    open_engine, cluster = _engine(settings), settings.engine is not None
    fields = (*TEXT_FIELDS, *KEYWORD_FIELDS)
    written = format_stamp(fields, cluster=cluster)
    archive = Archive(settings.archive, zone=settings.zone, skip=settings.index)
    generations = Generations(settings.index)
    analyzers = _Analyzers()
    encoder = installed_stamp() if settings.meaning else ""

    def open_index(lease: Lease) -> OpenIndex:
        manifest = lease.generation.manifest
        if not manifest.index_stamp.startswith(written):
            raise IndexStale(Message("index.stale"))
        engine = open_engine(lease.generation.folder / ENGINE_FOLDER)
        glossaries = (Glossary(to_glossary(manifest.glossary)), general())

        lexicon = cache(partial(open_lexicon, lease.generation.folder / LEXICON_FILE))
        sounds = NameIndex(engine)
        analyzer = analyzers(manifest.dictionary)
        compiler = QueryCompiler(
            analyzer,
            engine,
            glossaries,
            TranslationFinder(
                cache(lambda: Translator(lexicon(), sounds, analyzer.tag)),
                glossaries,
                SurfaceForms(engine),
            ),
        )
        waiting = read_waiting(lease.generation.folder)
        facts = IndexFacts(manifest.fingerprint, manifest.built_at, manifest.articles, waiting)
        corrector = Corrector(engine, compiler.analyze_query, analyzer.morphemes)
        suggestions = Suggestions(lease.generation.folder / SUGGESTIONS_FILE)
        moved = read_redirects(lease.generation.folder / REDIRECTS_FILE)
        meaning = cache(partial(_open_vectors, lease.generation.folder / MEANING_FILE, encoder))
        sentences = cache(partial(open_sentences, lease.generation.folder / SENTENCES_FILE))
        return OpenIndex(
            *(engine, compiler, facts, corrector, suggestions, lexicon, sentences),
            *(Subjects(engine, analyzer.nouns), moved, meaning),
            glossaries=glossaries,
            zone=archive.zone,
        )

    current = CurrentIndex(generations, open_index)
    indexer = Indexer(
        archive,
        generations,
        open_engine=open_engine,
        index_stamp=index_stamp(fields, settings.zone, cluster=cluster),
        analyzer_for=analyzers,
        lexicon_builder=LexiconBuilder(settings.index, general_glossary),
        meaning_builder=MeaningBuilder(settings.index, encoder),
    )
    search = SearchService(current, at_once=cluster)
    return Site(settings, archive, search, generations, current, indexer, analyzers)


def _engine(settings: Settings) -> Callable[[Path], Engine]:
    """What opens the engine of the settings in a folder."""
    if settings.engine is None:
        from seogo.engines.whoosh.engine import WhooshEngine

        return WhooshEngine
    from seogo.engines.opensearch.cluster import Cluster
    from seogo.engines.opensearch.engine import OpenSearchEngine

    return partial(OpenSearchEngine, cluster=Cluster(settings.engine), owner=settings.index)


@cache
def general() -> Glossary:
    """The glossary that ships with Seogo."""
    return Glossary(general_glossary(), spellings_only=True)


def _open_vectors(path: Path, stamp: str) -> Vectors | None:
    """Vectors that the encoder with this stamp has made. Raises IndexDamaged."""
    if not stamp or not path.exists():
        return None
    vectors = Vectors(path)
    return vectors if vectors.stamp == stamp else None


class _Analyzers:
    """The analyzer of the last dictionary that was asked for; another dictionary needs another Kiwi."""

    def __init__(self) -> None:
        self._known: tuple[tuple[str, ...], Analyzer] | None = None

    def __call__(self, dictionary: tuple[str, ...]) -> Analyzer:
        if self._known is None or self._known[0] != dictionary:
            self._known = dictionary, Analyzer(dictionary)
        return self._known[1]
