"""The log-likelihood ratio of words that go with a query."""

from __future__ import annotations

import math

import pytest

from seogo.searching.trends.associations import log_likelihood
from seogo.searching.trends.frequency import fitting_unit, periods_of


def test_the_ratio_is_that_of_dunning() -> None:
    # 110 bigrams "the swiss" of his table 1: k(AB) 110, k(A~B) 2442, k(~AB) 111, k(~A~B) 29114; -2 log λ 270.72
    found, outside, without, neither = 110, 2442, 111, 29114
    score = log_likelihood(found, found + without, found + outside, 31777)
    assert score == pytest.approx(270.72, abs=0.01)
    assert neither == 31777 - found - outside - without


@pytest.mark.parametrize(
    "numbers", [(0, 0, 0, 0), (1, 10, 10, 100), (0, 10, 50, 100), (5, 5, 5, 5)]
)
def test_what_is_not_more_than_chance_counts_nothing(numbers: tuple[int, int, int, int]) -> None:
    assert log_likelihood(*numbers) == 0


def test_the_sum_over_cells_is_symmetric_and_finite() -> None:
    assert math.isfinite(log_likelihood(10, 10, 10, 20))


def test_a_longer_time_has_a_coarser_unit() -> None:
    assert fitting_unit(["2020-01", "2023-12"]) == "month"
    assert fitting_unit(["2020-01", "2024-01"]) == "quarter"
    assert fitting_unit(["1900-01", "2024-01"]) == "year"
    assert fitting_unit([]) == "month"
    assert fitting_unit(["2020-01"], finest="quarter") == "quarter"
    assert periods_of(["2025-11", "2026-01"], "month") == ("2025-11", "2025-12", "2026-01")
    assert periods_of(["2025-11", "2026-01"], "quarter") == ("2025-Q4", "2026-Q1")
