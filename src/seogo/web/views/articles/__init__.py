"""Views of an article and of a pair, and its tags for programs."""
