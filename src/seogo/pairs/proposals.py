"""Which articles without a translation translate each other, and what speaks for it.

Every article without a translation is searched for in the other language, by the translations of the terms that tell most of
it and by its numbers and dates; the first ASKED of what is found are compared with it as wholes
(seogo.pairs.similarity). With s the
likeness of two articles, r that of the likest other pair that one of them is in (at least UNRELATED), and l how far their
lengths are those of translations (seogo.alignment.gale_church.length_similarity), the score is

    1 / (1 + exp(-(BASE + ALIKE·ln s + RIVAL·r/s + LENGTH·ln l)))

so that two articles must be alike, and clearly more so than others, also those that have a translation already. A logistic
regression over half of a corpus of news, where two pairs of five had lost an article, gave 13.3, 3.6, -4.6 and 4.3; here
rivals count more and likeness less, because in long articles about one subject all are rather alike
(tests/benchmarks/pairing.py). Where just one article names the address of the other as its own in another language, the score
is 1. An article is in one proposal at most; the best come first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, TypeAlias

from seogo.alignment.gale_church import length_similarity
from seogo.articles.archive import Archive
from seogo.documents.document import Record, to_record
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Engine, EngineQuery, field_name
from seogo.errors import ArchiveMissing, ArticleError
from seogo.languages import Language
from seogo.lexicon.lexicon import Lexicon
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.pairs.quality import Progress
from seogo.pairs.similarity import Likeness, Sayings, shared_names

BASE, ALIKE, RIVAL, LENGTH = 12.0, 2.5, -6.5, 4.0
UNRELATED: Final = 0.1
"""How alike articles about different things may be; a small archive may have none that shows it."""
AT_LEAST: Final = 0.7
"""The least score that is proposed."""
ASKED: Final = 10
TERMS: Final = 30
_IMAGES: Final = 3
"""Terms of an article that are searched for, each as so many of its translations."""
_WORDS: Final = 5
"""Words that speak most for a pair, which are said."""
_BATCH: Final = 100
_MOST: Final = 500
"""Beyond that, exp is too large for a float."""

_Found: TypeAlias = tuple[tuple[str, float], ...]
"""Articles in the other language with their likeness, the likest first."""
_Scored: TypeAlias = tuple[tuple[str, str], float]
"""The ids of two articles, Korean first, with their score."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two articles that probably translate each other, and what speaks for it.

    ``linked``: one names the address of the other. ``likeness`` is how much they say the same, ``rival`` the likeness of the
    likest other pair that one of them is in. ``places`` are those of the English article among what is found of the Korean
    one, and the other way round, the likest first (from 1; 0: it was not found). ``numbers`` counts those (and dates) that
    both have and those that either has; ``people`` and ``words`` (Korean, English) are in both; ``days`` are those of
    publication.
    """

    ids: Mapping[Language, str]
    titles: Mapping[Language, str]
    score: float
    linked: bool
    likeness: float
    rival: float
    places: tuple[int, int]
    numbers: tuple[int, int]
    people: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    days: tuple[date | None, date | None]


class Pairing:
    """Proposes pairs of an index. ``page_key`` gives what all addresses of a page agree on. Raises IndexDamaged."""

    def __init__(
        self, archive: Archive, engine: Engine, lexicon: Lexicon, page_key: Callable[[str], str]
    ) -> None:
        self._archive = archive
        self._engine = engine
        self._compared = Likeness(engine, lexicon)
        self._page_key = page_key
        self._readable = SurfaceForms(engine)
        self._alike = cache(self._compare)
        self._found = cache(self._search)
        self._linked = cache(self._read_links)

    def proposals(self, progress: Progress, at_least: float = AT_LEAST) -> list[Proposal]:
        """The pairs that are proposed, the best first."""
        singles = [one.id for one in self._singles()]
        progress.total(len(singles))
        pairs: dict[tuple[str, str], float] = {}
        for name in singles:
            pairs.update(self._scored(name))
            progress.advance(1)
        taken: set[str] = set()
        kept: list[Proposal] = []
        for pair in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
            if pairs[pair] >= at_least and taken.isdisjoint(pair):
                taken.update(pair)
                kept.append(self._proposal(pair, pairs[pair]))
        return kept

    def counterpart(self, article_id: str) -> str:
        """The id of the article that is proposed for one without a translation; empty where none is."""
        pair, score = self._best(article_id)
        other = next((name for name in pair if name != article_id), "")
        return other if score >= AT_LEAST and self._best(other) == (pair, score) else ""

    def _best(self, article_id: str) -> _Scored:
        nothing: _Scored = (("", ""), 0.0)
        return min(self._scored(article_id), key=lambda one: (-one[1], one[0]), default=nothing)

    def _scored(self, article_id: str) -> Iterator[_Scored]:
        """The pairs that an article may be in, Korean first, with their scores."""
        own = self._sayings(article_id)
        linked = self._linked().get(article_id, "")
        for name in dict.fromkeys((*([linked] if linked else []), *self._names(article_id))):
            other = self._sayings(name)
            if own.paired or other.paired:
                continue
            pair = _korean_first(own, other)
            yield pair, 1.0 if name == linked else self._score(*pair)

    def _score(self, korean: str, english: str) -> float:
        ko, en = self._sayings(korean), self._sayings(english)
        alike = self._alike(korean, english)
        rival = max(self._rival(korean, english), UNRELATED)
        return to_score(alike, rival, length_similarity(ko.length, en.length))

    def _rival(self, korean: str, english: str) -> float:
        """The likeness of the likest other pair that one of two articles is in."""
        rest = [found for found in self._found(korean) if found[0] != english]
        rest += [found for found in self._found(english) if found[0] != korean]
        return max((alike for _, alike in rest), default=0.0)

    def _names(self, article_id: str) -> list[str]:
        return [name for name, _ in self._found(article_id)]

    def _sayings(self, article_id: str) -> Sayings:
        found = self._compared.sayings(article_id)
        assert found is not None
        return found

    def _compare(self, korean: str, english: str) -> float:
        return self._compared.likeness(self._sayings(korean), self._sayings(english))

    def _search(self, article_id: str) -> _Found:
        """What is found of an article in the other language."""
        own = self._sayings(article_id)
        asked = Branch(q.Or(tuple(self._asked(own))), limit=ASKED)
        hits = self._engine.search(EngineQuery((asked,))).hits
        found = [(hit.id, self._alike(*_korean_first(own, self._sayings(hit.id)))) for hit in hits]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0])))

    def _asked(self, own: Sayings) -> Iterator[q.Clause]:
        """What is asked of the other language for an article."""
        weigh, images, target = self._compared.weight, self._compared.images, own.language.other
        known = [term for term in own.terms if images(term, own.language)]
        known.sort(key=lambda term: (-weigh("body", term, own.language), term))
        for term in known[:TERMS]:
            best = images(term, own.language)[:_IMAGES]
            field = field_name("body", target)
            yield q.Best(tuple(q.Term(field, image, weight) for image, weight in best))
        for term in sorted(own.quantities):
            yield q.Term(field_name("quantities", target), term)

    def _proposal(self, pair: tuple[str, str], score: float) -> Proposal:
        ko, en = map(self._sayings, pair)
        shared = sorted(self._compared.shared_terms(ko, en), reverse=True)
        words = [(term, image) for _, term, image in shared if term.isalpha()]
        return Proposal(
            ids=dict(zip(Language, pair, strict=True)),
            titles={Language.KO: ko.title, Language.EN: en.title},
            score=score,
            linked=self._linked().get(ko.id) == en.id,
            likeness=self._alike(*pair),
            rival=self._rival(*pair),
            places=(_place(en.id, self._names(ko.id)), _place(ko.id, self._names(en.id))),
            numbers=(len(ko.quantities & en.quantities), len(ko.quantities | en.quantities)),
            people=tuple(shared_names(ko, en)),
            words=tuple(
                (self._readable.text(term, Language.KO), self._readable.text(image, Language.EN))
                for term, image in words[:_WORDS]
            ),
            days=(ko.day, en.day),
        )

    def _singles(self) -> Iterator[Record]:
        """The articles without a translation, in the order of ids."""
        ids = sorted(self._engine.content_hashes())
        for at in range(0, len(ids), _BATCH):
            for stored in self._engine.stored(ids[at : at + _BATCH]).values():
                record = to_record(stored)
                if not record.translations:
                    yield record

    def _read_links(self) -> dict[str, str]:
        """The articles without a translation that an address joins with just one other, both ways."""
        singles = list(self._singles())
        by_address = {(self._page_key(one.url), one.lang): one.id for one in singles if one.url}
        links: dict[str, set[str]] = {}
        for one in singles if by_address else ():
            for address in self._alternates(one):
                other = by_address.get((self._page_key(address), one.lang.other))
                if other:
                    links.setdefault(one.id, set()).add(other)
                    links.setdefault(other, set()).add(one.id)
        # an address that many name is that of a start page
        alone = {name: next(iter(others)) for name, others in links.items() if len(others) == 1}
        return {name: other for name, other in alone.items() if alone.get(other) == name}

    def _alternates(self, record: Record) -> tuple[str, ...]:
        try:
            return self._archive.read(record.path).alternates
        except (ArticleError, ArchiveMissing):
            return ()  # `check` says so


def _korean_first(one: Sayings, other: Sayings) -> tuple[str, str]:
    return (one.id, other.id) if one.language is Language.KO else (other.id, one.id)


def _place(name: str, among: Sequence[str]) -> int:
    return among.index(name) + 1 if name in among else 0


def to_score(alike: float, rival: float, length: float) -> float:
    """The score by the formula above; 0 where two articles are not alike at all."""
    if not alike or not length:
        return 0.0
    x = BASE + ALIKE * math.log(alike) + RIVAL * rival / alike + LENGTH * math.log(length)
    return 1 / (1 + math.exp(min(-x, _MOST)))
