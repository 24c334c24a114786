"""Outlines of plain bodies without a Markdown parser, which takes ten times as long.

In a plain body every line stands alone between empty ones, is a paragraph or a list of one item, and has nothing in it but
text and code spans. A full reindex of the evaluation archive takes 10 % longer without this; for any other body the parser
decides (tests/articles/test_plain_outline.py holds the two against each other).
"""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from seogo.unicode_forms import is_in_form

PlainBlock: TypeAlias = tuple[Literal["paragraph", "list"], int, int]
"""Kind of a block, and its range in the plain text."""

_NOT_TEXT: Final = re.compile(r"[\n\\*_~<&]|\]\(|\[\^")
"""Where something other than text may begin in a body without link references."""
_CODE: Final = re.compile(r"`([^`\s](?:[^`\n]*[^`\s])?)`")
"""Code span without spaces at its ends, which would be taken off."""
_MARKER: Final = re.compile(r"[\s#>*+=_~`|<:-]|[0-9]{1,9}[.)]|\[(?=[ xX]\]\s|.*\]:)")
"""Beginning of every line that is, or may be, something other than a paragraph: marks of blocks, spaces, numbers of lists,
definitions of references, boxes of tasks."""
_CHANGED: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that the renderer, or the parser, replaces."""


def plain_outline(body: str) -> tuple[str, list[PlainBlock]] | None:
    """Plain text of a plain body, and its blocks; None for any other body."""
    if _CHANGED.search(body):
        return None
    texts: list[str] = []
    blocks: list[PlainBlock] = []
    start = 0
    alone, after_item = True, False
    for line in body.split("\n"):
        if not line:
            alone = True
            continue
        item = line.startswith("- ")
        content = line[2:] if item else line
        part = _plain_text(content)
        if not alone or (item and after_item) or part is None or line[-1].isspace():
            return None
        end = start + len(part)
        texts.append(part)
        blocks.append(("list" if item else "paragraph", start, end))
        start = end + 2
        alone, after_item = False, item
    text = "\n\n".join(texts)
    return (text, blocks) if is_in_form("NFC", text) else None


def _plain_text(line: str) -> str | None:
    """Text of a line of nothing but text and code spans that is a paragraph for certain; None for any other line."""
    if _MARKER.match(line) and not _CODE.match(line):
        return None
    if "`" not in line:
        return None if _NOT_TEXT.search(line) else line
    texts = line.split("`")
    spaced = any(not code or code[0].isspace() or code[-1].isspace() for code in texts[1::2])
    if len(texts) % 2 == 0 or spaced or any(map(_NOT_TEXT.search, texts[0::2])):
        return None
    return "".join(texts)
