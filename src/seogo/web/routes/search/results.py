"""Results of a search, as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from seogo.serializers.search import to_json
from seogo.web.context import Desk
from seogo.web.http.responses import document, not_modified
from seogo.web.views.alternates import (
    Relation,
    link_header,
    search_alternates,
    steps,
    to_relations,
)
from seogo.web.views.search.no_results import everything, ways_out
from seogo.web.views.search.options import to_choices
from seogo.web.views.search.timeline import to_periods, to_timeline


@dataclass(frozen=True, slots=True)
class SearchRoutes:
    """The routes of a search. They raise QuerySyntaxError, RequestError and IndexUnavailable."""

    desk: Desk

    def page(self) -> AnyResponse:
        """``/search``: results. A form that was sent with empty fields is led to the address without them."""
        visit = self.desk.visit()
        found = self.desk.search_request()
        if any(not value.strip() for value in request.args.values()):
            return redirect(visit.addresses.search(found))
        words, today = self.desk.words(visit), datetime.now(self.desk.site.archive.zone).date()
        tag = self.desk.tag(visit, today.isoformat())
        if known := not_modified(visit, tag):
            return known
        service = self.desk.site.search
        results = service.search(replace(found, prefer=visit.ui))
        empty = not results.total and not results.total_some
        go = visit.addresses
        ways = ways_out(found, service, words, go) if empty else ()
        meant = None
        if empty and results.corrections:
            query = results.corrections[0].text
            asked = replace(found, q=query, page=1, prefer=visit.ui)
            meant = service.search(asked, facets=False)
        context = replace(
            self.desk.results(visit).to_context(
                results, ways, everything(service, words, go) if empty else None, meant
            ),
            periods=to_periods(found, today, words, go) if results.pages else (),
            timeline=to_timeline(results, words, go),
            choices=to_choices(results, words, go) if results.pages else None,
        )
        response = self.desk.show(
            context,
            visit,
            title=context.heading,
            tag=tag,
            found=found,
            alternates=search_alternates(found, words, go),
            canonical=visit.addresses.without_language().search(found),
        )
        relations = (
            *steps(found, results.pages, go),
            *to_relations(search_alternates(found, words, go)),
        )
        response.headers["Link"] = link_header(relations)
        return response

    def json(self) -> Response:
        """``/search.json``: the same search as the page, see seogo.serializers.search."""
        visit = self.desk.visit()
        found = self.desk.search_request()
        tag = self.desk.tag(visit)
        if known := not_modified(visit, tag):
            return known
        results = self.desk.site.search.search(replace(found, prefer=visit.ui))
        response = document(to_json(results, address=visit.addresses), visit, tag=tag)
        page = Relation("alternate", visit.addresses.search(found), "text/html")
        relations = (*steps(found, results.pages, visit.addresses, ".json"), page)
        response.headers["Link"] = link_header(relations)
        return response
