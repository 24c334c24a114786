"""English names of the months, for everything that reads or writes them."""

from __future__ import annotations

from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
ABBREVIATIONS: Final = tuple(name[:3].lower() for name in MONTHS)
"""The three letters that every name and longer abbreviation (Sept, June) begins with."""


def month_number(name: str) -> int:
    """The number of a month, 1 to 12, by its name or an abbreviation of it in any case. Raises ValueError for others."""
    return ABBREVIATIONS.index(name[:3].lower()) + 1
