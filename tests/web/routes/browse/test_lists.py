"""Lists of sources, tags, authors and years, and what the front page says is here."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site
from tests.web.conftest import Get
from tests.web.page import read
from tests.web.stubs import StubSearch, make_client, make_page


@pytest.mark.parametrize(
    ("path", "name"), [("sources", "source"), ("tags", "tag"), ("authors", "author")]
)
def test_every_value_leads_to_as_many_articles_as_it_counts(
    get: Get, site: Site, path: str, name: str
) -> None:
    rows = [row for part in get(f"/{path}?ui=en").all("ul", cls="values") for row in part.all("li")]
    assert len(rows) == sum(1 for _ in site.current().engine.terms(name))
    for row in rows[:4]:
        href = row.one("a").attributes["href"]
        assert href.startswith(f"/search?{name}=")
        found = get(f"{href}&fold=off").one(role="status").text.split()[0]
        assert row.one("span", cls="count").text == found


def test_years_by_language(get: Get) -> None:
    page = get("/years?ui=ko")
    rows = page.one("table").one("tbody").all("tr")
    years = [row.one("th").text for row in rows]
    assert years == sorted(years, reverse=True) and "2026년" in years
    for row in rows:
        for cell, lang in zip(row.all("td"), ("ko", "en"), strict=True):
            if cell.text != "0":
                href = cell.one("a").attributes["href"]
                assert f"lang={lang}" in href
                assert get(href).one(role="status").text == f"글 {cell.text}편"
    assert page.one("ul", cls="gaps").all("li")


def test_long_lists_have_pages() -> None:
    tags = tuple((f"꼬리표 {number}", 500 - number) for number in range(450))
    client = make_client(StubSearch(make_page(facets={"tag": tags})))
    seen, address = [], "/tags?ui=ko"
    while address:
        page = read(client.get(address).text)
        seen += [row.text.rpartition(" ")[0] for row in page.one("ul", cls="values").all("li")]
        following = page.one("nav", cls="paging").all("a", rel="next")
        address = following[0].attributes["href"] if following else ""
    assert seen == [tag for tag, _ in tags]
    assert "태그 450개" in page.one("main").text
    beyond = read(client.get("/tags?page=9&ui=ko").text)
    assert beyond.one("nav", cls="paging").one("a").attributes["href"] == "/tags?page=3&ui=ko"


def test_lists_lead_to_each_other_and_refuse_the_rest(get: Get, client: FlaskClient) -> None:
    links = get("/tags?ui=en").one("nav", cls="elsewhere").all("a")
    assert [link.text for link in links] == ["Sources", "Tags", "Authors", "Years"]
    assert [link.text for link in links if "aria-current" in link.attributes] == ["Tags"]
    for link in links:
        assert client.get(link.attributes["href"]).status_code == 200
    assert client.get("/tags?q=a").status_code == 400
    assert client.get("/years?page=2").status_code == 400


def test_the_front_page_says_what_there_is(get: Get) -> None:
    page = get("/?ui=en")
    holds = page.one("section", cls="holds")
    assert [cell.text for cell in holds.one("thead").all("th")] == ["Year", "Korean", "English"]
    assert holds.link("2026") == "/search?from=2026&to=2026&ui=en"
    assert page.one("p", cls="lead").text.startswith("Articles from June 2021 to May 2026.")
    assert page.link("Concordance") == "/concordance?ui=en"
    assert page.link("Authors") == "/authors?ui=en"


def test_an_empty_archive_has_pages_too() -> None:
    client = make_client(StubSearch(make_page(facets={}, hits=(), total=0)))
    for address in ("/", "/sources", "/tags", "/authors", "/years"):
        response = client.get(f"{address}?ui=en")
        assert response.status_code == 200
        assert not read(response.text).all("table")


@pytest.mark.parametrize("path", ["/", "/years"])
def test_years_are_a_chart_in_which_empty_ones_have_their_place(get: Get, path: str) -> None:
    page = get(f"{path}?ui=en")
    drawn = page.one("svg", role="img")
    table = get("/years?ui=en").one("table", cls="bars").all("tr")[1:]
    years = [int(row.one("th").text) for row in table]
    assert f"from {min(years)} to {max(years)}" in drawn.attributes["aria-label"]
    step = 600 / (max(years) - min(years) + 1)
    places = {round(float(bar.attributes["x"]) / step - 0.1) for bar in drawn.all("rect")}
    assert places == {year - min(years) for year in years}
