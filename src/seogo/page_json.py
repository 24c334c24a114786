"""Results and articles as JSON: the same for the web and for the command line's ``--json``.

Texts are never HTML: what to mark are ranges in code points, ``[[start, end], …]``, half-open. Members may be added, and
those that are here stay. ``null`` stands for what an article does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from seogo.articles.markdown import to_text
from seogo.articles.model import Article, ArticleDate
from seogo.languages import Language
from seogo.search import Hit, SearchPage, SearchRequest
from seogo.snippets import Range, Snippet


class Address(Protocol):
    """Makes the address of a search or of the article with an id; ``ending`` is ``.json`` or empty for the page."""

    def __call__(self, target: SearchRequest | str, ending: str = "") -> str: ...


def to_json(page: SearchPage, *, address: Address) -> dict[str, Any]:
    """A page of results. ``links`` has only what there is: no ``next`` on the last page."""
    return {
        "query": {
            "q": page.request.q,
            "read_as": page.read_as,
            "ignored": [
                {
                    "text": ignored.text,
                    "reason": ignored.reason,
                    "start": ignored.start,
                    "end": ignored.end,
                }
                for ignored in page.ignored
            ],
            "corrections": [],
            "bridges": [],
            "also": [{"word": also.word, "text": also.text, "how": also.how} for also in page.also],
        },
        "total": page.total,
        "total_some": page.total_some,
        "page": page.request.page,
        "pages": page.pages,
        "took_ms": round(page.took_ms, 3),
        "index": {
            "fingerprint": page.index.fingerprint,
            "built_at": page.index.built_at,
            "articles": page.index.articles,
        },
        "links": _links(page, address),
        "facets": {
            name: [{"value": value, "count": count} for value, count in values]
            for name, values in page.facets.items()
        },
        "results": [_hit(hit, address) for hit in page.hits],
    }


def article_to_json(
    article: Article, *, translations: Mapping[str, Language], address: Address
) -> dict[str, Any]:
    """An article: what its front matter says, and its plain text; ``original`` is the address it came from."""
    return {
        "id": article.id,
        "url": address(article.id),
        "lang": article.lang.value,
        "title": article.title,
        "source": article.source or None,
        "original": article.url or None,
        "published": _date(article.published),
        "updated": _date(article.updated),
        "retrieved": _date(article.retrieved),
        "authors": list(article.authors),
        "tags": list(article.tags),
        "summary": article.summary or None,
        "rights": article.rights or None,
        "text": to_text(article.body),
        "content_hash": article.content_hash,
        "translations": _translations(translations, address),
        "links": {
            "self": address(article.id, ".json"),
            "alternates": _alternates(article.id, address),
        },
    }


def _links(page: SearchPage, address: Address) -> dict[str, Any]:
    request = page.request
    links: dict[str, Any] = {"self": address(request, ".json")}
    if request.page < page.pages:
        links["next"] = address(replace(request, page=request.page + 1), ".json")
    if request.page > 1 and page.pages:
        links["prev"] = address(replace(request, page=min(request.page - 1, page.pages)), ".json")
    links["alternates"] = _alternates(request, address)
    return links


def _alternates(target: SearchRequest | str, address: Address) -> list[dict[str, str]]:
    return [{"type": "text/html", "href": address(target)}]


def _hit(hit: Hit, address: Address) -> dict[str, Any]:
    return {
        "id": hit.id,
        "url": address(hit.id),
        "lang": hit.lang.value,
        "title": hit.title,
        "title_ranges": _ranges(hit.title_ranges),
        "published": hit.published or None,
        "source": hit.source or None,
        "authors": list(hit.authors),
        "tags": list(hit.tags),
        "score": round(hit.score, 6),
        "complete": hit.complete,
        "translations": _translations(hit.translations, address),
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
        "matched": [
            {"word": match.word, "found": match.found, "how": match.how} for match in hit.matched
        ],
    }


def _snippet(snippet: Snippet) -> dict[str, Any]:
    return {
        "text": snippet.text,
        "ranges": _ranges(snippet.ranges),
        "opens": snippet.opens,
        "closes": snippet.closes,
    }


def _ranges(ranges: Iterable[Range]) -> list[list[int]]:
    return [[span.start, span.end] for span in ranges]


def _translations(translations: Mapping[str, Language], address: Address) -> list[dict[str, str]]:
    return [
        {"id": name, "lang": lang.value, "url": address(name)}
        for name, lang in translations.items()
    ]


def _date(value: ArticleDate | None) -> str | None:
    return value.text if value else None
