"""Zip archives: every file in them is a source of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from seogo.importers.beside import kind_beside, kind_of_twin
from seogo.importers.format import Format
from seogo.importers.formats.blogs.substack import substack_posts
from seogo.importers.formats.unread import READ_ELSEWHERE, document_in_zip, not_read
from seogo.importers.item import MAX_PAGE, MAX_SOURCE, PassedOver, Piece, Refused
from seogo.importers.local.files import ZipFiles
from seogo.importers.names import plain_names
from seogo.messages import Message
from seogo.messages.reasons import reason_of

MAX_ENTRIES: Final = 100_000
"""Files of one zip archive."""

MAX_INNER: Final = 1024 * 1024 * 1024
"""Bytes of an archive inside an archive; those beyond `_IN_MEMORY` are kept in a file without a name."""

_SAYS_UTF8: Final = 0x800
_SYLLABLE: Final = re.compile("[가-힣]")
_IN_MEMORY: Final = 16 * 1024 * 1024
_TRASHED: Final = re.compile(rb'"trashed"\s*+:\s*+(?:1|true)')
_DEEPEST: Final = 1
_CHUNK: Final = 1024 * 1024
_ZIP: Final = b"PK\x03\x04"

_REASONS: Final = {
    "File is not a zip file": "zip.no-zip",
    "Bad CRC-32": "zip.checksum",
    "File ": "zip.encrypted",
}
"""How texts of zipfile begin, and the messages that say the same."""


def split_zip(
    file: IO[bytes], piece: Piece, *, depth: int = 0
) -> Iterator[Piece | Refused | PassedOver]:
    """The files of a zip archive, each read with a limit: the sizes that it states are not believed.

    A small archive can name the same bytes as thousands of files; one like that is refused. Archives in it are read too
    (Notion's exports), those in these no more; ``depth`` counts the archives around.
    """
    try:
        beside = ZipFiles(
            piece.where, str(file.name) if isinstance(file, io.BufferedReader) else file
        )
        beside.encoding = _encoding(file)
        with zipfile.ZipFile(file, metadata_encoding=beside.encoding) as zipped:
            # not is_dir(), which needs a name
            entries = [entry for entry in zipped.infolist() if not entry.filename.endswith("/")]
            if len(entries) > MAX_ENTRIES:
                yield Refused(piece.where, Message("import.too-many-files", most=MAX_ENTRIES))
                return
            if sum(entry.compress_size for entry in entries) > file.seek(0, io.SEEK_END):
                yield Refused(piece.where, Message("import.bad-zip", reason=Message("zip.overlap")))
                return
            if kind := document_in_zip(zipped):
                yield _document(file, piece, kind)
                return
            if depth > _DEEPEST:
                yield Refused(piece.where, Message("import.nested-archive"))
                return
            names = frozenset(entry.filename for entry in entries)
            taken, posts = substack_posts(
                names, lambda name: _bytes(zipped, name), lambda name: f"{piece.where}!{name}"
            )
            yield from posts
            plain = plain_names(names)
            for entry in entries:
                if kind := kind_of_twin(entry.filename, names) or _bin(zipped, entry, names):
                    yield PassedOver(f"{piece.where}!{entry.filename}", kind)
                elif entry.filename not in taken:
                    own = replace(piece, plain_name=plain.get(entry.filename, ""), files=beside)
                    yield from _entry(zipped, entry, own, depth)
    except Exception as error:  # noqa: BLE001 - zipfile trusts what is in a file
        yield Refused(piece.where, Message("import.bad-zip", reason=_reason(error)))


def _document(file: IO[bytes], piece: Piece, kind: str) -> Piece | Refused:
    """The document that an archive is, to be read as such; the refusal of one that Seogo does not read."""
    if kind not in READ_ELSEWHERE:
        return not_read(piece.where, kind)
    file.seek(0)
    return replace(piece, data=file.read(MAX_SOURCE + 1), path="", format=READ_ELSEWHERE[kind])


def _encoding(file: IO[bytes]) -> str | None:
    """The charset of names that do not say theirs, as Windows writes them in Korean; None for that of DOS."""
    with zipfile.ZipFile(file) as zipped:
        entries = zipped.infolist()[:MAX_ENTRIES]
    names = [one.filename for one in entries if not one.flag_bits & _SAYS_UTF8]
    raw = b"\n".join(name.encode("cp437", "replace") for name in names)
    if raw.isascii():
        return None
    for charset in ("utf-8", "cp949"):
        try:
            text = raw.decode(charset)
        except UnicodeDecodeError:
            continue
        if charset == "utf-8" or _SYLLABLE.search(text):
            return charset
    return None


def _bin(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, names: frozenset[str]) -> str:
    """What a note of Bear is counted as that is in the bin, which the file beside it says; empty for every other file."""
    folder, _, name = entry.filename.rpartition("/")
    info = f"{folder}/info.json"
    if not folder.endswith(".textbundle") or not name.startswith("text.") or info not in names:
        return ""
    return "trashed note" if _TRASHED.search(_bytes(zipped, info)) else ""


def _bytes(zipped: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a file of at most `MAX_PAGE`; none of one that cannot be read or is longer."""
    try:
        with zipped.open(name) as inner:
            data = inner.read(MAX_PAGE + 1)
    except Exception:  # noqa: BLE001 - zipfile trusts what is in a file
        return b""
    return data if len(data) <= MAX_PAGE else b""


def _reason(error: Exception) -> Message | str:
    """The reason of an error of zipfile, which tells one from another by their texts alone."""
    for start, code in _REASONS.items():
        if str(error).startswith(start):
            return Message(code)
    return reason_of(error)


def _entry(
    zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, piece: Piece, depth: int
) -> Iterator[Piece | Refused | PassedOver]:
    where = f"{piece.where}!{entry.filename}"
    if kind := kind_beside(entry.filename, at_root="/" not in entry.filename):
        yield PassedOver(where, kind)
        return
    part = replace(piece, where=where, name=entry.filename, path="", data=None, format="")
    archive = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - `ZipFiles` closes it
    try:
        with zipped.open(entry) as inner:
            data = inner.read(len(_ZIP))
            is_zip = data == _ZIP
            limit = MAX_INNER if is_zip else MAX_PAGE
            if is_zip:
                size = archive.write(data)
                while size <= limit and (data := inner.read(_CHUNK)):
                    size += archive.write(data)
            else:
                data += inner.read(MAX_PAGE + 1)
                size = len(data)
    except Exception as error:  # noqa: BLE001 - as do those that unpack
        archive.close()
        yield Refused(where, Message("import.not-unpacked", reason=_reason(error)))
        return
    if is_zip and size <= limit:
        archive.seek(0)
        name = entry.filename.rpartition("/")[0]
        yield from split_zip(archive, replace(part, name=name), depth=depth + 1)
        return
    archive.close()
    if size > limit:
        yield Refused(where, Message("file.too-long", limit=limit))
    else:
        yield replace(part, data=data)


ZIP = Format("zip", lambda head: head.data.startswith(_ZIP), split=split_zip)
