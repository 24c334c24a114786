"""Text to terms: one analyser for articles and for queries.

Only ``korean`` knows Kiwi. Filters never move offsets: they are those of the original text.
"""
