"""What a real archive does not have: odd hits, many pages, many values."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from seogo.languages import Language
from seogo.searching.snippets import Range, Snippet
from tests.web.page import Element, read
from tests.web.stubs import StubSearch, make_client, make_hit, make_page


def shown(address: str = "/search?q=a&ui=en", **changes: object) -> Element:
    response = make_client(StubSearch(make_page(**changes))).get(address)
    assert response.status_code == 200
    return read(response.text)


def test_a_hit_without_date_source_and_text() -> None:
    hit = make_hit(published="", source="", snippets=(), translations={}, matched=())
    item = shown(hits=(hit,)).one("ol")
    assert item.one("p", cls="facts").text == "no date 서고 편집부 Korean"
    assert not item.all("p", cls="snippet") and not item.all("p", cls="why")
    assert not item.all("p", cls="versions")


def test_a_time_is_shown_as_the_day_of_the_archive() -> None:
    item = shown().one("ol")
    assert item.one("time").text == "20 January 2026 08:30"
    assert item.one("time").attributes["datetime"] == "2026-01-19T23:30:00+00:00"


def test_a_cut_snippet_has_dots_on_its_open_side() -> None:
    assert shown().one("p", cls="snippet").text == "… 모티프가 만든 모델"
    hit = make_hit(snippets=(Snippet("모델", (), closes=True),))
    assert shown(hits=(hit,)).one("p", cls="snippet").text == "모델 …"


def test_why_says_only_what_is_not_seen_already() -> None:
    assert shown().one("p", cls="why").text == "Matched: Motif → 모티프 (abbreviation)"


def test_large_numbers_have_separators() -> None:
    page = shown(total=12_345, total_some=6_789, total_articles=12_345, total_articles_some=6_789)
    assert page.one(role="status").text == (
        "12,345 articles with all words · 6,789 with some page 1 of 1,914"
    )


def test_many_pages_are_left_out_in_the_middle() -> None:
    page = shown("/search?q=a&page=50&ui=en", total=1_000)
    paging = page.one("nav", cls="paging").text
    assert paging == "Previous 1 … 48 49 50 51 52 … 100 Next"
    page = shown("/search?q=a&page=5&ui=en", total=1_000)
    assert page.one("nav", cls="paging").text == "Previous 1 2 3 4 5 6 7 … 100 Next"


def test_many_values_are_folded_and_counted() -> None:
    tags = tuple((f"tag{number}", 100 - number) for number in range(90))
    page = shown(facets={"tag": tags}, total=900, total_articles=900)
    facet = page.one("details", cls="filters").one("section")
    assert len(facet.one("details").all("li")) == 32
    assert facet.one("details").one("p").text == "and 50 others"


def test_what_cannot_narrow_is_not_offered() -> None:
    facets = {"tag": (("AI", 5), ("KT", 2)), "source": (("Seogo", 5),), "author": (("홍길동", 4),)}
    page = shown("/search?q=a&author=홍길동&ui=en", facets=facets, total=5, total_articles=5)
    filters = page.one("details", cls="filters")
    assert [item.text for item in filters.all("li")] == ["KT 2"]
    page = shown("/search?q=a&ui=en", facets={"source": (("Seogo", 5),)}, total_articles=5)
    assert not page.all("details", cls="filters")


def test_numbers_are_those_of_articles_and_say_what_is_folded() -> None:
    def status(**changes: object) -> str:
        return shown("/search?q=a&ui=ko", **changes).one(role="status").text

    assert status(total=1, total_articles=1) == "글 1편"
    assert status(total=616, total_articles=684) == "글 684편 · 번역을 묶어 616건 62쪽 중 1쪽"
    assert status(total=3, total_some=2, total_articles=4, total_articles_some=2) == (
        "검색어가 모두 든 글 4편 · 일부만 든 글 2편 · 번역을 묶어 5건"
    )


def test_only_partial_hits() -> None:
    hit = make_hit(complete=False, missing=("결과", "b"))
    page = shown(total=0, total_some=3, total_articles=0, total_articles_some=3, hits=(hit,))
    assert page.one(role="status").text == "3 articles with some of the words · none with all"
    assert page.all("p", cls="why")[-1].text == "Missing: 결과 b"
    assert page.one("ol").attributes["start"] == "1"


def test_a_page_of_a_hundred_hits_stays_small() -> None:
    text = "반도체 수출은 1,419억 달러로 사상 최대였다. 전년보다 43.9% 늘었고, 5분의 1을 넘었다."
    hits = tuple(
        make_hit(
            id=f"news/economy/{number}.ko",
            translations={f"news/economy/{number}.en": Language.EN} if number % 2 else {},
            title="한국의 메모리 반도체",
            title_ranges=(Range(8, 11),),
            published="2026-01-19",
            snippets=(Snippet(text, (Range(0, 3),), closes=True),),
            matched=(),
        )
        for number in range(100)
    )
    client = make_client(StubSearch(make_page(hits=hits, total=1_000)))
    response = client.get("/search?q=반도체&size=100", headers={"Accept-Language": "ko"})
    assert len(response.data) < 60_000
    page = read(response.text)
    for number, item in enumerate(page.one("ol", cls="hits").all("li")):
        links = [link.attributes["href"] for link in item.all("a")]
        assert len(links) == (3 if number % 2 else 1)
        for link in links:
            asked = parse_qs(urlsplit(link).query)
            assert asked == {"q": ["반도체"], "size": ["100"]}


def test_links_are_short_and_lead_to_the_same_address() -> None:
    page = (
        make_client(StubSearch(make_page()))
        .get("/search?q=한글+a%26lang%3Dko+%EF%BC%8B&tag=x")
        .text
    )
    assert 'href="/articles/news/a.ko?q=한글+a%26lang%3Dko+%EF%BC%8B&amp;tag=x"' in page
