"""Images that stand beside a text in its source, which come into the archive with it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from seogo.importers.item import Item, Piece
from seogo.importers.local.files import Files
from seogo.importers.local.image_files import MAX_IMAGE, image_ending, image_name
from seogo.importers.local.references import (
    Reference,
    candidates,
    named_candidates,
    references,
)
from seogo.importers.writing.images import ImageDownloader
from seogo.messages import Message
from seogo.messages.reasons import reason_of

MAX_REFERENCES: Final = 5_000
"""References of one text that are looked at."""

MAX_IMAGES: Final = 300
"""Images of one text that are brought."""

MAX_COPIES: Final = 100
"""Folders of the archive into which one image is copied."""

MISSING: Final = "missing image"

_PICTURE: Final = re.compile(
    r".+\.(?:png|jpe?g|jpe|gif|webp|avif|svg|bmp|tiff?|ico|heic)", re.I | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class LeftImage:
    """An image that was not brought: what reports call it, why, and whether it is in the source at all."""

    where: str
    why: Message
    missing: bool = False


class LocalImages:
    """Brings images from sources into the archive, or says which it would bring.

    ``downloader`` writes them, None where nothing is to be written; ``left`` has those that an article shows and that were
    not brought, by what reports call them; ``brought`` the others.
    """

    def __init__(self, downloader: ImageDownloader | None, *, bring: bool) -> None:
        self._downloader = downloader
        self._bring = bring
        self._names: dict[tuple[str, str], str | Message] = {}
        self._stored: set[tuple[str, str]] = set()
        self._copies: Counter[tuple[str, str]] = Counter()
        self.brought: set[str] = set()
        self.left: dict[str, LeftImage] = {}

    def settle(self, item: Item, piece: Piece, folder: str) -> Item:
        """The item with the images of its source under the paths that they have, or would have, in ``folder``.

        Raises WriteRefused.
        """
        own = {name for name, _ in item.images}
        parts: list[str] = []
        done = count = 0
        for found in islice(references(item.body), MAX_REFERENCES):
            if not found.image or found.start < done or found.path in own:
                continue
            name = ""
            if piece.files is not None and found.path:
                count += 1
                name = self._settled(found, item, piece, piece.files, folder, count)
            if name:
                parts += (item.body[done : found.target[0]], name)
                done = found.target[1]
            elif found.beside and found.fragment:
                parts += (item.body[done : found.target[0]], found.fragment)
                done = found.target[1]
            elif found.note or found.beside:
                shown = item.body[slice(*found.text)] if found.note else ""
                parts += (item.body[done : found.start], shown)
                done = found.end
        if not parts:
            return item
        return replace(item, body="".join((*parts, item.body[done:])))

    def _settled(
        self, found: Reference, item: Item, piece: Piece, files: Files, folder: str, count: int
    ) -> str:
        """The path of an image beside its article; empty where it stays what it is."""
        path = _path_of(found, files, piece.name)
        if not path and found.beside and found.fragment:
            return ""
        if not path:
            where = f"{item.where} → {found.path[:200]}"
            self.left[where] = LeftImage(where, Message("import.image-missing"), missing=True)
            return ""
        where = files.where(path)
        known = self._known(files, path)
        if isinstance(known, Message):
            if _PICTURE.fullmatch(path):
                self.left.setdefault(where, LeftImage(where, known))
            return ""
        if not self._bring:
            why = Message("import.image-left", path=item.where)
            self.left.setdefault(where, LeftImage(where, why))
            return known
        key = files.source, path
        stored = f"{folder}/{known}"
        if (stored, path) not in self._stored:
            self._copies[key] += 1
            if count > MAX_IMAGES or self._copies[key] > MAX_COPIES:
                why = Message("import.image-often", images=MAX_IMAGES, folders=MAX_COPIES)
                self.left.setdefault(where, LeftImage(where, why))
                return ""
            self._stored.add((stored, path))
            if self._downloader is not None:
                data = files.read(path, MAX_IMAGE)
                self._downloader.keep(data, image_ending(data), folder)
        self.brought.add(where)
        return known

    def _known(self, files: Files, path: str) -> str | Message:
        """The name of an image, or why it is none that is brought."""
        key = files.source, path
        if key not in self._names:
            self._names[key] = self._looked_at(files, path)
        return self._names[key]

    @staticmethod
    def _looked_at(files: Files, path: str) -> str | Message:
        try:
            data = files.read(path, MAX_IMAGE + 1)
        except (OSError, ValueError) as error:
            return Message("file.unreadable", reason=reason_of(error))
        if len(data) > MAX_IMAGE:
            return Message("import.image-too-large", limit=MAX_IMAGE)
        ending = image_ending(data)
        return image_name(data, ending) if ending else Message("import.image-kind")


def _path_of(found: Reference, files: Files, at: str) -> str:
    names = files.names
    if found.note:
        tried = named_candidates(found.path, at)
        return next((path for one in tried if (path := names.find(one))), "") or names.named(
            found.path
        )
    return next((path for one in candidates(found.path, at) if (path := names.find(one))), "")
