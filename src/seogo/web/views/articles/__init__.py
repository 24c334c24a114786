"""Views of an article, of a pair and of changes, and tags for programs."""
