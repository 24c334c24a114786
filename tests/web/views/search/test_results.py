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
    assert item.one("p", cls="facts").text == "no date Korean"
    assert not item.all("p", cls="snippet") and not item.all("p", cls="why")
    assert not item.all("p", cls="versions")


def test_a_time_is_shown_as_the_day_of_the_archive() -> None:
    item = shown().one("ol")
    assert item.one("time").text == "20 January 2026"
    assert item.one("time").attributes["datetime"] == "2026-01-19T23:30:00+00:00"


def test_a_cut_snippet_has_dots_on_its_open_side() -> None:
    assert shown().one("p", cls="snippet").text == "… 모티프가 만든 모델"
    hit = make_hit(snippets=(Snippet("모델", (), closes=True),))
    assert shown(hits=(hit,)).one("p", cls="snippet").text == "모델 …"


def test_why_says_only_what_is_not_seen_already() -> None:
    assert shown().one("p", cls="why").text == "Why: Motif → 모티프 (abbreviation)"


def test_large_numbers_have_separators() -> None:
    page = shown(total=12_345, total_some=6_789)
    assert page.one(role="status").text == (
        "12,345 results with every word, 6,789 with some of the words page 1 of 1,914"
    )


def test_many_pages_are_left_out_in_the_middle() -> None:
    page = shown("/search?q=a&page=50&ui=en", total=1_000)
    paging = page.one("nav", cls="paging").text
    assert paging == "Previous 1 … 48 49 50 51 52 … 100 Next"
    page = shown("/search?q=a&page=5&ui=en", total=1_000)
    assert page.one("nav", cls="paging").text == "Previous 1 2 3 4 5 6 7 … 100 Next"


def test_many_values_are_folded_and_counted() -> None:
    tags = tuple((f"tag{number}", 100 - number) for number in range(90))
    page = shown(facets={"tag": tags})
    facet = page.one("aside").one("section")
    assert len(facet.one("details").all("li")) == 32
    assert facet.one("details").one("p").text == "and 50 others"


def test_a_value_in_force_is_shown_even_where_it_is_not_counted() -> None:
    page = shown("/search?q=a&tag=gone&ui=en", facets={"tag": (("AI", 2),)})
    assert page.one("aside").one("li").text == "gone remove 0"


def test_years_that_are_only_partly_searched_are_not_offered() -> None:
    years = (("2026", 5), ("2025", 2), ("2024", 1))
    page = shown("/search?q=a&from=2024&to=2026-03&ui=en", facets={"year": years})
    assert [item.text for item in page.one("aside").all("li")] == ["2025 2", "2024 1"]


def test_only_partial_hits() -> None:
    page = shown(total=0, total_some=3, hits=(make_hit(complete=False),))
    assert page.one(role="status").text == "No article has every word; 3 have some of them"
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
    assert 'href="/articles/news/a.ko?q=한글+a%26lang%3Dko+%EF%BC%8B&tag=x"' in page
