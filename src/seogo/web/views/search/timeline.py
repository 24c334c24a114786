"""Timeline of results: hits by month or year of publication, and the periods that end with the newest article."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from seogo.engines.names import RECENT
from seogo.engines.periods import begin_of
from seogo.searching.request import SearchPage, SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.web.views.components import Bar, Link, Timeline
from seogo.web.views.formatting import Locale

MOST_MONTHS: Final = 24
"""Rows of months; a longer time is shown by years, and of many years the last ones."""

_MOST_YEARS: Final = 30
_UNITS: Final = {"month": "timeline_month", "year": "timeline_year"}
_PERIODS: Final = {
    "day": "last_day",
    "week": "last_week",
    "month": "last_month",
    "quarter": "last_quarter",
    "year": "last_year",
}


def to_timeline(found: SearchPage, locale: Locale, addresses: Addresses) -> Timeline | None:
    """A row for each month with hits, or each year where that would be too many; None where there is one at most."""
    request = found.request
    months = dict(found.facets.get("month", ()))
    unit = "month" if len(months) <= MOST_MONTHS else "year"
    counts = months if unit == "month" else _by_year(months)
    if len(counts) < 2:
        return None
    shown = sorted(counts, reverse=True)[:_MOST_YEARS]
    most = max(counts[name] for name in shown)
    bars = tuple(
        Bar(
            text=locale.ui_text(locale.period(name, name)),
            address=addresses.search(within(request, *bounds_of(name))),
            count=counts[name],
            most=most,
            shown=f"{counts[name]:,}",
        )
        for name in shown
    )
    return Timeline(locale.string(_UNITS[unit]), bars)


def to_periods(
    found: SearchPage, newest: date | None, locale: Locale, addresses: Addresses
) -> tuple[Link, ...]:
    """Links to what was published in the last day, week, month, three months and year before the ``newest`` article, where
    each has more than the one before; none where a period is chosen already, which is taken away above the results."""
    request = found.request
    if newest is None or request.first or request.last:
        return ()
    links, before = [], 0
    counts = dict(found.facets.get(RECENT, ()))
    for name, code in _PERIODS.items():
        count = counts.get(name, 0)
        if before < count < found.articles:
            address = addresses.search(request, first=begin_of(name, newest))
            links.append(Link(locale.text(code), address, count=f"{count:,}"))
        before = count
    return tuple(links)


def bounds_of(unit: str) -> tuple[date, date]:
    """The first and last day of a year (``2026``) or month (``2026-01``)."""
    year, _, month = unit.partition("-")
    first, last = (int(month), int(month)) if month else (1, 12)
    days = calendar.monthrange(int(year), last)[1]
    return date(int(year), first, 1), date(int(year), last, days)


def within(request: SearchRequest, first: date, last: date) -> SearchRequest:
    """The search within a period, and within the one that it has already, so that its count is that of the row."""
    return replace(
        request,
        first=max(first, request.first) if request.first else first,
        last=min(last, request.last) if request.last else last,
        page=1,
    )


def _by_year(months: Mapping[str, int]) -> dict[str, int]:
    years: dict[str, int] = {}
    for month, count in months.items():
        year = month.partition("-")[0]
        years[year] = years.get(year, 0) + count
    return years
