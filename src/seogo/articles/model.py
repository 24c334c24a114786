"""Article: front matter and body of one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from seogo.languages import Language


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """A date of an article in the precision it was written in.

    ``text`` is ISO 8601 as in the file, ``2026-01-19`` or ``2026-01-19T09:30:00+09:00``; ``day`` is the calendar day in
    the archive's time zone, by which articles are sorted and filtered; ``time`` is None where only a day is known.
    """

    text: str
    day: date
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article: one file, one language.

    ``path`` is the file's POSIX path relative to the archive; ``body`` the Markdown in NFC with LF line ends;
    ``content_hash`` the SHA-256 (hex) of the file's bytes; ``alternates`` are addresses of it in other languages;
    ``further`` the values of metadata fields that have no attribute here, by their keys; ``unknown`` the front matter keys
    that mean nothing to Seogo, as they were written.
    """

    id: str
    path: str
    lang: Language
    title: str
    body: str
    content_hash: str
    source: str = ""
    url: str = ""
    published: ArticleDate | None = None
    updated: ArticleDate | None = None
    retrieved: ArticleDate | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    rights: str = ""
    aliases: tuple[str, ...] = ()
    translation_of: str = ""
    alternates: tuple[str, ...] = ()
    further: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)

    def metadata(self, key: str) -> object:
        """The value of a front matter key that means something: a text, texts, a language or a date; empty or None where
        the article does not say it."""
        return self.further.get(key, ()) if key not in self.__slots__ else getattr(self, key)
