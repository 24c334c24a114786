"""Images of imported articles, stored beside them under the hash of their bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from seogo.errors import ImportRefused
from seogo.importers.fetcher import Fetcher, new_deadline
from seogo.importers.item import Item
from seogo.importers.local.image_files import MAX_IMAGE, MAX_IMAGES, image_ending, image_name
from seogo.importers.network.connection import Deadline
from seogo.importers.writing.atomic_files import ArchiveFiles

_IMAGE: Final = re.compile(r"(!\[(?:[^\[\]\\]|\\.){0,500}\])\((https?://[^()\s]{1,2000})\)")


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
