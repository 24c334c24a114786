"""Timeline of results: hits by month or year of publication, and the periods that end today."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

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
            address=addresses.search(_within(request, name)),
            count=counts[name],
            most=most,
            shown=f"{counts[name]:,}",
        )
        for name in shown
    )
    return Timeline(locale.string(_UNITS[unit]), bars)


def to_periods(
    request: SearchRequest, today: date, locale: Locale, addresses: Addresses
) -> tuple[Link, ...]:
    """Links to what was published in the last day, week, month, three months, year; and at any time."""
    links = []
    for name, code in _PERIODS.items():
        first = begin_of(name, today)
        current = (request.first, request.last) == (first, None)
        address = addresses.search(request, first=first, last=None)
        links.append(Link(locale.text(code), address, current=current))
    whole = request.first is None and request.last is None
    everything = Link(
        locale.text("last_all"), addresses.search(request, first=None, last=None), current=whole
    )
    return (*links, everything)


def begin_of(period: str, today: date) -> date:
    """The day on which a period (day, week, month, quarter, year) that ends today began."""
    if period in ("day", "week"):
        return today - timedelta(days=1 if period == "day" else 7)
    back = {"month": 1, "quarter": 3, "year": 12}[period]
    months = today.year * 12 + today.month - 1 - back
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]  # the 31st of a short month is its last day
    return date(year, month + 1, min(today.day, last))


def bounds_of(unit: str) -> tuple[date, date]:
    """The first and last day of a year (``2026``) or month (``2026-01``)."""
    year, _, month = unit.partition("-")
    first, last = (int(month), int(month)) if month else (1, 12)
    days = calendar.monthrange(int(year), last)[1]
    return date(int(year), first, 1), date(int(year), last, days)


def _within(request: SearchRequest, unit: str) -> SearchRequest:
    """The search within a month or year, and within the period that it has already, so that its count is that of the row."""
    first, last = bounds_of(unit)
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
