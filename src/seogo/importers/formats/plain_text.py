"""Text as it is copied from a page: a title, lines that say where and when, then the body.

::

    국가 AI 프로젝트의 갈림길
    출처: 한빛일보
    입력 2026.01.19. 오전 6:30
    홍길동 기자

    본문 …

Such lines are looked for at the head only, and each only once; a line that merely looks like one stays part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.byline import HeadLines, is_closed
from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.letters.escapes import escape_line
from seogo.importers.format import Format
from seogo.importers.item import MAX_PAGE, Item, PassedOver, Piece, Refused
from seogo.messages import Message

_HEAD: Final = 15
"""Lines with something in them that can belong to the head."""

_LONGEST: Final = 160
"""Characters of a title."""

_LIST: Final = re.compile(r"[-•·∙*▲△▶○●■□◆◇]\s?(?=\S)")


def read_plain(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The one item of a text; its title is the first line, or the file's name where that is a sentence.

    Programs that say what runs them are passed over.
    """
    text = decode(data, piece.charset).replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith(("#!/", "#! /")):
        yield PassedOver(piece.where, "script")
        return
    lines = [line.strip() for line in text.split("\n")]
    head = HeadLines()
    at = _skip(lines, 0)
    if at == len(lines):
        yield Refused(piece.where, Message("import.no-text"))
        return
    while at < len(lines) and head.take(lines[at]):  # lines may stand above the title too
        at = _skip(lines, at + 1)
    title = ""
    if at < len(lines) and len(lines[at]) <= _LONGEST and lines[at][-1] not in ".。":
        title = lines[at].lstrip("#").strip()
        at = _skip(lines, at + 1)
    taken = 0
    while at < len(lines) and taken < _HEAD and head.take(lines[at]):
        at, taken = _skip(lines, at + 1), taken + 1
    yield Item(
        where=piece.where,
        title=title or _stem(piece.name),
        body="\n\n".join(_blocks(lines[at:])),
        source=head.source,
        url=head.url or piece.url,
        published=head.published or head.unread,
        updated=head.updated,
        authors=head.authors,
        tags=head.tags,
    )


def _blocks(lines: list[str]) -> Iterator[str]:
    """The body in Markdown: paragraphs, lists, and short lines that stand alone as headings."""
    groups: list[list[str]] = [[]]
    for line in lines:
        listed = bool(_LIST.match(line))
        if groups[-1] and (not line or listed != bool(_LIST.match(groups[-1][-1]))):
            groups.append([])
        if line:
            groups[-1].append(line)
    groups = [group for group in groups if group]
    copied = sum(len(group) for group in groups) > 2 * len(groups)
    for at, group in enumerate(groups):
        last = at == len(groups) - 1
        if len(group) == 1 and not last and _heading(group[0]) and not _heading(groups[at + 1][0]):
            yield f"## {escape_line(group[0].lstrip('#').strip())}"
        elif all(_LIST.match(line) for line in group):
            yield "\n".join(f"- {escape_line(_LIST.sub('', line, count=1))}" for line in group)
        elif copied and len(groups) > 1:  # lines were broken to a width
            yield escape_line(" ".join(group))
        else:  # every line is a paragraph of its own
            yield "\n\n".join(escape_line(line) for line in group)


def _heading(line: str) -> bool:
    return len(line) <= 60 and not is_closed(line) and not _LIST.match(line)


def _skip(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at]:
        at += 1
    return at


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0].replace("-", " ").replace("_", " ").strip()


TEXT = Format("text", lambda head: bool(head.text), read_plain, limit=MAX_PAGE)
