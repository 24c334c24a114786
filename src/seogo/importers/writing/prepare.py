"""Preparation of items for an article file: language, one-line texts, a clean body; or a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from seogo.articles.front_matter import MAX_FILE, MAX_TITLE
from seogo.importers.extraction.dates import is_date
from seogo.importers.extraction.language_detection import language_of
from seogo.importers.extraction.letters.garbled import garbled
from seogo.importers.extraction.letters.repair import repaired
from seogo.importers.extraction.urls import language_of_address, web_address
from seogo.importers.item import Item, Refused
from seogo.importers.writing.front_matter import one_line, texts
from seogo.importers.writing.near_duplicates import Fingerprint, fingerprint_of
from seogo.languages import Language
from seogo.messages import Message
from seogo.strict_yaml import CONTROL
from seogo.unicode_forms import to_form

MAX_ALTERNATES: Final = 10

UNREAD_DATE: Final = "import.unread-date"

_NO_TEXT: Final = re.compile(r"\w")
_LINES: Final = re.compile(r"\n{3,}")
_ROOM: Final = 64 * 1024  # of the front matter


@dataclass(frozen=True, slots=True)
class Prepared:
    """An item that can be written: its ``lang`` is known, its texts are as the loader would read them.

    ``notes`` say what is lost of it.
    """

    item: Item
    lang: Language
    fingerprint: Fingerprint
    notes: tuple[Message, ...] = ()


def prepare(item: Item, lang: Language | None = None) -> Prepared | Refused:
    """Make an item ready; ``lang`` is the language of all items, if that is given."""
    ready = _prepare(item, lang)
    if isinstance(ready, Refused) and item.draft:
        return replace(ready, listed=item)
    return ready


def _prepare(item: Item, lang: Language | None) -> Prepared | Refused:
    if item.exported is not None:
        return Prepared(item, item.exported.lang, fingerprint_of(item.body))
    title, body, summary = map(repaired, (item.title, item.body, item.summary))
    item = replace(item, title=title, body=body, summary=summary)
    body = clean_body(item.body)
    title = one_line(item.title, MAX_TITLE)
    url = web_address(item.url)
    if text := garbled(item.title) or garbled(item.body):
        return Refused(item.where, Message("import.garbled", text=text))
    if not _NO_TEXT.search(body):
        if url:
            return Refused(item.where, Message("import.only-address"), item)
        return Refused(item.where, Message("import.no-text"))
    if not title:
        return Refused(item.where, Message("import.no-title"))
    if len(body.encode()) > MAX_FILE - _ROOM:
        return Refused(item.where, Message("import.text-too-long", limit=MAX_FILE))
    found = lang or item.lang or language_of(f"{title}\n{body}") or language_of_address(url)
    if found is None:
        return Refused(item.where, Message("import.no-language"))
    item, notes = without_unread_dates(item)
    alternates = dict.fromkeys(web_address(one) for one in item.alternates)
    ready = replace(
        item,
        title=title,
        body=body,
        lang=found,
        url=url,
        source=one_line(item.source),
        authors=texts(item.authors),
        tags=texts(item.tags),
        alternates=tuple(one for one in alternates if one and one != url)[:MAX_ALTERNATES],
    )
    return Prepared(ready, found, fingerprint_of(body), item.notes + notes)


def without_unread_dates(item: Item) -> tuple[Item, tuple[Message, ...]]:
    """An item whose dates are all understood, and what is to be said of those that were not."""
    dates = (item.published, item.updated, item.retrieved)
    unread = dict.fromkeys(one for one in dates if one and not is_date(one))
    if not unread:
        return item, ()
    published, updated, retrieved = ("" if one in unread else one for one in dates)
    known = replace(item, published=published, updated=updated, retrieved=retrieved)
    return known, tuple(Message(UNREAD_DATE, date=one) for one in unread)


def clean_body(body: str) -> str:
    """A Markdown body as the loader reads it back: NFC, LF, no control characters, no empty lines around it."""
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    body = to_form("NFC", CONTROL.sub(" ", body.replace("\ufeff", "")))
    return _LINES.sub("\n\n", body).strip("\n").rstrip()
