"""Meaning: from the tree of a query to the clauses that an engine is asked.

The tree is asked once as it was typed (seogo.rewriting.compiler), and once for articles in the other
language, where words stand for
their translations (seogo.rewriting.cross_language).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from seogo.analysis.analyzer import Analyzer, QueryWord
from seogo.analysis.script.hangul import SYLLABLE
from seogo.engines import clauses as q
from seogo.engines.base import Engine
from seogo.languages import Language
from seogo.lexicon.glossary import Glossary
from seogo.query import nodes
from seogo.query.canonical import to_text
from seogo.rewriting.clause_builder import Evidence
from seogo.rewriting.compiler import Asking
from seogo.rewriting.cross_language import LEAST_TRANSLATED, Bridging, Translating
from seogo.rewriting.forms import BridgedTo, ResolvedWord
from seogo.rewriting.keywords import Keywords, Syllables, expand
from seogo.rewriting.synonyms import Equivalents
from seogo.rewriting.term_weights import Weights, power_of

_KEPT = 1_000
"""Runs of typed words whose analysis is kept."""
_KEPT_WHOLE = 500
"""Queries whose clauses are kept: a reader pages, narrows, and opens articles with the same words."""
_LATIN = re.compile("[A-Za-z]{2}")

SENTENCE = 5
"""Words from which a query is a sentence: articles with all of them no longer come first."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """What finds documents in the other ``language`` instead: ``clause``, or for some of it ``fallback``, both of which find
    at least what the query's own clauses find there. ``trust`` is the share of the query that was translated, from 0 to 1."""

    language: Language
    clause: q.Clause
    fallback: q.Clause | None
    trust: float


@dataclass(slots=True)
class Resolved:
    """A query as clauses: ``clause`` for every word, ``fallback`` for some of them (None where that is the same), which finds
    at least the same documents with the same scores, and ``filters`` that hold for both. ``mixed``: the query is a sentence,
    in which one word more or less says little.

    ``bridge`` is what is asked instead of articles in the other language, ``bridges`` says as what, and ``bridged_words``
    are the words as they can stand there.
    """

    clause: q.Clause
    fallback: q.Clause | None = None
    mixed: bool = False
    filters: tuple[q.Clause, ...] = ()
    words: tuple[ResolvedWord, ...] = ()
    bridge: Bridge | None = None
    bridged_words: tuple[ResolvedWord, ...] = ()
    bridges: tuple[BridgedTo, ...] = ()
    ignored: tuple[nodes.Ignored, ...] = ()


class Resolver:
    """Resolves the queries of one generation of the index."""

    def __init__(
        self,
        analyzer: Analyzer,
        engine: Engine,
        glossaries: Sequence[Glossary],
        translations: Translating | None = None,
    ) -> None:
        self._analyzer = analyzer
        # a query is asked in both languages, then page by page and narrower
        self._analyzed = lru_cache(maxsize=_KEPT)(
            lambda words: tuple(analyzer.analyze_query(words))
        )
        self._resolved = lru_cache(maxsize=_KEPT_WHOLE)(self._resolve)
        self._translations = translations
        self._engine = engine
        self.equivalents = Equivalents(analyzer, engine, glossaries)
        self._documents: int | None = None
        self._weights: dict[float, Weights] = {}
        self._keywords = Keywords(engine)
        self._syllables = Syllables(engine)

    def resolve(
        self,
        parsed: nodes.ParsedQuery,
        *,
        title_only: bool = False,
        without: Iterable[str] = (),
        exact: bool = False,
        written: Language | None = None,
        only: Language | None = None,
    ) -> Resolved:
        """The clauses of a parsed query; without words, every article.

        ``title_only`` searches titles; ``without`` names equivalents that are left out; ``exact`` finds words only as they
        were typed; where the language is given that the query is ``written`` in, words stand for their translations too;
        ``only`` articles in one language may be wanted.
        """
        removed = frozenset(without)
        return self._resolved(parsed, title_only, removed, exact, written, only)

    def _resolve(
        self,
        parsed: nodes.ParsedQuery,
        title_only: bool,
        removed: frozenset[str],
        exact: bool,
        written: Language | None,
        only: Language | None,
    ) -> Resolved:
        if parsed.node is None:
            return Resolved(q.Everything(), ignored=parsed.ignored)
        if self._documents is None:
            self._documents = self._engine.status().documents
        count = nodes.count_words(parsed.node)
        power = power_of(count)
        weights = self._weights.setdefault(power, Weights(self._engine, self._documents, power))
        evidence = Evidence(self._engine, weights, self._syllables, title_only)
        run = Asking(self, evidence, removed, exact)
        known = self._translations
        if written and known and _in_both(parsed.node):
            run = Bridging(self, evidence, removed, exact, target=written, translations=known)
        asked, filters = run.top(parsed.node)
        every, some = asked.ranked()
        resolved = Resolved(
            clause=every,
            fallback=some if asked.some is not None else None,
            mixed=count >= SENTENCE,
            filters=tuple(filters),
            words=tuple(run.words),
            bridges=tuple(run.bridges) if isinstance(run, Bridging) else (),
            ignored=parsed.ignored + tuple(run.ignored),
        )
        if written and known and only is not written:
            self._bridge(parsed.node, resolved, run, written.other)
        return resolved

    def _bridge(self, node: nodes.Node, resolved: Resolved, run: Asking, target: Language) -> None:
        """Note what is asked of articles in ``target``, where enough of the query can be translated."""
        bridging = Bridging(
            run.of,
            replace(run.evidence, languages=(target,)),
            run.without,
            exact=False,
            target=target,
            translations=self._translations,
        )
        asked, _ = bridging.top(node)
        if not bridging.translated or bridging.share < LEAST_TRANSLATED:
            return
        resolved.bridge = Bridge(target, *asked.ranked(), bridging.share)
        resolved.bridged_words = tuple(bridging.words)
        resolved.bridges = tuple(dict.fromkeys((*resolved.bridges, *bridging.bridges)))

    def warm(self) -> None:
        """Load what analysis and translations need, so that the first query need not wait."""
        self._analyzer.load()
        if self._translations is not None:
            self._translations.translator().warm()

    def keyword(self, field: str, value: str) -> q.Clause:
        """See Keywords."""
        return self._keywords.having(field, value)

    def expand(self, prefix: str) -> list[str]:
        """See seogo.rewriting.keywords."""
        return expand(self._engine, prefix)

    def analyze_query(self, words: Sequence[str]) -> list[QueryWord]:
        """See Analyzer."""
        return list(self._analyzed(tuple(words)))


def _in_both(node: nodes.Node) -> bool:
    """Whether words in Hangul and in Latin letters stand in a query."""
    text = to_text(node)
    return bool(SYLLABLE.search(text) and _LATIN.search(text))
