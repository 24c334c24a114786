"""Addresses that nobody types by accident: always a 4xx of our own, never a 500."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.fuzzing import Hostile, hostile, is_fine, surface

pytestmark = pytest.mark.slow

FUZZED = 400

IDS = [
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "a%00b",
    "%ff%fe",
    "%ed%a0%80",
    "a\\..\\b",
    "a" * 5_000,
    "a/" * 400,
    "-",
    ".",
    "..",
    "%25",
    "%0d%0aSet-Cookie:%20a=b",
    "é",
    "{{7*7}}",
    "한글/없는-글.ko",
]


@pytest.mark.parametrize("name", IDS)
def test_hostile_ids(client: FlaskClient, name: str) -> None:
    for address in (f"/articles/{name}", f"/articles/{name}.json", f"/articles/{name}/pair"):
        response = client.get(address, follow_redirects=True)
        assert response.status_code in (400, 404, 414), address
        assert "Set-Cookie" not in response.headers
        assert "root:" not in response.text
    assert client.get(f"/images/{name}", follow_redirects=True).status_code in (400, 404, 414)
    assert client.get(f"/static/{name}", follow_redirects=True).status_code in (400, 404, 414)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.binary(max_size=60))
def test_any_query_string_is_answered(client: FlaskClient, query: bytes) -> None:
    raw = query.decode("latin-1").replace("\n", "").replace("\r", "")
    response = client.get("/search", environ_overrides={"QUERY_STRING": raw})
    assert response.status_code in (200, 302, 400)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text('"()-*: 가나AIOR.title', max_size=25))
def test_any_query_is_answered(client: FlaskClient, query: str) -> None:
    for address in ("/search", "/search.json"):
        response = client.get(address, query_string={"q": query})
        assert response.status_code in (200, 302, 400)


def test_whatever_is_sent_is_answered_or_refused(client: FlaskClient) -> None:
    some = surface(client.application, ["news/kt-motif-ai-project.ko"])
    for number in range(FUZZED):
        request = hostile(some, 1, number)
        response = request.send(client)
        assert is_fine(response), (response.status_code, request)
        response.close()


@pytest.mark.parametrize("host", ["", "a b", "evil<script>", "[::1", "가", "a:b:c", "x" * 5_000])
def test_a_host_that_is_none_breaks_nothing(client: FlaskClient, host: str) -> None:
    for path in ("/articles/news/kt-motif-ai-project.ko", "/search.atom", "/opensearch.xml"):
        response = Hostile("GET", path, "", (("Host", host),)).send(client)
        assert response.status_code in (200, 400)
        assert "<script>" not in response.text or response.mimetype == "text/html"
