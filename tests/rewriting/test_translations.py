"""A query in one language finds articles in the other."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seogo.composition import Site
from seogo.languages import Language
from seogo.searching.ranking.retrieval import FALLBACK_BELOW
from seogo.searching.request import SearchPage, SearchRequest

CHIPS_KO, CHIPS_EN = "technology/memory-chips.ko", "technology/memory-chips.en"
SUBWAY = "society/seoul-subway-1974.ko"


def search(site: Site, query: str, **given: object) -> SearchPage:
    return site.search.search(SearchRequest(q=query, fold=False, **given))  # type: ignore[arg-type]


def ids(page: SearchPage) -> list[str]:
    return [hit.id for hit in page.hits]


def text_of(site: Site, name: str) -> str:
    record = site.search.record(name)
    assert record is not None
    return record.unpack().text.lower()


def test_either_language_finds_both(site: Site) -> None:
    assert {CHIPS_KO, CHIPS_EN} <= set(ids(search(site, "반도체")))
    assert {CHIPS_KO, CHIPS_EN} <= set(ids(search(site, "semiconductor")))
    assert CHIPS_EN not in ids(search(site, "반도체", level="forms"))


def test_what_was_also_searched_is_said_and_can_be_left_out(site: Site) -> None:
    page = search(site, "반도체")
    reported = {(bridge.word, bridge.text): bridge for bridge in page.bridges}
    assert reported["반도체", "semiconductor"].origin == "glossary"
    assert all(0 < bridge.probability <= 1 for bridge in page.bridges)
    hit = next(hit for hit in page.hits if hit.id == CHIPS_EN)
    assert ("반도체", "glossary") in {(found.word, found.how) for found in hit.matched}
    assert any(
        "semiconductor" in snippet.text[r.start : r.end].lower()
        for snippet in hit.snippets
        for r in snippet.ranges
    )
    assert search(site, "반도체", without=("반도체",)).bridges == ()
    fewer = search(site, "반도체", without=("semiconductor",)).bridges
    assert "semiconductor" not in {bridge.text for bridge in fewer}


def test_an_article_is_marked_where_its_words_are_translations(site: Site) -> None:
    _, ranges = site.search.marks(CHIPS_EN, "반도체")
    marked = {text_of(site, CHIPS_EN)[found.start : found.end] for found in ranges}
    assert "semiconductor" in marked


def test_a_name_and_a_word_of_the_other_language_side_by_side(site: Site) -> None:
    page = search(site, "KT 모티프 foundation model", lang=Language.KO)
    assert page.hits[0].id == "news/kt-motif-ai-project.ko"
    assert page.hits[0].complete


def test_a_phrase_is_a_phrase_there(site: Site) -> None:
    page = search(site, '"파운데이션 모델"', lang=Language.EN)
    assert ids(page)[0] == "news/kt-motif-ai-project.en"
    assert all("foundation model" in text_of(site, name) for name in ids(page))


@pytest.mark.parametrize("query", ['한글 "-"', '"…" letters', '"." "인공지능"'])
def test_a_phrase_without_words_asks_for_nothing(site: Site, query: str) -> None:
    assert search(site, query).hits


def test_a_minus_leaves_out_no_more_than_what_was_typed(site: Site) -> None:
    with_minus = search(site, "한글 -반도체")
    assert CHIPS_KO not in ids(with_minus)
    plain = {hit for hit in ids(search(site, "한글", size=100)) if "memory-chips.en" in hit}
    assert plain <= set(ids(search(site, "한글 -반도체", size=100)))


def test_fields_and_filters_hold(site: Site) -> None:
    assert ids(search(site, "title:반도체 lang:en")) == [CHIPS_EN] or not ids(
        search(site, "title:semiconductor lang:en")
    )
    assert all(hit.lang is Language.EN for hit in search(site, "반도체 lang:en").hits)


def test_without_a_translation_there_are_no_stray_hits(site: Site) -> None:
    page = search(site, "쀍뛟꿻")
    assert page.bridges == ()
    assert page.hits == ()


def test_the_order_in_the_language_of_the_query_stays(site: Site) -> None:
    for query in ("한글 자판", "인공지능 모델 개발", "서울 지하철은 언제 처음 열렸나"):
        own = [n for n in ids(search(site, query, level="forms", size=100)) if n.endswith(".ko")]
        both = [n for n in ids(search(site, query, size=100)) if n.endswith(".ko")]
        assert both == own


@pytest.mark.parametrize(
    "query",
    ["한글 자판", "한국 최초의 반도체", "How are dates written in Korea?", "kimchi letters"],
)
def test_translations_shown_together_come_in_the_order_of_the_own_ones(
    site: Site, query: str
) -> None:
    language = Language.KO if "가" <= query[0] <= "힣" else Language.EN
    request = SearchRequest(q=query, size=100)
    own = site.search.search(replace(request, lang=language, level="forms")).hits
    both = site.search.search(request).hits
    known = {hit.id for hit in own}
    found = [hit.id for hit in both if hit.id in known]
    assert found == [hit.id for hit in own if hit.id in found]
    assert len(found) > 2


def test_a_sentence_finds_the_only_article_about_it(site: Site) -> None:
    page = search(site, "When was the first subway line in Seoul opened?")
    assert SUBWAY in ids(page)[:3]


@pytest.mark.parametrize("query", ["반도체", "한글 자판", "When was Hangul made?", "김장 -model"])
def test_totals_alone_are_those_of_the_search(site: Site, query: str) -> None:
    for fold in (True, False):
        request = SearchRequest(q=query, fold=fold)
        page = site.search.search(request)
        assert site.search.totals(request) == (page.total, page.total_some)


WORDS = [
    *("한글", "반도체", "인공지능", "모델", "서울", "지하철", "김장", "음식물", "날짜", "직지"),
    *(
        "model",
        "chip",
        "letters",
        "train",
        "KT",
        "2023",
        "kimchi",
        "-법",
        "-model",
        '"인공지능 모델"',
        "OR",
    ),
]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
@example(["-법", "OR", "한글", "letters"])
def test_the_bridge_never_takes_a_hit_away(site: Site, words: list[str]) -> None:
    query = " ".join(words)
    forms = search(site, query, level="forms", size=100)
    bridged = search(site, query, size=100)
    # in a query in both scripts, translations may give so many complete hits that partial ones do not come in
    both = bool(re.search("[가-힣]", query) and re.search("[A-Za-z]{2}", query))
    enough = both and forms.total < FALLBACK_BELOW <= bridged.total
    assert set(ids(forms)) <= set(ids(bridged)) or enough
    assert {h.id for h in forms.hits if h.complete} <= {h.id for h in bridged.hits if h.complete}


@pytest.mark.parametrize("query", ["반도체 수출", "foundation model"])
def test_a_page_of_results_continues_the_one_before(site: Site, query: str) -> None:
    pages = [ids(search(site, query, page=number, size=3)) for number in (1, 2)]
    assert pages[0] + pages[1] == ids(search(site, query, size=6))
