"""More like this: articles about the same subject, and neighbours of an article in its source.

Both are searches. The first asks for the terms that tell most of an article's subject, in its own language, and those of its
translation in the other one, so that an article without a translation is found from either version; of what is found,
only articles stay whose whole subject is like that of the article: none is better than odd ones. Articles that have no
language in common are compared by meaning, where the index has vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from statistics import mean
from typing import Final

from seogo.documents.document import Record, to_record
from seogo.engines import clauses as q
from seogo.engines.base import Engine, field_name
from seogo.engines.names import Sort
from seogo.errors import IndexDamaged
from seogo.languages import Language
from seogo.meaning.vectors import Vectors
from seogo.rewriting.compiler import CompiledQuery
from seogo.searching.ranking.retrieval import Page, RankedHit, retrieve
from seogo.searching.related.other_language import MIN_NEARNESS, alike_in_other_language
from seogo.searching.related.subject import Subject, Subjects, likeness

MAX_TERMS: Final = 12
"""Terms of one language that are searched for."""

MIN_LIKENESS: Final = 0.1
"""Least likeness of a related article; what has less shares words and no subject.

In the sample archive what readers would call related has .104 and more, and the first odd pair .092. Of 280 articles related
to 66 of news, among 13,826, one is no news at .1, and 4 of 313 at .08 (``tests/benchmarks/related.py``)."""

MAX_DISTANCE: Final = timedelta(days=31)
"""Longest time between the publication of neighbours."""

OTHER_LANGUAGE: Final = 2
"""Places of a list that articles in the other language have where both have enough."""

_LOOKED_AT: Final = 12
"""Articles that are found by terms and compared whole."""


def related(
    subjects: Subjects,
    record: Record,
    vectors: Callable[[], Vectors | None] = lambda: None,
    *,
    most: int = 5,
) -> tuple[Record, ...]:
    """Articles about the subject of ``record``, the most similar first, one of each translation pair; behind them up to
    OTHER_LANGUAGE that are in the other language alone, by ``vectors``, which may raise IndexDamaged. Raises IndexDamaged."""
    engine = subjects.engine
    found = [other for score, other in alike(subjects, record) if score >= MIN_LIKENESS]
    near: list[tuple[float, Record]] = []
    with suppress(IndexDamaged):  # words alone answer then
        if (opened := vectors()) is not None:
            near = alike_in_other_language(engine, record, opened)
    there = [other for score, other in near if score >= MIN_NEARNESS]
    there = there[: min(most, max(OTHER_LANGUAGE, most - len(found)))]
    return (*_in_language(engine, found[: most - len(there)], record.lang), *there)


def alike(subjects: Subjects, record: Record) -> list[tuple[float, Record]]:
    """Articles that share terms with ``record``, by the likeness of their subjects, the most similar first; one of each
    translation pair. Raises IndexDamaged."""
    engine = subjects.engine
    versions = _versions(subjects, record)
    terms = tuple(
        clause
        for version, subject in versions
        for clause in telling_terms(engine, version, subject)
    )
    if not terms:
        return []
    page = Page(limit=_LOOKED_AT, fold=record.lang)
    found = retrieve(engine, CompiledQuery(q.Or(terms)), page).hits
    own = {version.id for version, _ in versions}
    others = _in_order(engine, [hit for hit in found if hit.id not in own])
    likenesses = [(_likeness(versions, _versions(subjects, other)), other) for other in others]
    return sorted(likenesses, key=lambda pair: -pair[0])


def telling_terms(engine: Engine, record: Record, subject: Subject) -> tuple[q.Term, ...]:
    """Terms that tell most of an article's subject, as clauses; terms that no other article has are left out. Raises
    IndexDamaged."""
    field = field_name("body", record.lang)
    frequencies = engine.frequencies([(field, term) for term in subject])
    shared = [term for term, count in zip(subject, frequencies, strict=True) if count > 1]
    best = sorted(shared, key=lambda term: (-subject[term], term))[:MAX_TERMS]
    return tuple(q.Term(field, term) for term in best)


def _versions(subjects: Subjects, record: Record) -> list[tuple[Record, Subject]]:
    """An article and its translations, with their subjects."""
    versions = [record, *_records(subjects.engine, record.translations)]
    return [(version, subjects.of(version)) for version in versions]


def _likeness(
    some: Sequence[tuple[Record, Subject]], others: Sequence[tuple[Record, Subject]]
) -> float:
    """Likeness of two articles, the mean over the languages that both have."""
    return mean(
        [
            likeness(subject, other_subject)
            for version, subject in some
            for other, other_subject in others
            if version.lang is other.lang
        ]
        or [0.0]
    )


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
