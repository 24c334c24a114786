"""An article as a page, beside its translation, as a file and citations; its changes and its images."""
