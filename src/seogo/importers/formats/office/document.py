"""A document as its reader gives it: blocks of HTML with marks for notes and images, from which its Markdown comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePath
from typing import Final

from seogo.importers.extraction.field_names import title_of_text
from seogo.importers.extraction.letters.escapes import escape_line
from seogo.importers.extraction.to_markdown import html_to_markdown
from seogo.importers.item import Item, Piece
from seogo.importers.local.image_files import MAX_IMAGE, MAX_IMAGES, image_ending, image_name
from seogo.languages import Language

_IMAGE, _NOTE = "\ue010", "\ue011"
_MARKS: Final = re.compile("[\ue000-\ue011\x00-\x08\x0b\x0c\x0e-\x1f]")
_SHOWN: Final = re.compile("(?:\ue010([^\ue010\n]{1,300})\ue010|\ue011([^\ue011\n]{1,300})\ue011)")
_DEEPEST_LIST: Final = 8
_FILE_TITLE: Final = re.compile(
    r"""
    microsoft\ (?:office\ )?(?:word|powerpoint|excel)\b.* | (?:파워포인트|powerpoint)\ (?:프레젠테이션|presentation)
    | .*\.(?:docx?|dotx?|odt|hwpx?|hwt|pdf|rtf|txt|pptx?|xlsx?|indd|qxd|tex|dvi|ps|pages|html?)
    | (?:untitled|document|doc|문서|새\ ?문서|빈\ ?문서|제목\ ?없음|제목\ ?없는\ ?문서|new\ document|no\ title|title|제목)
      \ ?[-_(]?\ ?\d{0,4}\)?
    | slide\ \d+ | about:blank | https?://\S+ | file:\S+ | [\W\d_]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEADING: Final = re.compile(r"(#{1,6}) ([^\n]+)")
_LONGEST_TITLE: Final = 250
_EARLY: Final = 12
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 50
"""Rows and columns of a table; what stands beyond is left out."""
_LIST_SIGN: Final = re.compile(r"\A(?:- |\d{1,9}\. )")
_SENTENCE_ENDS: Final = (".", "!", "?", "。", ":", ",")
_NO_NAME: Final = re.compile(
    r"(?:user|users|admin|administrator|owner|author|unknown|anonymous|default|home|windows.*|pc|사용자|관리자|작성자|"
    r"microsoft(?: office)?(?: user| 사용자)?|hp|samsung|lg|dell|lenovo|asus|root|python-docx|un-named)\d*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ListMark:
    """Place of a block in a list: ``level`` from 0, ``number`` or None without one, ``item`` False for what goes on."""

    level: int
    number: int | None = None
    item: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A block: HTML of what is in it, ``heading`` its level from 1 or 0, ``whole`` says that it is an element itself."""

    html: str
    heading: int = 0
    mark: ListMark | None = None
    whole: bool = False
    title: bool = False


@dataclass(slots=True)
class Document:
    """What a document holds.

    ``notes`` are the blocks of footnotes by key, ``images`` bytes and what is said of them by key; dates are as `to_date`
    gives them.
    """

    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, list[Block]] = field(default_factory=dict)
    images: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    title: str = ""
    authors: tuple[str, ...] = ()
    created: str = ""
    updated: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    lang: Language | None = None


def escaped(text: str) -> str:
    """A text in HTML, without signs that could be taken for marks."""
    return escape(_MARKS.sub("", text))


def image_mark(key: str) -> str:
    """The mark where an image is shown."""
    return f"{_IMAGE}{_MARKS.sub('', key)[:300]}{_IMAGE}"


def note_mark(key: str) -> str:
    """The mark where a footnote is referred to."""
    return f"{_NOTE}{_MARKS.sub('', key)[:300]}{_NOTE}"


def linked(html: str, address: str) -> str:
    """A link, if the address is one of the web."""
    if not html.strip() or not address.lower().startswith(("http://", "https://", "mailto:")):
        return html
    return f'<a href="{escaped(address)}">{html}</a>'


def table(rows: Iterable[Sequence[tuple[str, int]]]) -> Block:
    """A table of rows of cells, each with the HTML in it and the columns that it takes."""
    lines = [
        "".join(f'<td colspan="{min(max(span, 1), 50)}">{cell}</td>' for cell, span in row)
        for row in rows
    ]
    return Block(f"<table>{''.join(f'<tr>{one}</tr>' for one in lines)}</table>", whole=True)


def grid(cells: Iterable[tuple[int, int, int, str]]) -> Block:
    """A table of cells at places: row, column, columns that it takes, and the HTML in it."""
    rows: dict[int, dict[int, tuple[str, int]]] = {}
    for row, column, span, html in cells:
        if 0 <= row < MOST_ROWS and 0 <= column < MOST_COLUMNS:
            rows.setdefault(row, {})[column] = html, min(max(span, 1), MOST_COLUMNS)
    lines = []
    for _, own in sorted(rows.items()):
        line: list[tuple[str, int]] = []
        at = 0
        for column, cell in sorted(own.items()):
            line += [("", 1)] * (column - at)
            line.append(cell)
            at = max(at, column) + cell[1]
        lines.append(line)
    return table(lines)


def cell_html(blocks: Iterable[Block]) -> str:
    """The HTML of a cell; its paragraphs are lines."""
    found = list(blocks)
    plain = all(one.mark is None and not one.whole for one in found)
    return "<br>".join(one.html for one in found) if plain else to_html(found)


def to_html(blocks: Iterable[Block]) -> str:
    """The HTML of blocks, with their lists inside each other."""
    parts: list[str] = []
    opened: list[tuple[int, str]] = []

    def close(level: int, tag: str = "") -> None:
        while opened and (
            opened[-1][0] > level or (opened[-1][0] == level and tag not in ("", opened[-1][1]))
        ):
            parts.append(f"</li></{opened.pop()[1]}>")

    for block in blocks:
        if block.mark is None:
            close(-1)
        else:
            level = min(max(block.mark.level, 0), _DEEPEST_LIST)
            tag = "ul" if block.mark.number is None else "ol"
            close(level, tag if block.mark.item else "")
            if block.mark.item and opened and opened[-1][0] == level:
                parts.append("</li><li>")
            elif block.mark.item:
                start = "" if block.mark.number is None else f' start="{block.mark.number}"'
                parts.append(f"<{tag}{start}><li>")
                opened.append((level, tag))
        if block.whole:
            parts.append(block.html)
        elif block.heading and block.mark is None:
            level = min(block.heading, 6)
            parts.append(f"<h{level}>{block.html}</h{level}>")
        else:
            parts.append(f"<p>{block.html}</p>")
    close(-1)
    return "".join(parts)


def is_title(text: str) -> bool:
    """Whether a title in the properties of a document is one: programs write names of files and of themselves there."""
    return len(text) <= _LONGEST_TITLE and not _FILE_TITLE.fullmatch(text)


def people(text: str) -> tuple[str, ...]:
    """The authors in a property, without names that programs give to everybody."""
    names: list[str] = []
    for one in re.split("[;\\n]", text[:1000]):
        parts = [" ".join(part.split()) for part in one.split(",")]
        # "Kim, Ana" is one person, "Ana Kim, Jo Lee" are two
        names += parts if all(" " in part for part in parts) else [" ".join(one.split())]
    return tuple(
        dict.fromkeys(one for one in names if 1 < len(one) < 100 and not _NO_NAME.fullmatch(one))
    )


def to_item(piece: Piece, document: Document) -> Item:
    """The item of a document."""
    images: dict[str, bytes] = {}
    numbers: dict[str, int] = {}

    def show(found: re.Match[str]) -> str:
        if key := found[1]:
            data, said = document.images.get(key, (b"", ""))
            ending = image_ending(data)
            full = len(images) >= MAX_IMAGES or len(data) > MAX_IMAGE
            if not ending or full:
                return ""
            path = image_name(data, ending)
            images[path] = data
            return f"![{escape_line(said)}]({path})"
        if not document.notes.get(found[2]):
            return ""
        return f"[^{numbers.setdefault(found[2], len(numbers) + 1)}]"

    body = _SHOWN.sub(show, html_to_markdown(to_html(document.blocks)))
    defined: list[str] = []
    while len(defined) < len(numbers):  # a note may refer to another one
        key = list(numbers)[len(defined)]
        lines = _SHOWN.sub(show, html_to_markdown(to_html(document.notes[key]))).split("\n")
        text = "\n".join([lines[0], *(f"    {line}".rstrip() for line in lines[1:])])
        defined.append(f"[^{numbers[key]}]: {text}")
    title, body = _title(document, body, piece)
    return Item(
        where=piece.where,
        title=title,
        body="\n\n".join(part for part in (body, *defined) if part),
        lang=document.lang,
        published=document.created,
        updated=document.updated if document.updated != document.created else "",
        authors=document.authors,
        tags=document.tags,
        summary=document.summary,
        images=tuple(images.items()),
    )


def _title(document: Document, body: str, piece: Piece) -> tuple[str, str]:
    """The title of a document and its body, which does not begin with it.

    The properties have it, the block that is styled as one, the first heading near the beginning, or the first line.
    """
    said = " ".join(document.title.split())
    styled = next((one for one in document.blocks[:_EARLY] if one.title), None)
    text = _plain(html_to_markdown(f"<p>{styled.html}</p>")) if styled else ""
    first = next(
        (found for block in body.split("\n\n")[:_EARLY] if (found := _HEADING.fullmatch(block))),
        None,
    )
    head = _plain(first[2]) if first else ""
    title = next((one for one in (said if is_title(said) else "", text, head) if one), "")
    lead, _, rest = body.partition("\n\n")
    line = _plain(lead.lstrip("# "))
    if not title:
        title = title_of_text(_LIST_SIGN.sub("", _plain(body[:2000], lines=True)))
        if line.endswith(_SENTENCE_ENDS):  # it is text, and only lends its words
            return title, body
    if title and _same(line, title) and rest.strip() and "[^" not in lead:
        body = rest
    return title or PurePath(piece.name).stem, body


def _plain(markdown: str, *, lines: bool = False) -> str:
    text = re.sub(r"\[\^\d+\]|!\[[^\[\]]*\]\([^()]*\)|\*\*", "", markdown)
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    text = re.sub(r"\\(?=\W)", "", text)
    return text.strip() if lines else " ".join(text.split())


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
