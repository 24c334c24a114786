"""WordPress exports (WXR): posts and pages, with paragraphs as WordPress makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from html import escape
from typing import Final

from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.field_names import title_of_text
from seogo.importers.extraction.to_markdown import html_to_markdown
from seogo.importers.extraction.tree import Element, parse_html, plain_text, text_of
from seogo.importers.extraction.urls import language_code, web_address
from seogo.importers.format import Format, Head
from seogo.importers.formats.blogs.shortcodes import replace_pairs
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
_CAPTION: Final = re.compile(r"\[caption\b([^\[\]]*+)\]")
_CAPTION_SAID: Final = re.compile(r"""\scaption=(?:"([^"]*+)"|'([^']*+)')""")
_PICTURE: Final = re.compile(r"\s*+(?:<a\b[^<>]*+>\s*+)?<img\b[^<>]*+>\s*+(?:</a>)?", re.IGNORECASE)
_CODE: Final = re.compile(
    r"\[(sourcecode|code|php|python|js|css|html|java|bash|ruby|sql)(?:\s[^\[\]]*+)?\]"
)
_EMBED: Final = re.compile(
    r"\[(?:embed|youtube|vimeo|video|audio|playlist|googlemaps|gist)\b([^\[\]]*+)\](?:\[/(?:video|audio)\])?"
)
_EMBEDDED: Final = re.compile(r"\[embed\b[^\[\]]*+\]")
_ADDRESS: Final = re.compile(r"https?://[^\s\"'\[\]<>]++")
_UNSHOWN: Final = re.compile(r"\[/?(?:gallery|more|embed|contact-form(?:-7)?)\b[^\[\]]*+\]")


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
    for number, entry in enumerate(root.iter("{*}item"), piece.first):
        where = f"{piece.where}#{number}"
        kind = _text(entry, "post_type") or "post"
        if kind in _TYPES:
            yield _item(entry, where, source, names)
        else:
            yield PassedOver(where, kind[:40])
        for comment in entry.iterchildren("{*}comment"):
            yield PassedOver(f"{where} {_text(comment, 'comment_id')}", "comment")


def _item(entry: Element, where: str, source: str, names: dict[str, str]) -> Item:
    url = web_address(_text(entry, "link"))
    body = content_to_markdown(_raw(entry, "{*}encoded"), url)
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


def content_to_markdown(content: str, base: str) -> str:
    """The Markdown of a post: an empty line is a paragraph and a line end a break, except in blocks of the block editor."""
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
    return html_to_markdown(_without_shortcodes("".join(parts)), base)


def _with_paragraphs(html: str) -> str:
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    html = replace_pairs(html, _CODE, "[/{}]", lambda _, code: f"<pre>{code}</pre>")
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(html):
        parts += (_broken(html[at : kept.start()]), kept[0])
        at = kept.end()
    parts.append(_broken(html[at:]))
    return "".join(parts)


def _broken(html: str) -> str:
    return _AT_BLOCK.sub(r"\1", html.strip("\n")).replace("\n", "<br>") if html.strip() else html


def _without_shortcodes(html: str) -> str:
    html = replace_pairs(html, _CAPTION, "[/caption]", _figure)
    html = replace_pairs(html, _EMBEDDED, "[/embed]", lambda _, address: _link(address))
    return _UNSHOWN.sub("", _EMBED.sub(lambda one: _link(one[1]) or one[0], html))


def _figure(opening: re.Match[str], inner: str) -> str:
    picture = _PICTURE.match(inner)
    if picture is None:
        return inner
    said = _CAPTION_SAID.search(opening[1])
    caption = inner[picture.end() :].strip() or (escape(said[1] or said[2] or "") if said else "")
    return f"<p>{picture[0]}</p>" + (f"<p>{caption}</p>" if caption else "")


def _link(text: str) -> str:
    found = _ADDRESS.search(text)
    address = escape(found[0]) if found else ""
    return f'<a href="{address}">{address}</a>' if address else ""


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


WORDPRESS = Format("wordpress", _matches, read_wordpress, entry_splitter("item"))
