"""Passages that say in the other language what a quote says.

Search by words, and by meaning where that is installed, bring the articles; in each the passage that is nearest to the quote
counts. How sure it is that the best one translates the quote is a logistic function of how near it is in meaning (its
cosine), the share of the quote's words that stand, translated, in the passage and in the article, how far it is above the
second best, whether search by words puts its article first, and how much nearer the quote is than anything in its language
that the archive has: what a passage is nearer to is what it translates. Weights are those of a logistic regression, by
meaning on 952 sentences of news from two collections, by words on 400, half of them translations.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from seogo.answers.quotes import Quote
from seogo.documents.document import Record
from seogo.errors import EncoderUnavailable, IndexDamaged
from seogo.languages import Language
from seogo.meaning.passages import to_passages
from seogo.meaning.vectors import Near, Vectors
from seogo.query.plain import to_plain
from seogo.searching.meaning import encoded
from seogo.searching.open_index import OpenIndex
from seogo.searching.request import SearchRequest
from seogo.searching.service import SearchService
from seogo.searching.snippets import Finder, Mark

By = Literal["words", "meaning"]

_CANDIDATES: Final = 10
_WEIGHTS: Final[dict[By, tuple[float, ...]]] = {
    "meaning": (-4.8, 2.32, 3.42, 1.58, 5.83, 0.46, 12.79),
    "words": (-3.5, 0.0, 2.53, 1.6, 2.97, 1.14, 0.0),
}
"""Of one, and of each of the features in the order above."""
_ORDER: Final[dict[By, tuple[float, float, float]]] = {
    "meaning": (1.0, 0.4, 0.2),
    "words": (0.0, 1.0, 0.5),
}
"""By which candidates are ordered: weights of the first three features."""
_LEAST: Final = 0.5
"""Certainty from which on a passage counts: of sentences of other news than the archive's, 1 % have more."""
_LEAST_IN_ARTICLE: Final[dict[By, float]] = {"meaning": 0.36, "words": 0.17}
"""Cosine, or share of words, that is enough where one article is asked: 1 % of sentences have more in another article."""
_NEAR: Final = 0.45
"""Cosine that something in the language of a quote has at least to the half of all passages: where little is in it, the
nearest is far by chance."""
_FEWEST: Final = 3
"""Words of a quote whose translation is looked for."""


class Translated(NamedTuple):
    """Passage of the other language that says what a quote says; ``start`` is -1 for the title; ``certainty`` up to 1."""

    record: Record
    start: int
    end: int
    certainty: float


class Candidate(NamedTuple):
    """Passage with its features: cosine, shares of words in passage and article, whether its article comes first by words."""

    record: Record
    start: int
    end: int
    features: tuple[float, float, float]
    first: bool


@dataclass(frozen=True, slots=True)
class TranslationFinder:
    """Finder of translations in an opened index."""

    index: OpenIndex
    service: SearchService

    def find(
        self, quote: Quote, language: Language, articles: Sequence[Record] | None
    ) -> tuple[By, Translated | None]:
        """What a quote of a language was looked for by, and the passage that says it, of some ``articles`` or of all (None).
        Raises IndexUnavailable."""
        try:
            vectors = self.index.meaning()
            if vectors is not None:
                return "meaning", self._best(quote, language, articles, vectors)
        except (IndexDamaged, EncoderUnavailable):
            pass  # words answer; where they are damaged too, they say so
        return "words", self._best(quote, language, articles, None)

    def _best(
        self,
        quote: Quote,
        language: Language,
        articles: Sequence[Record] | None,
        vectors: Vectors | None,
    ) -> Translated | None:
        by: By = "words" if vectors is None else "meaning"
        if len(quote.words) < _FEWEST:
            return None
        ranked = sorted(
            self._candidates(quote, language, articles, vectors),
            key=lambda one: -_worth(one, by),
        )
        if not ranked:
            return None
        best = ranked[0]
        if articles is not None:
            certainty = best.features[0 if vectors is not None else 1]
            least = _LEAST_IN_ARTICLE[by]
        else:
            above = _worth(best, by) - (_worth(ranked[1], by) if len(ranked) > 1 else 0.0)
            lead = nearer(best, language, vectors) if vectors is not None else 0.0
            values = (1.0, *best.features, above, float(best.first), lead)
            odds = sum(map(float.__mul__, _WEIGHTS[by], values))
            certainty, least = 1 / (1 + math.exp(-odds)), _LEAST
        if certainty < least:
            return None
        return Translated(best.record, best.start, best.end, certainty)

    def _candidates(
        self,
        quote: Quote,
        language: Language,
        articles: Sequence[Record] | None,
        vectors: Vectors | None,
    ) -> list[Candidate]:
        """The nearest passage of each article that may have a translation."""
        plain = to_plain(quote.text)
        names = [one.id for one in articles or ()]
        if articles is None and plain:
            request = SearchRequest(
                q=plain, level="bridge", lang=language.other, fold=False, size=_CANDIDATES
            )
            names = [hit.id for hit in self.service.rank(request)]
        near: dict[str, Near] = {}
        if vectors is not None:
            vector = encoded(quote.text)
            if articles is None:
                found = vectors.nearest(vector, language.other, _CANDIDATES)
                near = {one.id: one for one in found}
            near |= vectors.nearness(vector, [name for name in names if name not in near])
        compiled = self.index.compiler.compile(self.index.parse(plain), written=language)
        words = compiled.bridged_words
        finder, weights = Finder(words), [1 / math.log(3.0 + word.frequency) for word in words]
        candidates = []
        for name in dict.fromkeys((*names, *near)):
            record = self.service.record(name)
            if record is None or record.lang is language:
                continue
            stored = record.unpack()
            title, body = finder.marks(record.title, stored)
            if vectors is None:
                spans = to_passages(stored).spans
            else:
                spans = [(near[name].start, near[name].end)] if name in near else []
            shares = [
                (_share(title if start < 0 else _inside(body, start, end), weights), start, end)
                for start, end in spans
            ]
            if not shares:
                continue
            share, start, end = max(shares)
            cosine = near[name].similarity if name in near else 0.0
            features = cosine, share, _share([*title, *body], weights)
            last = len(record.title) if start < 0 else end
            candidates.append(Candidate(record, start, last, features, names[:1] == [name]))
        return candidates


def nearer(one: Candidate, language: Language, vectors: Vectors) -> float:
    """How much nearer to a passage a quote is than the nearest passage of its ``language`` that the archive has: a difference
    of cosines."""
    text = one.record.title if one.start < 0 else one.record.unpack().text[one.start : one.end]
    found = vectors.nearest(encoded(text), language, 1)
    return one.features[0] - max([_NEAR, *(near.similarity for near in found)])


def _worth(one: Candidate, by: By) -> float:
    return sum(map(float.__mul__, _ORDER[by], one.features))


def _inside(marks: Sequence[Mark], start: int, end: int) -> Sequence[Mark]:
    return marks[bisect_left(marks, start, key=_start) : bisect_left(marks, end, key=_start)]


def _start(mark: Mark) -> int:
    return mark.start


def _share(marks: Sequence[Mark], weights: Sequence[float]) -> float:
    """Share of the weight of all words that the marked ones have."""
    total = sum(weights)
    return sum(weights[word] for word in {mark.word for mark in marks}) / total if total else 0.0
