"""Images of imported articles, stored beside them under the hash of their bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from seogo.errors import ImportRefused
from seogo.importers.fetcher import Fetcher, new_deadline
from seogo.importers.item import Item
from seogo.importers.network.connection import Deadline
from seogo.importers.writing.atomic_files import ArchiveFiles

MAX_IMAGES: Final = 40
"""Images of one article; further ones stay links."""

MAX_IMAGE: Final = 8 * 1024 * 1024
"""Bytes of one image; a larger one stays a link."""

FOLDER: Final = "images"

_IMAGE: Final = re.compile(r"(!\[(?:[^\[\]\\]|\\.){0,500}\])\((https?://[^()\s]{1,2000})\)")
_MARKS: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


class ImageDownloader:
    """Downloads of images into one archive; what is not an image, or cannot be had, stays a link."""

    def __init__(self, root: Path, fetcher: Fetcher) -> None:
        self._files = ArchiveFiles(root)
        self._fetcher = fetcher

    def download(self, item: Item, folder: str) -> Item:
        """The item with its images in ``folder``, which is relative to the archive. Raises WriteRefused.

        When they have taken as long as a page may take, no further one is begun.
        """
        local_names: dict[str, str] = {}
        deadline = new_deadline()

        def local(match: re.Match[str]) -> str:
            address = match[2]
            if address not in local_names and len(local_names) < MAX_IMAGES:
                local_names[address] = self._one(address, folder, deadline)
            return f"{match[1]}({local_names.get(address, address)})"

        return replace(item, body=_IMAGE.sub(local, item.body))

    def store(self, item: Item, folder: str) -> None:
        """Write the images that came with an item into ``folder``, where its body leads to them. Raises WriteRefused."""
        for _, data in item.images:
            self.keep(data, image_ending(data), folder)

    def keep(self, data: bytes, ending: str, folder: str) -> str:
        """Write an image into ``folder``; its path from there. Raises WriteRefused."""
        name = image_name(data, ending)
        path = f"{folder}/{name}".lstrip("/")
        if not self._files.exists(path):
            self._files.add(path, data)
        return name

    def _one(self, address: str, folder: str, deadline: Deadline) -> str:
        try:
            deadline.left()
            data = self._fetcher.fetch(address, limit=MAX_IMAGE).data
        except ImportRefused:
            return address
        ending = image_ending(data)
        if not ending:
            return address
        return self.keep(data, ending, folder)


def image_name(data: bytes, ending: str) -> str:
    """The path of an image beside the article that shows it."""
    return f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:16]}.{ending}"


def image_ending(data: bytes) -> str:
    """The file ending of an image by its first bytes; empty for what is none, and for SVG, which can carry scripts."""
    for mark, ending in _MARKS:
        if data.startswith(mark):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "avif" if data[4:12] in (b"ftypavif", b"ftypavis") else ""
