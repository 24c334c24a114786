"""A new archive: its settings, and a first article in both languages."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

from seogo.errors import EditRefused
from seogo.importers.writing.atomic_files import ArchiveFiles
from seogo.messages import Message
from seogo.settings import FILE_NAME
from seogo.storage.drafts import refusals

ARTICLES: Final = ("first-article.ko.md", "first-article.en.md")


def make_archive(folder: Path) -> tuple[str, ...]:
    """Make an archive of a folder, which may have files already; the names of the files that were written.

    The first article is written where the folder has no other Markdown file, and the settings come last, so that a run that
    was killed can be repeated. Nothing is written over. Raises EditRefused for what is an archive already, WriteRefused.
    """
    with refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
    files = ArchiveFiles(folder)
    files.remove_leftovers()
    if files.exists(FILE_NAME):
        raise EditRefused(Message("edit.archive-there", path=folder / FILE_NAME))
    with refusals(folder):
        others = any(path.name not in ARTICLES for path in folder.rglob("*.md"))
    starter = resources.files("seogo.editing") / "starter"
    wanted = (FILE_NAME,) if others else (*ARTICLES, FILE_NAME)
    return tuple(name for name in wanted if files.add(name, (starter / name).read_bytes()))
