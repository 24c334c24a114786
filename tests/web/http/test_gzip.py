"""Answers with fewer bytes."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site
from seogo.web import create_app
from seogo.web.http.gzip import compress

LONGEST = 60_000
"""Bytes of a page of results (without fonts, of which there are none)."""


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    """The application as `seogo serve` serves it."""
    app = create_app(site)
    app.after_request(compress)
    return app.test_client()


def test_what_is_known_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/", headers={"Accept-Encoding": "gzip"})
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert set(again.vary) == set(first.vary) == {"Accept-Language", "Accept-Encoding"}


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate, br, zstd", "br;q=1, gzip;q=0.5", "*"])
@pytest.mark.parametrize("address", ["/search?q=AI", "/search.json?q=AI", "/search.atom?q=AI"])
def test_an_answer_is_packed_for_who_takes_it(
    client: FlaskClient, address: str, accepted: str
) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": accepted})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert packed.headers["ETag"] == plain.headers["ETag"]
    if not address.startswith("/search.json"):  # which says how long it took
        assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
def test_and_stays_as_it_is_for_others(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/search?q=AI", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.vary
    assert answer.text.endswith("</html>")


@pytest.mark.parametrize("address", ["/healthz", "/search.csv?q=AI"])
def test_what_is_short_or_made_while_it_is_sent_stays_too(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_a_page_of_results_is_short(client: FlaskClient) -> None:
    assert len(client.get("/search?q=AI").data) < LONGEST
    for query in ("", "q=AI", "q=경제+economy"):
        answer = client.get(f"/search?{query}&size=100", headers={"Accept-Encoding": "gzip"})
        assert len(answer.data) < LONGEST / 2
