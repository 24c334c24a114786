"""Zip archives: every file in them is a source of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Final

from seogo.importers.format import Format
from seogo.importers.item import MAX_PAGE, PassedOver, Piece, Refused, is_beside_articles
from seogo.messages import Message
from seogo.messages.reasons import reason_of

MAX_ENTRIES: Final = 100_000
"""Files of one zip archive."""

_REASONS: Final = {
    "File is not a zip file": "zip.no-zip",
    "Bad CRC-32": "zip.checksum",
    "File ": "zip.encrypted",
}
"""How texts of zipfile begin, and the messages that say the same."""


def split_zip(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused | PassedOver]:
    """The files of a zip archive, each read with a limit: the sizes that it states are not believed.

    A small archive can name the same bytes as thousands of files; one like that is refused.
    """
    try:
        with zipfile.ZipFile(file) as zipped:
            # not is_dir(), which needs a name
            entries = [entry for entry in zipped.infolist() if not entry.filename.endswith("/")]
            if len(entries) > MAX_ENTRIES:
                yield Refused(piece.where, Message("import.too-many-files", most=MAX_ENTRIES))
                return
            if sum(entry.compress_size for entry in entries) > file.seek(0, io.SEEK_END):
                yield Refused(piece.where, Message("import.bad-zip", reason=Message("zip.overlap")))
                return
            for entry in entries:
                yield _entry(zipped, entry, piece)
    except Exception as error:  # noqa: BLE001 - zipfile trusts what is in a file
        yield Refused(piece.where, Message("import.bad-zip", reason=_reason(error)))


def _reason(error: Exception) -> Message | str:
    """The reason of an error of zipfile, which tells one from another by their texts alone."""
    for start, code in _REASONS.items():
        if str(error).startswith(start):
            return Message(code)
    return reason_of(error)


def _entry(
    zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, piece: Piece
) -> Piece | Refused | PassedOver:
    where = f"{piece.where}!{entry.filename}"
    if is_beside_articles(entry.filename) or "__MACOSX/" in entry.filename:
        return PassedOver(where)
    try:
        with zipped.open(entry) as inner:
            data = inner.read(MAX_PAGE + 1)
    except Exception as error:  # noqa: BLE001 - as do those that unpack
        return Refused(where, Message("import.not-unpacked", reason=_reason(error)))
    if len(data) > MAX_PAGE:
        return Refused(where, Message("file.too-long", limit=MAX_PAGE))
    return replace(piece, where=where, name=entry.filename, path="", data=data, format="")


ZIP = Format("zip", lambda head: head.data.startswith(b"PK\x03\x04"), split=split_zip)
