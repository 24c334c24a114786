"""What a page shows of itself beside its text: title, authors, tags."""
