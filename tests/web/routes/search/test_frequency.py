"""``/frequency``: pages, JSON and tables of the articles of some queries over time."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Get
from tests.web.page import as_json

HANGUL = quote("한글")


def test_counts_are_those_of_the_searches_that_they_lead_to(client: FlaskClient, get: Get) -> None:
    data = as_json(client.get(f"/frequency.json?q={HANGUL}&q=AI&unit=year"))
    assert data["unit"] == "year"
    first, last = (int(data["periods"][at]) for at in (0, -1))
    assert data["periods"] == [str(year) for year in range(first, last + 1)]
    for series in data["series"]:
        assert sum(series["counts"]) + series["undated"] == series["total"]
        for period, count in zip(data["periods"], series["counts"], strict=True):
            query = f"q={quote(series['q'])}&from={period}&to={period}&fold=off&level=bridge"
            assert as_json(client.get(f"/search.json?{query}"))["total_articles"] == count
    everything = as_json(client.get(f"/search.json?from={first}&to={first}"))
    assert data["totals"][0] == everything["total_articles"]
    shares = data["series"][0]["shares"]
    assert shares[0] == round(1000 * data["series"][0]["counts"][0] / data["totals"][0], 3)
    table = get(f"/frequency?q={HANGUL}&unit=year&ui=en").one("details", cls="numbers")
    (link, *_) = table.all("a")
    assert link.text in get(link.attributes["href"]).one("p", role="status").text.split()


def test_the_first_mention_is_the_oldest_article(client: FlaskClient, get: Get) -> None:
    data = as_json(client.get(f"/frequency.json?q={HANGUL}"))
    oldest = as_json(client.get(f"/search.json?q={HANGUL}&sort=oldest&fold=off&level=bridge"))
    first = data["series"][0]["first"]
    assert first["id"] == oldest["results"][0]["id"]
    page = get(f"/frequency?q={HANGUL}&ui=en")
    assert page.link(first["title"]).startswith(f"/articles/{first['id']}")


def test_units_without_gaps_and_periods_within_filters(client: FlaskClient) -> None:
    data = as_json(client.get(f"/frequency.json?q={HANGUL}&unit=quarter&from=2024&to=2026&lang=ko"))
    assert data["periods"] == sorted(data["periods"])
    numbers = [int(one[:4]) * 4 + int(one[-1]) for one in data["periods"]]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert data["periods"][0] >= "2024"


@pytest.mark.parametrize(("ui", "label"), [("ko", "2026년 2분기"), ("en", "Q2 2026")])
def test_a_quarter_is_written_without_separators(get: Get, ui: str, label: str) -> None:
    page = get(f"/frequency?q={HANGUL}&unit=quarter&ui={ui}")
    assert label in page.one("details", cls="numbers").text


def test_a_table_has_all_numbers(client: FlaskClient) -> None:
    response = client.get(f"/frequency.csv?q={HANGUL}&q=AI&unit=year")
    rows = list(csv.reader(io.StringIO(response.text.removeprefix("\ufeff"))))
    data = as_json(client.get(f"/frequency.json?q={HANGUL}&q=AI&unit=year"))
    assert rows[0] == ["period", "articles", "한글", "AI"]
    assert [int(row[2]) for row in rows[1:]] == data["series"][0]["counts"]
    assert "filename*=UTF-8''seogo-" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("ui", ["ko", "en"])
def test_a_chart_says_what_it_shows(get: Get, ui: str) -> None:
    page = get(f"/frequency?q={HANGUL}&q=AI&unit=year&scale=share&ui={ui}")
    drawn = page.one("svg", role="img")
    assert "“한글”, “AI”" in drawn.attributes["aria-label"]
    lines = drawn.all("polyline")
    years = len(page.one("details", cls="numbers").all("tr")) - 1
    assert [len(line.attributes["points"].split()) for line in lines] == [years, years]


def test_words_that_go_with_a_query_lead_to_it_with_them(client: FlaskClient) -> None:
    series = as_json(client.get(f"/frequency.json?q={HANGUL}"))["series"][0]
    assert series["associated"]
    for word in series["associated"]:
        assert word["articles"] <= series["sample"]
        assert word["search"].startswith(f"/search?q={HANGUL}+")
        assert "한글" not in word["text"]
    scores = [word["score"] for word in series["associated"]]
    assert scores == sorted(scores, reverse=True)


def test_nothing_and_too_much_are_said(get: Get, client: FlaskClient) -> None:
    assert not get("/frequency?ui=en").all("svg", role="img")
    assert not get("/frequency?q=&q=+&ui=en").all("svg", role="img")
    nothing = as_json(client.get("/frequency.json?q=쀍쀎"))["series"][0]
    assert (nothing["total"], nothing["first"], nothing["associated"]) == (0, None, [])
    assert client.get("/frequency?" + "&".join(["q=a"] * 6)).status_code == 400


def test_results_lead_to_the_frequency_with_their_filters(get: Get) -> None:
    page = get(f"/search?q={HANGUL}&lang=ko&sort=newest&ui=en")
    assert page.link("Frequency over time") == "/frequency?q=한글&lang=ko&ui=en"
    assert page.link("Concordance") == "/concordance?q=한글&ui=en"
