"""Backups of Tistory and Textcube (TTXML): posts and notices, private ones as drafts."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Final

from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.field_names import title_of_text
from seogo.importers.extraction.to_markdown import html_to_markdown
from seogo.importers.extraction.tree import Element
from seogo.importers.format import Format, Head
from seogo.importers.formats.blogs.shortcodes import replace_pairs
from seogo.importers.formats.feeds import parse_xml
from seogo.importers.item import Item, PassedOver, Piece, Refused
from seogo.importers.local.image_files import image_ending, image_name
from seogo.importers.xml_splitter import entry_splitter

_PUBLIC: Final = ("public", "syndicated")
_FILE: Final = re.compile(rb"<content>([A-Za-z0-9+/=\s]{200,}+)</content>")
"""The bytes of an attached file; no text is so long without a point."""

_MAX_FILE: Final = 10_000_000
"""Characters of a file; more in one element is too much for libxml2, and for an image of an article."""

_MARK: Final = re.compile(r"\[##_")
_SHOWN: Final = re.compile("\ue010([\\w./-]++)\ue010")
_FOLD: Final = re.compile(r"\[#M_([^|\[\]]*+)\|[^|\[\]]*+\|")
_CAPTION: Final = re.compile(r'"caption":"((?:[^"\\]|\\.)*+)"')
_UPLOADED: Final = re.compile(r"kage@([\w/.-]++)")


def read_tistory(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The posts of a backup with their images; comments, trackbacks and other attached files are passed over."""
    kept = _FILE.sub(lambda file: file[0] if len(file[1]) <= _MAX_FILE else b"", data)
    root = parse_xml(piece, kept)
    if isinstance(root, Refused):
        yield root
        return
    setting = next(root.iter("setting"), root)
    source = _text(setting, "title")
    for number, post in enumerate(root.iter("post", "notice"), piece.first):
        where = f"{piece.where}#{number}"
        images = _images(post)
        item = _item(post, where, source, images)
        yield item
        shown = {name for name, image in images.items() if image in item.images}
        for kind in ("comment", "trackback", "attachment"):
            for at, one in enumerate(post.iterchildren(kind), 1):
                if kind != "attachment" or _text(one, "name") not in shown:
                    yield PassedOver(f"{where} {kind} {at}", kind)


def _images(post: Element) -> dict[str, tuple[str, bytes]]:
    """The attached images of a post by their names: what the article calls each, and the bytes."""
    found: dict[str, tuple[str, bytes]] = {}
    for one in post.iterchildren("attachment"):
        try:
            data = b64decode("".join((one.findtext("content") or "").split()))
        except ValueError:
            continue
        if (name := _text(one, "name")) and (ending := image_ending(data)):
            found[name] = (image_name(data, ending), data)
    return found


def _item(post: Element, where: str, source: str, images: Mapping[str, tuple[str, bytes]]) -> Item:
    content = next(iter(post.iterchildren("content")), None)
    html = "" if content is None else "".join(content.itertext())
    form = "" if content is None else (content.get("formatter") or "")
    shown: dict[str, bytes] = {}

    def picture(_: re.Match[str], mark: str) -> str:
        named = [images[part] for part in mark.split("|") if part in images]
        shown.update(named)
        return "".join(f"<p>\ue010{path}\ue010</p>" for path, _ in named) + _picture(mark)

    text = replace_pairs(html, _MARK, "_##]", picture)
    text = replace_pairs(text, _FOLD, "_M#]", lambda fold, inner: f"<p>{fold[1]}</p>{inner}")
    html = text if "<" in text else text.replace("\n", "<br>")
    body = text if form in ("markdown", "textile") else html_to_markdown(html)
    body = _SHOWN.sub(r"![](\1)", body)
    tags = (_own(one) for name in ("category", "tag") for one in post.iterchildren(name))
    parts = (part.strip() for tag in tags for part in re.split("[/,]", tag))
    return Item(
        where=where,
        title=_text(post, "title") or title_of_text(body),
        body=body,
        source=source,
        published=first_date(_text(post, name) for name in ("published", "created")),
        updated=first_date((_text(post, "modified"),)),
        authors=tuple(name for name in (_text(post, "author"),) if name),
        tags=tuple(dict.fromkeys(part for part in parts if part)),
        draft=(_text(post, "visibility") or "public") not in _PUBLIC,
        images=tuple(shown.items()),
    )


def _picture(mark: str) -> str:
    """A picture in the blog's own marks that has an address, and its caption; those of old blogs name an attached file."""
    parts = mark.split("|")
    caption = _CAPTION.search(mark)
    said = caption[1] if caption else ""
    if not caption and not parts[0].startswith(("Image", "ImageGrid", "File", "Movie")):
        said = parts[-1] if len(parts) > 3 else ""
    shown = "".join(
        f'<p><img src="https://blog.kakaocdn.net/dn/{address}" alt="{escape(said)}"></p>'
        for address in _UPLOADED.findall(mark)
    )
    text = f"<p>{escape(unescape(said))}</p>" if said.strip() else ""
    return shown + text


def _text(element: Element, name: str) -> str:
    one = next(iter(element.iterchildren(name)), None)
    return "" if one is None else _own(one)


def _own(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _matches(head: Head) -> bool:
    return head.root == "blog" and any(
        mark in head.text for mark in ("tattertools", "<setting>", "<post", "textcube")
    )


TISTORY = Format("tistory", _matches, read_tistory, entry_splitter("post", "notice"))
