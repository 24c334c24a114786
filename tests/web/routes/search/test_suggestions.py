"""Suggestions as JSON, and corrections on the page, in JSON and on the command line."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site
from seogo.errors import IndexMissing
from seogo.messages import Message
from seogo.searching.request import SearchRequest
from seogo.suggestions.did_you_mean import Correction
from seogo.terminal.search.results import print_page
from tests.web.conftest import Get
from tests.web.page import as_json
from tests.web.stubs import StubSearch, make_client, make_page


def test_suggestions_are_four_lists(client: FlaskClient) -> None:
    response = client.get("/suggest", query_string={"q": "ㅎㅁㅈㅇ", "ui": "ko"})
    assert response.content_type == "application/x-suggestions+json"
    typed, texts, descriptions, addresses = response.json or []
    assert typed == "ㅎㅁㅈㅇ"
    assert (texts[0], descriptions[0]) == ("훈민정음", "태그")
    assert len(texts) == len(descriptions) == len(addresses)
    assert all(client.get(address).status_code == 200 for address in addresses)
    assert parse_qs(urlsplit(addresses[0]).query) == {"tag": ["훈민정음"], "ui": ["ko"]}


def test_the_other_keyboard_layout_is_said(client: FlaskClient) -> None:
    content = as_json(client.get("/suggest?q=gnsals"))
    assert content[1][0] == "훈민정음"
    assert content[2][0] == "tag, in the other keyboard layout"


def test_the_address_of_a_title_asks_for_its_words() -> None:
    client = make_client(StubSearch())
    address = as_json(client.get("/suggest", query_string={"q": '"OR" (title:x -a*'}))[3][0]
    assert parse_qs(urlsplit(address).query)["q"] == ["or title x a"]


@pytest.mark.parametrize("address", ["/suggest", "/suggest?q=", "/suggest?q=%20"])
def test_nothing_typed_is_nothing_suggested(client: FlaskClient, address: str) -> None:
    assert as_json(client.get(address)) == ["", [], [], []]


@pytest.mark.parametrize("address", ["/suggest?page=2", "/suggest?q=a&q=b", "/suggest?q=%ff"])
def test_wrong_parameters_are_problems(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"


def test_whatever_is_typed_is_answered(client: FlaskClient) -> None:
    for typed in ("\u200b", "가" * 400, "💡", "<b>", "ㄱ" * 400, "\ud55c".encode().decode()):
        response = client.get("/suggest", query_string={"q": typed})
        assert response.status_code == 200
        assert as_json(response)[0] == typed.strip("\u200b") or typed == "\u200b"


def test_without_an_index_it_is_a_503() -> None:
    response = make_client(StubSearch(error=IndexMissing(Message("index.missing")))).get(
        "/suggest?q=a"
    )
    assert response.status_code == 503
    assert response.mimetype == "application/problem+json"


def test_the_page_knows_where_to_ask(get: Get) -> None:
    box = get("/?ui=ko").one("input", name="q")
    assert box.attributes["data-suggest"] == "/suggest?ui=ko"
    assert "{count}" in box.attributes["data-many"]


@pytest.mark.parametrize(
    ("ui", "asks", "count"), [("ko", "이 검색어를 찾으셨나요?", "글 1편"), ("en", "Did you mean:", "1 article")]
)  # fmt: skip
def test_a_correction_is_a_link_with_its_count(get: Get, ui: str, asks: str, count: str) -> None:
    page = get(f"/search?q=rlawkd&tag=김장&sort=newest&ui={ui}")
    meant = page.one("section", cls="meant")
    assert meant.text == f"{asks} 김장 {count}"
    address = meant.link("김장")
    assert parse_qs(urlsplit(address).query) == {
        "q": ["김장"],
        "tag": ["김장"],
        "sort": ["newest"],
        "ui": [ui],
    }
    assert get(address).one("p", role="status").text.startswith(count)


def test_where_nothing_is_found_the_best_correction_is_shown_below(get: Get) -> None:
    page = get("/search?q=rlawkd&ui=en")
    assert page.one("p", role="status").text == "Nothing found"
    assert page.one("h1").text == "Results for “rlawkd”"
    assert page.one("input", name="q").attributes["value"] == "rlawkd"
    instead = page.one("section", cls="instead")
    assert instead.one("h2").text == "Also showing results for “김장”"
    assert len(instead.all("h3")) == 1
    assert "q=김장" in instead.link("See them all: 2 articles · 1 result with translations folded")
    assert page.all("section", cls="nothing")


def test_a_healthy_page_has_neither(get: Get) -> None:
    page = get("/search?q=김장")
    assert not page.all("section", cls="meant") and not page.all("section", cls="instead")


def test_what_was_found_comes_first(get: Get) -> None:
    page = get("/search?q=컨텐츠&ui=ko")
    assert page.one("section", cls="meant").link("콘텐츠")
    assert not page.all("section", cls="instead")
    assert page.all("ol", cls="hits")


def test_corrections_in_json(client: FlaskClient) -> None:
    content = as_json(client.get("/search.json?q=rlawkd&page=2"))
    (other,) = content["query"]["corrections"]
    assert {name: other[name] for name in ("text", "how", "total", "total_some")} == {
        "text": "김장",
        "how": "keyboard",
        "total": 1,
        "total_some": 0,
    }
    assert parse_qs(urlsplit(other["url"]).query) == {"q": ["김장"]}
    assert as_json(client.get("/search.json?q=김장"))["query"]["corrections"] == []


def test_corrections_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    correction = Correction("김장", "keyboard", 1, 2, articles=1, articles_some=3)
    page = make_page(request=SearchRequest(q="rlawkd"), corrections=(correction,))
    print_page(page)
    assert "Did you mean: 김장 (1 article with all words · 3 with some)" in capsys.readouterr().out


def test_ways_out_are_counted_without_corrections(site: Site) -> None:
    request = SearchRequest(q="rlawkd")
    assert site.search.totals(request) == (0, 0)
    assert site.search.totals(SearchRequest(q="김장", page=7)) == (1, 0)
    assert site.search.article_totals(SearchRequest(q="김장", page=7)) == (2, 0)
