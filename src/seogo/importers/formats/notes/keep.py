"""Google Keep, as Takeout gives it: a JSON file for each note, its HTML twin being passed over (`beside`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import from_timestamp
from seogo.importers.extraction.field_names import title_of_text
from seogo.importers.extraction.letters.escapes import escape_line
from seogo.importers.extraction.urls import web_address
from seogo.importers.format import Format, Head
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message
from seogo.messages.reasons import reason_of

_MARKS: Final = ('"isTrashed"', '"userEditedTimestampUsec"', '"textContent"', '"listContent"')


def read_keep(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The note of a file; what is to be done is ☐ or ☑, a note in the bin is a draft."""
    try:
        note = json.loads(decode(data, piece.charset))
    except (ValueError, RecursionError) as error:
        yield Refused(piece.where, Message("import.not-json", reason=reason_of(error)))
        return
    if not isinstance(note, Mapping):
        yield Refused(piece.where, Message("import.no-object"))
        return
    blocks = [*_paragraphs(note.get("textContent")), *_list(note.get("listContent"))]
    links = [one for one in _objects(note.get("annotations")) if web_address(_text(one, "url"))]
    if not blocks:
        blocks = [_link(one) for one in links]
    pictures = [
        f"![]({quote(path)})"
        for one in _objects(note.get("attachments"))
        if _text(one, "mimetype").startswith("image/") and (path := _text(one, "filePath"))
    ]
    body = "\n\n".join((*blocks, *pictures))
    yield Item(
        where=piece.where,
        title=_text(note, "title") or title_of_text(body),
        body=body,
        published=_moment(note.get("createdTimestampUsec")),
        updated=_moment(note.get("userEditedTimestampUsec")),
        tags=tuple(name for one in _objects(note.get("labels")) if (name := _text(one, "name"))),
        draft=note.get("isTrashed") is True,
    )


def _paragraphs(text: object) -> Iterator[str]:
    """Paragraphs between empty lines; every other line end is a break."""
    for part in re.split(r"\n\s*\n", text) if isinstance(text, str) else ():
        if lines := [line for one in part.split("\n") if (line := escape_line(one))]:
            yield "\\\n".join(lines)


def _list(value: object) -> Iterator[str]:
    entries = [(bool(one.get("isChecked")), _text(one, "text")) for one in _objects(value)]
    lines = [f"- {'☑' if done else '☐'} {escape_line(text)}" for done, text in entries if text]
    if lines:
        yield "\n".join(lines)


def _link(one: Mapping[str, Any]) -> str:
    address = web_address(_text(one, "url"))
    return f"[{escape_line(_text(one, 'title')) or address}]({address})"


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _moment(value: object) -> str:
    """The moment of microseconds of Unix time, in a number or digits."""
    digits = str(value)
    return (
        from_timestamp(int(digits) / 1_000_000)
        if re.fullmatch("[0-9]{10,20}", digits, re.A)
        else ""
    )


def _matches(head: Head) -> bool:
    text = head.text.lstrip()
    return text.startswith("{") and sum(mark in text for mark in _MARKS) >= 2


KEEP = Format("keep", _matches, read_keep)
