"""All results of a search, as CSV and as lines of JSON: a page of hits at a time, so that memory does not grow with them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import Response, request

from seogo.hits import Hit
from seogo.page_json import SEARCH_FORMS, hit_to_json
from seogo.search import SearchPage, SearchRequest, SearchService
from seogo.web.addresses import Addresses
from seogo.web.desk import Desk
from seogo.web.links import Relation, link_header
from seogo.web.responses import stream
from seogo.web.visit import Visit

COLUMNS: Final = (
    *("id", "url", "lang", "title", "source", "published", "authors", "tags"),
    *("translations", "score", "complete", "snippet"),
)
"""The header row."""

_AT_ONCE: Final = 500
"""Hits of a page: each is a search again, and what is in memory."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Exports:
    """The complete results of one application. ``page`` and ``size`` of the request change nothing in them."""

    desk: Desk

    def table(self) -> Response:
        """``/search.csv``: UTF-8 without a mark, a row of names, lines end with CR LF (RFC 4180). Raises QuerySyntaxError,
        RequestError, IndexUnavailable."""
        visit, found = self.desk.visit(), self.desk.params().request
        origin, go = request.host_url.rstrip("/"), visit.addresses
        rows = (to_rows(page.hits, go, origin) for page in self._pages(found, visit))
        return _answer(_with_names(rows), found, visit, ".csv")

    def lines(self) -> Response:
        """``/search.jsonl``: a line for each result, as ``results`` of ``/search.json`` has it. Raises as `table` does."""
        visit, found = self.desk.visit(), self.desk.params().request
        lines = (to_lines(page.hits, visit.addresses) for page in self._pages(found, visit))
        return _answer(lines, found, visit, ".jsonl")

    def _pages(self, found: SearchRequest, visit: Visit) -> Iterator[SearchPage]:
        """Every page of a search. The first is there before anything is sent, and all are of the index that is current now,
        whatever comes after."""
        index = self.desk.site.current()
        service = SearchService(lambda: index)
        asked = replace(found, page=1, size=_AT_ONCE, prefer=visit.ui)
        first = service.search(asked, facets=False)

        def pages() -> Iterator[SearchPage]:
            yield first
            for number in range(2, first.pages + 1):
                yield service.search(replace(asked, page=number), facets=False)

        return pages()


def to_rows(hits: Sequence[Hit], go: Addresses, origin: str) -> str:
    """Hits as rows of CSV; several values of one cell have a semicolon between. What a spreadsheet would take for a formula
    has an apostrophe in front."""
    rows = [
        (
            hit.id,
            origin + go.article(hit.id),
            hit.lang.value,
            hit.title,
            hit.source,
            hit.published,
            "; ".join(hit.authors),
            "; ".join(hit.tags),
            "; ".join(hit.translations),
            f"{hit.score:.6f}",
            "true" if hit.complete else "false",
            hit.snippets[0].text if hit.snippets else "",
        )
        for hit in hits
    ]
    return _written([tuple(_harmless(cell) for cell in row) for row in rows])


def to_lines(hits: Sequence[Hit], go: Addresses) -> str:
    """Hits as lines of JSON."""
    return "".join(json.dumps(hit_to_json(hit, go), ensure_ascii=False) + "\n" for hit in hits)


def _with_names(parts: Iterator[str]) -> Iterator[str]:
    yield _written([COLUMNS])
    yield from parts


def _written(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _answer(parts: Iterator[str], found: SearchRequest, visit: Visit, ending: str) -> Response:
    response = stream(parts, visit, SEARCH_FORMS[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="search{ending}"'
    page = Relation("alternate", visit.addresses.search(found), "text/html")
    response.headers["Link"] = link_header((page,))
    return response
