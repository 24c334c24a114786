"""Public sets of queries and passages, read as they are published; an archive is made of the passages and searched."""
