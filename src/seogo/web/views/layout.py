"""Layout around every page: title, language switch, search form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seogo.languages import Language
from seogo.messages.catalogues import text_of
from seogo.searching.request import SearchRequest
from seogo.web.http.assets import StaticFile
from seogo.web.http.request_context import RequestContext
from seogo.web.views.components import Alternate, Link, Meta
from seogo.web.views.contexts import Form, Frame
from seogo.web.views.text_runs import Run, Text, by_script, to_text

_NOT_CARRIED = frozenset({"q", "without", "page", "size"})
"""What belongs to one query alone; another one keeps filters and order."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Layout around all pages of an archive with these ``titles`` by language; ``files`` are style,
    script and icon by name."""

    titles: Mapping[Language, str]
    files: Mapping[str, StaticFile]

    def build(
        self,
        ctx: RequestContext,
        title: Text | None = None,
        *,
        request: SearchRequest | None = None,
        json: str = "",
        alternates: tuple[Alternate, ...] = (),
        canonical: str = "",
        holds: str = "",
        printed: Text | None = None,
        shared: tuple[Meta, ...] = (),
    ) -> Frame:
        """The frame of a page. ``title`` comes before that of the archive; ``request`` is the search it belongs to;
        ``json`` is the address of the page as JSON where that is its only other form; ``holds`` says what
        the archive holds."""
        ui = ctx.ui
        site = self.titles[ui]
        return Frame(
            ui=ui,
            site=by_script(site, ui),
            title=_window_title(title, self.titles, ui),
            front=ctx.addresses.front(),
            switch=Link(
                to_text(text_of(ui, "other_interface"), ui.other),
                ctx.switched,
                label=text_of(ui, "other_interface_label"),
            ),
            style=self._address(ctx, "seogo.css"),
            script=self._address(ctx, "seogo.js"),
            icon=self._address(ctx, "seogo.svg"),
            suggest=ctx.addresses.suggest(),
            concordance=ctx.addresses.concordance(SearchRequest()),
            lexicon=ctx.addresses.lexicon(SearchRequest()),
            help=ctx.addresses.same("/help", ()),
            search_help=ctx.addresses.same("/help/searching", ()),
            form=_form(ctx, request or SearchRequest()),
            basket=ctx.addresses.same("/basket", ()),
            api=ctx.addresses.same("/api", ()),
            manifest=ctx.addresses.same("/manifest.webmanifest", ()),
            touch_icon=self._address(ctx, "touch-icon.png"),
            favicon=f"{ctx.addresses.root}/favicon.ico",
            opensearch=ctx.addresses.same("/opensearch.xml", ()),
            alternates=(Alternate(json, "application/json", text_of(ui, "as_json")),)
            if json
            else alternates,
            canonical=canonical,
            holds=holds,
            printed=printed,
            shared=shared,
        )

    def _address(self, ctx: RequestContext, name: str) -> str:
        return ctx.addresses.static(name, self.files[name].version)


def _window_title(title: Text | None, sites: Mapping[Language, str], ui: Language) -> Text:
    """The title of the window, in one language as a whole: inside <title>, runs cannot be marked."""
    lang = title.lang if title else ui
    return Text(lang, (Run(f"{title} – {sites[lang]}" if title else sites[lang]),))


def _form(ctx: RequestContext, request: SearchRequest) -> Form:
    pairs = ctx.addresses.pairs(request)
    return Form(
        action=ctx.addresses.plain_search(),
        q=request.q,
        hidden=tuple((name, value) for name, value in pairs if name not in _NOT_CARRIED),
    )
