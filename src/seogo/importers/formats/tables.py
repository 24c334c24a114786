"""JSON Lines and CSV: one article for each line or row, with named columns (`records.NAMES`)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Final

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.field_names import to_item
from seogo.importers.format import Format, Head
from seogo.importers.formats.links.saved_pages import saved_page
from seogo.importers.item import MAX_LINE, MAX_PAGE, ExportedImage, Item, Piece, Refused
from seogo.importers.writing.seogo_export import exported_image, exported_item, exported_row
from seogo.messages import Message
from seogo.messages.reasons import reason_of

_LINES: Final = 1024 * 1024
"""Bytes of JSON Lines that are read in one go, and more where one line is longer."""

_SIGNS: Final = ",;\t|"
_COLUMNS: Final = re.compile(
    r'[,;\t|]\s*"?(?:title|body|text|content|url|link|제목|본문|내용|주소)"?\s*(?=[,;\t|\n]|\Z)',
    re.I,
)
_SEPARATOR: Final = re.compile(r"\A\ufeff?\"?sep=([,;|\t])\"?[ \t]*\r?\n", re.IGNORECASE)
"""The line in which spreadsheets of Microsoft say what stands between columns."""

_FIRST_COLUMN: Final = re.compile(
    r'\A\s*"?(?:title|id|date|url|lang|body|text|제목|번호|날짜)"?\s*[,;\t|]', re.I
)


def read_json_lines(piece: Piece, data: bytes) -> Iterator[Item | ExportedImage | Refused]:
    """The items of some lines of JSON; a line that cannot be read is refused, the others go on."""
    for number, line in enumerate(data.split(b"\n"), piece.first):
        if not line.strip():
            continue
        where = f"{piece.where}:{number}"
        try:
            values = json.loads(decode(line))
        except (ValueError, RecursionError) as error:
            yield Refused(where, Message("import.not-json", reason=reason_of(error)))
            continue
        if isinstance(values, dict):
            exported = exported_item(values, where) or exported_image(values, where)
            yield exported or to_item(values, where)
        else:
            yield Refused(where, Message("import.no-object"))


def split_lines(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused]:
    """Some megabytes of lines at a time; a line that is too long is refused."""
    number, lines, size = 1, list[bytes](), 0
    while line := file.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            yield Refused(
                f"{piece.where}:{number + len(lines)}",
                Message("import.line-too-long", limit=MAX_LINE),
            )
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_PAGE)
            line = b"\n"
        lines.append(line)
        size += len(line)
        if size >= _LINES:
            yield replace(piece, path="", data=b"".join(lines), first=number)
            number, lines, size = number + len(lines), [], 0
    if lines:
        yield replace(piece, path="", data=b"".join(lines), first=number)


def read_csv(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The items of a CSV file with a header; commas, semicolons, tabs or bars between its columns."""
    text = decode(data, piece.charset)
    csv.field_size_limit(MAX_PAGE)
    first = 0
    if said := _SEPARATOR.match(text):
        text, first = text[said.end() :], 1
    header = text.partition("\n")[0]
    sign = said[1] if said else max(_SIGNS, key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=sign)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(
                f"{piece.where}:{reader.line_num + first}",
                Message("import.not-csv", detail=str(error)),
            )
            return
        where = f"{piece.where}:{reader.line_num + first}"
        values = {name: value for name, value in row.items() if name is not None}
        if "is_archived" in values and "labels" in values:  # Readeck
            values["saved"] = values.pop("created", None)
        if pocket := values.get("time_added"):  # Pocket writes its tags with bars
            values = {
                "title": values.get("title"),
                "url": values.get("url"),
                "tags": values.get("tags"),
            }
            values["saved"] = pocket
        listed = saved_page(values) or values
        yield exported_item(exported_row(values), where) or to_item(listed, where)


def _matches_json_lines(head: Head) -> bool:
    text = head.text.lstrip()
    line, _, rest = text.partition("\n")
    if head.ending in ("jsonl", "ndjson"):
        return text.startswith(("{", "["))
    if not (text.startswith("{") and rest.lstrip().startswith("{")):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _matches_csv(head: Head) -> bool:
    text = head.text
    if said := _SEPARATOR.match(text):
        text = text[said.end() :]
    header = text.partition("\n")[0]
    if head.ending in ("csv", "tsv"):
        return bool(head.text) and not head.text.lstrip().startswith("<?xml")
    return len(header) <= 1000 and bool(_FIRST_COLUMN.search(header) and _COLUMNS.search(header))


JSON_LINES = Format("jsonl", _matches_json_lines, read_json_lines, split_lines)
CSV = Format("csv", _matches_csv, read_csv)
