"""Lines of text on the pages of a PDF, by PDFium: the only place that knows it.

Positions are points from the upper left corner of the page as it is seen.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from seogo.importers.formats.office.reading import DocumentRefused
from seogo.importers.formats.pdf.png import png
from seogo.importers.local.image_files import MAX_IMAGE
from seogo.messages import Message

MAX_PAGES: Final = 3_000
MAX_GLYPHS: Final = 100_000
"""Glyphs of one page; those beyond are left out."""
MAX_OBJECTS: Final = 2_000
_ROW, _MOST_ROWS = 12, 200
"""Points of a strip of a page by which its links are found, and strips that one link may cover."""
_LEAST_IMAGE: Final = 100
"""Pixels of the shorter side of an image that is no ornament."""
_MOST_PIXELS: Final = 12_000_000
_CELL_GAP: Final = 1.6
"""Gap in sizes of the letters that parts one stretch of text from the next one."""
_BOLD_WEIGHT: Final = 600
_BOLD: Final = re.compile(r"bold|black|heavy|(?:-|,)b\b|cmbx", re.IGNORECASE)
_ASKED: Final = 4
"""One of so many letters is asked whether the file says what it means."""
SOFT_HYPHEN: Final = "\u00ad"
_HYPHENS: Final = frozenset("\x02\ufffe\u00ad")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look: bold, raised (a mark of a note), leading to the address ``link``."""

    text: str
    bold: bool = False
    raised: bool = False
    link: str = ""


@dataclass(slots=True)
class Line:
    """A stretch of text on one baseline: from ``x0`` to ``x1`` at ``y``, in letters of ``size`` points."""

    page: int
    x0: float
    x1: float
    y: float
    size: float
    runs: list[Run] = field(default_factory=list)
    spaced: bool = False
    """Whether a space was written behind it."""
    image: str = ""
    """The key of the image that stands here, in place of text."""

    @property
    def text(self) -> str:
        """The letters, without looks."""
        return "".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """Whether all of its letters are bold."""
        return all(run.bold for run in self.runs if run.text.strip())


@dataclass(slots=True)
class Page:
    """A page: its size in points, lines in the order of the file, and whether it shows images."""

    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    pictures: int = 0
    unmapped: int = 0
    """Letters that have no meaning in the file, about."""


class Pdf:
    """An open PDF. Raises DocumentRefused for one that is locked."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2
        import pypdfium2.raw as c

        self._c: Any = c
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
                raise DocumentRefused(Message("document.encrypted")) from error
            raise DocumentRefused(Message("document.damaged", detail="PDF")) from error
        if len(self._pdf) > MAX_PAGES:
            raise DocumentRefused(Message("document.too-many-pages", most=MAX_PAGES))
        self.images: dict[str, tuple[bytes, str]] = {}
        self._image_bytes = 64 * 1024 * 1024

    def properties(self) -> dict[str, str]:
        """Title, Author, CreationDate … as the file has them."""
        return {key: str(value) for key, value in self._pdf.get_metadata_dict().items()}

    def outline(self) -> dict[str, int]:
        """The levels of headings in the list of contents, from 1, by their letters."""
        found: dict[str, int] = {}
        for one in self._pdf.get_toc(max_depth=6):
            if title := plain_letters(one.get_title() or ""):
                found.setdefault(title, one.level + 1)
            if len(found) > 5000:
                break
        return found

    def pages(self) -> Iterator[Page]:
        """The pages, one by one."""
        for number in range(len(self._pdf)):
            page = self._pdf[number]
            try:
                yield self._page(number, page)
            finally:
                page.close()

    def _page(self, number: int, page: Any) -> Page:
        left, bottom, right, top = page.get_bbox()
        seen = _Seen(page.get_rotation() // 90, left, bottom, right, top)
        found = Page(seen.width, seen.height)
        self._take_images(number, page, seen, found)
        links = list(self._links(page, seen))
        text = page.get_textpage()
        try:
            found.lines += self._lines(number, text, seen, links, found)
        finally:
            text.close()
        return found

    def _lines(
        self, number: int, text: Any, seen: _Seen, links: list[_Link], page: Page
    ) -> Iterator[Line]:
        c, text = self._c, text.raw
        x, y = ctypes.c_double(), ctypes.c_double()
        box, matrix = c.FS_RECTF(), c.FS_MATRIX()
        looks: dict[Any, tuple[float, bool, bool]] = {}
        size, bold, flat = 0.0, False, True
        rows: dict[int, list[_Link]] = {}
        for one in links:
            for row in range(int((one.y0 - 1) // _ROW), int((one.y1 + 1) // _ROW) + 1)[:_MOST_ROWS]:
                rows.setdefault(row, []).append(one)
        line: _Building | None = None
        for at in range(min(c.FPDFText_CountChars(text), MAX_GLYPHS)):
            code = c.FPDFText_GetUnicode(text, at)
            letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            if letter in "\r\n":
                if line:
                    yield from line.done()
                line = None
                continue
            written = c.FPDFText_GetTextObject(text, at)
            key = ctypes.addressof(written.contents) if written else None
            if key is not None:
                if key not in looks:
                    c.FPDFText_GetMatrix(text, at, matrix)
                    scale = math.hypot(matrix.c, matrix.d) or 1.0
                    looks[key] = (
                        abs(c.FPDFText_GetFontSize(text, at) * scale) or 1.0,
                        self._is_bold(text, at),
                        seen.is_flat(matrix.a, matrix.b),
                    )
                size, bold, flat = looks[key]
            if not flat or not size:
                continue
            if letter == " " and line is not None:
                line.space(written=not c.FPDFText_IsGenerated(text, at))
                continue
            if not c.FPDFText_GetCharOrigin(text, at, x, y):
                continue
            if not c.FPDFText_GetLooseCharBox(text, at, box):
                continue
            x0, x1, base = seen.place(x.value, y.value, box)
            if not (-2 <= base <= seen.height + 2 and x1 > -2 and x0 < seen.width + 2):
                continue
            if letter in _HYPHENS or (letter == "-" and c.FPDFText_IsHyphen(text, at) == 1):
                letter = SOFT_HYPHEN
            if at % _ASKED == 0 and c.FPDFText_HasUnicodeMapError(text, at) == 1:
                page.unmapped += _ASKED
            if line is not None and not line.goes_on(x0, base, size):
                yield from line.done()
                line = None
            if line is None:
                line = _Building(Line(number, x0, x1, base, size), [])
            near = rows.get(int(base // _ROW), ())
            link = next((one.address for one in near if one.holds((x0 + x1) / 2, base)), "")
            line.add(letter, x0, x1, base, size, bold, link)
        if line:
            yield from line.done()

    def _is_bold(self, text: Any, at: int) -> bool:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._c.FPDFText_GetFontInfo(text, at, name, 128, flags)
        heavy = self._c.FPDFText_GetFontWeight(text, at) >= _BOLD_WEIGHT
        return heavy or bool(_BOLD.search(name.value.decode("latin-1")))

    def _links(self, page: Any, seen: _Seen) -> Iterator[_Link]:
        c = self._c
        position, link = ctypes.c_int(0), c.FPDF_LINK()
        for _ in range(MAX_OBJECTS):
            if not c.FPDFLink_Enumerate(page, position, link):
                return
            action = c.FPDFLink_GetAction(link)
            if not action or c.FPDFAction_GetType(action) != c.PDFACTION_URI:
                continue
            length = c.FPDFAction_GetURIPath(self._pdf, action, None, 0)
            rect = c.FS_RECTF()
            if not 1 < length < 2000 or not c.FPDFLink_GetAnnotRect(link, rect):
                continue
            address = ctypes.create_string_buffer(length)
            c.FPDFAction_GetURIPath(self._pdf, action, address, length)
            corners = [
                seen.point(x, y) for x in (rect.left, rect.right) for y in (rect.top, rect.bottom)
            ]
            xs, ys = [one[0] for one in corners], [one[1] for one in corners]
            yield _Link(
                address.value.decode("utf-8", "replace"), min(xs), max(xs), min(ys), max(ys)
            )

    def _take_images(self, number: int, page: Any, seen: _Seen, found: Page) -> None:
        c = self._c
        for at, one in enumerate(page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            if at >= MAX_OBJECTS:
                return
            found.pictures += 1
            width, height = one.get_px_size()
            least, most = min(width, height), width * height
            if least < _LEAST_IMAGE or most > _MOST_PIXELS or len(self.images) >= 200:
                continue
            left, bottom, right, top = one.get_bounds()
            (x0, y0), (x1, y1) = seen.point(left, top), seen.point(right, bottom)
            if abs((x1 - x0) * (y1 - y0)) > 0.9 * seen.width * seen.height:
                continue  # a scanned page, or what stands behind the text
            data = self._image(one)
            if not data or len(data) > MAX_IMAGE or len(data) > self._image_bytes:
                continue
            self._image_bytes -= len(data)
            key = f"{number}-{at}"
            self.images[key] = data, ""
            found.lines.append(Line(number, min(x0, x1), max(x0, x1), max(y0, y1), 1.0, image=key))

    def _image(self, one: Any) -> bytes:
        """An image as JPEG, as which it is in the file, or as PNG; none of one that cannot be had."""
        c = self._c
        if list(one.get_filters()) == ["DCTDecode"]:
            data = bytes(one.get_data(decode_simple=True))
            return data if data.startswith(b"\xff\xd8\xff") else b""
        bitmap = one.get_bitmap(render=False)
        kinds = {c.FPDFBitmap_Gray: (1, 0), c.FPDFBitmap_BGR: (3, 2), c.FPDFBitmap_BGRx: (4, 2)}
        if bitmap.format not in kinds:
            return b""
        samples, color = kinds[bitmap.format]
        pixels = memoryview(bitmap.buffer).cast("B")
        rows = []
        for row in range(bitmap.height):
            start = row * bitmap.stride
            data = bytes(pixels[start : start + bitmap.width * samples])
            if color:
                line = bytearray(bitmap.width * 3)
                line[0::3], line[1::3], line[2::3] = (data[at::samples] for at in (2, 1, 0))
                data = bytes(line)
            rows.append(b"\0" + data)
        return png(bitmap.width, bitmap.height, color, b"".join(rows))


@dataclass(frozen=True, slots=True)
class _Link:
    address: str
    x0: float
    x1: float
    y0: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 - 1 <= y <= self.y1 + 1


class _Seen:
    """A page as it is seen: turned by quarters, with its origin in the upper left corner."""

    def __init__(self, turns: int, left: float, bottom: float, right: float, top: float) -> None:
        self._turns, self._left, self._bottom, self._right, self._top = (
            turns % 4,
            *(left, bottom, right, top),
        )
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if turns % 2 else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as it is seen."""
        match self._turns:
            case 1:
                return y - self._bottom, x - self._left
            case 2:
                return self._right - x, y - self._bottom
            case 3:
                return self._top - y, self._right - x
        return x - self._left, self._top - y

    def place(self, x: float, y: float, box: Any) -> tuple[float, float, float]:
        """Where a letter begins and ends, and its baseline."""
        one, other = self.point(box.left, box.bottom), self.point(box.right, box.top)
        base = self.point(x, y)[1]
        return min(one[0], other[0]), max(one[0], other[0]), base

    def is_flat(self, a: float, b: float) -> bool:
        """Whether text of this direction is seen as a line from left to right."""
        for _ in range(self._turns):
            a, b = b, -a
        return a > 0 and abs(b) <= 0.1 * a


@dataclass(slots=True)
class _Building:
    """A line while its letters come."""

    line: Line
    letters: list[tuple[str, bool, bool, str]]
    gap: str = ""
    spaced: bool = False
    start: float = 0.0
    end: float = 0.0

    def goes_on(self, x0: float, base: float, size: float) -> bool:
        line = self.line
        largest = max(size, line.size)
        apart = abs(base - line.y)
        smaller = size <= 0.85 * line.size or (size > 1.15 * line.size and len(self.letters) < 4)
        if apart > largest * (0.6 if smaller else 0.2):
            return False
        # both letters of a ligature have the place of the whole
        return (
            x0 > min(self.start - 0.1 * largest, self.end) - 0.5
            and x0 - self.end < _CELL_GAP * largest
        )

    def space(self, *, written: bool) -> None:
        self.gap = " "
        self.spaced = self.spaced or written

    def add(
        self, letter: str, x0: float, x1: float, base: float, size: float, bold: bool, link: str
    ) -> None:
        line = self.line
        raised = bool(self.letters) and size < 0.8 * line.size and line.y - base > 0.1 * line.size
        if not raised and size > 1.15 * line.size and len(self.letters) < 4:
            if base - line.y > 0.1 * size:
                self.letters = [(one[0], one[1], True, one[3]) for one in self.letters]
            line.size, line.y = size, base
        if self.gap and self.letters:
            self.letters.append(
                (self.gap, self.letters[-1][1] and bold, False, self.letters[-1][3] and link)
            )
        self.gap, self.spaced = "", False
        self.letters.append((letter, bold, raised, link))
        line.x0, line.x1 = min(line.x0, x0), max(line.x1, x1)
        self.start, self.end = x0, x1

    def done(self) -> Iterator[Line]:
        """The line, if there is anything on it."""
        runs: list[Run] = []
        start = 0
        for at in range(1, len(self.letters) + 1):
            if at == len(self.letters) or self.letters[at][1:] != self.letters[start][1:]:
                text = "".join(one[0] for one in self.letters[start:at])
                runs.append(Run(text, *self.letters[start][1:]))
                start = at
        self.line.runs, self.line.spaced = runs, self.spaced
        if self.line.text.strip():
            yield self.line


def plain_letters(text: str) -> str:
    """The letters and digits of a text, by which two places are compared."""
    return re.sub(r"[\W_]+", "", text).casefold()
