"""Pages of the manual: a list of topics, one page for each, queries as links to their searches."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from seogo.languages import Language
from seogo.manual.topics import TOPICS, load_topic
from seogo.messages.catalogues import text_of
from tests.manual.examples import rows
from tests.web.conftest import Get


@pytest.mark.parametrize("language", Language)
def test_the_list_leads_to_every_topic(get: Get, language: Language) -> None:
    page = get(f"/help?ui={language.value}").one("main")
    links = {link.text: link.attributes["href"] for link in page.all("a")}
    assert links == {
        load_topic(topic, language).title: f"/help/{topic}?ui={language.value}" for topic in TOPICS
    }
    for topic in TOPICS:
        assert load_topic(topic, language).summary in page.text


@pytest.mark.parametrize("language", Language)
def test_every_query_is_a_link_to_its_search(get: Get, language: Language) -> None:
    page = get(f"/help/searching?ui={language.value}").one("main")
    found = {
        link.text: parse_qs(urlsplit(link.attributes["href"]).query)
        for link in page.all("a")
        if "/search?" in link.attributes["href"]
    }
    assert found == {query: {"q": [query], "ui": [language.value]} for query, _ in rows(language)}


def test_an_unknown_topic_is_not_found(get: Get) -> None:
    get("/help/nothing", 404)


@pytest.mark.parametrize("address", ["/", "/search?q=AI", "/search?sort=(", "/nothing"])
def test_help_is_one_link_away_from_every_page(get: Get, address: str) -> None:
    status = {"/search?sort=(": 400, "/nothing": 404}.get(address, 200)
    page = get(f"{address}{'&' if '?' in address else '?'}ui=ko", status)
    assert page.one("search").link(text_of(Language.KO, "help_link")) == "/help/searching?ui=ko"
    assert page.link(text_of(Language.KO, "help_title")) == "/help?ui=ko"
