"""Exports: articles as a file or a folder of one format.

Seogo's own formats and those of other packages are entry points of the group ``seogo.exporters`` that name a `FileFormat` or
`FolderFormat`: a list of the formats loads none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TypeAlias

from seogo.errors import WriteRefused
from seogo.importers.plugins import Plugins, load_plugins
from seogo.messages import Message
from seogo.storage.drafts import opened, refusals, remove_leftovers, write_file

if TYPE_CHECKING:
    from seogo.exporters.selection import Selection
    from seogo.exporters.tmx import Records

GROUP: Final = "seogo.exporters"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Options of an export.

    ``title`` is that of a book or site, ``pairs`` puts translations side by side in a book, ``overwrite`` replaces what is
    there. ``records`` gives what the index has of the article with an id, for sentences; it raises IndexUnavailable.
    """

    format: str
    title: str = "Seogo"
    pairs: bool = False
    overwrite: bool = False
    records: Records = lambda _: None


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of one file; ``write`` gives the number of articles (or pairs of sentences) that it has written."""

    name: str
    write: Callable[[Selection, BinaryIO, ExportOptions], int]


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format of many files in a folder that is there."""

    name: str
    write: Callable[[Selection, Path, ExportOptions], int]


ExportFormat: TypeAlias = FileFormat | FolderFormat

BUILT_IN: Final = tuple(
    EntryPoint(name, f"seogo.exporters.{value}", GROUP)
    for name, value in (
        ("jsonl", "records:JSON_LINES"),
        ("csv", "records:CSV"),
        ("bibtex", "citations:BIBTEX"),
        ("ris", "citations:RIS"),
        ("csl-json", "citations:CSL_JSON"),
        ("epub", "epub:EPUB"),
        ("site", "site:SITE"),
        ("tmx", "tmx:TMX"),
    )
)


@cache
def plugins() -> Plugins[ExportFormat]:
    """The formats of other packages, loaded."""
    return load_plugins(GROUP, (FileFormat, FolderFormat), {one.name for one in BUILT_IN})


def format_names() -> tuple[str, ...]:
    """The names of all formats, Seogo's own ones first, by entry point: no format is loaded."""
    others = sorted(one.name for one in entry_points(group=GROUP))
    return tuple(dict.fromkeys((*(one.name for one in BUILT_IN), *others)))


def formats() -> dict[str, ExportFormat]:
    """Every format that can be used, by name, Seogo's own ones first."""
    return {one.name: one for one in (*(own.load() for own in BUILT_IN), *plugins().loaded)}


def export(selection: Selection, target: Path, options: ExportOptions) -> int:
    """Write the chosen articles into a file or folder; return how many articles (for TMX pairs of sentences).

    Raises WriteRefused where the target cannot be written, and IndexUnavailable for TMX.
    """
    form = formats()[options.format]
    if isinstance(form, FolderFormat):
        _make_folder(target, overwrite=options.overwrite)
        return form.write(selection, target, options)
    with write_file(target, overwrite=options.overwrite) as file:
        return form.write(selection, file, options)


def _make_folder(target: Path, *, overwrite: bool) -> None:
    """Make a folder, or take one that is empty; with ``overwrite`` one with files in it too."""
    with refusals(target):
        target.mkdir(parents=True, exist_ok=True)
        with opened(target) as folder:
            remove_leftovers(folder, deep=True)
        if any(target.iterdir()) and not overwrite:
            raise WriteRefused(Message("export.not-empty", target=target))
