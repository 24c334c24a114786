"""PDF documents: what they say of themselves, and their text as headings, paragraphs, lists, tables and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Final

from seogo.analysis.korean import KoreanTokenizer
from seogo.importers.extraction.dates import to_date
from seogo.importers.format import Head
from seogo.importers.formats.office.document import (
    Block,
    Document,
    ListMark,
    escaped,
    image_mark,
    linked,
    note_mark,
    people,
    table,
)
from seogo.importers.formats.office.reading import DocumentRefused, document_format
from seogo.importers.formats.pdf.glyphs import Line, Page, Pdf, Run, plain_letters
from seogo.importers.formats.pdf.layout import body_size, flows, without_furniture
from seogo.importers.formats.pdf.paragraphs import (
    LEADER,
    Notes,
    Paragraph,
    bullet,
    join,
    number_of,
    paragraphs,
    take_notes,
    without_number,
)
from seogo.messages import Message
from seogo.unicode_forms import to_form

_SCANNED: Final = 20
"""Letters of a page under which it is no text, but a picture of one."""
_GARBLED: Final = 0.15
_RARE: Final = 0.15
_LARGER: Final = 1.12
_LONGEST_HEADING: Final = 160
_LEVELS: Final = 4
_DATE: Final = re.compile(
    r"D?:?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?"
)
_FORMS: Final = re.compile("[\ufb00-\ufb06\u2f00-\u2fdf\u3131-\u3163\uffa0-\uffdc]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\U000f0000-\U0010ffff]")
_SYLLABLE: Final = re.compile("[가-힣]")
_POSSIBLE: Final = re.compile(
    r"(?=[^aeiouy]*[aeiouy])[A-Z]?[a-z]+|(?=[^AEIOUY]*[AEIOUY])[A-Z]+|[가-힣]+|\d+"
)
_ENDS: Final = (".", ",", ";", "。")


def read_pdf(data: bytes) -> Document:
    """The document in a PDF. Raises DocumentRefused for one that is locked, scanned or garbled."""
    pdf = Pdf(data)
    pages = list(pdf.pages())
    _check(pages)
    document = Document(images=pdf.images)
    _take_properties(document, pdf.properties())
    rows = without_furniture(pages)
    size = body_size(line for page in rows for row in page for line in row.lines if not line.image)
    notes: dict[int, Notes] = {}
    columns = []
    for number, (page, own) in enumerate(zip(pages, rows, strict=True)):
        for flow in flows(own):
            if taken := take_notes(number, flow.rows, size, page.height):
                notes[number] = taken
            columns.append(flow)
    found = paragraphs(columns)
    noted = [note for one in notes.values() for note in one.notes.values()]
    join([*found, *noted], lambda pairs: _korean().spaces_between(pairs))
    for one in notes.values():
        for sign, note in one.notes.items():
            document.notes[f"{one.page}:{sign}"] = [Block(_html(note.runs, {}, 0))]
    document.blocks = list(_blocks(found, size, pdf.outline(), notes))
    return document


@cache
def _korean() -> KoreanTokenizer:
    """Kiwi takes seconds to load: once in a process, by the first document that it is asked about."""
    return KoreanTokenizer()


def _check(pages: Sequence[Page]) -> None:
    """Raises DocumentRefused for pictures of pages, and for letters without a meaning."""
    text = "".join(line.text for page in pages for line in page.lines)
    letters = sum(map(str.isalnum, text))
    pictures = sum(bool(page.pictures) for page in pages)
    if letters < _SCANNED * max(len(pages), 1) and pictures * 2 > len(pages):
        raise DocumentRefused(Message("document.scanned"))
    seen = sum(not one.isspace() for one in text)
    syllables = _SYLLABLE.findall(text)
    rare = sum(not _is_common(one) for one in syllables)
    wrong = len(_PRIVATE.findall(text))
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > _GARBLED * max(seen, 1) and not _is_plausible(text):
        wrong = unmapped
    if wrong > _GARBLED * max(seen, 1) or (rare > 20 and rare > _RARE * len(syllables)):
        raise DocumentRefused(Message("document.garbled"))


def _is_plausible(text: str) -> bool:
    """Whether the words of a text, whose letters the file does not explain, are such as people write."""
    words = re.findall(r"[^\W_]{3,}", text[:50_000])
    good = sum(bool(_POSSIBLE.fullmatch(word)) for word in words)
    return good >= 0.6 * len(words)


def _is_common(syllable: str) -> bool:
    """Whether a syllable is one of the 2,350 of KS X 1001, of which nearly all Korean consists."""
    try:
        return len(syllable.encode("euc_kr")) == 2  # others are put together of letters there
    except UnicodeEncodeError:
        return False


def _take_properties(document: Document, properties: dict[str, str]) -> None:
    document.title = re.sub(
        r"\AMicrosoft (?:Word|PowerPoint) - ", "", properties.get("Title", "").strip()
    )
    document.authors = people(properties.get("Author", ""))
    document.created = pdf_date(properties.get("CreationDate", ""))
    document.updated = pdf_date(properties.get("ModDate", ""))
    words = re.split("[,;]", properties.get("Keywords", "")[:1000])
    document.tags = tuple(word.strip() for word in words if 1 < len(word.strip()) < 60)[:30]


def pdf_date(text: str) -> str:
    """A date of PDF (``D:20260119093000+09'00'``) as article files write it; empty if it is none."""
    found = _DATE.match(text.strip())
    if not found:
        return ""
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = found.groups()
    written = f"{year}-{month or '01'}-{day or '01'}"
    if not hour:
        return to_date(written)
    zone = "Z" if zulu else ""
    if sign:
        away = timedelta(hours=int(hours), minutes=int(minutes or 0))
        zone = "Z" if not away else f"{sign}{hours}:{minutes or '00'}"
        if away > timedelta(hours=14):
            zone = ""
    return to_date(f"{written}T{hour}:{minute or '00'}:{second or '00'}{zone}")


def _blocks(
    found: Sequence[Paragraph], size: float, outline: dict[str, int], notes: dict[int, Notes]
) -> Iterator[Block]:
    levels = _levels(found, size, outline)
    largest = _largest(found, levels)
    numbers = [None if at in levels else number_of(one) for at, one in enumerate(found)]
    for at, one in enumerate(found):
        if one.image:
            yield Block(image_mark(one.image))
        elif one.table:
            yield table([[(_cell(cell, notes), 1) for cell in row] for row in one.table])
        elif at in levels:
            yield Block(
                _html(_plain(one.runs), notes, one.lines[0].page),
                heading=levels[at],
                title=at == largest,
            )
        elif bullet(one):
            depth = round((one.lines[0].x0 - _leftmost(found, at)) / (1.5 * size))
            yield Block(_html(one.runs, notes, one.lines[0].page), mark=ListMark(max(depth, 0)))
        else:
            number = numbers[at]
            mark = None
            around = (
                numbers[at - 1] if at else None,
                numbers[at + 1] if at + 1 < len(found) else None,
            )
            if number is not None and (around[0] == number - 1 or around[1] == number + 1):
                without_number(one)
                mark = ListMark(0, number)
            yield Block(_html(one.runs, notes, one.lines[0].page if one.lines else 0), mark=mark)


def _leftmost(found: Sequence[Paragraph], at: int) -> float:
    """Where the outermost item of the list that an item stands in begins."""
    start = at
    while (
        start > 0
        and found[start - 1].lines
        and found[start - 1].lines[0].page == found[at].lines[0].page
        and at - start < 40
    ):
        start -= 1
    signs = [
        one.lines[0].x0 for one in found[start : at + 1] if one.lines and one.text[:1] in "•◦▪‣●∙·⦁"
    ]
    return min([*signs, found[at].lines[0].x0])


def _levels(found: Sequence[Paragraph], size: float, outline: dict[str, int]) -> dict[int, int]:
    """The levels of headings by the places of their paragraphs: larger or bold letters, or a name in the list of contents."""
    sizes = sorted({round(one.size) for one in found if _is_larger(one, size)}, reverse=True)[
        :_LEVELS
    ]
    bold_text = sum(len(one.text) for one in found if one.lines and one.lines[0].bold)
    all_bold = bold_text > 0.3 * sum(len(one.text) for one in found)
    levels: dict[int, int] = {}
    for at, one in enumerate(found):
        text = one.text.strip()
        if (
            not one.lines
            or not 0 < len(text) <= _LONGEST_HEADING
            or not any(map(str.isalpha, text))
        ):
            continue
        if level := outline.get(plain_letters(text)):
            levels[at] = level
        elif _is_larger(one, size):
            rank = sizes.index(round(one.size)) + 1 if round(one.size) in sizes else _LEVELS
            levels[at] = rank
        elif (
            not all_bold
            and all(line.bold for line in one.lines)
            and len(text) <= 90
            and not text.endswith(_ENDS)
            and one.size >= 0.95 * size
        ):
            levels[at] = min(len(sizes) + 1, _LEVELS + 1)
    return levels


def _is_larger(one: Paragraph, size: float) -> bool:
    return (
        bool(one.lines) and one.size >= _LARGER * size and len(one.text.strip()) <= _LONGEST_HEADING
    )


def _largest(found: Sequence[Paragraph], levels: dict[int, int]) -> int | None:
    """The heading in the largest letters of the first page that has one."""
    here = [
        at for at in levels if found[at].lines[0].page == 0 and not found[at].text.endswith(_ENDS)
    ]
    return max(here, key=lambda at: (round(found[at].size), -at), default=None)


def _cell(lines: Sequence[Line], notes: dict[int, Notes]) -> str:
    return " ".join(_html(line.runs, notes, line.page) for line in lines)


def _plain(runs: Sequence[Run]) -> list[Run]:
    return [replace(run, bold=False) for run in runs]


def _html(runs: Sequence[Run], notes: dict[int, Notes], page: int) -> str:
    parts: list[str] = []
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and (last.bold, last.raised, last.link) == (run.bold, run.raised, run.link):
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    for run in merged:
        sign = run.text.strip().rstrip(")")
        if run.raised and page in notes and sign in notes[page].notes:
            parts.append(note_mark(f"{page}:{sign}"))
            continue
        text = LEADER.sub(" … ", run.text)
        html = escaped(_FORMS.sub(lambda one: to_form("NFKC", one[0]), _PRIVATE.sub("", text)))
        if run.bold and html.strip():
            html = f"<strong>{html}</strong>"
        parts.append(linked(html, run.link) if run.link else html)
    return "".join(parts)


def _matches(head: Head) -> bool:
    return head.data.startswith(b"%PDF") or b"%PDF-" in head.data[:1024]


PDF = document_format("pdf", "document.pdf", _matches, read_pdf)
