"""Headers, entity tags, and what is kept how long."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Get
from tests.web.stubs import StubSearch, make_client

ADDRESSES = (
    "/",
    "/search?q=AI",
    "/search.json?q=AI",
    "/articles/news/kt-motif-ai-project.ko",
    "/articles/news/kt-motif-ai-project.ko?q=AI",
    "/articles/news/kt-motif-ai-project.ko/pair",
    "/articles/news/kt-motif-ai-project.ko.json",
    "/analyze?text=AI",
    "/analyze.json?text=AI",
    "/suggest?q=AI",
    "/concordance?q=AI",
    "/concordance.json?q=AI",
    "/help",
    "/help/searching",
    "/search.atom?q=AI",
    "/sources",
    "/tags",
    "/authors",
    "/years",
    "/opensearch.xml",
    "/openapi.json",
    "/articles/news/kt-motif-ai-project.ko.md",
    "/articles/news/kt-motif-ai-project.ko.bib",
    "/articles/news/kt-motif-ai-project.ko.ris",
    "/articles/news/kt-motif-ai-project.ko.csl.json",
)


@pytest.mark.parametrize(
    "address",
    [*ADDRESSES, "/healthz", "/nothing", "/search?q=%22", "/static/seogo.css", "/search?q="],
)
def test_every_answer_has_its_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert policy == (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_known_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(address, headers={"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    assert again.headers["Vary"] == "Accept-Language"
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == 200
    korean = client.get(address, headers={"If-None-Match": tag, "Accept-Language": "ko"})
    assert korean.status_code == 200
    assert korean.headers["ETag"] != tag


def test_different_addresses_have_different_tags(client: FlaskClient) -> None:
    addresses = ("/search?q=AI", "/search?q=AI&page=2", "/search.json?q=AI", "/search?q=AI&ui=en")
    assert len({client.get(address).headers["ETag"] for address in addresses}) == 4


def test_a_conditional_request_does_not_search() -> None:
    search = StubSearch()
    client = make_client(search)
    for address in ("/", "/search?q=a", "/search.json?q=a"):
        tag = client.get(address).headers["ETag"]
        before = search.searches
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
        assert search.searches == before


@pytest.mark.parametrize("address", [*ADDRESSES, "/nothing", "/healthz"])
def test_head_is_get_without_a_body(client: FlaskClient, address: str) -> None:
    head, whole = client.head(address), client.get(address)
    assert head.status_code == whole.status_code
    assert head.data == b""
    assert {k: v for k, v in head.headers if k not in ("Date", "Content-Length")} == {
        k: v for k, v in whole.headers if k not in ("Date", "Content-Length")
    }


def test_files_of_the_interface_are_kept_under_the_address_of_their_content(
    client: FlaskClient, get: Get
) -> None:
    style = get("/").one("link", rel="stylesheet").attributes["href"]
    response = client.get(style)
    assert response.content_type == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    plain = client.get("/static/seogo.css")
    assert plain.headers["Cache-Control"] == "no-cache"
    known = client.get(style, headers={"If-None-Match": response.headers["ETag"]})
    assert known.status_code == 304


def test_links_respect_where_the_site_is_mounted(client: FlaskClient) -> None:
    response = client.get("/search?q=AI", environ_overrides={"SCRIPT_NAME": "/library"})
    assert 'action="/library/search"' in response.text
    assert 'href="/library/articles/' in response.text
    assert 'href="/library/static/seogo.css' in response.text
    assert 'href="/search' not in response.text and 'href="/articles' not in response.text
