"""``/lexicon``: what the lexicon knows of a word."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from seogo.pairs.concordance import open_concordance
from seogo.pairs.lexicon_entries import LexiconEntry, look_up
from seogo.searching.request import SearchRequest
from seogo.serializers.words.lexicon import to_lexicon_answer
from seogo.web.context import AppContext
from seogo.web.http import responses
from seogo.web.views.search.lexicon import LexiconView


@dataclass(frozen=True, slots=True)
class LexiconRoutes:
    """The routes of the lexicon. They raise RequestError, IndexUnavailable."""

    app: AppContext

    def page(self) -> Response:
        """``/lexicon``: as a page."""
        ctx, request = self.app.request_context(), self.app.search_request("q", "lang")
        tag = self.app.tag(ctx)
        if known := responses.not_modified(ctx, tag):
            return known
        view = LexiconView(self.app.locale(ctx), ctx.addresses)
        context = view.to_page(request, self._found(request))
        return self.app.show(
            context,
            ctx,
            title=context.heading,
            tag=tag,
            json=ctx.addresses.lexicon(request, ".json"),
            canonical=ctx.addresses.without_language().lexicon(request),
        )

    def document(self) -> Response:
        """``/lexicon.json``: the same as JSON, as seogo.serializers.words.lexicon declares it."""
        ctx, request = self.app.request_context(), self.app.search_request("q", "lang")
        tag = self.app.tag(ctx)
        if known := responses.not_modified(ctx, tag):
            return known
        answer = to_lexicon_answer(request.q, self._found(request), self.app.style(ctx))
        return responses.document(answer, ctx, tag=tag)

    def _found(self, request: SearchRequest) -> list[LexiconEntry]:
        site = self.app.site
        return look_up(open_concordance(site.search, site.current), request.q, request.lang)
