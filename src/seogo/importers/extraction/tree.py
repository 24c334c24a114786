"""Trees of HTML in any state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from seogo.errors import ImportRefused
from seogo.importers.extraction.tag_limits import without_surplus_attributes
from seogo.messages import Message
from seogo.strict_yaml import CONTROL

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

INSTALL: Final = "pip install 'seogo[import]'"

UNSEEN: Final = ("script", "style", "noscript", "template", "head", "select", "option", "textarea")
INLINE: Final = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby"),
        *("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"),
        *("var", "wbr"),
    )
)
"""Elements inside a line."""

_DECLARATION: Final = re.compile(r"<\?xml[^>]*+>?", re.IGNORECASE)


def parse_html(text: str) -> Element | None:
    """The tree of a page or of a piece of one; None where there is nothing in it.

    Comments, processing instructions and attributes beyond the first hundreds of a tag are left out. Raises ImportRefused
    where lxml is not installed.
    """
    try:
        from lxml import etree, html
    except ImportError as error:
        raise missing(Message("import.web-pages-html")) from error
    text = CONTROL.sub(" ", _without_declaration(text)).strip()
    if not text:
        return None
    text = without_surplus_attributes(text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _without_declaration(text: str) -> str:
    for found in _DECLARATION.finditer(text):
        if found[0].endswith("?>"):
            return text[: found.start()].rstrip() + text[found.end() :]
    return text


def missing(what: Message) -> ImportRefused:
    """The error where the packages of the extra are not installed."""
    return ImportRefused(Message("import.packages", what=what, install=INSTALL))


def lines_of(root: Element, start: Element | None) -> Iterator[str]:
    """The lines of a page as they are seen, from behind an element on (None: from the beginning)."""
    begun = start is None
    line: list[str] = []
    opened: list[tuple[Element, bool]] = [(root, False)]
    while opened:
        element, closing = opened.pop()
        tag = element.tag
        if tag in UNSEEN or not isinstance(tag, str):
            line.append(element.tail or "")
            continue
        if tag not in INLINE:
            if begun and (text := " ".join("".join(line).split())):
                yield text
            line = []
        if closing:
            begun = begun or element is start
            line.append(element.tail or "")
            continue
        line.append(element.text or "")
        opened.append((element, True))
        opened += [(child, False) for child in reversed(element)]
    if begun and (text := " ".join("".join(line).split())):
        yield text


def text_of(element: Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())
