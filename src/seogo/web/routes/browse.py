"""The values that articles can be chosen by, as pages: sources, tags, authors, years."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from flask import Response

from seogo.searching.service import SearchRequest
from seogo.web.components import Bar, Link, Paging
from seogo.web.context import UI_ONLY, Desk
from seogo.web.http.request import Visit
from seogo.web.http.responses import not_modified
from seogo.web.views.archive_overview import longest_gaps, year_rows
from seogo.web.views.contexts import BrowsePage, YearsPage

VALUES: Final = 200
"""Values of one page."""

BROWSED: Final = {"/sources": "source", "/tags": "tag", "/authors": "author"}
"""The filter that each address lists."""

_TITLES: Final = {
    "/sources": "browse_source",
    "/tags": "browse_tag",
    "/authors": "browse_author",
    "/years": "browse_year",
}
_LEADS: Final = {"/sources": "browse_sources", "/tags": "browse_tags", "/authors": "browse_authors"}

_PAGED: Final = ("page", "ui")


@dataclass(frozen=True, slots=True)
class Browsing:
    """The lists of values of one application."""

    desk: Desk

    def sources(self) -> Response:
        """``/sources``."""
        return self._values("/sources")

    def tags(self) -> Response:
        """``/tags``."""
        return self._values("/tags")

    def authors(self) -> Response:
        """``/authors``."""
        return self._values("/authors")

    def years(self) -> Response:
        """``/years``: articles by year and language, and the months that have none. Raises IndexUnavailable."""
        visit = self.desk.visit()
        self.desk.params(UI_ONLY)
        tag = self.desk.tag(visit)
        if known := not_modified(visit, tag):
            return known
        words, go, service = self.desk.words(visit), visit.addresses, self.desk.site.search
        everything = service.search(SearchRequest(size=1))
        months = [month for month, _ in everything.facets.get("month", ())]
        context = YearsPage(
            rows=year_rows(service, words, go),
            gaps=tuple(words.period(*gap) for gap in longest_gaps(months)),
            browse=self.elsewhere(visit, "/years"),
        )
        return self.desk.show(context, visit, title=words.text("browse_year"), tag=tag)

    def elsewhere(self, visit: Visit, here: str = "") -> tuple[Link, ...]:
        """Links to the lists; ``here`` is where the reader is."""
        words = self.desk.words(visit)
        return tuple(
            Link(
                words.text(code),
                visit.addresses.same(path, ()),
                current=path == here,
            )
            for path, code in _TITLES.items()
        )

    def _values(self, path: str) -> Response:
        """A list of values, those of most articles first. Raises RequestError, IndexUnavailable."""
        visit = self.desk.visit()
        page = self.desk.params(_PAGED).request.page
        tag = self.desk.tag(visit)
        if known := not_modified(visit, tag):
            return known
        name = BROWSED[path]
        words = self.desk.words(visit)
        found = self.desk.site.search.search(SearchRequest(size=1))
        counts = found.facets.get(name, ())
        last = max(math.ceil(len(counts) / VALUES), 1)
        shown = counts[(page - 1) * VALUES : page * VALUES]
        most = max((count for _, count in shown), default=0)
        context = BrowsePage(
            title=words.say(_TITLES[path]),
            lead=words.say(_LEADS[path], count=len(counts)),
            values=tuple(
                Bar(
                    words.typed(value),
                    self._narrowed(visit, name, value),
                    count,
                    most,
                    f"{count:,}",
                )
                for value, count in shown
            ),
            paging=self._paging(visit, path, page, last),
            browse=self.elsewhere(visit, path),
        )
        return self.desk.show(context, visit, title=words.text(_TITLES[path]), tag=tag)

    def _narrowed(self, visit: Visit, name: str, value: str) -> str:
        chosen: dict[str, Any] = {name: (value,)}
        return visit.addresses.search(SearchRequest(sort="newest", **chosen))

    def _paging(self, visit: Visit, path: str, page: int, last: int) -> Paging | None:
        def at(number: int) -> str:
            pairs = (("page", str(number)),) if number > 1 else ()
            return visit.addresses.same(path, pairs)

        if last == 1 and page == 1:
            return None
        return Paging(
            previous=at(min(page - 1, last)) if page > 1 else "",
            next=at(page + 1) if page < last else "",
            numbers=(),
        )
