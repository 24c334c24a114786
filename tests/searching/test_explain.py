"""Scores explained: the whole is the score of the hit, and every point belongs to a typed word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.composition import Site
from seogo.errors import ArticleUnknown
from seogo.languages import Language
from seogo.searching.request import SearchRequest

WORDS = (
    *(
        "국가",
        "AI",
        "프로젝트의",
        "모티프",
        "인공 지능",
        "과기정통부",
        '"국가 AI"',
        "훈민*",
        "-메모리",
    ),
    *("Hangul", "the", "김장", "배추를", "5천만", "title:한글", "lang:ko", "쀍쀎", "(KT OR 직지)"),
)
NEWS = "news/kt-motif-ai-project.ko"


@pytest.mark.slow
def test_the_total_is_the_score_of_every_hit(site: Site) -> None:
    queries = st.lists(
        st.sampled_from(WORDS),
        min_size=1,
        max_size=6,
    ).map(" ".join)

    @settings(max_examples=40, deadline=None, derandomize=True)
    @given(queries, st.booleans())
    def check(query: str, title_only: bool) -> None:
        request = SearchRequest(q=query, title_only=title_only, fold=False, size=30, level="forms")
        for hit in site.search.search(request, facets=False).hits:
            explained = site.search.explain(request, hit.id)
            assert explained.total == pytest.approx(hit.score, abs=1e-4)
            assert sum(row.points for row in explained.rows) == pytest.approx(explained.total)
            assert (explained.match == "every") == hit.complete
            assert explained.match != "none" and not explained.filtered
            for row in explained.rows:
                assert row.word or row.how == "near", row
                assert len(row.term_scores) == len(row.terms)

    check()


def test_an_article_in_the_other_language_is_explained_by_translations(site: Site) -> None:
    request = SearchRequest(q="반도체 수출", fold=False)
    explained = site.search.explain(request, "technology/memory-chips.en")
    assert explained.match == "every" and not explained.missing
    assert explained.bridged
    assert not site.search.explain(request, "technology/memory-chips.ko").bridged
    assert sum(row.points for row in explained.rows) == pytest.approx(explained.total)
    assert {("반도체", ("semiconductor",)), ("수출", ("export",))} <= {
        (row.word, row.terms) for row in explained.rows
    }


def test_every_point_belongs_to_a_word(site: Site) -> None:
    explained = site.search.explain(SearchRequest(q="국가 AI 과기정통부의"), NEWS)
    assert explained.title.startswith("국가 AI 프로젝트")
    ways = {(row.word, row.how, row.field, row.terms) for row in explained.rows}
    assert ("국가", "word", "body", ("국가",)) in ways
    assert ("국가", "word", "title", ("국가",)) in ways
    assert ("국가", "word", "bigrams", ("국가",)) in ways
    assert ("AI", "term", "body", ("인공", "지능")) in ways
    assert ("", "near", "body", ("국가", "ai")) in ways
    words = [row.word for row in explained.rows if row.word]
    assert words == sorted(words, key=["국가", "AI", "과기정통부의"].index)
    row = next(row for row in explained.rows if row.terms == ("ai",) and row.field == "body")
    engine = site.current().engine
    assert [row.term_scores[0].documents] == engine.frequencies([("body_ko", "ai")])
    record = site.search.record(NEWS)
    assert record is not None
    assert row.term_scores[0].frequency >= record.unpack().text.count("AI")
    assert 0 < row.share < 1


@pytest.mark.parametrize(
    ("query", "match", "missing"),
    [
        ("국가 모티프", "every", ()),
        ("KT OR 쀍쀎", "every", ()),
        ("국가 쀍쀎", "some", ("쀍쀎",)),
        ('"모티프 국가" AI', "some", ("모티프 국가",)),
        ("title:김장 모티프", "some", ("김장",)),
        ("쀍쀎 김장", "none", ("쀍쀎", "김장")),
        ("국가 -모티프", "none", ()),
    ],
)
def test_it_says_which_words_are_missing(
    site: Site, query: str, match: str, missing: tuple[str, ...]
) -> None:
    explained = site.search.explain(SearchRequest(q=query), NEWS)
    assert (explained.match, explained.missing) == (match, missing)
    assert bool(explained.rows) == (match != "none")


def test_filters_and_ways_of_searching_count_as_in_a_search(site: Site) -> None:
    request = SearchRequest(q="AI")
    whole = site.search.explain(request, NEWS)
    assert not whole.filtered
    for outside in (
        replace(request, lang=Language.EN),
        replace(request, filters=(("source", "어디에도 없는 곳"),)),
        replace(request, q="AI lang:en"),
    ):
        explained = site.search.explain(outside, NEWS)
        assert explained.filtered and explained.match == "every"
    title = site.search.explain(replace(request, title_only=True), NEWS)
    assert {row.field for row in title.rows} == {"title"}
    without = site.search.explain(replace(request, without=("인공지능", "人工知能")), NEWS)
    assert ("인공", "지능") not in {row.terms for row in without.rows}


def test_no_words_and_no_article(site: Site) -> None:
    everything = site.search.explain(SearchRequest(q=""), NEWS)
    assert (everything.match, everything.rows, everything.total) == ("every", (), 0)
    with pytest.raises(ArticleUnknown, match="no/such"):
        site.search.explain(SearchRequest(q="AI"), "no/such")
