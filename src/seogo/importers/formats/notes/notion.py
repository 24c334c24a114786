"""Pages of Notion in HTML: title, properties and text stand each in an element of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.field_names import title_of_text, to_item
from seogo.importers.extraction.to_markdown import tree_to_markdown
from seogo.importers.extraction.tree import Element, parse_html, text_of
from seogo.importers.format import Format, Head
from seogo.importers.formats.web_page import read_page
from seogo.importers.item import MAX_PAGE, Item, PassedOver, Piece, Refused
from seogo.importers.local.pages import mark_local

_MARKS: Final = ("/* webkit printing magic", 'class="page-body"', 'class="page sans"')
"""What stands near the beginning of such a page: a note in its style, or the page itself."""

_MEANINGS: Final = {
    "created_time": "created",
    "last_edited_time": "updated",
    "created_by": "author",
    "url": "url",
}
"""Fields by the kind of a property, where that says more than its name."""


def read_notion(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The item of a page; a file that is none of Notion's is a web page."""
    tree = parse_html(decode(data, piece.charset))
    body = None if tree is None else _first(tree, "page-body")
    if tree is None or body is None:
        yield from read_page(piece, data)
        return
    mark_local(tree, "")
    _settle(body)
    markdown = tree_to_markdown(body)
    title = _first(tree, "page-title")
    values: dict[str, object] = {"content": "", **_properties(tree)}
    values["title"] = (text_of(title) if title is not None else "") or title_of_text(markdown)
    summary = _first(tree, "page-description")
    values["summary"] = text_of(summary) if summary is not None else ""
    item = to_item(values, piece.where)
    if isinstance(item, Item):
        item = replace(item, body=markdown)
    yield item


def _properties(tree: Element) -> dict[str, object]:
    """The values of a page by the names of `field_names`, a list for each property of several values."""
    found: dict[str, object] = {}
    for row in tree.iter("tr"):
        kind = next(
            (
                one.removeprefix("property-row-")
                for one in (row.get("class") or "").split()
                if one.startswith("property-row-")
            ),
            "",
        )
        name, value = next(row.iter("th"), None), next(row.iter("td"), None)
        if not kind or name is None or value is None:
            continue
        parts = [
            text_of(one)
            for one in value.iter("span")
            if {"selected-value", "user"} & set((one.get("class") or "").split())
        ]
        text = text_of(value).removeprefix("@")
        found.setdefault(_MEANINGS.get(kind, text_of(name)), parts or text)
    return found


def _settle(body: Element) -> None:
    """What is to be done gets a sign, a callout becomes a quotation, its sign goes."""
    for box in list(body.iter("div")):
        names = (box.get("class") or "").split()
        if "checkbox" in names:
            box.tag, box.text = "span", "☑ " if "checkbox-on" in names else "☐ "
    for figure in list(body.iter("figure")):
        if "callout" in (figure.get("class") or "").split():
            figure.tag = "blockquote"
            icon = next((one for one in figure.iter("span") if one.get("class") == "icon"), None)
            if icon is not None:
                icon.drop_tree()


def _first(tree: Element, name: str) -> Element | None:
    return next((one for one in tree.iter() if name in (one.get("class") or "").split()), None)


def _matches(head: Head) -> bool:
    return head.root == "html" and any(mark in head.text for mark in _MARKS)


NOTION = Format("notion", _matches, read_notion, limit=MAX_PAGE)
