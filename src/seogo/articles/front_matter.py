"""A file's bytes become an Article: front matter, typed by its keys, and the Markdown below it.

::

    ---
    title: 모티프, 두 번째 기회 앞에 서다
    lang: ko
    published: 2026-01-19T09:30+09:00
    tags: [인공지능, 정책]
    ---
    본문 …

The loader is strict where silence would hurt: a wrong type, a duplicate key, an impossible date or
a refused id is an ArticleError that names path and line. Keys that mean nothing to Seogo are kept.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from seogo.articles import ids
from seogo.articles.metadata import FURTHER
from seogo.articles.model import Article, ArticleDate
from seogo.errors import ArticleError
from seogo.languages import Language
from seogo.strict_yaml import (
    CONTROL,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    YamlError,
    errors_in,
    parse,
    text_of,
    texts_of,
)

MAX_FRONT_MATTER: Final = 64 * 1024
MAX_FILE: Final = 16 * 1024 * 1024
MAX_TITLE: Final = 1_000
MAX_URL: Final = 2_000

KEYS: Final = (
    *("title", "lang", "source", "url", "published", "updated", "retrieved", "authors", "tags"),
    *("summary", "rights", "id", "aliases", "translation_of", "alternates"),
    *(field.key for field in FURTHER),
)
"""The keys that Seogo reads; all others are in ``Article.unknown``."""

_BOM: Final = b"\xef\xbb\xbf"
_OPENING: Final = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_DATE: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ]([0-9]{2}:[0-9]{2})(?:(:[0-9]{2})([.,][0-9]{1,9})?)?"
    r" ?([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DATE_RIGHT: Final = "a day like 2026-01-19 or a time like 2026-01-19T09:30:00+09:00"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a file: ``line`` from 1, 0 for the file as a whole."""

    line: int
    what: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """An article and what else was read from its file.

    ``key`` is shared by translations (`ids.FileName`). ``warnings`` deserve an edit, ``notes`` are
    the unknown keys. ``id_line``, ``aliases_line`` and ``translation_line`` are 0 where not given.
    """

    article: Article
    key: str
    warnings: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    id_line: int
    aliases_line: int
    translation_line: int


def parse_article(data: bytes, path: str, zone: ZoneInfo) -> ParsedFile | None:
    """Read an article file; None if it is not an article (README, no language in name or front matter).

    ``path`` is the POSIX path relative to the archive, ``zone`` the archive's time zone, in which
    times without one are read and days are counted. Raises ArticleError.
    """
    name = ids.read_name(path)
    if name is None or (not name.lang_code and not has_front_matter(data)):
        return None
    if len(data) > MAX_FILE:
        raise too_big(path)
    front, body = _split(_decode(data, path), path)
    with errors_in(path, ArticleError):
        node = parse(front, max_bytes=MAX_FRONT_MATTER, first_line=2)
        if isinstance(node, Scalar) and not node.text:
            node = Mapping({}, 1)
        if not isinstance(node, Mapping):
            right = 'lines like "title: …"'
            raise YamlError(node.line, "the front matter is no list of keys", right)
        lang = _language(name, node.entries.get("lang"))
        if lang is None:
            return None
        return _typed(node.entries, name.key, lang, path, body, data, zone)


def has_front_matter(head: bytes) -> bool:
    """Whether a file that begins like this has front matter, closed or not."""
    return re.match(rb"---[ \t]*[\r\n]", head.removeprefix(_BOM)) is not None


def too_big(path: str) -> ArticleError:
    """The error of a file over the limit, which the archive sees before it reads the file."""
    return ArticleError(path, 0, f"longer than {MAX_FILE:,} bytes", "a smaller file")


def parse_date(text: str, zone: ZoneInfo) -> ArticleDate:
    """Read a day or a time; a time without a zone is one of ``zone``. Raises ValueError.

    The day of a time is the calendar day in ``zone`` at that moment.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a date")
    day_text, clock, seconds, fraction, offset = match.groups()
    try:
        day = date.fromisoformat(day_text)
        if clock is None:
            return ArticleDate(day_text, day)
        moment = datetime.fromisoformat(f"{day_text}T{clock}{seconds or ''}")
        if fraction:
            moment = moment.replace(microsecond=int(fraction[1:7].ljust(6, "0")))
        moment = moment.replace(tzinfo=_offset(offset) if offset else zone)
        day = moment.astimezone(zone).date()
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} does not exist") from error
    # Local mean times before 1908 have seconds in their offset, which ISO 8601 does not know.
    shown = (offset or moment.strftime("%z")[:5]).upper()
    if len(shown) == 5:
        shown = f"{shown[:3]}:{shown[3:]}"
    fine = (seconds or "") + (fraction or "").replace(",", ".")
    return ArticleDate(f"{day_text}T{clock}{fine}{shown}", day, moment)


def _offset(text: str) -> timezone:
    if text in "Zz":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > 59:
        raise ValueError("an hour has 60 minutes")
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if text[0] == "-" else size)


def _decode(data: bytes, path: str) -> str:
    try:
        text = data.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode()
        raise ArticleError(path, _line_at(good), "not UTF-8", "save the file as UTF-8") from error
    if (nul := text.find("\0")) >= 0:
        raise ArticleError(path, _line_at(text[:nul]), "a NUL character", "a text file")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _line_at(before: str) -> int:
    return len(re.findall("\r\n|\r|\n", before)) + 1


def _split(text: str, path: str) -> tuple[str, str]:
    """Front matter and body; the front matter begins on line 2."""
    opening = _OPENING.match(text)
    if opening is None:
        right = "begin the file with --- lines around title and lang"
        raise ArticleError(path, 1, "no front matter", right)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise ArticleError(path, 1, "the front matter is not closed", "a line --- below it")
    front = text[opening.end() : closing.start()]
    if len(front.encode()) > MAX_FRONT_MATTER:
        what = f"the front matter is longer than {MAX_FRONT_MATTER:,} bytes"
        raise ArticleError(path, 1, what, "a shorter one")
    # Feeds cannot carry control characters and nobody sees them; imported pages are full of them.
    return front, CONTROL.sub(" ", text[closing.end() + 1 :])


def _language(name: ids.FileName, entry: Entry | None) -> Language | None:
    """The one language that name and front matter agree on; None if neither has one."""
    of_name = ids.language_of(name.lang_code)
    if name.lang_code and of_name is None:
        right = "a name that ends with .ko.md or .en.md"
        raise YamlError(0, f"unknown language {name.lang_code!r} in the file name", right)
    text = text_of(entry.value, "lang").strip() if entry else ""
    if not text:
        return of_name
    assert entry is not None
    lang = ids.language_of(text)
    if lang is None:
        raise YamlError(entry.line, f"unknown language {text!r}", f"lang is {ids.LANGUAGES}")
    if of_name not in (None, lang):
        what = f"lang is {text} but the file name says {name.lang_code}"
        raise YamlError(entry.line, what, "the same language in both")
    return lang


def _typed(
    entries: dict[str, Entry],
    key: str,
    lang: Language,
    path: str,
    body: str,
    data: bytes,
    zone: ZoneInfo,
) -> ParsedFile:
    read = _Keys(entries, zone)
    article = Article(
        id=_id(read, path),
        path=path,
        lang=lang,
        title=_title(read),
        body=body,
        content_hash=hashlib.sha256(data).hexdigest(),
        source=read.text("source"),
        url=_url(read),
        published=read.date("published"),
        updated=read.date("updated"),
        retrieved=read.date("retrieved"),
        authors=read.texts("authors"),
        tags=read.texts("tags"),
        summary=read.text("summary"),
        rights=read.text("rights"),
        aliases=_aliases(read),
        translation_of=read.text("translation_of"),
        alternates=read.texts("alternates"),
        further={field.key: texts for field in FURTHER if (texts := read.texts(field.key))},
        unknown={k: _flat(e.value) for k, e in entries.items() if k not in KEYS},
    )
    warnings = () if body.strip() else (Remark(0, "the article has no text", "text below ---"),)
    notes = (Remark(e.line, f"unknown key {k}") for k, e in entries.items() if k not in KEYS)
    lines = (read.line(k) for k in ("id", "aliases", "translation_of"))
    return ParsedFile(article, key, warnings, tuple(notes), *lines)


class _Keys:
    """Typed access to the keys of one front matter; texts are one line, their spaces collapsed."""

    def __init__(self, entries: dict[str, Entry], zone: ZoneInfo) -> None:
        self._entries = entries
        self._zone = zone

    def line(self, key: str) -> int:
        """The line of a key; 0 if it is not there."""
        return self._entries[key].line if key in self._entries else 0

    def text(self, key: str) -> str:
        entry = self._entries.get(key)
        return " ".join(text_of(entry.value, key).split()) if entry else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list or a single text, each once."""
        entry = self._entries.get(key)
        texts = texts_of(entry.value, key) if entry else ()
        return tuple(dict.fromkeys(" ".join(text.split()) for text in texts))

    def date(self, key: str) -> ArticleDate | None:
        text = self.text(key)
        try:
            return parse_date(text, self._zone) if text else None
        except ValueError as error:
            raise YamlError(self.line(key), f"{key}: {error}", _DATE_RIGHT) from error


def _id(read: _Keys, path: str) -> str:
    given = read.text("id")
    article_id = given or ids.id_from_path(path)
    if reason := ids.why_refused(article_id):
        if given:
            what = f"the id {article_id[:60]!r} is refused"
            raise YamlError(read.line("id"), what, f"an id {reason}")
        what = f"the id {article_id[:60]!r}, made from the path, is refused"
        raise YamlError(0, what, f"an id {reason}; give another one with id:")
    return article_id


def _aliases(read: _Keys) -> tuple[str, ...]:
    aliases = read.texts("aliases")
    for alias in aliases:
        if reason := ids.why_refused(alias):
            what = f"the alias {alias[:60]!r} is refused"
            raise YamlError(read.line("aliases"), what, f"an alias {reason}")
    return aliases


def _title(read: _Keys) -> str:
    title = read.text("title")
    if not title:
        what = "the title is empty" if read.line("title") else "the title is missing"
        raise YamlError(read.line("title") or 1, what, 'a line "title: …"')
    if len(title) > MAX_TITLE:
        what = f"the title has {len(title):,} characters"
        raise YamlError(read.line("title"), what, f"at most {MAX_TITLE:,}")
    return title


def _url(read: _Keys) -> str:
    url = read.text("url")
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or " " in url or len(url) > MAX_URL:
        right = f"a url that begins with https:// or http://, at most {MAX_URL:,} characters"
        raise YamlError(read.line("url"), f"url is {url[:60]!r}", right)
    return url


def _flat(node: Node) -> str:
    """An unknown value as text: a text as it is, anything else as JSON."""
    return node.text if isinstance(node, Scalar) else json.dumps(_plain(node), ensure_ascii=False)


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(entry.value) for key, entry in node.entries.items()}
