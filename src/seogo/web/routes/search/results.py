"""Results of a search, as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from seogo.answers.coverage import coverage_of
from seogo.answers.passages import find_passages
from seogo.searching.parameters import PASSAGES
from seogo.searching.request import SearchRequest
from seogo.serializers.result_page import to_result_page
from seogo.web.context import AppContext
from seogo.web.http.responses import as_sent, document, not_modified
from seogo.web.views.alternates import (
    Relation,
    link_header,
    search_alternates,
    steps,
    to_relations,
)
from seogo.web.views.components import Link
from seogo.web.views.formatting import Locale
from seogo.web.views.search.facets import restricted
from seogo.web.views.search.no_results import absent_words, everything, ways_out
from seogo.web.views.search.notes import NotesView
from seogo.web.views.search.timeline import to_periods
from seogo.web.views.search.tools import ToolsView


@dataclass(frozen=True, slots=True)
class SearchRoutes:
    """The routes of a search. They raise RequestError and IndexUnavailable."""

    app: AppContext

    def page(self) -> AnyResponse:
        """``/search``: results. A form that was sent with empty fields is led to the address without them."""
        ctx = self.app.request_context()
        found = self.app.search_request()
        if any(not value.strip() for value in request.args.values()):
            return redirect(ctx.addresses.search(found))
        locale = self.app.locale(ctx)
        tag = self.app.tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        service = self.app.site.search
        results = service.search(replace(found, prefer=ctx.ui))
        empty = not results.total and not results.total_some
        addresses = ctx.addresses
        ways = () if results.pages else ways_out(found, service, locale, addresses)
        corrected = None
        if empty and results.corrections:
            query = results.corrections[0].text
            instead = replace(found, q=query, page=1, prefer=ctx.ui)
            corrected = service.search(instead, facets=False)
        context = self.app.results_view(ctx).to_context(
            results,
            ways,
            None if results.pages else everything(service, locale, addresses),
            corrected,
            coverage_of(results, service, addresses, ctx.ui),
            absent=() if results.pages else absent_words(found, service),
            plain=self._unfiltered(found, locale) if restricted(found) else "",
        )
        if results.pages:
            days = service.days()
            periods = to_periods(results, days[1] if days else None, locale, addresses)
            tools = ToolsView(locale, addresses).to_tools(results, periods, days)
            elsewhere: tuple[Link, ...] = ()
            if found.q.strip():
                bare = SearchRequest(q=found.q)
                elsewhere = (
                    Link(locale.text("concordance_title"), addresses.concordance(bare)),
                    Link(locale.text("lexicon_title"), addresses.lexicon(bare)),
                    Link(
                        locale.text("frequency_title"),
                        addresses.frequency([found.q], found),
                    ),
                )
            context = replace(context, tools=tools, elsewhere=elsewhere)
        narrowed = bool(context.active or context.corrections)
        notes = NotesView(locale, addresses, service).to_notes(results, narrowed=narrowed)
        context = replace(context, notes=notes)
        alternates = search_alternates(found, locale, addresses) if results.pages else ()
        response = self.app.show(
            context,
            ctx,
            title=context.heading,
            tag=tag,
            found=found,
            alternates=alternates,
            canonical=ctx.addresses.without_language().search(found),
        )
        relations = (
            *steps(found, results.pages, addresses),
            *to_relations(alternates),
        )
        response.headers["Link"] = link_header(relations)
        return response

    def _unfiltered(self, found: SearchRequest, locale: Locale) -> str:
        """How much the query finds without filters."""
        every, some = self.app.site.search.article_totals(found.unfiltered())
        return locale.article_count(every, some, typed=bool(found.q.strip()))

    def json(self) -> Response:
        """``/search.json``: the page of results as JSON (seogo.serializers.result_page)."""
        ctx = self.app.request_context()
        found = self.app.search_request(more=PASSAGES)
        tag = self.app.tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        style, service = self.app.style(ctx), self.app.site.search
        asked = replace(found, prefer=ctx.ui)
        if found.budget is not None or found.skip:
            return document(find_passages(asked, service, style, as_sent), ctx, tag=tag)
        results = service.search(asked)
        coverage = coverage_of(results, service, ctx.addresses, ctx.ui)
        response = document(to_result_page(results, style, coverage), ctx, tag=tag)
        page = Relation("alternate", ctx.addresses.search(found), "text/html")
        relations = (*steps(found, results.pages, ctx.addresses, ".json"), page)
        response.headers["Link"] = link_header(relations)
        return response
