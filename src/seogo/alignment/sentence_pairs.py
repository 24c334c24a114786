"""Sentence pairs of two articles: where they stand, and the terms in them; kept as bytes, since aligning takes longer."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count, pairwise
from typing import NamedTuple

from seogo.alignment.passage_pairs import (
    AlignableArticle,
    Span,
    aligned_sentences,
    is_content,
)
from seogo.storage.binary import pack, unpack
from seogo.storage.stamps import PAIR_FORMAT

TITLE: Span = (0, 0)
"""Range of a sentence that is a title: it stands in no text."""
_TEXTS, _COLUMNS = 4, 8


class SentenceSide(NamedTuple):
    """The sentences of one article: its distinct terms, the ``codes`` (numbers of terms) of all sentences one behind the
    other, how many each has, and their ranges; ``published`` is the article's date as written."""

    terms: Sequence[str]
    codes: Sequence[int]
    counts: Sequence[int]
    spans: Sequence[Span]
    published: str


@dataclass(frozen=True, slots=True)
class SentencePairs:
    """Sentence pairs of a Korean and an English article, that of the titles first: two sides with as many sentences."""

    korean: SentenceSide
    english: SentenceSide

    @property
    def sides(self) -> tuple[SentenceSide, SentenceSide]:
        """Korean and English."""
        return self.korean, self.english

    def passages(self) -> Iterator[tuple[list[str], list[str]]]:
        """Terms of the pairs that the lexicon learns from: both sides have some."""
        sides = []
        for side in self.sides:
            learned = list(map(is_content, side.terms))
            borders = accumulate(side.counts, initial=0)
            sides.append(
                [
                    [side.terms[code] for code in side.codes[first:last] if learned[code]]
                    for first, last in pairwise(borders)
                ]
            )
        yield from (both for both in zip(*sides, strict=True) if all(both))

    def to_bytes(self) -> bytes:
        """Compact bytes."""
        texts = [" ".join(side.terms) for side in self.sides]
        texts += [side.published for side in self.sides]
        columns: list[Sequence[int]] = []
        for side in self.sides:
            starts, ends = ([span[end] for span in side.spans] for end in (0, 1))
            columns += (side.codes, side.counts, starts, ends)
        return pack(PAIR_FORMAT, texts, columns)

    @classmethod
    def from_bytes(cls, data: bytes) -> SentencePairs:
        """The inverse of to_bytes. Raises ValueError where the bytes are not from there."""
        texts, columns = unpack(PAIR_FORMAT, data, _TEXTS, _COLUMNS)
        sides = []
        for number in (0, 1):
            codes, counts, starts, ends = (
                column.tolist() for column in columns[4 * number : 4 * number + 4]
            )
            terms = texts[number].split(" ")
            if sum(counts) != len(codes) or not len(counts) == len(starts) == len(ends):
                raise ValueError("not sentence pairs")
            spans = list(zip(starts, ends, strict=True))
            sides.append(SentenceSide(terms, codes, counts, spans, texts[2 + number]))
        return cls(*sides)


def to_contents(korean: str, english: str) -> str:
    """What the contents of two articles are known by, from their content hashes."""
    return f"{korean} {english}"


def to_sentence_pairs(
    korean: AlignableArticle, english: AlignableArticle, published: tuple[str, str]
) -> SentencePairs:
    """Sentence pairs of two articles that were ``published`` then."""
    aligned = list(aligned_sentences(korean, english))
    return SentencePairs(
        *(
            _side(article, [spans[number] for spans in aligned], published[number])
            for number, article in enumerate((korean, english))
        )
    )


def _side(article: AlignableArticle, spans: Sequence[Span], published: str) -> SentenceSide:
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    codes = [numbers[term] for term in article.title]
    counts = [len(codes)]
    for start, end in spans:
        first = bisect_left(article.starts, start)
        last = bisect_left(article.starts, end, first)
        codes += [numbers[term] for term in article.terms[first:last]]
        counts.append(last - first)
    return SentenceSide(list(numbers), codes, counts, [TITLE, *spans], published)
