"""Lists of the values of metadata fields: sources, tags, authors, years."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from flask import Response

from seogo.articles.metadata import FIELDS, MetadataField
from seogo.languages import Language
from seogo.messages.catalogues import has_text
from seogo.searching.request import SearchRequest
from seogo.web.context import AppContext
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import not_modified
from seogo.web.views.browse.archive_overview import longest_gaps, year_chart, year_rows
from seogo.web.views.components import Link, Paging, Value
from seogo.web.views.contexts import BrowsePage, YearsPage

VALUES: Final = 200
"""Values of one page."""

BROWSED: Final = tuple(
    sorted((field for field in FIELDS if field.browse), key=lambda field: field.kind == "date")
)
"""The fields whose values have a page, that of the years last."""


@dataclass(frozen=True, slots=True)
class ListRoutes:
    """The routes of lists."""

    app: AppContext

    def views(self) -> Iterator[tuple[str, Callable[[], Response]]]:
        """The paths of the lists with what answers each."""
        for field in BROWSED:
            yield field.browse, self.years if field.kind == "date" else partial(self.values, field)

    def years(self) -> Response:
        """``/years``: articles by year and language, and the months that have none. Raises IndexUnavailable."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        tag = self.app.tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        locale, addresses, service = self.app.locale(ctx), ctx.addresses, self.app.site.search
        everything = service.search(SearchRequest(size=1))
        months = [month for month, _ in everything.facets.get("month", ())]
        rows = year_rows(service, locale, addresses)
        context = YearsPage(
            rows=rows,
            chart=year_chart(rows, locale),
            gaps=tuple(locale.period(*gap) for gap in longest_gaps(months)),
            browse=self.elsewhere(ctx, "/years"),
        )
        return self.app.show(context, ctx, title=locale.text("browse_year"), tag=tag)

    def elsewhere(self, ctx: RequestContext, here: str = "") -> tuple[Link, ...]:
        """Links to the lists; ``here`` is where the reader is."""
        locale = self.app.locale(ctx)
        return tuple(
            Link(
                locale.ui_text(locale.field_name("browse", field.keyword)),
                ctx.addresses.same(field.browse, ()),
                current=field.browse == here,
            )
            for field in BROWSED
        )

    def values(self, field: MetadataField) -> Response:
        """The page of a field: its values, those of most articles first. Raises RequestError, IndexUnavailable."""
        ctx = self.app.request_context()
        page = self.app.search_request("page").page
        tag = self.app.tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        name, path = field.keyword, field.browse
        locale = self.app.locale(ctx)
        title, lead = locale.field_name("browse", name), f"browse_{path[1:]}"
        found = self.app.site.search.search(SearchRequest(size=1))
        counts = found.facets.get(name, ())
        last = max(math.ceil(len(counts) / VALUES), 1)
        shown = counts[(page - 1) * VALUES : page * VALUES]
        values = [
            Value(locale.text_by_script(value), self._narrowed(ctx, name, value), f"{count:,}")
            for value, count in shown
        ]
        context = BrowsePage(
            title=title,
            lead=locale.string(lead, count=len(counts)) if has_text(lead) else f"{len(counts):,}",
            groups=_by_language(values, ctx.ui),
            paging=self._paging(ctx, path, page, last),
            browse=self.elsewhere(ctx, path),
        )
        return self.app.show(context, ctx, title=locale.ui_text(title), tag=tag)

    def _narrowed(self, ctx: RequestContext, name: str, value: str) -> str:
        return ctx.addresses.search(SearchRequest(filters=((name, value),)))

    def _paging(self, ctx: RequestContext, path: str, page: int, last: int) -> Paging | None:
        def at(number: int) -> str:
            pairs = (("page", str(number)),) if number > 1 else ()
            return ctx.addresses.same(path, pairs)

        if last == 1 and page == 1:
            return None
        return Paging(
            previous=at(min(page - 1, last)) if page > 1 else "",
            next=at(page + 1) if page < last else "",
            numbers=(),
        )


def _by_language(values: Sequence[Value], ui: Language) -> tuple[tuple[Value, ...], ...]:
    """Values in the language of the interface, then the others; a group that is empty is left out."""
    groups = (
        tuple(value for value in values if (value.text.lang is ui) is own) for own in (True, False)
    )
    return tuple(group for group in groups if group)
