"""Blocks of outlines (Logseq): lines that have an id, by which other pages show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from seogo.articles.markdown import to_text
from seogo.importers.extraction.field_names import field_key
from seogo.importers.extraction.letters.escapes import escape_line
from seogo.importers.extraction.visibility import is_hidden
from seogo.importers.local.files import Files
from seogo.importers.local.references import note_address

ID: Final = "[0-9a-f]{8}-[0-9a-f-]{27}"
_OWN_ID: Final = re.compile(rf"[ \t]*+(?:-[ \t])?id::[ \t]*+({ID})[ \t]*+")
_PROPERTY: Final = re.compile(
    r"[ \t]*+(?:-[ \t])?([A-Za-z가-힣][\w-]{0,60}+)::[ \t]*+([^\n]{0,200}+)"
)
_NAME: Final = re.compile(rf"\(\(({ID})\)\)")
_ITEM: Final = re.compile(
    r"[ \t]*+-[ \t]++(?:#{1,6}[ \t]++)?"
    r"(?:(?:TODO|LATER|DOING|NOW|WAITING|WAIT|IN-PROGRESS|DONE|CANCELL?ED)[ \t])?(?:\[#[ABC]\][ \t])?"
)
_MARKS: Final = re.compile(r"\[\[|\]\]|\{\{[^{}\n]{0,300}\}\}|#card\b")
_LONGEST: Final = 1_000
_MOST: Final = 20_000
"""Files of a source that are looked through for blocks."""

_LINES: Final = 40
_SIZE: Final = 4 * 1024 * 1024


def block_name(key: str) -> str:
    """What a page writes where it shows a block."""
    return f"(({key}))"


def is_block(name: str) -> bool:
    """Whether something is such a name."""
    return bool(_NAME.fullmatch(name))


def block_address(key: str) -> str:
    """The address of the page of a block."""
    return note_address(block_name(key))


def blocks_of(text: str) -> Iterator[tuple[str, str]]:
    """The ids of the blocks of a page, and their first lines as Markdown without links and images."""
    if "id::" not in text:
        return
    item, inside = "", False
    for line in text.split("\n"):
        inside ^= line.lstrip("- \t").startswith("```")
        if inside:
            continue
        if found := _ITEM.match(line):
            item = line[found.end() :]
        if (own := _OWN_ID.fullmatch(line)) and not _OWN_ID.match(f"- {item}"):
            plain = _NAME.sub("", _MARKS.sub("", item[:_LONGEST]))
            yield own[1], escape_line(to_text(plain))


class Blocks:
    """The blocks of all pages of a source, which are read when the first one is asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._found: dict[str, str] | None = None

    def words(self, name: str) -> str:
        """What a block says that goes by a name; empty where no page has it."""
        if not (asked := _NAME.fullmatch(name)):
            return ""
        if self._found is None:
            self._found = {}
            for path in islice(self._files.names.ending(".md"), _MOST):
                try:
                    data = self._files.read(path, _SIZE)
                except OSError:
                    continue
                text = data.decode("utf-8", "replace").replace("\r", "") if b"id::" in data else ""
                if text and not _is_private(text):
                    self._found.update(blocks_of(text))
        return self._found.get(asked[1], "")


def _is_private(text: str) -> bool:
    """Whether the first lines of a page keep it from the public."""
    found = map(_PROPERTY.match, text.lstrip().split("\n", _LINES)[:_LINES])
    return is_hidden({field_key(one[1]): one[2] for one in found if one})
