"""Articles leave the archive: as files that come back, as citations, books, pages and sentence pairs."""
