"""Descriptions of the archive for programs: OpenSearch for browsers, OpenAPI for others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from flask import Response, request

from seogo.answers.coverage import archive_coverage
from seogo.errors import ConfigError
from seogo.searching.request import SearchRequest
from seogo.serializers.result_page import SEARCH_FORMS
from seogo.watches.definitions import load_watches
from seogo.web.context import AppContext
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import document as json_document
from seogo.web.http.responses import not_modified, written
from seogo.web.openapi.specification import to_openapi
from seogo.web.routes.search.feed import OPEN_SEARCH, clean
from seogo.web.views.browse.api import ApiView, Example
from seogo.web.views.contexts import ApiPage

_LONGEST_NAME: Final = 16
"""Characters of a ShortName, by OpenSearch 1.1."""

_LONGEST_TITLE: Final = 48
_LONGEST_QUOTED: Final = 100
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_ICONS: Final = {
    "icon-192.png": "192x192",
    "icon-512.png": "512x512",
    "icon-maskable.png": "512x512",
    "seogo.svg": "any",
}
"""Icons of the site as an application, with their sizes."""


@dataclass(frozen=True, slots=True)
class DescriptionRoutes:
    """The routes of descriptions."""

    app: AppContext

    def opensearch(self) -> Response:
        """``/opensearch.xml``: an OpenSearch 1.1 description, so that browsers can search here."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        origin = request.host_url.rstrip("/")
        tag = self.app.lasting_tag(ctx, origin)
        if known := not_modified(ctx, tag):
            return known
        locale, addresses = self.app.locale(ctx), ctx.addresses
        site = self.app.layout.titles[ctx.ui]
        root = ElementTree.Element("OpenSearchDescription", xmlns=OPEN_SEARCH)
        for name, text in (
            ("ShortName", site[:_LONGEST_NAME]),
            ("LongName", site[:_LONGEST_TITLE]),
            ("Description", locale.string("front_lead")),
            ("InputEncoding", "UTF-8"),
            ("OutputEncoding", "UTF-8"),
            *(("Language", language) for language in ("ko", "en")),
        ):
            ElementTree.SubElement(root, name).text = clean(text)
        kept = f"&ui={addresses.ui}" if addresses.ui else ""
        paged = f"q={{searchTerms}}&page={{startPage?}}&size={{count?}}{kept}"
        search = origin + addresses.plain_search()
        for media_type, template in (
            ("text/html", f"{search}?{paged}"),
            *((media, f"{search}{ending}?{paged}") for ending, media in SEARCH_FORMS.items()),
            (
                "application/x-suggestions+json",
                f"{origin}{addresses.root}/suggest?q={{searchTerms}}{kept}",
            ),
        ):
            facts = {"type": media_type, "template": clean(template)}
            if media_type == "application/x-suggestions+json":
                facts["rel"] = "suggestions"
            ElementTree.SubElement(root, "Url", facts)
        text = '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode")
        return written(f"{text}\n", ctx, "application/opensearchdescription+xml", tag=tag)

    def llms(self) -> Response:
        """``/llms.txt``: what a language model should know of the archive (llmstxt.org)."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        origin = request.host_url.rstrip("/") + ctx.addresses.root
        tag = self.app.tag(ctx, origin)
        if known := not_modified(ctx, tag):
            return known
        site, locale = self.app.site, self.app.locale(ctx)
        covered = archive_coverage(site.search, ctx.addresses, ctx.ui).text
        codes = [f"llms_{name}" for name in ("search", "read", "verify", "concordance", "openapi")]
        codes += ["llms_mcp"] if site.settings.mcp else []
        lines = [
            f"# {self.app.layout.titles[ctx.ui]}",
            f"> {locale.string('front_lead')}",
            f"{covered} {locale.string('llms_content')}",
            f"## {locale.string('llms_addresses')}",
            "\n".join(f"- {locale.string(code, origin=origin)}" for code in codes),
            f"## {locale.string('llms_more')}",
            f"- [{locale.string('llms_connect')}]({origin}/help/assistants)\n- [API]({origin}/help/api)",
        ]
        return written("\n\n".join(lines) + "\n", ctx, "text/plain", tag=tag)

    def api(self) -> Response:
        """``/api``: addresses, parameters and examples for people, from the OpenAPI document."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        origin = request.host_url.rstrip("/")
        tag = self.app.tag(ctx, origin)
        if known := not_modified(ctx, tag):
            return known
        locale, addresses = self.app.locale(ctx), ctx.addresses
        document = to_openapi("", "", addresses.root, ctx.ui)
        context = ApiPage(
            lead=locale.text("api_description"),
            sections=ApiView(locale, addresses, origin).to_sections(
                document["paths"], self._example(ctx)
            ),
            document=addresses.same("/openapi.json", ()),
            manual=addresses.same("/help/api", ()),
        )
        return self.app.show(context, ctx, title=locale.text("api.title"), tag=tag)

    def _example(self, ctx: RequestContext) -> Example:
        """The newest article, and a word of its title."""
        newest = SearchRequest(sort="newest", size=1, prefer=ctx.ui)
        hits = self.app.site.search.search(newest, facets=False).hits
        if not hits:
            return Example("news/example.en", "example", "example")
        title = hits[0].title
        words = sorted(_WORD.findall(title), key=len)
        word = words[-1] if words else title
        return Example(hits[0].id, title[:_LONGEST_QUOTED], word, self._watch())

    def _watch(self) -> str:
        """The name of a saved search; empty where there is none."""
        try:
            archive = self.app.site.archive
            watches = load_watches(archive.root, archive.zone).watches
        except ConfigError:
            return ""
        return watches[0].name if watches else ""

    def manifest(self) -> Response:
        """``/manifest.webmanifest``: the site as an application that a browser installs."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        tag = self.app.lasting_tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        files, addresses = self.app.layout.files, ctx.addresses
        title = self.app.layout.titles[ctx.ui]
        icons = [
            {
                "src": addresses.static(name, files[name].version),
                "type": files[name].media_type,
                "sizes": sizes,
                "purpose": "maskable" if "maskable" in name else "any",
            }
            for name, sizes in _ICONS.items()
        ]
        content = {
            "name": title,
            "short_name": title[:_LONGEST_NAME],
            "description": self.app.locale(ctx).string("front_lead"),
            "lang": ctx.ui.value,
            "start_url": addresses.front(),
            "scope": f"{addresses.root}/",
            "display": "minimal-ui",
            "background_color": "#fbfaf6",
            "theme_color": "#17506a",
            "icons": icons,
        }
        return json_document(content, ctx, tag=tag, media_type="application/manifest+json")

    def openapi(self) -> Response:
        """``/openapi.json``: addresses, parameters and responses (OpenAPI 3.1)."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        tag = self.app.lasting_tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        site = self.app.layout.titles[ctx.ui]
        content = to_openapi(
            site, self.app.locale(ctx).string("api_description"), ctx.addresses.root
        )
        return json_document(content, ctx, tag=tag)
