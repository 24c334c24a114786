"""Lines on results, articles, explanations and quotes."""
