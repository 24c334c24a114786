"""What an engine is asked: finished terms in named fields, put together.

A clause selects documents and gives each a score. Fields and terms are those of the analyser; an
engine never sees what a reader wrote. Clauses are values: frozen, hashable, equal when they ask the
same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with ``term`` in ``field``; their score (BM25F) times ``boost``."""

    field: str
    term: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents with ``terms`` in ``field`` at these positions relative to each other.

    ``offsets`` has one position for each term, the first usually 0: (0, 1) is side by side, (0, 2)
    leaves room for one token that the analyser dropped. ``slop`` is how many further positions the
    whole may be stretched by. Raises ValueError where terms and offsets differ in number or there
    are none.
    """

    field: str
    terms: tuple[str, ...]
    offsets: tuple[int, ...]
    boost: float = 1.0
    slop: int = 0

    def __post_init__(self) -> None:
        if not self.terms or len(self.terms) != len(self.offsets):
            raise ValueError(f"{len(self.terms)} terms at {len(self.offsets)} positions")


@dataclass(frozen=True, slots=True)
class And:
    """Documents of every clause; the sum of the scores. Without clauses: every document."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Documents of any clause; the sum of the scores. Without clauses: none."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Documents of any clause; the best of the scores, for alternatives that mean the same.

    Without clauses: none.
    """

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Rank:
    """Documents of ``required``; those that are in ``optional`` too add its score."""

    required: Clause
    optional: Clause


@dataclass(frozen=True, slots=True)
class Without:
    """Documents of ``clause`` that are not in ``excluded``; the score of ``clause``."""

    clause: Clause
    excluded: Clause


@dataclass(frozen=True, slots=True)
class Filter:
    """Documents of ``clause``, with score 0."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class DayRange:
    """Documents published from ``first`` to ``last``, both included, with score 0.

    An end that is None is open. Undated documents are in no range.
    """

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Documents that say a number from ``low`` to ``high``, both included, with score 0.

    An end that is None is open. The numbers of a document are those terms of its ``quantities`` that
    are plain decimals, 12700000000 or 3.5, compared as floats: from 2^53 on, neighbours are alike.
    """

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document, with score 0."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


Silent = Filter | DayRange | NumberRange | Everything | Nothing
"""Clauses that select and score 0."""

Clause = Term | Phrase | And | Or | Best | Rank | Without | Silent


_LEAVES = (Term, Phrase)


def simplify(clause: Clause) -> Clause:
    """The same documents with the same scores, asked with less.

    Nested clauses of one kind become one, single ones lose their shell, and ``Nothing`` and
    ``Everything`` go wherever they decide the answer or change nothing. What is left of ``And``,
    ``Or`` and ``Best`` has at least two clauses; ``Nothing`` stands alone or not at all.
    """
    match clause:
        case And(clauses):
            return _simple_and(clauses)
        case Or(clauses):
            alternatives = tuple(_flat(Or, clauses))
            return _unwrapped(alternatives) or Or(alternatives)
        case Best(clauses):
            alternatives = tuple(_flat(Best, clauses))
            return _unwrapped(alternatives) or Best(alternatives)
        case Rank(required, optional):
            return _simple_rank(simplify(required), simplify(optional))
        case Without(kept, excluded):
            return _simple_without(simplify(kept), simplify(excluded))
        case Filter(inner):
            inner = simplify(inner)
            return inner if isinstance(inner, Silent) else Filter(inner)
        case _:
            return clause


def ranked(match: Clause, score: Clause) -> Clause:
    """The documents of ``match``, simplified, with the scores of ``score``, which is simple already and stays the same
    object: an engine may score once what several clauses share."""
    return _simple_rank(simplify(Filter(match)), score)


def finds_nothing(clause: Clause) -> bool:
    """Whether nothing is left of a clause when it is simplified."""
    match clause:
        case Nothing():
            return True
        case And(clauses):
            return any(map(finds_nothing, clauses))
        case Or(clauses) | Best(clauses):
            return all(map(finds_nothing, clauses))
        case Rank(required):
            return finds_nothing(required)
        case Without(kept, excluded):
            return finds_nothing(kept) or isinstance(simplify(excluded), Everything)
        case Filter(inner):
            return finds_nothing(inner)
        case _:
            return False


def _flat(kind: type[Or] | type[Best], clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Simplified alternatives without Nothing, and in place of a nested ``kind`` what is in it."""
    for given in clauses:
        # most are leaves, which are simple
        clause = given if isinstance(given, _LEAVES) else simplify(given)
        if isinstance(clause, kind):
            yield from clause.clauses
        elif not isinstance(clause, Nothing):
            yield clause


def _unwrapped(alternatives: tuple[Clause, ...]) -> Clause | None:
    if not alternatives:
        return Nothing()
    return alternatives[0] if len(alternatives) == 1 else None


def _simple_and(clauses: Iterable[Clause]) -> Clause:
    kept: list[Clause] = []
    for clause in map(simplify, clauses):
        match clause:
            case Nothing():
                return clause
            case Everything():
                pass  # takes no document away and adds no score
            case And(inner):
                kept.extend(inner)
            case _:
                kept.append(clause)
    if not kept:
        return Everything()
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def _simple_rank(required: Clause, optional: Clause) -> Clause:
    unscored = isinstance(optional, Silent) or isinstance(required, Nothing)
    return required if unscored else Rank(required, optional)


def _simple_without(kept: Clause, excluded: Clause) -> Clause:
    if isinstance(excluded, Everything):
        return Nothing()
    none_excluded = isinstance(excluded, Nothing)
    return kept if none_excluded or isinstance(kept, Nothing) else Without(kept, excluded)
