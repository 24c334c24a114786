"""Stored analyses: the terms, offsets, sentences and blocks of an article as bytes, with which it is shown and indexed again.

Kiwi is the physical limit of indexing, so no article is analysed twice (seogo.indexing.analysis_cache).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import TypeAlias

from seogo.alignment.gale_church import Passage
from seogo.alignment.passage_pairs import to_passage
from seogo.analysis.analyzer import Analyzer, TextAnalysis, surfaces_in
from seogo.analysis.passages import to_passages, to_positions
from seogo.analysis.sentences import sentence_starts
from seogo.analysis.token import FieldTokens
from seogo.articles.markdown import Block, to_outline
from seogo.articles.model import Article
from seogo.storage.binary import Packed, pack, unpack
from seogo.storage.stamps import ANALYSIS_FORMAT
from seogo.transliteration.person_names import PERSON, find_latin_names

_TEXTS = 3
_COLUMNS = 26
_SENTENCES = 22
_SEARCHED = {0: True, 3: False, 6: True, 9: False, 12: True, 15: False}
"""The columns of codes of what is looked for; whether each is of the title. Starts and ends follow behind each."""


@dataclass(slots=True)
class ArticleAnalysis:
    """An article as terms with offsets.

    ``text`` is the body's plain text; ``title`` and ``body`` are the tokens of the main field, ``title_compounds`` and
    ``body_compounds`` the joined nouns, ``tags`` the tokens of the tags, ``title_quantities`` and ``body_quantities`` the
    numbers, dates and names, each with offsets in its own text; ``sentences`` where the sentences of ``text`` begin, and
    ``blocks`` its top-level blocks.
    """

    text: str
    title: FieldTokens
    body: FieldTokens
    title_compounds: FieldTokens
    body_compounds: FieldTokens
    tags: FieldTokens
    title_quantities: FieldTokens
    body_quantities: FieldTokens
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
        """Compact bytes. The positions of most terms are not in them: they follow from the text."""
        vocabulary, kinds = _numbering(), _numbering()
        columns: list[Sequence[int]] = []
        for column in (
            *(self.title, self.body, self.title_compounds, self.body_compounds),
            *(self.title_quantities, self.body_quantities, self.tags),
        ):
            codes = list(map(vocabulary.__getitem__, column.terms))
            columns += (codes, column.starts, column.ends)
        columns += (
            self.tags.positions,
            self.sentences,
            [kinds[block.kind] for block in self.blocks],
            [block.start for block in self.blocks],
            [block.end for block in self.blocks],
        )
        return pack(ANALYSIS_FORMAT, (self.text, " ".join(vocabulary), " ".join(kinds)), columns)

    @classmethod
    def from_bytes(cls, data: bytes) -> ArticleAnalysis:
        """The inverse of to_bytes. Raises ValueError where the bytes are not from there."""
        (text, terms, kinds), arrays = unpack(ANALYSIS_FORMAT, data, _TEXTS, _COLUMNS)
        *columns, positions, sentences, codes, starts, ends = (column.tolist() for column in arrays)
        try:
            words = terms.split(" ")
            fields = [
                FieldTokens([words[code] for code in codes], starts, ends, list(range(len(codes))))
                for codes, starts, ends in zip(
                    columns[0::3], columns[1::3], columns[2::3], strict=True
                )
            ]
            (
                title,
                body,
                title_compounds,
                body_compounds,
                title_quantities,
                body_quantities,
                tags,
            ) = fields
            body.positions = to_positions(body.starts, to_passages(text))[0]
            tags.positions = positions
            blocks = _to_passages(kinds, codes, starts, ends)
        except LookupError as error:
            raise ValueError(f"not a stored analysis: {error}") from error
        return cls(
            text,
            title,
            body,
            title_compounds,
            body_compounds,
            tags,
            title_quantities,
            body_quantities,
            sentences,
            blocks,
        )


def _numbering() -> defaultdict[str, int]:
    """Numbers strings in the order in which they are first met."""
    return defaultdict(count().__next__)


Wanted: TypeAlias = Mapping[str, Sequence[Sequence[str]]]
"""Sequences of terms that are looked for, by their first term."""


class StoredAnalysis:
    """Stored analysis, unpacked no further than needed; ``text`` is the plain text. Raises ValueError as
    ArticleAnalysis.from_bytes does."""

    def __init__(self, data: bytes) -> None:
        self._packed = Packed(ANALYSIS_FORMAT, data, _TEXTS, _COLUMNS)
        self.text = self._packed.text(0)

    @property
    def sentences(self) -> list[int]:
        """Start offsets of the sentences of the text."""
        found: list[int] = self._packed.column(_SENTENCES).tolist()
        return found

    @property
    def blocks(self) -> list[Passage]:
        """Its top-level blocks. Raises ValueError where they are not from there."""
        columns = (self._packed.column(_SENTENCES + place).tolist() for place in (1, 2, 3))
        try:
            return _to_passages(self._packed.text(2), *columns)
        except LookupError as error:
            raise ValueError(f"not a stored analysis: {error}") from error

    def title(self) -> list[str]:
        """The terms of the title."""
        return self._named(0)

    def body(self) -> tuple[list[str], list[int]]:
        """The terms of the text, and where each begins."""
        return self._named(3), self._packed.column(4).tolist()

    def find(self, wanted: Wanted) -> Iterator[tuple[bool, int, int, str, int]]:
        """Occurrences of sequences side by side among tokens, compounds or quantities, in no order: whether in the title, the
        range from the start of the first term to the end of the last, the first term, and the sequence's place among those
        with it."""
        numbers, borders = self._packed.numbers, self._packed.borders
        terms = f" {self._packed.text(1)} "
        for term, searched in wanted.items():
            code = _code(term, terms)
            if code is None:
                continue
            sequences = list(_coded(searched, code, terms))
            # One look at all columns costs less than one at each; what is no code there is passed over.
            for at in (numbers == code).nonzero()[0].tolist():
                column = bisect_right(borders, at) - 1
                if column in _SEARCHED:
                    border = borders[column + 1]
                    size = border - borders[column]
                    for place, codes in sequences:
                        last = at + len(codes) - 1
                        if last == at or (
                            last < border and numbers[at : last + 1].tolist() == codes
                        ):
                            start, end = numbers.item(at + size), numbers.item(last + 2 * size)
                            yield _SEARCHED[column], start, end, term, place

    def _named(self, column: int) -> list[str]:
        terms = self._packed.text(1).split(" ")
        return [terms[code] for code in self._packed.column(column).tolist()]


def _coded(
    sequences: Sequence[Sequence[str]], first: int, terms: str
) -> Iterator[tuple[int, list[int]]]:
    """Sequences of which all terms are in the article, as the numbers of these, with their places; ``first`` is that of the
    first term."""
    for place, run in enumerate(sequences):
        codes = [code for term in run[1:] if (code := _code(term, terms)) is not None]
        if len(codes) == len(run) - 1:
            yield place, [first, *codes]


def _code(term: str, terms: str) -> int | None:
    """The number of a term among those of an article, which have a space before and behind each."""
    at = terms.find(f" {term} ")
    return terms.count(" ", 0, at) if at >= 0 and " " not in term else None


def _to_passages(
    kinds: str, codes: Sequence[int], starts: Sequence[int], ends: Sequence[int]
) -> list[Passage]:
    names = kinds.split(" ")
    return [Passage(names[code], *span) for code, *span in zip(codes, starts, ends, strict=True)]


def analyze_articles(
    articles: Iterable[Article], analyzer: Analyzer
) -> Iterator[tuple[Article, ArticleAnalysis, list[str]]]:
    """Analyse articles in order, in batches that keep all cores busy; the third are their surfaces (see to_surfaces)."""
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
        analysis = _to_analysis(article, text, blocks, title, tags, body)
        yield article, analysis, title.bigrams + body.bigrams


def to_surfaces(article: Article, text: str) -> list[str]:
    """The surfaces of an article's title and then its plain text (seogo.analysis.surfaces): they are not kept, as they are
    quickly made."""
    return [term for part in (article.title, text) for term in surfaces_in(part)]


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
