"""``/analyze``: a text explained, as a page and as JSON."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site, open_site
from seogo.engines.base import TEXT_FIELDS
from seogo.languages import Language
from seogo.searching.query_explanation import explain_text, kind_message
from seogo.serializers.answer import to_plain
from seogo.serializers.explanation import to_analyzed_text
from seogo.settings import load_settings
from seogo.web import create_app
from tests.web.conftest import Get
from tests.web.page import Element, as_json, read

TEXT = "the 과기정통부의 5천만 달러"


def rows(table: Element) -> list[list[str]]:
    return [
        [cell.text for cell in row.children if isinstance(cell, Element)]
        for row in table.one("tbody").all("tr")
    ]


def test_a_text_is_explained_in_two_tables(get: Get) -> None:
    page = get(f"/analyze?text={quote(TEXT)}&ui=en")
    assert page.one("h1").text == "How text is analysed"
    assert page.one("textarea").text == TEXT
    assert page.one("ul", cls="ignored").text.startswith("Left out as too common: the.")
    words, tokens = map(rows, page.all("table"))
    assert [row[0] for row in words] == ["과기정통부의", "5천만 달러"]
    assert words[0][1] == "과기정통부"
    assert "과학기술정보통신부 (glossary)" in words[0][2]
    assert "bigrams: 과기, 기정, 정통, 통부" in words[0][3]
    assert "50000000 (the same number)" in words[1][2]
    assert ["word", "과기정통부", "과기정통부", "4–9", "proper noun"] in tokens
    assert ["number", "50000000"] in [row[:2] for row in tokens]
    korean = get(f"/analyze?text={quote(TEXT)}&ui=ko")
    assert "과학기술정보통신부 (용어집)" in rows(korean.all("table")[0])[0][2]
    tokens = rows(korean.all("table")[1])
    assert not any(row[4].isascii() and row[4] for row in tokens), "names, not tags"
    assert ["낱말", "과기정통부", "과기정통부", "4–9", "고유 명사"] in tokens


def test_page_and_json_and_command_line_agree(
    get: Get, client: FlaskClient, site: Site, analyzer: Analyzer
) -> None:
    page = get(f"/analyze?text={quote(TEXT)}")
    found = as_json(client.get(page.link("This page as JSON")))
    assert list(found) == ["text", "query", "problem", "tokens"]
    assert found["text"] == TEXT and found["problem"] is None
    assert len(found["tokens"]) == len(rows(page.all("table")[1]))
    assert [word["word"] for word in found["query"]["words"]] == [
        row[0] for row in rows(page.all("table")[0])
    ]
    printed = explain_text(TEXT, analyzer, site.search.read)  # as the command line does
    assert to_plain(to_analyzed_text(printed, problem="")) == found


def test_without_a_text_there_is_the_form_only(get: Get, client: FlaskClient) -> None:
    for address in ("/analyze?ui=en", "/analyze?text=+&ui=en"):
        page = get(address)
        assert not page.all("table") and not page.all("h2")
        form = page.one("main").one("form")
        assert form.attributes["action"] == "/analyze"
        assert form.one("input", name="ui").attributes["value"] == "en"
    assert as_json(client.get("/analyze.json"))["tokens"] == []


def test_what_was_read_otherwise_and_left_out_is_said(get: Get, client: FlaskClient) -> None:
    page = get("/analyze?text=(김장+-배추&ui=ko")
    assert page.one("ul", cls="ignored").text == "“(”: 닫는 괄호가 없어 뺐습니다"
    assert page.one("ul", cls="excluded").text == "배추"
    assert len(page.all("table")) == 2
    found = as_json(client.get("/analyze.json?text=(김장+-배추&ui=ko"))
    assert found["problem"] is None
    assert [one["reason"] for one in found["query"]["ignored"]] == ["unclosed-parenthesis"]
    assert [one["other"] for one in found["query"]["excluded"]] == ["(김장 배추"]


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("q=김장", "q", "text, ui"),
        ("text=a&text=b", "text", "≤ 1"),
        ("text=a&ui=fr", "ui", "ko, en"),
        ("text=" + "a" * 2_001, "text", "≤ 2,000"),
        ("text=%ff", "query string", "UTF-8"),
    ],
)
def test_a_wrong_parameter_is_a_problem(
    client: FlaskClient, query: str, parameter: str, allowed: str
) -> None:
    response = client.get(f"/analyze.json?{query}")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    found = response.get_json()
    assert (found["parameter"], found["allowed"]) == (parameter, allowed)
    assert client.get(f"/analyze?{query}").status_code == 400


@pytest.mark.slow
def test_the_longest_text_is_explained(client: FlaskClient) -> None:
    text = "국 " * 700 + "a b " * 150
    assert len(text) == 2_000
    response = client.get("/analyze.json", query_string=f"text={text.replace(' ', '+')}")
    assert response.status_code == 200
    assert client.get("/analyze?text=" + "a+" * 1_000).status_code == 200


def test_results_lead_to_how_the_query_was_read(get: Get) -> None:
    address = get("/search?q=국가+AI&ui=en").link("How this query was interpreted")
    assert urlsplit(address).path == "/analyze"
    assert parse_qs(urlsplit(address).query) == {"text": ["국가 AI"], "ui": ["en"]}
    assert get(address).one("textarea").text == "국가 AI"
    assert "/analyze" not in str(get("/search?ui=en").texts())


def test_tokens_need_no_index(site: Site, tmp_path: Path) -> None:
    empty = open_site(load_settings(site.settings.archive, tmp_path / "none", {}))
    empty = replace(empty, analyzer_for=site.analyzer_for)  # one Kiwi is enough
    client = create_app(empty).test_client()
    response = client.get("/analyze?text=김장은&ui=en")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    page = read(response.text)
    assert "No readable index" in page.one("p", cls="note").text
    assert rows(page.one("table"))[0][1] == "김장"
    assert as_json(client.get("/analyze.json?text=김장"))["query"] is None


def test_a_broken_dictionary_is_none_where_there_is_no_index(site: Site, tmp_path: Path) -> None:
    (tmp_path / "dictionary.yaml").write_text("- [a\n")
    empty = open_site(load_settings(tmp_path, tmp_path.parent / "none", {}))
    empty = replace(empty, analyzer_for=site.analyzer_for)
    client = create_app(empty).test_client()
    assert client.get("/analyze?text=김장은").status_code == 200
    assert as_json(client.get("/analyze.json?text=김장"))["query"] is None


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_every_field_has_a_name(field: str, language: Language) -> None:
    assert kind_message(field, "1").text(language)


def test_a_word_of_thousands_of_letters_leaves_the_rest_in_sight(get: Get) -> None:
    page = get(f"/analyze?text={'w' * 1_900}+국가&ui=en")
    cells = [cell.text for row in page.all("tr") for cell in (*row.all("th"), *row.all("td"))]
    assert "국가" in cells
    assert max(map(len, cells)) <= 120
