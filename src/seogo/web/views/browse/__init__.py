"""View of what the archive holds."""
