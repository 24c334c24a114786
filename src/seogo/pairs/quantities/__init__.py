"""Quantities of two languages beside each other: numbers that a text mentions, units, and what counts as the same
quantity."""
