"""Quantities: numbers, percentages, ordinals and dates as terms that are the same in both languages."""
