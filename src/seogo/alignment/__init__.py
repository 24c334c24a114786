"""Alignment of two articles that translate each other: their passages by length, and the terms in these."""
