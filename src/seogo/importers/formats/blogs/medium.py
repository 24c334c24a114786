"""Medium exports: an HTML file for each post, in microformats; the name of a draft says so, or its foot has no day."""

from __future__ import annotations

from collections.abc import Iterator

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.field_names import title_of_text
from seogo.importers.extraction.to_markdown import tree_to_markdown
from seogo.importers.extraction.tree import Element, parse_html, text_of
from seogo.importers.extraction.urls import web_address
from seogo.importers.format import Format, Head
from seogo.importers.item import MAX_PAGE, Item, PassedOver, Piece, Refused
from seogo.messages import Message


def read_medium(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The post of a file; an answer to somebody's post is one too."""
    tree = parse_html(decode(data, piece.charset))
    body = None if tree is None else _first(tree, "e-content")
    if tree is None or body is None:
        yield Refused(piece.where, Message("import.empty-page"))
        return
    title, subtitle = _text(tree, "p-name"), _text(tree, "p-summary")
    for heading in list(body.iter("h1", "h2", "h3", "h4")):
        if text_of(heading) in (title, subtitle) and heading.getparent() is not None:
            heading.drop_tree()
    time, link = _first(tree, "dt-published"), _first(tree, "p-canonical")
    undated = time is None and any(True for _ in tree.iter("footer"))
    markdown = tree_to_markdown(body)
    yield Item(
        where=piece.where,
        title=title or title_of_text(markdown),
        body=markdown,
        source="Medium",
        url="" if link is None else web_address(link.get("href") or ""),
        published="" if time is None else first_date((time.get("datetime"), text_of(time))),
        authors=tuple(name for name in (_text(tree, "p-author"),) if name),
        summary=subtitle,
        draft=undated or piece.name.rpartition("/")[2].startswith("draft_"),
    )


def _first(tree: Element, name: str) -> Element | None:
    return next((one for one in tree.iter() if name in (one.get("class") or "").split()), None)


def _text(tree: Element, name: str) -> str:
    one = _first(tree, name)
    return "" if one is None else text_of(one)


def _matches(head: Head) -> bool:
    text = head.text
    return 'class="p-name"' in text and 'data-field="body"' in text and "e-content" in text


MEDIUM = Format("medium", _matches, read_medium, limit=MAX_PAGE)
