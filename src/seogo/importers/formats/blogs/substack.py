"""Substack exports: posts.csv says what each post is, its text stands in posts/<id>.<name>.html."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection
from typing import Final

from seogo.importers.extraction.charset import decode
from seogo.importers.item import PassedOver, Piece, Refused
from seogo.messages import Message

INDEX: Final = "posts.csv"
_HEADER: Final = b"post_id,post_date,is_published"

Read = Callable[[str], bytes]
"""The bytes of a file of the export; of a missing one none."""


def substack_posts(
    names: Collection[str], read: Read, where: Callable[[str], str]
) -> tuple[set[str], list[Piece | Refused | PassedOver]]:
    """The names of an export's files that are taken, and the pieces that they are: a line of JSON for each post.

    Both are empty where ``names`` are not those of an export. Lists of readers and of mails are passed over.
    """
    index = next((one for one in names if one.rpartition("/")[2] == INDEX), "")
    data = read(index) if index else b""
    if not data.lstrip(b"\xef\xbb\xbf").startswith(_HEADER):
        return set(), []
    root = index.removesuffix(INDEX)
    files = {
        name[len(root) :].removeprefix("posts/").partition(".")[0]: name
        for name in names
        if name.startswith(f"{root}posts/") and name.endswith(".html")
    }
    taken, found = {index}, list[Piece | Refused | PassedOver]()
    for row in csv.DictReader(io.StringIO(decode(data), newline="")):
        key = str(row.get("post_id") or "")
        name = files.get(key.partition(".")[0], "")
        if not name:
            found.append(Refused(f"{where(index)} {key[:80]}", Message("import.no-text")))
            continue
        taken.add(name)
        values = {
            "title": row.get("title"),
            "summary": row.get("subtitle"),
            "published": row.get("post_date"),
            "is_published": row.get("is_published"),
            "audience": row.get("audience"),
            "html": decode(read(name)),
        }
        line = json.dumps(values, ensure_ascii=False).encode()
        found.append(Piece(where(name), name, line, format="jsonl"))
    for name in names:
        if name.startswith(root) and name.endswith(".csv") and name not in taken:
            taken.add(name)
            found.append(PassedOver(where(name), ".csv"))
    return taken, found
