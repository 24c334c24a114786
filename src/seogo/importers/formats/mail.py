"""E-mail messages (``.eml``): newsletters that somebody keeps. The example to copy for a new format.

A format is one module here and one line in `importers.registry`. It says how its sources begin (`_matches`), and gives the
items that it reads from them (`read_mail`). Everything else is done for it: files, folders, addresses and zip archives are
opened, the language is detected, duplicates are found, article files are written. A package of its own can offer a format
too, as an entry point: ``[project.entry-points."seogo.importers"]`` ``mail = "seogo_mail:MAIL"``.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.to_markdown import text_to_markdown
from seogo.importers.format import Format, Head
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message


def _matches(head: Head) -> bool:
    # `head.text` are the first 8 KiB. What they are decides, the name only where they do not say it: people rename files.
    # Ask for enough that no text of another kind is taken: lines with "From:" and "Date:" stand above many articles.
    headers = head.text.partition("\n\n")[0].lower()
    needed = ("from", "date") if head.ending == "eml" else ("from", "date", "message-id")
    return all(f"\n{name}:" in f"\n{headers}" for name in needed)


def read_mail(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The one item of a message: its plain text, else its HTML."""
    # A piece is a whole file here. `piece.where` is its name in reports, and belongs to every item and refusal.
    message = message_from_bytes(data, policy=policy.default)
    part = message.get_body(("plain", "html"))
    # What cannot become an article is refused with a reason, never left out in silence. Exceptions need not be caught:
    # they refuse the piece, and the next one is read.
    if part is None:
        yield Refused(piece.where, Message("import.no-text"))
        return
    content = cast("bytes", part.get_payload(decode=True))
    name, address = parseaddr(_header(message, "from"))
    # Give what the source says and leave the rest empty. The body is Markdown: `text_to_markdown` escapes what Markdown would
    # read into a text. Dates go through `first_date`, addresses through `web_address`, bytes of text through `decode`.
    yield Item(
        where=piece.where,
        title=_header(message, "subject"),
        body=text_to_markdown(decode(content, part.get_content_charset() or "")),
        source=name or address,
        published=first_date((_header(message, "date"),)),
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header as text, empty where there is none or where it cannot be read."""
    try:
        return str(message[name] or "")
    except Exception:  # noqa: BLE001 - the standard library raises what it likes on odd headers
        return ""


MAIL = Format("mail", _matches, read_mail)
