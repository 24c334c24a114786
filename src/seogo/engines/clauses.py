"""Clauses: what an engine is asked, finished terms in named fields, put together.

A clause selects documents and gives each a score. Fields and terms are those of the analyser; an
engine never sees what a reader wrote. Clauses are values: frozen, hashable, equal when they ask the
same.
"""

from __future__ import annotations

from collections.abc import Iterable
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


LEAVES = (Term, Phrase)
SILENT = (Filter, DayRange, NumberRange, Everything, Nothing)
"""The kinds of clauses, for a look that takes a third of the time of that at a union of types."""


def any_of(clauses: Iterable[Clause]) -> Clause:
    """Documents of any of some simple clauses with the sum of their scores, said simply (see ``simplify``)."""
    return _either(Or, clauses)


def best_of(clauses: Iterable[Clause]) -> Clause:
    """Documents of any of some simple clauses with the best of their scores, said simply."""
    return _either(Best, clauses)


def all_of(clauses: Iterable[Clause]) -> Clause:
    """Documents of all of some simple clauses with the sum of their scores, said simply."""
    wanted: list[Clause] = []
    for clause in clauses:
        match clause:
            case Nothing():
                return clause
            case Everything():
                pass  # takes no document away and adds no score
            case And(inner):
                wanted += inner
            case _:
                wanted.append(clause)
    if not wanted:
        return Everything()
    return wanted[0] if len(wanted) == 1 else And(tuple(wanted))


def without(wanted: Clause, excluded: Clause) -> Clause:
    """Documents of one simple clause that are not in another, said simply."""
    if isinstance(excluded, Everything):
        return Nothing()
    none_excluded = isinstance(excluded, Nothing)
    return wanted if none_excluded or isinstance(wanted, Nothing) else Without(wanted, excluded)


def unscored(clause: Clause) -> Clause:
    """Documents of a simple clause with score 0, said simply."""
    return clause if isinstance(clause, SILENT) else Filter(clause)


def ranked(match: Clause, score: Clause) -> Clause:
    """The documents of one simple clause with the scores of another, which stays the same object: an engine may score once
    what several clauses share."""
    return _rank(unscored(match), score)


def simplify(clause: Clause) -> Clause:
    """Clause for the same documents and scores with as few parts as possible.

    Nested clauses of one kind become one, single ones lose their shell, and ``Nothing`` and
    ``Everything`` go wherever they decide the answer or change nothing. What is left of ``And``,
    ``Or`` and ``Best`` has at least two clauses; ``Nothing`` stands alone or not at all.
    """
    match clause:
        case And(clauses):
            return all_of(map(simplify, clauses))
        case Or(clauses):
            return any_of(map(simplify, clauses))
        case Best(clauses):
            return best_of(map(simplify, clauses))
        case Rank(required, optional):
            return _rank(simplify(required), simplify(optional))
        case Without(wanted, excluded):
            return without(simplify(wanted), simplify(excluded))
        case Filter(inner):
            return unscored(simplify(inner))
        case _:
            return clause


def _either(kind: type[Or] | type[Best], clauses: Iterable[Clause]) -> Clause:
    parts: list[Clause] = []
    for clause in clauses:
        if isinstance(clause, kind):
            parts += clause.clauses
        elif not isinstance(clause, Nothing):
            parts.append(clause)
    if not parts:
        return Nothing()
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _rank(required: Clause, optional: Clause) -> Clause:
    unscored = isinstance(optional, SILENT) or isinstance(required, Nothing)
    return required if unscored else Rank(required, optional)
