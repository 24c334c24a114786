"""Linking of two articles as translations: one of them names the other in its front matter.

That is the one that was published later, and the English one where both days are the same or one is unknown. Its file gets
one line, ``translation_of``, at the end of its front matter, and stays as it is otherwise, byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from seogo.articles.archive import Archive
from seogo.articles.facts import Scan
from seogo.articles.front_matter import parse_article
from seogo.articles.model import Article
from seogo.documents.document import to_record
from seogo.editing.front_matter import add_lines
from seogo.engines.base import Engine
from seogo.errors import ArticleUnknown, EditRefused
from seogo.importers.writing.atomic_files import ArchiveFiles
from seogo.importers.writing.front_matter import quoted
from seogo.languages import Language
from seogo.messages import Message

_PLAIN: Final = re.compile(r"[a-z가-힣][a-z0-9가-힣._/-]*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: the file that has it, and the line. ``written`` is false where the two were translations already."""

    path: str
    line: str
    written: bool


@dataclass(frozen=True, slots=True)
class _Edit:
    """Edit of a file: its bytes before and after, which are the same where nothing is written."""

    path: str
    line: str
    before: bytes
    after: bytes


def link_articles(archive: Archive, engine: Engine, pairs: Sequence[tuple[str, str]]) -> list[Link]:
    """Make each two articles, named by their ids, translations of each other.

    Nothing is written where anything is refused: an article that has another translation, one that has changed since it was
    indexed, two in one language, one in two pairs. Raises ArticleUnknown, EditRefused, ArticleError,
    WriteRefused, OSError.
    """
    scan = archive.scan()
    seen: set[str] = set()
    edits: list[_Edit] = []
    for pair in pairs:
        for name in pair:
            if name in seen:
                raise EditRefused(Message("link.named-twice", id=name))
            seen.add(name)
        edits.append(_edit(archive, engine, scan, pair))
    files = ArchiveFiles(archive.root)
    files.remove_leftovers()
    for edit in edits:
        if edit.before == edit.after:
            continue
        if archive.read_bytes(edit.path) != edit.before:
            raise EditRefused(Message("link.edited", path=edit.path))
        files.replace(edit.path, edit.after)
    return [Link(edit.path, edit.line, edit.before != edit.after) for edit in edits]


def _edit(archive: Archive, engine: Engine, scan: Scan, pair: tuple[str, str]) -> _Edit:
    """Edit that links two articles."""
    for name in pair:
        if name not in scan.files:
            raise ArticleUnknown(Message("article.unknown-id", id=name))
    first, second = pair
    articles = [archive.read(scan.files[name]) for name in pair]
    if articles[0].lang is articles[1].lang:
        raise EditRefused(
            Message("link.same-language", one=first, other=second, language=articles[0].lang)
        )
    article, other = _later(*articles)
    data = archive.read_bytes(article.path)
    line = f"translation_of: {other.id if _PLAIN.fullmatch(other.id) else quoted(other.id)}"
    if second in scan.groups[first]:
        return _Edit(article.path, line, data, data)
    for one in articles:
        _check(engine, scan, one)
    if (archive.root / article.path).is_symlink():
        raise EditRefused(Message("link.symlink", path=article.path))
    after = add_lines(data, [line])
    parsed = parse_article(after, article.path, archive.zone)
    wanted = replace(article, translation_of=other.id, content_hash="")
    if parsed is None or replace(parsed.article, content_hash="") != wanted:
        raise EditRefused(Message("edit.by-hand", path=article.path, right=line))
    return _Edit(article.path, line, data, after)


def _check(engine: Engine, scan: Scan, article: Article) -> None:
    """Refuse an article that has a translation, or is not what was indexed."""
    others = [name for name in scan.groups[article.id] if name != article.id]
    if others:
        raise EditRefused(Message("link.has-translation", path=article.path, other=others[0]))
    if article.translation_of:
        raise EditRefused(
            Message("link.names-translation", path=article.path, other=article.translation_of)
        )
    stored = engine.stored([article.id])
    if not stored or to_record(stored[article.id]).content_hash != article.content_hash:
        raise EditRefused(Message("link.changed", path=article.path))


def _later(one: Article, other: Article) -> tuple[Article, Article]:
    """The article that is to name the other one, and that."""
    english, korean = (one, other) if one.lang is Language.EN else (other, one)
    if korean.published and english.published and korean.published.day > english.published.day:
        return korean, english
    return english, korean
