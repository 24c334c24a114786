"""Backups of Tistory and Textcube (TTXML): posts and notices, private ones as drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from seogo.importers.xml_splitter import entry_splitter

_PUBLIC: Final = ("public", "syndicated")
_FILE: Final = re.compile(rb"<content>[A-Za-z0-9+/=\s]{200,}+</content>")
"""The bytes of an attached file; no text is so long without a point."""

_MARK: Final = re.compile(r"\[##_")
_FOLD: Final = re.compile(r"\[#M_([^|\[\]]*+)\|[^|\[\]]*+\|")
_CAPTION: Final = re.compile(r'"caption":"((?:[^"\\]|\\.)*+)"')
_UPLOADED: Final = re.compile(r"kage@([\w/.-]++)")


def read_tistory(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The posts of a backup; comments and trackbacks are passed over, and so are attached files, whose bytes are not read."""
    root = parse_xml(piece, _FILE.sub(b"", data))
    if isinstance(root, Refused):
        yield root
        return
    setting = next(root.iter("setting"), root)
    source = _text(setting, "title")
    for number, post in enumerate(root.iter("post", "notice"), piece.first):
        where = f"{piece.where}#{number}"
        yield _item(post, where, source)
        for kind in ("comment", "trackback", "attachment"):
            for at, _ in enumerate(post.iterchildren(kind), 1):
                yield PassedOver(f"{where} {kind} {at}", kind)


def _item(post: Element, where: str, source: str) -> Item:
    content = next(iter(post.iterchildren("content")), None)
    html = "" if content is None else "".join(content.itertext())
    form = "" if content is None else (content.get("formatter") or "")
    text = replace_pairs(html, _MARK, "_##]", _picture)
    text = replace_pairs(text, _FOLD, "_M#]", lambda fold, inner: f"<p>{fold[1]}</p>{inner}")
    html = text if "<" in text else text.replace("\n", "<br>")
    body = text if form in ("markdown", "textile") else html_to_markdown(html)
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
    )


def _picture(_: re.Match[str], mark: str) -> str:
    """A picture in the blog's own marks, with its caption; those of old blogs name an attached file, which is not brought."""
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
