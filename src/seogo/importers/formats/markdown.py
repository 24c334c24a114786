"""Markdown files as Hugo, Jekyll and Obsidian have them: front matter in YAML or TOML, language and date in names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, Final

from seogo.articles import ids
from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.field_names import Record, to_item
from seogo.importers.extraction.urls import language_code
from seogo.importers.format import Format, Head
from seogo.importers.item import MAX_PAGE, Item, Piece, Refused
from seogo.languages import Language
from seogo.messages import Message
from seogo.strict_yaml import Mapping, Node, Scalar, Sequence, YamlError, parse

_MAX_FRONT: Final = 64 * 1024
_FRONT: Final = re.compile(r"\A(?:---[ \t]*\n(?:[\w\"'-]+[ \t]*:|#|---)|\+\+\+[ \t]*\n)")
_YAML: Final = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
_TOML: Final = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_HEADING: Final = re.compile(r"\A\s*+#[ \t]++([^\n]++)\n?")
_CODE: Final = re.compile(
    r"(^(?:```|~~~).*?^(?:```|~~~)[^\n]*$|`[^`\n]*`)", re.MULTILINE | re.DOTALL
)
_WIKI: Final = re.compile(r"!?\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_MORE: Final = re.compile(r"^[ \t]*<!--[ \t]*more[ \t]*-->[ \t]*$", re.MULTILINE)


def read_markdown(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The one item of a Markdown file; ``piece.name`` is its path in the folder that is imported."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    name = ids.read_name(piece.name)
    if name is None:
        yield Refused(piece.where, Message("import.readme"))
        return
    try:
        values, body = _split(text)
    except YamlError as error:
        yield Refused(
            f"{piece.where}:{error.line}", Message("import.front-matter", reason=error.what)
        )
        return
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        yield Refused(piece.where, Message("import.front-matter", reason=str(error)[:180]))
        return
    path, lang, code = _named(piece.name, name.lang_code)
    if code and lang is None:
        yield Refused(piece.where, Message("import.name-language", code=code))
        return
    stem = PurePosixPath(path).name
    if dated := _DATED.fullmatch(stem):
        if not values.get("saved"):  # Readeck names its folders by the day on which it saved a page
            values.setdefault("date", dated[1])
        path = str(PurePosixPath(path).with_name(dated[2])) if "/" in path else dated[2]
        stem = dated[2].replace("-", " ")
    values = {key: value for key, value in values.items() if key not in ("body", "html")}
    heading = _HEADING.match(body)
    if not values.get("title"):
        values["title"] = _title(heading) if heading else stem
    if heading and _title(heading) == str(values["title"]).strip():
        body = body[heading.end() :]
    item = to_item({**values, "content": "", "text": ""}, piece.where, path)
    if isinstance(item, Item):
        tags = tuple(tag.lstrip("#") for tag in item.tags)
        draft = Record(values).is_draft() or "_drafts" in piece.name.split("/")
        body, lang = _plain_links(body), lang or item.lang
        item = replace(item, body=body, lang=lang, tags=tags, draft=draft)
    yield item


def _title(heading: re.Match[str]) -> str:
    return heading[1].rstrip(" \t#") or "#"


def _split(text: str) -> tuple[dict[str, Any], str]:
    if match := _YAML.match(text):
        if not match[1].strip():
            return {}, text[match.end() :]
        node = parse(match[1], max_bytes=_MAX_FRONT, first_line=2)
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
    return {}, text


def _values(node: Mapping) -> dict[str, Any]:
    return {key: _value(entry.value) for key, entry in node.entries.items()}


def _value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    return _values(node)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _named(path: str, code: str) -> tuple[str, Language | None, str]:
    """Path without ending and language, language, and its code as it stands in the path."""
    pure = PurePosixPath(path)
    stem = pure.name[: -len(pure.suffix)]
    if code:
        stem = stem[: -len(code) - 1]
    folders = list(pure.parent.parts)
    if not code:
        for at, folder in enumerate(folders):
            if folder.lower() in ("ko", "en", "ko-kr", "en-us", "kr"):
                code = folders.pop(at)
                break
    if stem.lower() in ("index", "_index") and folders:  # Hugo's bundles
        stem = folders.pop()
    return "/".join((*folders, stem)), language_code(code), code


def _plain_links(body: str) -> str:
    """A body without the links between notes, which lead nowhere here: their text stays."""
    parts = _CODE.split(_MORE.sub("", body))
    for at in range(0, len(parts), 2):
        parts[at] = _WIKI.sub(lambda link: (link[2] or link[1]).strip(), parts[at])
    return "".join(parts)


def _matches(head: Head) -> bool:
    named = head.ending in ("md", "markdown") and not head.text.lstrip().startswith("<?xml")
    return bool(_FRONT.search(head.text)) or (named and bool(head.text))


MARKDOWN = Format("markdown", _matches, read_markdown, limit=MAX_PAGE)
