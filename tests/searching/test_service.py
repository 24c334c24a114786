"""Searching the sample archive: what is found, what is said about it, and why."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seogo.composition import Site
from seogo.languages import Language
from seogo.searching.request import SearchPage, SearchRequest
from tests.rows import each_row

NEWS = "news/kt-motif-ai-project"
NEWS_KO, NEWS_EN = f"{NEWS}.ko", f"{NEWS}.en"


def search(site: Site, query: str, **parameters: object) -> SearchPage:
    return site.search.search(SearchRequest(q=query, **parameters))  # type: ignore[arg-type]


def ids(page: SearchPage, *, complete: bool = True) -> list[str]:
    return [hit.id for hit in page.hits if hit.complete or not complete]


@each_row(
    ("query", "found", "why"),
    [
        ("국가 AI 프로젝트 모티프", NEWS_KO, "the words of its lead"),
        ("엑사원은", NEWS_KO, "a particle is no obstacle"),
        ("EXAONE의", NEWS_KO, "nor is one behind Latin"),
        ("하이퍼클로바X가", NEWS_KO, "a dictionary word of two scripts"),
        ("12.7B", NEWS_EN, "a number with its unit"),
        ('"국가 AI"는', NEWS_KO, "a particle behind a quotation mark"),
        ("믿:음", NEWS_KO, "an unknown field is a word"),
        ("motif parameters", NEWS_EN, "English words"),
        ("과기정통부", "news/ai-basic-act.ko", "an abbreviation"),
        ("과학기술정보통신부", "news/ai-basic-act.ko", "what the abbreviation stands for"),
        ("msit", "news/ai-basic-act.en", "an abbreviation in small letters"),
        ("人工知能", "news/ai-basic-act.ko", "hanja for Hangul"),
        ("인공 지능 기본법", "news/ai-basic-act.ko", "a compound typed apart"),
        ("인공지능기본법", "news/ai-basic-act.ko", "words typed together"),
        ("훈민정음", "language/how-hangul-was-made.ko", "a title-like word"),
        ("訓民正音", "language/how-hangul-was-made.ko", "the same in hanja"),
        ("김장", "society/kimjang.ko", "a word of two syllables"),
        ("누리호 발사", "news/nuri-fourth-launch.ko", "a name and a noun"),
        ("rockets launched", "news/nuri-fourth-launch.en", "English inflection"),
        ("메모리 반도체", "technology/memory-chips.ko", "two nouns"),
        ("두벌식 자판", "technology/korean-keyboard.ko", "a dictionary word"),
        ("고속 철도", "technology/high-speed-rail.ko", "a compound typed apart"),
        ("만 나이", "society/counting-age.ko", "a word of one syllable"),
        ("음식물 쓰레기", "society/food-waste.ko", "two nouns"),
        ("1974년 지하철", "society/seoul-subway-1974.ko", "a year with its unit"),
        ("직지", "society/jikji.ko", "a name"),
        ("romanisation", "language/romanising-korean.en", "British spelling"),
        ("이순신", "language/romanising-korean.ko", "a person"),
        ("컨텐츠", "language/loan-words.ko", "a variant of 콘텐츠"),
        ("訓民", "language/how-hangul-was-made.ko", "the beginning of a hanja word"),
    ],
)
def test_the_right_article_is_first(site: Site, query: str, found: str, why: str) -> None:
    page = search(site, query)
    assert ids(page)[:1] == [found], why
    assert page.total >= 1


@pytest.mark.parametrize("query", ["엑사원은", "EXAONE의", "하이퍼클로바X가", "12.7B"])
def test_the_news_pair_is_found_in_korean_by_every_name(site: Site, query: str) -> None:
    assert NEWS_KO in ids(search(site, query, fold=False))


def test_space_means_every_word_and_some_words_follow_marked(site: Site) -> None:
    page = search(site, "모티프 김장")
    assert page.total == 0
    assert page.total_some > 0
    assert not any(hit.complete for hit in page.hits)
    assert {NEWS_KO, "society/kimjang.ko"} <= set(ids(page, complete=False))


def test_light_verbs_and_stop_words_are_not_asked_for(site: Site) -> None:
    assert search(site, "발사했다").total == search(site, "발사").total
    page = search(site, "the launch of a rocket")
    assert page.total == search(site, "launch rocket").total
    assert [ignored.text for ignored in page.ignored] == ["the", "of", "a"]
    assert search(site, "the").total > 0, "a stop word alone is a word"


def test_minus_leaves_out_and_or_adds(site: Site) -> None:
    every = search(site, "한글", fold=False, size=100)
    without = search(site, "한글 -자판", fold=False, size=100)
    assert "technology/korean-keyboard.ko" in ids(every)
    assert "technology/korean-keyboard.ko" not in ids(without)
    either = search(site, "김장 OR 직지", fold=False, size=100)
    assert set(ids(either)) == set(ids(search(site, "김장", fold=False, size=100))) | set(
        ids(search(site, "직지", fold=False, size=100))
    )


def test_what_is_left_out_needs_something_beside_it(site: Site) -> None:
    english = set(ids(search(site, "lang:en", fold=False, size=100)))
    having = set(ids(search(site, "lang:en 한글", fold=False, size=100, level="exact")))
    lacking = set(ids(search(site, "lang:en -한글", fold=False, size=100)))
    assert having and lacking == english - having
    assert search(site, "-lang:en", fold=False).total == search(site, "lang:ko", fold=False).total
    for nothing in ("} -한글", '"!" -한글', "lang:en { -한글", "{ }", '"!" "?"'):
        assert search(site, nothing).total == 0, nothing


def test_signs_and_stop_words_between_phrases_are_not_asked_for(site: Site) -> None:
    both = ids(search(site, '"한글" "세종"', fold=False))
    for query in (
        '"한글" { "세종"',
        '"한글" the "세종"',
        '"!" "한글" "세종"',
        '"한글", "세종"',
        '"+"한글 "세종"',
    ):
        assert both and ids(search(site, query, fold=False)) == both, query


def test_fields_and_filters(site: Site) -> None:
    assert ids(search(site, "title:직지")) == ["society/jikji.ko"]
    assert search(site, "title:매개변수").total == 0
    assert {hit.lang for hit in search(site, "lang:en train", fold=False).hits} == {Language.EN}
    assert search(site, "source:SEOGO", fold=False).total == 34
    assert search(site, 'source:"no such source"').total == 0
    dated = search(site, "date:2026-01-19 모티프")
    assert ids(dated)[0] == NEWS_KO
    assert search(site, "date:2026-01-20..2026-01-21 모티프").total == 0
    assert ids(search(site, "tag:엑사원")) == [NEWS_KO]


def test_parameters_are_the_same_filters(site: Site) -> None:
    assert ids(search(site, "", lang=Language.KO, filters=(("tag", "엑사원"),))) == [NEWS_KO]
    assert ids(search(site, "매개변수", title_only=True)) == []


def test_prefixes(site: Site) -> None:
    assert "language/how-hangul-was-made.ko" in ids(search(site, "훈민*"))
    assert NEWS_EN in ids(search(site, "HyperC*"))
    page = search(site, "ㄱ*")
    assert page.total >= 0


def test_a_pair_is_one_hit_in_the_language_of_the_query(site: Site) -> None:
    korean = search(site, "EXAONE 모델")
    assert korean.hits[0].lang is Language.KO
    english = search(site, "EXAONE", level="forms")
    assert english.hits[0].id in (NEWS_EN, "technology/searching-korean.en")
    assert english.hits[0].translations
    both = search(site, "EXAONE", fold=False, level="forms")
    assert both.total == english.total + 1
    assert sum(count for _, count in english.facets["lang"]) == both.total, "facets count articles"


def test_sorting_and_paging(site: Site) -> None:
    newest = search(site, "", sort="newest", size=100, fold=False)
    days = [hit.published[:10] for hit in newest.hits]
    assert days == sorted(days, reverse=True)
    oldest = search(site, "", sort="oldest", size=100, fold=False)
    assert [h.published[:10] for h in oldest.hits] == sorted(days)
    pages = [search(site, "한국", page=number, size=3) for number in (1, 2, 3)]
    together = [hit.id for page in pages for hit in page.hits]
    assert together == [hit.id for hit in search(site, "한국", size=9).hits]
    assert search(site, "한국", page=1000).hits == ()


@pytest.mark.parametrize("found", [SearchRequest(fold=False), SearchRequest("국가 AI 프로젝트")])
def test_every_hit_is_one_of_a_page(
    site: Site, monkeypatch: pytest.MonkeyPatch, found: SearchRequest
) -> None:
    page = site.search.search(replace(found, size=100))
    monkeypatch.setattr("seogo.searching.service._RANKED_AT_ONCE", 7)
    monkeypatch.setattr("seogo.searching.service._HITS_AT_ONCE", 3)
    monkeypatch.setattr("seogo.engines.whoosh.storage.document_table._RECENT", 2)
    parts = list(site.search.all_hits(replace(found, page=3, size=2)))
    assert tuple(hit for part in parts for hit in part) == page.hits
    assert max(map(len, parts)) == 3 and len(page.hits) > 7


def test_snippets_are_ranges_in_code_points(site: Site) -> None:
    for query in ("국가 AI 프로젝트", "하이퍼클로바X", "12.7B", "검색", "train speed", "大韓民國"):
        for hit in search(site, query, fold=False, size=100).hits:
            text = site.search.record(hit.id).analysis.text  # type: ignore[union-attr]
            for snippet in hit.snippets:
                assert len(snippet.text) <= 400
                shown = re.escape(snippet.text).replace(r"\ ", r"\s")
                assert re.search(shown, text), "a snippet stands in the article"
                for place in snippet.ranges:
                    assert 0 <= place.start < place.end <= len(snippet.text)
            for place in hit.title_ranges:
                assert hit.title[place.start : place.end].strip()


def test_a_snippet_begins_at_a_sentence_and_marks_the_words(site: Site) -> None:
    (snippet,) = search(site, "모티프 투명성").hits[0].snippets
    assert snippet.text.startswith("모티프는 직원이 25명인 스타트업이다. 매개변수가 127억 개인")
    marked = {snippet.text[place.start : place.end] for place in snippet.ranges}
    assert {"모티프", "투명성"} <= marked


def test_a_hit_says_why(site: Site) -> None:
    hit = search(site, "과기정통부").hits[0]
    assert ("과기정통부", "과학기술정보통신부", "term") in {
        (m.word, m.found, m.how) for m in hit.matched
    }
    page = search(site, "과기정통부")
    assert "과학기술정보통신부" in {also.text for also in page.also}
    without = search(site, "과기정통부", without=("과학기술정보통신부",))
    assert "과학기술정보통신부" not in {also.text for also in without.also}
    assert without.total <= page.total


def test_the_query_is_read_back(site: Site) -> None:
    page = search(site, "국가  AI OR 인공지능  -믿:음")
    assert page.read_as == "국가 (AI OR 인공지능) -믿:음"
    assert [(note.text, note.reason) for note in page.ignored] == [("믿:", "unknown-field")]


HOMOGRAPHS = {"수도": "the capital alone, and in the article 수 and 도 (찾을 수도 있다)"}


def test_every_term_of_an_article_finds_it(site: Site) -> None:
    """Its own words, as they stand there, one by one."""
    for name in (NEWS_KO, "technology/searching-korean.ko", "language/number-units.en"):
        record = site.search.record(name)
        assert record is not None
        text = record.analysis.text
        surfaces = dict.fromkeys(re.findall(r"\w+(?:[-.'’:·&,]\w+)*[+#]*", text))
        for surface in list(surfaces)[::7]:
            quoted = surface.replace('"', " ")
            page = search(site, quoted, fold=False, size=100)
            if surface in HOMOGRAPHS:
                continue
            assert name in ids(page, complete=False) or not page.hits, surface
            if page.hits:
                continue
            assert [note.reason for note in page.ignored] == ["no-term"], surface


WORDS = st.sampled_from(
    ["한글", "AI", "검색", "김장", "the", "은", "-국가", "OR", "korea*", '"인공 지능"', "title:한글",
     "lang:en", "(누리호)", "date:2026", "믿:음", "大韓民國", "ㅋㅋ", "🎉", "과기정통부", "source:seogo"]
)  # fmt: skip


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(WORDS, max_size=5).map(" ".join), WORDS)
def test_a_minus_takes_away_no_more_than_the_word_finds(site: Site, query: str, word: str) -> None:
    """Results of NOT never grow, and what it takes away has the word (its equivalents are not taken away)."""
    if word.startswith(("-", "OR")) or all(part.startswith("-") for part in query.split()):
        return

    def found(asked: str) -> set[str]:
        return set(ids(search(site, asked, fold=False, size=100, level="forms")))

    every = found(query)
    having, lacking = found(f"({query}) {word}"), found(f"({query}) NOT {word}")
    assert lacking <= every
    assert every <= having | lacking


@pytest.mark.slow
def test_threads_share_one_service(site: Site) -> None:
    expected = {q: ids(search(site, q)) for q in ("한글", "AI", "train", "국가 AI", "김장 OR 직지")}
    wrong: list[str] = []

    def ask() -> None:
        for query, found in list(expected.items()) * 5:
            if ids(search(site, query)) != found:
                wrong.append(query)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_long_queries_are_answered(site: Site) -> None:
    page = search(site, "한국어 검색은 왜 어려운가 " * 30)
    assert page.total >= 1
    assert json.dumps(page.read_as)


# Levels


@each_row(
    ("query", "found", "not_found"),
    [
        ("인공지능", "news/ai-basic-act.ko", "news/ai-basic-act.en"),
        ("엑사원을", "", "news/kt-motif-ai-project.ko"),
        ("인공 지능", "news/ai-basic-act.ko", ""),
        ("Nuri", "news/nuri-fourth-launch.en", ""),
        ("launches", "", "news/nuri-fourth-launch.en"),
        ("kt", "", "news/kt-motif-ai-project.ko"),
        ("KT", "news/kt-motif-ai-project.ko", ""),
        ("ＫＴ", "news/kt-motif-ai-project.ko", ""),
        ("과학기술정보통신부", "news/ai-basic-act.ko", ""),
        ("鑄字印施", "society/jikji.en", ""),
        ("주자인시", "", "society/jikji.en"),
    ],
)
def test_exact_is_this_surface(site: Site, query: str, found: str, not_found: str) -> None:
    names = ids(search(site, query, level="exact", fold=False, size=100))
    assert not found or found in names
    assert not_found not in names


def test_exact_finds_what_stands_in_the_text_and_nothing_else(site: Site) -> None:
    """Against a plain look into every article, spaces between Hangul apart."""
    texts = {}
    for name in site.search.search(SearchRequest(q="", fold=False, size=100)).hits:
        record = site.search.record(name.id)
        assert record is not None
        texts[name.id] = f"{record.title}\n\n{record.analysis.text}"
    for word in (
        "검색",
        "반도체",
        "한글은",
        "세종",
        "메모리 반도체",
        "KTX",
        "Seoul",
        "memory",
        "7.8km",
    ):
        pattern = re.compile(
            r"\s*".join(word.replace(" ", ""))
            if re.fullmatch("[가-힣 ]+", word)
            else rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])"
        )
        expected = {name for name, text in texts.items() if pattern.search(text)}
        found = search(site, word, level="exact", fold=False, size=100)
        assert set(ids(found)) == expected, word
        for hit in found.hits:
            assert hit.title_ranges or any(snippet.ranges for snippet in hit.snippets), (
                word,
                hit.id,
            )


# Other forms


def test_another_form_is_said_once(site: Site) -> None:
    for query in ("野", "AI", "Yi Sun-sin", "127억", "미국"):
        said = [(also.word, also.text) for also in search(site, query).also]
        assert len(said) == len(set(said)), query


def test_a_name_is_the_one_that_articles_have_in_hangul(site: Site) -> None:
    """Yi Sun-sin could spell 이선신 too."""
    assert {also.text for also in search(site, "Yi Sun-sin").also} == {"이순신"}


def test_a_lone_syllable_that_no_article_has_is_doubted(site: Site) -> None:
    corrections = search(site, "쫌ㅅ").corrections
    assert [(found.text, found.how) for found in corrections] == [("What", "keyboard")]
