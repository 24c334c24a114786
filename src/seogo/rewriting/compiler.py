"""The compiler of queries: from the tree of a query to the clauses that an engine runs.

A tree is compiled once for the articles of both languages as it was typed, and once for those in the other language alone,
where words stand for their translations. What differs is given by a Scope. Statistics of terms are fetched before
(seogo.rewriting.lookups).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import SYLLABLE
from seogo.engines import clauses as q
from seogo.engines.base import Engine
from seogo.languages import Language
from seogo.lexicon.glossary import Glossary
from seogo.query import nodes
from seogo.query.canonical import to_text
from seogo.rewriting.clause_builder import ClauseBuilder, NodeClauses
from seogo.rewriting.forms import SearchedWord, WordTranslation
from seogo.rewriting.keywords import Expansion, Keywords, Syllables, expand
from seogo.rewriting.lookups import LookupCollector, prefixes_of, runs_of
from seogo.rewriting.synonyms import SynonymFinder
from seogo.rewriting.term_statistics import TermStatistics, power_of
from seogo.rewriting.translations import LEAST_TRANSLATED, QueryTranslation, TranslationFinder
from seogo.rewriting.tree_compiler import TreeCompiler
from seogo.rewriting.word_compiler import WordCompiler

_CACHED_RUNS = 1_000
"""Runs of typed words whose analysis stays in memory."""
_CACHED_WORDS = 2_000
_CACHED_QUERIES = 300
"""Queries whose clauses stay in memory: a reader pages, narrows, and opens articles with the same words."""
_LONG = 40
"""Words from which on a run or a query is long: one of 250 words takes up to a megabyte."""
_CACHED_LONG = 20
"""Long runs, and long queries, that stay in memory."""
_CACHED_EXPANSIONS = 100
_CACHED_TERMS = 20_000
"""Terms whose statistics stay in memory, of queries of all lengths."""
_LATIN = re.compile("[A-Za-z]{2}")

SENTENCE = 5
"""Words from which a query is a sentence: articles with all of them no longer come first."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """Clauses that find documents in the other ``language`` by translations: ``clause``, or for some of the words
    ``fallback``, both of which find at least what the query's own clauses find there. ``trust`` is the share of the query
    that was translated, from 0 to 1."""

    language: Language
    clause: q.Clause
    fallback: q.Clause | None
    trust: float


@dataclass(slots=True)
class CompiledQuery:
    """A query as clauses: ``clause`` for every word, ``fallback`` for some of them (None where that is the same), which finds
    at least the same documents with the same scores, and ``filters`` that hold for both. ``mixed``: the query is a sentence,
    in which one word more or less matters little.

    ``bridge`` finds articles in the other language by ``translations``, where ``bridged_words`` are the words as they can
    stand there. ``words`` are those of articles in the query's own language; ``ignored`` has no effect.
    """

    clause: q.Clause
    fallback: q.Clause | None = None
    mixed: bool = False
    filters: tuple[q.Clause, ...] = ()
    words: tuple[SearchedWord, ...] = ()
    bridge: Bridge | None = None
    bridged_words: tuple[SearchedWord, ...] = ()
    translations: tuple[WordTranslation, ...] = ()
    ignored: tuple[nodes.Ignored, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a compiled query: ``title_only`` searches titles, ``exact`` finds words only as they were typed, ``without``
    names other forms that are left out. ``written`` is the language of a query whose words stand for their translations too
    (None: they do not), ``only`` that of the articles that are wanted (None: both)."""

    title_only: bool = False
    without: frozenset[str] = frozenset()
    exact: bool = False
    written: Language | None = None
    only: Language | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Articles that a query is compiled for: their ``languages``, and the language that words are translated into (None:
    into none)."""

    languages: tuple[Language, ...]
    target: Language | None


class QueryCompiler:
    """Compiles the queries of one generation of the index. May be used by several threads."""

    def __init__(
        self,
        analyzer: Analyzer,
        engine: Engine,
        glossaries: Sequence[Glossary],
        translations: TranslationFinder | None = None,
    ) -> None:
        self.analyzer = analyzer
        # a query is read for both languages, then page by page and narrower
        # and words are compared more often than read: equal ones are one object
        one = lru_cache(maxsize=_CACHED_WORDS)(lambda word: word)
        self._analyzed = lru_cache(maxsize=_CACHED_RUNS)(
            lambda words: tuple(map(one, analyzer.analyze_query(words)))
        )
        self._analyzed_long = lru_cache(maxsize=_CACHED_LONG)(self._analyzed.__wrapped__)
        self._compiled = lru_cache(maxsize=_CACHED_QUERIES)(self._compile)
        self._compiled_long = lru_cache(maxsize=_CACHED_LONG)(self._compile)
        self._expand: Callable[[str], Expansion] = lru_cache(maxsize=_CACHED_EXPANSIONS)(
            partial(expand, engine)
        )
        self._translations = translations
        self._engine = engine
        self._synonyms = SynonymFinder(analyzer, engine, glossaries)
        self._documents: int | None = None
        self._known: dict[float, TermStatistics] = {}
        self._keywords = Keywords(engine)
        self._syllables = Syllables(engine)

    def compile(
        self,
        parsed: nodes.ParsedQuery,
        *,
        title_only: bool = False,
        without: Iterable[str] = (),
        exact: bool = False,
        written: Language | None = None,
        only: Language | None = None,
    ) -> CompiledQuery:
        """The clauses of a parsed query; without words, every article. Options has the meaning of the others."""
        options = Options(title_only, frozenset(without), exact, written, only)
        long = parsed.node is not None and _size(parsed.node) > _LONG
        return (self._compiled_long if long else self._compiled)(parsed, options)

    def warm(self) -> None:
        """Load what analysis and translations need, so that the first query need not wait."""
        self.analyzer.load()
        if self._translations is not None:
            self._translations.translator().warm()

    def keyword(self, field: str, value: str) -> q.Clause:
        """The clause of a value of a keyword field as people write it."""
        return self._keywords.having(field, value)

    def analyze_query(self, words: Sequence[str]) -> list[QueryWord]:
        """The terms of words that were typed side by side, one QueryWord for each."""
        analyzed = self._analyzed_long if len(words) > _LONG else self._analyzed
        return list(analyzed(tuple(words)))

    def _compile(self, parsed: nodes.ParsedQuery, options: Options) -> CompiledQuery:
        node = parsed.node
        if node is None:
            return CompiledQuery(q.Everything(), ignored=parsed.ignored)
        written = options.written if self._translations is not None else None
        own = Scope(tuple(Language), written if written and _in_both(node) else None)
        scopes = [own]
        if written and options.only is not written:
            scopes.append(Scope((written.other,), written.other))
        count = nodes.count_words(node)
        statistics = self._statistics(node, count, scopes, exact=options.exact)
        run = self._tree_compiler(own, options, statistics, sentence=count >= SENTENCE)
        clauses, filters = run.compile(node)
        if count == 1:  # parts of one word are not "some of the words"
            clauses.partial = None
        every, some = clauses.ranked()
        compiled = CompiledQuery(
            clause=every,
            fallback=some if clauses.partial is not None else None,
            mixed=count >= SENTENCE,
            filters=tuple(filters),
            words=tuple(run.words.words),
            translations=tuple(run.words.translation.found) if run.words.translation else (),
            ignored=parsed.ignored + tuple(run.words.ignored),
        )
        for scope in scopes[1:]:
            bridging = self._tree_compiler(scope, options, statistics, sentence=count >= SENTENCE)
            bridged = bridging.compile(node)[0]
            if count == 1:
                bridged.partial = None
            _add_bridge(compiled, bridging.words, bridged)
        return compiled

    def _tree_compiler(
        self, scope: Scope, options: Options, statistics: TermStatistics, *, sentence: bool
    ) -> TreeCompiler:
        builder = ClauseBuilder(
            statistics, self._syllables, options.title_only, languages=scope.languages
        )
        translation = None
        if scope.target and self._translations:
            translation = QueryTranslation(
                self._translations,
                scope.target,
                statistics,
                terms=self._synonyms.terms,
                only_target=scope.languages == (scope.target,),
                sentence=sentence,
                without=options.without,
            )
        words = WordCompiler(builder, self._synonyms, translation, options.without)
        return TreeCompiler(words, options.exact, self.analyze_query, self.keyword, self._expand)

    def _statistics(
        self, node: nodes.Node, count: int, scopes: Sequence[Scope], *, exact: bool
    ) -> TermStatistics:
        """The statistics of the terms that a query of so many words needs, in two batches."""
        if self._documents is None:
            self._documents = self._engine.status().documents
        if sum(map(len, self._known.values())) > _CACHED_TERMS:
            self._known = {}
        power = power_of(count)
        statistics = self._known.get(power)
        if statistics is None:
            statistics = TermStatistics(self._engine, self._documents, power)
            self._known[power] = statistics
        targets = list(dict.fromkeys(scope.target for scope in scopes if scope.target))
        collector = LookupCollector(self._synonyms, self._translations, targets, exact)
        runs = list(runs_of(node, self.analyze_query))
        expansions = map(self._expand, prefixes_of(node))
        first = chain.from_iterable(map(collector.first, runs))
        statistics.fetch(chain(first, *map(collector.of_prefix, expansions)))
        statistics.fetch(chain.from_iterable(collector.second(run, statistics) for run in runs))
        return statistics


def _add_bridge(compiled: CompiledQuery, words: WordCompiler, clauses: NodeClauses) -> None:
    """Add what finds articles in the other language, where enough of the query was translated."""
    translation = words.translation
    if translation is None or not translation.likely or translation.share < LEAST_TRANSLATED:
        return
    compiled.bridge = Bridge(translation.target, *clauses.ranked(), translation.share)
    compiled.bridged_words = tuple(words.words)
    compiled.translations = tuple(dict.fromkeys((*compiled.translations, *translation.found)))


def _size(node: nodes.Node) -> int:
    """Words, filters and ranges of a query, whether they are to be found or not."""
    match node:
        case nodes.And(parts) | nodes.Or(parts):
            return sum(map(_size, parts))
        case nodes.Not(inner) | nodes.InTitle(inner):
            return _size(inner)
        case nodes.Quoted(text):
            return len(text.split())
        case _:
            return 1


def _in_both(node: nodes.Node) -> bool:
    """Whether words in Hangul and in Latin letters stand in a query."""
    text = to_text(node)
    return bool(SYLLABLE.search(text) and _LATIN.search(text))
