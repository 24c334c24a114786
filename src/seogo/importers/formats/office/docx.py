"""Word documents (DOCX): paragraphs with their styles, lists with their numbering, tables, notes, links and images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from seogo.importers.extraction.tree import Element
from seogo.importers.format import Head
from seogo.importers.formats.office.document import (
    Block,
    Document,
    cell_html,
    escaped,
    image_mark,
    linked,
    note_mark,
    people,
    table,
)
from seogo.importers.formats.office.numbering import word_numbering
from seogo.importers.formats.office.package import (
    Package,
    child,
    first_date,
    first_name,
    first_text,
    get,
    local,
)
from seogo.importers.formats.office.reading import DocumentRefused, document_format
from seogo.messages import Message

_HEADING: Final = re.compile(r"(?:heading|제목|개요|überschrift|titre)\s?([1-9])", re.IGNORECASE)
_TITLE: Final = re.compile(r"title|제목|titel|titre", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"(?:toc|목차|table of figures|index)\b.*|toc heading", re.IGNORECASE)
_FIELD_LINK: Final = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_BOLD_AGAIN: Final = re.compile(r"</strong>(\s{0,9})<strong>")
_LISTS: Final = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)
_THROUGH: Final = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body"))
_DEEPEST: Final = 24
"""Tables, boxes and groups inside each other; what is deeper is left out."""
_MOST_STYLES: Final = 20


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int = 0
    list_id: str = ""
    list_level: str = ""
    bold: bool = False


def read_docx(data: bytes) -> Document:
    """The document in a DOCX file."""
    return _Reader(Package(data)).document


class _Reader:
    def __init__(self, package: Package) -> None:
        self.document = Document()
        self._package = package
        targets = package.relations("")
        main = next(
            (one for one in targets.values() if re.fullmatch(r"word/document\w*\.xml", one)), ""
        )
        main = main or "word/document.xml"
        folder = main.rpartition("/")[0]
        self._links = package.relations(main)
        self._styles = self._read_styles(f"{folder}/styles.xml")
        self._numbering = word_numbering(package.xml(f"{folder}/numbering.xml"))
        self._initial = ""  # a letter before a paragraph, as large as several of its lines
        self._fields: list[
            list[str]
        ] = []  # those that are open: instruction and HTML of the result
        root = package.xml(main)
        if (body := child(root, "body")) is None:
            raise DocumentRefused(Message("document.damaged", detail=main))
        self.document.blocks = list(self._blocks(body, 0))
        own = self._links
        for kind in ("footnote", "endnote"):
            self._links = package.relations(f"{folder}/{kind}s.xml")
            notes = package.xml(f"{folder}/{kind}s.xml")
            for note in notes if notes is not None else ():
                if get(note, "type") in ("", "normal"):
                    self.document.notes[kind + get(note, "id")] = list(self._blocks(note, 0))
        self._links = own
        self._read_properties()

    def _read_properties(self) -> None:
        core = self._package.xml("docProps/core.xml")
        found = self.document
        found.title = first_text(core, "title")
        found.authors = people(first_text(core, "creator"))
        found.created = first_date(core, "created")
        found.updated = first_date(core, "modified")
        words = re.split("[,;]", first_text(core, "keywords")[:1000])
        found.tags = tuple(word.strip() for word in words if word.strip())

    def _read_styles(self, path: str) -> dict[str, _Style]:
        styles: dict[str, _Style] = {}
        root = self._package.xml(path)
        for one in root if root is not None else ():
            if local(one) != "style":
                continue
            properties, list_mark = child(one, "pPr"), child(one, "pPr", "numPr")
            styles[get(one, "styleId")] = _Style(
                name=get(child(one, "name"), "val"),
                based_on=get(child(one, "basedOn"), "val"),
                outline=_outline(properties),
                list_id=get(child(list_mark, "numId"), "val"),
                list_level=get(child(list_mark, "ilvl"), "val"),
                bold=_is_on(child(one, "rPr", "b")),
            )
        return styles

    def _chain(self, name: str) -> Iterator[_Style]:
        """A style and those that it is based on."""
        for _ in range(_MOST_STYLES):
            if (style := self._styles.get(name)) is None:
                return
            yield style
            name = style.based_on

    def _blocks(self, parent: Element | None, depth: int) -> Iterator[Block]:
        if parent is None or depth > _DEEPEST:
            return
        for one in parent:
            name = local(one)
            if name == "p":
                yield from self._paragraph(one, depth)
            elif name == "tbl":
                yield self._table(one, depth)
            elif (
                name == "sdt"
                and get(child(one, "sdtPr", "docPartObj", "docPartGallery"), "val")
                == "Table of Contents"
            ):
                continue
            elif name in _THROUGH:
                yield from self._blocks(one, depth + 1)
            elif name == "AlternateContent":
                yield from self._blocks(next(iter(one), None), depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        styles = list(self._chain(get(child(properties, "pStyle"), "val")))
        names = [style.name for style in styles]
        boxes: list[Block] = []
        html = self._initial + self._inline(paragraph, depth, boxes) + self._results()
        html = _BOLD_AGAIN.sub(r"\1", html)
        initial = get(child(properties, "framePr"), "dropCap") in ("drop", "margin")
        self._initial = html if initial else ""
        if initial:
            return
        if any(_CONTENTS.fullmatch(name) for name in names[:1]) or not _seen(html):
            yield from boxes
            return
        heading = next((int(m[1]) for name in names if (m := _HEADING.fullmatch(name))), 0)
        heading = (
            heading or _outline(properties) or next((s.outline for s in styles if s.outline), 0)
        )
        title = bool(names and _TITLE.fullmatch(names[0]))
        if len(re.sub("<[^<>]*+>", "", html)) > 300:
            heading = 0
        list_mark = child(properties, "numPr")
        list_id = get(child(list_mark, "numId"), "val") or next(
            (s.list_id for s in styles if s.list_id), ""
        )
        level = get(child(list_mark, "ilvl"), "val") or next(
            (s.list_level for s in styles if s.list_level), "0"
        )
        mark, sign = self._numbering.next(list_id, int(level) if level.isdecimal() else 0)
        if heading or title:
            html = re.sub("</?strong>", "", html)
        yield Block(
            f"{escaped(sign)} {html}" if sign else html,
            heading=heading or int(title),
            mark=None if heading or title else mark,
            title=title,
        )
        yield from boxes

    def _results(self) -> str:
        """What fields that go on in the next paragraph have shown in this one; nothing of lists of contents."""
        shown = [one[1] for one in self._fields if not _LISTS.match(one[0])]
        for one in self._fields:
            one[1] = ""
        return "".join(shown)

    def _table(self, element: Element, depth: int) -> Block:
        rows = []
        for row in _through(element, "tr"):
            cells = []
            for cell in _through(row, "tc"):
                properties = child(cell, "tcPr")
                span = get(child(properties, "gridSpan"), "val")
                merged = child(properties, "vMerge")
                goes_on = merged is not None and get(merged, "val") in ("", "continue")
                html = "" if goes_on else cell_html(self._blocks(cell, depth + 1))
                cells.append((html, int(span) if span.isdecimal() else 1))
            rows.append(cells)
        return table(rows)

    def _inline(self, parent: Element, depth: int, boxes: list[Block]) -> str:
        """The HTML of runs; ``boxes`` gets the blocks of text boxes."""
        parts: list[str] = []
        for one in parent if depth <= _DEEPEST else ():
            match local(one):
                case "r":
                    html = self._run(one, depth, boxes)
                case "hyperlink":
                    html = linked(
                        self._inline(one, depth + 1, boxes), self._links.get(get(one, "id"), "")
                    )
                case "fldSimple":
                    inner = self._inline(one, depth + 1, boxes)
                    found = _FIELD_LINK.match(get(one, "instr"))
                    html = linked(inner, found[1]) if found else inner
                case (
                    "ins"
                    | "moveTo"
                    | "smartTag"
                    | "sdt"
                    | "sdtContent"
                    | "customXml"
                    | "dir"
                    | "bdo"
                ):
                    html = self._inline(one, depth + 1, boxes)
                case "AlternateContent":
                    first = next(iter(one), None)
                    html = self._inline(first, depth + 1, boxes) if first is not None else ""
                case "oMath" | "oMathPara":
                    html = escaped(" ".join("".join(one.itertext()).split()))
                case _:
                    html = ""
            if self._fields and local(one) != "r":
                self._fields[-1][1] += html
            else:
                parts.append(html)
        return "".join(parts)

    def _run(self, run: Element, depth: int, boxes: list[Block]) -> str:
        properties = child(run, "rPr")
        if _is_on(child(properties, "vanish")):
            return ""
        bold = _is_on(child(properties, "b"))
        outside: list[str] = []
        for one in run:
            html = self._run_part(one, depth, boxes)
            if local(one) == "fldChar":
                if get(one, "fldCharType") == "begin":
                    self._fields.append(["", ""])
                elif self._fields and get(one, "fldCharType") == "end":
                    instruction, result = self._fields.pop()
                    found = _FIELD_LINK.match(instruction)
                    html = linked(result, found[1]) if found else result
                    html = "" if _LISTS.match(instruction) else html
            elif local(one) == "instrText" and self._fields:
                self._fields[-1][0] = (self._fields[-1][0] + (one.text or ""))[:2000]
            elif bold and _seen(html):
                html = f"<strong>{html}</strong>"
            if self._fields:
                self._fields[-1][1] += html
            else:
                outside.append(html)
        return "".join(outside)

    def _run_part(self, one: Element, depth: int, boxes: list[Block]) -> str:
        match local(one):
            case "t":
                return escaped(one.text or "")
            case "tab" | "ptab":
                return " "
            case "br":
                return " " if get(one, "type") in ("page", "column") else "<br>"
            case "cr":
                return "<br>"
            case "noBreakHyphen":
                return "-"
            case "sym":
                return _symbol(get(one, "char"))
            case "footnoteReference":
                return note_mark(f"footnote{get(one, 'id')}")
            case "endnoteReference":
                return note_mark(f"endnote{get(one, 'id')}")
            case "ruby":
                base, over = (
                    "".join(
                        t.text or "" for part in one.iter(f"{{*}}{name}") for t in part.iter("{*}t")
                    )
                    for name in ("rubyBase", "rt")
                )
                return escaped(f"{base}({over})" if over else base)
            case "drawing" | "pict" | "object":
                return self._drawing(one, depth, boxes)
            case "AlternateContent":
                first = next(iter(one), None)
                inner = next(iter(first), None) if first is not None else None
                return (
                    self._run_part(inner, depth + 1, boxes)
                    if inner is not None and depth < _DEEPEST
                    else ""
                )
        return ""

    def _drawing(self, drawing: Element, depth: int, boxes: list[Block]) -> str:
        said = next(
            (
                get(one, "descr") or get(one, "title")
                for one in drawing.iter("{*}docPr", "{*}shape")
            ),
            "",
        )
        marks: list[str] = []
        for one in _shown(drawing):
            if local(one) == "txbxContent":
                boxes += self._blocks(one, depth + 1)
                continue
            target = self._links.get(get(one, "embed") or get(one, "id"), "")
            if target in self._package.names:
                if target not in self.document.images:
                    self.document.images[target] = self._package.read(target), said[:300]
                marks.append(image_mark(target))
        return "".join(marks)


def _through(parent: Element, name: str, depth: int = 0) -> Iterator[Element]:
    """Rows or cells, also those in controls around them."""
    for one in parent if depth < _DEEPEST else ():
        if local(one) == name:
            yield one
        elif local(one) in _THROUGH:
            yield from _through(one, name, depth + 1)


def _shown(drawing: Element) -> Iterator[Element]:
    """Images and text boxes of a drawing, not those in boxes again."""
    waiting = [drawing]
    while waiting:
        one = waiting.pop()
        name = local(one)
        if name in ("blip", "imagedata", "txbxContent"):
            yield one
        if name == "AlternateContent":
            waiting += one[:1]
        elif name != "txbxContent":
            waiting += reversed(one)


def _outline(properties: Element | None) -> int:
    level = get(child(properties, "outlineLvl"), "val")
    return int(level) + 1 if level in tuple("012345678") else 0


def _is_on(element: Element | None) -> bool:
    return element is not None and get(element, "val").lower() not in ("0", "false", "off", "none")


def _symbol(code: str) -> str:
    """A sign of a font of symbols; those of their own have no meaning elsewhere."""
    if (
        not re.fullmatch("[0-9A-Fa-f]{4}", code)
        or 0xE000 <= int(code, 16) < 0xF900
        or int(code, 16) < 32
    ):
        return ""
    number = int(code, 16)
    return "" if 0xD800 <= number < 0xE000 else escaped(chr(number))


def _seen(html: str) -> bool:
    return bool(re.sub("<[^<>]*+>", "", html).strip())


def _matches(head: Head) -> bool:
    first = first_name(head)
    return (
        first.startswith(("[Content_Types]", "_rels/", "docProps/", "word/"))
        and b"word/" in head.data
    )


DOCX = document_format("docx", "document.docx", _matches, read_docx)
