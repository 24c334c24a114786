"""Routes for programs alone: health, descriptions of the archive, files of the interface."""
