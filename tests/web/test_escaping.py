"""Text from outside can never run, wherever it stands."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from seogo.languages import Language
from seogo.query.nodes import Ignored
from seogo.searching.request import AlsoSearched
from seogo.searching.snippets import MatchReason, Range, Snippet
from seogo.suggestions.did_you_mean import Correction
from tests.web.page import read
from tests.web.stubs import StubSearch, make_client, make_hit, make_page

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;"
ELEMENTS = {"script", "img", "iframe", "style", "object", "svg"}


def assert_harmless(html: str, times: int = 1) -> None:
    page = read(html)
    script, *data = page.all("script")  # of the page itself, and what it says to programs
    assert script.attributes["src"].startswith("/static/seogo.js?v=") and not script.text
    for element in data:
        assert element.attributes == {"type": "application/ld+json"}
        assert json.loads(element.text)["@type"] == "NewsArticle"
    for element in (script, *data):
        element.tag = "own"
    assert not {element.tag for element in page.all()} & ELEMENTS
    assert not [
        name for element in page.all() for name in element.attributes if name.startswith("on")
    ]
    shown = "".join(text for text, _ in page.texts())
    assert shown.count("<script>") >= times


def test_a_hit_is_shown_as_its_text() -> None:
    hit = make_hit(
        id='a"><script>',
        title=EVIL,
        title_ranges=(Range(0, 8), Range(20, 30)),
        source=EVIL,
        tags=(EVIL,),
        authors=(EVIL,),
        translations={'b"><script>': Language.EN},
        snippets=(Snippet(EVIL, (Range(1, 7),)),),
        matched=(MatchReason(EVIL, f"other {EVIL}", "variant"),),
    )
    page = make_page(
        hits=(hit,),
        read_as=EVIL,
        also=(AlsoSearched(EVIL, EVIL, "term"),),
        ignored=(Ignored(EVIL, "unknown-field", 0, 5),),
        corrections=(Correction(EVIL, "spelling", 1),),
        facets={"tag": ((EVIL, 2),), "source": ((EVIL, 1), ("b", 1)), "author": ((EVIL, 1),)},
    )
    response = make_client(StubSearch(page)).get("/search?q=a&ui=en")
    assert response.status_code == 200
    assert_harmless(response.text, 9)
    marks = [mark.text for mark in read(response.text).all("mark")]
    assert marks == ["<script>", "ript>\"'><i", "script"]


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=",
        "/search?q=%22",
        "/search?q=a&tag=",
        "/search?q=a&source=",
        "/search?q=a&without=",
        "/search?sort=",
        "/search?from=",
        "/search?",
        "/analyze?text=",
        "/analyze?",
        "/articles/",
        "/",
        "/articles/news/kt-motif-ai-project.ko?q=",
    ],
)
def test_what_is_typed_is_shown_as_it_is(client: FlaskClient, address: str) -> None:
    for text in (EVIL, f"{EVIL}=1"):
        response = client.get(address + quote(text, safe="="))
        assert response.status_code in (200, 400, 404)
        assert_harmless(response.text, 0)
