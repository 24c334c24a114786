"""Zip archives: every file in them is a source of its own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Final

from seogo.importers.format import Format
from seogo.importers.item import MAX_PAGE, PassedOver, Piece, Refused, is_beside_articles

MAX_ENTRIES: Final = 100_000
"""Files of one zip archive."""


def split_zip(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused | PassedOver]:
    """The files of a zip archive, each read with a limit: the sizes that it states are not believed."""
    try:
        with zipfile.ZipFile(file) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
            if len(entries) > MAX_ENTRIES:
                yield Refused(piece.where, f"more than {MAX_ENTRIES:,} files in it")
                return
            for entry in entries:
                yield _entry(zipped, entry, piece)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        yield Refused(piece.where, f"a zip file that cannot be read ({error})"[:200])


def _entry(
    zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, piece: Piece
) -> Piece | Refused | PassedOver:
    where = f"{piece.where}!{entry.filename}"
    if is_beside_articles(entry.filename) or "__MACOSX/" in entry.filename:
        return PassedOver(where)
    try:
        with zipped.open(entry) as inner:
            data = inner.read(MAX_PAGE + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        return Refused(where, f"cannot be unpacked ({error})"[:200])
    if len(data) > MAX_PAGE:
        return Refused(where, f"longer than {MAX_PAGE:,} bytes")
    return replace(piece, where=where, name=entry.filename, path="", data=data, format="")


ZIP = Format("zip", lambda head: head.data.startswith(b"PK\x03\x04"), split=split_zip)
