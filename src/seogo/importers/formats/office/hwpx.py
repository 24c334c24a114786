"""Documents of Hancom Office (HWPX): paragraphs with their outline and lists, tables, notes, links and images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.dates import to_date
from seogo.importers.extraction.tree import Element
from seogo.importers.format import Head
from seogo.importers.formats.office.document import (
    Block,
    Document,
    cell_html,
    escaped,
    grid,
    image_mark,
    linked,
    note_mark,
    people,
)
from seogo.importers.formats.office.hancom import ParagraphHead, paragraph_block
from seogo.importers.formats.office.numbering import LEVELS, Level, Numbering
from seogo.importers.formats.office.package import (
    Package,
    child,
    first_name,
    first_text,
    get,
    local,
)
from seogo.importers.formats.office.reading import DocumentRefused, document_format
from seogo.messages import Message

CONTENTS: Final = "Contents/content.hpf"
_DEEPEST: Final = 20
_TITLE: Final = re.compile(r"(?:문서\s?)?제목|title", re.IGNORECASE)
_SECTION: Final = re.compile(r"Contents/section(\d{1,4})\.xml")
_BOXES: Final = frozenset(
    ("rect", "ellipse", "polygon", "curve", "arc", "container", "connectLine", "line", "textart")
)
_FORMS: Final = {
    "HANGUL_SYLLABLE": "ganada",
    "LATIN_CAPITAL": "upperLetter",
    "LATIN_SMALL": "lowerLetter",
    "ROMAN_CAPITAL": "upperRoman",
    "ROMAN_SMALL": "lowerRoman",
}
_SPACES: Final = {"tab": " ", "lineBreak": "<br>", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}


def read_hwpx(data: bytes) -> Document:
    """The document in an HWPX file. Raises DocumentRefused for one that is locked."""
    package = Package(data)
    package.refuse_locked()
    return _Reader(package).document


class _Reader:
    def __init__(self, package: Package) -> None:
        self.document = Document()
        self._package = package
        self._bold: set[str] = set()
        self._heads: dict[str, ParagraphHead] = {}
        self._styles: dict[str, str] = {}
        self._items: dict[str, str] = {}
        self._notes = 0
        self._read_properties()
        self._numbering = self._read_header(package.xml("Contents/header.xml"))
        sections = sorted(
            (int(found[1]), name) for name in package.names if (found := _SECTION.fullmatch(name))
        )
        roots = [root for _, name in sections if (root := package.xml(name)) is not None]
        if not roots:
            raise DocumentRefused(Message("document.damaged", detail="Contents/section0.xml"))
        for root in roots:
            self.document.blocks += self._blocks(root, 0)

    def _read_properties(self) -> None:
        root = self._package.xml(CONTENTS)
        found = self.document
        found.title = first_text(root, "title")
        said: dict[str, str] = {}
        for one in root.iter("{*}meta", "{*}item") if root is not None else ():
            if local(one) == "item":
                self._items[get(one, "id")] = get(one, "href")
            elif text := " ".join("".join(one.itertext()).split()):
                said.setdefault(get(one, "name"), text)
        found.authors = people(said.get("creator", ""))
        found.created = to_date(said.get("CreatedDate", ""))
        found.updated = to_date(said.get("ModifiedDate", ""))
        words = re.split("[,;]", said.get("keyword", "")[:1000])
        found.tags = tuple(word.strip() for word in words if word.strip())

    def _read_header(self, root: Element | None) -> Numbering:
        kinds: dict[str, list[Level]] = {}
        for one in (
            root.iter("{*}charPr", "{*}paraPr", "{*}style", "{*}numbering", "{*}bullet")
            if root is not None
            else ()
        ):
            match local(one):
                case "charPr":
                    if child(one, "bold") is not None:
                        self._bold.add(get(one, "id"))
                case "paraPr":
                    head = next(one.iter("{*}heading"), None)
                    level = get(head, "level")
                    number = int(level) if level.isdecimal() else 0
                    kind = get(head, "type")
                    key = f"{kind[:1].lower()}{get(head, 'idRef')}"
                    level_of = min(number, LEVELS - 1)
                    self._heads[get(one, "id")] = ParagraphHead(kind, key, level_of)
                case "style":
                    self._styles[get(one, "id")] = get(one, "name")
                case "numbering":
                    kinds[f"n{get(one, 'id')}"] = _levels(one)
                case _:
                    kinds[f"b{get(one, 'id')}"] = [Level("bullet")] * LEVELS
        return Numbering(kinds, {key: (key, {}) for key in kinds})

    def _blocks(self, parent: Element | None, depth: int) -> Iterator[Block]:
        for one in parent if parent is not None and depth <= _DEEPEST else ():
            if local(one) == "p":
                yield from self._paragraph(one, depth)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Block]:
        inner: list[Block] = []
        html = self._inline(paragraph, depth, inner)
        head = self._heads.get(get(paragraph, "paraPrIDRef"), ParagraphHead())
        title = bool(_TITLE.fullmatch(self._styles.get(get(paragraph, "styleIDRef"), "")))
        if block := paragraph_block(html, head, self._numbering, title=title):
            yield block
        yield from inner

    def _inline(self, paragraph: Element, depth: int, inner: list[Block]) -> str:
        """The HTML of a paragraph; ``inner`` gets the tables and boxes that stand in it."""
        parts: list[str] = []
        links: list[tuple[int, str]] = []
        for run in paragraph:
            if local(run) != "run":
                continue
            bold = get(run, "charPrIDRef") in self._bold
            for one in run:
                name = local(one)
                html = ""
                if name == "t":
                    html = _text(one)
                    html = f"<strong>{html}</strong>" if bold and html.strip() else html
                elif name == "ctrl":
                    html = self._control(one, depth, parts, links)
                elif name == "tbl":
                    inner.append(self._table(one, depth))
                elif name == "pic":
                    html = self._image(one)
                elif name in _BOXES:
                    html = self._box(one, depth, inner)
                elif name == "equation":
                    html = escaped(" ".join("".join(child_text(one, "script")).split()))
                elif name == "compose":
                    html = escaped(get(one, "composeText"))
                elif name == "dutmal":
                    main, over = child_text(one, "mainText"), child_text(one, "subText")
                    html = escaped(f"{main}({over})" if over else main)
                parts.append(html)
        return "".join(parts)

    def _control(
        self, control: Element, depth: int, parts: list[str], links: list[tuple[int, str]]
    ) -> str:
        for one in control:
            name = local(one)
            if name in ("footNote", "endNote"):
                self._notes += 1
                key = f"{name}{self._notes}"
                self.document.notes[key] = list(self._blocks(child(one, "subList"), depth + 1))
                return note_mark(key)
            if name == "fieldBegin":
                links.append((len(parts), _address(one) if get(one, "type") == "HYPERLINK" else ""))
            elif name == "fieldEnd" and links:
                start, address = links.pop()
                if address:
                    parts[start:] = [linked("".join(parts[start:]), address)]
        return ""

    def _table(self, element: Element, depth: int) -> Block:
        cells = []
        for row_at, row in enumerate(one for one in element if local(one) == "tr"):
            column_at = 0
            for cell in row:
                if local(cell) != "tc":
                    continue
                place, span = child(cell, "cellAddr"), get(child(cell, "cellSpan"), "colSpan")
                column, line = get(place, "colAddr"), get(place, "rowAddr")
                wide = int(span) if re.fullmatch("[0-9]{1,3}", span) else 1
                html = cell_html(self._blocks(child(cell, "subList"), depth + 1))
                column_at = int(column) if re.fullmatch("[0-9]{1,4}", column) else column_at
                cells.append(
                    (
                        int(line) if re.fullmatch("[0-9]{1,5}", line) else row_at,
                        column_at,
                        wide,
                        html,
                    )
                )
                column_at += wide
        return grid(cells)

    def _box(self, box: Element, depth: int, inner: list[Block]) -> str:
        if depth > _DEEPEST:
            return ""
        inner += self._blocks(child(box, "drawText", "subList"), depth + 1)
        html = ""
        for one in box:
            if local(one) in _BOXES:
                html += self._box(one, depth + 1, inner)
            elif local(one) == "pic":
                html += self._image(one)
        return html

    def _image(self, picture: Element) -> str:
        key = get(next(picture.iter("{*}img"), None), "binaryItemIDRef")
        path = self._items.get(key, "")
        path = next((one for one in (path, f"Contents/{path}") if one in self._package.names), "")
        if not path:
            return ""
        if path not in self.document.images:
            self.document.images[path] = self._package.read(path), ""
        return image_mark(path)


def _levels(numbering: Element) -> list[Level]:
    levels = [Level()] * LEVELS
    for one in numbering:
        at, start = get(one, "level"), get(one, "start")
        if local(one) == "paraHead" and at in tuple("123456789"):
            text = re.sub(r"\^(\d)", r"%\1", "".join(one.itertext())[:100])
            first = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
            levels[int(at) - 1] = Level(_FORMS.get(get(one, "numFormat"), "decimal"), text, first)
    return levels


def _text(element: Element) -> str:
    """The text of a run; what was deleted and is only marked so is left out."""
    parts = [escaped(element.text or "")]
    deleted = False
    for one in element:
        name = local(one)
        if name in ("deleteBegin", "deleteEnd"):
            deleted = name == "deleteBegin"
        if not deleted:
            parts += [_SPACES.get(name, ""), escaped(one.tail or "")]
    return "".join(parts)


def _address(field: Element) -> str:
    said = {get(one, "name"): "".join(one.itertext()) for one in field.iter("{*}stringParam")}
    address = said.get("Path") or said.get("Command") or ""
    first = re.split(r"(?<!\\);", address[:2000])[0]
    return re.sub(r"\\(?=[:?;])", "", first).strip()


def child_text(element: Element, name: str) -> str:
    """The text of an element below."""
    found = child(element, name)
    return "" if found is None else "".join(found.itertext())


def _matches(head: Head) -> bool:
    return first_name(head) == "mimetype" and b"application/hwp+zip" in head.data[:100]


HWPX = document_format("hwpx", "document.hwpx", _matches, read_hwpx)
