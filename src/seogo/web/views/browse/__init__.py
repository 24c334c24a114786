"""Views of lists: what the archive holds, by year and language."""
