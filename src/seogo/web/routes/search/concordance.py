"""``/concordance``: sentences with a word beside their translations."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from seogo.pairs.concordance import (
    ConcordancePage,
    open_concordance,
)
from seogo.serializers.concordance import to_concordance_results
from seogo.web.context import AppContext
from seogo.web.http import responses
from seogo.web.http.request_context import RequestContext
from seogo.web.views.search.concordance import to_context


@dataclass(frozen=True, slots=True)
class ConcordanceRoutes:
    """The routes of the concordance."""

    app: AppContext

    def page(self) -> Response:
        """``/concordance``: as a page."""
        ctx, made = self.app.request_context(), self._made()
        tag = self._tag(ctx, made)
        if known := responses.not_modified(ctx, tag):
            return known
        context = to_context(made, self.app.locale(ctx), ctx.addresses)
        request = made.request
        return self.app.show(
            context,
            ctx,
            title=context.heading,
            tag=tag,
            json=ctx.addresses.concordance(request, ".json"),
            canonical=ctx.addresses.without_language().concordance(request),
        )

    def document(self) -> Response:
        """``/concordance.json``: the same as JSON, as seogo.serializers.concordance declares it."""
        ctx, made = self.app.request_context(), self._made()
        tag = self._tag(ctx, made)
        if known := responses.not_modified(ctx, tag):
            return known
        return responses.document(to_concordance_results(made, ctx.addresses), ctx, tag=tag)

    def _made(self) -> ConcordancePage:
        request = self.app.search_request("q", "lang", "page", "size")
        site = self.app.site
        return open_concordance(site.archive, site.search, site.current).page(request)

    def _tag(self, ctx: RequestContext, made: ConcordancePage) -> str:
        return self.app.tag(ctx, *(line.source.text for line in made.lines))
