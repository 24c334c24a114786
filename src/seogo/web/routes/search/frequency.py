"""``/frequency``: how often articles have some words, over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import quote

from flask import Response, request

from seogo.searching.trends.associations import Associations, associations
from seogo.searching.trends.frequency import LONGEST, Frequency, frequency
from seogo.serializers.words.frequency import to_frequencies, to_table
from seogo.web.context import AppContext
from seogo.web.http import responses
from seogo.web.http.params import decode, to_frequency_request
from seogo.web.routes.search.exports import file_name, to_csv
from seogo.web.views.components import Alternate
from seogo.web.views.search.frequency import MOST_SHOWN, FrequencyView


@dataclass(frozen=True, slots=True)
class FrequencyRoutes:
    """The routes of frequencies. They raise RequestError, IndexUnavailable."""

    app: AppContext

    def page(self) -> Response:
        """``/frequency``: a chart, the table behind it, and what goes with the words."""
        ctx = self.app.request_context()
        found, share = self._found(MOST_SHOWN)
        tag = self.app.tag(ctx)
        if known := responses.not_modified(ctx, tag):
            return known
        locale = self.app.locale(ctx)
        view = FrequencyView(locale, ctx.addresses, share)
        context = view.to_page(found, self._associated(found))
        plain = replace(view, addresses=ctx.addresses.without_language())
        queries = ", ".join(found.request.queries)
        return self.app.show(
            context,
            ctx,
            title=locale.text("frequency_of", queries=queries)
            if queries
            else locale.text("frequency_title"),
            tag=tag,
            alternates=(
                Alternate(
                    view.address(found.request, ".csv"), "text/csv", locale.string("frequency_csv")
                ),
                Alternate(
                    view.address(found.request, ".json"),
                    "application/json",
                    locale.string("as_json"),
                ),
            )
            if queries
            else (),
            canonical=plain.address(found.request),
        )

    def document(self) -> Response:
        """``/frequency.json``: the same as JSON, as seogo.serializers.words.frequency declares it."""
        ctx = self.app.request_context()
        found, _ = self._found(LONGEST)
        tag = self.app.tag(ctx)
        if known := responses.not_modified(ctx, tag):
            return known
        answer = to_frequencies(found, self._associated(found), ctx.addresses)
        return responses.document(answer, ctx, tag=tag)

    def table(self) -> Response:
        """``/frequency.csv``: a row for each period, as ``/search.csv`` is written."""
        ctx = self.app.request_context()
        found, _ = self._found(LONGEST)
        response = responses.written(to_csv(to_table(found)), ctx, "text/csv")
        name = file_name(" ".join(found.request.queries), self.app.today())
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"frequency.csv\"; filename*=UTF-8''{quote(name)}.csv"
        )
        return response

    def _found(self, longest: int) -> tuple[Frequency, bool]:
        wanted, share = to_frequency_request(
            decode(request.query_string), self.app.site.archive.zone
        )
        return frequency(self.app.site.search, wanted, longest), share

    def _associated(self, found: Frequency) -> Mapping[str, Associations]:
        words = partial(associations, self.app.site.current())
        return {one.query: words(found.request.one(one.query)) for one in found.series}
