"""Zipped documents: their files, unpacked within bounds, and the trees of their XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.dates import to_date
from seogo.importers.extraction.tree import Element
from seogo.importers.format import Head
from seogo.importers.formats.feeds import parse_xml
from seogo.importers.formats.office.reading import DocumentRefused
from seogo.importers.item import Piece, Refused
from seogo.messages import Message

MAX_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes of all files that are read of one document."""

MAX_XML: Final = 48 * 1024 * 1024
"""Bytes of one file of XML, whose tree takes several times as much."""

MAX_FILES: Final = 20_000


class Package:
    """The files of a zipped document; the sizes that it states are not believed."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        if len(self._zip.infolist()) > MAX_FILES:
            raise DocumentRefused(Message("import.too-many-files", most=MAX_FILES))
        self._names = set(self._zip.namelist())
        self._left = MAX_UNPACKED

    @property
    def names(self) -> set[str]:
        """The paths of the files."""
        return self._names

    def read(self, path: str, most: int = MAX_UNPACKED) -> bytes:
        """The bytes of a file; none where it is not there. Raises DocumentRefused beyond the limits."""
        if path not in self._names:
            return b""
        limit = min(most, self._left)
        with self._zip.open(path) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise DocumentRefused(Message("document.too-long-inside", limit=limit))
        self._left -= len(data)
        return data

    def xml(self, path: str) -> Element | None:
        """The root of a file of XML; None where it is not there or is none."""
        data = self.read(path, MAX_XML)
        root = parse_xml(Piece(path, path), data) if data else None
        return None if isinstance(root, Refused) else root

    def refuse_locked(self) -> None:
        """Raise DocumentRefused where the manifest says that files are encrypted (ODT, HWPX)."""
        manifest = self.xml("META-INF/manifest.xml")
        if manifest is not None and any(True for _ in manifest.iter("{*}encryption-data")):
            raise DocumentRefused(Message("document.encrypted"))

    def relations(self, path: str) -> dict[str, str]:
        """The targets of a part of an Office document by id; those inside it as paths."""
        folder, name = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, str] = {}
        for one in root if root is not None else ():
            target = one.get("Target") or ""
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id") or ""] = target
        return found


def first_name(head: Head) -> str:
    """The path of the first file in a zip archive that begins like this; empty for everything else."""
    if not head.data.startswith(b"PK\x03\x04"):
        return ""
    return head.data[30 : 30 + int.from_bytes(head.data[26:28], "little")].decode(
        "utf-8", "replace"
    )


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def get(element: Element | None, name: str) -> str:
    """An attribute by its name without namespace; empty where it is not there."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Element | None, *names: str) -> Element | None:
    """The element below at a path of names without namespaces."""
    for name in names:
        element = (
            next((one for one in element if local(one) == name), None)
            if element is not None
            else None
        )
    return element


def texts(root: Element | None, name: str) -> Iterator[str]:
    """The texts of all elements of a name, on one line each."""
    for one in root.iter(f"{{*}}{name}") if root is not None else ():
        if text := " ".join("".join(one.itertext()).split()):
            yield text


def first_text(root: Element | None, *names: str) -> str:
    """The first text of an element with one of the names."""
    return next((text for name in names for text in texts(root, name)), "")


def first_date(root: Element | None, *names: str) -> str:
    """The first date of an element with one of the names."""
    return next((day for name in names for text in texts(root, name) if (day := to_date(text))), "")
