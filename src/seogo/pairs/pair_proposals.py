"""Proposals of translation pairs: articles without a translation that probably translate each other, with the evidence.

Every article without a translation is searched for in the other language, by the translations of the terms that tell most of
it and by its numbers and dates; the first CANDIDATES of what is found are compared with it as wholes
(seogo.pairs.similarity). With s the similarity of two articles, r that of the most similar other pair that one of them is in
(at least MIN_RIVAL), and l how far their lengths are those of translations (seogo.alignment.gale_church.length_similarity),
the score is

    1 / (1 + exp(-(BASE + SIMILARITY·ln s + RIVAL·r/s + LENGTH·ln l)))

so that two articles must be similar, and clearly more so than others, also those that have a translation already. A logistic
regression over half of a corpus of news, where two pairs of five had lost an article, gave 13.3, 3.6, -4.6 and 4.3; here
rivals count more and similarity less, because in long articles about one subject all are rather similar
(tests/benchmarks/pairing.py).

Where the index has vectors, articles that are near in meaning are compared too. With m the nearness of two articles
(seogo.searching.related.other_language) and q that of the nearest other pair that one of them is in (at least MIN_RIVAL), the
exponent is that of

    NEAR_BASE + NEARNESS·ln m + NEAR_RIVAL·q/m + NEAR_WORDS·min(r/s, MOST_RIVAL) + NEAR_LENGTH·ln l

by the same regression, which gave 11.3, 4.4, -3.4, -5.0 and 0.7. Where just one article names the address of the other as
its own in another language, the score is 1. An article is in one proposal at most; the best come first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from seogo.alignment.gale_church import length_similarity
from seogo.articles.archive import Archive
from seogo.documents.document import Record, to_record
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Engine, EngineQuery, field_name
from seogo.errors import ArchiveMissing, ArticleError
from seogo.languages import Language
from seogo.lexicon.lexicon import Lexicon
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.meaning.vectors import Vectors
from seogo.pairs.quality import Progress
from seogo.pairs.similarity import ArticleFeatures, ArticleSimilarity, shared_names
from seogo.searching.related.other_language import near_to_middle, nearness

BASE, SIMILARITY, RIVAL, LENGTH = 12.0, 2.5, -6.5, 4.0
NEAR_BASE, NEARNESS, NEAR_RIVAL, NEAR_WORDS, NEAR_LENGTH = 11.7, 4.4, -3.4, -5.0, 0.7
MOST_RIVAL: Final = 2.0
"""Ratio beyond which a rival counts no more: words may know little of two articles."""
MIN_RIVAL: Final = 0.1
"""Similarity that articles about different things may have; a small archive may have none that shows it."""
MIN_SCORE: Final = 0.7
"""Lowest score of a pair that is proposed."""
CANDIDATES: Final = 10
MAX_TERMS: Final = 30
_TRANSLATIONS: Final = 3
"""Translations by which each of the MAX_TERMS terms of an article is searched for."""
_MAX_WORDS: Final = 5
"""Words with most weight that a proposal names as evidence."""
_BATCH: Final = 100
_CACHED: Final = 4_000
"""Articles whose vectors are cached: some 20 kB each."""
_MAX_EXPONENT: Final = 500
"""Exponent beyond which exp is too large for a float."""

_Candidates: TypeAlias = tuple[tuple[str, float], ...]
"""Ids of articles in the other language with their similarity, the highest first."""
_Scored: TypeAlias = tuple[tuple[str, str], float]
"""Ids of two articles, Korean first, with their score."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two articles that probably translate each other, with the evidence.

    ``linked``: one names the address of the other. ``likeness`` is their similarity, ``rival`` the similarity of the most
    similar other pair that one of them is in; both from 0 to 1. ``places`` are the rank of the English article among the
    candidates for the Korean one, and the other way round (from 1; 0: it was not found). ``numbers`` counts the numbers and
    dates that both have and those that either has; ``people`` and ``words`` (Korean, English) are in both; ``days`` are those
    of publication.
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


class PairProposer:
    """Proposals of pairs of an index. ``page_key`` maps the addresses of one page to one key. Methods raise IndexDamaged."""

    def __init__(
        self,
        archive: Archive,
        engine: Engine,
        lexicon: Lexicon,
        page_key: Callable[[str], str],
        vectors: Vectors | None = None,
    ) -> None:
        self._archive = archive
        self._engine = engine
        self._vectors = vectors
        self._passages = lru_cache(_CACHED)(self._read_passages)
        self._nearness_of = cache(self._compute_nearness)
        self._similarity = ArticleSimilarity(engine, lexicon)
        self._page_key = page_key
        self._surface_forms = SurfaceForms(engine)
        self._similarity_of = cache(self._compute_similarity)
        self._candidates = cache(self._search)
        self._links = cache(self._read_links)

    def proposals(self, progress: Progress, at_least: float = MIN_SCORE) -> list[Proposal]:
        """Proposals with a score of at least ``at_least``, the best first; an article is in one at most."""
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
        """Id of the article that is proposed for one without a translation; empty where none is."""
        pair, score = self._best(article_id)
        other = next((name for name in pair if name != article_id), "")
        return other if score >= MIN_SCORE and self._best(other) == (pair, score) else ""

    def _best(self, article_id: str) -> _Scored:
        nothing: _Scored = (("", ""), 0.0)
        return min(self._scored(article_id), key=lambda one: (-one[1], one[0]), default=nothing)

    def _scored(self, article_id: str) -> Iterator[_Scored]:
        """Pairs that an article may be in, with their scores."""
        own = self._features(article_id)
        linked = self._links().get(article_id, "")
        for name in dict.fromkeys(
            (*([linked] if linked else []), *self._candidate_ids(article_id))
        ):
            other = self._features(name)
            if own.paired or other.paired:
                continue
            pair = _korean_first(own, other)
            yield pair, 1.0 if name == linked else self._score(*pair)

    def _score(self, korean: str, english: str) -> float:
        ko, en = self._features(korean), self._features(english)
        similarity = self._similarity_of(korean, english)
        rival = max(self._rival(korean, english), MIN_RIVAL)
        length = length_similarity(ko.length, en.length)
        near = self._nearness_of(korean, english)
        if near is None:
            return to_score(similarity, rival, length)
        near_rival = max(self._near_rival(korean, english), MIN_RIVAL)
        return to_near_score(near, near_rival, similarity, rival, length)

    def _rival(self, korean: str, english: str) -> float:
        """Similarity of the most similar other pair that one of two articles is in."""
        rivals = self._rivals(korean, english)
        return max((self._similarity_of(*pair) for pair in rivals), default=0.0)

    def _near_rival(self, korean: str, english: str) -> float:
        """Nearness of the nearest other pair that one of two articles is in."""
        found = (self._nearness_of(*pair) for pair in self._rivals(korean, english))
        return max((near for near in found if near is not None), default=0.0)

    def _rivals(self, korean: str, english: str) -> Iterator[tuple[str, str]]:
        """Other pairs that one of two articles may be in."""
        yield from ((korean, name) for name in self._candidate_ids(korean) if name != english)
        yield from ((name, english) for name in self._candidate_ids(english) if name != korean)

    def _read_passages(self, article_id: str) -> NDArray[np.float32] | None:
        """Vectors of the passages of an article, None where there are none."""
        found = self._vectors.article_of(article_id) if self._vectors else None
        return None if found is None else found.matrix()

    def _compute_nearness(self, korean: str, english: str) -> float | None:
        """Nearness in meaning of two articles, None where one has no vectors."""
        ko, en = self._passages(korean), self._passages(english)
        return None if ko is None or en is None else nearness(ko, en)

    def _near(self, own: ArticleFeatures) -> Iterator[str]:
        """Articles of the other language that are near in meaning."""
        passages = self._passages(own.id)
        if passages is not None and self._vectors is not None:
            near = near_to_middle(self._vectors, passages, own.language.other, CANDIDATES)
            yield from (one.id for one in near)

    def _candidate_ids(self, article_id: str) -> list[str]:
        return [name for name, _ in self._candidates(article_id)]

    def _features(self, article_id: str) -> ArticleFeatures:
        found = self._similarity.features(article_id)
        assert found is not None
        return found

    def _compute_similarity(self, korean: str, english: str) -> float:
        return self._similarity.similarity(self._features(korean), self._features(english))

    def _search(self, article_id: str) -> _Candidates:
        """Candidates for the translation of an article."""
        own = self._features(article_id)
        branch = Branch(q.Or(tuple(self._clauses(own))), limit=CANDIDATES)
        hits = self._engine.search(EngineQuery((branch,))).hits
        names = dict.fromkeys((*(hit.id for hit in hits), *self._near(own)))
        found = [
            (name, self._similarity_of(*_korean_first(own, self._features(name)))) for name in names
        ]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0])))

    def _clauses(self, own: ArticleFeatures) -> Iterator[q.Clause]:
        """Clauses that search for an article in the other language."""
        weight_of, translations, target = (
            self._similarity.weight,
            self._similarity.translations,
            own.language.other,
        )
        known = [term for term in own.terms if translations(term, own.language)]
        known.sort(key=lambda term: (-weight_of("body", term, own.language), term))
        for term in known[:MAX_TERMS]:
            best = translations(term, own.language)[:_TRANSLATIONS]
            field = field_name("body", target)
            yield q.Best(tuple(q.Term(field, translation, weight) for translation, weight in best))
        for term in sorted(own.quantities):
            yield q.Term(field_name("quantities", target), term)

    def _proposal(self, pair: tuple[str, str], score: float) -> Proposal:
        ko, en = map(self._features, pair)
        shared = sorted(self._similarity.shared_terms(ko, en), reverse=True)
        words = [(term, translation) for _, term, translation in shared if term.isalpha()]
        return Proposal(
            ids=dict(zip(Language, pair, strict=True)),
            titles={Language.KO: ko.title, Language.EN: en.title},
            score=score,
            linked=self._links().get(ko.id) == en.id,
            likeness=self._similarity_of(*pair),
            rival=self._rival(*pair),
            places=(
                _place(en.id, self._candidate_ids(ko.id)),
                _place(ko.id, self._candidate_ids(en.id)),
            ),
            numbers=(len(ko.quantities & en.quantities), len(ko.quantities | en.quantities)),
            people=tuple(shared_names(ko, en)),
            words=tuple(
                (
                    self._surface_forms.text(term, Language.KO),
                    self._surface_forms.text(translation, Language.EN),
                )
                for term, translation in words[:_MAX_WORDS]
            ),
            days=(ko.day, en.day),
        )

    def _singles(self) -> Iterator[Record]:
        """Articles without a translation, in the order of ids."""
        ids = sorted(self._engine.content_hashes())
        for at in range(0, len(ids), _BATCH):
            for stored in self._engine.stored(ids[at : at + _BATCH]).values():
                record = to_record(stored)
                if not record.translations:
                    yield record

    def _read_links(self) -> dict[str, str]:
        """Articles without a translation that an address joins with just one other, both ways, by id."""
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


def _korean_first(one: ArticleFeatures, other: ArticleFeatures) -> tuple[str, str]:
    return (one.id, other.id) if one.language is Language.KO else (other.id, one.id)


def _place(name: str, among: Sequence[str]) -> int:
    return among.index(name) + 1 if name in among else 0


def to_score(similarity: float, rival: float, length: float) -> float:
    """Score by the formula of this module, from 0 to 1; 0 where a similarity is 0."""
    if not similarity or not length:
        return 0.0
    return _logistic(
        BASE
        + SIMILARITY * math.log(similarity)
        + RIVAL * rival / similarity
        + LENGTH * math.log(length)
    )


def to_near_score(
    near: float, near_rival: float, similarity: float, rival: float, length: float
) -> float:
    """Score by the formula for articles with vectors, from 0 to 1; 0 where these are not near at all."""
    if near <= 0 or not length:
        return 0.0
    words = min(rival / similarity, MOST_RIVAL) if similarity else MOST_RIVAL
    return _logistic(
        NEAR_BASE
        + NEARNESS * math.log(near)
        + NEAR_RIVAL * near_rival / near
        + NEAR_WORDS * words
        + NEAR_LENGTH * math.log(length)
    )


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(min(-x, _MAX_EXPONENT)))
