"""Sources as pieces: files, folders, addresses, standard input, and what stands in a zip or WARC file."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Collection, Generator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final

from seogo.errors import ImportRefused
from seogo.importers.beside import kind_beside, kind_of_twin
from seogo.importers.fetcher import Fetcher
from seogo.importers.format import HEAD_BYTES, Head, Splitter
from seogo.importers.formats.blogs.substack import INDEX, substack_posts
from seogo.importers.item import (
    MAX_PAGE,
    MAX_SOURCE,
    PassedOver,
    Piece,
    Refused,
    broken,
)
from seogo.importers.local.files import Files, FolderFiles, NearFiles
from seogo.importers.names import plain_names, without_bundle
from seogo.importers.readers import LONGEST
from seogo.importers.registry import registry
from seogo.importers.time_limit import time_limit
from seogo.messages import Message
from seogo.messages.reasons import reason_of

_PAGE_FILES: Final = re.compile(
    r"(.+?)(?:[_.-](?:files|file|Dateien|fichiers|archivos|arquivos|bestanden|pliki|filer|tiedostot|soubory|elemei)|_파일"
    r"|\.files|\.fld)"
)
"""Names of folders in which browsers put what belongs to a page, in the languages that they speak."""


def pieces_of(source: str, fetcher: Fetcher) -> Iterator[Piece | Refused | PassedOver]:
    """The pieces of a source: ``-``, an address, a folder or a file."""
    if source == "-":
        data = sys.stdin.buffer.read(MAX_SOURCE + 1)
        yield from _of_bytes(data, Piece("-", "-"))
    elif source.startswith(("http://", "https://")):
        yield fetched_piece(source, fetcher)
    elif "://" in source:
        yield Refused(source, Message("import.bad-address"))
    elif _is_folder(Path(source)):
        yield from _of_folder(Path(source))
    else:
        path = Path(source)
        yield from _of_file(path, path.name, source, NearFiles(path.parent))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a name that is too long; it is said where the file is opened
        return False


def fetched_piece(address: str, fetcher: Fetcher, *, listed: bool = False) -> Piece | Refused:
    """The piece at an address."""
    try:
        fetched = fetcher.fetch(address, listed=listed)
    except ImportRefused as error:
        return Refused(address, error.message)
    name = PurePosixPath(fetched.url.partition("?")[0]).name
    form = registry().match(Head(fetched.data, name, fetched.content_type))
    if form and form.read is None:
        return Refused(address, Message("import.download", kind=form.name))
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    piece = Piece(
        address,
        name,
        fetched.data,
        format=form.name if form else "",
        url=fetched.url,
        charset=fetched.charset,
    )
    return replace(piece, retrieved=now)


def _of_folder(root: Path) -> Iterator[Piece | Refused | PassedOver]:
    beside = FolderFiles(root)
    plain_folders: dict[str, str] = {}
    taken: set[str] = set()
    for folder, names, files in os.walk(root):
        pages = {
            file.rpartition(".")[0] for file in files if file.lower().endswith((".html", ".htm"))
        }
        names[:] = sorted(
            n for n in names if not n.startswith(".") and _without_files(n) not in pages
        )
        here, plain_files, plain_inner = frozenset(files), plain_names(files), plain_names(names)
        above = plain_folders.setdefault(folder, "")
        for inner in names:
            plain_folders[f"{folder.rstrip(os.sep)}{os.sep}{inner}"] = (
                f"{above}{plain_inner.get(inner, inner)}/"
            )
        taken |= yield from _substack(folder, here)
        for file in sorted(files):
            path = Path(folder, file)
            if str(path) in taken:
                continue
            where = str(path)
            if file.startswith(".") or path.is_symlink():
                continue
            if kind := kind_beside(
                path.relative_to(root.parent).as_posix(), at_root=path.parent == root
            ) or kind_of_twin(where, here):
                yield PassedOver(_sayable(where), kind)
                continue
            name = path.relative_to(root).as_posix()
            plain = f"{plain_folders[folder]}{plain_files.get(file, file)}"
            plain = without_bundle(plain).encode("utf-8", "replace").decode()
            yield from _of_file(path, name, where, beside, plain if plain != name else "")


def _without_files(name: str) -> str:
    """The name of the page that a browser has put what belongs to it beside, in a folder of this name; else empty."""
    found = _PAGE_FILES.fullmatch(name)
    return found[1] if found else ""


def _substack(
    folder: str, files: Collection[str]
) -> Generator[Piece | Refused | PassedOver, None, set[str]]:
    """The posts of an export of Substack in a folder, which its list of posts tells; returns the paths that are read."""
    if INDEX not in files:
        return set()
    inner = Path(folder, "posts")
    names = [*files, *(f"posts/{one.name}" for one in (inner.iterdir() if inner.is_dir() else ()))]

    def read(name: str) -> bytes:
        try:
            with Path(folder, name).open("rb") as file:
                return file.read(MAX_PAGE)
        except OSError:
            return b""

    taken, posts = substack_posts(names, read, lambda name: _sayable(str(Path(folder, name))))
    yield from posts
    return {str(Path(folder, name)) for name in taken}


def _of_file(
    path: Path, name: str, where: str, files: Files, plain: str = ""
) -> Iterator[Piece | Refused | PassedOver]:
    where = _sayable(where)
    name = name.encode("utf-8", "replace").decode()
    try:
        if not path.is_file():
            yield Refused(
                where,
                Message("file.missing") if not path.exists() else Message("file.not-ordinary-file"),
            )
            return
        with path.open("rb") as file:
            form = registry().match(Head(file.read(HEAD_BYTES), name))
            form_name = form.name if form else ""
            piece = Piece(
                where, name, path=str(path), format=form_name, plain_name=plain, files=files
            )
            if form and form.split:
                file.seek(0)
                yield from _split(form.split, file, piece)
            else:
                yield piece
    except (OSError, ValueError) as error:
        yield Refused(where, Message("file.unreadable", reason=reason_of(error)))


def _sayable(where: str) -> str:
    """A path as it can be written, whatever bytes its name has."""
    return where.encode("utf-8", "backslashreplace").decode()


def _of_bytes(
    data: bytes, piece: Piece, *, inside: bool = False
) -> Iterator[Piece | Refused | PassedOver]:
    """The pieces of some bytes; ``inside`` says that they were a file of an archive."""
    form = registry().match(Head(data, piece.name))
    piece = replace(piece, data=data, format=form.name if form else "")
    if inside and form and form.read is None:
        yield Refused(piece.where, Message("import.nested-archive"))
    elif form and form.split:
        yield from _split(form.split, io.BytesIO(data), piece)
    else:
        yield piece


def _split(
    split: Splitter, file: IO[bytes], piece: Piece
) -> Iterator[Piece | Refused | PassedOver]:
    try:
        for part in _in_time(split(file, replace(piece, path="", data=None)), piece.where):
            if isinstance(part, Piece) and not part.format and part.data is not None:
                yield from _of_bytes(part.data, part, inside=True)
            else:
                yield part
    except ImportRefused:
        raise
    except Exception as error:  # noqa: BLE001 - what a hostile file breaks is that file
        yield broken(piece.where, error)


def _in_time(
    parts: Iterator[Piece | Refused | PassedOver], where: str
) -> Iterator[Piece | Refused | PassedOver]:
    """Pieces of a file, as long as each is found within the time that reading one may take."""
    while True:
        try:
            with time_limit(LONGEST):
                part = next(parts, None)
        except TimeoutError:
            part, parts = Refused(where, Message("import.slow", seconds=LONGEST)), iter(())
        if part is None:
            return
        yield part
