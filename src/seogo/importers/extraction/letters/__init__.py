"""Letters of texts: which texts are garbled, what can be put right, and what Markdown would misread."""
