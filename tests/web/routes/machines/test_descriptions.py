"""What programs find: other forms of a page, the description of the search, and whose pages may read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site
from seogo.web import create_app
from seogo.web.views.alternates import Relation, link_header
from tests.web.conftest import Get
from tests.web.page import as_json

NEWS = "/articles/news/kt-motif-ai-project.ko"
OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.mark.parametrize("address", ["/search?q=한글&size=3&page=2&ui=ko", f"{NEWS}?q=한글&ui=ko"])
def test_every_form_is_in_the_head_on_the_page_and_in_the_header(
    get: Get, client: FlaskClient, address: str
) -> None:
    page, header = get(address), client.get(address).headers["Link"]
    heads = [
        link.attributes
        for link in page.all("link", rel="alternate")
        if "hreflang" not in link.attributes
    ]
    assert len(heads) >= 4
    visible = [link.attributes["href"] for link in page.one("nav", cls="forms").all("a")]
    # Hangul stays Hangul in links
    assert visible == [unquote(head["href"]) for head in heads]
    for head in heads:
        response = client.get(head["href"])
        assert (response.status_code, response.mimetype) == (200, head["type"])
        link = f'<{head["href"]}>; rel="alternate"; type="{head["type"]}"'
        assert link in header


def test_results_say_what_comes_next(client: FlaskClient) -> None:
    for ending in ("", ".json", ".atom"):
        header = client.get(f"/search{ending}?size=3&page=2").headers["Link"]
        assert header.startswith(
            f'</search{ending}?page=3&size=3>; rel="next", </search{ending}?size=3>; rel="prev"'
        )


def test_a_header_stays_short(client: FlaskClient) -> None:
    far = [Relation("next", "/search?q=" + "a" * 3_900), Relation("prev", "/" + "b" * 200)]
    assert link_header(far).count("rel=") == 1
    query = "%EA%B0%80" * 300
    response = client.get(f"/search?q={query}")
    assert len(response.headers.get("Link", "")) <= 4_100


@pytest.mark.parametrize("ui", ["ko", "en"])
def test_browsers_can_search_here(get: Get, client: FlaskClient, ui: str) -> None:
    link = get(f"/?ui={ui}").one("link", rel="search").attributes
    response = client.get(link["href"])
    assert response.mimetype == link["type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.data)
    assert root.tag == f"{OPEN_SEARCH}OpenSearchDescription"
    name = root.findtext(f"{OPEN_SEARCH}ShortName", "")
    assert name == {"ko": "서고", "en": "Seogo"}[ui] and len(name) <= 16
    for url in root.findall(f"{OPEN_SEARCH}Url"):
        template = url.attrib["template"].replace("{searchTerms}", "%ED%95%9C%EA%B8%80")
        address = template.replace("{startPage?}", "").replace("{count?}", "20")
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200
        assert answer.mimetype == url.attrib["type"]


@contextmanager
def reachable(site: Site, *origins: str) -> Iterator[FlaskClient]:
    """A client of the archive with this setting."""
    changed = replace(site, settings=replace(site.settings, cors=origins))
    yield create_app(changed).test_client()


DATA = (
    "/search.json",
    "/search.atom",
    "/search.csv",
    "/suggest?q=a",
    f"{NEWS}.bib",
    "/healthz",
    "/no.json",
)
ALLOWED = "Access-Control-Allow-Origin"


def test_nobody_else_s_page_may_read_unless_it_is_said(client: FlaskClient) -> None:
    for address in DATA:
        headers = client.get(address, headers={"Origin": "https://a.example"}).headers
        assert ALLOWED not in headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_everybody_s_page_may_read_data_and_no_page(site: Site) -> None:
    with reachable(site, "*") as client:
        for address in DATA:
            headers = client.get(address, headers={"Origin": "https://a.example"}).headers
            assert headers[ALLOWED] == "*"
            assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
            assert "Link" in headers["Access-Control-Expose-Headers"]
            assert "Access-Control-Allow-Credentials" not in headers
        for address in ("/", "/search", NEWS, "/static/seogo.css"):
            assert (
                ALLOWED not in client.get(address, headers={"Origin": "https://a.example"}).headers
            )


def test_only_named_origins_may_read(site: Site) -> None:
    with reachable(site, "https://a.example", "http://b.example:8080") as client:
        for origin in ("https://a.example", "http://b.example:8080"):
            headers = client.get("/search.json", headers={"Origin": origin}).headers
            assert headers[ALLOWED] == origin
            assert "Origin" in headers["Vary"]
        for origin in ("https://evil.example", "https://a.example.evil.example", "null", ""):
            headers = client.get("/search.json", headers={"Origin": origin}).headers
            assert ALLOWED not in headers
            assert "Origin" in headers["Vary"]


def test_the_search_page_is_small(client: FlaskClient) -> None:
    for query in ("", "q=한글", "q=국가+AI+프로젝트+모티프&ui=ko", "q=search&ui=en"):
        assert len(client.get(f"/search?{query}").data) < 60_000


def test_models_are_told_where_answers_are(client: FlaskClient, site: Site) -> None:
    for language, first in (("en", "Seogo"), ("ko", "서고")):
        response = client.get(f"/llms.txt?ui={language}")
        assert response.mimetype == "text/plain" and response.text.startswith(f"# {first}")
        assert f"{site.search.index().articles}" in response.text
        addresses = re.findall(r"http://localhost(/[\w./]+)", response.text)
        assert {"/search.json", "/verify.json", "/openapi.json", "/help/assistants"} <= set(
            addresses
        )
        assert "/mcp" not in addresses


@pytest.mark.parametrize("ui", ["ko", "en"])
def test_the_page_of_the_api_has_every_address_with_an_example_that_works(
    get: Get, client: FlaskClient, ui: str
) -> None:
    page = get(f"/api?ui={ui}")
    document = as_json(client.get("/openapi.json"))
    assert [title.text for title in page.all("h2")] == list(document["paths"])
    examples = [
        link.attributes for link in page.one("main").all("a") if "aria-label" in link.attributes
    ]
    # the sample archive has no saved search
    assert len(examples) == len([path for path in document["paths"] if "{name}" not in path])
    commands = [pre.text for pre in page.all("pre") if "{name}" not in pre.text]
    for example, command in zip(examples, commands, strict=True):
        assert client.get(example["href"]).status_code == 200
        assert unquote(command).endswith(f'{unquote(example["href"])}"')
    rows = {row.one("th").text for row in page.all("tr") if row.all("td")}
    assert {"q", "budget", "quote", "sort", "passage", "text"} <= rows
    assert ("요청" in page.text or "글의 아이디" in page.text) is (ui == "ko")


def test_a_browser_finds_icons_and_a_manifest(get: Get, client: FlaskClient) -> None:
    page = get("/?ui=ko")
    for rel in ("icon", "apple-touch-icon", "manifest"):
        for link in page.all("link", rel=rel):
            response = client.get(link.attributes["href"])
            assert response.status_code == 200
            if "type" in link.attributes:
                assert response.mimetype == link.attributes["type"]
    manifest = client.get("/manifest.webmanifest?ui=ko", environ_overrides={"SCRIPT_NAME": "/l"})
    content = as_json(manifest)
    assert (content["name"], content["start_url"], content["scope"]) == ("서고", "/l/?ui=ko", "/l/")
    for icon in content["icons"]:
        response = client.get(icon["src"].removeprefix("/l"))
        assert response.mimetype == icon["type"]
        if icon["type"] == "image/png":
            size = int.from_bytes(response.data[16:20], "big")
            assert icon["sizes"] == f"{size}x{size}"
    assert client.get("/favicon.ico").data[:4] == b"\0\0\1\0"


def test_a_link_says_elsewhere_what_it_leads_to(get: Get) -> None:
    def shared(address: str) -> dict[str, str]:
        return {
            one.attributes["property"]: one.attributes["content"]
            for one in get(address).all("meta")
            if "property" in one.attributes
        }

    article = shared(f"{NEWS}?q=AI&ui=en")
    assert article["og:type"] == "article" and article["og:locale"] == "ko_KR"
    assert article["og:url"] == f"http://localhost{NEWS}"
    assert article["og:title"].startswith("국가 AI 프로젝트") and article["og:description"]
    assert article["og:image"].startswith("http://localhost/")
    front = shared("/?ui=en")
    assert front["og:title"] == "Seogo" and front["og:description"]
    assert "Hangul" in shared("/search?q=Hangul&ui=en")["og:title"]
