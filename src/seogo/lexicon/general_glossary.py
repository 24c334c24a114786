"""General glossary: Korean and English words of news, public life and computing that ship with Seogo.

An archive's own glossary says what its words mean; this one says what words mostly mean, so that a query finds articles
in the other language before the archive has any pair. The words and the rules for them are data/general.yaml.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from seogo.articles.wordlists import GlossaryEntry, load_glossary


@cache
def general_glossary() -> tuple[GlossaryEntry, ...]:
    """Entries in the order of the file, read when they are first asked for; none of them has hanja."""
    with as_file(files("seogo.lexicon") / "data" / "general.yaml") as path:
        return load_glossary(path)
