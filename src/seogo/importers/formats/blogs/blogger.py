"""Blogger backups (Atom), those of the blog's settings and those of Takeout: posts and pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from seogo.importers.extraction.field_names import title_of_text
from seogo.importers.extraction.tree import Element
from seogo.importers.format import Format, Head
from seogo.importers.formats.feeds import entry_to_item, parse_xml
from seogo.importers.item import Item, PassedOver, Piece, Refused
from seogo.importers.xml_splitter import entry_splitter


def read_blogger(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The posts and pages of a backup; comments, settings and templates are passed over."""
    root = parse_xml(piece, data)
    if isinstance(root, Refused):
        yield root
        return
    source = _text(root, "title")
    for number, entry in enumerate(root.iter("{*}entry"), piece.first):
        where = f"{piece.where}#{number}"
        kind = _kind(entry)
        if kind not in ("post", "page"):
            yield PassedOver(where, kind[:40])
            continue
        item = entry_to_item(entry, where, source, "", piece.url)
        status = _text(entry, "status").lower()
        yield replace(
            item,
            title=item.title or title_of_text(item.body),
            tags=tuple(tag for tag in item.tags if not tag.startswith("http://schemas.google")),
            draft=item.draft or status not in ("", "live") or bool(_text(entry, "trashed")),
        )


def _kind(entry: Element) -> str:
    for one in entry.iterchildren("{*}category"):
        if (one.get("scheme") or "").endswith("#kind"):
            return (one.get("term") or "").rpartition("#")[2].lower()
    return _text(entry, "type").lower() or "post"


def _text(element: Element, name: str) -> str:
    one = next(iter(element.iterchildren(f"{{*}}{name}")), None)
    return "" if one is None else " ".join("".join(one.itertext()).split())


def _matches(head: Head) -> bool:
    marks = ("schemas.google.com/blogger/", "schemas.google.com/g/2005#kind", "tag:blogger.com")
    return head.root == "feed" and any(mark in head.text for mark in marks)


BLOGGER = Format("blogger", _matches, read_blogger, entry_splitter("entry"))
