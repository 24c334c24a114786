"""Feeds: valid Atom, of any search."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from seogo.web.routes.search.feed import clean, to_moment
from tests.web.stubs import StubSearch, make_client, make_hit, make_page

ATOM = "{http://www.w3.org/2005/Atom}"
SEOUL = ZoneInfo("Asia/Seoul")


def feed_of(client: FlaskClient, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response.content_type == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.data)


def links(element: ElementTree.Element, rel: str) -> list[str]:
    return [
        one.attrib["href"] for one in element.findall(f"{ATOM}link") if one.attrib["rel"] == rel
    ]


@pytest.mark.parametrize("address", ["/search.atom", "/search.atom?q=한글&size=3&ui=ko"])
def test_a_feed_has_what_atom_asks_for(client: FlaskClient, address: str) -> None:
    feed = feed_of(client, address)
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        (name,) = element.findall(f"{ATOM}id")
        assert name.text is not None and name.text.startswith("http://localhost/")
        assert element.findtext(f"{ATOM}title")
        updated = datetime.fromisoformat(element.findtext(f"{ATOM}updated", ""))
        assert updated.tzinfo is not None
        for author in element.findall(f"{ATOM}author"):
            assert author.findtext(f"{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) > 1
    for found in ids:
        assert client.get(str(found)).status_code == 200


def test_pages_of_a_feed_lead_to_each_other(client: FlaskClient) -> None:
    address, seen = "/search.atom?size=7&fold=off", list[str | None]()
    while address:
        feed = feed_of(client, address)
        assert links(feed, "self") == [f"http://localhost{address}"]
        assert links(feed, "alternate") == [f"http://localhost{address.replace('.atom', '')}"]
        seen += [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        address = next(iter(links(feed, "next")), "").removeprefix("http://localhost")
    assert len(seen) == len(set(seen)) == 34
    assert links(feed, "previous")


def test_a_feed_says_its_languages(client: FlaskClient) -> None:
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    feed = feed_of(client, "/search.atom?q=모티프&ui=ko")
    assert feed.attrib[lang] == "ko"
    assert feed.findtext(f"{ATOM}title") == "“모티프” 검색 결과 – 서고"
    entry = feed.findall(f"{ATOM}entry")[0]
    assert entry.attrib[lang] == "ko"
    versions = [one for one in entry.findall(f"{ATOM}link") if one.attrib["rel"] == "alternate"]
    assert [one.attrib["hreflang"] for one in versions] == ["ko", "en"]


def test_an_undated_article_is_as_old_as_the_index_says() -> None:
    stub = make_client(StubSearch(make_page(hits=())))
    feed = feed_of(stub, "/search.atom?q=a")
    assert feed.findtext(f"{ATOM}updated") == "2026-01-19T00:00:00+00:00"


def test_what_xml_cannot_hold_is_left_out() -> None:
    hit = make_hit(title="나쁜 \x01 <글자>\ufffe", tags=("\x1f",), translations={})
    search = StubSearch(make_page(hits=(hit,)))
    search.record = lambda article_id: None  # type: ignore[method-assign]
    feed = feed_of(make_client(search), "/search.atom?q=%01")
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "나쁜 � <글자>�"


def test_a_wrong_parameter_is_a_problem(client: FlaskClient) -> None:
    response = client.get("/search.atom?sort=(")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", ""),
        ("2026-01-19", "2026-01-19T00:00:00+09:00"),
        ("2026-01-19T09:30:00+01:00", "2026-01-19T09:30:00+01:00"),
        ("2026-01-19T09:30:00Z", "2026-01-19T09:30:00+00:00"),
        ("1890-05-01", "1890-05-01T00:00:00+00:00"),  # Seoul was 8:27:52 ahead
        ("0001-01-01", "0001-01-01T00:00:00+00:00"),
    ],
)
def test_moments(text: str, moment: str) -> None:
    assert to_moment(text, SEOUL) == moment


@pytest.mark.slow
@given(st.text())
def test_every_text_can_be_in_a_feed(text: str) -> None:
    element = ElementTree.Element("a")
    element.text = clean(text)
    read = ElementTree.fromstring(ElementTree.tostring(element)).text or ""
    assert read == clean(text).replace("\r\n", "\n").replace("\r", "\n") or "\r" in text
