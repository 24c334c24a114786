"""Articles related to an article: about the same, or published beside it."""
