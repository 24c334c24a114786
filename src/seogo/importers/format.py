"""Formats: how a kind of source is recognised and read. Every module of ``formats/`` declares what it reads as a `Format`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Final, TypeAlias

from seogo.importers.extraction.charset import wide_text
from seogo.importers.item import MAX_SOURCE, ExportedImage, Item, PassedOver, Piece, Refused

HEAD_BYTES: Final = 8192
"""Bytes from the beginning of a source by which its format is recognised."""

_ROOT: Final = re.compile(
    r"""
    \A \s*+ (?: (?: <\?[^>]*+> | <!--.*?--> | <!doctype [^>\[]*+ (?: \[ [^\]]*+ \] \s*+ )?+ > ) \s*+ )*+
    < (?: [\w.-]++ : )?+ (?P<root>[\w.-]++) (?=[\s/>])
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)

_ODD: Final = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\ufffd](?!\\Z)")
"""What text does not have, but where bytes are taken for wide characters that are none; the last one may be cut."""

_BINARY: Final = (b"%PDF", b"GIF8", b"\x89PNG", b"\xff\xd8", b"\x1f\x8b")

Reader: TypeAlias = Callable[[Piece, bytes], Iterator[Item | ExportedImage | Refused | PassedOver]]
"""The items of a piece and its bytes, and why others are none."""

Splitter: TypeAlias = Callable[[IO[bytes], Piece], Iterator[Piece | Refused | PassedOver]]
"""The pieces of an open file. A piece with ``data`` and without a ``format`` is recognised in its turn."""


class Head:
    """The beginning of a source.

    ``data`` has at most `HEAD_BYTES`; ``text`` is the same as text with ``\\n`` at its line ends, empty where it is none.
    ``name`` is the path or address of the source, ``ending`` what stands behind its last dot in small letters,
    ``media_type`` what a server calls it (``text/html``), ``root`` the local name of the first element in small letters,
    where nothing but declarations and comments stands before it.
    """

    def __init__(self, data: bytes, name: str = "", media_type: str = "") -> None:
        self.data = data[:HEAD_BYTES]
        self.name = name
        self.ending = name.lower().rpartition(".")[2]
        self.media_type = media_type
        self.text = ""
        self.root = ""
        text = wide_text(self.data) or ""
        if not text or _ODD.search(text):
            text = self.data.decode("utf-8", "replace") if _is_text(self.data) else ""
        if text:
            self.text = text.lstrip("\ufeff").replace("\r\n", "\n")
            if found := _ROOT.match(self.text):
                self.root = found["root"].lower()


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    ``name`` names it in the registry. ``matches`` says whether a source begins as this format does. ``read`` gives the items
    of a piece of at most ``limit`` bytes; formats without it hold other files. ``split`` gives the pieces of a file that need
    not be read as a whole. What is ``apart`` is never read in the process that writes, however short it is.
    """

    name: str
    matches: Callable[[Head], bool]
    read: Reader | None = None
    split: Splitter | None = None
    limit: int = MAX_SOURCE
    apart: bool = False


def _is_text(data: bytes) -> bool:
    control = sum(data.count(byte) for byte in (b"\0", b"\1", b"\2", b"\3", b"\4", b"\b", b"\x1a"))
    return bool(data) and control * 100 <= len(data) and not data.startswith(_BINARY)
