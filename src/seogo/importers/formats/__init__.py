"""Formats: one module for each kind of source, which declares a `Format`; `mail` is the example to copy."""
