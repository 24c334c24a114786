"""Similarity of two articles in two languages: the weighted share of their features that both have.

Features of an article are its terms, its numbers and dates, and its day of publication. Each counts by how rare it is among
the N articles of its language: w = ln((N + 1) / n), where n have it. m is how far the other article has it too: of a term the
weight of the best of its translations that stand there (seogo.lexicon.translator), of a number or a day 1 where it is there.
Korean names that one has in Latin letters and the other in Hangul count where both have them, as what one article has.
The similarity of two articles is

    Σ w·m / Σ w,    over the features of either

so it is 1 where both have everything. Half of the translations in a corpus of news had more than .27 before
anything was learned from pairs, and more than .35 afterwards; other articles mostly have less than .15.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final

from seogo.analysis.quantities.measures import is_measure
from seogo.documents.document import Record, to_record
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Engine, EngineQuery, field_name
from seogo.languages import Language
from seogo.lexicon.lexicon import Lexicon
from seogo.lexicon.translator import Translator
from seogo.searching.related.more_like_this import shifted
from seogo.transliteration.name_index import NameIndex
from seogo.transliteration.person_names import PERSON

MAX_DAYS_APART: Final = timedelta(days=3)
"""Distance up to which two days of publication count as the same time."""

_CACHED: Final = 4_000
"""Articles whose features are cached: some 10 kB each."""


@dataclass(frozen=True, slots=True)
class ArticleFeatures:
    """Features of an article: its ``terms``, its ``quantities`` (numbers and dates), the Korean ``names`` that it has in
    Latin letters, as Hangul, and its ``day`` of publication. ``paired``: it has a translation. ``length`` is that of its
    title and text in code points, ``text_without_spaces`` is both where the article is Korean, else empty. ``weight`` is the
    sum of the weights of all its features, names apart."""

    id: str
    title: str
    language: Language
    paired: bool
    terms: frozenset[str]
    quantities: frozenset[str]
    names: frozenset[str]
    day: date | None
    length: int
    text_without_spaces: str
    weight: float


class ArticleSimilarity:
    """Similarity of the articles of an index, by a lexicon. Methods raise IndexDamaged."""

    def __init__(self, engine: Engine, lexicon: Lexicon) -> None:
        self._engine = engine
        languages = engine.status().languages
        self._articles = {language: languages.get(language.value, 0) for language in Language}
        self._translator = Translator(lexicon, NameIndex(engine))
        self.translations = cache(self._translations)
        """Translations of a term of a language that articles have, with their weights, the best first."""
        self.weight = cache(self._weight)
        """Weight w of a term of a field in the articles of a language."""
        self.day_weight = cache(self._day_weight)
        """Weight w of a day of publication in the articles of a language."""
        self.features = lru_cache(_CACHED)(self._features)
        """Features of the article with an id; None where the index does not know it."""

    def similarity(self, one: ArticleFeatures, other: ArticleFeatures) -> float:
        """Similarity of two articles in different languages, from 0 to 1."""
        names = len(shared_names(one, other)) * self._weight_of_one(one.language)
        shared = self._shared_weight(one, other) + self._shared_weight(other, one) + names
        weight = one.weight + other.weight + names
        return shared / weight if weight else 0.0

    def shared_terms(
        self, one: ArticleFeatures, other: ArticleFeatures
    ) -> Iterator[tuple[float, str, str]]:
        """Terms of an article of which another one has a translation: the weight that each adds, the term, the
        translation."""
        for term in one.terms:
            for translation, weight in self.translations(term, one.language):
                if translation in other.terms:
                    yield weight * self.weight("body", term, one.language), term, translation
                    break

    def _shared_weight(self, one: ArticleFeatures, other: ArticleFeatures) -> float:
        shared = sum(weight for weight, _, _ in self.shared_terms(one, other))
        both = one.quantities & other.quantities
        shared += sum(self.weight("quantities", term, one.language) for term in both)
        if one.day and are_near_in_time(one, other):
            shared += self.day_weight(one.day, one.language)
        return shared

    def _features(self, article_id: str) -> ArticleFeatures | None:
        stored = self._engine.stored([article_id])
        return self._to_features(to_record(stored[article_id])) if stored else None

    def _to_features(self, record: Record) -> ArticleFeatures:
        analysis, language = record.analysis, record.lang
        terms = frozenset((*analysis.title.terms, *analysis.body.terms))
        quantities = frozenset(term for term in analysis.quantities if not is_measure(term))
        names = frozenset(term for term in quantities if term.startswith(PERSON))
        day = date.fromisoformat(record.published[:10]) if record.published else None
        weight = sum(self.weight("body", term, language) for term in terms)
        weight += sum(self.weight("quantities", term, language) for term in quantities - names)
        weight += self.day_weight(day, language) if day else 0.0
        text = f"{record.title}\n{analysis.text}"
        return ArticleFeatures(
            id=record.id,
            title=record.title,
            language=language,
            paired=bool(record.translations),
            terms=terms,
            quantities=quantities - names,
            names=frozenset(name.removeprefix(PERSON) for name in names),
            day=day,
            length=len(text),
            text_without_spaces="".join(text.split()) if language is Language.KO else "",
            weight=weight,
        )

    def _occurs(self, language: Language, term: str) -> bool:
        return self._frequency("body", term, language) > 0

    def _translations(self, term: str, language: Language) -> tuple[tuple[str, float], ...]:
        found = self._translator.translate(term, language, self._occurs, term)
        return tuple((one.term, one.weight) for one in found)

    def _weight(self, field: str, term: str, language: Language) -> float:
        return self._rarity(self._frequency(field, term, language), language)

    def _frequency(self, field: str, term: str, language: Language) -> int:
        return self._engine.frequencies([(field_name(field, language), term)])[0]

    def _day_weight(self, day: date, language: Language) -> float:
        near = q.DayRange(shifted(day, -MAX_DAYS_APART), shifted(day, MAX_DAYS_APART))
        own = q.Filter(q.Term("lang", language.value))
        found = self._engine.search(EngineQuery((Branch(q.Everything()),), (own, near)))
        return self._rarity(found.totals[0], language)

    def _weight_of_one(self, language: Language) -> float:
        return self._rarity(1, language)

    def _rarity(self, count: int, language: Language) -> float:
        # removed articles may be counted until the engine has cleaned up
        return max(0.0, math.log((self._articles[language] + 1) / max(count, 1)))


def shared_names(one: ArticleFeatures, other: ArticleFeatures) -> list[str]:
    """Korean names of three syllables and more that the English article has in Latin letters and the Korean one in Hangul."""
    korean, english = (one, other) if one.language is Language.KO else (other, one)
    return sorted(
        name for name in english.names if len(name) > 2 and name in korean.text_without_spaces
    )


def are_near_in_time(one: ArticleFeatures, other: ArticleFeatures) -> bool:
    """Whether two articles were published within MAX_DAYS_APART."""
    return bool(one.day and other.day and abs(one.day - other.day) <= MAX_DAYS_APART)
