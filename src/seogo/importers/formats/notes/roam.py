"""Roam Research: a JSON list of pages, each an outline of blocks in Roam's Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import first_date
from seogo.importers.format import Format, Head
from seogo.importers.item import Item, PassedOver, Piece, Refused
from seogo.messages import Message
from seogo.messages.reasons import reason_of

_DEEPEST: Final = 20
"""Blocks inside each other; deeper ones are beside the last of these."""

_MARK: Final = re.compile(r"\A\s*\[\s*\{")
_KEYS: Final = re.compile(r'"(?:create-time|edit-time|:create/user|:block/refs|string)"\s*:')
_TODO: Final = re.compile(r"\{\{(?:\[\[)?(TODO|DONE)(?:\]\])?\}\}\s*")
_COMMAND: Final = re.compile(r"\{\{[^{}\n]{0,300}\}\}")
_REFERENCE: Final = re.compile(r"\(\(([\w-]{5,20})\)\)")
_PAGE: Final = re.compile(r"#?\[\[([^\[\]\n]{1,300})\]\]")
_ITALIC: Final = re.compile(r"__([^_\n]{1,500})__")
_LIT: Final = re.compile(r"\^\^([^^\n]{1,500})\^\^")


def read_roam(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The pages of a graph as nested lists; pages without blocks, which links have made, are passed over."""
    try:
        pages = json.loads(decode(data, piece.charset))
    except (ValueError, RecursionError) as error:
        yield Refused(piece.where, Message("import.not-json", reason=reason_of(error)))
        return
    pages = pages if isinstance(pages, list) else [pages]
    blocks = [block for page in pages for block, _ in _blocks(page)]
    texts = {str(block.get("uid")): str(block.get("string") or "") for block in blocks}
    for number, page in enumerate(pages, 1):
        where = f"{piece.where}#{number}"
        if not isinstance(page, Mapping):
            yield Refused(where, Message("import.no-object"))
            continue
        lines = [_lines(block, depth, texts) for block, depth in _blocks(page)]
        body = "\n".join(line for line in lines if line)
        title = str(page.get("title") or "")
        if not body:
            yield PassedOver(f"{where} {title[:100]}", "empty page")
            continue
        yield Item(
            where=where,
            title=_plain(title, texts),
            body=body,
            published=first_date((page.get("create-time"),)),
            updated=first_date((page.get("edit-time"),)),
        )


def _blocks(page: object) -> Iterator[tuple[Mapping[str, Any], int]]:
    """The blocks below a page in their order, and how deep each is."""
    left = [(page, -1)]
    while left:
        block, depth = left.pop()
        if not isinstance(block, Mapping):
            continue
        if depth >= 0:
            yield block, depth
        children = block.get("children")
        if isinstance(children, list):
            left += [(child, min(depth + 1, _DEEPEST)) for child in reversed(children)]


def _lines(block: Mapping[str, Any], depth: int, texts: Mapping[str, str]) -> str:
    text = _plain(str(block.get("string") or ""), texts)
    indent = "  " * depth
    lines = [line.rstrip() for line in text.strip().split("\n")]
    return f"{indent}- " + f"\n{indent}  ".join(lines) if text.strip() else ""


def _plain(text: str, texts: Mapping[str, str]) -> str:
    text = _REFERENCE.sub(lambda found: texts.get(found[1]) or found[0], text)
    text = _TODO.sub(lambda found: "☑ " if found[1] == "DONE" else "☐ ", text)
    text = _PAGE.sub(r"\1", _PAGE.sub(r"\1", _COMMAND.sub("", text)))
    return _LIT.sub(r"\1", _ITALIC.sub(r"*\1*", text))


def _matches(head: Head) -> bool:
    text = head.text
    return bool(_MARK.match(text) and '"children"' in text and _KEYS.search(text))


ROAM = Format("roam", _matches, read_roam)
