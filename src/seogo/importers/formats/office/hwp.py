"""Documents of Hancom Office (HWP 5): records of paragraphs, tables, notes and images, by Hancom's published format."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from seogo.importers.extraction.dates import to_date
from seogo.importers.format import Format, Head
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
from seogo.importers.formats.office.ole import MAGIC, CompoundFile, is_hwp, kind_of, plain
from seogo.importers.formats.office.reading import DocumentRefused, document_format
from seogo.importers.formats.unread import not_read
from seogo.importers.item import ExportedImage, Item, PassedOver, Piece, Refused
from seogo.messages import Message

_PACKED, _LOCKED, _DISTRIBUTED, _RIGHTS = 1, 2, 4, 16
_BIN, _LETTERS, _NUMBERING, _BULLET, _SHAPE, _STYLE = 0x12, 0x15, 0x17, 0x18, 0x19, 0x1A
_PARAGRAPH, _TEXT, _LOOKS, _CONTROL, _LIST, _TABLE = 0x42, 0x43, 0x44, 0x47, 0x48, 0x4D
_PICTURE, _EQUATION = 0x55, 0x58
_MOST_RECORDS: Final = 3_000_000
_DEEPEST: Final = 20
_EXTENDED: Final = frozenset((1, 2, 3, *range(11, 13), *range(14, 19), *range(21, 24)))
"""Signs that stand for a control, which has a record of its own."""
_WIDE: Final = frozenset((*range(4, 10), 19, 20)) | _EXTENDED
"""Signs that take the place of eight."""
_SIGNS: Final = {9: " ", 10: "<br>", 24: "-", 30: " ", 31: " "}
_FORMS: Final = {2: "upperRoman", 3: "lowerRoman", 4: "upperLetter", 5: "lowerLetter", 8: "ganada"}
_TITLE: Final = re.compile(r"(?:문서\s?)?제목|title", re.IGNORECASE)
_KINDS: Final = ("", "OUTLINE", "NUMBER", "BULLET")


@dataclass(slots=True)
class _Record:
    tag: int
    data: bytes
    children: list[_Record] = field(default_factory=list)


def read_hwp(data: bytes) -> Document:
    """The document in an HWP file. Raises DocumentRefused for one that is locked."""
    file = CompoundFile(data)
    head = file.read("FileHeader")
    if len(head) < 40:
        raise DocumentRefused(Message("document.damaged", detail="FileHeader"))
    flags = int.from_bytes(head[36:40], "little")
    if flags & (_LOCKED | _RIGHTS):
        raise DocumentRefused(Message("document.encrypted"))
    if flags & _DISTRIBUTED:
        raise DocumentRefused(Message("document.distributed"))
    return _Reader(file, packed=bool(flags & _PACKED)).document


class _Reader:
    def __init__(self, file: CompoundFile, *, packed: bool) -> None:
        self.document = Document()
        self._file = file
        self._packed = packed
        self._bold: list[bool] = []
        self._shapes: list[ParagraphHead] = []
        self._titles: list[bool] = []
        self._images: list[tuple[str, bool]] = []
        self._notes = 0
        self._numbering = self._read_definitions()
        self._read_properties()
        sections = [
            (int(found[1]), name)
            for name in file.names
            if (found := re.fullmatch(r"BodyText/Section(\d{1,4})", name))
        ]
        if not sections:
            raise DocumentRefused(Message("document.damaged", detail="BodyText"))
        for _, name in sorted(sections):
            records = _tree(file.read(name, packed=packed))
            self.document.blocks += self._blocks(records, 0)

    def _read_properties(self) -> None:
        said = self._file.properties("\x05HwpSummaryInformation")
        found = self.document
        found.title = plain(said.get(2))
        found.authors = people(plain(said.get(4)))
        found.created, found.updated = _moment(said.get(12)), _moment(said.get(13))
        words = re.split("[,;]", plain(said.get(5))[:1000])
        found.tags = tuple(word.strip() for word in words if word.strip())

    def _read_definitions(self) -> Numbering:
        kinds: dict[str, list[Level]] = {}
        count = {_NUMBERING: 0, _BULLET: 0}
        for tag, _, data in _records(self._file.read("DocInfo", packed=self._packed)):
            if tag == _LETTERS:
                self._bold.append(len(data) >= 50 and bool(data[46] & 2))
            elif tag == _SHAPE and len(data) >= 32:
                said = int.from_bytes(data[:4], "little")
                kind, level = _KINDS[said >> 23 & 3], said >> 25 & 7
                key = f"{kind}{int.from_bytes(data[30:32], 'little')}"
                self._shapes.append(ParagraphHead(kind, key, level))
            elif tag == _STYLE:
                self._titles.append(bool(_TITLE.fullmatch(_string(data, 0)[0])))
            elif tag == _BIN:
                self._images.append(_image_of(data))
            elif tag in count:
                count[tag] += 1
                kind = "NUMBER" if tag == _NUMBERING else "BULLET"
                levels = _levels(data) if tag == _NUMBERING else [Level("bullet")] * LEVELS
                kinds[f"{kind}{count[tag]}"] = levels
        return Numbering(kinds, {key: (key, {}) for key in kinds})

    def _blocks(self, records: Sequence[_Record], depth: int) -> Iterator[Block]:
        for one in records if depth <= _DEEPEST else ():
            if one.tag == _PARAGRAPH:
                yield from self._paragraph(one, depth)

    def _paragraph(self, paragraph: _Record, depth: int) -> Iterator[Block]:
        inner: list[Block] = []
        html = self._inline(paragraph, depth, inner)
        shape = int.from_bytes(paragraph.data[8:10], "little")
        style = paragraph.data[10] if len(paragraph.data) > 10 else 0
        head = self._shapes[shape] if shape < len(self._shapes) else ParagraphHead()
        title = style < len(self._titles) and self._titles[style]
        if block := paragraph_block(html, head, self._numbering, title=title):
            yield block
        yield from inner

    def _inline(self, paragraph: _Record, depth: int, inner: list[Block]) -> str:
        """The HTML of a paragraph; ``inner`` gets the tables and boxes that stand in it."""
        data = b"".join(one.data for one in paragraph.children if one.tag == _TEXT)
        controls = iter([one for one in paragraph.children if one.tag == _CONTROL])
        bold = self._bold_from(paragraph)
        parts: list[str] = []
        links: list[tuple[int, str]] = []
        start, at = 0, 0
        codes = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
        while at <= len(codes):
            code = codes[at] if at < len(codes) else 13
            change = at in bold and at > start
            if code >= 32 and not change:
                at += 1
                continue
            if at > start:
                text = escaped(data[2 * start : 2 * at].decode("utf-16-le", "replace"))
                is_bold = _latest(bold, start)
                parts.append(f"<strong>{text}</strong>" if is_bold and text.strip() else text)
                start = at
            if code >= 32:
                at += 1
                continue
            if code in _EXTENDED and (control := next(controls, None)) is not None:
                parts.append(self._control(control, depth, inner, links, len(parts)))
            elif code == 4 and links:
                begun, address = links.pop()
                parts[begun:] = [linked("".join(parts[begun:]), address)]
            else:
                parts.append(_SIGNS.get(code, ""))
            at += 8 if code in _WIDE else 1
            start = at
        return "".join(parts)

    def _bold_from(self, paragraph: _Record) -> dict[int, bool]:
        """Whether letters are bold, by the places from which they are or are not."""
        found: dict[int, bool] = {}
        for one in paragraph.children:
            if one.tag == _LOOKS:
                for at in range(0, len(one.data) - 7, 8):
                    place, look = struct.unpack_from("<II", one.data, at)
                    found[place] = look < len(self._bold) and self._bold[look]
        return found

    def _control(
        self,
        control: _Record,
        depth: int,
        inner: list[Block],
        links: list[tuple[int, str]],
        at: int,
    ) -> str:
        match control.data[3::-1]:
            case b"fn  " | b"en  ":
                self._notes += 1
                key = str(self._notes)
                self.document.notes[key] = list(self._blocks(control.children, depth + 1))
                return note_mark(key)
            case b"tbl ":
                inner += self._table(control, depth)
            case b"gso ":
                return self._drawing(control, depth, inner)
            case b"eqed":
                script = next((one.data for one in control.children if one.tag == _EQUATION), b"")
                return escaped(_string(script, 4)[0])
            case b"tdut":
                main, end = _string(control.data, 4)
                over = _string(control.data, end)[0]
                return escaped(f"{main}({over})" if over else main)
            case b"%hlk":
                address = re.split(r"(?<!\\);", _string(control.data, 9)[0][:2000])[0]
                links.append((at, re.sub(r"\\(?=[:?;])", "", address).strip()))
            case name if name.startswith(b"%"):
                links.append((at, ""))
        return ""

    def _table(self, control: _Record, depth: int) -> Iterator[Block]:
        cells: list[tuple[int, int, int, str]] = []
        caption: list[_Record] = []
        own: list[_Record] = caption
        place: tuple[int, int, int] | None = None
        seen = False
        for one in [*control.children, _Record(_LIST, b"")]:
            if one.tag == _TABLE:
                seen = True
            elif one.tag == _LIST:
                if place is not None:
                    html = cell_html(self._blocks(own, depth + 1))
                    cells.append((place[0], place[1], place[2], html))
                own, place = [], None
                if not seen:
                    own = caption
                elif len(one.data) >= 16:
                    column, row, wide = struct.unpack_from("<HHH", one.data, 8)
                    place = row, column, wide
            else:
                own.append(one)
        yield grid(cells)
        yield from self._blocks(caption, depth + 1)

    def _drawing(self, control: _Record, depth: int, inner: list[Block]) -> str:
        marks: list[str] = []
        waiting = [*reversed(control.children)]
        while waiting:
            one = waiting.pop()
            if one.tag == _PARAGRAPH:
                inner += self._blocks([one], depth + 1)
                continue
            if one.tag == _PICTURE and len(one.data) >= 73:
                marks.append(self._image(int.from_bytes(one.data[71:73], "little")))
            waiting += reversed(one.children)
        return "".join(marks)

    def _image(self, number: int) -> str:
        if not 1 <= number <= len(self._images):
            return ""
        path, packed = self._images[number - 1]
        if path not in self._file.names:
            return ""
        if path not in self.document.images:
            self.document.images[path] = self._file.read(path, packed=packed and self._packed), ""
        return image_mark(path)


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The records of a stream: tag, level and content."""
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(data):
            return
        head = int.from_bytes(data[at : at + 4], "little")
        at += 4
        size = head >> 20
        if size == 0xFFF:
            size = int.from_bytes(data[at : at + 4], "little")
            at += 4
        yield head & 0x3FF, head >> 10 & 0x3FF, data[at : at + size]
        at += size


def _tree(data: bytes) -> list[_Record]:
    """The outermost records of a stream, which hold those of deeper levels that follow them."""
    roots: list[_Record] = []
    opened: list[tuple[int, list[_Record]]] = [(-1, roots)]
    for tag, level, content in _records(data):
        while len(opened) > 1 and opened[-1][0] >= level:
            opened.pop()
        record = _Record(tag, content)
        opened[-1][1].append(record)
        opened.append((level, record.children))
    return roots


def _latest(changes: dict[int, bool], at: int) -> bool:
    return next(
        (bold for place, bold in sorted(changes.items(), reverse=True) if place <= at), False
    )


def _string(data: bytes, at: int) -> tuple[str, int]:
    """The text at a place, which begins with the number of its letters, and where it ends."""
    length = int.from_bytes(data[at : at + 2], "little")
    end = at + 2 + 2 * length
    return data[at + 2 : end].decode("utf-16-le", "replace"), end


def _levels(data: bytes) -> list[Level]:
    levels: list[Level] = []
    at = 0
    for _ in range(7):
        form = int.from_bytes(data[at : at + 4], "little") >> 5 & 0xF
        text, at = _string(data, at + 12)
        levels.append(Level(_FORMS.get(form, "decimal"), re.sub(r"\^(\d)", r"%\1", text[:100])))
    return [*levels, *[Level()] * (LEVELS - len(levels))]


def _image_of(data: bytes) -> tuple[str, bool]:
    """The stream of an image, and whether it is packed as the document is."""
    said = int.from_bytes(data[:2], "little")
    if said & 0xF != 1:
        return "", False
    ending = _string(data, 4)[0][:10]
    return f"BinData/BIN{int.from_bytes(data[2:4], 'little'):04X}.{ending}", said >> 4 & 3 != 2


def _moment(value: object) -> str:
    if not isinstance(value, datetime):
        return ""
    return (
        to_date(value.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        if value.year > 1980
        else ""
    )


def _matches(head: Head) -> bool:
    return head.data.startswith(MAGIC)


_HWP = document_format("hwp", "document.hwp", _matches, read_hwp)


def _read(piece: Piece, data: bytes) -> Iterator[Item | ExportedImage | Refused | PassedOver]:
    ending = Head(data, piece.name).ending
    if is_hwp(data) or ending == "hwp":
        assert _HWP.read is not None
        yield from _HWP.read(piece, data)
    else:
        yield not_read(piece.where, kind_of(data, ending))


HWP = Format("hwp", _matches, _read, apart=True)
"""Documents of HWP; other documents in compound files are refused by their names."""
