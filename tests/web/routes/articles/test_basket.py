"""The basket: what an address names, and what is taken of it."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site
from tests.web.conftest import Get
from tests.web.page import as_json

IDS = "society/kimjang.ko+society/jikji.en"


def shown(get: Get, address: str) -> list[str]:
    return [one.attributes["value"] for one in get(address).all("input", type="checkbox")]


def test_the_page_has_the_articles_of_its_address(get: Get) -> None:
    page = get(f"/basket?ids={IDS}&ui=en")
    assert page.one(role="status").text == "2 articles"
    assert page.link("Jikji: the book of 1377 in a Paris library")
    # a form sends each one for itself, with a field for one more
    more = quote("http://localhost/articles/news/ai-basic-act.ko?q=AI#m1")
    address = f"/basket?ids=society/kimjang.ko&ids=society/jikji.en&ids={more}&ui=ko"
    assert shown(get, address) == ["society/kimjang.ko", "society/jikji.en", "news/ai-basic-act.ko"]
    hidden = get(address).one("form", cls="basket").one("input", type="hidden", name="ui")
    assert hidden.attributes["value"] == "ko"


def test_what_is_not_there_is_said(get: Get) -> None:
    page = get(f"/basket?ids={IDS}+없는/글.ko&ui=ko")
    assert page.one("p", cls="note").text == "찾을 수 없는 글: 없는/글.ko"
    assert "담은 글이 없습니다" in get("/basket?ids=&ui=ko").one(role="status").text


@pytest.mark.parametrize("ending", [".ris", ".bib", ".csl.json", ".csv", ".txt"])
def test_it_is_taken_as_a_file_with_a_name(client: FlaskClient, site: Site, ending: str) -> None:
    response = client.get(f"/basket{ending}?ids={IDS}+none&ids=&style=apa&ui=ko")
    assert response.status_code == 200
    name = unquote(response.headers["Content-Disposition"].partition("UTF-8''")[2])
    assert name == f"seogo-담은-글-{datetime.now(site.archive.zone).date()}{ending}"
    text = response.text
    assert "김장, 겨울을 나누는" in text and "1377" in text
    match ending:
        case ".ris":
            assert text.count("TY  - ") == text.count("ER  - ") == 2
        case ".bib":
            assert text.count("@misc{") == 2
        case ".csl.json":
            assert [one["id"] for one in json.loads(text)] == [
                "society/kimjang.ko",
                "society/jikji.en",
            ]
        case ".csv":
            rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
            assert [row["lang"] for row in rows] == ["ko", "en"]
            assert rows[0]["url"] == "http://localhost/articles/society/kimjang.ko?ui=ko"
        case ".txt":
            lines = text.splitlines()
            assert len(lines) == 2 and lines == sorted(lines)


def test_references_are_in_the_wanted_style(client: FlaskClient) -> None:
    assert "접속일" in client.get(f"/basket.txt?ids={IDS}&style=korean").text
    refused = client.get(f"/basket.txt?ids={IDS}&style=harvard&ui=en")
    assert as_json(refused)["allowed"].startswith("apa, mla, chicago_note")
    many = client.get("/basket?ids=" + "+".join(f"a{number}" for number in range(101)))
    assert many.status_code == 400
