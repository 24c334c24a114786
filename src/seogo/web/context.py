"""Context of the application: what all routes share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final

from flask import Response, g, render_template, request

from seogo.composition import Site
from seogo.errors import IndexUnavailable
from seogo.languages import Language
from seogo.messages.catalogues import text_of
from seogo.searching.parameter_kinds import Parameter
from seogo.searching.parameters import PART, to_part, to_request
from seogo.searching.request import PartRequest, SearchRequest
from seogo.serializers.citations import CitationStyle
from seogo.web.http.assets import digest
from seogo.web.http.params import SEARCH, UI, decode, named
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import page
from seogo.web.http.short_links import readable, with_short_links
from seogo.web.views.alternates import link_header, to_relations
from seogo.web.views.articles.article import ArticleView
from seogo.web.views.components import Alternate, Meta
from seogo.web.views.contexts import PAGES
from seogo.web.views.formatting import Locale
from seogo.web.views.layout import Layout
from seogo.web.views.search.results import ResultsView
from seogo.web.views.text_runs import Text

_TEMPLATES: Final = {context: name for name, context in PAGES.items()}


@dataclass(frozen=True, slots=True)
class AppContext:
    """Context of the application: the site, the layout of its pages, and its ``edition``, a hash of code, templates and
    texts, which is part of every entity tag."""

    site: Site
    layout: Layout
    edition: str

    def request_context(self) -> RequestContext:
        """The context of the current request."""
        if "ctx" not in g:
            g.ctx = RequestContext.of(request)
        ctx: RequestContext = g.ctx
        return ctx

    def search_request(self, *names: str, more: Sequence[Parameter] = ()) -> SearchRequest:
        """The search that the address asks for; with ``names`` only these parameters and ``ui`` may occur in it, and those of
        ``more``. Raises ParameterError."""
        parameters = named(*names) if names else SEARCH
        pairs = decode(request.query_string)
        return to_request(pairs, (*parameters, *more), zone=self.site.archive.zone)

    def part_request(self) -> PartRequest | None:
        """The part of an article that the address asks for, None for the whole. Raises ParameterError."""
        return to_part(decode(request.query_string), (*PART, UI))

    def locale(self, ctx: RequestContext) -> Locale:
        """The locale of a request."""
        return Locale(ctx.ui, self.site.archive.zone)

    def style(self, ctx: RequestContext) -> CitationStyle:
        """The style of citations for the reader of a request."""
        return CitationStyle(ctx.ui, ctx.addresses, self.site.archive.zone)

    def results_view(self, ctx: RequestContext) -> ResultsView:
        """The view of results for a request."""
        return ResultsView(self.locale(ctx), ctx.addresses)

    def article_view(self, ctx: RequestContext) -> ArticleView:
        """The view of articles for a request."""
        return ArticleView(self.site.archive, self.site.search, self.locale(ctx), ctx.addresses)

    def tag(self, ctx: RequestContext, *content: str) -> str:
        """The entity tag of an answer: index, level, address, language, program, and the ``content`` of files read for it.

        Raises IndexUnavailable.
        """
        fingerprint = self.site.search.index().fingerprint
        level = self.site.search.highest()  # without its encoder, an index answers otherwise
        origin = ctx.addresses.origin  # stands in citations
        known = (fingerprint, level, origin, ctx.instance, ctx.ui.value, self.edition)
        parts = (*known, self.today().isoformat(), *content)  # a printed page says when
        return digest(*(part.encode() for part in parts))

    def lasting_tag(self, ctx: RequestContext, *content: str) -> str:
        """The entity tag of an answer that no article changes."""
        parts = (ctx.instance, ctx.ui.value, self.edition, self.today().isoformat(), *content)
        return digest(*(part.encode() for part in parts))

    def show(
        self,
        context: object,
        ctx: RequestContext,
        *,
        title: Text | None,
        status: int = 200,
        tag: str = "",
        found: SearchRequest | None = None,
        json: str = "",
        alternates: tuple[Alternate, ...] = (),
        canonical: str = "",
        shared: tuple[Meta, ...] = (),
    ) -> Response:
        """A page from its context; the other arguments are those of Layout.build and responses.page."""
        frame = self.layout.build(
            ctx,
            title,
            request=found,
            json=json,
            alternates=alternates,
            canonical=canonical,
            holds=self._holds(ctx) if status == 200 else "",
            shared=shared or self._shared(ctx, title, canonical),
            printed=self.locale(ctx).text(
                "printed",
                address=readable(request.host_url.rstrip("/") + ctx.instance),
                day=self.locale(ctx).date(self.today()),
            ),
        )
        html = render_template(
            _TEMPLATES[type(context)], page=context, frame=frame, t=_texts(ctx.ui)
        )
        response = page(with_short_links(html), ctx, status=status, tag=tag)
        if frame.alternates:
            response.headers["Link"] = link_header(to_relations(frame.alternates))
        return response

    def _shared(self, ctx: RequestContext, title: Text | None, canonical: str) -> tuple[Meta, ...]:
        """What a link to a page that is no article shows elsewhere (Open Graph)."""
        site, origin = self.layout.titles[ctx.ui], request.host_url.rstrip("/")
        icon = self.layout.files["icon-512.png"]
        found = (
            ("og:type", "website"),
            ("og:title", str(title) if title else site),
            ("og:site_name", site),
            ("og:description", "" if title else self.locale(ctx).string("front_lead")),
            ("og:url", origin + canonical if canonical else ""),
            ("og:image", origin + ctx.addresses.static("icon-512.png", icon.version)),
        )
        return tuple(Meta(name, content) for name, content in found if content)

    def today(self) -> date:
        return datetime.now(self.site.archive.zone).date()

    def _holds(self, ctx: RequestContext) -> str:
        """What the archive holds, in words; empty where no index says so."""
        locale = self.locale(ctx)
        try:
            count, days = self.site.search.index().articles, self.site.search.days()
        except IndexUnavailable:
            return ""
        if days is None:
            return locale.string("holds_undated", count=count)
        return locale.string("holds", count=count, last=locale.date(days[1]))


class _Texts(dict[str, str]):
    """The texts of the interface that templates ask for, by code; each is looked up once."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, code: str) -> str:
        """The text of a code. Raises LookupError."""
        return self.setdefault(code, text_of(self._language, code))


_texts = cache(_Texts)
