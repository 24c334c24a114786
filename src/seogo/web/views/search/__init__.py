"""Views of results: hits, filters, options, timeline, what to try where nothing was found; of an analysed text, of a
concordance."""
