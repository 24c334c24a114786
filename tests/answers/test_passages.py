"""Passages of a search within a budget."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from seogo.answers.passages import widened
from tests.web.page import as_json


def ask(client: FlaskClient, **parameters: object) -> tuple[dict[str, Any], int]:
    response = client.get(f"/search.json?{urlencode(parameters)}")
    assert response.status_code == 200, response.text
    return dict(as_json(response)), len(response.text)


@pytest.mark.parametrize("query", ["인공지능", "AI 모델", "the government", "반도체 -없는말", ""])
@pytest.mark.parametrize("budget", [700, 3_000, 20_000])
def test_an_answer_keeps_its_budget_and_says_what_it_leaves_out(
    client: FlaskClient, query: str, budget: int
) -> None:
    found, size = ask(client, q=query, budget=budget)
    assert size <= budget
    total = found["total"] + found["total_some"] + found["total_meaning"]
    left = found["left_out"]
    told = len(found["passages"]) + sum(map(len, (left["repeated"], left["untexted"])))
    assert told + left["after"] == total
    assert (found["next"] is None) is (left["after"] == 0)


@pytest.mark.parametrize("query", ["한글", "the government", "반도체 -없는말"])
@pytest.mark.parametrize("budget", [100, 500])
def test_a_budget_without_room_says_which_one_has_room(
    client: FlaskClient, query: str, budget: int
) -> None:
    found, _ = ask(client, q=query, budget=budget)
    assert found["total"] and not found["passages"]
    assert found["needed"] > budget
    more = as_json(client.get(found["next"]))
    assert more["budget"] == found["needed"]
    assert len(more["passages"]) == 1
    assert more["needed"] is None


def test_one_goes_on_to_the_end_and_meets_every_result_once(client: FlaskClient) -> None:
    whole = as_json(client.get("/search.json?q=인공지능&size=100"))
    address, seen = "/search.json?q=인공지능&budget=1500", []
    while address:
        found = as_json(client.get(address))
        seen += [one["article"] for one in found["passages"]]
        seen += found["left_out"]["repeated"] + found["left_out"]["untexted"]
        address = found["next"]
    assert sorted(seen) == sorted(one["id"] for one in whole["results"])


def test_passages_are_parts_of_their_articles(client: FlaskClient) -> None:
    found, _ = ask(client, q="한국", budget=6_000)
    assert len(found["passages"]) > 3
    assert any(one["translations"] for one in found["passages"])
    for one in found["passages"]:
        part = as_json(client.get(f"/articles/{one['article']}.json?passage={one['id']}"))
        assert part["text"] == one["text"]
        assert one["text"] == one["text"].strip()


def test_what_says_the_same_is_named_and_not_repeated(client: FlaskClient) -> None:
    found, _ = ask(client, q="반도체", budget=100_000)
    texts = [one["text"] for one in found["passages"]]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("text", "start", "end", "longest", "passage"),
    [
        ("One is here. Two is here. Three is.", 4, 6, 20, "One is here."),
        ("One is here. Two is here. Three is.", 17, 19, 30, "Two is here. Three is."),
        ("One is here. Two is here. Three is.", 4, 6, 99, "One is here. Two is here. Three is."),
        ("하나가 있다. 둘이 있다.", 4, 6, 3, "있다"),
    ],
)
def test_a_passage_grows_by_whole_sentences(
    text: str, start: int, end: int, longest: int, passage: str
) -> None:
    first, last = widened(text, start, end, longest)
    assert text[first:last] == passage
