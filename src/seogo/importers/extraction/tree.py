"""Trees of HTML in any state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final, TypeAlias

from seogo.errors import ImportRefused
from seogo.importers.extraction.tag_limits import MAX_TAGS, within_limits
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

_FORMATTING: Final = re.compile(
    r"<(?P<end>/?)(?P<name>a|abbr|b|bdi|big|cite|code|del|div|em|font|h[1-6]|i|ins|kbd|mark|p|q|s|samp|small|span|strike"
    r"|strong|sub|sup|time|tt|u|var)(?P<values>\s[^<>]{0,1000})?>",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"<br\s{0,9}/>|(?<!\s)<br>|<br>(?!\s)", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DECLARATION: Final = re.compile(r"<\?xml[^>]*+>?", re.IGNORECASE)

_CLASSES: Final = 20
"""Classes of an element that are looked at."""


def parse_html(text: str, most: int = MAX_TAGS) -> Element | None:
    """The tree of a page or of a piece of one; None where there is nothing in it.

    Comments, processing instructions and attributes beyond the first hundreds of a tag are left out. Raises ImportRefused
    where lxml is not installed, TooManyTags where more than ``most`` tags begin an element.
    """
    try:
        from lxml import etree, html
    except ImportError as error:
        raise missing(Message("import.web-pages-html")) from error
    text = CONTROL.sub(" ", _without_declaration(text)).strip()
    if not text:
        return None
    text = within_limits(text, most)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # one class for all elements: the lookup of `lxml.html` is a call in Python for each of them, at each visit
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
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


def plain_text(text: str, *, escaped: int = 1) -> str:
    """A title or name that may be HTML, on one line: without formatting that stands in pairs, entities decoded.

    ``List<String>`` and ``the element <b>`` are no formatting. ``escaped`` is how often it was escaped.
    """
    for _ in range(escaped - 1):
        text = _unescaped(text)
    opened: dict[str, list[int]] = {}
    formatting: set[int] = set()
    for tag in _FORMATTING.finditer(text):
        starts = opened.setdefault(tag["name"].lower(), [])
        if not tag["end"]:
            starts.append(tag.start())
        elif starts:
            formatting |= {starts.pop(), tag.start()}
    text = _FORMATTING.sub(lambda tag: _gap(tag) if tag.start() in formatting else tag[0], text)
    return " ".join(_unescaped(_BREAK.sub(" ", text)).split())


def _gap(tag: re.Match[str]) -> str:
    return " " if tag["name"].lower() in ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6") else ""


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text


def is_apart(one: Element) -> bool:
    """Whether an element is not of what stands around an article."""
    return not any(parent.tag in ("nav", "aside", "footer") for parent in one.iterancestors())


def text_of(element: Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def beginning_of(element: Element, most: int) -> str:
    """The text of an element on one line; of one that is longer than ``most`` its beginning, which is longer, too."""
    parts: list[str] = []
    left = 8 * most
    for part in element.itertext():
        parts.append(part[:left])
        left -= len(parts[-1])
        if left <= 0:
            break
    return " ".join("".join(parts).split())


def with_class(tree: Element, classes: frozenset[str]) -> Iterator[Element]:
    """The elements that have one of some classes among their first ones."""
    return (
        one
        for one in tree.iter()
        if one.attrib and not classes.isdisjoint((one.get("class") or "").split()[:_CLASSES])
    )


def without_repeated_alt(figure: Element) -> None:
    """Take words from the images of a figure that stand in its caption, too."""
    caption = next((text_of(one) for one in figure.iter("figcaption")), "")
    for image in figure.iter("img"):
        if caption and " ".join((image.get("alt") or "").split()) == caption:
            image.set("alt", "")


def code_parts(element: Element) -> Iterator[str]:
    """The texts of preformatted code in their order, with its line ends."""
    for part in element.iter():
        if part.tag in ("br", "lb"):
            yield "\n"
        yield part.text or ""
        # The text behind an element belongs to its parent, and comes after all that is in it.
        closing: Element | None = part if len(part) == 0 else None
        while closing is not None and closing is not element:
            yield closing.tail or ""
            closing = closing.getparent() if closing.getnext() is None else None
