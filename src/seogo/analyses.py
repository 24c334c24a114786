"""What analysis made of each article, as bytes, and the store that keeps it.

Kiwi is the physical limit of indexing, so it never does the same work twice: an analysis is kept by the hash of the
article's file and the analysis stamp, beside the generations of the index. The store is a cache: it may be deleted at
any time, and a damaged one is begun anew.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from seogo.analysis.analyzer import Analyzer, TextAnalysis
from seogo.analysis.sentences import sentence_starts
from seogo.analysis.token import FieldTokens
from seogo.articles.markdown import Block, to_outline
from seogo.articles.model import Article
from seogo.bridge.align import Passage
from seogo.bridge.names import PERSON, find_latin_names
from seogo.bridge.passages import to_passage

FORMAT = 7

_FEW = 40
"""Tokens that are looked through one by one sooner than as arrays: those of titles."""

Numbers = NDArray[np.unsignedinteger[Any]]


@dataclass(slots=True)
class ArticleAnalysis:
    """An article as terms with offsets.

    ``text`` is the body's plain text; ``title`` and ``body`` are the tokens of the main field, ``title_compounds`` and
    ``body_compounds`` the joined nouns, ``tags`` the tokens of the tags, ``title_quantities`` and ``body_quantities`` the
    numbers, dates and names, each with offsets in its own text; ``sentences`` where the sentences of ``text`` begin, and
    ``blocks`` its top-level blocks; ``bigrams`` the surfaces of the title and then the body (seogo.analysis.surfaces).
    """

    text: str
    title: FieldTokens
    body: FieldTokens
    title_compounds: FieldTokens
    body_compounds: FieldTokens
    tags: FieldTokens
    title_quantities: FieldTokens
    body_quantities: FieldTokens
    bigrams: list[str]
    sentences: list[int]
    blocks: list[Passage]

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
        vocabulary, kinds = _Numbering(), _Numbering()
        shown: list[Sequence[int]] = []
        rest: list[Sequence[int]] = [
            list(map(vocabulary.__getitem__, self.tags.terms)),
            self.tags.starts,
            self.tags.ends,
            self.tags.positions,
        ]
        for column in columns:
            codes = list(map(vocabulary.__getitem__, column.terms))
            shown += [codes, column.starts, column.ends]
            rest.append(column.positions)
        shown.append([kinds[block.kind] for block in self.blocks])
        shown.append([block.start for block in self.blocks])
        shown.append([block.end for block in self.blocks])
        shown.append(self.sentences)
        head = {"text": self.text, "terms": " ".join(vocabulary), "kinds": " ".join(kinds)}
        first = _pack(head, shown)
        second = _pack({"bigrams": " ".join(self.bigrams)}, rest)
        return bytes([FORMAT]) + len(first).to_bytes(4, "little") + first + second

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
        *fields, kinds, starts, ends, sentences = shown
        title, body, title_compounds, body_compounds, title_quantities, body_quantities = (
            FieldTokens([vocabulary[code] for code in codes], starts, ends, positions)
            for codes, starts, ends, positions in zip(
                fields[0::3], fields[1::3], fields[2::3], rest[4:], strict=True
            )
        )
        tags = FieldTokens([vocabulary[code] for code in rest[0]], *rest[1:4])
        return cls(
            head["text"],
            title,
            body,
            title_compounds,
            body_compounds,
            tags,
            title_quantities,
            body_quantities,
            bigrams=head["bigrams"].split(" ") if head["bigrams"] else [],
            sentences=sentences,
            blocks=_to_passages(head["kinds"], kinds, starts, ends),
        )


class _Numbering(dict[str, int]):
    """Numbers strings in the order in which they are first met."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


Known: TypeAlias = Mapping[int, tuple[str, Sequence[tuple[int, Sequence[int]]]]]
"""Sequences of terms as an analysis numbers them: by the first term's code, that term, and of each sequence with it its place
among them and its codes."""


class StoredColumn:
    """The tokens of a field of a stored analysis, of which few are looked for; ``starts`` are where they begin."""

    def __init__(
        self, vocabulary: Mapping[str, int], codes: Numbers, starts: Numbers, ends: Numbers
    ) -> None:
        self._vocabulary = vocabulary
        self._codes, self.starts, self._ends = codes, starts, ends

    def terms(self) -> list[str]:
        """All terms in the order of the text."""
        terms = list(self._vocabulary)
        return [terms[code] for code in self._codes.tolist()]

    def find(self, known: Known) -> Iterator[tuple[int, int, str, int]]:
        """Where sequences of terms stand side by side, in the order of the text: the range from the start of the first term
        to the end of the last, the first term, and the place of the sequence among those with it."""
        if not known or not len(self._codes):
            return
        if len(self._codes) <= _FEW:
            places = [at for at, code in enumerate(self._codes.tolist()) if code in known]
        else:
            lookup = np.zeros(len(self._vocabulary), np.bool_)
            lookup[list(known)] = True
            places = np.flatnonzero(lookup[self._codes]).tolist()
        for at in places:
            term, sequences = known[int(self._codes[at])]
            for place, codes in sequences:
                end = at + len(codes)
                if len(codes) > 1 and self._codes[at:end].tolist() != codes:
                    continue
                yield int(self.starts[at]), int(self._ends[end - 1]), term, place


class StoredAnalysis:
    """What hits are shown from, unpacked no further than needed. Raises ValueError as ArticleAnalysis.from_bytes does.

    ``text``, ``sentences`` and ``blocks`` are those of the analysis; ``title`` and ``body`` are the columns of its tokens, of
    its compounds and of its quantities.
    """

    def __init__(self, data: bytes) -> None:
        try:
            head, arrays = _unpack(_parts(data)[0])
            self.text: str = head["text"]
            *fields, kinds, starts, ends, sentences = arrays
            self.sentences: list[int] = sentences.tolist()
            self._blocks = (head["kinds"], kinds.tolist(), starts.tolist(), ends.tolist())
            terms = head["terms"].split(" ")
            numbers = dict(zip(terms, range(len(terms)), strict=True))
            columns = [StoredColumn(numbers, *fields[at : at + 3]) for at in range(0, 18, 3)]
        except (zlib.error, LookupError, TypeError, AttributeError) as error:
            raise ValueError(f"not a stored analysis: {error}") from error
        self.title = tuple(columns[0::2])
        self.body = tuple(columns[1::2])
        self._numbers = numbers

    def known(self, wanted: Mapping[str, Sequence[Sequence[str]]]) -> Known:
        """Of sequences of terms by their first one, those that may stand in the article, to be found in its columns."""
        known: dict[int, tuple[str, list[tuple[int, list[int]]]]] = {}
        code_of = self._numbers.get
        for term, sequences in wanted.items():
            if (first := code_of(term)) is not None:
                coded = ((place, list(map(code_of, run))) for place, run in enumerate(sequences))
                known[first] = (
                    term,
                    [
                        (place, [code for code in codes if code is not None])
                        for place, codes in coded
                        if None not in codes
                    ],
                )
        return known

    @property
    def blocks(self) -> list[Passage]:
        """Its top-level blocks. Raises ValueError where they are not from there."""
        try:
            return _to_passages(*self._blocks)
        except LookupError as error:
            raise ValueError(f"not a stored analysis: {error}") from error


def _to_passages(
    kinds: str, codes: Sequence[int], starts: Sequence[int], ends: Sequence[int]
) -> list[Passage]:
    names = kinds.split(" ")
    return [Passage(names[code], *span) for code, *span in zip(codes, starts, ends, strict=True)]


def _parts(data: bytes) -> tuple[bytes, bytes]:
    if not data or data[0] != FORMAT:
        raise ValueError("not a stored analysis of this version")
    end = 5 + int.from_bytes(data[1:5], "little")
    return data[5:end], data[end:]


def _pack(head: dict[str, Any], arrays: Sequence[Sequence[int]]) -> bytes:
    """A head and arrays of numbers, compressed; the numbers are as wide as the largest one needs."""
    flat = list(chain.from_iterable(arrays))
    try:
        columns, head["wide"] = _packed("H", flat), False
    except OverflowError:
        columns, head["wide"] = _packed("I", flat), True
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
    pending: deque[tuple[Article, str, list[Block]]] = deque()

    def texts() -> Iterator[tuple[str, date | None]]:
        for article in articles:
            text, blocks = to_outline(article.body)
            day = article.published.day if article.published else None
            pending.append((article, text, blocks))
            yield article.title, day
            if article.tags:
                yield "\n\n".join(article.tags), day
            yield text, day

    analysed = analyzer.analyze(texts())
    for title in analysed:
        article, text, blocks = pending.popleft()
        tags = next(analysed) if article.tags else TextAnalysis()
        body = next(analysed)
        yield article, _to_analysis(article, text, blocks, title, tags, body)


def _to_analysis(
    article: Article,
    text: str,
    blocks: Iterable[Block],
    title: TextAnalysis,
    tags: TextAnalysis,
    body: TextAnalysis,
) -> ArticleAnalysis:
    return ArticleAnalysis(
        text=text,
        title=title.main,
        body=body.main,
        title_compounds=title.compounds,
        body_compounds=body.compounds,
        tags=tags.main,
        title_quantities=_with_people(title.quantities, article.title),
        body_quantities=_with_people(body.quantities, text),
        bigrams=title.bigrams + body.bigrams,
        sentences=sentence_starts(text),
        blocks=[to_passage(block) for block in blocks],
    )


def _with_people(column: FieldTokens, text: str) -> FieldTokens:
    """Quantities, and with them the Korean names that ``text`` has in Latin letters."""
    people = [(start, end, PERSON + key) for start, end, key in find_latin_names(text)]
    if not people:
        return column
    rows = sorted([*zip(column.starts, column.ends, column.terms, strict=True), *people])
    starts, ends, terms = (list(values) for values in zip(*rows, strict=True))
    return FieldTokens(terms, starts, ends, list(range(len(rows))))


def _packed(code: str, numbers: Sequence[int]) -> bytes:
    """Numbers as little-endian, of the width that ``code`` has in the array module."""
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
