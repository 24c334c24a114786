"""The only place that chooses concrete classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive
from seogo.bridge.general import general_glossary
from seogo.bridge.glossary import Glossary
from seogo.corrections import Corrector
from seogo.current import CurrentIndex
from seogo.errors import IndexStale
from seogo.generations import Generations, Lease
from seogo.indexing import ENGINE_FOLDER, SUGGESTIONS_FILE, Indexer, to_glossary
from seogo.resolve import Resolver
from seogo.search import IndexFacts, OpenIndex, SearchService
from seogo.settings import Settings
from seogo.suggestions import Suggestions

CODEC_VERSION = 4
"""Raised when the files of a generation are written differently."""


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
    """Everything for one archive. Nothing heavy is loaded and nothing is read yet."""
    from seogo.engines.whoosh.engine import WhooshEngine
    from seogo.engines.whoosh.schema import SCHEMA_VERSION

    written = f"whoosh/{SCHEMA_VERSION}/{CODEC_VERSION}/"
    archive = Archive(settings.archive, zone=settings.zone, skip=settings.index)
    generations = Generations(settings.index)
    analyzers = _Analyzers()

    def open_index(lease: Lease) -> OpenIndex:
        manifest = lease.generation.manifest
        if not manifest.index_stamp.startswith(written):
            raise IndexStale(
                "The index was written by another version of Seogo: run `seogo reindex`."
            )
        engine = WhooshEngine(lease.generation.folder / ENGINE_FOLDER)
        resolver = Resolver(
            analyzers(manifest.dictionary),
            engine,
            (Glossary(to_glossary(manifest.glossary)), general()),
        )
        facts = IndexFacts(manifest.fingerprint, manifest.built_at, manifest.articles)
        corrector = Corrector(engine, resolver.analyze_query)
        suggestions = Suggestions(lease.generation.folder / SUGGESTIONS_FILE)
        return OpenIndex(engine, resolver, facts, corrector, suggestions)

    current = CurrentIndex(generations, open_index)
    indexer = Indexer(
        archive,
        generations,
        open_engine=WhooshEngine,
        # days depend on the time zone
        index_stamp=written + settings.zone,
        analyzer_for=analyzers,
    )
    return Site(settings, archive, SearchService(current), generations, current, indexer, analyzers)


@cache
def general() -> Glossary:
    """The glossary that ships with Seogo."""
    return Glossary(general_glossary(), spellings_only=True)


class _Analyzers:
    """The analyzer of the last dictionary that was asked for; another dictionary needs another Kiwi."""

    def __init__(self) -> None:
        self._known: tuple[tuple[str, ...], Analyzer] | None = None

    def __call__(self, dictionary: tuple[str, ...]) -> Analyzer:
        if self._known is None or self._known[0] != dictionary:
            self._known = dictionary, Analyzer(dictionary)
        return self._known[1]
