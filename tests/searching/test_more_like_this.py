"""Articles about the same, and those beside an article."""

from __future__ import annotations

from datetime import date

import pytest

from seogo.composition import Site
from seogo.documents.document import Record
from seogo.engines.base import Engine
from seogo.searching.related.more_like_this import MAX_TERMS, neighbours, related, telling_terms
from seogo.searching.related.subject import Nouns, to_subject


@pytest.fixture(scope="module")
def engine(site: Site) -> Engine:
    return site.current().engine


def nouns(site: Site) -> Nouns:
    return site.current().compiler.analyzer.nouns


def record_of(site: Site, name: str) -> Record:
    found = site.search.record(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("news/kt-motif-ai-project.ko", "news/ai-basic-act.ko"),
        ("news/kt-motif-ai-project.en", "news/ai-basic-act.en"),
        ("language/how-hangul-was-made.ko", "technology/korean-keyboard.ko"),
        ("society/seoul-subway-1974.ko", "technology/high-speed-rail.ko"),
    ],
)
def test_an_article_about_the_same_comes_first(
    site: Site, engine: Engine, name: str, near: str
) -> None:
    found = [other.id for other in related(site.current().subjects, record_of(site, name))]
    assert near in found[:2], found


def test_neither_the_article_nor_a_pair_comes_twice(site: Site, engine: Engine) -> None:
    for name in engine.content_hashes():
        record = record_of(site, name)
        found = related(site.current().subjects, record)
        groups = [frozenset((other.id, *other.translations)) for other in found]
        assert len(groups) == len(set(groups)) <= 5
        assert not any(name in group for group in groups)
        # a pair is shown in the language of the article
        assert all(other.lang is record.lang for other in found if other.translations)


def test_terms_are_those_that_tell(site: Site, engine: Engine) -> None:
    record = record_of(site, "news/kt-motif-ai-project.ko")
    subject = to_subject(engine, record, engine.status().documents, nouns(site))
    terms = telling_terms(engine, record, subject)
    assert len(terms) == MAX_TERMS
    assert all(
        count > 1 for count in engine.frequencies([(term.field, term.term) for term in terms])
    )
    assert "모델" in {term.term for term in terms}


def test_beside_it_is_what_was_published_nearest(site: Site, engine: Engine) -> None:
    record = record_of(site, "news/kt-motif-ai-project.ko")
    day = date(2026, 1, 19)
    found = neighbours(engine, record, day)
    assert [other.id for other in found][:1] == ["news/ai-basic-act.ko"]
    gaps = [abs((date.fromisoformat(other.published[:10]) - day).days) for other in found]
    assert gaps == sorted(gaps) and max(gaps) <= 31
    assert all(other.source == record.source for other in found)


@pytest.mark.parametrize("day", [None, date.min, date.max])
def test_where_there_is_no_day_or_no_more_days(
    site: Site, engine: Engine, day: date | None
) -> None:
    assert neighbours(engine, record_of(site, "news/kt-motif-ai-project.ko"), day) == ()
