"""Items, pieces and refusals: what is read from a source, before it is an article file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from seogo.articles.model import Article
from seogo.importers.local.files import Files
from seogo.languages import Language
from seogo.messages import Message

MAX_SOURCE: Final = 64 * 1024 * 1024
"""Bytes of one file that is read as a whole; JSON Lines, WARC and zip files are read piece by piece."""

MAX_PAGE: Final = 16 * 1024 * 1024
"""Bytes of one web page, unpacked; an article file may not be longer either."""


MAX_LINE: Final = 48 * 1024 * 1024
"""Bytes of one line of JSON, in which an article file may be twice."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article as a source gives it; empty where it does not.

    ``where`` is what reports call it: a path, an address, a line of a file. ``body`` is Markdown. Dates are in a form
    that `articles.front_matter.parse_date` reads, or stand as they were written where they are not understood.
    ``alternates`` are addresses of the same article in other languages, ``name`` the path without ending that the source
    itself gives it (``news/x`` of ``news/x.ko.md``), in which translations agree; ``exported`` the article itself where
    Seogo exported it, and ``file`` the bytes of its file, if they are known. A ``draft`` is what its author keeps from
    the public, private posts too. Articles of one ``translation_key`` translate each other. ``images`` are those that
    came with it: what its body calls each, and the bytes. ``names`` are further ones by which other notes call it.
    ``notes`` say what its reader left out.
    """

    where: str
    title: str
    body: str
    lang: Language | None = None
    source: str = ""
    url: str = ""
    published: str = ""
    updated: str = ""
    retrieved: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    rights: str = ""
    alternates: tuple[str, ...] = ()
    name: str = ""
    exported: Article | None = None
    file: bytes = b""
    draft: bool = False
    translation_key: str = ""
    images: tuple[tuple[str, bytes], ...] = ()
    names: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that did not become an item, and why; ``listed`` is what is known of a draft, or a page without its text."""

    where: str
    why: Message
    listed: Item | None = None


def broken(where: str, error: Exception) -> Refused:
    """Refusal of something that broke what reads it; nobody expected the error."""
    reason = f"{type(error).__name__}: {error}"[:280]
    return Refused(where, Message("file.unreadable", reason=reason))


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something beside articles: a file of a folder or zip archive that is none by its name, an entry of an export.

    ``kind`` is what it is called where it is counted: the ending of a file (``.png``), a kind of entries (``comment``).
    """

    where: str
    kind: str


@dataclass(frozen=True, slots=True)
class ExportedImage:
    """An image that Seogo exported with the articles that show it: its path in the archive and its bytes."""

    where: str
    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a source that is read in one go, in whichever process.

    ``data`` are its bytes, or None for a file that is read when it is its turn (``path``). ``name`` is its path or
    address inside the source, ``format`` the name of its `Format` if that is known, ``url`` the address it came from,
    ``charset`` what its server said, ``first`` the number of its first line, ``retrieved`` when it was fetched,
    ``plain_name`` its name without what a program added to it, where it added something. ``files`` is what stands beside
    it; other processes do not have it.
    """

    where: str
    name: str
    data: bytes | None = None
    path: str = ""
    format: str = ""
    url: str = ""
    charset: str = ""
    first: int = 1
    retrieved: str = ""
    plain_name: str = ""
    files: Files | None = field(default=None, compare=False, repr=False)
