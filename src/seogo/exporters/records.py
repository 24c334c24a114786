"""Articles as lines of JSON and rows of CSV, from which `seogo import` makes the same articles again.

A record has ``id``, ``path``, every key of the front matter under its name, the keys that mean nothing to Seogo under
``unknown``, and ``body``. In JSON what is empty is left out, and ``file`` says how the article is written, so that the same
file comes back: ``front`` is all that stands before the body, ``body`` the body where it is written otherwise than it is
read (CRLF, NFD …). Behind the first article that shows an image of the archive stands a line for the image: its path
(``image``) and what is in it, in base64 (``data``). In CSV a list is a text with ``; `` between its items, or JSON
where that could not be told apart, and a cell that a spreadsheet would calculate begins with an apostrophe.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any, BinaryIO, Final

from seogo.articles.front_matter import KEYS
from seogo.articles.model import Article
from seogo.exporters.images import MEDIA_TYPES, Images, shown_in
from seogo.exporters.runner import FileFormat
from seogo.exporters.selection import Selection
from seogo.importers.item import MAX_LINE
from seogo.importers.writing.seogo_export import plain_value
from seogo.messages import Message

COLUMNS: Final = ("id", "path", *(key for key in KEYS if key != "id"), "unknown", "body")

_FRONT: Final = re.compile(
    r"\ufeff?---[ \t]*(?:\r\n?|\n).*?(?<=[\r\n])---[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL
)
LONGEST_CELL: Final = 32_767
"""Characters (of UTF-16) that Excel keeps of a cell; it cuts off the rest without a word."""

_NAMED: Final = 3
_CALCULATED: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def to_record(article: Article) -> dict[str, Any]:
    """An article with a text, a list of texts or a mapping for every column; empty ones are there too."""
    return {name: plain_value(_value(article, name)) for name in COLUMNS}


def write_json_lines(selection: Selection, file: BinaryIO) -> int:
    """Write an article a line, and a line for each image that they show; how many articles there were."""
    count, images, done = 0, Images(selection, MEDIA_TYPES), set[str]()
    for article, data in selection.whole_articles():
        record = {name: value for name, value in to_record(article).items() if value}
        record["body"] = article.body
        line = _line(record | {"file": _written(article, data)})
        # A file of many megabytes that is escaped twice may be more than an import reads.
        file.write(line if len(line) <= MAX_LINE else _line(record))
        for link in shown_in(article):
            image = images.of(article, link)
            if image and image.path not in done:
                done.add(image.path)
                text = base64.b64encode(image.data).decode()
                file.write(_line({"image": image.path, "data": text}))
        count += 1
    return count


def write_csv(selection: Selection, file: BinaryIO) -> int:
    """Write a header and an article a row, in UTF-8 with a mark by which spreadsheets know it; how many articles.

    Articles with a cell that a spreadsheet would cut off are a warning of the export.
    """
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    count, cut = 0, list[str]()
    for article in selection.articles():
        cells = [_cell(value) for value in to_record(article).values()]
        rows.writerow(cells)
        if any(map(_is_too_long, cells)):
            cut.append(article.path)
        count += 1
    text.detach()
    if cut:
        named = ", ".join(cut[:_NAMED]) + (", …" if len(cut) > _NAMED else "")
        warning = Message("export.long-cells", count=len(cut), limit=LONGEST_CELL, paths=named)
        selection.warnings.append(warning)
    return count


def _is_too_long(cell: str) -> bool:
    # a character beyond U+FFFF counts twice
    return len(cell) * 2 > LONGEST_CELL and len(cell.encode("utf-16-le")) // 2 > LONGEST_CELL


def _written(article: Article, data: bytes) -> dict[str, str]:
    """Members of a record that say how an article is written, as far as its body does not."""
    text = data.decode()
    front = _FRONT.match(text)
    assert front is not None, f"{article.path} was read"
    body = text[front.end() :]
    return {"front": front[0]} if body == article.body else {"front": front[0], "body": body}


def _value(article: Article, name: str) -> object:
    return article.metadata(name) if name in KEYS else getattr(article, name)


def _line(record: Mapping[str, object]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _cell(value: object) -> str:
    if isinstance(value, list):
        joined = "; ".join(value)
        clear = not joined.startswith("[") and joined.count(";") == max(len(value) - 1, 0)
        text = joined if clear else json.dumps(value, ensure_ascii=False)
    elif isinstance(value, dict):
        text = json.dumps(value, ensure_ascii=False) if value else ""
    else:
        text = str(value)
    return f"'{text}" if text.startswith(_CALCULATED) else text


JSON_LINES: Final = FileFormat(
    "jsonl", lambda selection, file, _: write_json_lines(selection, file)
)
CSV: Final = FileFormat("csv", lambda selection, file, _: write_csv(selection, file))
