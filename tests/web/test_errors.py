"""Everything that is no answer: one shape, both languages, no details that are nobody's business."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site
from seogo.errors import EngineUnreachable, IndexDamaged, IndexMissing, IndexStale
from seogo.messages import Message
from seogo.web import create_app
from seogo.web.http.rate_limit import RateLimit
from seogo.web.views.articles.nearest import words_of
from tests.rows import each_row
from tests.web.conftest import Get
from tests.web.page import as_json, read
from tests.web.stubs import StubSearch, make_client

SHAPE = {"type", "title", "status", "detail", "instance"}


@each_row(
    ("address", "status", "kind", "more"),
    [
        ("/search.json?sort=best", 400, "parameter", {"parameter", "allowed"}),
        ("/search.json?colour=red", 400, "parameter", {"parameter", "allowed"}),
        ("/search.json?q=%ff", 400, "parameter", {"parameter", "allowed"}),
        ("/articles/no/such.json", 404, "article-unknown", {"nearest"}),
        ("/articles/no/such.json?q=a", 400, "parameter", {"parameter", "allowed"}),
        ("/nothing.json", 404, "not-found", set()),
        ("/a%00b.json", 400, "bad-request", set()),
        ("/search.json?q=" + "a" * 66_000, 414, "address-too-long", set()),
        ("/search.json?tag=%00", 400, "parameter", {"parameter", "allowed"}),
    ],
)
def test_problems_have_one_shape(
    client: FlaskClient, address: str, status: int, kind: str, more: set[str]
) -> None:
    for ui in ("ko", "en"):
        response = client.get(address, headers={"Accept-Language": ui})
        assert response.status_code == status
        assert response.content_type == "application/problem+json"
        problem = as_json(response)
        assert problem["status"] == status
        assert problem["type"] == f"urn:problem-type:seogo:{kind}"
        assert problem["instance"].startswith(address.split("?")[0])
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Content-Language"] == ui
        assert "ETag" not in response.headers
        assert set(problem) == SHAPE | more


def test_a_path_that_is_no_utf_8_is_refused(client: FlaskClient) -> None:
    for path in ("/\xff.json", "/articles/\xed\xa0\x80.json"):
        response = client.get("/", environ_overrides={"PATH_INFO": path})
        assert response.status_code == 400
        assert as_json(response)["type"].endswith(":bad-request")


def test_every_problem_is_said_in_the_language_of_the_reader(client: FlaskClient) -> None:
    korean = as_json(client.get("/search.json?sort=best&ui=ko"))
    english = as_json(client.get("/search.json?sort=best&ui=en"))
    assert korean["detail"] == "“best”: sort에 쓸 수 없는 값입니다."
    assert english["detail"] == "“best” is not a value of sort."
    assert korean["allowed"] == english["allowed"] == "relevance, newest, oldest"


def test_a_wrong_parameter_can_be_dropped(get: Get) -> None:
    page = get("/search?q=AI&sort=best&lang=ko&ui=en", 400)
    assert "“best” is not a value of sort." in page.one("main").text
    assert "Allowed values for sort: relevance, newest, oldest" in page.one("main").text
    assert page.link("Search without sort") == "/search?q=AI&lang=ko&ui=en"
    page = get("/search?q=AI&ui=fr", 400)
    assert page.link("Search without ui") == "/search?q=AI"


@pytest.mark.parametrize("address", ["/", "/articles/news/kt-motif-ai-project.ko", "/search"])
def test_unknown_parameters_are_wrong_everywhere(get: Get, address: str) -> None:
    assert get(f"{address}?utm_source=x", 400).one("h1")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
@pytest.mark.parametrize("address", ["/", "/search", "/search.json", "/articles/a", "/healthz"])
def test_addresses_can_only_be_read(client: FlaskClient, method: str, address: str) -> None:
    response = client.open(address, method=method.upper(), data=b"x" * 100_000)
    assert response.status_code == 405
    assert {name.strip() for name in response.headers["Allow"].split(",")} == {"GET", "HEAD"}
    if address.endswith((".json", "z")):
        assert as_json(response)["type"].endswith(":method-not-allowed")


@pytest.mark.parametrize(
    "address", ["/nothing", "/search/", "/articles", "/favicon.icon", "/static/x"]
)
def test_unknown_addresses_are_useful_404s(get: Get, address: str) -> None:
    page = get(f"{address}?ui=en", 404)
    assert page.one("h1").text == "Page not found"
    assert page.link("To the front page") == "/?ui=en"
    assert page.all("search")


ERRORS = [
    (IndexMissing(Message("index.missing")), "index-missing", "The index is not ready"),
    (IndexDamaged("/secret/place", "y"), "index-damaged", "The index is damaged"),
    (
        EngineUnreachable(Message("opensearch.unreachable", url="https://secret:1", reason="x")),
        "index-unreachable",
        "Search does not answer",
    ),
    (IndexStale(Message("index.stale")), "index-stale", "The index is from another version"),
]


@pytest.mark.parametrize(("error", "kind", "title"), ERRORS)
def test_without_an_index_everything_says_so_and_when_to_ask_again(
    error: Exception, kind: str, title: str
) -> None:
    client = make_client(StubSearch(error=error))
    for address in ("/", "/search?q=a", "/articles/a", "/articles/a/pair"):
        response = client.get(address)
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        page = read(response.text)
        assert page.one("h1").text == title
        assert page.link("Try again") == address
        here = not isinstance(error, EngineUnreachable)
        assert ("seogo reindex" in page.one("main").text) == here, "no index can be built anew"
        assert "/secret" not in response.text
    for address in ("/search.json?q=a", "/articles/a.json", "/readyz"):
        response = client.get(address)
        assert response.status_code == 503
        assert response.headers["Retry-After"]
        assert as_json(response)["type"] == f"urn:problem-type:seogo:{kind}"
    assert client.get("/healthz").status_code == 200


def test_a_fault_of_ours_says_nothing_about_itself(caplog: pytest.LogCaptureFixture) -> None:
    client = make_client(StubSearch(error=RuntimeError("the secret")))
    for address in ("/search?q=a&ui=ko", "/search.json?q=a", "/readyz"):
        response = client.get(address)
        assert response.status_code == 500
        assert "secret" not in response.text and "Traceback" not in response.text
    assert "the secret" in caplog.text
    assert as_json(response)["type"].endswith(":internal")


def test_all_wrong_parameters_are_told_at_once(get: Get) -> None:
    page = get("/search?q=한글&foo=1&sort=best&size=many&ui=en", 400)
    text = page.one("main").text
    for part in ("foo", "“best” is not a value of sort", "Allowed values for size:"):
        assert part in text
    assert "Allowed names: q, lang," in text and "values for foo" not in text
    assert page.link("Search without foo, sort, size") == "/search?q=한글&ui=en"


def test_while_the_index_is_built_its_page_says_how_far_and_opens_by_itself() -> None:
    search = StubSearch(error=IndexMissing(Message("index.missing")))
    for progress, said in (
        ((0, 0), "Indexing has begun."),
        ((6_144, 13_826), "Indexing: 6,144 of 13,826 articles."),
        ((34, 34), "34 articles read; finishing the index."),
    ):
        client = make_client(search, progress)
        response = client.get("/search?q=a&ui=en")
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        page = read(response.text)
        assert said in page.one("main").text and "seogo reindex" not in page.one("main").text
        assert page.one("meta", **{"http-equiv": "refresh"}).attributes["content"] == "5"
        assert said in as_json(client.get("/search.json?q=a&ui=en"))["detail"]


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("language/how-hangul-was-mad.en", "language/how-hangul-was-made.en"),
        ("language/how-hangul-was-made", "language/how-hangul-was-made.en"),
        ("old/겨울-김장.ko", "society/kimjang.ko"),
    ],
)
def test_an_unknown_article_offers_the_nearest_ones(
    get: Get, client: FlaskClient, wanted: str, nearest: str
) -> None:
    page = get(f"/articles/{wanted}?ui=en", 404)
    links = [link.attributes["href"] for link in page.one("section", cls="latest").all("a")]
    assert 0 < len(links) <= 3 and f"/articles/{nearest}?ui=en" in links
    assert as_json(client.get(f"/articles/{wanted}.json"))["nearest"][0]
    assert page.one("input", name="q").attributes["value"] == words_of(wanted)


def test_nothing_like_it_offers_nothing(get: Get, client: FlaskClient) -> None:
    assert not get("/articles/쀍쀍?ui=en", 404).all("section", cls="latest")
    assert as_json(client.get("/articles/쀍쀍.json"))["nearest"] == []


def test_what_a_client_may_have_checked_is_limited(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("seogo.web.app.RateLimit", lambda: RateLimit(lambda: now[0]))
    client = create_app(site).test_client()
    tag = client.get("/verify.json?quote=한글").headers["ETag"]
    monkeypatch.setattr("seogo.web.http.rate_limit._LEAST", 31.0)
    assert client.get("/verify.json?quote=한글은").status_code == 200
    refused = client.get("/verify.json?quote=한글을&ui=ko")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3")
    assert as_json(refused)["detail"] == "3초 뒤에 다시 요청하세요."
    known = {"If-None-Match": tag}
    assert client.get("/verify.json?quote=한글", headers=known).status_code == 304
    now[0] = 4.0
    assert client.get("/verify.json?quote=한글을").status_code == 200
