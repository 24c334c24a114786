"""WARC files: the pages that a crawler or browser stored, with their addresses (ISO 28500)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import BufferedReader, RawIOBase, StringIO
from typing import IO, Any, Final

from seogo.importers.extraction.dates import to_date
from seogo.importers.extraction.tree import missing
from seogo.importers.extraction.urls import web_address
from seogo.importers.format import Format, Head
from seogo.importers.item import MAX_PAGE, PassedOver, Piece, Refused
from seogo.messages import Message

_CHUNK: Final = 64 * 1024
_PAGES: Final = ("text/html", "application/xhtml+xml")


def split_warc(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused | PassedOver]:
    """The pages of a WARC file, one after the other; answers that are not pages are passed over.

    A packed file is unpacked here, so that it does not matter whether its records were packed one by one.
    Raises ImportRefused where warcio is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise missing(Message("import.warc-files")) from error
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    unpacked = _Unpacked(file)
    stream = BufferedReader(unpacked) if packed else file
    try:
        for record in _quiet(ArchiveIterator(stream)):
            if record.rec_type not in ("response", "resource", "revisit"):
                continue
            headers = record.http_headers
            media_type = headers.get_header("Content-Type") if headers else record.content_type
            url = web_address(record.rec_headers.get_header("WARC-Target-URI") or "")
            status = headers.get_statuscode() if headers else "200"
            where = f"{piece.where}!{url}"
            if record.rec_type == "revisit" or status != "200":
                yield PassedOver(where, "revisit" if record.rec_type == "revisit" else status[:3])
                continue
            if not (media_type or "").lower().startswith(_PAGES):
                yield PassedOver(where, (media_type or "?").partition(";")[0].strip()[:40])
                continue
            data = record.content_stream().read(MAX_PAGE + 1)
            if len(data) > MAX_PAGE:
                yield Refused(where, Message("file.too-long", limit=MAX_PAGE))
                continue
            if unpacked.is_cut and getattr(record.raw_stream, "limit", 0) > 0:
                continue
            charset = (media_type or "").lower().partition("charset=")[2].strip(" \"';")
            stored = to_date(record.rec_headers.get_header("WARC-Date") or "")
            page = replace(piece, where=where, name=url, path="", data=data, format="page", url=url)
            yield replace(page, charset=charset, retrieved=stored)
    except Exception as error:  # noqa: BLE001 - warcio trusts what is in a file
        detail = " ".join(str(error).split())
        if not unpacked.is_cut:
            yield Refused(piece.where, Message("import.bad-warc", detail=detail[:160]))
    if unpacked.is_cut:
        yield Refused(piece.where, Message("import.bad-gzip"))


class _Unpacked(RawIOBase):
    """What a packed file holds, as far as it is whole: ``is_cut`` says, at its end, whether something is missing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._packed = b""
        self._member: Any = None
        self.is_cut = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._next(len(buffer))
        except zlib.error:
            data, self.is_cut = b"", True
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        while not self.is_cut:
            self._packed = self._packed or self._file.read(_CHUNK)
            if self._member is None:
                self._packed = self._packed.lstrip(b"\0")
                if not self._packed:
                    return b""
                self._member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            data: bytes = self._member.decompress(self._packed, size)
            at_end = not self._packed and not data
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self._packed, self._member = self._member.unused_data, None
            elif at_end:
                self.is_cut = True
            if data:
                return data
        return b""


def _quiet(records: Iterator[Any]) -> Iterator[Any]:
    """Records without what warcio prints about them."""
    while True:
        with redirect_stderr(StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _matches(head: Head) -> bool:
    packed = head.data.startswith(b"\x1f\x8b") and ".warc" in head.name.lower()
    return packed or head.data.startswith(b"WARC/")


WARC = Format("warc", _matches, split=split_warc)
