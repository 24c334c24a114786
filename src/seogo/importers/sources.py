"""What is named on the command line becomes pieces: files, folders, addresses, what stands in a zip or WARC file."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final

from seogo.errors import ImportRefused
from seogo.importers.detect import HEAD, kind_of
from seogo.importers.fetcher import Fetcher
from seogo.importers.formats.warc import read_warc
from seogo.importers.item import MAX_LINE, MAX_PAGE, MAX_SOURCE, Piece, Refused

MAX_ENTRIES: Final = 100_000
"""Files of one zip archive."""

_LINES: Final = 1024 * 1024
"""Bytes of JSON Lines that are read in one go, and more where one line is longer."""

_LEFT: Final = frozenset(
    (
        *("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "css", "js", "mjs"),
        *("map", "woff", "woff2", "ttf", "otf", "eot", "mp4", "mp3", "webm", "pdf", "yaml"),
        *("yml", "toml", "lock", "py", "sh", "db", "sqlite"),
    )
)
"""Endings of what lies beside articles in a folder and is none."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file in a folder or zip archive that is no article by its name."""

    where: str


def pieces_of(source: str, fetcher: Fetcher) -> Iterator[Piece | Refused | PassedOver]:
    """The pieces of a source: ``-``, an address, a folder or a file."""
    if source == "-":
        data = sys.stdin.buffer.read(MAX_SOURCE + 1)
        yield from _of_bytes(data, Piece("-", "-"))
    elif source.startswith(("http://", "https://")):
        yield fetched_piece(source, fetcher)
    elif "://" in source:
        yield Refused(source, "no address that begins with https:// or http://")
    elif Path(source).is_dir():
        yield from _of_folder(Path(source))
    else:
        yield from _of_file(Path(source), Path(source).name, source)


def fetched_piece(address: str, fetcher: Fetcher, *, listed: bool = False) -> Piece | Refused:
    """The piece at an address."""
    try:
        fetched = fetcher.fetch(address, listed=listed)
    except ImportRefused as error:
        return Refused(address, str(error))
    name = PurePosixPath(fetched.url.partition("?")[0]).name
    kind = kind_of(fetched.data[:HEAD], name, fetched.content_type)
    if kind in ("warc", "zip"):
        return Refused(address, f"a {kind} file: download it and import the file")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    piece = Piece(address, name, fetched.data, kind=kind, url=fetched.url, charset=fetched.charset)
    return replace(piece, retrieved=now)


def _of_folder(root: Path) -> Iterator[Piece | Refused | PassedOver]:
    for folder, names, files in os.walk(root):
        pages = {
            file.rpartition(".")[0] for file in files if file.lower().endswith((".html", ".htm"))
        }
        # Browsers put what belongs to a page into a folder beside it.
        names[:] = sorted(
            n for n in names if not n.startswith(".") and n.rpartition("_")[0] not in pages
        )
        for file in sorted(files):
            path = Path(folder, file)
            where = str(path)
            if file.startswith(".") or path.is_symlink():
                continue
            if _is_left(file):
                yield PassedOver(where)
                continue
            yield from _of_file(path, path.relative_to(root).as_posix(), where)


def _is_left(name: str) -> bool:
    stem, _, ending = name.lower().rpartition("/")[2].rpartition(".")
    return (
        ending in _LEFT or stem.partition(".")[0] in ("readme", "license", "changelog") or not stem
    )


def _of_file(path: Path, name: str, where: str) -> Iterator[Piece | Refused | PassedOver]:
    where = where.encode("utf-8", "backslashreplace").decode()
    name = name.encode("utf-8", "replace").decode()
    try:
        if not path.is_file():
            yield Refused(where, "no such file" if not path.exists() else "not an ordinary file")
            return
        with path.open("rb") as file:
            head = file.read(HEAD)
            piece = Piece(where, name, path=str(path), kind=kind_of(head, name))
            if piece.kind in ("jsonl", "warc", "zip"):
                file.seek(0)
                yield from _parts(file, piece)
            else:
                yield piece
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        yield Refused(where, f"cannot be read ({reason})")


def _of_bytes(data: bytes, piece: Piece) -> Iterator[Piece | Refused | PassedOver]:
    kind = kind_of(data[:HEAD], piece.name)
    if kind in ("jsonl", "warc", "zip"):
        yield from _parts(io.BytesIO(data), replace(piece, kind=kind))
    else:
        yield replace(piece, data=data, kind=kind)


def _parts(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused | PassedOver]:
    if piece.kind == "jsonl":
        yield from _lines(file, piece)
    elif piece.kind == "warc":
        yield from read_warc(file, piece)
    else:
        yield from _zipped(file, piece)


def _lines(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused]:
    number, lines, size = 1, list[bytes](), 0
    while line := file.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            yield Refused(
                f"{piece.where}:{number + len(lines)}", f"a line longer than {MAX_LINE:,} bytes"
            )
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_PAGE)
            line = b"\n"
        lines.append(line)
        size += len(line)
        if size >= _LINES:
            yield replace(piece, path="", data=b"".join(lines), first=number)
            number, lines, size = number + len(lines), [], 0
    if lines:
        yield replace(piece, path="", data=b"".join(lines), first=number)


def _zipped(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused | PassedOver]:
    """The files of a zip archive, each read with a limit: what it says of their sizes is not believed."""
    try:
        with zipfile.ZipFile(file) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
            if len(entries) > MAX_ENTRIES:
                yield Refused(piece.where, f"more than {MAX_ENTRIES:,} files in it")
                return
            for entry in entries:
                yield from _entry(zipped, entry, piece)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        yield Refused(piece.where, f"a zip file that cannot be read ({error})"[:200])


def _entry(
    zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, piece: Piece
) -> Iterator[Piece | Refused | PassedOver]:
    where = f"{piece.where}!{entry.filename}"
    if _is_left(entry.filename) or "__MACOSX/" in entry.filename:
        yield PassedOver(where)
        return
    try:
        with zipped.open(entry) as inner:
            data = inner.read(MAX_PAGE + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        yield Refused(where, f"cannot be unpacked ({error})"[:200])
        return
    if len(data) > MAX_PAGE:
        yield Refused(where, f"longer than {MAX_PAGE:,} bytes")
    elif kind_of(data[:HEAD], entry.filename) in ("zip", "warc"):
        yield Refused(where, "an archive inside an archive: unpack it first")
    else:
        yield from _of_bytes(data, replace(piece, where=where, name=entry.filename, path=""))
