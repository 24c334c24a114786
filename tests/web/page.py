"""A page as tests look at it: a small tree, made with the parser of the standard library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

VOID = frozenset(("br", "hr", "img", "input", "link", "meta"))


@dataclass
class Element:
    """An element; ``children`` are elements and texts in their order."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, spaces folded."""
        return " ".join("".join(text for text, _ in self.texts()).split())

    @property
    def lang(self) -> str:
        """The nearest language."""
        if "lang" in self.attributes:
            return self.attributes["lang"]
        return self.parent.lang if self.parent else ""

    def texts(self) -> Iterator[tuple[str, Element]]:
        """Every text with the element it is in."""
        for child in self.children:
            if isinstance(child, str):
                yield child, self
            else:
                yield from child.texts()

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements inside with this tag and these attributes; ``cls`` is one of its classes."""
        cls = attributes.pop("cls", "")
        found = []
        for child in self.children:
            if isinstance(child, str):
                continue
            fits = not tag or child.tag == tag
            fits = fits and (not cls or cls in child.attributes.get("class", "").split())
            if fits and all(child.attributes.get(k) == v for k, v in attributes.items()):
                found.append(child)
            found += child.all(tag, **attributes, **({"cls": cls} if cls else {}))
        return found

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def link(self, text: str) -> str:
        """The address behind the first link with this text or label."""
        for link in self.all("a"):
            if text in (link.text, link.attributes.get("aria-label")):
                return link.attributes["href"]
        raise AssertionError(f"no link {text!r} in {[link.text for link in self.all('a')]}")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>: {self.getpos()}"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read(html: str) -> Element:
    """The tree of a page. Fails where tags are not closed in their order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.at is builder.root, f"<{builder.at.tag}> is not closed"
    return builder.root


def as_json(response: TestResponse) -> Any:
    """The JSON of an answer."""
    assert response.is_json
    return response.get_json()
