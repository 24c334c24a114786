"""The Whoosh engine: its fields, postings, scores, and writing."""
