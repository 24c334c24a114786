"""View of frequencies over time: a chart, the table behind it, first mentions, and words that go with the queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from seogo.searching.parameter_kinds import period
from seogo.searching.request import SearchRequest
from seogo.searching.trends.associations import Associations
from seogo.searching.trends.frequency import (
    MOST_QUERIES,
    UNITS,
    Frequency,
    FrequencyRequest,
    Series,
    bounds_of,
)
from seogo.serializers.addresses import Addresses
from seogo.web.views.charts import Chart, to_axis, to_lines
from seogo.web.views.components import Link
from seogo.web.views.formatting import Locale
from seogo.web.views.search.timeline import bounds_of as days_of
from seogo.web.views.search.timeline import within
from seogo.web.views.word_contexts import FrequencyPage, FrequencyRow, FrequencySeries

MOST_SHOWN = 60
"""Periods of a page that are not years; of longer times the unit is coarser."""
_FIELDS = 2
"""Fields for queries at least."""


@dataclass(frozen=True, slots=True)
class FrequencyView:
    """View of frequencies, in the language and with the addresses of one request; ``share``: of a thousand articles."""

    locale: Locale
    addresses: Addresses
    share: bool

    def to_page(self, found: Frequency, associated: Mapping[str, Associations]) -> FrequencyPage:
        """The context of ``frequency.html``."""
        request, locale = found.request, self.locale
        queries = request.queries
        fields = min(max(len(queries) + 1, _FIELDS), MOST_QUERIES)
        units = [
            Link(
                locale.text(f"unit_{unit}"),
                self.address(replace(request, unit=unit)),
                current=unit == found.unit,
            )
            for unit in UNITS
        ]
        scales = [
            Link(
                locale.text("scale_share" if share else "scale_count"),
                replace(self, share=share).address(request),
                current=share == self.share,
            )
            for share in (False, True)
        ]
        first, last = period(request.search.first, request.search.last)
        return FrequencyPage(
            action=self.addresses.frequency(()).partition("?")[0],
            queries=(*queries, *("" for _ in range(fields - len(queries)))),
            hidden=self._hidden(request),
            period=locale.period(first, last) if first or last else "",
            units=tuple(units),
            scales=tuple(scales),
            chart=self._chart(found) if queries and found.periods else None,
            unit=locale.string(f"unit_{found.unit}"),
            rows=self._rows(found) if queries else (),
            series=tuple(self._series(found, one, associated[one.query]) for one in found.series),
        )

    def address(self, request: FrequencyRequest, ending: str = "") -> str:
        """The address of a request."""
        return self.addresses.frequency(
            request.queries, request.search, request.unit or "", share=self.share, ending=ending
        )

    def _hidden(self, request: FrequencyRequest) -> tuple[tuple[str, str], ...]:
        pairs = self.addresses.pairs(replace(request.search, q=""))
        pairs += [("unit", request.unit)] if request.unit else []
        pairs += [("scale", "share")] if self.share else []
        return tuple(pairs)

    def _values(self, found: Frequency, one: Series) -> list[float]:
        counts = enumerate(one.counts)
        return [found.share(n, at) if self.share else float(n) for at, n in counts]

    def _chart(self, found: Frequency) -> Chart:
        values = [self._values(found, one) for one in found.series]
        top = max((value for row in values for value in row), default=0.0)
        labels = [self._label(one) for one in found.periods]
        queries = ", ".join(f"“{one.query}”" for one in found.series)
        label = self.locale.string(
            "frequency_share_label" if self.share else "frequency_label",
            queries=queries,
            period=self.locale.string("date_between", first=labels[0], last=labels[-1])
            if len(labels) > 1
            else labels[0],
            top=self._number(top),
        )
        return Chart(
            label=label,
            names=tuple(self.locale.text_by_script(one.query) for one in found.series),
            top=self._number(top),
            axis=to_axis(labels),
            lines=to_lines(values, top),
        )

    def _rows(self, found: Frequency) -> tuple[FrequencyRow, ...]:
        rows = []
        for at, name in enumerate(found.periods):
            if not found.totals[at] and len(found.periods) > MOST_SHOWN:
                continue  # a table of centuries without articles would hide the others
            first, last = bounds_of(name)
            begin, end = days_of(first)[0], days_of(last)[1]
            cells = []
            for one in found.series:
                count = one.counts[at]
                text = self._number(found.share(count, at) if self.share else count)
                search = within(self._listed(found.request, one.query), begin, end)
                address = self.addresses.search(search) if count else ""
                cells.append(Link(self.locale.ui_text(text), address))
            rows.append(FrequencyRow(self._label(name), f"{found.totals[at]:,}", tuple(cells)))
        return tuple(rows)

    def _series(self, found: Frequency, one: Series, words: Associations) -> FrequencySeries:
        search = self._listed(found.request, one.query)
        first = one.first
        return FrequencySeries(
            query=self.locale.text_by_script(one.query),
            total=self.locale.string("total", count=one.total),
            undated=self.locale.string("frequency_undated", count=one.undated)
            if one.undated
            else "",
            search=self.addresses.search(search),
            first=Link(
                self.locale.in_language(first.lang).text_by_script(first.title),
                self.addresses.article(first.id, search),
            )
            if first
            else None,
            first_day=self.locale.day(first.published) if first else None,
            words=tuple(
                Link(
                    self.locale.text_by_script(word.text),
                    self.addresses.search(search, q=f"{one.query} {word.text}"),
                )
                for word in words.words
            ),
        )

    def _listed(self, request: FrequencyRequest, query: str) -> SearchRequest:
        """The search for a query as the page of results shows it."""
        return replace(request.search, q=query)

    def _label(self, name: str) -> str:
        year, _, part = name.partition("-Q")
        if part:
            return self.locale.string("quarter", year=year, part=part)
        return self.locale.period(name, name)

    def _number(self, value: float) -> str:
        return f"{value:,.1f}" if self.share else f"{value:,.0f}"
