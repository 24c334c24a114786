"""All results, as CSV and lines of JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from seogo.composition import Site
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.web.routes.search.exports import COLUMNS, _written, file_name, to_rows
from tests.web.page import as_json
from tests.web.stubs import make_hit


def rows_of(text: str) -> list[list[str]]:
    text = text.removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("query", ["fold=off", "q=한글", "q=AI&lang=en&size=2&page=2", "q=쀍쀎"])
def test_every_result_is_there(client: FlaskClient, site: Site, query: str) -> None:
    response = client.get(f"/search.csv?{query}")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.is_streamed and "ETag" not in response.headers
    names, *rows = rows_of(response.text)
    assert names == list(COLUMNS)
    lines = [json.loads(line) for line in client.get(f"/search.jsonl?{query}").text.splitlines()]
    assert [row[0] for row in rows] == [line["id"] for line in lines]
    pages = as_json(client.get(f"/search.json?{query}"))
    assert len(rows) == pages["total"] + pages["total_some"]
    assert (
        response.data.startswith(b"\xef\xbb\xbfid,") and response.data.count(b"\xef\xbb\xbf") == 1
    )


def test_more_results_than_one_page_has(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seogo.searching.service._RANKED_AT_ONCE", 5)
    monkeypatch.setattr("seogo.searching.service._HITS_AT_ONCE", 2)
    lines = client.get("/search.jsonl?fold=off").text.splitlines()
    ids = {json.loads(line)["id"] for line in lines}
    assert len(lines) == len(ids) == 34


def test_a_line_is_a_result_as_the_page_has_it(client: FlaskClient) -> None:
    line = client.get("/search.jsonl?q=국가+AI+프로젝트").text.splitlines()[0]
    page = as_json(client.get("/search.json?q=국가+AI+프로젝트"))
    assert json.loads(line) == page["results"][0]


def test_a_row_says_what_it_is(client: FlaskClient) -> None:
    names, first, *_ = rows_of(client.get("/search.csv?q=국가+AI+프로젝트+모티프").text)
    row = dict(zip(names, first, strict=True))
    assert row["url"] == "http://localhost/articles/news/kt-motif-ai-project.ko"
    assert row["tags"].split("; ")[:2] == ["AI", "파운데이션 모델"]
    assert (row["complete"], row["published"], row["lang"]) == ("true", "2026-01-19", "ko")


def test_errors_come_before_anything_is_sent(client: FlaskClient) -> None:
    for ending in ("csv", "jsonl"):
        response = client.get(f"/search.{ending}?colour=red")
        assert (response.status_code, response.mimetype) == (400, "application/problem+json")


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    hit = make_hit(title=text, source=text, authors=(text,), tags=(text,), id=text)
    for cell in rows_of(to_rows([hit], Addresses(), "http://localhost"))[0]:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@given(st.text(), st.text('=+-@",;\r\n\t가a'))
def test_what_is_written_can_be_read(title: str, source: str) -> None:
    (row,) = rows_of(to_rows([make_hit(title=title, source=source)], Addresses(), ""))
    assert row[3].removeprefix("'") == title.removeprefix("'")
    assert row[4].removeprefix("'") == source.removeprefix("'")


@given(st.lists(st.text('a가,"\r\n '), min_size=2))
def test_a_row_is_written_as_the_csv_module_does(cells: list[str]) -> None:
    expected = io.StringIO(newline="")
    csv.writer(expected).writerow(cells)
    assert _written(cells) == expected.getvalue()


def test_an_export_is_in_the_order_of_the_search(client: FlaskClient, site: Site) -> None:
    found = site.search.search(SearchRequest(size=100, fold=False))
    ids = [row[0] for row in rows_of(client.get("/search.csv?fold=off").text)[1:]]
    assert ids == [hit.id for hit in found.hits]


def test_results_for_reference_managers(client: FlaskClient) -> None:
    query = "q=한글&fold=off"
    ids = [
        json.loads(line)["id"] for line in client.get(f"/search.jsonl?{query}").text.splitlines()
    ]
    csl = client.get(f"/search.csl.json?{query}")
    items = json.loads(csl.text)
    assert [item["id"] for item in items] == ids
    assert all(item["accessed"]["date-parts"] and item["URL"] for item in items)
    ris, bib = client.get(f"/search.ris?{query}").text, client.get(f"/search.bib?{query}").text
    assert ris.count("ER  - ") == bib.count("@misc{") == bib.count("urldate") == len(ids)
    assert json.loads(client.get("/search.csl.json?q=쀍쀎").text) == []
    name = csl.headers["Content-Disposition"].partition("filename*=UTF-8''")[2]
    assert unquote(name).startswith("seogo-한글-20") and name.endswith(".csl.json")
    assert file_name('../a"b\r\n; ..', date(2026, 1, 19)) == "seogo-a-b-2026-01-19"
