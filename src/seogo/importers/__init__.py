"""Importers: what people have becomes article files; the index is never touched."""
