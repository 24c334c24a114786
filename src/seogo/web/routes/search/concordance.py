"""``/concordance``: sentences with a word beside their translations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import quote

from flask import Response, request

from seogo.exporters.tmx import TmxUnit, to_tmx
from seogo.languages import Language
from seogo.pairs.concordance import ConcordancePage, Line, Neighbour, open_concordance
from seogo.serializers.concordance import to_concordance_results
from seogo.web.context import AppContext
from seogo.web.http import responses
from seogo.web.http.params import decode, to_concordance_request
from seogo.web.routes.search.exports import file_name
from seogo.web.views.components import Alternate
from seogo.web.views.search.concordance import ConcordanceView


class _Kept(TypedDict):
    """What all forms of a page have in their addresses."""

    counterpart: str | None
    neighbour: Neighbour | None


@dataclass(frozen=True, slots=True)
class ConcordanceRoutes:
    """The routes of the concordance. They raise RequestError, IndexUnavailable."""

    app: AppContext

    def page(self) -> Response:
        """``/concordance``: as a page."""
        ctx = self.app.request_context()
        made, view = self._made()
        tag = self.app.tag(ctx)
        if known := responses.not_modified(ctx, tag):
            return known
        locale, addresses = self.app.locale(ctx), ctx.addresses
        context = ConcordanceView(locale, addresses, view).to_page(made)
        asked, kept = made.request, _kept(made)
        alternates = [
            Alternate(
                addresses.concordance(asked, ".json", **kept),
                "application/json",
                locale.string("as_json"),
            )
        ]
        if made.lines:
            memory = addresses.concordance(asked, ".tmx", **kept)
            alternates.insert(
                0, Alternate(memory, "application/x-tmx+xml", locale.string("concordance_tmx"))
            )
        return self.app.show(
            context,
            ctx,
            title=context.heading,
            tag=tag,
            alternates=tuple(alternates),
            canonical=addresses.without_language().concordance(asked, **kept),
        )

    def document(self) -> Response:
        """``/concordance.json``: the same as JSON, as seogo.serializers.concordance declares it."""
        ctx = self.app.request_context()
        made, _ = self._made()
        tag = self.app.tag(ctx)
        if known := responses.not_modified(ctx, tag):
            return known
        return responses.document(to_concordance_results(made, self.app.style(ctx)), ctx, tag=tag)

    def tmx(self) -> Response:
        """``/concordance.tmx``: the lines of the page as a translation memory."""
        ctx = self.app.request_context()
        made, _ = self._made()
        text = "".join(to_tmx(map(_unit, made.lines)))
        response = responses.written(text, ctx, "application/x-tmx+xml")
        name = quote(file_name(made.request.q, self.app.today()))
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"concordance.tmx\"; filename*=UTF-8''{name}.tmx"
        )
        return response

    def _made(self) -> tuple[ConcordancePage, str]:
        """The page of a concordance, and the view that is asked for."""
        wanted = to_concordance_request(decode(request.query_string))
        site = self.app.site
        concordance = open_concordance(site.search, site.current)
        return concordance.page(wanted.search, wanted.counterpart, wanted.neighbour), wanted.view


def _kept(made: ConcordancePage) -> _Kept:
    return {"counterpart": made.counterpart, "neighbour": made.neighbour}


def _unit(line: Line) -> TmxUnit:
    korean, english = sorted(
        (line.source, line.target), key=lambda one: one.language is Language.EN
    )
    return (korean.id, english.id), korean.text, english.text
