"""Exports of programs for notes, in which each note is an item."""
