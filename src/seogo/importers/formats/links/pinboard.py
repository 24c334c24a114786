"""Pinboard's and Delicious' bookmarks in XML: addresses with what their reader wrote of each."""

from __future__ import annotations

from collections.abc import Iterator

from seogo.importers.extraction.field_names import to_item
from seogo.importers.format import Format, Head
from seogo.importers.formats.feeds import parse_xml
from seogo.importers.formats.links.saved_pages import saved_page
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message


def read_pinboard(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """An item without text for every bookmark; those that are not shared are drafts."""
    root = parse_xml(piece, data)
    if isinstance(root, Refused):
        yield root
        return
    for number, post in enumerate(root.iter("post"), 1):
        where = f"{piece.where}#{number}"
        listed = saved_page({"extended": "", **{str(key): value for key, value in post.items()}})
        if listed is None:
            address = (post.get("href") or "")[:60]
            yield Refused(where, Message("import.no-http-address", address=address))
        else:
            yield to_item(listed, where)


def _matches(head: Head) -> bool:
    return head.root == "posts" and ("<post " in head.text or head.text.rstrip().endswith("/>"))


PINBOARD = Format("pinboard", _matches, read_pinboard)
