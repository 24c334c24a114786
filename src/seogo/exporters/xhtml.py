"""The HTML of articles as XHTML, which books must be, with links that lead somewhere only."""

from __future__ import annotations

import re
from collections.abc import Container
from html import escape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

from seogo.strict_yaml import CONTROL

_EMPTY: Final = frozenset({"br", "hr", "img", "input", "col"})
_SIGNS: Final = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_ADDRESS: Final = re.compile(
    rf"""
    https?:// (?:[A-Za-z0-9._~!$&'()*+,;=:%-]{{1,200}}@)?
    (?: (?:[a-z0-9_-]{{1,63}}\.)*[a-z0-9_-]{{1,63}}\.? | \[[0-9a-f:.]{{2,45}}\] ) (?: : (?P<port>\d{{0,5}}) )?
    (?: [/?]{_SIGNS}* )? (?: \#{_SIGNS}* )?
    | mailto: [A-Za-z0-9._~!$&'*+=%-]{{1,200}}@[A-Za-z0-9.-]{{1,200}} (?: \?{_SIGNS}* )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Address of the network with a host, or of somebody's mail, as RFC 3986 spells it; browsers repair others, checkers of books
refuse them."""
_HIGHEST_PORT: Final = 65_535


def to_xhtml(html: str, anchors: Container[str] = ()) -> str:
    """HTML that is balanced already, with empty elements closed and only characters that XML has.

    Links to anchors of the page other than ``anchors``, and to what is no address, become their text.
    """
    writer = _Writer(anchors)
    writer.feed(CONTROL.sub(" ", html))
    writer.close()
    return "".join(writer.parts)


class _Writer(HTMLParser):
    def __init__(self, anchors: Container[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._anchors = anchors
        self._links: list[bool] = []  # which of the open links are written

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._links.append(self._leads(dict(attrs).get("href") or ""))
            if not self._links[-1]:
                return
        given = "".join(
            f' {name}="{escape(name if value is None else value)}"'
            for name, value in attrs
            if name != "loading"  # a book has everything at hand, and some readers do not know it
        )
        self.parts.append(f"<{tag}{given}{'/' if tag in _EMPTY else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY and not (tag == "a" and not self._links.pop()):
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))

    def _leads(self, href: str) -> bool:
        if href.startswith("#"):
            return unquote(href[1:]) in self._anchors
        if ":" not in href:  # a page of the book
            return True
        address = _ADDRESS.fullmatch(href)
        return address is not None and int(address["port"] or 0) <= _HIGHEST_PORT
