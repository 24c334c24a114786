"""JSON of searches and articles, and whether the server is well."""

from __future__ import annotations

from flask.testing import FlaskClient

from seogo.composition import Site
from tests.web.page import as_json

QUERY = "/search.json?q=국가+AI+프로젝트+모티프"


def test_a_search(client: FlaskClient, site: Site) -> None:
    response = client.get(QUERY)
    assert response.mimetype == "application/json"
    found = as_json(response)
    assert list(found) == [
        *("query", "total", "total_some", "total_articles", "total_articles_some"),
        *("total_meaning", "page", "pages", "took_ms"),
        *("index", "links", "facets", "results", "coverage"),
    ]
    assert found["query"]["q"] == found["query"]["read_as"] == "국가 AI 프로젝트 모티프"
    assert found["query"]["ignored"] == found["query"]["corrections"] == []
    assert {"word": "AI", "text": "인공지능", "how": "term"} in found["query"]["also"]
    assert found["total"] == 1 and found["total_some"] >= 1
    assert found["total_articles"] == 2 and found["total_articles_some"] > found["total_some"]
    facts = site.search.index()
    assert found["index"] == {
        "fingerprint": facts.fingerprint,
        "built_at": facts.built_at,
        "articles": facts.articles,
    }
    first = found["results"][0]
    assert first["id"] == "news/kt-motif-ai-project.ko"
    assert client.get(first["url"]).status_code == 200
    assert first["complete"] and not found["results"][1]["complete"]
    assert first["translations"][0]["lang"] == "en"
    snippet = first["snippets"][0]
    words = {snippet["text"][start:end] for start, end in snippet["ranges"]}
    assert "국가" in words
    start, end = first["title_ranges"][0]
    assert first["title"][start:end] == "국가"
    assert {"word": "AI", "found": "인공지능", "how": "term"} in first["matched"]
    assert found["facets"]["lang"][0].keys() == {"value", "count"}


def test_a_level_that_is_not_installed_is_answered_by_the_highest_and_said(
    client: FlaskClient,
) -> None:
    usual, named = (as_json(client.get(f"{QUERY}{end}")) for end in ("", "&level=meaning"))
    assert usual["query"]["level"] == named["query"]["level"] == "bridge"
    assert usual["results"] == named["results"]
    assert usual["query"]["ignored"] == []
    assert [note["reason"] for note in named["query"]["ignored"]] == ["meaning-missing"]
    assert "level=meaning" in named["links"]["self"]
    page = QUERY.replace(".json", "")
    assert "seogo[meaning]" in client.get(f"{page}&level=meaning&ui=ko").text
    assert "meaning" not in client.get(f"{page}&ui=en").text


def test_links_lead_through_all_pages(client: FlaskClient) -> None:
    address, seen, back = "/search.json?size=5&fold=off", [], ""
    while address:
        found = as_json(client.get(address))
        assert found["links"]["self"] == address
        assert found["links"].get("prev", "") == back
        assert found["links"]["alternates"] == [
            {"type": "text/html", "href": address.replace(".json", "")},
            {"type": "application/atom+xml", "href": address.replace(".json", ".atom")},
            {"type": "text/csv", "href": address.replace(".json", ".csv")},
            {"type": "application/jsonl", "href": address.replace(".json", ".jsonl")},
            {"type": "application/x-bibtex", "href": address.replace(".json", ".bib")},
            {
                "type": "application/x-research-info-systems",
                "href": address.replace(".json", ".ris"),
            },
            {
                "type": "application/vnd.citationstyles.csl+json",
                "href": address.replace(".json", ".csl.json"),
            },
        ]
        seen += [hit["id"] for hit in found["results"]]
        back, address = address, found["links"].get("next", "")
    assert len(seen) == len(set(seen)) == found["index"]["articles"]


def test_the_page_beyond_the_end_has_a_way_back(client: FlaskClient) -> None:
    found = as_json(client.get("/search.json?page=50"))
    assert found["results"] == []
    assert found["links"]["prev"] == "/search.json?page=2"
    assert "next" not in found["links"]


def test_page_and_json_agree(client: FlaskClient) -> None:
    found = as_json(client.get("/search.json?q=한글&sort=newest&lang=ko"))
    page = client.get("/search?q=한글&sort=newest&lang=ko").text
    places = [page.index(f'href="{hit["url"]}?') for hit in found["results"]]
    assert places == sorted(places)


def test_an_article(client: FlaskClient) -> None:
    found = as_json(client.get("/articles/news/kt-motif-ai-project.ko.json"))
    assert found["title"].startswith("국가 AI 프로젝트")
    assert found["published"] == "2026-01-19"
    assert found["updated"] is None and found["original"] is None
    assert found["text"].startswith("국가 AI 파운데이션 모델")
    assert found["translations"] == [
        {
            "id": "news/kt-motif-ai-project.en",
            "lang": "en",
            "url": "/articles/news/kt-motif-ai-project.en",
        }
    ]
    assert as_json(client.get(found["links"]["self"])) == found


def test_health(client: FlaskClient) -> None:
    assert as_json(client.get("/healthz")) == {"status": "ok"}
    ready = client.get("/readyz")
    assert as_json(ready)["status"] == "ready" and as_json(ready)["index"]["articles"]
    assert ready.headers["Cache-Control"] == "no-store"
