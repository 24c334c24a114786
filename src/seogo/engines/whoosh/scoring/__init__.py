"""Scores of clauses over whole arrays: term scores, matches, sums, the best hits, groups, facets, explanations. Modules know
the reader of segments, and nothing of queries with branches."""
