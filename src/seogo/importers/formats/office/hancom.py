"""A paragraph of Hancom Office, as HWP and HWPX both have it: its heading by outline or style, its number or bullet."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from seogo.importers.formats.office.document import Block, escaped
from seogo.importers.formats.office.numbering import Numbering

_LONGEST_HEADING: Final = 120
_BOLD_AGAIN: Final = re.compile(r"</strong>(\s{0,9})<strong>")
_BOLD: Final = re.compile("</?strong>")
_MARKUP: Final = re.compile("<[^<>]*+>")


class ParagraphHead(NamedTuple):
    """Head of a paragraph: ``kind`` (OUTLINE, NUMBER, BULLET or empty), the key of its ``numbering``, ``level`` from 0."""

    kind: str = ""
    numbering: str = ""
    level: int = 0


def paragraph_block(
    html: str, head: ParagraphHead, numbering: Numbering, *, title: bool
) -> Block | None:
    """Block of a paragraph with its HTML; ``title``: its style is that of titles. None where no text is in it."""
    html = _BOLD_AGAIN.sub(r"\1", html)
    text = _MARKUP.sub("", html).strip()
    if not text:
        return None
    outlined = head.kind == "OUTLINE" and len(text) <= _LONGEST_HEADING
    heading = head.level + 1 if outlined else int(title)
    mark, sign = None, ""
    if head.kind in ("NUMBER", "BULLET"):
        mark, sign = numbering.next(head.numbering, head.level)
    if heading:
        html = _BOLD.sub("", html)
    return Block(f"{escaped(sign)} {html}" if sign else html, heading, mark, title=title)
