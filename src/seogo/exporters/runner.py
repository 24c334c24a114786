"""Exports: articles as a file or a folder of one format.

The formats are Seogo's own and those of other packages, which offer one as an entry point of the group ``seogo.exporters``
that names a `FileFormat` or `FolderFormat`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from seogo.exporters.citations import write_bibtex, write_csl_json, write_ris
from seogo.exporters.epub import write_epub
from seogo.exporters.output import empty_folder, whole_file
from seogo.exporters.records import write_csv, write_json_lines
from seogo.exporters.selection import Selection
from seogo.exporters.site import write_site
from seogo.exporters.tmx import Records, write_tmx
from seogo.importers.plugins import Plugins, load_plugins

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

BUILT_IN: Final[tuple[ExportFormat, ...]] = (
    FileFormat("jsonl", lambda selection, file, _: write_json_lines(selection, file)),
    FileFormat("csv", lambda selection, file, _: write_csv(selection, file)),
    FileFormat("bibtex", lambda selection, file, _: write_bibtex(selection, file)),
    FileFormat("ris", lambda selection, file, _: write_ris(selection, file)),
    FileFormat("csl-json", lambda selection, file, _: write_csl_json(selection, file)),
    FileFormat(
        "epub",
        lambda selection, file, options: write_epub(
            selection, file, options.title, pairs=options.pairs
        ),
    ),
    FolderFormat(
        "site", lambda selection, folder, options: write_site(selection, folder, options.title)
    ),
    FileFormat("tmx", lambda selection, file, options: write_tmx(selection, file, options.records)),
)


@cache
def plugins() -> Plugins[ExportFormat]:
    """The formats of other packages."""
    return load_plugins(GROUP, (FileFormat, FolderFormat), {one.name for one in BUILT_IN})


def formats() -> dict[str, ExportFormat]:
    """Every format by name, Seogo's own ones first."""
    return {one.name: one for one in (*BUILT_IN, *plugins().loaded)}


def export(selection: Selection, target: Path, options: ExportOptions) -> int:
    """Write the chosen articles into a file or folder; return how many articles (for TMX pairs of sentences).

    Raises ExportRefused where the target cannot be written, and IndexUnavailable for TMX.
    """
    form = formats()[options.format]
    if isinstance(form, FolderFormat):
        empty_folder(target, overwrite=options.overwrite)
        return form.write(selection, target, options)
    with whole_file(target, overwrite=options.overwrite) as file:
        return form.write(selection, file, options)
