"""Controls above results: order, period, scope. What narrows them down is in seogo.web.views.search.facets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from seogo.searching.parameter_kinds import period
from seogo.searching.request import LARGEST_PAGE, SearchPage, SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.web.views.components import Link, OrderTool, PeriodTool, ScopeTool, Tools
from seogo.web.views.formatting import Locale
from seogo.web.views.search.facets import LEVELS
from seogo.web.views.search.timeline import to_timeline

_SORTS: Final = {
    "relevance": "sort_relevance",
    "newest": "sort_newest",
    "oldest": "sort_oldest",
}
"""The orders of results, with the codes of their names."""
_SIZES: Final = (10, 20, 50, LARGEST_PAGE)
_BOUNDS: Final = frozenset({"from", "to", "page"})


@dataclass(frozen=True, slots=True)
class ToolsView:
    """View of the controls, in the language and with the addresses of one request."""

    locale: Locale
    addresses: Addresses

    def to_tools(
        self, found: SearchPage, periods: tuple[Link, ...], days: tuple[date, date] | None = None
    ) -> Tools:
        """The controls of a page of results; ``periods`` are those that end with the newest article, ``days`` those of the
        oldest and the newest one."""
        period = self._period(found, periods, days)
        return Tools(self._order(found.request), period, self._scope(found))

    def _order(self, request: SearchRequest) -> OrderTool:
        codes = (
            _SORTS if request.q.strip() else {name: _SORTS[name] for name in ("newest", "oldest")}
        )
        sorts = self._choices(
            request, "sort", {sort: self.locale.string(code) for sort, code in codes.items()}
        )
        sizes = self._choices(
            request,
            "size",
            {
                size: self.locale.string("size", count=size)
                for size in sorted({*_SIZES, request.size})
            },
        )
        return OrderTool(self.locale.string(_SORTS[request.order]), sorts, sizes)

    def _period(
        self, found: SearchPage, periods: tuple[Link, ...], days: tuple[date, date] | None
    ) -> PeriodTool:
        request, locale = found.request, self.locale
        first, last = period(request.first, request.last)
        return PeriodTool(
            state=locale.period(first, last) if first or last else "",
            periods=periods,
            action=self.addresses.plain_search(),
            first=first,
            last=last,
            oldest=days[0].isoformat() if days else "",
            newest=days[1].isoformat() if days else "",
            hidden=tuple(
                (name, value)
                for name, value in self.addresses.pairs(request)
                if name not in _BOUNDS
            ),
            timeline=to_timeline(found, locale, self.addresses),
        )

    def _scope(self, found: SearchPage) -> ScopeTool:
        request, locale = found.request, self.locale
        levels: tuple[Link, ...] = ()
        if request.q.strip():
            levels = tuple(
                Link(
                    locale.text(code),
                    self.addresses.search(request, level=None if level == found.highest else level),
                    current=level == found.level,
                )
                for level, code in LEVELS.items()
                if level != "meaning" or found.highest == "meaning"
            )
        # what is chosen stands above the results, where it is taken away
        others = []
        if request.q.strip() and not request.title_only:
            address = self.addresses.search(request, title_only=True)
            others.append(Link(locale.text("option_title"), address))
        if request.fold:
            address = self.addresses.search(request, fold=False)
            others.append(Link(locale.text("fold_off"), address))
        state = locale.string(LEVELS[found.level]) if found.level != found.highest else ""
        return ScopeTool(state, levels, tuple(others))

    def _choices(
        self, request: SearchRequest, name: str, values: Mapping[object, str]
    ) -> tuple[Link, ...]:
        chosen = request.order if name == "sort" else request.size
        return tuple(
            Link(
                self.locale.ui_text(text),
                self.addresses.search(request, "", **{name: value}),
                current=value == chosen,
            )
            for value, text in values.items()
        )
