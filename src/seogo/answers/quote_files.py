"""Files of quotes, and of queries: a line for each, or a table with a column for them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from seogo.errors import ImportRefused
from seogo.messages import Message

_TABLES: Final = {".csv": ",", ".tsv": "\t"}


def read_quotes(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Quotes of a file with the ids of their articles, empty where it has none. Raises ImportRefused."""
    for row in read_rows(data, name, ("quote", "q", "text")):
        yield row.pop("", ""), row.get("article", "")


def read_rows(data: bytes, name: str, keys: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Rows of a table (CSV, TSV, JSON Lines) or lines of a text, without empty ones: the value of the first of ``keys`` that
    there is stands under the empty name. Raises ImportRefused for what is not UTF-8 or has none of them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(Message("rows.not-utf-8", path=name)) from error
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in _TABLES:
        rows = _table(text, name, _TABLES[ending])
    elif ending == ".jsonl":
        rows = _objects(text, name)
    else:
        yield from ({"": line.strip()} for line in text.splitlines() if line.strip())
        return
    for number, row in rows:
        key = next((key for key in keys if key in row), None)
        if key is None:
            raise ImportRefused(
                Message("rows.no-column", path=name, line=number, keys=", ".join(keys))
            )
        if row[key].strip():
            yield {"": row.pop(key).strip(), **row}


def _table(text: str, name: str, delimiter: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    try:
        for row in reader:
            yield (
                reader.line_num,
                {key.strip(): value or "" for key, value in row.items() if isinstance(key, str)},
            )
    except csv.Error as error:
        raise ImportRefused(
            Message("rows.damaged", path=name, line=reader.line_num, reason=str(error))
        ) from error


def _objects(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            items = row.items()
        except (ValueError, AttributeError, RecursionError) as error:
            raise ImportRefused(
                Message("rows.damaged", path=name, line=number, reason="JSON")
            ) from error
        yield number, {str(key): str(value) for key, value in items if value is not None}
