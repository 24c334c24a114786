"""Other forms of names: abbreviations by the names of their letters, and places with their kind in the other language."""
