"""Index runs: changed articles are analysed, made into documents and written by an engine, as a new generation."""
