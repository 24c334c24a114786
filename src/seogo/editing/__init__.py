"""Article files are made, moved, repaired and compared on the command line."""
