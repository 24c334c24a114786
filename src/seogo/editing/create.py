"""A new article: a file with a title and no text yet."""

from __future__ import annotations

from typing import Final

from seogo.articles.archive import Archive
from seogo.articles.front_matter import MAX_TITLE
from seogo.errors import EditRefused
from seogo.importers.item import Item
from seogo.importers.writing.article_writer import article_file, slug
from seogo.importers.writing.atomic_files import ArchiveFiles, checked_folder
from seogo.importers.writing.front_matter import one_line
from seogo.languages import Language
from seogo.messages import Message

_MOST: Final = 1_000


def add_article(archive: Archive, title: str, lang: Language, into: str = "") -> str:
    """Write an article with this title into a folder of the archive; its path.

    Its name comes from the title and is one that no article has in either language, since files of one name translate each
    other. Raises EditRefused for a title that cannot be one, ImportRefused for the folder, ArchiveMissing,
    WriteRefused.
    """
    shown = one_line(title, MAX_TITLE + 1)
    if not shown or len(shown) > MAX_TITLE:
        raise EditRefused(Message("edit.title-length", most=MAX_TITLE))
    base = slug(shown)
    if base in ("", "readme"):
        raise EditRefused(Message("edit.no-file-name", title=shown[:60]))
    files, folder = ArchiveFiles(archive.root), checked_folder(into)
    files.remove_leftovers()
    data = article_file(Item("", shown, "", lang), lang).rstrip(b"\n") + b"\n\n"
    for number in range(1, _MOST):
        stem = f"{folder}/{base}{f'-{number}' if number > 1 else ''}".lstrip("/")
        path = f"{stem}.{lang.value}.md"
        if not files.exists(f"{stem}.{lang.other.value}.md") and files.add(path, data):
            return path
    raise EditRefused(Message("edit.too-many-of-name", most=_MOST))
