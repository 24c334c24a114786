"""The front page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from seogo.articles.about import about_text
from seogo.articles.markdown import to_blocks
from seogo.documents.document import Record
from seogo.languages import Language
from seogo.searching.hits import Hit
from seogo.searching.request import SearchRequest
from seogo.web.context import AppContext
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import not_modified
from seogo.web.routes.browse.lists import ListRoutes
from seogo.web.views.browse.archive_overview import MOST_YEARS, year_chart, year_rows
from seogo.web.views.components import Link, Listed
from seogo.web.views.contexts import FrontPage
from seogo.web.views.formatting import Locale
from seogo.web.views.search.facets import to_facets
from seogo.web.views.text_runs import language_of, typeset

_LATEST: Final = 6
_HEADING: Final = re.compile("<(/?)h[1-6](?: [^<>]*)?>")


@dataclass(frozen=True, slots=True)
class FrontRoute:
    """The route of the front page. It raises RequestError and IndexUnavailable."""

    app: AppContext
    lists: ListRoutes

    def page(self) -> AnyResponse:
        """``/``: the search form, and what the archive holds."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        archive = self.app.site.archive
        about = about_text(archive, self.app.site.settings.about, ctx.ui)
        tag = self.app.tag(ctx, about)
        if known := not_modified(ctx, tag):
            return known
        locale, addresses = self.app.locale(ctx), ctx.addresses
        latest = self.app.site.search.search(
            SearchRequest(sort="newest", size=_LATEST, prefer=ctx.ui)
        )
        languages = dict(latest.facets.get("lang", ()))
        all_articles = locale.string("front_articles", count=latest.index.articles)
        everything = addresses.search(SearchRequest())
        counts = [Link(locale.ui_text(all_articles), everything)]
        for language in Language:
            number = languages.get(language.value, 0)
            name = locale.language_name(language)
            text = locale.ui_text(locale.string("front_language", count=number, language=name))
            counts.append(Link(text, addresses.search(SearchRequest(lang=language))))
        years = year_rows(self.app.site.search, locale, addresses)
        context = FrontPage(
            counts=tuple(counts),
            latest=tuple(self._listed(hit, ctx) for hit in latest.hits),
            facets=tuple(
                facet
                for facet in to_facets(
                    replace(latest, request=SearchRequest()), locale, addresses, every=True
                )
                if facet.title != locale.string("facet_lang")  # the table has these
            ),
            everything=everything,
            years=years[:MOST_YEARS],
            chart=year_chart(years, locale),
            span=self._span(locale),
            about=_to_html(about, ctx.ui),
            about_lang=language_of(about, ctx.ui),
            browse=self.lists.elsewhere(ctx),
        )
        return self.app.show(context, ctx, title=None, tag=tag)

    def _span(self, locale: Locale) -> str:
        """From when to when the articles are, in words; empty where none has a date."""
        days = self.app.site.search.days()
        if days is None:
            return ""
        first, last = (day.isoformat()[:7] for day in days)
        return locale.string("front_span", span=locale.period(first, last))

    def _listed(self, hit: Hit, ctx: RequestContext) -> Listed:
        """A hit as one of the latest articles, in the language of the interface where it has that."""
        service = self.app.site.search
        names = [name for name, lang in hit.translations.items() if lang is ctx.ui]
        wanted = hit.id if hit.lang is ctx.ui or not names else names[0]
        record: Record | None = service.record(wanted) or service.record(hit.id)
        if record is None:  # the index was exchanged between two looks
            raise NotFound
        return self.app.results_view(ctx).listed(record)


def _to_html(about: str, ui: Language) -> Markup:
    """Markdown about the archive; headings begin below those of the page, so they are only strong."""
    html = "".join(block.html for block in to_blocks(about, anchor="about-"))
    html = _HEADING.sub(lambda tag: f"<{tag[1]}p>" if tag[1] else "<p>", html)
    return Markup(typeset(html, language_of(about, ui)))  # noqa: S704
