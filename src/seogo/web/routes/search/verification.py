"""``/verify.json``: whether a quote stands in the archive."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request

from seogo.answers.open_archive import OpenArchive
from seogo.searching.parameters import QUOTE, parse_pairs
from seogo.web.context import AppContext
from seogo.web.http.params import UI, decode
from seogo.web.http.rate_limit import RateLimit
from seogo.web.http.responses import document, not_modified


@dataclass(frozen=True, slots=True)
class VerificationRoute:
    """The route of checked quotes. It raises RequestError, TooMuch, ArticleUnknown and IndexUnavailable. What its
    answers cost is counted with that of other addresses that have the ``limit``."""

    app: AppContext
    limit: RateLimit

    def document(self) -> Response:
        """``/verify.json``: the verdict on a quote, as seogo.serializers.verification declares it."""
        ctx = self.app.request_context()
        given = parse_pairs(decode(request.query_string), (*QUOTE, UI))
        tag = self.app.tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        archive = OpenArchive(self.app.site, ctx.ui, self.app.style(ctx))
        with self.limit.counting(request.remote_addr or ""):
            found = archive.verify(given.get("quote", ""), article=given.get("article"))
        return document(found, ctx, tag=tag)
