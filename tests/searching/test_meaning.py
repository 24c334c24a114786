"""Searches by meaning: articles of the other language that no word leads to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site, open_site
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.meaning.encoder import Encoder, installed_stamp
from seogo.query.parser import parse
from seogo.searching.meaning import to_wanted
from seogo.searching.request import SearchPage, SearchRequest
from seogo.settings import load_settings

pytestmark = pytest.mark.slow

ARTICLES = {
    "ferry.en": ("The last boat", "In bad weather the boat to the island does not leave the pier."),
    "bread.en": ("Bread", "The dough has to rest for a night before it goes into the oven."),
    "bees.en": ("Bees", "A swarm left its hive and hung from a branch of the old pear."),
    "bus.en": ("Buses", "The first bus of the day leaves at five, the last one at midnight."),
    "choir.en": ("A choir", "Forty people sing in the church hall every Tuesday evening."),
    "장날.ko": ("장날", "오일장이 서는 날이면 골목까지 좌판이 늘어선다."),
    "풍랑.ko": ("배편", "풍랑이 일면 섬으로 가는 배가 뜨지 않는다."),
}


@pytest.fixture(scope="module")
def near(
    analyzer: Analyzer, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A small archive without pairs, with vectors."""
    assert encoder.dimensions
    folder = tmp_path_factory.mktemp("meaning")
    (folder / "archive").mkdir()
    for name, (title, text) in ARTICLES.items():
        extra = "tags: [sea]\n" if name == "ferry.en" else ""
        (folder / "archive" / f"{name}.md").write_text(
            f"---\ntitle: {title}\n{extra}---\n\n{text}\n", encoding="utf-8"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: lambda dictionary: analyzer)
        patch.setattr("seogo.composition.installed_stamp", installed_stamp)
        opened = open_site(load_settings(folder / "archive", folder / "index", {}))
        assert opened.indexer.run(IndexOptions()).problems == []
    yield opened
    opened.close()


def search(site: Site, query: str, **given: object) -> SearchPage:
    return site.search.search(SearchRequest(q=query, level="meaning", **given))  # type: ignore[arg-type]


QUERY = "풍랑 때문에 여객선이 결항했다"


def test_an_article_is_found_that_no_word_leads_to(near: Site) -> None:
    page = search(near, QUERY, lang=Language.EN)
    assert (page.total, page.total_some, page.level) == (0, 0, "meaning")
    assert page.total_meaning > 0
    first = page.hits[0]
    assert (first.id, first.near, first.complete) == ("ferry.en", True, False)
    reason = first.matched[-1]
    assert (reason.word, reason.how) == (QUERY, "meaning")
    assert reason.found.startswith("In bad weather")
    assert first.snippets[0].text == reason.found
    assert 0.3 < reason.similarity <= 1
    assert "ferry.en" not in {value for value, _ in page.facets["source"]}


def test_words_alone_answer_where_that_is_asked(near: Site) -> None:
    assert search(near, QUERY, lang=Language.EN, without=("meaning",)).hits == ()
    bridge = near.search.search(SearchRequest(q=QUERY, level="bridge", lang=Language.EN))
    assert (bridge.hits, bridge.level) == ((), "bridge")
    assert search(near, QUERY, lang=Language.KO).total_meaning == 0
    assert search(near, QUERY, sort="newest").total_meaning == 0
    assert search(near, f'"{QUERY}"').total_meaning == 0


def test_filters_and_excluded_words_hold(near: Site) -> None:
    tagged = search(near, QUERY, filters=(("tag", "sea"),))
    assert [hit.id for hit in tagged.hits] == ["ferry.en"]
    assert search(near, QUERY, filters=(("tag", "land"),)).hits == ()
    left = search(near, f"{QUERY} -pier", lang=Language.EN)
    assert "ferry.en" not in {hit.id for hit in left.hits}


def test_pages_follow_each_other(near: Site) -> None:
    whole = [hit.id for hit in search(near, QUERY, size=100).hits]
    assert len(whole) == len(set(whole))
    parts = [
        hit.id
        for page in range(1, len(whole) + 1)
        for hit in search(near, QUERY, size=1, page=page).hits
    ]
    assert parts == whole


def test_which_queries_meaning_helps() -> None:
    def text(query: str) -> str | None:
        wanted = to_wanted(parse(query), query)
        return wanted.text if wanted else None

    assert text("a sentence  about boats") == "a sentence about boats"
    assert text("boats -pier tag:sea") == "boats"
    assert text('He said "no boats" and left') == 'He said "no boats" and left'
    quoted = '"The boats do not leave in bad weather," she said.'
    assert text(quoted) == quoted
    for query in ('"no boats"', 'two "no boats"', "boat*", "boats OR ships", "", "title:boats"):
        assert text(query) is None
