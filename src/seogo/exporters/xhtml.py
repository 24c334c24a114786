"""The HTML of articles as XHTML, which books must be."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import Final

from seogo.strict_yaml import CONTROL

_EMPTY: Final = frozenset({"br", "hr", "img", "input", "col"})


def to_xhtml(html: str) -> str:
    """HTML that is balanced already, with empty elements closed and only characters that XML has."""
    writer = _Writer()
    writer.feed(CONTROL.sub(" ", html))
    writer.close()
    return "".join(writer.parts)


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = "".join(
            f' {name}="{escape(name if value is None else value)}"'
            for name, value in attrs
            if name != "loading"  # a book has everything at hand, and some readers do not know it
        )
        self.parts.append(f"<{tag}{given}{'/' if tag in _EMPTY else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))
