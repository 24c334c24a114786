"""Importers: what people have becomes article files; the index is never touched.

`sources` opens files, folders, addresses and archives; `registry` knows the formats, of which each is a module of
``formats/``; `readers` reads a piece; `runner` does it side by side and hands the items to ``writing/``. ``extraction/``
knows neither formats nor writing.
"""
