"""Footnotes of a page: a link to an element further down, in which a link leads back to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from seogo.importers.extraction.tree import INLINE, Element

_MOST: Final = 2_000
"""Links within a page; one with more is an index."""

_HIGHEST: Final = 8
"""Elements between a link back and its note."""

_NOTES: Final = ("p", "li", "dd", "div", "td")
_MARK: Final = 8
"""Characters of the mark of a footnote."""


@dataclass(slots=True)
class Footnotes:
    """Footnotes of a tree: ``marks`` has the number that a link stands for, ``notes`` that of an element, ``backs`` the links
    back."""

    marks: dict[Element, int] = field(default_factory=dict)
    notes: dict[Element, int] = field(default_factory=dict)
    backs: set[Element] = field(default_factory=set)


def find_footnotes(tree: Element) -> Footnotes:
    """The footnotes in a tree, numbered in the order of their marks."""
    found = Footnotes()
    links = {link: name for link in tree.iter("a") if (name := _inside(link))}
    if not 1 < len(links) <= _MOST:
        return found
    named = {name: one for one in tree.iter() if (name := one.get("id") or one.get("name"))}
    order = {link: at for at, link in enumerate(links)}
    leading: dict[str, list[Element]] = {}
    for link, name in links.items():
        leading.setdefault(name, []).append(link)
    for link, name in links.items():
        note = _block(named.get(name))
        if note is None or link in found.backs or len("".join(link.itertext()).strip()) > _MARK:
            continue
        for parent in (link, link.getparent()):
            for back in leading.get(parent.get("id") or parent.get("name") or "", ())[:_MARK]:
                if order[back] > order[link] and note in _around(back):
                    found.notes.setdefault(note, len(found.notes) + 1)
                    found.backs.add(back)
        if note in found.notes:
            found.marks[link] = found.notes[note]
    return found


def _inside(link: Element) -> str:
    """The name that a link within its page leads to; empty for any other."""
    target = link.get("href") or ""
    return unquote(target[1:]) if target.startswith("#") else ""


def _block(named: Element | None) -> Element | None:
    """The block of a note, where its number has the name and leads back (Word, Google Docs)."""
    if named is None or named.tag != "a" or not _inside(named):
        return named
    up = next((one for one in named.iterancestors() if one.tag not in INLINE), None)
    return up if up is not None and up.tag in _NOTES else named


def _around(link: Element) -> list[Element]:
    around = [link]
    while len(around) < _HIGHEST and (parent := around[-1].getparent()) is not None:
        around.append(parent)
    return around
