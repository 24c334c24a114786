"""Articles become a file or a folder of one format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from seogo.exporters.citations import write_bibtex, write_csl_json, write_ris
from seogo.exporters.epub import write_epub
from seogo.exporters.output import empty_folder, whole_file
from seogo.exporters.records import write_csv, write_json_lines
from seogo.exporters.selection import Chosen
from seogo.exporters.site import write_site
from seogo.exporters.tmx import Known, write_tmx

Writer: TypeAlias = Callable[[Chosen, BinaryIO], int]

_WRITERS: Final[dict[str, Writer]] = {
    "jsonl": write_json_lines,
    "csv": write_csv,
    "bibtex": write_bibtex,
    "ris": write_ris,
    "csl-json": write_csl_json,
}
FORMATS: Final = (*_WRITERS, "epub", "site", "tmx")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export: ``title`` of a book or site, ``pairs`` puts translations side by side in a book, ``overwrite``
    replaces what is there."""

    form: str
    title: str = "Seogo"
    pairs: bool = False
    overwrite: bool = False


def export(chosen: Chosen, target: Path, options: ExportOptions, known: Known) -> int:
    """Write the chosen articles into a file, for a site into a folder; how many articles (for TMX pairs of sentences).

    ``known`` gives what the index holds of an article, for sentences. Raises ExportRefused, and IndexUnavailable for TMX.
    """
    if options.form == "site":
        empty_folder(target, overwrite=options.overwrite)
        return write_site(chosen, target, options.title)
    with whole_file(target, overwrite=options.overwrite) as file:
        if options.form == "epub":
            return write_epub(chosen, file, options.title, pairs=options.pairs)
        if options.form == "tmx":
            return write_tmx(chosen, file, known)
        return _WRITERS[options.form](chosen, file)
