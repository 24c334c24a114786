"""The text about an archive, which stands on its front page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from seogo.articles.archive import Archive
from seogo.articles.front_matter import ABOUT_FILES, has_front_matter
from seogo.errors import ArchiveMissing, ArticleError
from seogo.languages import Language

_LONGEST: Final = 4_000
"""Characters: a front page is no article."""


def about_text(archive: Archive, settled: Mapping[Language, str], language: Language) -> str:
    """The Markdown about an archive in a language: ``about.<language>.md``, else what is ``settled`` in seogo.yaml, else that
    file of the other language; empty where there is none."""
    return (
        _of_file(archive, language)
        or settled.get(language, "")
        or _of_file(archive, language.other)
    )


def _of_file(archive: Archive, language: Language) -> str:
    try:
        data = archive.read_bytes(ABOUT_FILES[language])
    except (OSError, ArticleError, ArchiveMissing):
        return ""
    if has_front_matter(data):
        return ""
    return data.decode("utf-8-sig", "replace")[:_LONGEST].strip()
