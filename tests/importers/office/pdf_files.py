"""PDF documents that tests write: text at places, in a font whose letters are said by a CMap."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple


class Text(NamedTuple):
    """A text whose baseline begins at ``x``, ``y`` points from the upper left corner of the page."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


class Link(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float
    address: str


WIDTH, HEIGHT = 595, 842


def width(text: str, size: float = 10) -> float:
    """The points that a text takes: letters of ASCII take half of a square."""
    return sum(0.5 if letter < "\u0250" else 1.0 for letter in text) * size


def pdf(
    *pages: Sequence[Text],
    info: str = "",
    links: Sequence[Link] = (),
    mapped: bool = True,
    outline: Sequence[str] = (),
    image: bytes = b"",
    whole: bool = False,
    encrypt: str = "",
) -> bytes:
    """A document of pages; ``mapped`` False leaves out what its letters mean, ``image`` is a JPEG on the first page,
    ``whole`` over all of it."""
    letters = sorted({letter for page in pages for text in page for letter in text.text})
    codes = {letter: at + 3 for at, letter in enumerate(letters)}
    objects: list[bytes] = [b""] * 8

    def add(data: str | bytes) -> int:
        objects.append(data.encode() if isinstance(data, str) else data)
        return len(objects)

    def stream(data: bytes, more: str = "") -> bytes:
        packed = zlib.compress(data)
        return (
            f"<< /Length {len(packed)} /Filter /FlateDecode {more} >>\nstream\n".encode()
            + packed
            + b"\nendstream"
        )

    widths = " ".join(
        f"{code} [{500 if letter < chr(0x250) else 1000}]" for letter, code in codes.items()
    )
    for at, name in ((2, "Batang"), (5, "Batang-Bold")):
        to_unicode = (
            f"/ToUnicode {at + 3} 0 R"
            if mapped and at == 2
            else "/ToUnicode 5 0 R"
            if mapped
            else ""
        )
        objects[at] = (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{at + 2} 0 R]"
            f" {to_unicode} >>"
        ).encode()
        objects[at + 1] = (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe)"
            f" /Ordering (Identity) /Supplement 0 >> /DW 1000 /W [{widths}] /FontDescriptor 8 0 R >>"
        ).encode()
    pairs = "\n".join(
        f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end"
    )
    objects[4] = stream(cmap.encode())
    objects[7] = (
        b"<< /Type /FontDescriptor /FontName /Batang /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880"
        b" /Descent -120 /CapHeight 700 /StemV 80 >>"
    )
    picture = add(stream_raw(image)) if image else 0
    kids: list[int] = []
    for number, page in enumerate(pages):
        lines = ["BT"]
        for text in page:
            shown = "".join(f"{codes[letter]:04x}" for letter in text.text)
            font = "F2" if text.bold else "F1"
            lines.append(
                f"/{font} {text.size} Tf 1 0 0 1 {text.x} {HEIGHT - text.y} Tm <{shown}> Tj"
            )
        lines.append("ET")
        if picture and number == 0:
            lines.append(
                f"q {WIDTH if whole else 200} 0 0 {HEIGHT if whole else 150} {0 if whole else 60} 0 cm /I Do Q"
            )
        content = add(stream("\n".join(lines).encode()))
        annotations = [
            add(
                f"<< /Type /Annot /Subtype /Link /Rect [{one.x0} {HEIGHT - one.y1} {one.x1} {HEIGHT - one.y0}]"
                f" /A << /S /URI /URI ({one.address}) >> >>"
            )
            for one in (links if number == 0 else ())
        ]
        refs = " ".join(f"{one} 0 R" for one in annotations)
        images = f"/XObject << /I {picture} 0 R >>" if picture else ""
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {content} 0 R"
                f" /Resources << /Font << /F1 3 0 R /F2 6 0 R >> {images} >> /Annots [{refs}] >>"
            )
        )
    objects[1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{one} 0 R' for one in kids)}] /Count {len(kids)} >>".encode()
    )
    marks = ""
    if outline:
        first = len(objects) + 2
        root = add("")
        for at, title in enumerate(outline):
            near = f"/Next {first + at + 1} 0 R" if at + 1 < len(outline) else ""
            add(
                f"<< /Title <feff{title.encode('utf-16-be').hex()}> /Parent {root} 0 R {near} /Dest [{kids[0]} 0 R /Fit] >>"
            )
        objects[root - 1] = (
            f"<< /Type /Outlines /First {first} 0 R /Last {first + len(outline) - 1} 0 R >>".encode()
        )
        marks = f"/Outlines {root} 0 R"
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {marks} >>".encode()
    number = add(f"<< {info} >>")
    return _file(objects, f"/Info {number} 0 R {encrypt}")


def stream_raw(jpeg: bytes) -> bytes:
    """An image of a document, 200 by 150 pixels as it says."""
    head = (
        "<< /Type /XObject /Subtype /Image /Width 200 /Height 150 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        f" /Filter /DCTDecode /Length {len(jpeg)} >>\nstream\n"
    )
    return head.encode() + jpeg + b"\nendstream"


def _file(objects: list[bytes], trailer: str) -> bytes:
    data = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, one in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    return (
        data
        + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def utf16(text: str) -> str:
    """A text as a property has it."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def lines(
    text: str, x: float, y: float, wide: float, size: float = 10, step: float = 15
) -> list[Text]:
    """A paragraph in full lines of so many points, cut between any two letters as Korean is."""
    found: list[Text] = []
    line = ""
    for letter in text:
        if width(line + letter, size) > wide:
            found.append(Text(x, y + step * len(found), line.strip(), size))
            line = ""
        line += letter
    return [*found, Text(x, y + step * len(found), line.strip(), size)]


def worded(
    text: str, x: float, y: float, wide: float, size: float = 10, step: float = 15
) -> list[Text]:
    """A paragraph in lines of whole words; a hyphen in a word lets it be cut there (``soft-ware`` of ``soft|ware``)."""
    found: list[Text] = []
    line = ""

    def end() -> None:
        found.append(Text(x, y + step * len(found), line, size))

    for word in text.split():
        parts = word.split("|")
        for at, part in enumerate(parts):
            gap = " " if line and at == 0 else ""
            sign = "" if at + 1 == len(parts) or part.endswith("-") else "-"
            if width(line + gap + part + sign, size) <= wide:
                line += gap + part
            else:
                line += "-" if at and not line.endswith("-") else ""
                end()
                line = part
    end()
    return found
