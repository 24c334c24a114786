"""Clauses as values, and ``simplify`` against a naive evaluator that scores sets of documents."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.engines.clauses import (
    And,
    Best,
    Clause,
    DayRange,
    Everything,
    Filter,
    Nothing,
    NumberRange,
    Or,
    Phrase,
    Rank,
    Term,
    Without,
    simplify,
)
from tests.rows import each_row

DOCUMENTS = range(6)
DAYS = {0: date(2026, 1, 19), 1: date(2026, 1, 31), 2: date(2026, 2, 1), 3: date(2025, 12, 31)}
"""The published day of each document; the others have none."""
NUMBERS = {0: (1.0, 35000.0), 2: (12.7e9,), 3: (0.0,)}
"""The numbers that each document says."""
TERMS = {
    "국가": {0, 1, 2},
    "인공지능": {1, 2, 3},
    "모티프": {0, 5},
    "KT": {4},
    "없는말": set[int](),
}


def evaluate(clause: Clause) -> dict[int, int]:
    """The documents of a clause, each with its score: a model too simple to be wrong."""
    match clause:
        case Term(term=term):
            return {d: 1 + d + len(term) for d in TERMS[term]}
        case Phrase(terms=terms):
            return {d: 7 for d in DOCUMENTS if all(d in TERMS[term] for term in terms)}
        case And(clauses):
            parts = [evaluate(c) for c in clauses]
            return {d: sum(p[d] for p in parts) for d in DOCUMENTS if all(d in p for p in parts)}
        case Or(clauses):
            parts = [evaluate(c) for c in clauses]
            found = {d for p in parts for d in p}
            return {d: sum(p.get(d, 0) for p in parts) for d in found}
        case Best(clauses):
            parts = [evaluate(c) for c in clauses]
            found = {d for p in parts for d in p}
            return {d: max(p[d] for p in parts if d in p) for d in found}
        case Rank(required, optional):
            more = evaluate(optional)
            return {d: score + more.get(d, 0) for d, score in evaluate(required).items()}
        case Without(kept, excluded):
            gone = evaluate(excluded)
            return {d: score for d, score in evaluate(kept).items() if d not in gone}
        case Filter(inner):
            return dict.fromkeys(evaluate(inner), 0)
        case DayRange(first, last):
            return {
                d: 0
                for d, day in DAYS.items()
                if (first is None or first <= day) and (last is None or day <= last)
            }
        case NumberRange(low, high):
            return {
                d: 0
                for d, numbers in NUMBERS.items()
                if any(
                    (low is None or low <= number) and (high is None or number <= high)
                    for number in numbers
                )
            }
        case Everything():
            return dict.fromkeys(DOCUMENTS, 0)
        case Nothing():
            return {}


WORDS = st.sampled_from(sorted(TERMS))
DAY = st.none() | st.sampled_from(sorted(DAYS.values()))
NUMBER = st.none() | st.sampled_from([0.0, 1.0, 500.0, 35000.0, 12.7e9])
LEAVES: st.SearchStrategy[Clause] = st.one_of(
    st.builds(Term, st.just("body_ko"), WORDS),
    st.builds(lambda a, b: Phrase("body_ko", (a, b), (0, 1)), WORDS, WORDS),
    st.builds(DayRange, DAY, DAY),
    st.builds(NumberRange, NUMBER, NUMBER),
    st.just(Everything()),
    st.just(Nothing()),
)


def _compound(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    several = st.lists(inner, max_size=4).map(tuple)
    return st.one_of(
        st.builds(And, several),
        st.builds(Or, several),
        st.builds(Best, several),
        st.builds(Rank, inner, inner),
        st.builds(Without, inner, inner),
        st.builds(Filter, inner),
    )


CLAUSES = st.recursive(LEAVES, _compound, max_leaves=20)


def children(clause: Clause) -> tuple[Clause, ...]:
    match clause:
        case And(clauses) | Or(clauses) | Best(clauses):
            return clauses
        case Rank(a, b) | Without(a, b):
            return (a, b)
        case Filter(inner):
            return (inner,)
        case _:
            return ()


def check(clause: Clause) -> None:
    """What ``simplify`` promises of its result."""
    for inner in children(clause):
        assert not isinstance(inner, Nothing)
        if isinstance(clause, And | Or | Best | Filter):
            assert type(inner) is not type(clause)
        check(inner)
    if isinstance(clause, And | Or | Best):
        assert len(clause.clauses) > 1
    if isinstance(clause, And):
        assert Everything() not in clause.clauses


@given(CLAUSES)
def test_simplify_keeps_documents_and_scores(clause: Clause) -> None:
    assert evaluate(simplify(clause)) == evaluate(clause)


@given(CLAUSES)
def test_simplify_leaves_nothing_to_simplify(clause: Clause) -> None:
    simple = simplify(clause)
    check(simple)
    assert simplify(simple) == simple


A, B, C = (Term("body_ko", term) for term in ("국가", "인공지능", "모티프"))


@each_row(
    ("clause", "simple"),
    [
        (Or((A, Nothing(), B)), Or((A, B))),
        (And((A, Nothing())), Nothing()),
        (And((A,)), A),
        (Or((A, Nothing())), A),
        (Best((Nothing(), A)), A),
        (And((A, And((B, C)))), And((A, B, C))),
        (Or((Or((A, B)), C)), Or((A, B, C))),
        (Best((Best((A, B)), C)), Best((A, B, C))),
        (Best((Or((A, B)), C)), Best((Or((A, B)), C))),  # a best of sums is no sum
        (Or((Best((A, B)), C)), Or((Best((A, B)), C))),
        (And((A, Everything())), A),
        (And(()), Everything()),
        (Or(()), Nothing()),
        (Best(()), Nothing()),
        (Rank(A, Nothing()), A),
        (Rank(Nothing(), A), Nothing()),
        (Rank(A, Filter(B)), A),
        (Without(A, Nothing()), A),
        (Without(Nothing(), A), Nothing()),
        (Without(A, Everything()), Nothing()),
        (Filter(Filter(A)), Filter(A)),
        (Filter(Nothing()), Nothing()),
        (Filter(NumberRange(1.0, None)), NumberRange(1.0, None)),
        (Rank(A, NumberRange(1.0, None)), A),
        (And((Or((And((A,)), Nothing())), Or((B, C)))), And((A, Or((B, C))))),
    ],
)
def test_simplify(clause: Clause, simple: Clause) -> None:
    assert simplify(clause) == simple


@given(CLAUSES)
def test_clauses_are_values(clause: Clause) -> None:
    assert len({clause, simplify(clause), simplify(simplify(clause))}) <= 2


def test_a_phrase_has_a_position_for_each_term() -> None:
    with pytest.raises(ValueError, match="2 terms at 1 positions"):
        Phrase("body_ko", ("국가", "인공지능"), (0,))
    with pytest.raises(ValueError, match="0 terms"):
        Phrase("body_ko", (), ())
