"""Links of all kinds of pages: one that starts a search carries its own parameter and nothing else."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.web.addresses import PAGES
from tests.web.conftest import Get

OWN = {"q", "lang", "source", "tag", "author", "translated", "from", "to", "ui"}
STARTING = ("front", "sources", "tags", "authors", "years", "article", "search_help", "help_topic")


@pytest.mark.parametrize("name", STARTING)
def test_a_link_that_starts_a_search_has_its_own_parameters(get: Get, name: str) -> None:
    path = PAGES[name].partition("?")[0]
    searches = 0
    for link in get(f"{path}?ui=ko").all("a"):
        address = urlsplit(link.attributes["href"])
        if address.path == "/search":
            searches += 1
            assert {parameter for parameter, _ in parse_qsl(address.query)} <= OWN
    assert searches or name == "help_topic"


def test_defaults_are_in_no_link(get: Get) -> None:
    defaults = {"sort=relevance", "page=1", "size=10", "fold=on", "in=all", "level=bridge"}
    for path in PAGES.values():
        page = get(path, 404 if "/www" in path else 200)
        for link in page.all("a"):
            query = urlsplit(link.attributes["href"]).query
            assert not defaults & set(query.split("&")), link.attributes["href"]
