"""WordPress exports (WXR): posts and pages, with paragraphs as WordPress makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from html import escape
from typing import IO, Final

from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.field_names import title_of_text
from seogo.importers.extraction.to_markdown import html_to_markdown
from seogo.importers.extraction.tree import Element, parse_html, plain_text, text_of
from seogo.importers.extraction.urls import language_code, web_address
from seogo.importers.format import Format, Head
from seogo.importers.formats.blogs.shortcodes import Attachment, Shortcodes, replace_pairs
from seogo.importers.formats.feeds import parse_xml
from seogo.importers.item import Item, PassedOver, Piece, Refused
from seogo.importers.xml_splitter import entry_splitter

_TYPES: Final = ("post", "page")
_NO_CATEGORY: Final = ("uncategorized", "미분류", "분류되지 않음")
_BLOCK: Final = re.compile(r"<!--\s*+(/?)wp:([^<>]*+)>")
_KEPT: Final = re.compile(
    r"<(pre|script|style|textarea)\b.*?(?:</\1\s*+>|\Z)", re.IGNORECASE | re.DOTALL
)
_AT_BLOCK: Final = re.compile(
    r"""
    (?: (?<!\s) \s++ )?+ ( </?+ (?: p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|caption|blockquote
    |figure|figcaption|section|article|aside|header|footer|hr|form|address|details|summary|pre
    |center|iframe ) \b [^<>]*+ >?+ ) \s*+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"\[(sourcecode|code|php|python|js|css|html|java|bash|ruby|sql)(?:\s[^\[\]]*+)?\]"
)
_ENTRIES: Final = entry_splitter("item")
_LISTING: Final = (b"[gallery", b"[playlist", b"slideshow")
_NAMESPACES: Final = (
    b'<rss xmlns:wp="w" xmlns:content="c" xmlns:excerpt="excerpt" xmlns:dc="d" xmlns:wfw="f">'
)
_MOST_ATTACHMENTS: Final = 20_000
_ATTACHED: Final = "seogo-attachment"
"""The element by which pieces of an export know the attachments that stand in others."""


def read_wordpress(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The posts and pages of an export; other types of posts and comments are passed over."""
    root = parse_xml(piece, data)
    if isinstance(root, Refused):
        yield root
        return
    channel = next(root.iter("{*}channel"), root)
    source = _text(channel, "title")
    names = {
        _text(one, "author_login"): _text(one, "author_display_name")
        for one in root.iter("{*}author")
    }
    attached = _attachments(root)
    for number, entry in enumerate(root.iter("{*}item"), piece.first):
        where = f"{piece.where}#{number}"
        kind = _text(entry, "post_type") or "post"
        if kind in _TYPES:
            yield _item(entry, where, source, names, attached)
        else:
            yield PassedOver(where, kind[:40])
        for comment in entry.iterchildren("{*}comment"):
            yield PassedOver(f"{where} {_text(comment, 'comment_id')}", "comment")


def _item(
    entry: Element,
    where: str,
    source: str,
    names: Mapping[str, str],
    attached: Mapping[str, Attachment],
) -> Item:
    url = web_address(_text(entry, "link"))
    shortcodes = Shortcodes(attached, _text(entry, "post_id"))
    body = content_to_markdown(_raw(entry, "{*}encoded"), url, shortcodes)
    terms = [
        (one.get("domain") or "category", one.get("nicename") or "", _own(one))
        for one in entry.iterchildren("{*}category")
    ]
    tags = (
        text
        for domain, _, text in terms
        if domain in ("category", "post_tag", "tag") and text.lower() not in _NO_CATEGORY
    )
    code = next((nicename for domain, nicename, _ in terms if domain == "language"), "")
    login = _text(entry, "creator")
    status = _text(entry, "status") or "publish"
    return Item(
        where=where,
        title=plain_text(_text(entry, "title")) or title_of_text(body),
        body=body,
        lang=language_code(code) if code else None,
        source=source,
        url=url,
        published=_moment(entry, "post_date", _text(entry, "pubDate")),
        updated=_moment(entry, "post_modified", ""),
        authors=tuple(name for name in (names.get(login) or login,) if name),
        tags=tuple(tag for tag in tags if tag),
        summary=_excerpt(entry),
        draft=status != "publish" or bool(_text(entry, "post_password")),
    )


def content_to_markdown(content: str, base: str, shortcodes: Shortcodes | None = None) -> str:
    """The Markdown of a post: an empty line is a paragraph and a line end a break, except in blocks of the block editor."""
    shortcodes = shortcodes or Shortcodes({})
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    content = replace_pairs(content, _CODE, "[/{}]", lambda _, code: f"<pre>{code}</pre>")
    content = shortcodes.render(content)
    parts: list[str] = []
    depth = at = 0
    for mark in _BLOCK.finditer(content):
        part = content[at : mark.start()]
        parts.append(part if depth else _with_paragraphs(part))
        at = mark.end()
        if not mark[2].endswith("/--"):
            depth = max(0, depth - 1) if mark[1] else depth + 1
    rest = content[at:]
    parts.append(rest if depth else _with_paragraphs(rest))
    return html_to_markdown("".join(parts), base)


def _with_paragraphs(html: str) -> str:
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(html):
        parts += (_broken(html[at : kept.start()]), kept[0])
        at = kept.end()
    parts.append(_broken(html[at:]))
    return "".join(parts)


def _broken(html: str) -> str:
    return _AT_BLOCK.sub(r"\1", html.strip("\n")).replace("\n", "<br>") if html.strip() else html


def _attachments(root: Element) -> dict[str, Attachment]:
    """The attachments of an export by their numbers: of this piece, and those that its others told of."""
    found: dict[str, Attachment] = {}
    for entry in root.iter("{*}item", _ATTACHED):
        if address := web_address(_text(entry, "attachment_url")):
            caption = _excerpt(entry) or _text(entry, "caption")
            parent = _text(entry, "post_parent")
            found[_text(entry, "post_id")] = Attachment(address, parent, caption)
    return found


def split_wordpress(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused | PassedOver]:
    """The pieces of an export; each that shows a gallery is told of the attachments of all."""
    told = b""
    for part in _ENTRIES(file, piece):
        if isinstance(part, Piece):
            told += _told(part, told.count(b"\n"))
    file.seek(0)
    for part in _ENTRIES(file, piece):
        if isinstance(part, Piece) and part.data and any(one in part.data for one in _LISTING):
            yield replace(part, data=part.data + told)
        else:
            yield part


def _told(piece: Piece, known: int) -> bytes:
    """What the other pieces need to know of the attachments in one, a line each."""
    entries = [
        b"<item" + entry.partition(b"</item>")[0] + b"</item>"
        for entry in (piece.data or b"").split(b"<item")[1:]
        if b"attachment_url" in entry
    ]
    if not entries or known >= _MOST_ATTACHMENTS:
        return b""
    root = parse_xml(piece, b"".join((_NAMESPACES, *entries, b"</rss>")))
    if isinstance(root, Refused):
        return b""
    return "".join(
        f"<{_ATTACHED}><post_id>{escape(number)}</post_id><post_parent>{escape(one.parent)}</post_parent><attachment_url>"
        f"{escape(one.address)}</attachment_url><caption>{escape(one.caption)}</caption></{_ATTACHED}>\n"
        for number, one in _attachments(root).items()
    ).encode()


def _excerpt(entry: Element) -> str:
    """The excerpt, which is the second ``encoded``, told from the content by its namespace."""
    for one in entry.iterchildren("{*}encoded"):
        if "excerpt" in one.tag:
            tree = parse_html("".join(one.itertext()))
            return "" if tree is None else text_of(tree)
    return ""


def _moment(entry: Element, name: str, gmt: str) -> str:
    """A date in the blog's own zone, which the same moment in GMT tells."""
    local = first_date((_text(entry, name),))
    universal = first_date((_text(entry, f"{name}_gmt"), gmt))
    try:
        here = datetime.fromisoformat(local).replace(tzinfo=None)
        there = datetime.fromisoformat(universal).replace(tzinfo=None)
    except ValueError:
        return first_date((local, universal))
    ahead = here - there
    if there.year < 2 or abs(ahead) > timedelta(hours=14) or ahead % timedelta(minutes=15):
        return local
    return here.replace(tzinfo=timezone(ahead)).isoformat()


def _text(element: Element, name: str) -> str:
    return " ".join(_raw(element, f"{{*}}{name}").split())


def _raw(element: Element, name: str) -> str:
    """The text of the first child with this name; of several ``encoded`` that of the content."""
    for one in element.iterchildren(name):
        if "excerpt" not in str(one.tag):
            return "".join(one.itertext())
    return ""


def _own(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _matches(head: Head) -> bool:
    return head.root == "rss" and "wordpress.org/export/" in head.text


WORDPRESS = Format("wordpress", _matches, read_wordpress, split_wordpress)
