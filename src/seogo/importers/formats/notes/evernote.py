"""Evernote exports (ENEX): each note with its tags, author, address and dates; what is to be done is ☐ or ☑."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Final, NamedTuple

from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.field_names import title_of_text
from seogo.importers.extraction.letters.escapes import escape_line
from seogo.importers.extraction.to_markdown import tree_to_markdown
from seogo.importers.extraction.tree import Element, parse_html
from seogo.importers.extraction.urls import web_address
from seogo.importers.format import Format
from seogo.importers.formats.feeds import parse_xml
from seogo.importers.item import Item, PassedOver, Piece, Refused
from seogo.importers.local.image_files import image_ending, image_name
from seogo.importers.xml_splitter import entry_splitter

_FILE: Final = re.compile(rb"(<data\b[^>]*+>)([^<]*+)")
_MAX_FILE: Final = 10_000_000
"""Characters of a file; more in one element is too much for libxml2, and for an image of an article."""

_MEDIA: Final = re.compile("\ue010([0-9a-f]{32})\ue010")
_NOTE: Final = re.compile(r"<en-note\b.*", re.DOTALL)
_UNTITLED: Final = ("untitled", "untitled note", "제목 없음", "제목없음", "제목 없는 노트")


def read_evernote(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The notes of an export with their images; other attached files are passed over."""
    kept = _FILE.sub(lambda file: file[0] if len(file[2]) <= _MAX_FILE else file[1], data)
    root = parse_xml(piece, kept)
    if isinstance(root, Refused):
        yield root
        return
    for number, note in enumerate(root.iter("note"), piece.first):
        where = f"{piece.where}#{number}"
        images: dict[str, _Image] = {}
        for resource in note.iterchildren("resource"):
            if image := _image(resource):
                images[image.key] = image
                continue
            name = _text(resource, "resource-attributes/file-name") or _text(resource, "mime")
            ending = name.rpartition(".")[2].lower() if "." in name else name.rpartition("/")[2]
            yield PassedOver(f"{where} {name[:100]}", f".{ending[:20]}")
        yield _item(note, where, images)


class _Image(NamedTuple):
    """An image of a note: ``key`` is what the note calls it, ``path`` what the article does."""

    key: str
    path: str
    said: str
    data: bytes


def _image(resource: Element) -> _Image | None:
    """The image that an attached file is; None for other files, and for broken ones."""
    try:
        data = b64decode("".join((resource.findtext("data") or "").split()))
    except ValueError:
        return None
    if not (ending := image_ending(data)):
        return None
    key = hashlib.md5(data, usedforsecurity=False).hexdigest()
    said = _text(resource, "resource-attributes/file-name")
    return _Image(key, image_name(data, ending), escape_line(said), data)


def _item(note: Element, where: str, images: dict[str, _Image]) -> Item:
    content = note.findtext("content") or ""
    found = _NOTE.search(content)
    tree = parse_html(found[0] if found else content)
    tasks = [
        f"- {'☑' if _text(task, 'taskStatus') == 'completed' else '☐'} {_text(task, 'title')}"
        for task in note.iterchildren("task")
    ]
    body = "" if tree is None else tree_to_markdown(_with_tasks(tree))
    shown: dict[str, bytes] = {}

    def show(mark: re.Match[str]) -> str:
        if (image := images.get(mark[1])) is None:
            return ""
        shown[image.path] = image.data
        return f"![{image.said}]({image.path})"

    body = _MEDIA.sub(show, body)
    behind = [image for image in images.values() if image.path not in shown]
    shown.update((image.path, image.data) for image in behind)
    body = "\n\n".join((body, *(f"![{image.said}]({image.path})" for image in behind))).strip()
    body = "\n\n".join(part for part in (body, "\n".join(tasks)) if part)
    title = _text(note, "title")
    if title.lower() in _UNTITLED:
        title = ""
    return Item(
        where=where,
        title=title or title_of_text(body),
        body=body,
        url=web_address(_text(note, "note-attributes/source-url")),
        published=first_date((_text(note, "created"),)),
        updated=first_date((_text(note, "updated"),)),
        authors=tuple(name for name in (_text(note, "note-attributes/author"),) if name),
        tags=tuple(tag for one in note.iterchildren("tag") if (tag := _own(one))),
        images=tuple(shown.items()),
    )


def _with_tasks(tree: Element) -> Element:
    """A note with marks for its images, with what is to be done as text, and code as code."""
    for media in list(tree.iter("en-media")):
        media.tag, media.text = "span", f"\ue010{media.get('hash') or ''}\ue010"
    for secret in list(tree.iter("en-crypt")):  # only Evernote, and who knows the word, can read it
        secret.tag, secret.text = "span", "🔒"
    for todo in list(tree.iter("en-todo")):
        todo.tag = "span"
        todo.text = f"{'☑' if todo.get('checked') == 'true' else '☐'} {todo.text or ''}"
    for item in tree.iter("li"):
        style = item.get("style") or ""
        if "--en-checked:" in style:
            sign = "☑" if "--en-checked:true" in style else "☐"
            first = next(iter(item), None)
            if first is None or (item.text or "").strip():
                item.text = f"{sign} {item.text or ''}"
            else:
                first.text = f"{sign} {first.text or ''}"
    for block in tree.iter("div"):
        if re.search(r"-en-codeblock:\s*true", block.get("style") or ""):
            block.tag = "pre"
            for line in block.iter("div"):
                line.tail = f"\n{line.tail or ''}"
    return tree


def _text(element: Element, path: str) -> str:
    one = element.find(path)
    return "" if one is None else _own(one)


def _own(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


EVERNOTE = Format(
    "evernote", lambda head: head.root == "en-export", read_evernote, entry_splitter("note")
)
