"""Documents of LibreOffice (ODT): headings, paragraphs, lists, tables, notes, links and images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.tree import Element
from seogo.importers.format import Head
from seogo.importers.formats.office.document import (
    Block,
    Document,
    ListMark,
    cell_html,
    escaped,
    image_mark,
    linked,
    note_mark,
    people,
    table,
)
from seogo.importers.formats.office.package import (
    Package,
    child,
    first_date,
    first_name,
    first_text,
    get,
    local,
    texts,
)
from seogo.importers.formats.office.reading import DocumentRefused, document_format
from seogo.messages import Message

_DEEPEST: Final = 20
_MOST_REPEATED: Final = 50
_LEFT_OUT: Final = frozenset(
    (
        *("tracked-changes", "table-of-content", "illustration-index", "alphabetical-index"),
        *("table-index", "object-index", "user-index", "bibliography", "annotation"),
        *("sequence-decls", "variable-decls", "user-field-decls", "forms", "scripts", "ruby-text"),
    )
)
_THROUGH: Final = frozenset(
    ("section", "index-body", "table-header-rows", "table-rows", "table-row-group")
)


def read_odt(data: bytes) -> Document:
    """The document in an ODT file. Raises DocumentRefused for one that is locked."""
    package = Package(data)
    package.refuse_locked()
    return _Reader(package).document


class _Reader:
    def __init__(self, package: Package) -> None:
        self.document = Document()
        self._package = package
        self._bold: set[str] = set()
        self._parents: dict[str, str] = {}
        self._numbered: dict[str, set[int]] = {}
        self._notes = 0
        root = package.xml("content.xml")
        if (text := child(root, "body", "text")) is None:
            raise DocumentRefused(Message("document.damaged", detail="content.xml"))
        for styles in (package.xml("styles.xml"), root):
            self._read_styles(styles)
        self.document.blocks = list(self._blocks(text, 0))
        self._read_properties(package.xml("meta.xml"))

    def _read_properties(self, root: Element | None) -> None:
        found = self.document
        found.title = first_text(root, "title")
        found.authors = people(first_text(root, "initial-creator", "creator"))
        found.created = first_date(root, "creation-date")
        found.updated = first_date(root, "date")
        found.tags = tuple(
            word.strip()
            for text in texts(root, "keyword")
            for word in re.split("[,;]", text[:1000])
            if word.strip()
        )[:50]

    def _read_styles(self, root: Element | None) -> None:
        for one in root.iter("{*}style", "{*}list-style") if root is not None else ():
            name = get(one, "name")
            if local(one) == "list-style":
                levels = [
                    get(level, "level")
                    for level in one
                    if local(level) == "list-level-style-number"
                ]
                self._numbered[name] = {
                    int(level) for level in levels if re.fullmatch("[0-9]{1,2}", level)
                }
                continue
            self._parents[name] = get(one, "parent-style-name")
            if get(child(one, "text-properties"), "font-weight") in (
                "bold",
                "600",
                "700",
                "800",
                "900",
            ):
                self._bold.add(name)

    def _is_title(self, style: str) -> bool:
        return "title" in (style.lower(), self._parents.get(style, "").lower())

    def _blocks(self, parent: Element, depth: int) -> Iterator[Block]:
        for one in parent if depth <= _DEEPEST else ():
            name = local(one)
            if name in ("h", "p"):
                yield from self._paragraph(one, depth)
            elif name == "list":
                yield from self._list(one, depth, 0, get(one, "style-name"))
            elif name == "table":
                yield self._table(one, depth)
            elif name in _THROUGH:
                yield from self._blocks(one, depth + 1)
            elif name in ("frame", "g", "custom-shape", "text-box", "rect"):
                inner: list[Block] = []
                if html := self._frame(one, depth, inner):
                    yield Block(html)
                yield from inner

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Block]:
        inner: list[Block] = []
        html = self._inline(paragraph, depth, inner).strip()
        html = re.sub(r"</strong>(\s{0,9})<strong>", r"\1", html)
        style, level = get(paragraph, "style-name"), get(paragraph, "outline-level")
        title = self._is_title(style)
        heading = int(title)
        if local(paragraph) == "h":
            heading = int(level) if level in tuple("123456789") else 1
        if heading:
            html = re.sub("</?strong>", "", html)
        elif style in self._bold and html:
            html = f"<strong>{re.sub('</?strong>', '', html)}</strong>"
        if re.sub("<[^<>]*+>", "", html).strip():
            yield Block(html, heading, title=title)
        yield from inner

    def _list(self, element: Element, depth: int, level: int, style: str) -> Iterator[Block]:
        if depth > _DEEPEST:
            return
        ordered = level + 1 in self._numbered.get(style, ())
        number = 0
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            number += local(item) == "list-item"
            start = get(item, "start-value")
            number = int(start) if re.fullmatch("[0-9]{1,6}", start) else number
            first = local(item) == "list-item"
            for one in item:
                if local(one) == "list":
                    yield from self._list(
                        one, depth + 1, level + 1, get(one, "style-name") or style
                    )
                    continue
                for block in self._blocks([one], depth + 1):
                    mark = ListMark(level, number if ordered else None, item=first)
                    yield Block(
                        block.html, block.heading, None if block.heading else mark, block.whole
                    )
                    first = False

    def _table(self, element: Element, depth: int) -> Block:
        rows: list[list[tuple[str, int]]] = []
        for row in _rows(element):
            cells: list[tuple[str, int]] = []
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                html = (
                    cell_html(self._blocks(cell, depth + 1)) if local(cell) == "table-cell" else ""
                )
                cells += [(html, 1)] * _times(cell, "number-columns-repeated")
            while cells and not cells[-1][0]:
                cells.pop()
            rows += [cells[:_MOST_REPEATED]] * (_times(row, "number-rows-repeated") if cells else 1)
        return table(rows)

    def _inline(self, parent: Element, depth: int, inner: list[Block]) -> str:
        if depth > _DEEPEST:
            return escaped("".join(parent.itertext()))
        parts = [escaped(parent.text or "")]
        for one in parent:
            name = local(one)
            match name:
                case "span":
                    html = self._inline(one, depth + 1, inner)
                    bold = get(one, "style-name") in self._bold and html.strip()
                    parts.append(f"<strong>{html}</strong>" if bold else html)
                case "a":
                    parts.append(linked(self._inline(one, depth + 1, inner), get(one, "href")))
                case "s":
                    parts.append(" ")
                case "tab":
                    parts.append(" ")
                case "line-break":
                    parts.append("<br>")
                case "note":
                    self._notes += 1
                    key = str(self._notes)
                    body = child(one, "note-body")
                    self.document.notes[key] = (
                        list(self._blocks(body, depth + 1)) if body is not None else []
                    )
                    parts.append(note_mark(key))
                case "frame" | "g" | "custom-shape" | "text-box" | "rect":
                    parts.append(self._frame(one, depth, inner))
                case "ruby":
                    parts.append(self._inline(one, depth + 1, inner))
                    if over := " ".join(texts(one, "ruby-text")):
                        parts.append(escaped(f"({over})"))
                case _ if name and name not in _LEFT_OUT:
                    parts.append(self._inline(one, depth + 1, inner))
            parts.append(escaped(one.tail or ""))
        return "".join(parts)

    def _frame(self, frame: Element, depth: int, inner: list[Block]) -> str:
        """The mark of the image in a frame; ``inner`` gets the blocks of its text."""
        if depth > _DEEPEST:
            return ""
        said = " ".join("".join(one.itertext()) for one in frame if local(one) in ("title", "desc"))
        marks: list[str] = []
        for one in frame:
            name, path = local(one), get(one, "href").removeprefix("./")
            if name == "image" and path in self._package.names:
                if path not in self.document.images:
                    self.document.images[path] = (
                        self._package.read(path),
                        " ".join(said.split())[:300],
                    )
                if not marks:  # others are the same in another format
                    marks.append(image_mark(path))
            elif name in ("text-box", "frame", "g", "custom-shape", "rect"):
                marks.append(self._frame(one, depth + 1, inner))
            elif name in ("p", "h", "list", "table"):
                inner += self._blocks([one], depth + 1)
        return "".join(marks)


def _rows(element: Element) -> Iterator[Element]:
    for one in element:
        if local(one) == "table-row":
            yield one
        elif local(one) in _THROUGH:
            yield from (row for row in one if local(row) == "table-row")


def _times(element: Element, name: str) -> int:
    times = get(element, name)
    return min(int(times), _MOST_REPEATED) if re.fullmatch("[1-9][0-9]{0,6}", times) else 1


def _matches(head: Head) -> bool:
    return (
        first_name(head) == "mimetype"
        and b"application/vnd.oasis.opendocument.text" in head.data[:150]
    )


ODT = document_format("odt", "document.odt", _matches, read_odt)
