"""Atom and RSS: one item for each entry, with the text that the feed has of it.

XML is read with lxml without entities, DTDs or network. An entry that has a summary only is an address: a few sentences
are not the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.byline import people
from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.to_markdown import html_to_markdown, tree_to_markdown
from seogo.importers.extraction.tree import Element, missing, plain_text
from seogo.importers.extraction.urls import language_code, web_address
from seogo.importers.format import Format, Head
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message

_MAILED: Final = re.compile(r"\s*[\w.+-]++@[\w.-]++\s*\(([^()]*)\)\s*")
_ROOTS: Final = ("rss", "feed", "rdf")
_NAME: Final = re.compile("[a-z][a-z0-9]*", re.IGNORECASE)
"""Name of an element of HTML; lxml reads others where a feed is broken, and refuses them as names."""
_WHOLE: Final = 600
"""Characters from which on the description of an RSS entry is taken for its text."""

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_SURROGATE: Final = re.compile(
    r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9][0-9]{2}|6[0-9]{3}|7[0-2][0-9]{2}|73[0-3][0-9]|734[0-3]));",
    re.IGNORECASE,
)
"""Reference to half of a character, which lxml lets in and cannot give out again."""
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"


def read_feed(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The items of a feed. Raises ImportRefused where lxml is not installed."""
    root = parse_xml(piece, data)
    if isinstance(root, Refused):
        yield root
        return
    channel = next(root.iter("{*}channel"), root)
    source = _text(channel, "title")
    lang = _text(channel, "language") or root.get(f"{_XML}lang") or ""
    entries = [*root.iter(f"{_ATOM}entry"), *root.iter("{*}item")]
    if not entries:
        yield Refused(piece.where, Message("import.feed-without-entries"))
    for number, entry in enumerate(entries, 1):
        yield entry_to_item(entry, f"{piece.where}#{number}", source, lang, piece.url)


def parse_xml(piece: Piece, data: bytes) -> Element | Refused:
    """The root of some XML, broken XML too. Raises ImportRefused where lxml is not installed."""
    try:
        from lxml import etree
    except ImportError as error:
        raise missing(Message("import.feeds")) from error
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(_declared(data), parser=parser)
    except etree.XMLSyntaxError as error:
        return Refused(piece.where, Message("import.not-xml", detail=error.msg))
    return Refused(piece.where, Message("import.empty-feed")) if root is None else root


def entry_to_item(entry: Element, where: str, source: str, lang: str, base: str) -> Item:
    """The item of an entry of Atom or RSS; ``source`` and ``lang`` are those of its feed."""
    url = _link(entry, base)
    content, summary = _markdown(entry, ("content", "encoded"), url), ""
    described = _markdown(entry, ("description", "summary"), url)
    if not content and len(described) >= _WHOLE:
        content = described
    elif content != described:
        summary = described
    names = [
        _text(one, "name") or _own_text(one)
        for one in (*entry.iter("{*}author"), *entry.iter("{*}creator"))
    ]
    tags = [one.get("term") or _own_text(one) for one in entry.iter("{*}category")]
    own_source = next(
        (_text(one, "title") or _own_text(one) for one in entry.iter("{*}source")), ""
    )
    return Item(
        where=where,
        title=plain_text(_text(entry, "title")),
        body=content,
        lang=language_code(entry.get(f"{_XML}lang") or lang) if not content else None,
        source=plain_text(own_source or source),
        url=url,
        published=_date(entry, ("published", "pubDate", "date", "issued")),
        updated=_date(entry, ("updated", "modified")),
        authors=people((_author(plain_text(name)) for name in names if name), plain_text(source)),
        tags=tuple(tag for tag in tags if tag),
        summary=plain_text(summary),
        draft=any(_own_text(one).lower() == "yes" for one in entry.iter("{*}draft")),
    )


def _link(entry: Element, base: str) -> str:
    for link in entry.iterchildren("{*}link"):
        target = link.get("href") or link.text or ""
        if link.get("rel", "alternate") == "alternate" and (url := web_address(target, base)):
            return url
    guid = next(iter(entry.iterchildren("{*}guid", "{*}id")), None)
    if guid is None or guid.get("isPermaLink", "true") != "true":
        return ""
    return web_address(guid.text or "")


def _markdown(entry: Element, names: tuple[str, ...], url: str) -> str:
    for name in names:
        for one in entry.iterchildren(f"{{*}}{name}"):
            if len(one):  # Atom's xhtml stands in the feed as elements
                for element in one.iter():
                    if isinstance(element.tag, str):
                        name = element.tag.rpartition("}")[2]
                        element.tag = name if _NAME.fullmatch(name) else "span"
                return tree_to_markdown(one, url)
            if (one.text or "").strip():
                return html_to_markdown(one.text, url)
    return ""


def _author(name: str) -> str:
    """A name as it is, or what stands in parentheses behind a mail address, as RSS has it."""
    found = _MAILED.fullmatch(name)
    if found is None:
        return name
    return "" if found[1].lower() == "unknown" else found[1]


def _date(entry: Element, names: tuple[str, ...]) -> str:
    return first_date(_text(entry, name) for name in names)


def _text(element: Element, name: str) -> str:
    one = next(iter(element.iterchildren(f"{{*}}{name}")), None)
    return "" if one is None else " ".join("".join(one.itertext()).split())


def _own_text(element: Element) -> str:
    return " ".join((element.text or "").split())


def _declared(data: bytes) -> bytes:
    """The bytes of a feed, as UTF-8 where they are that although the feed declares another charset."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        from seogo.importers.extraction.charset import decode

        text = decode(data)
    head, sign, rest = text.lstrip("\ufeff \n\r\t").partition("?>")
    body = rest if sign and head.startswith("<?xml") else head + sign + rest
    return _SURROGATE.sub("\ufffd", body).encode("utf-8", "replace")


def _matches(head: Head) -> bool:
    return head.root in _ROOTS


FEED = Format("feed", _matches, read_feed)
