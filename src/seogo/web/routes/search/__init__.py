"""Searches as pages, JSON, feed and tables; suggestions, analysis of a text, concordance."""
