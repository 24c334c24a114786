"""The filter by translations: one declaration makes field, parameter, facet, option and what a page says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from seogo.cli import main
from seogo.composition import Site, open_site
from seogo.indexing.indexer import IndexOptions
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings
from seogo.web import create_app
from tests.rows import each_row
from tests.tiny import Tiny

PAIR, ALONE = {"kimjang.ko", "kimjang.en"}, {"rail.ko", "chips.en"}


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The tiny archive: a pair, and an article of each language without a translation."""
    tiny = Tiny(tmp_path_factory.mktemp("translated"))
    tiny.fill()
    opened = open_site(load_settings(tiny.archive, tiny.index, {}))
    opened.indexer.run(IndexOptions())
    yield opened
    opened.close()


@each_row(
    ("query", "found"),
    [
        ("has:translation", PAIR),
        ("translated:yes", PAIR),
        ("번역:있음", PAIR),
        ("translated:no", ALONE),
        ("-has:translation", ALONE),
        ("번역:없음 서울", {"rail.ko"}),
    ],
)
def test_a_query_has_the_field(query: str, found: set[str], some: Site) -> None:
    page = some.search.search(SearchRequest(q=query, fold=False))
    assert {hit.id for hit in page.hits if hit.complete} == found


def test_page_and_json_have_the_parameter_and_its_counts(some: Site) -> None:
    client = create_app(some).test_client()
    answer = client.get("/search.json?translated=no").get_json()
    assert {result["id"] for result in answer["results"]} == ALONE
    everything = client.get("/search.json").get_json()
    assert everything["facets"]["translated"] == [
        {"value": "no", "count": 2},
        {"value": "yes", "count": 2},
    ]
    page = client.get("/search?ui=en").text
    assert 'href="/search?translated=yes&amp;ui=en"' in page
    assert "Has a translation" in page
    narrowed = client.get("/search?translated=no&ui=ko").text
    assert "번역" in narrowed
    assert "없음" in narrowed
    assert client.get("/search.csv?translated=yes").text.count("kimjang") >= 2
    assert client.get("/search?translated=maybe").status_code == 400


def test_commands_have_the_option(some: Site, tmp_path: Path) -> None:
    folders = ["--archive", str(some.settings.archive), "--index", str(some.settings.index)]
    target = tmp_path / "pairs.jsonl"
    export = ["export", str(target), "--format", "jsonl", "--translated", "yes", *folders]
    assert CliRunner().invoke(main, export).exit_code == 0
    assert {json.loads(line)["id"] for line in target.read_text("utf-8").splitlines()} == PAIR
    found = CliRunner().invoke(main, ["search", "서울", "--translated", "no", "--json", *folders])
    assert found.exit_code == 0, found.output
    assert [one["id"] for one in json.loads(found.stdout)["results"]] == ["rail.ko"]


def test_a_translation_that_comes_or_goes_changes_the_other_article(tmp_path: Path) -> None:
    tiny = Tiny(tmp_path)
    tiny.fill()
    opened = open_site(load_settings(tiny.archive, tiny.index, {}))
    translated = SearchRequest(filters=(("translated", "yes"),), fold=False)

    def found() -> set[str]:
        opened.indexer.run(IndexOptions())
        opened.current.refresh()
        return {hit.id for hit in opened.search.search(translated).hits}

    assert found() == PAIR
    written = tiny.write("rail.en", "Two hours and a half from Seoul to Busan.", title="Rail")
    assert found() == {*PAIR, "rail.ko", "rail.en"}
    written.unlink()
    assert found() == PAIR
    opened.close()
