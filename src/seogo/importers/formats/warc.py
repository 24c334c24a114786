"""WARC files: the pages that a crawler or browser stored, with their addresses (ISO 28500)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Final

from seogo.importers.extraction.dates import to_date
from seogo.importers.extraction.tree import missing
from seogo.importers.extraction.urls import web_address
from seogo.importers.format import Format, Head
from seogo.importers.item import MAX_PAGE, Piece, Refused
from seogo.messages import Message

_PAGES: Final = ("text/html", "application/xhtml+xml")


def split_warc(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused]:
    """The pages of a WARC file, one after the other; answers that are not pages are left out.

    Raises ImportRefused where warcio is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise missing(Message("import.warc-files")) from error
    try:
        for record in ArchiveIterator(file):
            if record.rec_type not in ("response", "resource"):
                continue
            headers = record.http_headers
            media_type = headers.get_header("Content-Type") if headers else record.content_type
            url = web_address(record.rec_headers.get_header("WARC-Target-URI") or "")
            status = headers.get_statuscode() if headers else "200"
            if status != "200" or not (media_type or "").lower().startswith(_PAGES):
                continue
            where = f"{piece.where}!{url}"
            data = record.content_stream().read(MAX_PAGE + 1)
            if len(data) > MAX_PAGE:
                yield Refused(where, Message("file.too-long", limit=MAX_PAGE))
                continue
            charset = (media_type or "").lower().partition("charset=")[2].strip(" \"';")
            stored = to_date(record.rec_headers.get_header("WARC-Date") or "")
            page = replace(piece, where=where, name=url, path="", data=data, format="page", url=url)
            yield replace(page, charset=charset, retrieved=stored)
    except Exception as error:  # noqa: BLE001 - warcio trusts what is in a file
        yield Refused(piece.where, Message("import.bad-warc", detail=str(error)[:160]))


def _matches(head: Head) -> bool:
    packed = head.data.startswith(b"\x1f\x8b") and ".warc" in head.name.lower()
    return packed or head.data.startswith(b"WARC/")


WARC = Format("warc", _matches, split=split_warc)
