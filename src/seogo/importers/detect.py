"""What kind of source some bytes are: by what they are, and by their name only where that says nothing."""

from __future__ import annotations

import json
import re
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "page",
    "text",
    "markdown",
    "jsonl",
    "json",
    "csv",
    "feed",
    "ris",
    "bookmarks",
    "mhtml",
    "warc",
    "zip",
    "",
]

HEAD: Final = 8192
"""So many bytes say what a source is."""

_NETSCAPE: Final = re.compile(r"\A\s*<!doctype\s+netscape-bookmark-file", re.IGNORECASE)
_POCKET: Final = re.compile(r"<a\s+href=[^>]{1,2000}\stime_added=", re.IGNORECASE)
_XML: Final = re.compile(r"\A\s*(?:<\?xml|<rss|<feed|<rdf:rdf)", re.IGNORECASE)
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_HTML: Final = re.compile(
    r"<(?:!doctype html|html|head|body|title|meta|article|div|p|h1|table)\b", re.IGNORECASE
)
_RIS: Final = re.compile(r"\A\s*TY  ?- ", re.ASCII)
_MHTML: Final = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_FRONT: Final = re.compile(r"\A(?:---[ \t]*\n(?:[\w\"'-]+[ \t]*:|#|---)|\+\+\+[ \t]*\n)")
_COLUMNS: Final = re.compile(
    r'[,;\t|]\s*"?(?:title|body|text|content|url|link|제목|본문|내용|주소)"?\s*(?=[,;\t|\n]|\Z)',
    re.I,
)
_FIRST_COLUMN: Final = re.compile(
    r'\A\s*"?(?:title|id|date|url|lang|body|text|제목|번호|날짜)"?\s*[,;\t|]', re.I
)


def kind_of(head: bytes, name: str = "", content_type: str = "") -> Kind:
    """The kind of a source that begins like this; empty for one that Seogo does not read.

    ``name`` is its path or address, ``content_type`` what a server said of it.
    """
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and ".warc" in name.lower()):
        return "warc"
    if head.startswith(b"\x1f\x8b") or not _is_text(head):
        return ""
    text = head.decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n")
    ending = name.lower().rpartition(".")[2]
    if _MHTML.search(text[:4096]) and "mime-version" in text[:4096].lower():
        return "mhtml"
    if _NETSCAPE.search(text) or (ending in ("html", "htm") and _POCKET.search(text)):
        return "bookmarks"
    if _XML.search(text):
        return "feed" if _FEED.search(text) else "page"
    if _FRONT.search(text):
        return "markdown"
    stripped = text.lstrip()
    if stripped[:1] in ("{", "[") and (kind := _json(stripped, ending)):
        return kind
    if _RIS.search(text):
        return "ris"
    if ending in ("md", "markdown"):
        return "markdown"
    if ending in ("csv", "tsv") or _is_csv(text):
        return "csv"
    marked = stripped.startswith("<") and _HTML.search(text)
    if marked or ending in ("html", "htm", "xhtml") or "html" in content_type:
        return "page"
    return "text"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    odd = sum(
        head.count(byte) for byte in (b"\0", b"\x01", b"\x02", b"\x03", b"\x04", b"\x08", b"\x1a")
    )
    return (
        bool(head)
        and odd * 100 <= len(head)
        and not head.startswith((b"%PDF", b"GIF8", b"\x89PNG", b"\xff\xd8"))
    )


def _json(text: str, ending: str) -> Kind:
    if ending in ("jsonl", "ndjson"):
        return "jsonl"
    line, _, rest = text.partition("\n")
    if text.startswith("{") and rest.lstrip().startswith("{"):
        try:
            json.loads(line)
        except (ValueError, RecursionError):
            pass
        else:
            return "jsonl"
    return "json" if ending == "json" or re.match(r'[\[{]\s*["\[{\]}]', text) else ""


def _is_csv(text: str) -> bool:
    header = text.partition("\n")[0]
    return len(header) <= 1000 and bool(_FIRST_COLUMN.search(header) and _COLUMNS.search(header))
