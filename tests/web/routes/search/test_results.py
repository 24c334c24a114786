"""Front page and results over the sample archive."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site, open_site
from seogo.web import create_app
from tests.web.conftest import Get

NEWS = "/search?q=국가+AI+프로젝트+모티프&ui=ko"


def test_the_front_page_says_what_is_here(get: Get, site: Site) -> None:
    page = get("/?ui=en")
    assert page.one("h1").text == "Seogo"
    articles = site.search.index().articles
    assert page.link(f"{articles} articles") == "/search?ui=en"
    assert page.link("17 in Korean").startswith("/search?lang=ko&")
    assert len(page.one("section", cls="latest").all("li")) == 6
    assert page.one("search").one("form").attributes == {
        "action": "/search",
        "method": "get",
        "class": "search",
    }
    assert page.one("label", **{"for": "q"}).text == "Search the archive"


def test_the_news_pair_is_found_first(get: Get) -> None:
    page = get(NEWS)
    first = page.all("ol")[0].all("li")[0]
    assert first.one("h3").text == "국가 AI 프로젝트의 갈림길에 선 KT와 모티프"
    assert [mark.text for mark in first.one("h3").all("mark")] == [
        "국가",
        "AI",
        "프로젝트",
        "모티프",
    ]
    assert first.one("time").attributes["datetime"] == "2026-01-19"
    assert (
        first.one("p", cls="facts").text == "2026년 1월 19일 Seogo 서고 편집부 영어판 나란히 보기"
    )
    assert first.one("p", cls="snippet").all("mark")
    assert "AI → 인공지능" in first.one("p", cls="why").text
    assert first.link("영어판").startswith("/articles/news/kt-motif-ai-project.en?q=")
    assert "/articles/news/kt-motif-ai-project.ko/pair?q=" in first.link("나란히 보기")


def test_partial_hits_stand_below_a_line_and_are_counted(get: Get) -> None:
    page = get(NEWS)
    assert page.one(role="status").text.startswith("검색어가 모두 든 글 2편 · 일부만 든 글")
    whole, some = page.all("ol")
    assert len(whole.all("h3")) == 1
    assert page.one("h2", cls="divider").text.startswith("일부 낱말만 든 글")
    assert some.attributes["start"] == "2"


def test_equivalents_are_told_and_can_be_left_out(get: Get) -> None:
    page = get("/search?q=과기정통부&ui=ko")
    also = page.one("details", cls="also")
    assert "과기정통부 → 과학기술정보통신부" in also.one("summary").text
    assert "과기정통부" in [word.text for word in also.all("dt")]
    without = also.link("“과학기술정보통신부” 빼고 찾기")
    assert parse_qs(urlsplit(without).query)["without"] == ["과학기술정보통신부"]
    page = get(without)
    assert "과학기술정보통신부" not in page.one("details", cls="also").text
    active = page.one("section", cls="active-filters").text
    assert active.startswith("적용한 조건 뺀 말 과학기술정보통신부 × 해제 조건 없이 글 ")


def test_what_was_also_searched_is_said_once(get: Get) -> None:
    page = get("/search?q=AI+모티프&ui=en")
    said = [item.one("strong").text for item in page.one("details", cls="also").all("li")]
    assert {"artificial intelligence", "Motif"} <= set(said)
    assert len(said) == len(set(said))


def test_filters_narrow_by_what_they_count_and_are_taken_away_one_by_one(get: Get) -> None:
    for address in ("/search?q=한글&ui=en", "/search?q=국가+AI+프로젝트&ui=en", "/search?ui=ko"):
        filters = get(address).one("details", cls="filters")
        for facet in filters.all("section"):
            for item in facet.all("li")[:3]:
                count = item.one("span", cls="count").text
                narrowed = get(item.one("a").attributes["href"])
                status = narrowed.one(role="status").text
                assert re.findall("[0-9]+", status)[0] == count, facet.text
    page = get("/search?q=한글&lang=ko&tag=한글&from=2021&to=2024-06&in=title&fold=off&ui=en")
    active = page.one("section", cls="active-filters")
    links = active.all("a")
    whole = get("/search?q=한글&ui=en").one(role="status").text.partition(" ·")[0]
    assert [link.text for link in links] == [
        "Language Korean × remove",
        "Tag 한글 × remove",
        "Published January 2021 to June 2024 × remove",
        "Search in titles only × remove",
        "Translations listed separately × remove",
        f"Without filters: {whole}",
    ]
    assert parse_qs(urlsplit(links[1].attributes["href"]).query) == {
        "q": ["한글"],
        "lang": ["ko"],
        "from": ["2021-01"],
        "to": ["2024-06"],
        "in": ["title"],
        "fold": ["off"],
        "ui": ["en"],
    }
    assert links[-1].attributes["href"] == "/search?q=한글&ui=en"


def test_one_filter_is_taken_away_by_a_link_that_says_how_much_there_is_then(get: Get) -> None:
    page = get("/search?q=한글&from=2026&to=2026&sort=newest&ui=en")
    (link,) = page.one("section", cls="active-filters").all("a")
    assert link.text.startswith("Published 2026 × remove Without filters: ")
    assert link.attributes["href"] == "/search?q=한글&sort=newest&ui=en"
    opened = get(link.attributes["href"]).one(role="status").text
    assert opened.startswith(link.text.partition("filters: ")[2])


def test_the_form_carries_the_state_that_it_does_not_show(get: Get) -> None:
    page = get("/search?q=AI&lang=ko&tag=AI&tag=KT&sort=newest&page=1&from=2026&ui=ko")
    form = page.one("search").one("form")
    hidden = {
        (i.attributes["name"], i.attributes["value"]) for i in form.all("input", type="hidden")
    }
    assert hidden == {
        *(("lang", "ko"), ("tag", "AI"), ("tag", "KT"), ("from", "2026")),
        *(("sort", "newest"), ("ui", "ko")),
    }
    assert form.one("input", name="q").attributes["value"] == "AI"
    page = get("/search?q=AI&size=50&without=KT&page=1&ui=ko")
    named = {i.attributes["name"] for i in page.one("search").all("input")}
    assert named == {"q", "ui"}, "what belongs to one query is not carried to another"


def test_a_form_sent_with_empty_fields_leads_to_the_short_address(client: FlaskClient) -> None:
    response = client.get("/search?q=AI&lang=&from=&to=&tag=KT")
    assert response.status_code == 302
    assert response.headers["Location"] == "/search?q=AI&tag=KT"


def test_pages_of_results(get: Get) -> None:
    page = get("/search?size=3&page=3&sort=newest&ui=en")
    paging = page.one("nav", cls="paging")
    assert paging.text.split() == ["Previous", "1", "2", "3", "4", "5", "6", "Next"]
    assert paging.one("a", **{"aria-current": "page"}).text == "3"
    assert paging.link("Page 1") == "/search?sort=newest&size=3&ui=en"
    assert paging.link("Next") == "/search?sort=newest&page=4&size=3&ui=en"
    assert page.one("ol").attributes["start"] == "7"
    assert page.one(role="status").text.endswith("page 3 of 6")


def test_a_page_beyond_the_end_leads_back(get: Get) -> None:
    page = get("/search?size=10&page=99&ui=en")
    assert page.one("section", cls="nothing").one("h2").text == "There is no page 99"
    assert page.link("Go to the last page") == "/search?page=2&ui=en"
    assert not page.all("nav", cls="paging")


def test_sorting_is_an_address(get: Get) -> None:
    page = get("/search?q=AI&sort=oldest&page=1&ui=en")
    sorts = page.one("details", cls="order")
    assert sorts.one("summary").text == "Sort: Oldest"
    assert sorts.all("ul")[0].one("span", **{"aria-current": "true"}).text == "Oldest"
    assert sorts.link("Best match") == "/search?q=AI&ui=en"
    days = [time.attributes["datetime"] for time in page.all("ol")[0].all("time")]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("q=반도체&from=1999&to=1999", "Without the filter Published: 1999"),
        ("q=반도체&source=Nobody&lang=ko", "Without the filter Source: Nobody"),
        ("q=반도체+-반도체&level=forms", "Without “-반도체”"),
        ("q=반도체+출처:없음+날짜:2099년", "Without any filter"),
        ("q=반도체+출처:없음&from=2099", "Without any filter"),
        ("q=%22한글+반도체+김장%22", "Without quotation marks"),
        ("q=textbooks&in=title", "In the whole text, not only in titles"),
    ],
)
def test_ways_out_of_nothing_do_find_something(get: Get, query: str, way: str) -> None:
    page = get(f"/search?{query}&ui=en")
    assert page.one(role="status").text == "Nothing found"
    ways = page.one("ul", cls="ways")
    assert way in ways.text
    for link in ways.all("a"):
        assert get(link.attributes["href"]).one(role="status").text != "Nothing found"


def test_where_nothing_helps_the_page_says_so(get: Get) -> None:
    page = get("/search?q=쀍쀎쀏&ui=ko")
    assert page.one("ul", cls="ways").text == "모든 글 보기 글 34편"
    assert "맞춤법을 확인하거나" in page.one("section", cls="nothing").text
    assert page.link("모든 글 보기") == "/search?ui=ko"


@pytest.mark.parametrize("ui", ["ko", "en"])
def test_where_nothing_was_found_all_links_widen_and_say_how_much(get: Get, ui: str) -> None:
    page = get(f"/search?q=반도체&from=1999&to=1999&tag=KT&level=forms&ui={ui}")
    assert page.one("ul", cls="ways").all("li")
    for way in page.one("ul", cls="ways").all("li"):
        found = get(way.one("a").attributes["href"]).one(role="status").text
        assert found.startswith(way.one("span", cls="quiet").text)
    # each filter can be taken away; all of them by one of the ways, once
    assert len(page.one("section", cls="active-filters").all("a")) == 2
    bare = {link.attributes["href"].partition("&ui=")[0] for link in page.all("a")}
    assert "/search?q=반도체&level=forms" in bare
    assert not page.all("details", cls="tool") and not page.all("nav", cls="forms")
    also = get(f"/search?q=과기정통부&from=1999&to=1999&ui={ui}").one("details", cls="also")
    also = also.one("dl")
    assert also.all("li") and not also.all("a")


def test_the_page_says_how_it_read_the_query_and_what_it_ignored(get: Get) -> None:
    page = get("/search?q=한글 AND 글자 - &ui=en")
    understood = page.one("details", cls="understood")
    assert "How this query was interpreted 한글 글자" in understood.text
    assert "“-” has no effect here" in understood.text


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ('"김장 (배추', ['"김장 (배추"', '"김장 배추']),
        ("한글 )", ["한글"]),
        ("date:2026.13 반도체", ["반도체"]),
        ("lang:fr 훈민정음 *", ["훈민정음 *", "lang:fr 훈민정음"]),
    ],
)
def test_every_mistake_has_a_link_and_what_that_finds(
    get: Get, query: str, others: list[str]
) -> None:
    page = get(f"/search?q={quote(query)}&ui=ko")
    notes = page.one("ul", cls="ignored").all("li")
    unfolded = "open" in page.one("details", cls="understood").attributes
    assert unfolded == (len(others) == 1)
    assert [note.one("a").text for note in notes] == [f"검색: {other}" for other in others]
    for note in notes:
        found = get(note.one("a").attributes["href"]).one(role="status").text
        count = note.one("span", cls="count").text
        assert re.findall("[0-9,]+", found)[:1] == re.findall("[0-9,]+", count), (found, count)


def test_nothing_found_is_said_once_with_the_words_that_are_nowhere(get: Get) -> None:
    page = get("/search?q=한글 쀍쀍이 qqzzqq lang:en&source=없음&ui=ko")
    assert page.one(role="status").text == "찾은 글이 없습니다"
    nothing = page.one("section", cls="nothing")
    assert not nothing.all("h2")
    assert nothing.one("p", cls="absent").text == "어느 글에도 없는 말: 쀍쀍이 qqzzqq"
    assert not get("/search?q=한글&source=없음&ui=ko").all("p", cls="absent")


def test_common_words_are_one_folded_note(get: Get) -> None:
    page = get("/search?q=how are numbers read in Korean&ui=en")
    understood = page.one("details", cls="understood")
    assert "open" not in understood.attributes
    (note,) = understood.one("ul", cls="ignored").all("li")
    assert note.text.startswith("Left out as too common: how, are, in.")
    assert note.one("a").text == 'Search: "how" "are" numbers read "in" Korean'


@pytest.mark.parametrize("query", ["한글", "how are numbers read", "qqzzqq", "과기정통부", '"김장'])
def test_a_query_leads_to_its_explanation_once(get: Get, query: str) -> None:
    links = [link.text for link in get(f"/search?q={quote(query)}&ui=ko").all("a")]
    assert links.count("검색어 해석") == 1


def test_folded_translations_can_be_listed_separately(get: Get) -> None:
    page = get("/search?q=tag:KT&ui=en")
    assert page.one(role="status").text == "2 articles · 1 result with translations folded"
    apart = get(page.link("List translations separately"))
    assert apart.one(role="status").text == "2 articles"
    assert "listed separately" in apart.one("section", cls="active-filters").text


def test_the_interface_language_is_kept_in_every_link(get: Get) -> None:
    for address in ("/?ui=ko", NEWS, "/articles/news/kt-motif-ai-project.en?q=AI&ui=ko"):
        page = get(address)
        for link in page.all("a"):
            href = link.attributes["href"]
            if not href.startswith("/") or link.attributes.get("class") == "switch":
                continue
            assert "ui=ko" in href, href
        switch = page.one("a", cls="switch").attributes["href"]
        assert get(switch).one("html").lang == "en"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("en-GB,en;q=0.9,ko;q=0.8", "en"),
        ("ko;q=0.2,en;q=0.9", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_the_browser_chooses_the_language(
    client: FlaskClient, accepted: str, language: str
) -> None:
    response = client.get("/", headers={"Accept-Language": accepted})
    assert response.headers["Content-Language"] == language
    assert response.headers["Vary"] == "Accept-Language"
    chosen = client.get("/?ui=ko", headers={"Accept-Language": accepted})
    assert chosen.headers["Content-Language"] == "ko"
    assert "Vary" not in chosen.headers


def test_days_are_counted_where_the_archive_is(site: Site) -> None:
    found = set()
    for zone in (
        "Pacific/Kiritimati",
        "Etc/GMT+12",
    ):  # 26 hours apart, so that their days always differ
        opened = open_site(replace(site.settings, zone=zone))
        client = create_app(opened).test_client()
        answer = client.get(f"/search.json?q=date:today&from={quote('오늘')}").get_json()
        day = answer["query"]["read_as"].removeprefix("date:")
        assert answer["links"]["self"].endswith(f"from={day}")
        found.add(day)
        opened.close()
    assert len(found) == 2


@pytest.mark.parametrize(
    ("ui", "unit"), [("ko", "글이 ([0-9]+)편"), ("en", "are ([0-9]+) articles")]
)
def test_where_nothing_was_found_one_word_and_one_number_say_what_hides_it(
    get: Get, ui: str, unit: str
) -> None:
    page = get(f"/search?q=국가+AI+프로젝트+모티프&tag=없음&source=없음&ui={ui}")
    said = re.findall(unit, page.one("section", cls="nothing").text)
    way = page.one("ul", cls="ways").all("li")[0]
    assert said[-1] in re.findall("[0-9]+", way.one("span", cls="quiet").text)
    assert "결과가" not in page.text
