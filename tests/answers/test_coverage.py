"""What the archive covers is said where nothing is found, in the same words by JSON, page and terminal."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from seogo.answers.coverage import archive_coverage
from seogo.cli import main
from seogo.composition import Site, open_site
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.serializers.addresses import Addresses
from seogo.settings import load_settings
from tests.rows import each_row
from tests.tiny import Tiny
from tests.web.page import as_json


def coverage(client: FlaskClient, **parameters: object) -> dict[str, Any]:
    return dict(as_json(client.get(f"/search.json?{urlencode(parameters, True)}"))["coverage"])


def test_an_answer_with_hits_has_none(client: FlaskClient) -> None:
    assert as_json(client.get("/search.json?q=AI"))["coverage"] is None
    assert as_json(client.get("/search.json?q=AI&budget=3000"))["coverage"] is None


def test_it_counts_articles_languages_sources_and_days(client: FlaskClient, site: Site) -> None:
    found = coverage(client, q="qqzzqq")
    assert found["articles"] == site.search.index().articles == sum(found["languages"].values())
    whole = as_json(client.get("/search.json?fold=off&size=100"))
    days = sorted(one["published"][:10] for one in whole["results"] if one["published"])
    assert (found["first"], found["last"]) == (days[0], days[-1])
    assert found["undated"] == found["articles"] - len(days)
    assert found["sources_total"] == len(whole["facets"]["source"])
    assert found["hidden"] == []


@pytest.mark.parametrize(
    ("parameters", "hiding"),
    [
        ({"q": "반도체", "source": ["없는 곳"]}, [("source", "없는 곳")]),
        ({"q": "반도체", "from": "2100"}, [("from", "2100")]),
        ({"q": "반도체 date:2100"}, [("q", "date:2100")]),
        ({"q": "반도체 -lang:ko -lang:en"}, [("q", "-lang:ko"), ("q", "-lang:en")]),
        ({"q": "source:없는곳"}, [("q", "source:없는곳")]),
        ({"q": "반도체", "tag": ["없음"], "author": ["아무도"]}, [("*", "")]),
    ],
)
def test_filters_that_hide_results_are_named_with_their_number(
    client: FlaskClient, parameters: dict[str, object], hiding: list[tuple[str, str]]
) -> None:
    found = coverage(client, **parameters)["hidden"]
    assert [(one["parameter"], one["value"]) for one in found] == hiding
    for one in found:
        other = as_json(client.get(one["url"].replace("/search", "/search.json", 1)))
        assert (other["total"], other["total_some"]) == (one["total"], one["total_some"])
        assert one["total"] or one["total_some"]


@each_row(
    ("address", "korean", "english"),
    [
        (
            "source=없는+곳",
            "출처 조건(없는 곳) 없이 찾으면",
            "Without the filter Source: 없는 곳, there",
        ),
        ("from=2100", "발행일 조건(2100년부터) 없이", "Without the filter Published: from 2100,"),
        ("lang=en&tag=없음", "태그 조건(없음) 없이", "Without the filter Tag: 없음, there"),
        ("lang=en&tag=없음&author=아무도", "모든 조건 없이 찾으면", "Without any filter, there"),
        ("in=title&lang=en", "언어 조건(영어) 없이", "Without the filter Language: English,"),
    ],
)
def test_filters_are_called_as_on_the_page(
    client: FlaskClient, address: str, korean: str, english: str
) -> None:
    for ui, said in (("ko", korean), ("en", english)):
        text = as_json(client.get(f"/search.json?q=반도체&{address}&ui={ui}"))["coverage"]["text"]
        assert said in text and "=" not in text, text


@each_row(
    ("query", "typed"),
    [
        ("출처:없는곳", "출처:없는곳"),
        ("반도체 날짜:2100년", "날짜:2100년"),
        ("반도체 -언어:한국어 -lang:en", "-언어:한국어"),
    ],
)
def test_parts_of_a_query_are_called_as_they_were_typed(
    client: FlaskClient, query: str, typed: str
) -> None:
    assert f"“{typed}” 없이 찾으면" in coverage(client, q=query, ui="ko")["text"]
    assert f"Without “{typed}”, there" in coverage(client, q=query, ui="en")["text"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_json_page_and_terminal_say_the_same(
    client: FlaskClient, site: Site, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"q=반도체&source=없는+곳&ui={language}"
    text = as_json(client.get(f"/search.json?{address}"))["coverage"]["text"]
    within = as_json(client.get(f"/search.json?{address}&budget=3000"))["coverage"]["text"]
    assert text == within
    page = client.get(f"/search?{address}").text
    shown = page.partition('<p class="coverage">')[2].partition("</p>")[0]
    assert "".join(part.partition(">")[2] for part in f">{shown}".split("<")) == text
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    folders = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    command = ["search", "반도체", "--source", "없는 곳", *folders]
    said = CliRunner().invoke(main, command).output
    assert "".join(text.split()) in "".join(said.split())


@pytest.mark.usefixtures("no_general_glossary")
def test_one_day_is_said_once(tmp_path: Path) -> None:
    tiny = Tiny(tmp_path)
    tiny.fill()  # of its articles, two are of one day, and two have none
    with closing(open_site(load_settings(tiny.archive, tiny.index, {}))) as opened:
        opened.indexer.run(IndexOptions())
        for language, said in ((Language.KO, "하루뿐입니다"), (Language.EN, "only date")):
            text = archive_coverage(opened.search, Addresses(), language).text
            assert said in text and "부터" not in text and " to " not in text
