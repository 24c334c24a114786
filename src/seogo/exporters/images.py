"""Images of the archive that exported articles show: which they are, and what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seogo.articles import ids
from seogo.articles.markdown import to_blocks
from seogo.articles.model import Article
from seogo.errors import ArticleError
from seogo.exporters.selection import Selection
from seogo.importers.local.image_files import MAX_IMAGE, image_ending
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.unicode_forms import to_form

MEDIA_TYPES: Final = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
"""The types of images by the endings that `image_ending` gives."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image by its path in the archive; ``ending`` is that of what is in it."""

    path: str
    data: bytes
    ending: str


class Images:
    """Reads images for one export; ``endings`` are those that its format can hold.

    What an article shows and cannot be taken along (too long, of another kind) is a problem of the export, once.
    """

    def __init__(self, selection: Selection, endings: Iterable[str]) -> None:
        self._chosen = selection
        self._endings = tuple(endings)
        self._refused: set[str] = set()

    def of(self, article: Article, link: str) -> Image | None:
        """The image that a link in an article shows; None where the archive has none."""
        found = image_file(self._chosen, article, link)
        if found is None or found[0] in self._refused:
            return None
        path = found[0]
        try:
            return self._read(path, article)
        except ArticleError as error:
            self._refused.add(path)
            self._chosen.problems.append(error)
            return None

    def _read(self, path: str, article: Article) -> Image:
        try:
            data = self._chosen.archive.read_bytes(path)
        except OSError as error:
            what = Message("export.image-unreadable", path=path, reason=reason_of(error))
            raise ArticleError(article.path, 0, what, Message("export.image-readable")) from error
        if len(data) > MAX_IMAGE:
            what = Message("export.image-too-large", path=path, limit=MAX_IMAGE)
            raise ArticleError(article.path, 0, what, Message("export.smaller-image"))
        ending = image_ending(data)
        if ending not in self._endings:
            kinds = "/".join(self._endings).upper()
            what = Message("export.image-kind", path=path, kinds=kinds)
            raise ArticleError(article.path, 0, what, Message("export.image-right-kind"))
        return Image(path, data, ending)


def shown_in(article: Article) -> list[str]:
    """The links of the images that an article shows, each once; those of the network are not among them."""
    links: list[str] = []
    if "![" in article.body:  # Markdown of many articles need not be read for this
        to_blocks(article.body, resolve_image=links.append)
    return list(dict.fromkeys(links))


def image_file(selection: Selection, article: Article, link: str) -> tuple[str, Path] | None:
    """The path in the archive of the image that a link shows, and its file; None if there is none."""
    path = ids.target_path(article.path, link)
    real = selection.archive.image_path(path) if path else None
    if real is None or path is None:
        return None
    own = real.relative_to(selection.archive.root).as_posix()
    # As the file system spells it (NFD on a Mac); through a link, as the article does.
    same = to_form("NFC", own) == to_form("NFC", path)
    return (own if same else path), real
