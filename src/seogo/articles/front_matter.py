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
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from seogo.articles import ids
from seogo.articles.metadata import FURTHER
from seogo.articles.model import Article, ArticleDate
from seogo.errors import ArticleError, SeogoError
from seogo.languages import Language
from seogo.messages import Message
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
from seogo.unicode_forms import to_form

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
_DATE_RIGHT: Final = Message("article.date-forms")


class DateError(SeogoError, ValueError):
    """A text that is not a date."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a file: ``line`` from 1, 0 for the file as a whole."""

    line: int
    what: Message
    right: Message | None = None


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


ABOUT_FILES: Final = {language: f"about.{language}.md" for language in Language}
"""Files with the text about an archive; one with front matter is an article like others."""


def parse_article(data: bytes, path: str, zone: ZoneInfo) -> ParsedFile | None:
    """Read an article file; None if it is not an article (README, text about the archive, no language in name or front
    matter).

    ``path`` is the POSIX path relative to the archive, ``zone`` the archive's time zone, in which
    times without one are read and days are counted. Raises ArticleError.
    """
    name = ids.read_name(path)
    if name is None or (not name.lang_code and not has_front_matter(data)):
        return None
    if path in ABOUT_FILES.values() and not has_front_matter(data):
        return None
    if len(data) > MAX_FILE:
        raise too_big(path)
    front, body = _split(_decode(data, path), path)
    with errors_in(path, ArticleError):
        node = parse(front, max_bytes=MAX_FRONT_MATTER, first_line=2)
        if isinstance(node, Scalar) and not node.text:
            node = Mapping({}, 1)
        if not isinstance(node, Mapping):
            right = Message("article.title-line")
            raise YamlError(node.line, Message("article.no-keys"), right)
        lang = _language(name, node.entries.get("lang"))
        if lang is None:
            return None
        return _typed(node.entries, name.key, lang, path, body, data, zone)


def has_front_matter(head: bytes) -> bool:
    """Whether a file that begins like this has front matter, closed or not."""
    return re.match(rb"---[ \t]*[\r\n]", head.removeprefix(_BOM)) is not None


def too_big(path: str) -> ArticleError:
    """The error of a file over the limit, which the archive sees before it reads the file."""
    return ArticleError(
        path, 0, Message("file.too-long", limit=MAX_FILE), Message("file.smaller-file")
    )


def parse_date(text: str, zone: ZoneInfo) -> ArticleDate:
    """Read a day or a time; a time without a zone is one of ``zone``. Raises ValueError.

    The day of a time is the calendar day in ``zone`` at that moment.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise DateError(Message("article.not-date", text=text))
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
        raise DateError(Message("article.no-such-date", text=text)) from error
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
        raise ArticleError(
            path, _line_at(good), Message("file.not-utf-8"), Message("file.save-as-utf-8")
        ) from error
    if (nul := text.find("\0")) >= 0:
        raise ArticleError(
            path, _line_at(text[:nul]), Message("article.nul"), Message("article.text-file")
        )
    return to_form("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _line_at(before: str) -> int:
    return len(re.findall("\r\n|\r|\n", before)) + 1


def _split(text: str, path: str) -> tuple[str, str]:
    """Front matter and body; the front matter begins on line 2."""
    opening = _OPENING.match(text)
    if opening is None:
        right = Message("article.begin-with-front-matter")
        raise ArticleError(path, 1, Message("article.no-front-matter"), right)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise ArticleError(
            path,
            1,
            Message("article.front-matter-not-closed"),
            Message("article.close-front-matter"),
        )
    front = text[opening.end() : closing.start()]
    if len(front.encode()) > MAX_FRONT_MATTER:
        what = Message("article.front-matter-too-long", limit=MAX_FRONT_MATTER)
        raise ArticleError(path, 1, what, Message("article.shorter-front-matter"))
    # Feeds cannot carry control characters and nobody sees them; imported pages are full of them.
    return front, CONTROL.sub(" ", text[closing.end() + 1 :])


def _language(name: ids.FileName, entry: Entry | None) -> Language | None:
    """The one language that name and front matter agree on; None if neither has one."""
    of_name = ids.language_of(name.lang_code)
    if name.lang_code and of_name is None:
        right = Message("article.name-endings")
        raise YamlError(0, Message("article.unknown-name-language", code=name.lang_code), right)
    text = text_of(entry.value, "lang").strip() if entry else ""
    if not text:
        return of_name
    assert entry is not None
    lang = ids.language_of(text)
    if lang is None:
        raise YamlError(
            entry.line,
            Message("article.unknown-language", code=text),
            Message("article.languages", languages=ids.LANGUAGES),
        )
    if of_name not in (None, lang):
        what = Message("article.lang-and-name-differ", lang=text, code=name.lang_code)
        raise YamlError(entry.line, what, Message("article.same-language"))
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
    warnings = (
        ()
        if body.strip()
        else (Remark(0, Message("article.no-text"), Message("article.text-below")),)
    )
    notes = (
        Remark(e.line, Message("yaml.unknown-key", key=k))
        for k, e in entries.items()
        if k not in KEYS
    )
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
        except DateError as error:
            what = Message("article.date", key=key, what=error.message)
            raise YamlError(self.line(key), what, _DATE_RIGHT) from error


def _id(read: _Keys, path: str) -> str:
    given = read.text("id")
    article_id = given or ids.id_from_path(path)
    if reason := ids.why_refused(article_id):
        if given:
            what = Message("article.id-refused", id=article_id[:60])
            raise YamlError(read.line("id"), what, Message("article.id-rule", reason=reason))
        what = Message("article.path-id-refused", id=article_id[:60])
        raise YamlError(0, what, Message("article.path-id-rule", reason=reason))
    return article_id


def _aliases(read: _Keys) -> tuple[str, ...]:
    aliases = read.texts("aliases")
    for alias in aliases:
        if reason := ids.why_refused(alias):
            what = Message("article.alias-refused", alias=alias[:60])
            raise YamlError(
                read.line("aliases"), what, Message("article.alias-rule", reason=reason)
            )
    return aliases


def _title(read: _Keys) -> str:
    title = read.text("title")
    if not title:
        what = (
            Message("article.title-empty")
            if read.line("title")
            else Message("article.title-missing")
        )
        raise YamlError(read.line("title") or 1, what, Message("article.title-needed"))
    if len(title) > MAX_TITLE:
        what = Message("article.title-too-long", count=len(title))
        raise YamlError(read.line("title"), what, Message("file.at-most", most=MAX_TITLE))
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
        right = Message("article.url-rule", most=MAX_URL)
        raise YamlError(read.line("url"), Message("article.url", url=url[:60]), right)
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
