"""A book: EPUB 3.3 (W3C), one chapter for each article, or for each pair with both languages side by side."""

from __future__ import annotations

import hashlib
import re
import uuid
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape, unescape
from typing import BinaryIO, Final

from seogo.articles.markdown import Block, to_blocks
from seogo.articles.model import Article
from seogo.exporters.images import MEDIA_TYPES, Images
from seogo.exporters.paths import PageAddresses, page_name
from seogo.exporters.runner import FileFormat
from seogo.exporters.selection import Selection
from seogo.exporters.side_by_side import rows
from seogo.exporters.xhtml import to_xhtml
from seogo.strict_yaml import CONTROL

_CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
_STYLE: Final = """body { line-height: 1.6; word-break: keep-all; overflow-wrap: anywhere; }
.about { color: #555; font-size: .9em; }
.pair { width: 100%; border-collapse: collapse; table-layout: fixed; }
.pair > tbody > tr > td { vertical-align: top; padding: 0 .6em; }
pre { white-space: pre-wrap; }
img { max-width: 100%; }
"""
_ID: Final = re.compile(r'(?<= id=")[^"]++')
_ENDINGS: Final = ("png", "jpg", "gif", "webp")
"""The images that every reader of books knows; any other would need one of these beside it."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A page of the book; ``languages`` are those of its articles."""

    name: str
    languages: tuple[str, ...]
    title: str
    body: str


def write_epub(selection: Selection, file: BinaryIO, title: str, *, pairs: bool = False) -> int:
    """Write a book of the chosen articles; how many there were.

    Images of the archive are in it. Of others, and of those that a book cannot hold, the descriptions stay.
    """
    seen: list[str] = []
    entries: list[_Chapter] = []
    chapters = [*selection.pairs()] if pairs else [(one, "") for one in selection.ids]
    inside = {second: (first, "en") for first, second in chapters if first and second}
    places = PageAddresses(selection, ".xhtml", inside)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("book/style.css", _STYLE)
        images = _Images(Images(selection, _ENDINGS), book)
        for chapter in _chapters(selection, chapters, places, images, seen):
            head = f'<link rel="stylesheet" href="style.css"/><title>{_text(chapter.title)}</title>'
            page = _page(chapter.languages[0], head, chapter.body)
            book.writestr(f"book/{chapter.name}.xhtml", page)
            entries.append(replace(chapter, body=""))
        book.writestr("book/nav.xhtml", _contents(title, entries))
        book.writestr("book/package.opf", _package(title, entries, images.names(), seen))
    return len(seen)


class _Images:
    """Puts images into a book as chapters show them, each once, under the name of what is in them."""

    def __init__(self, images: Images, book: zipfile.ZipFile) -> None:
        self._images = images
        self._book = book
        self._written: dict[str, None] = {}

    def of(self, article: Article) -> Callable[[str], str | None]:
        """The path in the book of an image that an article shows; None if it is not there."""

        def resolve(link: str) -> str | None:
            image = self._images.of(article, link)
            if image is None:
                return None
            name = f"images/{hashlib.sha256(image.data).hexdigest()[:16]}.{image.ending}"
            if name not in self._written:
                self._written[name] = None
                self._book.writestr(f"book/{name}", image.data, zipfile.ZIP_STORED)
            return name

        return resolve

    def names(self) -> tuple[str, ...]:
        return tuple(self._written)


def _chapters(
    selection: Selection,
    chapters: Iterable[tuple[str, str]],
    places: PageAddresses,
    images: _Images,
    seen: list[str],
) -> Iterator[_Chapter]:
    """The chapters in order; ``seen`` gets the content hashes of their articles."""
    for pair in chapters:
        articles = [article for one in pair if one and (article := selection.read(one))]
        seen += [article.content_hash for article in articles]
        # Anchors must be unique on a page of two articles.
        anchors = (f"{article.lang.value}-" for article in articles)
        blocks = [
            to_blocks(
                article.body,
                resolve=places.of(article),
                resolve_image=images.of(article),
                anchor=anchor,
            )
            for article, anchor in zip(articles, anchors, strict=True)
        ]
        if not articles:
            continue
        known = {
            unescape(one) for side in blocks for block in side for one in _ID.findall(block.html)
        }
        if len(articles) == 2:
            heads = "".join(f"<td>{_head(one)}</td>" for one in articles)
            cells = "".join(_row(left, right, known) for left, right in rows(*blocks))
            body = f'<table class="pair"><tbody><tr>{heads}</tr>{cells}</tbody></table>'
        else:
            body = _head(articles[0]) + _xhtml(blocks[0], known)
        yield _Chapter(
            # links to either article of a pair lead to this page, also where one cannot be read
            page_name(pair[0] or pair[1]),
            tuple(article.lang.value for article in articles),
            " · ".join(article.title for article in articles),
            body,
        )


def _row(left: Sequence[Block], right: Sequence[Block], anchors: set[str]) -> str:
    cells = (
        f'<td lang="{lang}" xml:lang="{lang}">{_xhtml(side, anchors)}</td>'
        for lang, side in (("ko", left), ("en", right))
    )
    return f"<tr>{''.join(cells)}</tr>"


def _xhtml(blocks: Sequence[Block], anchors: set[str]) -> str:
    return "".join(to_xhtml(block.html, anchors) for block in blocks)


def _head(article: Article) -> str:
    lang = article.lang.value
    day = article.published.day.isoformat() if article.published else ""
    about = " · ".join(part for part in (", ".join(article.authors), article.source, day) if part)
    line = f'<p class="about">{_text(about)}</p>' if about else ""
    return f'<h1 id="{lang}" lang="{lang}" xml:lang="{lang}">{_text(article.title)}</h1>{line}'


def _page(lang: str, head: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{lang}" xml:lang="{lang}"><head>{head}</head><body>{body}</body></html>\n'
    )


def _contents(title: str, entries: list[_Chapter]) -> str:
    lines = "".join(
        f'<li><a href="{one.name}.xhtml" lang="{one.languages[0]}" xml:lang="{one.languages[0]}">'
        f"{_text(one.title)}</a></li>"
        for one in entries
    )
    listed = lines or f'<li><a href="nav.xhtml">{_text(title)}</a></li>'
    body = f'<nav epub:type="toc"><h1>{_text(title)}</h1><ol>{listed}</ol></nav>'
    return _page("ko", f"<title>{_text(title)}</title>", body)


def _package(title: str, entries: list[_Chapter], images: Sequence[str], seen: list[str]) -> str:
    languages = list(dict.fromkeys(lang for one in entries for lang in one.languages)) or ["ko"]
    book_id = uuid.uuid5(uuid.NAMESPACE_OID, "\n".join((title, *seen)))
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    items = "".join(
        f'<item id="c{number}" href="{one.name}.xhtml" media-type="application/xhtml+xml"/>'
        for number, one in enumerate(entries)
    )
    items += "".join(
        f'<item id="i{number}" href="{name}" media-type="{MEDIA_TYPES[name.rpartition(".")[2]]}"/>'
        for number, name in enumerate(images)
    )
    order = "".join(f'<itemref idref="c{number}"/>' for number in range(len(entries)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{book_id}</dc:identifier><dc:title>{_text(title)}</dc:title>'
        + "".join(f"<dc:language>{lang}</dc:language>" for lang in languages)
        + f'<meta property="dcterms:modified">{now}</meta></metadata><manifest>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="style" href="style.css" media-type="text/css"/>{items}</manifest>'
        f'<spine><itemref idref="nav"/>{order}</spine></package>\n'
    )


def _text(text: str) -> str:
    return escape(CONTROL.sub(" ", text))


EPUB: Final = FileFormat(
    "epub",
    lambda selection, file, options: write_epub(
        selection, file, options.title, pairs=options.pairs
    ),
)
