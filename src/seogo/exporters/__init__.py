"""Exporters: articles as files that come back, as citations, books, sites and sentence pairs.

A format writes the articles of a `Selection`; `runner` knows the formats, Seogo's own and those of other packages.
"""
