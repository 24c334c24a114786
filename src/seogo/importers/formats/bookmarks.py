"""Lists of addresses in HTML: the bookmark file of browsers and linkding, and Pocket's export. They have no texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.tree import parse_html, text_of
from seogo.importers.extraction.urls import web_address
from seogo.importers.format import Format, Head
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message

_NETSCAPE: Final = re.compile(r"\A\s*<!doctype\s+netscape-bookmark-file", re.IGNORECASE)
_POCKET: Final = re.compile(r"<a\s+href=[^<>]{1,2000}\stime_added=", re.IGNORECASE)
_NOTES: Final = re.compile(r"\[linkding-notes\](.*?)(?:\[/linkding-notes\]|\Z)", re.DOTALL)
_OWN_TAGS: Final = frozenset({"linkding:bookmarks.archived", "linkding:archived"})
"""Tags that linkding adds by itself."""


def read_bookmarks(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """An item without text for every address; the description below one is its summary."""
    tree = parse_html(decode(data, piece.charset))
    links = [] if tree is None else list(tree.iter("a"))
    for number, link in enumerate(links, 1):
        where = f"{piece.where}#{number}"
        url = web_address(link.get("href") or "")
        if not url:
            yield Refused(
                where, Message("import.no-http-address", address=(link.get("href") or "")[:60])
            )
            continue
        below = link.getparent().getnext() if link.getparent() is not None else None
        described = (below.text or "") if below is not None and below.tag == "dd" else ""
        tags = (tag.strip() for tag in (link.get("tags") or "").split(","))
        yield Item(
            where=where,
            title=text_of(link),
            body="",
            url=url,
            retrieved=first_date((link.get("add_date"), link.get("time_added"))),
            tags=tuple(tag for tag in tags if tag and tag not in _OWN_TAGS),
            summary=" ".join(_NOTES.sub(_joined_notes, described).split()),
            draft=link.get("private") == "1",
        )


def _joined_notes(notes: re.Match[str]) -> str:
    """The notes of a reader behind the description of a page."""
    return f" · {notes[1]}" if notes.start() else notes[1]


def _matches(head: Head) -> bool:
    pocket = head.ending in ("html", "htm") and _POCKET.search(head.text)
    return bool(pocket or _NETSCAPE.search(head.text))


BOOKMARKS = Format("bookmarks", _matches, read_bookmarks)
