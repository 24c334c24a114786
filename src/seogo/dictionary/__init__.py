"""Words of an archive that the Korean analyser breaks: how they are found, and how they enter the dictionary."""
