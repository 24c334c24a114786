"""Unit conversion: lengths, weights, speeds and temperatures in metric units, so that 75 mph and 시속 120km are one.

One mile is 1.609344 km, one foot .3048 m, one inch 2.54 cm, one yard .9144 m, one pound .45359237 kg, one acre .40468564 ha,
one gallon 3.785411784 l; 0 °C is 32 °F, and 9 °F are 5 °C.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_UNITS: Final = (
    ("m", 1_609.344, "miles?|mph|마일"),
    ("m", 1_000.0, "km|kilomet(?:er|re)s?|킬로미터|킬로"),
    ("m", 0.3048, "feet|foot|ft|피트"),
    ("m", 0.0254, "inch(?:es)?|인치"),
    ("m", 0.01, "cm|centimet(?:er|re)s?|센티미터|센티|센치"),
    ("m", 0.9144, "yards?|야드"),
    ("m", 1.0, "m(?:et(?:er|re)s?)?|미터"),
    ("g", 453.59237, "pounds?|lbs?|파운드"),
    ("g", 1_000.0, "kg|kilograms?|kilos?|킬로그램"),
    ("ha", 0.40468564, "acres?|에이커"),
    ("ha", 1.0, "hectares?|헥타르"),
    ("l", 3.785411784, "gallons?|갤런"),
    ("l", 1.0, "l|lit(?:er|re)s?|리터"),
    ("degree", 1.0, "degrees?|[°˚] ?[CF]?|℃|℉|도"),
)
_UNIT: Final = re.compile(
    "[ -]?(?:" + "|".join(f"({pattern})" for _, _, pattern in _UNITS) + ")(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_CLOSE: Final = 0.04
"""Converted measures are rounded."""
_DEGREES_APART: Final = 1.0


class Measure(NamedTuple):
    """Amount of metres, grams, hectares, litres or degrees (of which scale is not known)."""

    unit: str
    amount: float


def to_measure(value: float, text: str, end: int) -> Measure | None:
    """Measure of a number ``value`` that ends at ``end`` of a text; None where no unit follows it."""
    match = _UNIT.match(text, end)
    if match is None or match.lastindex is None:
        return None
    unit, factor, _ = _UNITS[match.lastindex - 1]
    return Measure(unit, value * factor)


def are_equal(first: Measure, second: Measure) -> bool:
    """Whether two measures are the same one, each rounded; degrees may be of Celsius and of Fahrenheit."""
    if first.unit != second.unit:
        return False
    one, other = sorted((first.amount, second.amount))
    if first.unit == "degree":
        return abs((other - 32) / 1.8 - one) <= _DEGREES_APART
    return other - one <= _CLOSE * other
