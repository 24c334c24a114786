"""Pages of pairs and of concordances, on a small archive whose differences are known."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qsl, quote
from xml.etree.ElementTree import fromstring

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site
from seogo.web import create_app
from tests.web.page import Element, as_json, read


@pytest.fixture(scope="module")
def pairs(translated: Site) -> FlaskClient:
    """A client of the small archive's pages."""
    return create_app(translated).test_client()


def get(client: FlaskClient, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200, response.text
    return read(response.text)


@pytest.mark.parametrize(
    ("ui", "labels"),
    [
        ("en", ["Only in Korean:", "Only in English:"]),
        ("ko", ["한국어에만 있음:", "영어에만 있음:"]),
    ],
)
def test_what_differs_is_marked_and_said(pairs: FlaskClient, ui: str, labels: list[str]) -> None:
    page = get(pairs, f"/articles/talent.ko/pair?ui={ui}")
    said = page.one("div", cls="rows").all("p", cls="differs")
    assert [one.one("span", cls="label").text for one in said] == labels
    assert [one.one("span", cls="said").text for one in said] == ["127억", "12.5 billion"]
    marks = page.one("div", cls="rows").all("mark")
    assert [(mark.text, mark.lang) for mark in marks] == [("127억", "ko"), ("12.5 billion", "en")]
    assert ("2 " if ui == "en" else "2곳") in page.one("main").text


def test_differences_are_listed_above_the_rows_that_have_them(pairs: FlaskClient) -> None:
    page = get(pairs, "/articles/talent.ko/pair?ui=en")
    listed = page.one("details", cls="differences")
    assert "2 " in listed.one("summary").text
    assert [one.text for one in listed.all("span", cls="said")] == ["127억", "12.5 billion"]
    (link,) = listed.all("a")
    row = page.one("div", id=link.attributes["href"].removeprefix("#"))
    assert "127억" in row.text
    assert not get(pairs, "/articles/farm.ko/pair").all("details", cls="differences")


def test_a_pair_is_a_translation_memory_and_a_table(pairs: FlaskClient) -> None:
    page = get(pairs, "/articles/talent.en/pair?ui=en")
    memory, table = (pairs.get(page.link(name)) for name in ("Download as TMX", "Download as CSV"))
    units = [
        tuple(seg.text for seg in unit.iter("seg")) for unit in fromstring(memory.data).iter("tu")
    ]
    rows = list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert rows[0] == ["ko", "en"]
    assert [tuple(row) for row in rows[1:]] == units
    assert ("시는 젊은 기술자를 육성한다.", "The city nurtures young engineers.") in units
    assert memory.mimetype == "application/x-tmx+xml"
    assert "seogo-talent.en.tmx" in memory.headers["Content-Disposition"]
    assert pairs.get("/articles/alone.ko/pair.tmx").status_code == 404
    assert pairs.get("/articles/nowhere/pair.csv").status_code == 404


def test_the_side_that_is_read_comes_first(pairs: FlaskClient) -> None:
    page = get(pairs, "/articles/talent.en/pair?ui=en")
    said = page.one("div", cls="rows").all("p", cls="differs")
    labels = [one.one("span", cls="label").text for one in said]
    assert labels == ["Only in English:", "Only in Korean:"]
    rows = page.one("div", cls="rows").all("div", cls="row")
    assert rows[0].all("div", cls="prose")[0].text.startswith("The city nurtures")


def test_what_is_the_same_is_not_marked(pairs: FlaskClient) -> None:
    page = get(pairs, "/articles/farm.ko/pair?ui=en")
    assert not page.all("p", cls="differs")
    assert not page.all("mark")


def test_searched_words_are_marked_beside_differences(pairs: FlaskClient) -> None:
    page = get(pairs, f"/articles/talent.ko/pair?q={quote('인재')}&ui=en")
    marks = {mark.text for mark in page.one("div", cls="rows").all("mark")}
    assert {"인재", "talent", "127억", "12.5 billion"} <= marks
    assert page.link("Find translations in the concordance") == ("/concordance?q=인재&ui=en")


def test_a_block_without_counterpart_is_a_gap(pairs: FlaskClient) -> None:
    page = get(pairs, "/articles/short.en/pair?ui=en")
    rows = page.one("div", cls="rows").all("div", cls="row")
    assert [len(row.all("p", cls="missing")) for row in rows] == [0, 1, 0, 0]


@pytest.mark.parametrize(("ui", "name"), [("ko", "번역어"), ("en", "Translations")])
def test_a_concordance_has_the_counterparts_of_the_archive(
    pairs: FlaskClient, ui: str, name: str
) -> None:
    page = get(pairs, f"/concordance?q={quote('육성하다')}&size=2&ui={ui}")
    chosen = page.one("nav", **{"aria-label": name}).all("li")
    assert [one.text for one in chosen[1:]] == ["nurture 4", "foster 2"]
    assert chosen[0].text.endswith(" 6")
    lines = page.one("ol", cls="hits").all("li")
    assert len(lines) == 2
    for line in lines:
        source, target = line.one("div", cls="row").all("p")
        assert (source.lang, target.lang) == ("ko", "en")
        assert "육성" in source.one("mark").text
        assert target.one("mark").text.startswith("nurtur")
        assert line.one("p", cls="facts").one("a").attributes["href"].endswith(f"/pair?ui={ui}")
    assert page.one("input", id="q").attributes["value"] == "육성하다"
    foster = get(pairs, chosen[2].one("a").attributes["href"])
    assert len(foster.one("ol", cls="hits").all("li")) == 2
    assert foster.one("pre", cls="proposal").text == "- {ko: 육성하다, en: foster}"


def test_keywords_in_context(pairs: FlaskClient) -> None:
    page = get(pairs, f"/concordance?q={quote('육성')}&view=kwic&ui=en")
    lines = page.all("p", cls="kwic")
    assert len(lines) == 6
    assert all("육성" in line.one("mark").text for line in lines)


def test_order_view_and_language_stay_with_the_next_page_and_another_word(
    pairs: FlaskClient,
) -> None:
    address = f"/concordance?q={quote('육성')}&view=kwic&sort=before&lang=ko&size=2&ui=en"
    page = get(pairs, address)
    fields = {
        (one.attributes["name"], one.attributes["value"])
        for one in page.one("form", cls="search").all("input")
        if one.attributes["type"] == "hidden"
    }
    assert fields == {
        *(("view", "kwic"), ("sort", "before"), ("lang", "ko"), ("size", "2"), ("ui", "en")),
    }
    following = parse_qsl(page.link("Next").partition("?")[2])
    assert set(following) == {*fields, ("q", "육성"), ("page", "2")}
    control = page.all("details", cls="tool")[1]
    assert control.one("span", **{"aria-current": "true"}).text == "By word before"
    assert dict(parse_qsl(control.link("Newest").partition("?")[2]))["sort"] == "newest"
    data = as_json(
        pairs.get(address.replace("/concordance?", "/concordance.json?").replace("view=kwic&", ""))
    )
    shown = [line.one("mark").text for line in page.all("p", cls="kwic")]
    assert len(shown) == len(data["lines"]) == 2
    assert "sort=before" in data["links"]["next"]


def test_what_is_shown_is_a_translation_memory(pairs: FlaskClient) -> None:
    query = f"q={quote('육성')}&size=4&counterpart=nurture"
    page = get(pairs, f"/concordance?{query}&ui=en")
    memory = fromstring(pairs.get(page.link("This page as TMX")).data)
    data = as_json(pairs.get(f"/concordance.json?{query}"))
    units = [tuple(seg.text for seg in unit.iter("seg")) for unit in memory.iter("tu")]
    assert units == [(one["source"]["text"], one["target"]["text"]) for one in data["lines"]]
    assert len(units) == 4


def test_a_concordance_as_json_has_ranges_and_pages(pairs: FlaskClient) -> None:
    data = as_json(pairs.get(f"/concordance.json?q={quote('육성')}&size=4"))
    assert (data["total"], data["page"], data["pages"], data["compared"]) == (3, 1, 2, 3)
    assert data["links"]["next"] == f"/concordance.json?q={quote('육성')}&page=2&size=4"
    assert sum(one["lines"] for one in data["counterparts"]) == data["total_lines"] == 6
    target = data["lines"][0]["target"]
    start, end = target["ranges"][0]
    assert target["text"][start:end].casefold().startswith(("nurtur", "foster"))
    assert target["title"] in target["citation"]
    last = as_json(pairs.get(f"/concordance.json?q={quote('육성')}&size=4&page=2"))
    assert "next" not in last["links"]
    assert last["links"]["prev"].endswith("size=4")


def test_a_page_leads_to_the_next_one(pairs: FlaskClient) -> None:
    page = get(pairs, f"/concordance?q={quote('육성')}&size=2&ui=en")
    assert page.link("Next") == "/concordance?q=육성&page=2&size=2&ui=en"


@pytest.mark.parametrize(
    ("word", "says"),
    [("쀍쀎", "No article contains"), ("혼자", "no sentence with it has a translation")],
)
def test_where_nothing_is_found_the_search_is_offered(
    pairs: FlaskClient, word: str, says: str
) -> None:
    page = get(pairs, f"/concordance?q={quote(word)}&ui=en")
    assert says in page.one(role="status").text
    assert page.link(f"Search for “{word}”") == f"/search?q={word}&ui=en"


def test_every_page_leads_to_the_concordance(pairs: FlaskClient) -> None:
    footer = get(pairs, "/?ui=en").one("footer")
    assert footer.link("Concordance") == "/concordance?ui=en"


def test_what_is_typed_is_no_markup(pairs: FlaskClient) -> None:
    page = get(pairs, "/concordance?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert not [one for one in page.all("script") if "src" not in one.attributes]
