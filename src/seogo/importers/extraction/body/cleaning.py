"""A page without what nobody sees, and with what stands for something as that: formulas, code of Korean blogs."""

from __future__ import annotations

import re
from typing import Final

from seogo.importers.extraction.body.lazy_images import settle_images
from seogo.importers.extraction.tree import Element, text_of

_HIDDEN: Final = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!\s*important\s*)?(?:;|\Z)",
    re.IGNORECASE,
)
_UNREAD: Final = ("script", "style", "noscript", "template", "title")
_HEAD: Final = ("title", "meta", "link", "script", "style", "base", "noscript", "template")
_FOR_EARS: Final = re.compile(
    r"(?:\A|\s)(?:sr-only|screen-reader-text|visually-?hidden|visuallyhidden|u-hidden-visually|off-?screen|blind"
    r"|a11y-hidden|screen_out|hide-text)(?:\s|\Z)",
    re.IGNORECASE,
)
"""Classes of words for those who do not see the page: "image caption", "opens in a new window"."""

_WORDS: Final = 60
_NOTICE: Final = 300
"""Characters: so long is what is said to those without scripts; what is longer may be the text itself."""

_CODE: Final = "__se_code_view"
_HEADINGS: Final = ("h1", "h2", "h3")
_STYLE: Final = 2_000
_HIDING: Final = ("hidden", "style", "aria-hidden")
_PANELS: Final = ("div", "section", "dd", "li")
_NO_PROSE: Final = ("nav", "header", "footer", "form", "aside")
_HEADING: Final = 200
_SENTENCE: Final = re.compile(r"\w{2}[.!?。](?:\s|\Z)")
"""The end of a sentence: menus have none."""


def clean(tree: Element) -> None:
    """Make a page what its readers see."""
    _end_head(tree)
    settle_images(tree)
    for code in tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {_CODE} ')]"):
        code.tag = "pre"
    _settle_formulas(tree)
    _remove_hidden(tree)


def _end_head(tree: Element) -> None:
    """End the head where a page has left out ``</head><body>`` before a tag that libxml2 does not know, as HTML 5 allows."""
    head = next(iter(tree.iter("head")), None)
    first = None if head is None else next((one for one in head if one.tag not in _HEAD), None)
    if head is None or first is None:
        return
    body = next(iter(tree.iter("body")), None)
    if body is None:
        body = tree.makeelement("body")
        head.addnext(body)
    moved = [first, *first.itersiblings()]
    if body.text:
        moved[-1].tail = (moved[-1].tail or "") + body.text
        body.text = None
    for at, one in enumerate(moved):
        body.insert(at, one)


def _settle_formulas(tree: Element) -> None:
    """Write formulas in TeX, where their page has that."""
    for formula in list(tree.iter("math")):
        noted = [one for one in formula.iter("annotation") if "tex" in (one.get("encoding") or "")]
        tex = text_of(noted[0]) if noted else " ".join((formula.get("alttext") or "").split())
        if tex:
            for child in list(formula):
                formula.remove(child)
            formula.tag = "span"
            formula.text = f"\\[{tex}\\]" if formula.get("display") == "block" else f"\\({tex}\\)"


def _remove_hidden(tree: Element) -> None:
    """Remove what is hidden, unless it is most of the page and waits for a script to show it, or a reader opens it."""
    found = [one for one in tree.iter() if isinstance(one.tag, str) and _is_hidden(one)]
    if not found:
        return
    whole = _size(tree)
    answers = {one for one in found if _is_answer(one)}
    for element in answers:
        element.tag = (
            "div" if element.tag == "section" else element.tag
        )  # after a button none is read
        for name in _HIDING:
            element.attrib.pop(name, None)
    for element in found:
        if element in answers:
            continue
        parent = element.getparent()
        if parent is not None and (element.tag in _UNREAD or 2 * _size(element) < whole):
            tail = element.tail
            before = element.getprevious()
            parent.remove(element)
            if tail and before is not None:
                before.tail = (before.tail or "") + tail
            elif tail:
                parent.text = (parent.text or "") + tail


def _is_hidden(element: Element) -> bool:
    if element.tag in ("html", "body", "head"):
        return False
    if element.tag == "noscript" and len(text_of(element)) <= _NOTICE:
        return True
    if element.tag == "template" or element.get("hidden") is not None:
        return True
    name = element.get("class")
    if name and _FOR_EARS.search(name[:_STYLE]):
        return len(text_of(element)) <= _WORDS and element.tag not in _HEADINGS
    style = element.get("style")
    return bool(style and _HIDDEN.search(style[:_STYLE]))


def _is_answer(element: Element) -> bool:
    """Whether a reader opens an element by the question or the heading before it: it is prose, and more than that is."""
    before = element.getprevious()
    if element.tag not in _PANELS or before is None or not isinstance(before.tag, str):
        return False
    if _is_hidden(before) or any(one.tag in _NO_PROSE for one in element.iterancestors()):
        return False
    text, heading = text_of(element), text_of(before)
    if not 0 < len(heading) <= min(_HEADING, len(text)) or not _SENTENCE.search(text):
        return False
    linked = sum(len(text_of(link)) for link in element.iter("a", "button", "option", "label"))
    return 3 * linked < len(text)


def _size(element: Element) -> int:
    return sum(
        len(text)
        for one in element.iter()
        if one.tag not in _UNREAD
        for text in (one.text, one.tail)
        if text and not text.isspace()
    )
