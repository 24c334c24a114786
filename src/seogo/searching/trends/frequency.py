"""Frequency over time: for each of a few queries the articles that have all its words, by month, quarter or year.

Periods without articles are there too. Beside each number stands that of all articles of the period (with the same filters),
so that an archive which grows is not taken for a word that spreads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

from seogo.searching.hits import Hit
from seogo.searching.request import SearchRequest
from seogo.searching.service import SearchService

Unit: TypeAlias = Literal["month", "quarter", "year"]
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
"""Units of time, the finest first."""

MONTHS_OF: Final[Mapping[Unit, int]] = {"month": 1, "quarter": 3, "year": 12}
"""Months of a unit."""

LONGEST: Final = 2_400
"""Periods of an answer at most: of a longer time a coarser unit is taken, whatever was asked for."""

MOST_QUERIES: Final = 5
MOST_PERIODS: Final = 48
"""Periods up to which a unit is chosen where none is named."""

PER: Final = 1_000
"""Articles of which a share tells how many have the words."""


_EVERYTHING: Final = SearchRequest()


@dataclass(frozen=True, slots=True)
class FrequencyRequest:
    """Request for the frequency of ``queries`` within the filters of ``search``; without ``unit`` the finest one that gives
    MOST_PERIODS at most."""

    queries: tuple[str, ...]
    search: SearchRequest = _EVERYTHING
    unit: Unit | None = None

    def one(self, query: str) -> SearchRequest:
        """The search for one of the queries: by words, each article for itself."""
        return replace(self.search, q=query, level="bridge", fold=False, page=1)


@dataclass(frozen=True, slots=True)
class Series:
    """Frequency of one query: articles by period, in all (``total``), and without a date (``undated``); ``first`` is the
    oldest of them that has one."""

    query: str
    counts: tuple[int, ...]
    total: int
    undated: int
    first: Hit | None


@dataclass(frozen=True, slots=True)
class Frequency:
    """Frequencies over ``periods`` (``2026``, ``2026-Q1``, ``2026-01``) without gaps; ``totals`` are all articles of each."""

    request: FrequencyRequest
    unit: Unit
    periods: tuple[str, ...]
    totals: tuple[int, ...]
    series: tuple[Series, ...]

    def share(self, count: int, at: int) -> float:
        """Articles with the words among PER articles of a period; 0 where it has none."""
        return PER * count / self.totals[at] if self.totals[at] else 0.0


def frequency(
    service: SearchService, request: FrequencyRequest, longest: int = LONGEST
) -> Frequency:
    """Frequency of the queries of a request, with ``longest`` periods at most unless they are years. Raises
    IndexUnavailable."""
    every = service.months(request.one(""))[1]
    unit = fitting_unit(every, longest, request.unit) if request.unit else fitting_unit(every)
    periods = periods_of(every, unit)
    series = []
    for query in request.queries:
        total, months = service.months(request.one(query))
        counts = by_period(months, unit)
        first = _first(service, request.one(query)) if months else None
        row = tuple(counts.get(period, 0) for period in periods)
        series.append(Series(query, row, total, total - sum(row), first))
    totals = by_period(every, unit)
    return Frequency(
        request, unit, periods, tuple(totals.get(one, 0) for one in periods), tuple(series)
    )


def fitting_unit(months: Iterable[str], most: int = MOST_PERIODS, finest: Unit = "month") -> Unit:
    """The finest unit, from ``finest`` on, with ``most`` periods at most from the first to the last month; else the year."""
    known = [number(month) for month in months]
    span = max(known) - min(known) + 1 if known else 0
    units = UNITS[UNITS.index(finest) :]
    return next((unit for unit in units if span <= most * MONTHS_OF[unit]), "year")


def periods_of(months: Iterable[str], unit: Unit) -> tuple[str, ...]:
    """All periods from the first to the last month."""
    known = [number(month) // MONTHS_OF[unit] for month in months]
    return tuple(_name(n, unit) for n in range(min(known), max(known) + 1)) if known else ()


def by_period(months: Mapping[str, int], unit: Unit) -> dict[str, int]:
    """Numbers by month as numbers by period."""
    counts: dict[str, int] = {}
    for month, count in months.items():
        name = _name(number(month) // MONTHS_OF[unit], unit)
        counts[name] = counts.get(name, 0) + count
    return counts


def bounds_of(period: str) -> tuple[str, str]:
    """The first and the last month of a period, or the year for both, as parameters of a search say them."""
    year, _, part = period.partition("-")
    if not part.startswith("Q"):
        return period, period
    last = int(part[1:]) * 3
    return f"{year}-{last - 2:02}", f"{year}-{last:02}"


def number(month: str) -> int:
    """The number of a month since the year 0."""
    year, _, part = month.partition("-")
    return int(year) * 12 + int(part) - 1


def _name(place: int, unit: Unit) -> str:
    parts = 12 // MONTHS_OF[unit]
    year, part = divmod(place, parts)
    if unit == "year":
        return f"{year:04}"
    return f"{year:04}-Q{part + 1}" if unit == "quarter" else f"{year:04}-{part + 1:02}"


def _first(service: SearchService, request: SearchRequest) -> Hit | None:
    """The oldest article that has all the words."""
    oldest = replace(request, sort="oldest", size=1)
    hits: Sequence[Hit] = service.search(oldest, facets=False).hits
    return next((hit for hit in hits if hit.complete), None)
