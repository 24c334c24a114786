"""From text to terms: one analysis for articles and for queries."""
