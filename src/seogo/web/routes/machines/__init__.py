"""What only programs ask for: health, descriptions of the archive, files of the interface."""
