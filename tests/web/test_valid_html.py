"""Every kind of page is valid HTML, as the strict parser of html5lib reads it, and small."""

from __future__ import annotations

import html5lib
import pytest
from flask.testing import FlaskClient

from tests.web.addresses import PAGES

LARGEST = 60_000
"""Bytes of a page; those with a hundred results, and the longest topic of the manual, are left out."""


@pytest.mark.parametrize("ui", ["ko", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_valid(client: FlaskClient, name: str, ui: str) -> None:
    path = PAGES[name]
    response = client.get(f"{path}{'&' if '?' in path else '?'}ui={ui}")
    html5lib.HTMLParser(strict=True).parse(response.text)
    if name not in ("everything", "help_topic"):
        assert len(response.data) < LARGEST


@pytest.mark.parametrize("wrong", ["<p>a</b></p>", "<ul><li>a</ul></p>", "<p id=a id=b>", "<a>&x;"])
def test_what_is_wrong_is_seen(wrong: str) -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse(f"<!doctype html><title>a</title>{wrong}")
