"""Markdown as programs for notes and generators of sites write it; what CommonMark does not know becomes Markdown or goes."""
