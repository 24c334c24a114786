"""Results, articles and explanations as JSON: the same for the web and for the command line's ``--json``.

Texts are never HTML: what to mark are ranges in code points, ``[[start, end], …]``, half-open. Members may be added, and
those that are here stay. ``null`` stands for what an article does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from seogo.analysis.token import Kind
from seogo.articles.markdown import to_text
from seogo.articles.model import Article, ArticleDate
from seogo.languages import Language
from seogo.query.nodes import Ignored
from seogo.searching.explain import ExplainedScore, Points
from seogo.searching.hits import Hit
from seogo.searching.query_explanation import ExplainedText, Meaning, Reading, kind_of
from seogo.searching.request import SearchPage, SearchRequest
from seogo.searching.snippets import Range, Snippet

SEARCH_FORMS: Final[Mapping[str, str]] = {
    ".json": "application/json",
    ".atom": "application/atom+xml",
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
}
"""The media types of a search's addresses beside that of its page, by their endings."""

ARTICLE_FORMS: Final[Mapping[str, str]] = {
    ".json": "application/json",
    ".md": "text/markdown",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".csl.json": "application/vnd.citationstyles.csl+json",
}
"""The same for an article."""


class Address(Protocol):
    """Makes the address of a search or of the article with an id; ``ending`` is one of their forms, or empty for the page."""

    def __call__(self, target: SearchRequest | str, ending: str = "") -> str: ...


def to_json(page: SearchPage, *, address: Address) -> dict[str, Any]:
    """A page of results. ``links`` has only what there is: no ``next`` on the last page."""
    return {
        "query": {
            "q": page.request.q,
            "read_as": page.read_as,
            "ignored": [_ignored(ignored) for ignored in page.ignored],
            "corrections": [
                {
                    "text": other.text,
                    "how": other.how,
                    "total": other.total,
                    "total_some": other.total_some,
                    "url": address(replace(page.request, q=other.text, page=1)),
                }
                for other in page.corrections
            ],
            "bridges": [
                {
                    "word": bridge.word,
                    "text": bridge.text,
                    "origin": bridge.origin,
                    "probability": round(bridge.probability, 3),
                    "support": round(bridge.support, 1),
                }
                for bridge in page.bridges
            ],
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
        "results": [hit_to_json(hit, address) for hit in page.hits],
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


def text_to_json(explained: ExplainedText, *, problem: str) -> dict[str, Any]:
    """A text explained; ``query`` is null where it cannot be read as one, and ``problem`` says why."""
    return {
        "text": explained.text,
        "query": None if explained.reading is None else _reading(explained.reading),
        "problem": problem or None,
        "tokens": [
            {
                "field": field,
                "kind": kind_of(field, token.term),
                "term": token.term,
                "start": token.start,
                "end": token.end,
                "tag": token.tag,
                "function": token.kind is Kind.FUNCTION,
            }
            for field, token in explained.tokens
        ],
    }


def score_to_json(explained: ExplainedScore) -> dict[str, Any]:
    """The score of an article explained; ``share`` is of the score, from 0 to 1. Where it is ``bridged``, its place in the
    list does not follow from the score alone."""
    return {
        "id": explained.id,
        "title": explained.title,
        "match": explained.match,
        "filtered": explained.filtered,
        "bridged": explained.bridged,
        "missing": list(explained.missing),
        "score": round(explained.total, 6),
        "rows": [_points(row) for row in explained.rows],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "read_as": reading.read_as,
        "words": [_meaning(meaning) for meaning in reading.words],
        "ignored": [_ignored(ignored) for ignored in reading.ignored],
    }


def _meaning(meaning: Meaning) -> dict[str, Any]:
    return {
        "word": meaning.word,
        "asked": list(meaning.asked),
        "function": list(meaning.function),
        "parts": list(meaning.parts),
        "compounds": list(meaning.compounds),
        "surfaces": list(meaning.surfaces),
        "forms": [
            {"text": form.text, "how": form.how, "terms": [list(run) for run in form.sequences]}
            for form in meaning.forms
        ],
    }


def _points(row: Points) -> dict[str, Any]:
    return {
        "word": row.word or None,
        "how": row.how,
        "field": row.field,
        "terms": [
            {
                "term": term,
                "frequency": made.frequency,
                "documents": made.documents,
                "idf": round(made.idf, 6),
                "norm": round(made.norm, 6),
            }
            for term, made in zip(row.terms, row.made, strict=True)
        ],
        "weight": round(row.weight, 6),
        "points": round(row.points, 6),
        "share": round(row.share, 6),
    }


def _ignored(ignored: Ignored) -> dict[str, Any]:
    return {
        "text": ignored.text,
        "reason": ignored.reason,
        "start": ignored.start,
        "end": ignored.end,
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
    forms = SEARCH_FORMS if isinstance(target, SearchRequest) else ARTICLE_FORMS
    found = [{"type": "text/html", "href": address(target)}]
    found += [
        {"type": media_type, "href": address(target, ending)}
        for ending, media_type in forms.items()
        if ending != ".json"
    ]
    return found


def hit_to_json(hit: Hit, address: Address) -> dict[str, Any]:
    """One result."""
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
