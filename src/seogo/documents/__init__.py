"""Stored forms of an article: its analysis, the document of an engine, and the record that a hit is shown from."""
