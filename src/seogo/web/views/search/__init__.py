"""Views of results: hits, filters, options, timeline, and what to try where nothing was found."""
