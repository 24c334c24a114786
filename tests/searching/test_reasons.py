"""Every result has a reason and a mark, whatever was typed: words, pairs, phrases and beginnings from the sample archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site
from seogo.searching.request import SearchRequest
from seogo.web.app import build_app

_SYLLABLE = re.compile("[가-힣]")


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return build_app(site).test_client()


def _texts(site: Site) -> Iterator[list[str]]:
    for hit in sorted(site.search.rank(SearchRequest(q="", size=100)), key=lambda hit: hit.id):
        record = site.search.record(hit.id)
        assert record is not None
        yield f"{record.title} {record.unpack().text}".split()


def _queries(site: Site) -> list[str]:
    """Queries drawn from the texts, the same in each run."""
    random = Random(3)
    texts = list(_texts(site))
    words = sorted({word for text in texts for word in text})
    pairs = sorted({" ".join(pair) for text in texts for pair in pairwise(text)})
    syllables = sorted({letter for word in words for letter in _SYLLABLE.findall(word)})
    drawn = random.sample
    return [
        *drawn(words, 120),
        *drawn(pairs, 100),
        *drawn(syllables, 30),
        *(f"{word[:2]}*" for word in drawn(words, 30)),
        *(f'"{pair}"' for pair in drawn(pairs, 30)),
        *(f"title:{word}" for word in drawn(words, 30)),
        *(" OR ".join(drawn(words, 2)) for _ in range(30)),
        *(" ".join(drawn(words, 3)) for _ in range(40)),
    ]


@pytest.mark.slow
def test_every_result_has_a_reason_and_a_mark(site: Site, client: FlaskClient) -> None:
    wrong: list[str] = []
    found = 0
    for query in _queries(site):
        given = {"q": query, "fold": "off", "size": 100}
        for hit in client.get("/search.json", query_string=given).get_json()["results"]:
            found += 1
            # a tag has no marks, it is the reason
            in_tags = any(reason["found"] in hit["tags"] for reason in hit["matched"])
            marks = hit["title_ranges"] or any(one["ranges"] for one in hit["snippets"]) or in_tags
            if not (hit["matched"] and marks):
                wrong.append(f"{query}: {hit['id']}, {hit['matched']}")
    assert found > 1_000
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "article", "reason"),
    [
        ("서울에서 이", "language/hanja-in-headlines.ko", ("이", "이")),
        ("search for", "language/romanising-korean.ko", ("search", "검색")),
        ("아니다.", "society/seoul-subway-1974.ko", ("아니다.", "아니다")),
    ],
)
def test_reasons_are_found_in_titles_texts_and_tags(
    client: FlaskClient, query: str, article: str, reason: tuple[str, str]
) -> None:
    given = {"q": query, "fold": "off", "size": 100}
    results = client.get("/search.json", query_string=given).get_json()["results"]
    (matched,) = [hit["matched"] for hit in results if hit["id"] == article]
    assert reason in [(one["word"], one["found"]) for one in matched]


@pytest.mark.parametrize("query", ["ㅓ와", "李"])
def test_part_of_a_word_and_a_reading_select_nothing(client: FlaskClient, query: str) -> None:
    given = {"q": query, "fold": "off", "size": 100}
    results = client.get("/search.json", query_string=given).get_json()["results"]
    assert all(hit["matched"] for hit in results)
