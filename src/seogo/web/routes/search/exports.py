"""All results of a search, as CSV and as lines of JSON: some hits at a time, so that memory does not grow with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import quote

from flask import Response, request

from seogo.articles.front_matter import KEYS
from seogo.articles.metadata import WRITTEN
from seogo.documents.document import Record
from seogo.searching.hits import Hit
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.serializers.answer import to_text
from seogo.serializers.citations import CitationStyle
from seogo.serializers.result_page import SEARCH_FORMS, to_result
from seogo.web.context import AppContext
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import stream
from seogo.web.views.alternates import Relation, link_header

_FIELDS: Final = tuple(
    sorted(
        (field for field in WRITTEN if field.name != "lang"),
        key=lambda field: KEYS.index(field.key),
    )
)
FACTS: Final = ("id", "url", "lang", "title", *(field.key for field in _FIELDS), "translations")
"""Columns of an article: metadata fields stand in the order of the front matter."""
COLUMNS: Final = (*FACTS, "score", "complete", "snippet")
"""The header row of a search."""

MARK: Final = "\ufeff"
"""By this spreadsheets know UTF-8; without it Excel reads Korean in the charset of its country."""

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for a formula begins with one of these."""

_LONGEST_NAME: Final = 60
_NO_NAME: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ExportRoutes:
    """The routes of complete results. ``page`` and ``size`` of the request change nothing in them."""

    app: AppContext

    def table(self) -> Response:
        """``/search.csv``: UTF-8 with a mark, a row of names, lines end with CR LF (RFC 4180). Raises RequestError,
        IndexUnavailable."""
        ctx, found = self.app.request_context(), self.app.search_request()
        origin, addresses = request.host_url.rstrip("/"), ctx.addresses
        rows = (to_rows(hits, addresses, origin) for hits in self._hits(found, ctx))
        return download(_with_names(rows), found, self.app, ".csv")

    def lines(self) -> Response:
        """``/search.jsonl``: a line for each result, as ``results`` of ``/search.json`` has it. Raises as `table` does."""
        ctx, found = self.app.request_context(), self.app.search_request()
        style = self.app.style(ctx)
        lines = (to_lines(hits, style) for hits in self._hits(found, ctx))
        return download(lines, found, self.app, ".jsonl")

    def _hits(self, found: SearchRequest, ctx: RequestContext) -> Iterator[tuple[Hit, ...]]:
        return self.app.site.search.all_hits(replace(found, prefer=ctx.ui))


def to_rows(hits: Sequence[Hit], addresses: Addresses, origin: str) -> str:
    """Hits as rows of CSV; several values of one cell have a semicolon between. What a spreadsheet would take for a formula
    has an apostrophe in front."""
    rows = [
        (
            *to_cells(hit, addresses, origin),
            f"{hit.score:.6f}",
            "true" if hit.complete else "false",
            hit.snippets[0].text if hit.snippets else "",
        )
        for hit in hits
    ]
    return "".join(map(to_row, rows))


def to_cells(article: Hit | Record, addresses: Addresses, origin: str) -> list[str]:
    """The cells of an article in the columns of `FACTS`."""
    return [
        article.id,
        origin + addresses.article(article.id),
        article.lang.value,
        article.title,
        *[_cell(article.metadata(field.key)) for field in _FIELDS],
        "; ".join(article.translations),
    ]


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """A whole table, as `to_rows` writes one."""
    return MARK + "".join(map(to_row, rows))


def to_lines(hits: Sequence[Hit], style: CitationStyle) -> str:
    """Hits as lines of JSON."""
    return "".join(to_text(to_result(hit, style)) + "\n" for hit in hits)


def _cell(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _with_names(parts: Iterator[str]) -> Iterator[str]:
    yield MARK + _written(COLUMNS)
    yield from parts


def to_row(cells: Sequence[str]) -> str:
    """A row, with an apostrophe in front of what a spreadsheet would take for a formula."""
    return _written([_harmless(cell) for cell in cells])


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _written(cells: Sequence[str]) -> str:
    """A row (RFC 4180). The csv module looks at every letter on its own, which takes several times as long."""
    row = ",".join(cells)
    if row.count(",") >= len(cells) or '"' in row or "\n" in row or "\r" in row:
        row = ",".join([_quoted(cell) for cell in cells])
    return f"{row}\r\n"


def _quoted(cell: str) -> str:
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def file_name(query: str, day: date) -> str:
    """Name of a file, without its ending, that says what was searched and when: ``seogo-정부-2026-01-19``."""
    words = _NO_NAME.sub(" ", query[:_LONGEST_NAME]).split()
    return "-".join(("seogo", *words, day.isoformat()))


def download(parts: Iterator[str], found: SearchRequest, app: AppContext, ending: str) -> Response:
    """All results as a file with a name."""
    ctx = app.request_context()
    response = stream(parts, ctx, SEARCH_FORMS[ending])
    name = quote(file_name(found.q, app.today()) + ending)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"search{ending}\"; filename*=UTF-8''{name}"
    )
    page = Relation("alternate", ctx.addresses.search(found), "text/html")
    response.headers["Link"] = link_header((page,))
    return response
