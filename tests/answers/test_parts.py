"""Parts of articles over HTTP: passages of the present and of former texts, sections, ranges, budgets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site, open_site
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings
from seogo.web import create_app
from tests.web.page import as_json

pytestmark = pytest.mark.usefixtures("no_general_glossary")

FIRST = """정부는 19일 예산안을 냈다. 국회는 이를 돌려보냈다.

# 반응

야당은 환영했다.

## 여당

여당은 말이 없었다.

# 전망

표결은 5월이다.
"""
SECOND = FIRST.replace("돌려보냈다", "통과시켰다")
HEAD = "---\ntitle: 예산안\nsource: 서고일보\npublished: 2026-05-01\naliases: [news/old.ko]\n---\n"
ADDRESS = "/articles/news/budget.ko.json"


class Shelf:
    """One article that changes, its site and a client."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "archive"
        (self.root / "news").mkdir(parents=True)
        self.site: Site = open_site(load_settings(self.root, folder / "index", {}))
        self.client: FlaskClient = create_app(self.site).test_client()

    def write(self, body: str) -> None:
        """Write the article and bring the index up to date."""
        (self.root / "news" / "budget.ko.md").write_text(HEAD + body, encoding="utf-8")
        assert not self.site.indexer.run(IndexOptions()).problems
        self.site.current.refresh()

    def keep(self, body: str) -> Path:
        """A former version of the article, as imports keep it."""
        folder = self.root / "versions" / "news" / "budget.ko"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "2026-05-02T101500Z.md"
        path.write_text(HEAD + body, encoding="utf-8")
        return path

    def get(self, status: int = 200, **parameters: object) -> dict[str, Any]:
        """A part of the article."""
        response = self.client.get(f"{ADDRESS}?{urlencode(parameters)}")
        assert response.status_code == status, response.text
        return dict(as_json(response))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    made = Shelf(tmp_path_factory.mktemp("parts"))
    made.write(FIRST)
    yield made
    made.site.close()


def test_a_range_is_what_stands_there_and_its_id_leads_to_it(shelf: Shelf) -> None:
    whole = shelf.get()
    part = shelf.get(start=4, length=13)
    assert part["text"] == whole["text"][4:17] == "19일 예산안을 냈다. "
    assert (part["start"], part["end"], part["length"]) == (4, 17, whole["length"])
    assert part["version"] == whole["version"] and part["state"] == "current"
    again = shelf.get(passage=part["passage"])
    assert again["text"] == part["text"] and again["passage"] == part["passage"]
    follows = shelf.client.get(part["next"])
    assert as_json(follows)["text"] == whole["text"][17:]
    assert as_json(follows)["next"] is None


def test_snippets_say_where_they_stand(shelf: Shelf) -> None:
    found = as_json(shelf.client.get("/search.json?q=돌려보냈다"))["results"][0]
    (snippet,) = found["snippets"]
    text = shelf.get()["text"]
    assert text[snippet["start"] : snippet["end"]].split() == snippet["text"].split()
    assert shelf.get(passage=snippet["id"])["start"] == snippet["start"]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("반응", "반응\n\n야당은 환영했다.\n\n여당\n\n여당은 말이 없었다.\n\n"),
        ("여당", "여당\n\n여당은 말이 없었다.\n\n"),
    ],
)
def test_a_section_ends_where_the_next_one_begins(shelf: Shelf, heading: str, section: str) -> None:
    part = shelf.get(heading=heading)
    assert part["text"] == section
    assert part["heading"] == heading
    assert shelf.get(heading=heading, start=4)["text"] == section[4:]


def test_a_budget_counts_the_whole_answer_and_says_what_is_left(shelf: Shelf) -> None:
    whole, text, address = shelf.get()["text"], "", f"{ADDRESS}?budget=1400"
    while address:
        response = shelf.client.get(address + "&budget=1400" * ("budget" not in address))
        assert len(response.text) <= 1400
        part = as_json(response)
        assert part["start"] == len(text) and part["left_out"] == len(whole) - part["end"]
        text += part["text"]
        address = part["next"] or ""
    assert text == whole


def test_citations_stand_in_every_answer_in_the_language_of_the_reader(shelf: Shelf) -> None:
    korean = "「예산안」, 서고일보, 2026년 5월 1일, http://localhost/articles/news/budget.ko"
    english = "“예산안”, 서고일보, 1 May 2026, http://localhost/articles/news/budget.ko"
    for answer in (shelf.get, lambda **more: shelf.get(start=1, **more)):
        assert answer(ui="ko")["citation"] == korean
        assert answer(ui="en")["citation"] == english
    for more in ("", "&budget=3000"):
        found = as_json(shelf.client.get(f"/search.json?q=예산안&ui=ko{more}"))
        assert (found.get("results") or found["passages"])[0]["citation"] == korean


@pytest.mark.parametrize(
    "parameters",
    [
        {"passage": "news/budget.ko"},
        {"passage": "news/other.ko@123456789abc:0-4"},
        {"heading": "없는 제목"},
        {"start": 10_000},
        {"start": -1},
        {"length": 0},
        {"budget": 99},
        {"ending": 1},
    ],
)
def test_a_part_that_is_not_there_is_refused_by_name(
    shelf: Shelf, parameters: dict[str, object]
) -> None:
    problem = shelf.get(400, **parameters)
    assert problem["parameter"] == next(iter(parameters))
    assert problem["allowed"]


def test_an_id_with_another_place_or_fingerprint_is_refused(shelf: Shelf) -> None:
    name = shelf.get(start=4, length=13)["passage"]
    front, _, print_ = name.rpartition(":")
    assert shelf.get(passage=front)["text"] == shelf.get(passage=name)["text"]
    assert shelf.get(400, passage=f"{front}:{'0' * len(print_)}")["allowed"] == name
    assert shelf.get(400, passage=name.replace("4-17", "4-9999"))


def test_a_passage_outlives_its_text(shelf: Shelf) -> None:
    kept, lost = (shelf.get(start=at, length=13)["passage"] for at in (4, 17))
    under_former_id = kept.replace("budget", "old")
    assert shelf.get(passage=under_former_id)["start"] == 4
    before = sorted(shelf.root.rglob("*"))
    shelf.write(SECOND)
    for name, stands in ((kept, True), (lost, False)):
        problem = shelf.get(410, passage=name)
        assert problem["type"].endswith(":passage-gone") and problem["article"] == ADDRESS
        assert (problem["passage"] is not None) is stands
    assert (
        shelf.get(passage=shelf.get(410, passage=kept)["passage"])["text"] == "19일 예산안을 냈다. "
    )
    unknown = kept.rpartition(":")[0]
    assert "passage" not in shelf.get(410, passage=unknown)
    assert sorted(shelf.root.rglob("*")) == before

    path = shelf.keep(FIRST)
    for name, stands in ((kept, True), (lost, False), (unknown, True)):
        part = shelf.get(passage=name)
        assert part["state"] == "former"
        assert (part["present"]["passage"] is not None) is stands
    assert part["title"] == "예산안"
    path.unlink()
    shelf.write(FIRST)
    assert shelf.get(passage=kept)["state"] == "current"
