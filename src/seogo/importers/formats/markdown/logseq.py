"""Pages of Logseq: outlines with properties (``tags:: [[x]]``), blocks that have ids, and the day of a journal as a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from seogo.importers.extraction.field_names import NAMES, field_key
from seogo.importers.local.blocks import ID, block_address, block_name, blocks_of
from seogo.importers.local.code_parts import code_lines, in_prose

_PROPERTY: Final = re.compile(
    r"[ \t]*+(?:-[ \t])?(?P<name>[A-Za-z가-힣][\w./-]{0,60}+)::(?:[ \t]++(?P<value>[^\n]*+))?\n?"
)
_OWN: Final = re.compile(
    r"(?:id|uuid|collapsed|heading|background-color|template(?:-.*)?|query-.*|card-.*|logseq\..*|ls-.*|hl-.*|icon|filters"
    r"|exclude-from-graph-view|now|later|todo|doing|done|created-at|updated-at|file|file-path)",
    re.IGNORECASE,
)
"""Properties by which the program knows how to show a block, and when somebody changed it."""

_OF_BLOCK: Final = re.compile(r"^[ \t]+(?:id:: [0-9a-f]{8}-[0-9a-f-]{27}|collapsed:: true)", re.M)
_DAY: Final = re.compile(r"(\d{4})[_-](\d{2})[_-](\d{2})")
_DRAWER: Final = re.compile(r"[ \t]*+:(?P<name>LOGBOOK|PROPERTIES|END):[ \t]*+\n?")
_EMPTY: Final = re.compile(r"[ \t]*+-[ \t]*+\n?")
_TASK: Final = re.compile(
    r"(?P<before>[ \t]*+-[ \t](?:#{1,6}[ \t])?)(?:(?P<open>TODO|LATER|DOING|NOW|WAITING|WAIT|IN-PROGRESS)"
    r"|DONE|CANCELL?ED)[ \t](?:\[#[ABC]\][ \t])?"
)
_MOMENT: Final = re.compile(
    r"(?P<before>[ \t]*+)(?P<name>SCHEDULED|DEADLINE):[ \t]*+<(?P<moment>[^<>\n]{1,60})>"
)
_CLOZE: Final = re.compile(
    r"\{\{(?:cloze|c\d{1,2})[ \t]((?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*+\})*+\})*+)\}\}"
)
_MACRO: Final = re.compile(r"\{\{\{?([a-z-]{3,30})(?:[ \t]([^{}\n]*+))?\}?\}\}")
_SHOWN: Final = ("video", "youtube", "vimeo", "tweet", "twitter", "bilibili", "pdf", "audio")
_MADE: Final = ("query", "renderer", "namespace", "function", "youtube-timestamp", "cards")
"""Macros whose text the program makes of other pages."""

_BLOCK: Final = re.compile(rf"(?:\[(?P<words>[^\[\]\n]{{1,300}})\]\()?\(\((?P<id>{ID})\)\)\)?")
_TAG: Final = re.compile(r"#(\[\[[^\[\]\n]{1,300}\]\])")
_CARD: Final = re.compile(r"[ \t]#card\b(?![\w/-])")
_NAME: Final = re.compile(
    r"#?\[\[([^\[\]\n]{1,300})\]\]|#([^\s,#\[\]]{1,100})|([^,#\[\]\n]{1,300})"
)
_WRITTEN_DAY: Final = re.compile(r"(\d{4}[-/]\d{2}[-/]\d{2})[ \t]+[A-Za-z가-힣]{1,9}\Z")
_LISTS: Final = ("alias", "aliases", *NAMES["tags"], *NAMES["authors"])
_KNOWN: Final = frozenset(
    (*(name for names in NAMES.values() for name in names), "public", "private", "draft")
) - {"text", "body", "content"}
_MOST: Final = 100
"""Lines of properties that a page begins with."""


@dataclass(frozen=True, slots=True)
class LogseqPage:
    """Page: ``values`` of its properties, ``title`` by its file, ``names`` by which pages call it, ``day`` of a journal."""

    values: dict[str, object]
    body: str
    title: str
    names: tuple[str, ...]
    day: str


def is_logseq(path: str, text: str) -> bool:
    """Whether a Markdown file is a page of Logseq, by its path and its text."""
    pure = PurePosixPath(path)
    folder = pure.parent.name
    if folder == "journals" and _DAY.fullmatch(pure.stem):
        return True
    begins = _PROPERTY.match(text.lstrip())
    named = folder == "pages" and "___" in pure.stem
    marked = named or begins is not None or _OF_BLOCK.search(text) is not None
    return marked or _BLOCK.search(text) is not None


def read_logseq(path: str, text: str) -> LogseqPage:
    """The page of a file; what is unknown of its properties stays in the text."""
    values: dict[str, object] = {}
    first: list[str] = []
    lines = list(code_lines(text.lstrip("\n")))
    at = 0
    while at < min(len(lines), _MOST):
        line, is_code = lines[at]
        found = None if is_code else _PROPERTY.fullmatch(line)
        if found is None and line.strip():
            break
        at += 1
        if found and not _OWN.fullmatch(found["name"]):
            name, value = found["name"], (found["value"] or "").strip()
            if field_key(name) in (*_KNOWN, *_LISTS):
                values.setdefault(name, _value(name, value))
            elif value:
                first.append(f"- {name}: {value}\n")
    stem = PurePosixPath(path).stem
    day = _DAY.fullmatch(stem)
    title = unquote(stem.replace("___", "/").replace("%2F", "/"))
    names: tuple[str, ...] = (title,)
    said = ""
    if day and (names_of_day := tuple(_names_of_day(*map(int, day.groups())))):
        said = title = names_of_day[0]
        names = names_of_day
    blocks = dict(blocks_of(text))
    body = _inline("".join((*first, *_blocks(lines[at:]))), blocks)
    return LogseqPage(values, body, title, (*names, *map(block_name, blocks)), said)


def _value(name: str, text: str) -> object:
    """Names in brackets, behind a number sign or between commas; for other properties the text without brackets."""
    if field_key(name) in _LISTS:
        return [
            one for found in _NAME.finditer(text) if (one := (found[found.lastindex or 0]).strip())
        ]
    plain = text.replace("[[", "").replace("]]", "").strip().strip('"')
    return found[1] if (found := _WRITTEN_DAY.match(plain)) else plain


def _names_of_day(year: int, month: int, day: int) -> Iterator[str]:
    """What a journal is called in the usual forms of a date."""
    try:
        one = date(year, month, day)
    except ValueError:
        return
    end = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    short, weekday = one.strftime("%b"), one.strftime("%a")
    yield one.isoformat()
    yield from (f"{short} {day}{end}, {year}", f"{one:%Y/%m/%d}", f"{one:%Y_%m_%d}")
    yield from (f"{one:%Y-%m-%d} {weekday}", f"{one:%B} {day}{end}, {year}", f"{one:%Y.%m.%d}")


def _blocks(lines: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """Lines without properties of the program and what it notes of times; tasks as those of Markdown."""
    inside = False
    for line, is_code in lines:
        drawer = None if is_code else _DRAWER.fullmatch(line)
        if drawer or inside:
            inside = drawer["name"] != "END" if drawer else inside
            continue
        if is_code:
            yield line
        elif found := _PROPERTY.fullmatch(line):
            if not _OWN.fullmatch(found["name"]):
                yield line.replace("::", ":", 1)
        elif not _EMPTY.fullmatch(line):
            yield _plain(line)


def _plain(line: str) -> str:
    """A line of a block, a task as Markdown has it."""
    if found := _TASK.match(line):
        return f"{found['before']}[{' ' if found['open'] else 'x'}] {line[found.end() :]}"
    if found := _MOMENT.match(line):
        return f"{found['before']}{found['name']}: {found['moment']}{line[found.end() :]}"
    return line


def _inline(body: str, blocks: Mapping[str, str]) -> str:
    """A body without macros and marks of cards, with what its own ``blocks`` say where it names them by their ids."""

    def block(found: re.Match[str]) -> str:
        said = found["words"] or blocks.get(found["id"], "")
        if said and found["id"] in blocks:
            return said
        return f"[{said or block_name(found['id'])}]({block_address(found['id'])})"

    def change(text: str) -> str:
        if "{{" in text:
            text = _MACRO.sub(_macro, _CLOZE.sub(r"\1", text))
        if "((" in text:
            text = _BLOCK.sub(block, text)
        return _CARD.sub("", _TAG.sub(r"\1", text)) if "#" in text else text

    return in_prose(body, change)


def _macro(found: re.Match[str]) -> str:
    name, said = found[1], (found[2] or "").strip()
    if name == "embed":
        return said
    if name in _SHOWN:
        if name == "youtube" and re.fullmatch(r"[\w-]{11}", said):
            said = f"https://www.youtube.com/watch?v={said}"
        return f"[{said}]({said})" if said.startswith(("http://", "https://")) else said
    return "" if name in _MADE else found[0]
