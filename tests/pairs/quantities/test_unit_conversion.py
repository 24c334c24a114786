"""Measures in different units."""

from __future__ import annotations

import pytest

from seogo.pairs.quantities.unit_conversion import are_equal, to_measure
from tests.rows import each_row


@each_row(
    ("first", "second", "same"),
    [
        ("120km", "75 mph", True),
        ("2,956m", "9,700-foot", True),
        ("71cm", "28 inches", True),
        ("70kg", "154 pounds", True),
        ("25도", "77 degrees", True),
        ("100km", "75 mph", False),
        ("120km", "75 pounds", False),
        ("25도", "97 degrees", False),
    ],
)
def test_rounded_conversions_are_equal(first: str, second: str, same: bool) -> None:
    measures = []
    for text in (first, second):
        digits = "".join(letter for letter in text if letter.isdigit())
        end = max(at for at, letter in enumerate(text) if letter.isdigit()) + 1
        measure = to_measure(float(digits), text, end)
        assert measure is not None
        measures.append(measure)
    assert are_equal(*measures) is same
    assert are_equal(*reversed(measures)) is same


@pytest.mark.parametrize("text", ["75", "75 people", "75 million", "75명", "75 inchoate"])
def test_other_words_are_no_units(text: str) -> None:
    assert to_measure(75, text, 2) is None
