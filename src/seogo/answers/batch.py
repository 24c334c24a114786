"""Many searches in one run: a row for each result of each query."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Final

from seogo.answers.quote_files import read_rows
from seogo.documents.passage_ids import PassageId, fingerprint
from seogo.searching.parameters import PARAMETERS, QUERY, Pairs, to_request
from seogo.searching.request import SearchPage
from seogo.searching.service import SearchService

COLUMNS: Final = (
    *("number", "q", "total", "total_some", "total_meaning", "rank", "id", "lang", "title"),
    *("source", "published", "score", "complete", "passage"),
)
_NAMES: Final = frozenset(one.name for one in PARAMETERS)


@dataclass(frozen=True, slots=True)
class BatchSearch:
    """A search of a batch: its number from 1, and its page of results."""

    number: int
    page: SearchPage

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row of `COLUMNS` for each result; one without a result where there is none."""
        page = self.page
        head = {
            "number": self.number,
            "q": page.request.q,
            "total": page.total,
            "total_some": page.total_some,
            "total_meaning": page.total_meaning,
        }
        if not page.hits:
            yield head
        first = (page.request.page - 1) * page.request.size + 1
        for rank, hit in enumerate(page.hits, first):
            passage = ""
            for one in hit.snippets:
                end = one.start + len(one.text)
                passage = str(PassageId(hit.id, hit.version, one.start, end, fingerprint(one.text)))
            yield head | {
                "rank": rank,
                "id": hit.id,
                "lang": hit.lang.value,
                "title": hit.title,
                "source": hit.source,
                "published": hit.published,
                "score": round(hit.score, 6),
                "complete": hit.complete,
                "passage": passage,
            }


def search_all(
    data: bytes, name: str, given: Pairs, service: SearchService, zone: tzinfo | None = None
) -> Iterator[BatchSearch]:
    """The searches of a file: a query in each line, or a table with a column ``q`` or ``query``, whose other columns are
    parameters where they are named so; ``given`` are those of all, ``zone`` is that of the archive. Raises ImportRefused,
    ParameterError and IndexUnavailable."""
    for number, row in enumerate(read_rows(data, name, ("q", "query")), 1):
        own = [(key, value) for key, value in row.items() if key in _NAMES and value.strip()]
        named = {key for key, _ in own}
        common = [pair for pair in given if pair[0] not in named]
        request = to_request([(QUERY.name, row[""]), *common, *own], zone=zone)
        yield BatchSearch(number, service.search(request, facets=False))


def to_csv(searches: Iterator[BatchSearch]) -> Iterator[str]:
    """The rows of searches as CSV, the names of columns first."""
    yield _line(COLUMNS)
    for search in searches:
        for row in search.rows():
            yield _line([row.get(name, "") for name in COLUMNS])


def _line(cells: Any) -> str:
    file = io.StringIO()
    # what a spreadsheet would take for a formula has an apostrophe in front
    csv.writer(file).writerow(
        [
            f"'{one}" if isinstance(one, str) and one[:1] in tuple("=+-@\t\r") else one
            for one in cells
        ]
    )
    return file.getvalue()
