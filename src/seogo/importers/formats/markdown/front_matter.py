"""What stands before the text of a Markdown file: front matter in YAML, TOML or JSON, lines of values, a heading."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from seogo.importers.extraction.field_names import NAMES, field_key
from seogo.strict_yaml import Mapping, Node, Scalar, Sequence, YamlError, parse

_MAX_FRONT: Final = 64 * 1024
_YAML: Final = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
_TOML: Final = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_NULL: Final = ("~", "null", "Null", "NULL")
_UNQUOTED: Final = re.compile(r"([A-Za-z가-힣_][\w-]{0,60}):[ \t]+([^\s\"'\[{|>#&].*)")
_KEY: Final = re.compile(r"([A-Za-z가-힣_][\w-]{0,60}):(?=\s|\Z)")
_NO_SCALAR: Final = re.compile(r"[@`%*]|.*?(?::(?:\s|\Z))", re.DOTALL)
"""How a text begins that YAML takes for something else, unless it is quoted."""

_ANCHOR: Final = re.compile(r"(?<=[:-] )&(\w{1,60})(?:[ \t]|\Z)")
_ALIAS: Final = re.compile(r"(?<=[:-] )\*(\w{1,60})[ \t]*+\Z")
_LONGEST_ALIAS: Final = 300
"""Characters of a value that may stand a second time by its name."""

_LINE: Final = re.compile(r"([A-Za-z가-힣][\w -]{0,40}+):(?:[ \t](.*+))?")
_MOST_LINES: Final = 40
_KNOWN: Final = frozenset(name for names in NAMES.values() for name in names) - {"text", "body"}
_HEADING: Final = re.compile(r"[ ]{0,3}#[ \t]+(\S.*)")
_HTML_HEADING: Final = re.compile(r"[ ]{0,3}<h1\b[^<>]*>(.*)</h1>[ \t]*", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_NO_TEXT: Final = ("![", "[![", "<img", "<!--", "---", "***", "___")
"""How lines begin that may stand above the heading: images, notes, rules."""


def split_front(text: str, *, lines: bool = True) -> tuple[dict[str, Any], str]:
    """The values before a text, and the text; ``lines`` allows those without marks (MultiMarkdown, Pelican).

    Raises YamlError, TOMLDecodeError, ValueError.
    """
    bare = text.lstrip()
    if bare.startswith(("---", "+++", "{")):
        text = bare
    if text.startswith("{") and (found := _json(text)):
        return found
    if match := _YAML.match(text):
        if not match[1].strip():
            return {}, text[match.end() :]
        node = _yaml(match[1])
        if isinstance(node, Mapping):
            return _values(node), text[match.end() :]
        return {}, text  # a line, some text and a line
    if match := _TOML.match(text):
        read = tomllib.loads(match[1])
        # Hugo keeps what themes need under [params] and lists under [taxonomies].
        for table in ("params", "extra", "taxonomies"):
            inner = read.pop(table, None)
            read = {**inner, **read} if isinstance(inner, dict) else read
        return {key: _plain(value) for key, value in read.items()}, text[match.end() :]
    if lines:
        values, rest = split_lines(bare)
        if len(values) > 1 and any(field_key(name) in NAMES["title"] for name in values):
            return values, rest
    return {}, text


def split_lines(text: str) -> tuple[dict[str, Any], str]:
    """The values in the lines before the first empty one, where all are such (``Date: 2026-01-19``), and the rest.

    A line whose name is unknown stays in the text.
    """
    block, _, rest = text.lstrip("\n").partition("\n\n")
    written = block.split("\n")
    found = [_LINE.fullmatch(line) for line in written[: _MOST_LINES + 1]]
    if not all(found) or len(written) > _MOST_LINES:
        return {}, text
    values: dict[str, Any] = {}
    left: list[str] = []
    for line, one in zip(written, found, strict=True):
        name = one[1].rstrip() if one else ""
        known = field_key(name) in _KNOWN or field_key(name) in ("status", "slug")
        if known and name not in values:
            values[name] = ((one[2] if one else "") or "").strip()
        else:
            left.append(line)
    if not values:
        return {}, text
    return values, "\n\n".join(part for part in ("\n".join(left), rest) if part)


def split_heading(body: str) -> tuple[str, str]:
    """The heading of the first level above a text, in any form, and the text without it; only images may stand before it."""
    lines = body.split("\n", _MOST_LINES)
    for at, line in enumerate(lines[:_MOST_LINES]):
        if not line.strip() or line.lstrip().startswith(_NO_TEXT):
            continue
        title, after = "", at + 1
        if heading := _HEADING.fullmatch(line):
            title = heading[1].rstrip(" \t#") or "#"
        elif heading := _HTML_HEADING.fullmatch(line):
            title = " ".join(_TAG.sub("", heading[1]).split())
        elif line[0] != " " and after < len(lines) and re.fullmatch(r"=+[ \t]*", lines[after]):
            title, after = line.strip(), after + 1
        return title, "\n".join((*lines[:at], *lines[after:])) if title else body
    return "", body


def _yaml(text: str) -> Node:
    """The node of a front matter; texts that should have been quoted are taken as if they were."""
    try:
        return parse(text, max_bytes=_MAX_FRONT, first_line=2)
    except YamlError:
        lines = _last_of_each(text.split("\n"))
        quoted = "\n".join(map(_quoted, _without_names(lines)))
        if quoted == text:
            raise
        try:
            return parse(quoted, max_bytes=2 * _MAX_FRONT, first_line=2)
        except YamlError:
            pass
        raise


def _last_of_each(lines: list[str]) -> list[str]:
    """Lines without those of a key that stands again further below, where YAML of other programs takes the last one."""
    kept: list[str] = []
    seen: set[str] = set()
    block: list[str] = []  # what is indented below a key
    for line in reversed(lines):
        found = _KEY.match(line)
        block.append(line)
        if found is None:
            continue
        if found[1] not in seen:
            kept += block
        seen.add(found[1])
        block = []
    return [*reversed(block), *reversed(kept)]


def _without_names(lines: list[str]) -> Iterator[str]:
    """Lines in which no value has a name, and each that a name stands for is written out."""
    named: dict[str, str] = {}
    for line in lines:
        if found := _ANCHOR.search(line):
            named[found[1]] = line[found.end() :].strip()[:_LONGEST_ALIAS]
            yield line[: found.start()] + line[found.end() :]
        elif (found := _ALIAS.search(line)) and found[1] in named:
            yield line[: found.start()] + named[found[1]]
        else:
            yield line


def _quoted(line: str) -> str:
    found = _UNQUOTED.fullmatch(line)
    if found and _NO_SCALAR.match(found[2]):
        value = found[2].rstrip().replace("'", "''")
        return f"{found[1]}: '{value}'"
    return line.replace("\t", "  ")


def _json(text: str) -> tuple[dict[str, Any], str] | None:
    """The front matter in JSON that Hugo allows, and what follows; None where there is other text."""
    head = text[:_MAX_FRONT]
    if not re.match(r'\{\s*"', head):
        return None
    values, end = json.JSONDecoder().raw_decode(head)
    return values, text[end:].lstrip("\n")


def _values(node: Mapping) -> dict[str, Any]:
    found = ((key, _value(entry.value)) for key, entry in node.entries.items())
    return {key: value for key, value in found if value not in _NULL}


def _value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [value for item in node.items if (value := _value(item)) not in _NULL]
    return _values(node)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value
