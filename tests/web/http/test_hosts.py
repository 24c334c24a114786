"""Names that the site answers to, and the address that stands in its answers."""

from __future__ import annotations

import json
import socket
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from seogo.composition import Site, open_site
from seogo.web import create_app
from tests.rows import each_row
from tests.web.page import read

OWN = socket.gethostname()


@pytest.fixture(scope="module")
def public(site: Site) -> FlaskClient:
    """A site that readers find at an address of its own, below a path."""
    settings = replace(
        site.settings, base_url="https://news.example/archive", allowed_hosts=("nas.example",)
    )
    return create_app(open_site(settings)).test_client()


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST", "localhost.", "localhost:8000", "127.0.0.1", "127.0.0.1:8000"),
        *("[::1]", "[::1]:8000", "192.168.0.7", "[fe80::1]", "8.8.8.8", OWN, f"{OWN.upper()}:80"),
        f"{OWN.partition('.')[0]}.local",
    ],
)
def test_names_that_are_always_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "nas.example", "127.1", "x"])
def test_another_name_is_refused_and_told_which_setting_allows_it(
    client: FlaskClient, host: str
) -> None:
    name = host.partition(":")[0]
    for path in (
        "/",
        "/search?q=kimchi",
        "/articles/society/kimjang.ko",
        "/static/seogo.css",
        "/no",
    ):
        response = client.get(f"{path}{'&' if '?' in path else '?'}ui=en", headers={"Host": host})
        assert response.status_code == 400
        text = read(response.text).one("main").text
        assert f"does not answer to the name {name}" in text and "allowed_hosts" in text
    korean = client.get("/?ui=ko", headers={"Host": host})
    assert korean.status_code == 400
    assert f" {name}" in read(korean.text).one("main").text and "allowed_hosts" in korean.text
    assert "access-control-allow-origin" not in korean.headers
    for path in ("/search.json?q=kimchi", "/search.atom", "/suggest?q=k", "/openapi.json"):
        response = client.get(path, headers={"Host": host, "Accept-Language": "ko"})
        problem = json.loads(response.text)
        assert (response.status_code, problem["type"]) == (400, "urn:problem-type:seogo:host")
        assert response.mimetype == "application/problem+json"
        assert "allowed_hosts" in problem["detail"] and "이름으로" in problem["detail"]


def test_probes_are_always_answered(client: FlaskClient) -> None:
    for host in ("evil.example", "", "]", "a:b:c", "\xff", "10.0.0.1"):
        for path in ("/healthz", "/readyz"):
            assert client.get(path, environ_overrides={"HTTP_HOST": host}).status_code == 200


@pytest.mark.slow
@given(
    st.one_of(
        st.text(st.characters(max_codepoint=255), max_size=300),
        st.from_regex(r"[\[\]a-z0-9.:%_@/-]{0,20}", fullmatch=True),
    )
)
def test_no_host_header_is_a_fault_of_ours(client: FlaskClient, host: str) -> None:
    for path in ("/help", "/opensearch.xml"):
        response = client.get(path, environ_overrides={"HTTP_HOST": host})
        assert response.status_code in (200, 400)
    assert client.get("/healthz", environ_overrides={"HTTP_HOST": host}).status_code == 200


@each_row(
    "host", ["", " ", "]", "[", "[::1", "[::1]x", "a:b:c", "a b", "a/b", "a@b", "\xff", "a:999999"]
)
def test_malformed_names_are_malformed_requests(client: FlaskClient, host: str) -> None:
    response = client.get("/search.json", environ_overrides={"HTTP_HOST": host})
    problem = json.loads(response.text)
    assert (response.status_code, problem["type"]) == (400, "urn:problem-type:seogo:bad-request")


ADDRESSES = (
    *("/articles/society/kimjang.ko", "/articles/society/kimjang.ko.bib"),
    *("/articles/society/kimjang.ko.ris", "/articles/society/kimjang.ko.csl.json"),
    *("/search.csv?q=kimchi", "/search.atom?q=kimchi", "/opensearch.xml"),
)


@pytest.mark.parametrize("path", ADDRESSES)
def test_whole_addresses_begin_with_that_of_the_site(public: FlaskClient, path: str) -> None:
    answers = set()
    for host in ("127.0.0.1:8000", "news.example", "nas.example:1", "localhost"):
        for prefix in ("", "/archive"):  # a proxy leaves it, or takes it away
            response = public.get(prefix + path, headers={"Host": host})
            assert response.status_code == 200
            answers.add(response.text)
    (text,) = {text.replace("\r\n", "\n") for text in answers}
    where = "opensearch.xml" if "opensearch" in path else "articles/society/kimjang"
    assert "https://news.example/archive/" in text
    assert where in path or f"https://news.example/archive/{where}" in text
    for host in ("127.0.0.1", "localhost", "nas.example"):
        assert f"//{host}" not in text


def test_links_begin_below_the_path_of_the_site(public: FlaskClient) -> None:
    for path in ("/archive", "/archive/", "/"):
        response = public.get(path, headers={"Host": "news.example"})
        assert response.status_code == 200
        hrefs = [link.attributes["href"] for link in read(response.text).all("a")]
        own = [href for href in hrefs if href.startswith("/")]
        assert own and all(href.startswith("/archive/") for href in own)
    assert public.get("/archives", headers={"Host": "news.example"}).status_code == 404
    assert public.get("/archive/healthz", headers={"Host": "evil.example"}).status_code == 200
    assert public.get("/archive/", headers={"Host": "evil.example"}).status_code == 400


def test_every_name_where_that_is_wanted(site: Site) -> None:
    settings = replace(site.settings, allowed_hosts=("*",))
    anyone = create_app(open_site(settings)).test_client()
    assert anyone.get("/", headers={"Host": "evil.example"}).status_code == 200
    assert anyone.get("/", environ_overrides={"HTTP_HOST": "]"}).status_code == 400
