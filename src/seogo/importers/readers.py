"""A piece of a source becomes items, in whichever process; nothing that is in it can stop the run."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import policy
from email.parser import BytesParser
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn, TypeAlias

from seogo.errors import ImportRefused
from seogo.importers.detect import HEAD, kind_of
from seogo.importers.formats.bookmark_managers import read_json
from seogo.importers.formats.bookmarks import read_bookmarks
from seogo.importers.formats.citations import read_ris
from seogo.importers.formats.feeds import read_feed
from seogo.importers.formats.markdown import read_markdown
from seogo.importers.formats.plain_text import read_plain
from seogo.importers.formats.tables import read_csv, read_json_lines
from seogo.importers.formats.web_page import read_page
from seogo.importers.item import MAX_PAGE, MAX_SOURCE, Item, KeptImage, Piece, Refused
from seogo.importers.writing.prepare import Prepared, prepare
from seogo.languages import Language

LONGEST: Final = 60
"""Seconds that one piece may take; a page that takes longer was made to."""

Reader: TypeAlias = Callable[[Piece, bytes], Iterator[Item | KeptImage | Refused]]


def read_mhtml(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The item of a page that a browser saved with everything in one file."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            address = str(
                part.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
            )
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                charset = part.get_content_charset() or ""
                page = Piece(piece.where, piece.name, url=address, charset=charset)
                yield from read_page(page, content)
                return
    yield Refused(piece.where, "no page in it")


_READERS: Final[dict[str, Reader]] = {
    "page": read_page,
    "text": read_plain,
    "markdown": read_markdown,
    "jsonl": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "feed": read_feed,
    "ris": read_ris,
    "bookmarks": read_bookmarks,
    "mhtml": read_mhtml,
}


def read_piece(piece: Piece, lang: Language | None = None) -> list[Prepared | KeptImage | Refused]:
    """Everything in a piece, ready to be written; ``lang`` is the language all of it is said to have.

    Raises ImportRefused where a package is missing; every other error is a refusal.
    """
    found: list[Prepared | KeptImage | Refused] = []
    try:
        with _limited(LONGEST):
            for item in _items(piece):
                # One by one, so that what was read before an error is kept.
                found.append(prepare(item, lang) if isinstance(item, Item) else item)  # noqa: PERF401
    except ImportRefused:
        raise
    except TimeoutError:
        found.append(Refused(piece.where, f"it takes longer than {LONGEST} seconds to read"))
    except OSError as error:
        found.append(Refused(piece.where, f"cannot be read ({error.strerror or error})"))
    except Exception as error:  # noqa: BLE001 - what a hostile page breaks is that page
        found.append(
            Refused(piece.where, f"cannot be read ({type(error).__name__}: {error})"[:300])
        )
    return found


def _items(piece: Piece) -> Iterator[Item | KeptImage | Refused]:
    data = piece.data
    if data is None:
        with Path(piece.path).open("rb") as file:
            data = file.read(MAX_SOURCE + 1)
    kind = piece.kind or kind_of(data[:HEAD], piece.name)
    limit = MAX_PAGE if kind in ("page", "text", "markdown") else MAX_SOURCE
    reader = _READERS.get(kind)
    if not data:
        yield Refused(piece.where, "an empty file")
    elif reader is None:
        yield Refused(piece.where, "neither text nor any kind of export that Seogo reads")
    elif len(data) > limit:
        yield Refused(piece.where, f"longer than {limit:,} bytes")
    else:
        yield from reader(piece, data)


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the block after some time; only the main thread of a process can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _too_long(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise TimeoutError
