"""Texts whose letters are wrong: which are refused, and which can be put right."""
