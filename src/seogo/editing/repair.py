"""Repairs of article files: what is certainly wrong, and what is right.

Repaired are Unicode in other forms than NFC, line ends other than LF, a byte order mark, and a missing language where the
text says which one it is and the name of the file does not say another. What an article says stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from seogo.articles import ids
from seogo.articles.archive import Archive
from seogo.articles.front_matter import has_front_matter, parse_article
from seogo.articles.model import Article
from seogo.errors import ArticleError
from seogo.importers.extraction.language_detection import language_of
from seogo.importers.writing.atomic_files import ArchiveFiles
from seogo.languages import Language
from seogo.messages import Message
from seogo.unicode_forms import is_in_form, to_form

_BOM: Final = b"\xef\xbb\xbf"
_LANG: Final = re.compile(r"^[\"']?lang[\"']?[ \t]*:", re.MULTILINE)
_NAMED: Final = re.compile(r"(?:^|[/_-])(ko|en)(?=[/_.-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """A line that changes: its number before, from 1, and what it was (empty: it is new) and becomes."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair of one file: its bytes before and after, what is wrong with it (``why``), and the lines that change."""

    path: str
    before: bytes
    after: bytes
    why: tuple[Message, ...]
    changes: tuple[Change, ...]


def repairs(archive: Archive) -> Iterator[Repair]:
    """The repairs that are certain, in the order of the paths; links are left alone. Raises ArchiveMissing."""
    for path in archive.scan().facts:
        if (archive.root / path).is_symlink():
            continue
        try:
            data = archive.read_bytes(path)
        except (OSError, ArticleError):
            continue  # `check` says so
        if has_front_matter(data) and (repair := _repair(archive, path, data)):
            yield repair


def apply(archive: Archive, found: Iterable[Repair]) -> Iterator[Repair]:
    """Write repairs, but for files that are not what they were: those are given back. Raises WriteRefused, OSError."""
    files = ArchiveFiles(archive.root)
    files.remove_leftovers()
    for repair in found:
        if archive.read_bytes(repair.path) == repair.before:
            files.replace(repair.path, repair.after)
        else:
            yield repair


def _repair(archive: Archive, path: str, data: bytes) -> Repair | None:
    try:
        lines = [line.decode() for line in data.splitlines(keepends=True)]
    except UnicodeDecodeError:
        return None
    whole = [_ended(to_form("NFC", line)) for line in lines]
    whole[0] = whole[0].removeprefix("\ufeff")
    why = []
    if data.startswith(_BOM):
        why.append(Message("repair.byte-order-mark"))
    if b"\r" in data:
        why.append(Message("repair.line-ends"))
    if not is_in_form("NFC", data.decode()):
        why.append(Message("repair.not-nfc"))
    changes = [
        Change(number, before, after)
        for number, (before, after) in enumerate(zip(lines, whole, strict=True), 1)
        if before != after
    ]
    before = _article(archive, path, data)
    if before is None and (lang := _language(path, "".join(whole))):
        whole.insert(1, f"lang: {lang.value}\n")
        changes.insert(bool(changes and changes[0].line == 1), Change(2, "", whole[1]))
        why.append(Message("repair.no-language", lang=lang.value))
    after = "".join(whole).encode()
    read = _article(archive, path, after)
    same = isinstance(read, Article) and (before is None or _plain(read) == _plain(before))
    refused = isinstance(read, ArticleError) and isinstance(before, ArticleError)
    return (
        Repair(path, data, after, tuple(why), tuple(changes)) if why and (same or refused) else None
    )


def _ended(line: str) -> str:
    return line.rstrip("\r\n") + "\n" if line.endswith(("\r", "\n")) else line


def _article(archive: Archive, path: str, data: bytes) -> Article | ArticleError | None:
    try:
        parsed = parse_article(data, path, archive.zone)
    except ArticleError as error:
        return error
    return parsed.article if parsed else None


def _plain(article: Article | ArticleError) -> object:
    return replace(article, content_hash="") if isinstance(article, Article) else str(article)


def _language(path: str, text: str) -> Language | None:
    """The language of a file whose front matter has none: that of its text, unless its path names another."""
    front, closing, body = text.partition("\n---\n")
    if not closing or _LANG.search(front):
        return None
    title = re.search(r"^title[ \t]*:(.*)", front, re.MULTILINE)
    found = language_of(f"{title[1] if title else ''}\n{body}")
    named = {ids.language_of(code) for code in _NAMED.findall(path)}
    return found if found and named <= {found} else None
