"""Parts of searches: scores to four decimals, orders, and aggregations that count exactly."""

from __future__ import annotations

from typing import Final

from seogo.engines.base import Branch
from seogo.engines.opensearch.cluster import Json
from seogo.engines.opensearch.fields import DAY, GROUP, ID
from seogo.engines.opensearch.queries import Query

PAGE: Final = 10_000
"""Groups or values that are asked for at once."""
_ROUND: Final = "Math.rint(_score * 1e4) / 1e4"


def rounded(query: Query) -> Query:
    """A query whose scores have four decimals: those that are equal to these are equal, so that the order of summing decides
    nothing."""
    return {"script_score": {"query": query, "script": {"source": _ROUND}}}


def order(branch: Branch) -> list[Json]:
    """The order of a list: equal ones by their ids."""
    if branch.sort == "relevance":
        return [{"_score": "desc"}, {ID: "asc"}]
    direction = "desc" if branch.sort == "newest" else "asc"
    return [{DAY: {"order": direction, "missing": "_last"}}, {ID: "asc"}]


def groups(after: Json | None = None) -> Json:
    """The aggregation that counts groups exactly, a page at a time."""
    page: Json = {"size": PAGE, "sources": [{"group": {"terms": {"field": GROUP}}}]}
    if after:
        page["after"] = after
    return {"groups": {"composite": page}}


def every_value(facet: str) -> Json:
    """The aggregation that counts a page of the values of a facet."""
    by_count = [{"_count": "desc"}, {"_key": "asc"}]
    return {"terms": {"field": facet, "size": PAGE, "order": by_count}}
