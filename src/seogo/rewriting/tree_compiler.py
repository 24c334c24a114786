"""Compiles the syntax tree of a query to clauses.

Other forms of words are added at their leaf of the tree (seogo.rewriting.word_compiler), so that NOT, phrases and filters
stay exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from seogo.analysis.query_words import QueryWord
from seogo.analysis.stopwords import PARTICLES
from seogo.engines import clauses as q
from seogo.query import nodes
from seogo.rewriting.clause_builder import NodeClauses, every
from seogo.rewriting.keywords import Expansion
from seogo.rewriting.word_compiler import NO_TERMS, WordCompiler


@dataclass(frozen=True, slots=True)
class TreeCompiler:
    """Compiles nodes with the clauses of ``words``; ``exact`` finds words only as they were typed.

    ``analyze`` gives the terms of words side by side, ``keyword`` the clause of a keyword field's value, ``expand`` the
    terms with a prefix.
    """

    words: WordCompiler
    exact: bool
    analyze: Callable[[Sequence[str]], Sequence[QueryWord]]
    keyword: Callable[[str, str], q.Clause]
    expand: Callable[[str], Expansion]

    def compile(self, node: nodes.Node) -> tuple[NodeClauses, list[q.Clause]]:
        """The clauses of a whole tree, and apart from them the filters that hold for all of it."""
        parts = node.nodes if isinstance(node, nodes.And) else (node,)
        filters = [part for part in parts if isinstance(part, nodes.Restriction)]
        rest = [part for part in parts if part not in filters]
        clauses = self._all_of(rest) if rest else NodeClauses(q.Everything(), q.Nothing())
        return clauses, [self._restriction(part) for part in filters]

    def _node(self, node: nodes.Node) -> NodeClauses:
        match node:
            case nodes.Word() | nodes.Not():
                return self._all_of([node])
            case nodes.Quoted():
                return self._quoted(node)
            case nodes.InTitle(inner):
                return replace(self, words=self.words.in_titles())._node(inner)
            case nodes.Filter() | nodes.DateRange() | nodes.NumberRange():
                return NodeClauses(self._restriction(node), q.Nothing())
            case nodes.And(parts):
                return self._all_of(parts)
            case nodes.Or(parts):
                found = [self._node(part) for part in parts]
                return NodeClauses(
                    q.any_of(part.match for part in found),
                    q.any_of(part.score for part in found),
                    q.any_of(part.some for part in found)
                    if any(part.partial for part in found)
                    else None,
                )

    def _restriction(self, node: nodes.Restriction) -> q.Clause:
        match node:
            case nodes.DateRange(first, last):
                return q.DayRange(first, last)
            case nodes.NumberRange(low, high):
                return q.NumberRange(
                    None if low is None else float(low), None if high is None else float(high)
                )
        return self.keyword(node.field, node.value)

    def _all_of(self, parts: Sequence[nodes.Node]) -> NodeClauses:
        """Nodes side by side: every one; runs of plain words are read together."""
        wanted: list[NodeClauses] = []
        required: list[q.Clause] = []
        excluded: list[q.Clause] = []
        alone = not any(map(_may_be_found, parts))
        for plain, run in groupby(parts, key=nodes.is_plain):
            members = list(run)
            if plain:
                words = [member for member in members if isinstance(member, nodes.Word)]
                wanted += self._plain_words(words, alone=alone)
                continue
            for part in members:
                if isinstance(part, nodes.Not):
                    # its words are neither highlighted nor widened by other forms
                    without = replace(self, words=self.words.for_exclusion())
                    excluded.append(without._node(part.node).match)
                elif isinstance(part, nodes.Restriction):
                    required.append(self._restriction(part))
                elif isinstance(part, nodes.Word):
                    wanted.append(self._prefix(part))
                elif (found := self._node(part)) is not NO_TERMS:
                    wanted.append(found)
        lost = any(not isinstance(part, nodes.Not) for part in parts)  # beside what is left out
        if not wanted and not required and (lost or not excluded):
            return NO_TERMS
        score = q.any_of(part.score for part in wanted)
        match: q.Clause = q.all_of((*(part.match for part in wanted), *required))
        partial: q.Clause | None = None
        if len(wanted) > 1 or any(part.partial for part in wanted):
            partial = q.all_of((q.any_of(part.some for part in wanted), *required))
        if excluded:
            match = q.without(match, q.any_of(excluded))
            partial = q.without(partial, q.any_of(excluded)) if partial is not None else None
        return NodeClauses(match, score, partial)

    def _plain_words(self, typed: Sequence[nodes.Word], *, alone: bool) -> list[NodeClauses]:
        """Adjacent words, which are analysed together; ``alone`` is that of WordCompiler.run."""
        analysed = self.analyze([word.text for word in typed])
        pairs = list(zip(typed, analysed, strict=True))
        if self.exact:
            return [self.words.exact(word.text, [found]) for word, found in pairs]
        return self.words.run(pairs, alone=alone)

    def _quoted(self, node: nodes.Quoted) -> NodeClauses:
        """A phrase, and what is written behind its closing mark where that is no particle."""
        if node.tail and node.tail not in PARTICLES:
            rest = nodes.Word(node.tail, node.end - len(node.tail), node.end)
            without_tail = nodes.Quoted(node.text, node.start, rest.start)
            phrase, behind = self._quoted(without_tail), self._all_of([rest])
            return behind if phrase is NO_TERMS else every([phrase, behind])
        words = self.analyze(node.text.split())
        return self.words.exact(node.text, words) if self.exact else self.words.phrase(node, words)

    def _prefix(self, node: nodes.Word) -> NodeClauses:
        """Every word that begins so, up to a limit."""
        expansion = self.expand(node.text)
        if expansion.truncated:
            self.words.ignored.append(
                nodes.Ignored(node.text + "*", "too-many-expansions", node.start, node.end)
            )
        return self.words.prefix(node, expansion.terms)


def _may_be_found(node: nodes.Node) -> bool:
    """Whether a node that is no plain word asks for something."""
    match node:
        case nodes.Quoted(text) | nodes.InTitle(nodes.Quoted(text) | nodes.Word(text)):
            return any(map(str.isalnum, text))
        case nodes.Word(prefix=prefix):
            return prefix
        case nodes.And() | nodes.Or():
            return True
    return False
