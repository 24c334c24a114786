"""What belongs to an item and is not its text: images of its source or the network, links to its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from seogo.articles.archive import Archive
from seogo.errors import WriteRefused
from seogo.importers.fetcher import Fetcher
from seogo.importers.item import Item, PassedOver, Piece
from seogo.importers.writing.article_writer import ArticleWriter, Outcome
from seogo.importers.writing.atomic_files import ArchiveFiles
from seogo.importers.writing.images import ImageDownloader
from seogo.importers.writing.known_articles import KnownArticles
from seogo.importers.writing.local_images import MISSING, LocalImages
from seogo.importers.writing.near_duplicates import fingerprint_of, has_same_words
from seogo.importers.writing.note_links import NoteLinks, OpenLinks
from seogo.importers.writing.prepare import Prepared
from seogo.messages import Message

_PICTURES: Final = frozenset(
    (
        *(".png", ".jpg", ".jpeg", ".jpe", ".gif", ".webp", ".avif", ".svg"),
        *(".bmp", ".tif", ".tiff", ".ico", ".heic", ".heif"),
    )
)


class Beside:
    """What belongs to the items of one run; with ``images`` it comes into the archive.

    ``images_left`` counts images that came with items, or stand beside them, and were not wanted, ``images_lost`` those
    that were wanted and could not be brought.
    """

    def __init__(
        self,
        archive: Archive,
        known: KnownArticles,
        writer: ArticleWriter,
        fetcher: Fetcher,
        *,
        images: bool,
        dry_run: bool,
    ) -> None:
        self._archive = archive
        self._writer = writer
        self._dry_run = dry_run
        downloader = ImageDownloader(archive.root, fetcher) if images and not dry_run else None
        self._bring = images
        self._downloader = downloader
        self._images = LocalImages(downloader, bring=images)
        self._links = NoteLinks(archive, known, writer)
        self._waiting: list[PassedOver] = []
        self.images_left = 0
        self.images_lost = 0

    @property
    def images_brought(self) -> int:
        """Files of the sources that were brought as images."""
        return len(self._images.brought)

    def settle(self, one: Prepared, piece: Piece) -> tuple[Prepared, OpenLinks | None]:
        """An item with its images in the archive and its links to articles. Raises WriteRefused."""
        item = one.item
        if item.exported is not None:
            return one, None
        folder = self._writer.folder_of(item.name)
        if self._downloader is not None:
            self._downloader.store(item, folder)
        elif not self._bring:
            self.images_left += len(item.images)
        item = self._images.settle(item, piece, folder)
        if self._downloader is not None:
            item = self._downloader.download(item, folder)
        item, links = self._links.settle(item, piece, one.lang)
        if item is one.item:
            return one, None
        same = has_same_words(one.item.body, item.body)
        fingerprint = one.fingerprint if same else fingerprint_of(item.body)
        return replace(one, item=item, fingerprint=fingerprint), links

    def add(self, item: Item, piece: Piece, outcome: Outcome, links: OpenLinks | None) -> None:
        """Tell what became of an item, to which others may lead."""
        self._links.add(item, piece, outcome, links)

    def keeps(self, one: PassedOver) -> bool:
        """Whether a file is an image, of which is known at the end only whether an article shows it."""
        if one.kind in _PICTURES:
            self._waiting.append(one)
        return one.kind in _PICTURES

    def finish(self) -> Iterator[Outcome]:
        """Settle the links to what was written later; the refusals of the disk."""
        if self._dry_run:
            return
        try:
            self._links.finish(ArchiveFiles(self._archive.root))
        except WriteRefused as error:
            yield Outcome("", "refused", why=error.message)

    def images_passed_over(self) -> Iterator[tuple[PassedOver, Message | None]]:
        """Images that did not come into the archive, with the reason where an article shows them."""
        left = dict(self._images.left)
        if self._bring:
            self.images_lost = len(left)
        else:
            self.images_left += sum(not one.missing for one in left.values())
        for one in self._waiting:
            if one.where not in self._images.brought:
                shown = left.pop(one.where, None)
                yield one, None if shown is None else shown.why
        for other in left.values():  # missing, or in a folder that is not looked into
            kind = MISSING if other.missing else f".{other.where.rpartition('.')[2].lower()}"
            yield PassedOver(other.where, kind), other.why
