"""Articles: their files, front matter, Markdown, ids and word lists. Nothing here writes a file."""
