"""JSON Lines and CSV: one article for each line or row, with named columns (`records.NAMES`)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.field_names import to_item
from seogo.importers.item import MAX_PAGE, Item, KeptImage, Piece, Refused
from seogo.importers.writing.seogo_export import kept_image, kept_item, kept_row

_SIGNS: Final = ",;\t|"


def read_json_lines(piece: Piece, data: bytes) -> Iterator[Item | KeptImage | Refused]:
    """The items of some lines of JSON; a line that cannot be read is refused, the others go on."""
    for number, line in enumerate(data.split(b"\n"), piece.first):
        if not line.strip():
            continue
        where = f"{piece.where}:{number}"
        try:
            values = json.loads(decode(line))
        except (ValueError, RecursionError) as error:
            yield Refused(where, f"not JSON: {error}"[:200])
            continue
        if isinstance(values, dict):
            kept = kept_item(values, where, "jsonl") or kept_image(values, where)
            yield kept or to_item(values, where, "jsonl")
        else:
            yield Refused(where, "no JSON object with named values")


def read_csv(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The items of a CSV file with a header; commas, semicolons, tabs or bars between its columns."""
    text = decode(data, piece.charset)
    csv.field_size_limit(MAX_PAGE)
    header = text.partition("\n")[0]
    sign = max(_SIGNS, key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=sign)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(f"{piece.where}:{reader.line_num}", f"not CSV: {error}")
            return
        where = f"{piece.where}:{reader.line_num}"
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
        yield kept_item(kept_row(values), where, "csv") or to_item(values, where, "csv")
