"""The terms whose statistics a query needs, collected before its clauses are built.

The index is asked in two batches: for everything that is typed, what it may be (joined words, names), and its translations;
then for the other forms that the first answer decided on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import bigrams
from seogo.analysis.token import Kind
from seogo.languages import Language
from seogo.query import nodes
from seogo.rewriting.clause_builder import lookups_of
from seogo.rewriting.forms import joined_terms
from seogo.rewriting.keywords import Expansion
from seogo.rewriting.synonyms import SynonymFinder
from seogo.rewriting.term_statistics import Lookup, TermStatistics
from seogo.rewriting.translations import TranslationFinder
from seogo.rewriting.word_compiler import MOST_JOINED, significant

_Analyze = Callable[[Sequence[str]], Sequence[QueryWord]]


@dataclass(frozen=True, slots=True)
class Run:
    """Words side by side, or those of a quoted ``phrase``; ``excluded`` ones are behind a minus."""

    words: Sequence[QueryWord]
    phrase: bool = False
    excluded: bool = False


def runs_of(node: nodes.Node, analyze: _Analyze) -> Iterator[Run]:
    """The runs of words in a tree, but for prefixes."""
    match node:
        case nodes.Word(prefix=False):
            yield Run(analyze([node.text]))
        case nodes.Quoted(text, _, _, tail):
            yield Run(analyze(text.split()), phrase=True)
            if tail:
                yield Run(analyze([tail]))
        case nodes.InTitle(inner):
            yield from runs_of(inner, analyze)
        case nodes.Not(inner):
            yield from (replace(run, excluded=True) for run in runs_of(inner, analyze))
        case nodes.And(parts):
            for plain, members in groupby(parts, nodes.is_plain):
                if plain:
                    yield Run(analyze([m.text for m in members if isinstance(m, nodes.Word)]))
                else:
                    for part in members:
                        yield from runs_of(part, analyze)
        case nodes.Or(parts):
            for part in parts:
                yield from runs_of(part, analyze)


def prefixes_of(node: nodes.Node) -> Iterator[str]:
    """The prefixes in a tree."""
    match node:
        case nodes.Word(text, prefix=True):
            yield text
        case nodes.InTitle(inner) | nodes.Not(inner):
            yield from prefixes_of(inner)
        case nodes.And(parts) | nodes.Or(parts):
            for part in parts:
                yield from prefixes_of(part)


@dataclass(frozen=True, slots=True)
class LookupCollector:
    """Collects the lookups of a query that is translated into ``targets``; ``exact`` ones need no other forms.

    A term that is left out here costs a call of its own later, and changes no clause.
    """

    synonyms: SynonymFinder
    translations: TranslationFinder | None
    targets: Sequence[Language]
    exact: bool

    def of_prefix(self, expansion: Expansion) -> Iterator[Lookup]:
        """The lookups of a prefix."""
        for term in expansion.terms:
            yield from (("body", term), ("title", term))

    def first(self, run: Run) -> Iterator[Lookup]:
        """The lookups of the words of a run, of what they may be together, and of their translations."""
        for word in run.words:
            yield from lookups_of(word)
        if self.exact:
            return
        for start in range(len(run.words)):
            rest = run.words[start:]
            if not run.phrase:
                yield from (("body", term) for term in self._joined(rest))
            if not run.excluded:
                yield from self._whole_translations(rest)
                if not run.phrase:
                    yield from _with_titles(self.synonyms.lookups(rest))
        if run.excluded:
            return
        for word in run.words if run.phrase else significant(run.words):
            for token in word.tokens:
                if run.phrase or token.kind is Kind.CONTENT:
                    yield from self._translations(
                        token.term, token.term if run.phrase else word.stem
                    )

    def second(self, run: Run, statistics: TermStatistics) -> Iterator[Lookup]:
        """The lookups that those of ``first`` decide on."""
        if self.exact or run.phrase:
            return
        for start in range(len(run.words)):
            rest = run.words[start:]
            for term in self._joined(rest):
                if statistics.occurs("body", term):
                    yield from (("title", term), ("tags", term))
                    if not run.excluded:
                        yield from self._translations(term, term)
            if not run.excluded:
                yield from _with_titles(self.synonyms.more_lookups(rest, statistics))

    def _joined(self, words: Sequence[QueryWord]) -> Iterator[str]:
        for count in range(2, min(MOST_JOINED, len(words)) + 1):
            yield from joined_terms(words[:count])

    def _translations(self, term: str, typed: str) -> Iterator[Lookup]:
        if self.translations is None:
            return
        for target in self.targets:
            for found in self.translations.candidates(term, target, typed):
                yield from (("body", found), ("title", found))

    def _whole_translations(self, words: Sequence[QueryWord]) -> Iterator[Lookup]:
        """The lookups of what a glossary has for the first words together."""
        if self.translations is None:
            return
        reach = self.translations.reach(words)
        for target in self.targets:
            for count in range(1, reach + 1):
                for text in self.translations.texts(words[:count], target):
                    yield from _with_titles(("body", t) for t in self.synonyms.terms(text))
                    yield from (("bigrams", gram) for gram in bigrams(text))
                for form in self.translations.places(words[:count], target):
                    yield from _with_titles((form.place, t) for t in form.terms)


def _with_titles(lookups: Iterable[Lookup]) -> Iterator[Lookup]:
    """Lookups, and in titles those of the body: a query may be for titles."""
    for place, term in lookups:
        yield place, term
        if place == "body":
            yield "title", term
