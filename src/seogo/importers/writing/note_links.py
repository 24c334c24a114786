"""Links between files of a source, which become links between the articles made of them."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final
from urllib.parse import quote

from seogo.articles.archive import Archive
from seogo.errors import ArticleError
from seogo.importers.item import Item, Piece
from seogo.importers.local.blocks import Blocks, is_block
from seogo.importers.local.files import Names
from seogo.importers.local.references import (
    Reference,
    named_candidates,
    page_candidates,
    references,
)
from seogo.importers.writing.article_writer import ArticleWriter, Outcome, slug
from seogo.importers.writing.atomic_files import ArchiveFiles
from seogo.importers.writing.known_articles import KnownArticles
from seogo.importers.writing.local_images import MAX_REFERENCES
from seogo.languages import Language
from seogo.unicode_forms import to_form

_PAGES: Final = ("", ".md", ".markdown", "/index.md", "/README.md", "/_index.md")
_NOTES: Final = (".md", "", ".markdown")
_ENDING: Final = re.compile(r"(?:\.(?:ko|en))?\.(?:md|mdx|markdown|html?)\Z", re.IGNORECASE)
_DAY: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-(?=.)")
_DATED: Final = re.compile(r"(?:\A|/)(\d{4})/(\d{1,2})/(\d{1,2})/([^/#?]{1,200}?)(?:\.html)?/?\Z")
_ODD: Final = re.compile(r"[\s()<>\[\]\\%#?\"]")
_PAGE: Final = re.compile(
    r".*\.(?:md|markdown|mdx|html?)|[^.]*|.*\.[^.]{8,}", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Open:
    """A link whose goal is not known yet, with its place in the body that was written."""

    found: Reference
    start: int
    text: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class OpenLinks:
    """Links of an article that may lead to what is written later."""

    links: tuple[_Open, ...]
    source: str
    names: Names
    at: str
    lang: Language


class NoteLinks:
    """Links of one run: articles are told as they are written, and what leads to a later one is settled at the end."""

    def __init__(self, archive: Archive, known: KnownArticles, writer: ArticleWriter) -> None:
        self._archive = archive
        self._known = known
        self._writer = writer
        self._paths: dict[tuple[str, str], str] = {}
        self._titles: dict[tuple[str, str], str] = {}
        self._blocks: dict[str, Blocks] = {}
        self._stems: dict[str, list[str]] | None = None
        self._open: list[tuple[str, bytes, OpenLinks]] = []

    def settle(self, item: Item, piece: Piece, lang: Language) -> tuple[Item, OpenLinks | None]:
        """The item with links to articles where these are known, and its other links to what its source has."""
        names = Names(()) if piece.files is None else piece.files.names
        source = "" if piece.files is None else piece.files.source
        here = OpenLinks((), source, names, piece.name, lang)
        folder = self._writer.folder_of(item.name)
        body, pieces, length, done = item.body, [], 0, 0
        left: list[_Open] = []
        for found in islice(references(body), MAX_REFERENCES):
            if found.image or found.start < done or not found.path:
                continue
            shown = self._shown(body, found, piece)
            last = posixpath.basename(found.path.rstrip("/"))
            if not (found.note or found.beside) and (
                piece.files is None or not _PAGE.fullmatch(last)
            ):
                continue
            goal = self._goal(found, here)
            if goal and found.note and is_block(shown):
                shown = _ENDING.sub("", posixpath.basename(goal))  # it has no words
            if goal and found.note:
                new = [body[done : found.start], f"[{shown}]({_link(goal, folder, found)})"]
                done = found.end
            elif goal:
                new = [body[done : found.target[0]], _link(goal, folder, found)]
                done = found.target[1]
            elif found.beside and found.fragment and not _in_source(found, here):
                new = [body[done : found.target[0]], found.fragment]
                done = found.target[1]
            elif found.note or found.beside:
                before = body[done : found.start]
                new = [before, shown]
                start = length + len(before)
                left.append(_Open(found, start, (start, start + len(shown)), (0, 0)))
                done = found.end
            else:
                new = [body[done : found.target[1]]]
                end = length + len(new[0])
                if _in_source(found, here):
                    start = end - (found.target[1] - found.target[0])
                    left.append(_Open(found, start, (0, 0), (start, end)))
                done = found.target[1]
            pieces += new
            length += sum(map(len, new))
        if not pieces:
            return item, None
        settled = replace(item, body="".join((*pieces, body[done:])))
        return settled, replace(here, links=tuple(left)) if left and piece.files else None

    def _shown(self, body: str, found: Reference, piece: Piece) -> str:
        """The words of a link; those of a block that is shown by its id alone are what it says."""
        words = body[slice(*found.text)]
        if piece.files is None or not found.note or words != found.path:
            return words
        blocks = self._blocks.setdefault(piece.files.source, Blocks(piece.files))
        return blocks.words(found.path) or words

    def add(self, item: Item, piece: Piece, outcome: Outcome, left: OpenLinks | None) -> None:
        """Remember where an item is in the archive, and its links that are still open."""
        path = outcome.path or outcome.other
        if piece.files is None or not path:
            return
        source = piece.files.source
        self._paths.setdefault((source, piece.name), path)
        for name in (*item.names, item.title):
            self._titles.setdefault((source, _folded(name)), path)
        if left is not None and outcome.written and outcome.status in ("new", "changed"):
            self._open.append((path, _digest(item.body), left))

    def finish(self, files: ArchiveFiles) -> None:
        """Settle links to what was written after them. Raises WriteRefused."""
        for path, digest, left in self._open:
            found = [(one, self._goal(one.found, left)) for one in left.links]
            if not any(goal for _, goal in found):
                continue
            try:
                article = self._archive.read(path)
                text = self._archive.read_bytes(path).decode()
            except (ArticleError, OSError, UnicodeDecodeError):
                continue
            body = article.body.strip("\n")
            at = text.rfind(body)
            if at < 0 or _digest(body) != digest:
                continue  # somebody has changed it meanwhile
            folder = posixpath.dirname(path)
            parts: list[str] = []
            done = 0
            for one, goal in found:
                if goal and one.text != (0, 0):
                    words = body[slice(*one.text)]
                    parts += (
                        body[done : one.start],
                        f"[{words}]({_link(goal, folder, one.found)})",
                    )
                    done = one.text[1]
                elif goal:
                    parts += (body[done : one.target[0]], _link(goal, folder, one.found))
                    done = one.target[1]
            new = "".join((text[:at], *parts, body[done:], text[at + len(body) :]))
            files.replace(path, new.encode())
        self._open = []

    def _goal(self, found: Reference, here: OpenLinks) -> str:
        """The path in the archive of what a link leads to; empty where that is not known."""
        there = _in_source(found, here)
        if there and (path := self._paths.get((here.source, there))):
            return path
        if there:
            return self._former(there, here.lang)
        if not found.note:
            return ""
        if path := self._titles.get((here.source, _folded(found.path))):
            return path
        return self._of_stem(slug(found.path.rpartition("/")[2]), here.lang)

    def _former(self, name: str, lang: Language) -> str:
        """The article that an earlier run has made of a file."""
        folder, base = posixpath.split(_ENDING.sub("", name))
        if base.lower() in ("index", "_index", "readme"):
            folder, base = posixpath.split(folder)
        base = slug(_DAY.sub("", base))
        where = self._writer.folder_of(f"{folder}/x" if folder else "x")
        for one in (lang, lang.other):
            path = f"{where}/{base}.{one.value}.md".lstrip("/")
            if self._known.at(path):
                return path
        return self._of_stem(base, lang)

    def _of_stem(self, stem: str, lang: Language) -> str:
        if self._stems is None:
            self._stems = defaultdict(list)
            below = self._writer.folder_of("x")
            for path in self._known.paths():
                if not below or path.startswith(f"{below}/"):
                    self._stems[_ENDING.sub("", posixpath.basename(path))].append(path)
        paths = self._stems.get(stem, []) if stem else []
        return next((one for one in paths if one.endswith(f".{lang.value}.md")), "".join(paths[:1]))


def _in_source(found: Reference, here: OpenLinks) -> str:
    """The path in the source of the file that a link leads to."""
    names = here.names
    if not found.note:
        tried = page_candidates(found.path, here.at)
        there = next((path for one in tried if (path := _page(names, one))), "")
        if there or not (dated := _DATED.search(found.path)):
            return there
        stem = "-".join(dated.groups())  # the address that Jekyll gives to a post
        return names.named(f"{stem}.md") or names.named(f"{stem}.markdown") or ""
    for end in _NOTES:
        for one in named_candidates(found.path, here.at):
            if path := names.find(f"{one}{end}"):
                return path
    return next((path for end in _NOTES if (path := names.named(f"{found.path}{end}"))), "")


def _page(names: Names, path: str) -> str:
    if path.lower().endswith((".html", ".htm")):
        return names.find(path) or names.find(f"{path.rpartition('.')[0]}.md")
    return next((there for end in _PAGES if (there := names.find(path + end))), "")


def _link(goal: str, folder: str, found: Reference) -> str:
    path = _quoted(posixpath.relpath(goal, folder or "."))
    return f"{path}#{_quoted(found.fragment)}" if found.fragment and not found.beside else path


def _quoted(text: str) -> str:
    return _ODD.sub(lambda sign: quote(sign[0], safe=""), text)


def _folded(name: str) -> str:
    return to_form("NFC", " ".join(name.casefold().split()))


def _digest(body: str) -> bytes:
    return hashlib.blake2b(body.strip("\n").encode("utf-8", "replace"), digest_size=16).digest()
