"""More like this: articles about the same subject, and neighbours of an article in its source.

Both are searches: the terms of an article with the highest tf·idf over its stored analysis, in its own language, and those
of its translation in the other one, so that an article without a translation is found from either version.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from seogo.documents.document import Record, to_record
from seogo.engines import clauses as q
from seogo.engines.base import Engine, Sort, field_name
from seogo.languages import Language
from seogo.rewriting.compiler import CompiledQuery
from seogo.searching.ranking.retrieval import Page, RankedHit, retrieve

MAX_TERMS: Final = 12
"""Terms of one language that are searched for."""

MIN_SHARE: Final = 0.12
"""Lowest score of a related article, as a share of the score that the article itself has for its terms; what has less shares
a common word or two and no subject."""

MAX_DISTANCE: Final = timedelta(days=31)
"""Longest time between the publication of neighbours."""

_MAX_TOKENS: Final = 4_000
"""Tokens of an article that are counted; its subject is clear by then."""


def related(engine: Engine, record: Record, *, most: int = 5) -> tuple[Record, ...]:
    """Articles that share the characteristic terms of ``record``, the most similar first, one of each translation pair.
    Raises IndexDamaged."""
    versions = [record, *_records(engine, record.translations)]
    total = engine.status().documents
    terms = tuple(
        clause for version in versions for clause in characteristic_terms(engine, version, total)
    )
    if not terms:
        return ()
    page = Page(limit=most + 1, fold=record.lang)
    found = retrieve(engine, CompiledQuery(q.Or(terms)), page).hits
    own = {version.id for version in versions}
    highest = max((hit.score for hit in found if hit.id in own), default=0.0)
    kept = [hit for hit in found if hit.id not in own and hit.score >= MIN_SHARE * highest]
    return _in_language(engine, _in_order(engine, kept[:most]), record.lang)


def characteristic_terms(engine: Engine, record: Record, total: int) -> tuple[q.Term, ...]:
    """Terms of an article with the highest tf·idf among ``total`` articles, as clauses; terms that no other article has are
    left out. Raises IndexDamaged."""
    analysis = record.analysis
    field = field_name("body", record.lang)
    counts = Counter((*analysis.title.terms, *analysis.body.terms[:_MAX_TOKENS]))
    weights = {}
    frequencies = engine.frequencies([(field, term) for term in counts])
    for (term, count), documents in zip(counts.items(), frequencies, strict=True):
        if documents > 1:
            weights[term] = (1 + math.log(count)) * math.log(total / (documents + 1))
    best = sorted(weights, key=lambda term: (-weights[term], term))[:MAX_TERMS]
    return tuple(q.Term(field, term) for term in best)


def neighbours(
    engine: Engine, record: Record, day: date | None, *, most: int = 5
) -> tuple[Record, ...]:
    """Articles of the same source that were published nearest to ``day``, the nearest first; none where the article has
    no source or day. Raises IndexDamaged."""
    if not record.source or day is None:
        return ()
    source = q.Filter(q.Term("source", record.source))
    own = {record.id, *record.translations}
    first, last = shifted(day, -MAX_DISTANCE), shifted(day, MAX_DISTANCE)
    found: list[Record] = []
    order: tuple[tuple[q.DayRange, Sort], ...] = (
        (q.DayRange(first, day), "newest"),
        (q.DayRange(shifted(day, timedelta(days=1)), last), "oldest"),
    )
    for period, sort in order:
        page = Page(limit=most + len(own), sort=sort, fold=record.lang)
        hits = retrieve(engine, CompiledQuery(q.Everything()), page, (source, period)).hits
        found += _in_order(engine, [hit for hit in hits if hit.id not in own])
    # records keep the day as it was written; the order within each half is that of days
    return tuple(sorted(found, key=lambda other: _distance(other, day))[:most])


def _records(engine: Engine, ids: Iterable[str]) -> list[Record]:
    return [to_record(stored) for stored in engine.stored(list(ids)).values()]


def _in_order(engine: Engine, hits: Sequence[RankedHit]) -> tuple[Record, ...]:
    stored = engine.stored([hit.id for hit in hits])
    return tuple(to_record(stored[hit.id]) for hit in hits if hit.id in stored)


def _in_language(
    engine: Engine, records: Sequence[Record], language: Language
) -> tuple[Record, ...]:
    """Versions of articles in one language; an article without a translation into it stays."""
    wanted = [
        next((name for name, lang in one.translations.items() if lang is language), one.id)
        if one.lang is not language
        else one.id
        for one in records
    ]
    others = {one.id: one for one in _records(engine, wanted)}
    return tuple(others.get(name, one) for name, one in zip(wanted, records, strict=True))


def shifted(day: date, by: timedelta) -> date:
    """Day that is ``by`` later (or earlier), as far as the calendar goes."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max


def _distance(record: Record, day: date) -> int:
    return abs((date.fromisoformat(record.published[:10]) - day).days)
