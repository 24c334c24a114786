"""Subjects of articles, and how alike they are."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set

import pytest

from seogo.composition import Site
from seogo.searching.related.more_like_this import MIN_LIKENESS, alike
from seogo.searching.related.subject import Subjects, likeness, to_subject


def test_only_what_tells_a_subject_is_in_it(site: Site) -> None:
    index = site.current()
    nouns = index.compiler.analyzer.nouns
    for name, telling, others in (
        ("society/kimjang.ko", {"김장", "배추"}, {"나누", "만들", "하", "사람", "11", "함께"}),
        ("society/kimjang.en", {"kimjang", "cabbag"}, {"the", "make", "too", "day", "11"}),
    ):
        record = site.search.record(name)
        assert record is not None
        subject = to_subject(index.engine, record, index.engine.status().documents, nouns)
        assert telling <= subject.keys()
        assert not others & subject.keys()
        assert all(weight > 0 for weight in subject.values())


def test_the_subjects_of_the_last_articles_are_kept(site: Site) -> None:
    index = site.current()
    asked: list[str] = []

    def nouns(terms: Sequence[str]) -> Set[str]:
        asked.append(" ".join(terms))
        return index.compiler.analyzer.nouns(terms)

    subjects = Subjects(index.engine, nouns)
    records = [site.search.record(f"society/kimjang.{lang}") for lang in ("ko", "en")]
    found = [subjects.of(record) for record in records if record is not None]
    assert [subjects.of(record) for record in records if record is not None] == found
    assert len(found) == len(asked) == 2
    assert found[0] != found[1]


def test_likeness_is_the_cosine_of_what_two_words_at_least_share() -> None:
    one = {"달걀": 3.0, "병아리": 4.0}
    assert likeness(one, one) == pytest.approx(1.0)
    assert likeness(one, {"달걀": 3.0, "부화장": 4.0}) == 0.0
    assert likeness(one, {"달걀": 3.0, "병아리": 4.0, "둥지": 12.0}) == pytest.approx(25 / 5 / 13)
    assert likeness(one, {}) == likeness({}, {}) == 0.0
    assert math.isclose(likeness(one, {"병아리": 1.0, "달걀": 1.0}), 7 / 5 / math.sqrt(2))


@pytest.mark.parametrize(
    "name",
    [
        *("society/kimjang.ko", "society/food-waste.ko", "news/nuri-fourth-launch.ko"),
        *("technology/memory-chips.en", "society/jikji.en"),
    ],
)
def test_an_article_that_is_alone_has_none(site: Site, name: str) -> None:
    index = site.current()
    record = site.search.record(name)
    assert record is not None
    found = alike(index.subjects, record)
    scores = [score for score, _ in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[0] < MIN_LIKENESS
