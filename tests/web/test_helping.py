"""``/help``: every example is read as the page says, is found in the sample archive, and no kind of query is missing."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from seogo.composition import Site
from seogo.languages import Language
from seogo.query.canonical import to_text
from seogo.query.nodes import FIELDS
from seogo.query.parser import parse
from seogo.searching.service import SearchRequest
from seogo.web.l10n.query_manual import MANUAL, Example
from seogo.web.l10n.texts import TEXTS
from tests.web.conftest import Get

EXAMPLES = [
    pytest.param(example, id=f"{language.value}-{example.query}")
    for language, topics in MANUAL.items()
    for topic in topics
    for example in topic.examples
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_read_as_the_page_says(example: Example) -> None:
    parsed = parse(example.query)
    assert parsed.node is not None
    assert parsed.ignored == ()
    assert to_text(parsed.node) == (example.read_as or example.query)
    assert example.read_as != example.query


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_finds_something_in_the_sample_archive(site: Site, example: Example) -> None:
    assert site.search.search(SearchRequest(q=example.query)).total


@pytest.mark.parametrize("language", Language)
def test_no_kind_of_query_is_missing(language: Language) -> None:
    queries = [example.query for topic in MANUAL[language] for example in topic.examples]
    assert len(queries) == len(set(queries))
    everything = " ".join(queries)
    for name in FIELDS:
        assert f"{name}:" in everything
    for sign in (" OR ", " | ", " NOT ", " -", "*", '"', "“", "(", ".."):
        assert sign in everything


def test_both_languages_have_the_same_topics_and_only_english_has_no_hangul() -> None:
    korean, english = MANUAL[Language.KO], MANUAL[Language.EN]
    assert len(korean) == len(english)
    assert not re.search("[가-힣]", repr(english))
    assert all(re.search("[가-힣]", topic.title + topic.lead) for topic in korean)


@pytest.mark.parametrize("language", Language)
def test_the_page_shows_every_example_as_a_link_to_its_search(get: Get, language: Language) -> None:
    page = get(f"/help?ui={language.value}").one("main")
    links = {link.text: link.attributes["href"] for link in page.all("a")}
    examples = [example for topic in MANUAL[language] for example in topic.examples]
    assert list(links) == [example.query for example in examples]
    for example in examples:
        found = parse_qs(urlsplit(links[example.query]).query)
        assert found == {"q": [example.query], "ui": [language.value]}
        assert example.meaning in page.text
        assert example.read_as in page.text


@pytest.mark.parametrize("address", ["/", "/search?q=AI", "/search?q=(", "/nothing"])
def test_help_is_one_link_away_from_every_form(get: Get, address: str) -> None:
    status = {"/search?q=(": 400, "/nothing": 404}.get(address, 200)
    page = get(f"{address}{'&' if '?' in address else '?'}ui=ko", status)
    assert page.one("search").link(TEXTS[Language.KO]["help_link"]) == "/help?ui=ko"
