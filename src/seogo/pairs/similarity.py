"""How much do two articles in two languages say the same?

An article says its terms, its numbers and dates, and its day of publication. Each counts by how rare it is among the N
articles of its language: w = ln((N + 1) / n), where n have it. m is how far the other article says it too: of a term the
weight of the best of its translations that stand there (seogo.lexicon.translator), of a number or a day 1 where it is there.
Korean names that one side has in Latin letters and the other in Hangul count where both have them, as what one article has.
The likeness of two articles is

    Σ w·m / Σ w,    over what either of them says

so it is 1 where everything is said on both sides. Half of the translations in a corpus of news had more than .27 before
anything was learned from pairs, and more than .35 afterwards; other articles mostly have less than .15.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final

from seogo.documents.document import Record, to_record
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Engine, EngineQuery, field_name
from seogo.languages import Language
from seogo.lexicon.lexicon import Lexicon
from seogo.lexicon.translator import Translator
from seogo.searching.more_like_this import shifted
from seogo.transliteration.name_index import NameIndex
from seogo.transliteration.names import PERSON

SAME_TIME: Final = timedelta(days=3)
"""Up to so far apart, two articles were published at one time."""

_KEPT: Final = 4_000
"""Articles whose sayings are kept: some 10 kB each."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """What an article says: its ``terms``, its ``quantities`` (numbers and dates), the Korean ``names`` that it has in Latin
    letters, as Hangul, and its ``day``. ``paired``: it has a translation; ``length`` is that of its title and text, which are
    the ``letters`` without spaces where it is Korean; ``whole`` is what all of it weighs, without names."""

    id: str
    title: str
    language: Language
    paired: bool
    terms: frozenset[str]
    quantities: frozenset[str]
    names: frozenset[str]
    day: date | None
    length: int
    letters: str
    whole: float


class Likeness:
    """Compares the articles of an index. Raises IndexDamaged."""

    def __init__(self, engine: Engine, lexicon: Lexicon) -> None:
        self._engine = engine
        languages = engine.status().languages
        self._articles = {language: languages.get(language.value, 0) for language in Language}
        self._translator = Translator(lexicon, NameIndex(engine))
        self.images = cache(self._images)
        """The translations of a term of a language that articles have, with their weights, the best first."""
        self.weight = cache(self._weight)
        """How much a term of a field counts in articles of a language."""
        self.day_weight = cache(self._day_weight)
        """How much a day of publication counts in articles of a language."""
        self.sayings = lru_cache(_KEPT)(self._sayings)
        """What the article with an id says; None where the index does not know it."""

    def likeness(self, one: Sayings, other: Sayings) -> float:
        """How much two articles in different languages say the same, from 0 to 1."""
        names = len(shared_names(one, other)) * self._once(one.language)
        said = self._said(one, other) + self._said(other, one) + names
        whole = one.whole + other.whole + names
        return said / whole if whole else 0.0

    def shared_terms(self, one: Sayings, other: Sayings) -> Iterator[tuple[float, str, str]]:
        """The terms of an article of which a translation stands in another one: what each adds, the term, the translation."""
        for term in one.terms:
            for image, weight in self.images(term, one.language):
                if image in other.terms:
                    yield weight * self.weight("body", term, one.language), term, image
                    break

    def _said(self, one: Sayings, other: Sayings) -> float:
        said = sum(weight for weight, _, _ in self.shared_terms(one, other))
        both = one.quantities & other.quantities
        said += sum(self.weight("quantities", term, one.language) for term in both)
        if one.day and are_near(one, other):
            said += self.day_weight(one.day, one.language)
        return said

    def _sayings(self, article_id: str) -> Sayings | None:
        stored = self._engine.stored([article_id])
        return self._to_sayings(to_record(stored[article_id])) if stored else None

    def _to_sayings(self, record: Record) -> Sayings:
        analysis, language = record.analysis, record.lang
        terms = frozenset((*analysis.title.terms, *analysis.body.terms))
        said = frozenset(analysis.quantities)
        names = frozenset(term for term in said if term.startswith(PERSON))
        day = date.fromisoformat(record.published[:10]) if record.published else None
        whole = sum(self.weight("body", term, language) for term in terms)
        whole += sum(self.weight("quantities", term, language) for term in said - names)
        whole += self.day_weight(day, language) if day else 0.0
        text = f"{record.title}\n{analysis.text}"
        return Sayings(
            id=record.id,
            title=record.title,
            language=language,
            paired=bool(record.translations),
            terms=terms,
            quantities=said - names,
            names=frozenset(name.removeprefix(PERSON) for name in names),
            day=day,
            length=len(text),
            letters="".join(text.split()) if language is Language.KO else "",
            whole=whole,
        )

    def _occurs(self, language: Language, term: str) -> bool:
        return self._frequency("body", term, language) > 0

    def _images(self, term: str, language: Language) -> tuple[tuple[str, float], ...]:
        found = self._translator.translate(term, language, self._occurs, term)
        return tuple((one.term, one.weight) for one in found)

    def _weight(self, field: str, term: str, language: Language) -> float:
        return self._rare(self._frequency(field, term, language), language)

    def _frequency(self, field: str, term: str, language: Language) -> int:
        return self._engine.frequencies([(field_name(field, language), term)])[0]

    def _day_weight(self, day: date, language: Language) -> float:
        near = q.DayRange(shifted(day, -SAME_TIME), shifted(day, SAME_TIME))
        own = q.Filter(q.Term("lang", language.value))
        found = self._engine.search(EngineQuery((Branch(q.Everything()),), (own, near)))
        return self._rare(found.totals[0], language)

    def _once(self, language: Language) -> float:
        return self._rare(1, language)

    def _rare(self, count: int, language: Language) -> float:
        # removed articles may be counted until the engine has cleaned up
        return max(0.0, math.log((self._articles[language] + 1) / max(count, 1)))


def shared_names(one: Sayings, other: Sayings) -> list[str]:
    """The Korean names of three syllables and more that the English one has in Latin letters and the Korean one in Hangul."""
    korean, english = (one, other) if one.language is Language.KO else (other, one)
    return sorted(name for name in english.names if len(name) > 2 and name in korean.letters)


def are_near(one: Sayings, other: Sayings) -> bool:
    """Whether two articles were published at one time."""
    return bool(one.day and other.day and abs(one.day - other.day) <= SAME_TIME)
