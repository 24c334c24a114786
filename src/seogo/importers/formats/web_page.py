"""Web pages: their main text by trafilatura, their metadata by `extraction.metadata`; also MHTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from html import unescape
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from seogo.articles.markdown import to_text
from seogo.importers.extraction.body.edges import without_edges
from seogo.importers.extraction.body.main_text import main_text
from seogo.importers.extraction.byline import people
from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.language_detection import language_of
from seogo.importers.extraction.linked_data import embedded_text
from seogo.importers.extraction.metadata import PageMetadata, read_metadata
from seogo.importers.extraction.shown.title import AROUND
from seogo.importers.extraction.tag_limits import TooManyTags
from seogo.importers.extraction.to_markdown import looks_like_html, text_to_markdown
from seogo.importers.extraction.tree import parse_html
from seogo.importers.extraction.urls import same_page_key, web_address
from seogo.importers.format import Format, Head
from seogo.importers.formats.unread import is_template, is_xml
from seogo.importers.item import MAX_PAGE, Item, PassedOver, Piece, Refused
from seogo.importers.local.pages import mark_local
from seogo.messages import Message

MAX_ELEMENTS: Final = 100_000
"""Elements of a page; one with more is not an article, and finding its text takes minutes."""

_HTML: Final = re.compile(
    r"<(?:!doctype html|html|head|body|title|meta|article|div|p|h1|table)\b", re.IGNORECASE
)
_MHTML: Final = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_TITLE: Final = 80
"""Characters of a title that is taken from the text."""

_FAR: Final = 4
"""So many times longer is a text for machines that is taken where readers see only its beginning."""

_SHORT: Final = 200
"""Characters; where less is found, the data are looked at from which scripts draw a page."""

_HIDDEN: Final = 0.3
"""So much prose beside a text, hidden by its page, is told of where it is left out."""

_WORD: Final = re.compile(r"\w")
_SAVED_FROM: Final = re.compile(r"<!-- saved from url=\(\d+\)(\S{5,2000}) -->")


def read_page(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The item of a web page; templates are passed over. Raises ImportRefused where trafilatura is not installed."""
    if not piece.url and is_template(Head(data, piece.name)):
        yield PassedOver(piece.where, "template")
        return
    text = decode(data, piece.charset)
    saved = _SAVED_FROM.search(text[:4096])
    address = web_address(piece.url or (saved[1] if saved else ""))
    try:
        tree = parse_html(text, MAX_ELEMENTS)
        # kept, so that lxml makes them once and not at each visit
        elements = [] if tree is None else list(islice(tree.iter(), MAX_ELEMENTS + 1))
        if len(elements) > MAX_ELEMENTS:
            raise TooManyTags(MAX_ELEMENTS)
    except TooManyTags as error:
        yield Refused(piece.where, Message("import.elements", most=error.most))
        return
    if tree is None:
        yield Refused(piece.where, Message("import.empty-page"))
        return
    metadata = read_metadata(tree, address)
    url = metadata.url or address
    title = page_title(metadata)
    scripts = list(tree.iter("script"))
    if not piece.url:
        mark_local(tree, url)
    text, left = main_text(tree, url)
    body = without_edges(text, title, metadata)
    if len(metadata.text) > _FAR * len(body):
        body = _of_data(metadata.text)
    if len(body) < _SHORT and (text := embedded_text(scripts)):
        body = _of_data(text)
    if scripts and not _WORD.search(body):
        yield Refused(piece.where, Message("import.drawn-by-scripts"))
        return
    large = left > max(_SHORT, _HIDDEN * len(body))
    title = title or _first_line(body)
    lang = language_of(f"{title}\n{body}") or metadata.lang
    source = (
        metadata.source
        or _source_of_title(metadata)
        or (urlsplit(url).hostname or "").removeprefix("www.")
    )
    alternates = [one for one in metadata.alternates if same_page_key(one) != same_page_key(url)]
    yield Item(
        where=piece.where,
        title=title,
        body=body,
        lang=lang,
        source=source,
        url=url,
        published=metadata.published,
        updated=metadata.updated if metadata.updated != metadata.published else "",
        retrieved=piece.retrieved,
        authors=tuple(name for name in people(metadata.authors, source) if name != source),
        tags=metadata.tags,
        summary="" if metadata.summary == title else metadata.summary,
        rights=metadata.rights,
        alternates=tuple(dict.fromkeys(alternates)),
        notes=(Message("import.hidden-text", count=left),) if large else (),
    )


def read_mhtml(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The item of a page that a browser saved with everything in one file."""
    message = message_from_bytes(data, policy=policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = None if part is None else part.get_payload(decode=True)
    if part is None or not isinstance(content, bytes):
        yield Refused(piece.where, Message("import.no-page"))
        return
    url = str(part["Content-Location"] or message["Snapshot-Content-Location"] or "")
    charset = part.get_content_charset() or ""
    yield from read_page(Piece(piece.where, piece.name, url=url, charset=charset), content)


def page_title(metadata: PageMetadata) -> str:
    """The title of an article without the name of the site, which many pages put behind it."""
    title = metadata.title or metadata.shown_title or metadata.heading
    heading = metadata.heading
    if not metadata.title and len(heading) > len(title) / 2 and heading not in title:
        return heading
    if (
        heading
        and (title.startswith(heading) or heading in metadata.shown_title)
        and len(heading) > 5
    ):
        return heading
    for sign in reversed(list(AROUND.finditer(title))):
        if "<" not in sign[0] and not _is_site(title[sign.end() :], metadata):
            break
        title = title[: sign.start()]
    return title.strip()


def _is_site(part: str, metadata: PageMetadata) -> bool:
    host = (urlsplit(metadata.url).hostname or "").removeprefix("www.")
    name = re.sub(r"\W", "", part.casefold())
    names = {
        re.sub(r"\W", "", metadata.source.casefold()),
        re.sub(r"\W", "", host),
        host.partition(".")[0],
    }
    return name in names - {""} or (not metadata.title and not metadata.source and len(part) <= 20)


def _source_of_title(metadata: PageMetadata) -> str:
    parts = AROUND.split(metadata.shown_title)
    return parts[-1] if len(parts) > 1 and 1 < len(parts[-1]) <= 30 else ""


def _of_data(text: str) -> str:
    """The Markdown of a text that a page has for machines."""
    if "<" not in text:
        text = unescape(text)
    return text_to_markdown(text if looks_like_html(text) else text.replace("\n", "\n\n"))


def _first_line(body: str) -> str:
    """A title for a page that has none: its first heading, else how its text begins."""
    lines = [line for line in body.split("\n") if re.search(r"\w", line)]
    first = next((line for line in lines if line.startswith("#")), lines[0] if lines else "")
    text = " ".join(to_text(first).split())
    if len(text) <= _TITLE:
        return text
    return f"{text[:_TITLE].rpartition(' ')[0] or text[:_TITLE]}…"


def _matches_page(head: Head) -> bool:
    marked = head.text.lstrip().startswith("<") and _HTML.search(head.text)
    named = head.ending in ("html", "htm", "xhtml") or "html" in head.media_type
    return bool(head.text and (named or (marked and not is_xml(head))))


def _matches_mhtml(head: Head) -> bool:
    headers = head.text[:4096]
    return bool(_MHTML.search(headers)) and "mime-version" in headers.lower()


PAGE = Format("page", _matches_page, read_page, limit=MAX_PAGE)
MHTML = Format("mhtml", _matches_mhtml, read_mhtml)
