"""What analysis made of each article, as bytes, and the store that keeps it.

Kiwi is the physical limit of indexing, so it never does the same work twice: an analysis is kept by the hash of the
article's file and the analysis stamp, beside the generations of the index. The store is a cache: it may be deleted at
any time, and a damaged one is begun anew.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import re
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from seogo.analysis.analyzer import ANALYSIS_VERSION, Analyzer, TextAnalysis
from seogo.analysis.hanja import to_hangul
from seogo.analysis.korean import kiwi_version
from seogo.analysis.normalize import normalize
from seogo.analysis.sentences import sentence_starts
from seogo.analysis.token import FieldTokens
from seogo.articles.markdown import to_text
from seogo.articles.model import Article
from seogo.bridge.names import PERSON, find_latin_names

_FORMAT = 4

Numbers = NDArray[np.unsignedinteger[Any]]
_REFUSALS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
}
"""What SQLite says where the operating system refuses, and the store is not to blame."""
_TROUBLE = (sqlite3.Error, UnicodeDecodeError)
"""What a store can raise; the second where SQLite's message quotes damaged bytes."""


@dataclass(slots=True)
class ArticleAnalysis:
    """An article as terms with offsets.

    ``text`` is the body's plain text; ``title`` and ``body`` are the tokens of the main field, ``title_compounds`` and
    ``body_compounds`` the joined nouns, ``title_quantities`` and ``body_quantities`` the numbers and dates, each with offsets
    in its own text; ``sentences`` where the sentences of ``text`` begin; ``bigrams`` the surfaces of the title and then
    the body (seogo.analysis.surfaces).
    """

    text: str
    title: FieldTokens
    body: FieldTokens
    title_compounds: FieldTokens
    body_compounds: FieldTokens
    title_quantities: FieldTokens
    body_quantities: FieldTokens
    bigrams: list[str]
    sentences: list[int]

    @property
    def quantities(self) -> list[str]:
        """The numbers and dates of title and body."""
        return self.title_quantities.terms + self.body_quantities.terms

    @property
    def compounds(self) -> list[str]:
        """The compounds of title and body."""
        return self.title_compounds.terms + self.body_compounds.terms

    def to_bytes(self) -> bytes:
        """Compact bytes in two parts, what hits are shown from and the rest: JSON for what is text, little-endian arrays for
        what is numbers, compressed."""
        columns = [
            *(self.title, self.body, self.title_compounds, self.body_compounds),
            *(self.title_quantities, self.body_quantities),
        ]
        vocabulary: dict[str, int] = {}
        codes = [[vocabulary.setdefault(t, len(vocabulary)) for t in c.terms] for c in columns]
        grams: dict[str, int] = {}
        gram_codes = [grams.setdefault(gram, len(grams)) for gram in self.bigrams]
        shown: list[Sequence[int]] = []
        rest: list[Sequence[int]] = [gram_codes]
        for column, terms in zip(columns, codes, strict=True):
            shown += [terms, column.starts, column.ends]
            rest.append(column.positions)
        shown.append(self.sentences)
        first = _pack({"text": self.text, "terms": " ".join(vocabulary)}, shown)
        second = _pack({"bigrams": " ".join(grams)}, rest)
        return bytes([_FORMAT]) + len(first).to_bytes(4, "little") + first + second

    @classmethod
    def from_bytes(cls, data: bytes) -> ArticleAnalysis:
        """The inverse of to_bytes. Raises ValueError where the bytes are not from there."""
        try:
            first, second = _parts(data)
            head, shown = _unpack(first)
            more, rest = _unpack(second)
            return cls._from_columns(
                {**head, **more}, [a.tolist() for a in shown], [a.tolist() for a in rest]
            )
        except (zlib.error, LookupError, TypeError, AttributeError) as error:
            raise ValueError(f"not a stored analysis: {error}") from error

    @classmethod
    def _from_columns(
        cls, head: dict[str, Any], shown: list[list[int]], rest: list[list[int]]
    ) -> ArticleAnalysis:
        vocabulary = head["terms"].split(" ")
        *fields, sentences = shown
        title, body, title_compounds, body_compounds, title_quantities, body_quantities = (
            FieldTokens([vocabulary[code] for code in codes], starts, ends, positions)
            for codes, starts, ends, positions in zip(
                fields[0::3], fields[1::3], fields[2::3], rest[1:], strict=True
            )
        )
        grams = head["bigrams"].split(" ")
        return cls(
            head["text"],
            title,
            body,
            title_compounds,
            body_compounds,
            title_quantities,
            body_quantities,
            bigrams=[grams[code] for code in rest[0]],
            sentences=sentences,
        )


class StoredColumn:
    """The tokens of a field of a stored analysis, of which few are looked for."""

    def __init__(
        self, vocabulary: Mapping[str, int], codes: Numbers, starts: Numbers, ends: Numbers
    ) -> None:
        self._vocabulary = vocabulary
        self._codes, self._starts, self._ends = codes, starts, ends

    def find(
        self, wanted: Mapping[str, Sequence[Sequence[str]]]
    ) -> Iterator[tuple[int, int, str, int]]:
        """Where sequences of terms stand side by side, in the order of the text: the range from the start of the first term
        to the end of the last, the first term, and the place of the sequence among those of ``wanted`` with it."""
        known = {
            code: (term, sequences)
            for term, sequences in wanted.items()
            if (code := self._vocabulary.get(term)) is not None
        }
        if not known:
            return
        lookup = np.zeros(len(self._vocabulary), np.bool_)
        lookup[list(known)] = True
        for at in np.flatnonzero(lookup[self._codes]).tolist():
            term, sequences = known[int(self._codes[at])]
            for place, sequence in enumerate(sequences):
                end = at + len(sequence)
                if len(sequence) > 1:
                    codes = [self._vocabulary.get(member) for member in sequence]
                    if self._codes[at:end].tolist() != codes:
                        continue
                yield int(self._starts[at]), int(self._ends[end - 1]), term, place


class StoredAnalysis:
    """What hits are shown from, unpacked no further than needed. Raises ValueError as ArticleAnalysis.from_bytes does.

    ``text`` and ``sentences`` are those of the analysis; ``title`` and ``body`` are the columns of its tokens, of its
    compounds and of its quantities.
    """

    def __init__(self, data: bytes) -> None:
        try:
            head, arrays = _unpack(_parts(data)[0])
            self.text: str = head["text"]
            self.sentences: list[int] = arrays[-1].tolist()
            terms = head["terms"].split(" ")
            numbers = dict(zip(terms, range(len(terms)), strict=True))
            columns = [StoredColumn(numbers, *arrays[at : at + 3]) for at in range(0, 18, 3)]
        except (zlib.error, LookupError, TypeError, AttributeError) as error:
            raise ValueError(f"not a stored analysis: {error}") from error
        self.title = tuple(columns[0::2])
        self.body = tuple(columns[1::2])


def _parts(data: bytes) -> tuple[bytes, bytes]:
    if not data or data[0] != _FORMAT:
        raise ValueError("not a stored analysis of this version")
    end = 5 + int.from_bytes(data[1:5], "little")
    return data[5:end], data[end:]


def _pack(head: dict[str, Any], arrays: Sequence[Sequence[int]]) -> bytes:
    """A head and arrays of numbers, compressed; the numbers are as wide as the largest one needs."""
    try:
        columns, head["wide"] = b"".join([_packed("H", numbers) for numbers in arrays]), False
    except OverflowError:
        columns, head["wide"] = b"".join([_packed("I", numbers) for numbers in arrays]), True
    head["lengths"] = [len(numbers) for numbers in arrays]
    encoded = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(len(encoded).to_bytes(4, "little") + encoded + columns, 1)


def _unpack(data: bytes) -> tuple[dict[str, Any], list[Numbers]]:
    """The inverse of _pack."""
    raw = zlib.decompress(data)
    size = int.from_bytes(raw[:4], "little")
    head = json.loads(raw[4 : 4 + size])
    numbers = np.frombuffer(raw, "<u4" if head["wide"] else "<u2", offset=4 + size)
    arrays: list[Numbers] = []
    at = 0
    for length in head["lengths"]:
        arrays.append(numbers[at : at + length])
        at += length
    return head, arrays


def analyze_articles(
    articles: Iterable[Article], analyzer: Analyzer
) -> Iterator[tuple[Article, ArticleAnalysis]]:
    """Analyse articles in order, in batches that keep all cores busy."""
    pending: list[tuple[Article, str]] = []

    def texts() -> Iterator[tuple[str, date | None]]:
        for article in articles:
            text = to_text(article.body)
            day = article.published.day if article.published else None
            pending.append((article, text))
            yield article.title, day
            yield text, day

    analysed = analyzer.analyze(texts())
    for title in analysed:
        body = next(analysed)
        article, text = pending.pop(0)
        yield article, _to_analysis(article, text, title, body)


def _to_analysis(
    article: Article, text: str, title: TextAnalysis, body: TextAnalysis
) -> ArticleAnalysis:
    return ArticleAnalysis(
        text=text,
        title=title.main,
        body=body.main,
        title_compounds=title.compounds,
        body_compounds=body.compounds,
        title_quantities=_with_people(title.quantities, article.title),
        body_quantities=_with_people(body.quantities, text),
        bigrams=title.bigrams + body.bigrams,
        sentences=sentence_starts(text),
    )


def _with_people(column: FieldTokens, text: str) -> FieldTokens:
    """Quantities, and with them the Korean names that ``text`` has in Latin letters."""
    people = [(start, end, PERSON + key) for start, end, key in find_latin_names(text)]
    if not people:
        return column
    rows = sorted([*zip(column.starts, column.ends, column.terms, strict=True), *people])
    starts, ends, terms = (list(values) for values in zip(*rows, strict=True))
    return FieldTokens(terms, starts, ends, list(range(len(rows))))


class AnalysisStamp:
    """What an analysis depends on besides the article: the version of the code, Kiwi's, and the dictionary words that
    occur in the article (so that a new word touches only the articles that contain it)."""

    def __init__(self, dictionary: Iterable[str]) -> None:
        self._words = sorted({_folded(word) for word in dictionary})
        alternatives = "|".join(
            re.escape(word) for word in sorted(self._words, key=len, reverse=True)
        )
        self._pattern = re.compile(alternatives) if alternatives else None
        self._base = f"{ANALYSIS_VERSION}/{_FORMAT}/{kiwi_version()}"
        self.whole = _digest(self._base, *self._words)
        """The stamp of an article that contains every word: changes when any of them does."""

    def of(self, article: Article) -> str:
        """The analysis stamp of one article."""
        if self._pattern is None:
            return _digest(self._base)
        text = _folded(f"{article.title}\n{article.body}")
        # every occurrence counts, also one inside another
        found = [word for word in self._words if word in text] if self._pattern.search(text) else []
        return _digest(self._base, *found)


class AnalysisStore:
    """Analyses by content hash and analysis stamp, and what is known of every file, in one SQLite file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._db = self._open()

    def get(self, content_hash: str, stamp: str) -> bytes | None:
        """The bytes of an analysis, or None where it is unknown or damaged."""
        try:
            row = self._db.execute(
                "SELECT data, crc FROM analyses WHERE content = ? AND stamp = ?",
                (content_hash, stamp),
            ).fetchone()
        except _TROUBLE:
            self._begin_anew()
            return None
        if row is None or not isinstance(row[0], bytes) or zlib.crc32(row[0]) != row[1]:
            return None
        return row[0]

    def put(self, content_hash: str, stamp: str, data: bytes) -> None:
        """Keep an analysis. Raises OSError, as commit and retain do."""
        with self._healing():
            self._db.execute(
                "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)",
                (content_hash, stamp, data, zlib.crc32(data)),
            )

    def commit(self) -> None:
        """Make everything kept so far durable."""
        with self._healing():
            self._db.commit()

    def retain(self, keys: Iterable[tuple[str, str]]) -> None:
        """Forget every analysis but those of these (content hash, stamp)."""
        with self._healing(), self._db:
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS kept (content TEXT, stamp TEXT)")
            self._db.execute("DELETE FROM kept")
            self._db.executemany("INSERT INTO kept VALUES (?, ?)", keys)
            self._db.execute(
                "DELETE FROM analyses WHERE (content, stamp) NOT IN (SELECT content, stamp FROM kept)"
            )

    def close(self) -> None:
        """Commit and close; what could not be kept is analysed again some day."""
        with contextlib.suppress(sqlite3.Error):
            self._db.commit()
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
        except BaseException:
            db.close()
            raise
        return db

    @contextlib.contextmanager
    def _healing(self) -> Iterator[None]:
        """While writing: begin a damaged store anew, and say as OSError what the operating system refuses."""
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
            self._path.with_name(name).unlink(missing_ok=True)


def _refusal(error: Exception) -> OSError | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_IOERR_SHORT_READ:  # the file was cut off
        return None
    number = _REFUSALS.get(code & 0xFF)
    return OSError(number, str(error)) if number else None


def _packed(code: str, numbers: Sequence[int]) -> bytes:
    """Numbers as little-endian, of the width that ``code`` has in the array module."""
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _folded(text: str) -> str:
    # as Kiwi sees it: hanja by their readings
    return to_hangul(normalize(text).text).casefold()


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
