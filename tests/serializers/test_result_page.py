"""Results and articles as JSON, without a web server."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from seogo.articles.model import Article, ArticleDate
from seogo.languages import Language
from seogo.query.nodes import Excluded, Ignored
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.serializers.answer import to_plain, to_text
from seogo.serializers.article import to_article_text
from seogo.serializers.citations import CitationStyle
from seogo.serializers.result_page import to_result_page
from tests.web.stubs import make_page

STYLE = CitationStyle(Language.EN, Addresses())


def test_a_page_is_plain_json() -> None:
    page = make_page(
        ignored=(Ignored("-", "lone-minus", 2, 3), Ignored("-3", "not-excluded", 4, 6, 'a -"3"')),
        excluded=(Excluded("글자", 7, 10, "a 글자"),),
    )
    answer = to_result_page(page, STYLE)
    found = json.loads(to_text(answer))
    assert to_text(answer) == json.dumps(found, ensure_ascii=False)
    assert json.loads(json.dumps(to_plain(answer))) == found
    assert found["query"]["ignored"] == [
        {"text": "-", "reason": "lone-minus", "start": 2, "end": 3, "other": None},
        {"text": "-3", "reason": "not-excluded", "start": 4, "end": 6, "other": 'a -"3"'},
    ]
    assert found["query"]["excluded"] == [
        {"text": "글자", "start": 7, "end": 10, "other": "a 글자"}
    ]
    (snippet,) = found["results"][0]["snippets"]
    assert snippet["text"] == "모티프가 만든 모델"
    assert snippet["ranges"] == [[0, 3]]
    assert (snippet["opens"], snippet["closes"]) == (True, False)
    assert (snippet["start"], snippet["end"]) == (0, len(snippet["text"]))
    assert found["results"][0]["title_ranges"] == [[0, 3]]
    assert found["facets"]["tag"] == [{"value": "AI", "count": 2}]


def test_links_have_only_what_there_is() -> None:
    def links(page: int, total: int) -> dict[str, str]:
        made = make_page(request=SearchRequest(page=page), total=total)
        found = to_plain(to_result_page(made, STYLE))["links"]
        return {
            name: value.partition("page=")[2] or "1"
            for name, value in found.items()
            if name in ("next", "prev")
        }

    assert links(1, 10) == {}
    assert links(1, 11) == {"next": "2"}
    assert links(2, 21) == {"next": "3", "prev": "1"}
    assert links(3, 21) == {"prev": "2"}
    assert links(9, 21) == {"prev": "3"}
    assert links(2, 0) == {}


def test_an_article_says_null_for_what_it_does_not_say() -> None:
    article = Article(
        id="a.ko",
        path="a.ko.md",
        lang=Language.KO,
        title="제목",
        body="# 하나\n\n*둘*",
        content_hash="0" * 64,
        published=ArticleDate(
            "2026-01-19T09:30:00+09:00", date(2026, 1, 19), datetime(2026, 1, 19, tzinfo=UTC)
        ),
    )
    found = to_plain(to_article_text(article, {"a.en": Language.EN}, STYLE))
    assert found["text"] == "하나\n\n둘"
    assert found["published"] == "2026-01-19T09:30:00+09:00"
    assert found["source"] is found["updated"] is found["rights"] is found["summary"] is None
    assert found["translations"] == [{"id": "a.en", "lang": "en", "url": "/articles/a.en"}]
    assert found["links"]["self"] == "/articles/a.ko.json"
    again = to_plain(to_article_text(replace(article, url="https://x"), {}, STYLE))
    assert again["original"] == "https://x" and again["translations"] == []
