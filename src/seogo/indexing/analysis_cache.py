"""Cache of analyses, by content hash and analysis stamp, in one SQLite file beside the generations of the index.

It may be deleted at any time, and a damaged one is begun anew.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

import msgspec

from seogo.analysis.script.hanja import to_hangul
from seogo.analysis.script.normalize import normalize
from seogo.articles.model import Article
from seogo.documents.document import AnalysedArticle
from seogo.storage.generations import remove
from seogo.storage.stamps import analysis_stamp

_REFUSALS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
}
"""SQLite's codes for refusals of the operating system, with their errno."""
_TROUBLE = (sqlite3.Error, UnicodeDecodeError)
"""Errors of a damaged file; the second where SQLite's message quotes damaged bytes."""


class IndexedArticle(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Document of a generation: the path and content hash of its file, the stamp of its analysis, and its own hash."""

    path: str
    content_hash: str
    stamp: str
    hash: str

    @classmethod
    def of(cls, analysed: AnalysedArticle) -> Self:
        """Facts of the document of an analysed article."""
        article = analysed.article
        return cls(article.path, article.content_hash, analysed.stamp, analysed.document_hash())


class AnalysisStamps:
    """Stamps of analyses under a dictionary: digests of the versions of code and Kiwi, and of the dictionary words that occur
    in the article, so that a new word touches only the articles that contain it."""

    def __init__(self, dictionary: Iterable[str]) -> None:
        self._words = sorted({_folded(word) for word in dictionary})
        alternatives = "|".join(
            re.escape(word) for word in sorted(self._words, key=len, reverse=True)
        )
        self._pattern = re.compile(alternatives) if alternatives else None
        self._base = analysis_stamp()
        self._without = _digest(self._base)
        self.whole = _digest(self._base, *self._words)
        """Stamp of an article that would contain every word of the dictionary."""

    def of(self, article: Article) -> str:
        """Analysis stamp of an article."""
        return self.of_text(f"{article.title}\n{article.body}") if self._pattern else self._without

    def of_text(self, text: str) -> str:
        """Analysis stamp of any text."""
        if self._pattern is None:
            return self._without
        text = _folded(text)
        # every occurrence counts, also one inside another
        found = [word for word in self._words if word in text] if self._pattern.search(text) else []
        return _digest(self._base, *found)


class AnalysisCache:
    """Cache of bytes by content hash and stamp. Entries are written with the next commit, many at once.

    A damaged file is removed and begun anew.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        self._path = path
        self._waiting: dict[tuple[str, str], bytes] = {}
        self._db = self._open()

    def get(self, content_hash: str, stamp: str) -> bytes | None:
        """Bytes of an entry; None where it is unknown or damaged."""
        key = content_hash, stamp
        if (waiting := self._waiting.get(key)) is not None:
            return waiting
        try:
            # where the index of keys is damaged, it leads to the row of another one
            row = self._db.execute(
                "SELECT content, stamp, crc, data FROM analyses WHERE rowid ="
                " (SELECT rowid FROM analyses WHERE content = ? AND stamp = ?)",
                key,
            ).fetchone()
        except _TROUBLE:
            self._begin_anew()
            return None
        if row is None or row[:2] != key:
            return None
        data = row[3]
        return data if isinstance(data, bytes) and zlib.crc32(data) == row[2] else None

    def has(self, content_hash: str, stamp: str) -> bool:
        """Whether there is an entry."""
        return self.get(content_hash, stamp) is not None

    def put(self, content_hash: str, stamp: str, data: bytes) -> None:
        """Add an entry, which the next commit writes."""
        self._waiting[content_hash, stamp] = data

    def entries(self) -> Iterator[tuple[str, str, bytes]]:
        """Content hash, stamp and bytes of all whole entries, up to damage of the file."""
        with contextlib.suppress(*_TROUBLE):
            for content_hash, stamp, crc, data in self._db.execute(
                "SELECT content, stamp, crc, data FROM analyses"
            ):
                if isinstance(data, bytes) and zlib.crc32(data) == crc:
                    yield str(content_hash), str(stamp), data

    def commit(self) -> None:
        """Write the entries that were put. Raises OSError, as retain does."""
        waiting, self._waiting = self._waiting, {}
        with self._healing():
            self._db.executemany(
                "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)",
                [(*key, data, zlib.crc32(data)) for key, data in waiting.items()],
            )
            self._db.commit()

    def retain(self, keys: Iterable[tuple[str, str]]) -> None:
        """Remove all entries but those of ``keys`` (content hash, stamp). Raises OSError."""
        self.commit()
        with self._healing(), self._db:
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS kept (content TEXT, stamp TEXT)")
            self._db.execute("DELETE FROM kept")
            self._db.executemany("INSERT INTO kept VALUES (?, ?)", set(keys))
            self._db.execute(
                "DELETE FROM analyses WHERE (content, stamp) NOT IN (SELECT content, stamp FROM kept)"
            )

    def close(self) -> None:
        """Commit and close; what could not be written is analysed again some day."""
        with contextlib.suppress(OSError, sqlite3.Error):
            self.commit()
        self._db.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except _TROUBLE:
            self._remove()
        try:
            return self._connect()
        except sqlite3.Error as error:
            raise _refusal(error) or OSError(errno.EIO, str(error)) from error

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path)
        try:
            # what a power cut may lose is analysed again
            db.execute("PRAGMA synchronous = OFF")
            db.execute(
                "CREATE TABLE IF NOT EXISTS analyses (content TEXT, stamp TEXT, data BLOB NOT NULL,"
                " crc INTEGER NOT NULL, PRIMARY KEY (content, stamp))"
            )
            db.execute("SELECT 1 FROM analyses LIMIT 1").fetchone()  # a damaged file shows itself
        except BaseException:
            db.close()
            raise
        return db

    @contextlib.contextmanager
    def _healing(self) -> Iterator[None]:
        """Context of writing: a damaged file is begun anew, refusals of the operating system become OSError."""
        try:
            yield
        except _TROUBLE as error:
            if refused := _refusal(error):
                raise refused from error
            self._begin_anew()

    def _begin_anew(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._db.close()
        self._remove()
        self._db = self._open()

    def _remove(self) -> None:
        for name in (self._path.name, f"{self._path.name}-journal"):
            remove(self._path.with_name(name))


def _refusal(error: Exception) -> OSError | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_IOERR_SHORT_READ:  # the file was cut off
        return None
    number = _REFUSALS.get(code & 0xFF)
    return OSError(number, str(error)) if number else None


def _folded(text: str) -> str:
    # as Kiwi sees it: hanja by their readings
    return to_hangul(normalize(text).text).casefold()


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
