"""Extraction: text, title, dates, language, addresses and charset out of what pages and exports hold."""
