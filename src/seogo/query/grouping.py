"""Grouping of a query: which parentheses have a partner, what operators join, and what a minus stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from seogo.analysis.stopwords import BEFORE_NOT, ENGLISH
from seogo.query.lexer import HYPHENS, Lexeme, LexemeKind
from seogo.query.nodes import And, Excluded, Ignored, Node, Not, Or, Restriction, Word

MOST_OTHERS = 20
"""Other readings that are given; each is as long as the query."""

Item = Node | Lexeme
"""Node, or an ``OR`` or ``AND`` that was typed between two."""


@dataclass(slots=True)
class Grouping:
    """Grouping of the query ``typed``; what of it is not read as it may have been meant is added to ``ignored``."""

    typed: str
    ignored: list[Ignored] = field(default_factory=list)
    others: int = 0

    def note(self, reason: str, start: int, end: int, other: str = "") -> None:
        """Note a part of the query."""
        self.ignored.append(Ignored(self.typed[start:end], reason, start, end, other))

    def instead(self, start: int, end: int, text: str) -> str:
        """The query with ``text`` at a place, which is another reading of it; empty where too many were given."""
        self.others += 1
        return f"{self.typed[:start]}{text}{self.typed[end:]}" if self.others <= MOST_OTHERS else ""

    def paired(self, lexemes: Iterable[Lexeme], nesting: int) -> list[Lexeme]:
        """Lexemes in which every parenthesis has its partner and something between, at most ``nesting`` levels of them; the
        other parentheses are signs."""
        kept: list[Lexeme] = []
        opened: list[tuple[int, int]] = []  # places in ``kept``, and what could be searched before
        searchable = 0
        for lexeme in lexemes:
            last = lexeme
            if lexeme.kind is LexemeKind.OPEN:
                opened.append((len(kept), searchable))
            elif lexeme.kind is not LexemeKind.CLOSE:
                searchable += lexeme.kind in _TEXTS or lexeme.text.isalpha()
            elif not opened:
                self.note("unopened-parenthesis", lexeme.start, lexeme.end)
                last = _sign(lexeme)
            else:
                at, before = opened.pop()
                if searchable == before:
                    self.note("empty-parentheses", kept[at].start, lexeme.end)
                    last = replace(_sign(kept[at]), end=lexeme.end)
                    del kept[at:]
                elif len(opened) >= nesting:
                    if len(opened) == nesting:
                        self.note("too-deep", kept[at].start, kept[at].end)
                    kept[at], last = _sign(kept[at]), _sign(lexeme)
            kept.append(last)
        for at, _ in opened:
            self.note("unclosed-parenthesis", kept[at].start, kept[at].end)
            kept[at] = _sign(kept[at])
        return kept

    def joined(self, items: Sequence[Item]) -> Node | None:
        """The node of a group: an And of the Ors that were read, each flat and no larger than needed; None of no items. An
        operator that has nothing to join is a word, or a sign."""
        alternatives: list[list[Node]] = []
        waiting: list[Lexeme] = []
        found = False
        for item in items:
            if isinstance(item, Lexeme):
                waiting.append(item)
                continue
            ors = [operator for operator in waiting if operator.kind is LexemeKind.OR]
            if not found:
                alternatives += self._words(waiting, "or-without-left")
                alternatives.append([item])
            elif ors:
                alternatives[-1].append(item)
                for operator in ors[1:]:
                    self.note("or-doubled", operator.start, operator.end)
            else:
                alternatives.append([item])
            found, waiting = True, []
        alternatives += self._words(waiting, "or-without-right" if found else "or-without-left")
        parts: list[Node] = []
        for nodes in alternatives:
            if len(nodes) == 1:
                parts += nodes
                continue
            flat: list[Node] = []
            for node in map(self.settled, nodes):
                flat.extend(node.nodes if isinstance(node, Or) else (node,))
            parts.append(Or(tuple(flat), nodes[0].start, nodes[-1].end))
        return _every(parts) if parts else None

    def settled(self, node: Node) -> Node:
        """A node that does not only leave out: without anything to find beside it, a minus before words is none."""
        if isinstance(node, And) and all(isinstance(part, Not) for part in node.nodes):
            return _every([self.settled(part) for part in node.nodes])
        if not isinstance(node, Not) or isinstance(node.node, Restriction):
            return node
        if self.typed[node.start] in HYPHENS:
            self.note("only-excluded", node.start, node.start + 1)
            return node.node
        end = self.typed.index("T", node.start) + 1
        self.note("only-excluded", node.start, end)
        return _every([Word("NOT", node.start, end), node.node])

    def excluded(self, node: Node) -> list[Excluded]:
        """What a tree leaves out, in order."""
        found: list[Excluded] = []
        waiting = [node]
        while waiting:
            match waiting.pop():
                case Not(inner, start, end):
                    text = self.typed[inner.start : inner.end]
                    other = self.instead(start, end, text)
                    found.append(Excluded(text, start, end, other))
                case And(nodes) | Or(nodes):
                    waiting.extend(reversed(nodes))
        return found

    def _words(self, operators: Iterable[Lexeme], reason: str) -> list[list[Node]]:
        """Operators as the words that they also are."""
        words: list[list[Node]] = []
        for operator in operators:
            if operator.kind is LexemeKind.OR:
                self.note(reason, operator.start, operator.end)
            if operator.text.isalpha():
                words.append([Word(operator.text, operator.start, operator.end)])
        return words


def is_negation(before: Lexeme | None, following: Lexeme) -> bool:
    """Whether NOT is a word of a sentence: behind an auxiliary verb, or before a stop word."""
    if before and before.kind is LexemeKind.WORD and before.text.lower() in BEFORE_NOT:
        return True
    return following.kind is LexemeKind.WORD and following.text.lower() in ENGLISH


def _every(nodes: Sequence[Node]) -> Node:
    """All of some nodes, flat."""
    if len(nodes) == 1:
        return nodes[0]
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, And) else (node,))
    return And(tuple(flat), nodes[0].start, nodes[-1].end)


def _sign(parenthesis: Lexeme) -> Lexeme:
    return replace(parenthesis, kind=LexemeKind.SIGN)


_TEXTS = frozenset((LexemeKind.WORD, LexemeKind.PREFIX, LexemeKind.PHRASE, LexemeKind.FIELD))
