"""Overview of the archive: articles by year and language, and the months without any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from seogo.languages import Language
from seogo.searching.request import SearchPage, SearchRequest
from seogo.searching.service import SearchService
from seogo.serializers.addresses import Addresses
from seogo.web.views.charts import Chart, to_axis, to_bars
from seogo.web.views.components import Bar, YearRow
from seogo.web.views.formatting import Locale
from seogo.web.views.search.timeline import bounds_of

MOST_YEARS: Final = 12
MOST_GAPS: Final = 6
MOST_BARS: Final = 150
"""Years of a chart: the last ones."""

Count = tuple[str, int]


def year_rows(service: SearchService, locale: Locale, addresses: Addresses) -> tuple[YearRow, ...]:
    """The years, the latest first, with the articles of each language. Raises IndexUnavailable."""
    by_language = {
        language: dict(_everything(service, language).facets.get("year", ()))
        for language in Language
    }
    years = sorted({year for counts in by_language.values() for year in counts}, reverse=True)
    highest = max((n for counts in by_language.values() for n in counts.values()), default=0)
    return tuple(
        YearRow(
            locale.ui_text(locale.period(year, year)),
            addresses.search(_in_year(year)),
            tuple(
                _cell(year, language, by_language[language], highest, locale, addresses)
                for language in Language
            ),
        )
        for year in years
    )


def year_chart(rows: Sequence[YearRow], locale: Locale) -> Chart | None:
    """Years from the oldest to the newest as bars of both languages, one upon the other, those without articles too; None
    where there is one year at most."""
    known = {
        int("".join(filter(str.isdecimal, str(row.year)))): [cell.count for cell in row.counts]
        for row in rows
    }
    if len(known) < 2:
        return None
    first, last = min(known), max(known)
    years = range(max(first, last - MOST_BARS + 1), last + 1)
    series = [[known.get(year, (0, 0))[side] for year in years] for side in (0, 1)]
    top = max(map(sum, zip(*series, strict=True)))
    labels = [locale.period(f"{year:04}", f"{year:04}") for year in years]
    label = locale.string("years_label", first=labels[0], last=labels[-1], top=f"{top:,}")
    names = tuple(locale.ui_text(locale.language_name(language)) for language in Language)
    return Chart(label, names, f"{top:,}", to_axis(labels), bars=to_bars(series, top))


def gaps(months: Iterable[str]) -> list[tuple[str, str]]:
    """The stretches of months that are missing between the first and the last of ``months`` (``2026-01``)."""
    found: list[tuple[str, str]] = []
    before: int | None = None
    for number in sorted(map(_number, months)):
        if before is not None and number > before + 1:
            found.append((_month(before + 1), _month(number - 1)))
        before = number
    return found


def longest_gaps(months: Iterable[str]) -> list[tuple[str, str]]:
    """The longest stretches without articles, in the order of time."""
    found = gaps(months)
    found.sort(key=lambda gap: _number(gap[0]) - _number(gap[1]))
    return sorted(found[:MOST_GAPS])


def _everything(service: SearchService, language: Language) -> SearchPage:
    return service.search(SearchRequest(lang=language, size=1, fold=False))


def _in_year(year: str) -> SearchRequest:
    first, last = bounds_of(year)
    return SearchRequest(first=first, last=last)


def _cell(
    year: str,
    language: Language,
    counts: Mapping[str, int],
    highest: int,
    locale: Locale,
    addresses: Addresses,
) -> Bar:
    count = counts.get(year, 0)
    shown = f"{count:,}"
    address = addresses.search(replace(_in_year(year), lang=language)) if count else ""
    return Bar(locale.ui_text(locale.language_name(language)), address, count, highest, shown)


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _month(number: int) -> str:
    year, month = divmod(number, 12)
    return f"{year:04}-{month + 1:02}"
