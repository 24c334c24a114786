"""A page without what nobody sees, and with what stands for something as that: formulas, code of Korean blogs."""

from __future__ import annotations

import re
from collections import Counter
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
    r"|a11y-hidden|screen_out|hide-text|btn-toggle-moreless|mw-editsection)(?:\s|\Z)",
    re.IGNORECASE,
)
"""Classes of words for those who do not see the page ("opens in a new window"), and of what unfolds or changes a part."""

_HIDING_CLASS: Final = re.compile(
    r"(?:\A|\s)(?:hidden|is-hidden|d-none|display-?none)(?=\s|\Z)", re.IGNORECASE
)
_SHOWING_CLASS: Final = re.compile(r"(?:\A|\s)(?:[\w-]{1,40}:|d-(?:sm|md|lg|xl|xxl|print)-)")
"""Classes that show on some screens what is hidden on others."""

_WORDS: Final = 60
_NOTICE: Final = 300
"""Characters: so long is what is said to those without scripts; what is longer may be the text itself."""

_CODE: Final = "__se_code_view"
_HEADINGS: Final = ("h1", "h2", "h3")
_STYLE: Final = 2_000
_HIDING: Final = ("hidden", "style", "aria-hidden")
_PANELS: Final = ("div", "section", "dd", "li")
_FOLDS: Final = (*_PANELS, "p", "span", "article", "ul", "ol", "dl", "table")
_NO_PROSE: Final = ("nav", "header", "footer", "form", "aside")
_HEADING: Final = 200
_ALIKE: Final = 3
_POPUP: Final = re.compile(
    "popup|modal|dialog|cookie|consent|lightbox|tooltip|overlay|toast", re.IGNORECASE
)
_FOLDED: Final = re.compile(
    r"(?:\A|[\s_-])(?:collaps(?:e|ed|ible)|accordion|expand(?:ed|able|er)?|fold(?:ed|able|ing)?|toggle[rd]?|(?:un)?reveal"
    r"|more|moreless|readmore|spoiler|details|faq|answer)(?=[\s_-]|\Z)",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile("(?<=[a-z])(?=[A-Z])")
_SHOWN_BY_SCRIPTS: Final = ("x-show", "x-collapse", "v-show", "ng-show", ":class", "data-state")
_OPENERS: Final = ("a", "button", "div", "span", "h2", "h3", "h4", "summary", "label", "input")
_OPENING: Final = (
    "aria-controls",
    "data-target",
    "data-bs-target",
    "data-toggle-id",
    "href",
    "for",
)
_STREAMED: Final = re.compile("S:[0-9a-f]{1,4}")
_SENTENCE: Final = re.compile(r"\w{2}[.!?。](?:\s|\Z)")
"""The end of a sentence: menus have none."""


def clean(tree: Element) -> int:
    """Make a page what its readers see; the letters of the prose that was left out because they do not see it."""
    _end_head(tree)
    settle_images(tree)
    _settle_streamed(tree)
    for code in tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {_CODE} ')]"):
        code.tag = "pre"
    _settle_formulas(tree)
    return _remove_hidden(tree)


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


def _settle_streamed(tree: Element) -> None:
    """Put what React sends behind a page where its scripts would: ``<div hidden id="S:1">`` at ``<template id="B:1">``."""
    parts = [
        one
        for one in tree.iter("div")
        if one.get("hidden") is not None and _STREAMED.fullmatch(one.get("id") or "")
    ]
    places = {one.get("id"): one for one in tree.iter("template")} if parts else {}
    for part in parts:
        del part.attrib["hidden"]
        number = part.get("id")[1:]
        place = next((one for at in "BP" if (one := places.get(at + number)) is not None), None)
        if place is not None and part not in place.iterancestors():
            place.addnext(part)


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


def _remove_hidden(tree: Element) -> int:
    """Remove what is hidden, unless it is most of the page and waits for a script to show it, or a reader opens it."""
    found = [one for one in tree.iter() if isinstance(one.tag, str) and _is_hidden(one)]
    if not found:
        return 0
    whole = _size(tree)
    answers = _opened(tree, found)
    left = 0
    for element in answers:
        element.tag = (
            "div" if element.tag == "section" else element.tag
        )  # after a button none is read
        hiding = ("class",) if _HIDING_CLASS.search((element.get("class") or "")[:_STYLE]) else ()
        for name in (*_HIDING, *hiding):  # other readers of pages know such classes, too
            element.attrib.pop(name, None)
    for element in found:
        if element in answers:
            continue
        parent = element.getparent()
        if parent is not None and (element.tag in _UNREAD or 2 * _size(element) < whole):
            if element.tag not in _UNREAD and _is_panel(element) and not _is_popup(element):
                left += _size(element)
            tail = element.tail
            before = element.getprevious()
            parent.remove(element)
            if tail and before is not None:
                before.tail = (before.tail or "") + tail
            elif tail:
                parent.text = (parent.text or "") + tail
    return left


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
    if name and _HIDING_CLASS.search(name[:_STYLE]):
        return not _SHOWING_CLASS.search(name[:_STYLE])
    style = element.get("style")
    return bool(style and _HIDDEN.search(style[:_STYLE]))


def _opened(tree: Element, found: list[Element]) -> set[Element]:
    """Hidden elements that a reader opens: prose below a heading, panels of tabs, several alike, folded ones."""
    panels = [one for one in found if one.tag in _FOLDS and _is_panel(one)]
    if not panels:
        return set()
    alike = Counter(one.get("class") for one in panels)
    targets = {
        (one.get(name) or "").removeprefix("#")
        for one in tree.iter(*_OPENERS)
        if one.attrib
        for name in _OPENING
    }
    return {
        one
        for one in panels
        if one.get("role") == "tabpanel"
        or (
            not _is_popup(one)
            and (
                (one.tag in _PANELS and _is_answer(one))
                or (one.tag in _PANELS and one.get("class") and alike[one.get("class")] >= _ALIKE)
                or (one.get("id") and one.get("id") in targets)
                or _is_folded(one)
            )
        )
    }


def _is_folded(element: Element) -> bool:
    """Whether an element says that it is folded up, by its class, its id, or as scripts show it."""
    if any(element.get(name) for name in _SHOWN_BY_SCRIPTS):
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"[:_STYLE]
    return bool(_FOLDED.search(_CAMEL.sub("-", name)))


def _is_panel(element: Element) -> bool:
    """Whether an element is prose, more than it is links."""
    text = _text(element)
    if not _SENTENCE.search(text) or any(one.tag in _NO_PROSE for one in element.iterancestors()):
        return False
    linked = sum(len(_text(link)) for link in element.iter("a", "button", "option", "label"))
    return 3 * linked < len(text)


def _is_answer(element: Element) -> bool:
    """Whether a question or a heading stands before an element."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str) or _is_hidden(before):
        return False
    return 0 < len(_text(before)) <= min(_HEADING, len(_text(element)))


def _is_popup(element: Element) -> bool:
    return bool(_POPUP.search(f"{element.get('class')} {element.get('id')}"[:_STYLE]))


def _text(element: Element) -> str:
    """The text of an element without styles and scripts, on one line."""
    parts = (
        text
        for one in element.iter()
        for text in (
            None if one.tag in _UNREAD else one.text,
            None if one is element else one.tail,
        )
        if text
    )
    return " ".join("".join(parts).split())


def _size(element: Element) -> int:
    """The characters of an element that are no link; a menu has few."""
    size, opened = 0, [(element, True)]
    while opened:
        one, outer = opened.pop()
        size += 0 if outer else _length(one.tail)
        if one.tag != "a" and one.tag not in _UNREAD:
            size += _length(one.text)
            opened += [(child, False) for child in one]
    return size


def _length(text: str | None) -> int:
    return len(text) if text and not text.isspace() else 0
