"""Metrics beside ir-measures, and by hand."""

from __future__ import annotations

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import RR, R, nDCG

from seogo.evaluation.metrics import METRICS, first_rank, measure

IDS = [f"news/{number}.ko" for number in range(200)]
RANKED = st.lists(st.sampled_from(IDS), unique=True, max_size=150)
RELEVANT = st.sets(st.sampled_from(IDS), min_size=1, max_size=30)
THEIRS = dict(zip(METRICS, (RR @ 10, nDCG @ 10, R @ 1, R @ 10, R @ 100), strict=True))


@pytest.mark.slow
@settings(max_examples=200)
@given(RANKED, RELEVANT)
def test_every_metric_is_that_of_ir_measures(ranked: list[str], relevant: set[str]) -> None:
    truth = [ir_measures.Qrel("q", name, 1) for name in relevant]
    run = [ir_measures.ScoredDoc("q", name, -float(at)) for at, name in enumerate(ranked)]
    theirs = ir_measures.calc_aggregate(list(THEIRS.values()), truth, run)
    for name, ours in zip(METRICS, measure(ranked, relevant), strict=True):
        assert ours == pytest.approx(theirs[THEIRS[name]], abs=1e-9), name


@pytest.mark.parametrize(
    ("ranked", "relevant", "expected"),
    [
        ("abc", "a", (1, 1, 1, 1, 1)),
        ("xab", "a", (1 / 2, 0.63093, 0, 1, 1)),
        ("xyz", "a", (0, 0, 0, 0, 0)),
        ("", "a", (0, 0, 0, 0, 0)),
        ("axb", "ab", (1, 0.91972, 1 / 2, 1, 1)),
        ("0123456789a", "a", (0, 0, 0, 0, 1)),
    ],
)
def test_by_hand(ranked: str, relevant: str, expected: tuple[float, ...]) -> None:
    assert measure(ranked, relevant) == pytest.approx(expected, abs=1e-5)


def test_the_first_place_counts_from_one() -> None:
    assert first_rank(["x", "a", "b"], ("b", "a")) == 2
    assert first_rank(["x"], ("a",)) == 0
