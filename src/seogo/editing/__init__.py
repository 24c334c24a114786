"""Editing: article files are made, renamed, linked, repaired and compared; what is not changed keeps its bytes."""
