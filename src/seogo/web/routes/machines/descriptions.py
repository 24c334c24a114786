"""Descriptions of the archive for programs: OpenSearch for browsers, OpenAPI for others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from flask import Response, request

from seogo.answers.coverage import archive_coverage
from seogo.serializers.result_page import SEARCH_FORMS
from seogo.web.context import AppContext
from seogo.web.http.responses import document, not_modified, written
from seogo.web.openapi.specification import to_openapi
from seogo.web.routes.search.feed import OPEN_SEARCH, clean

_LONGEST_NAME: Final = 16
"""Characters of a ShortName, by OpenSearch 1.1."""

_LONGEST_TITLE: Final = 48


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
        return document(content, ctx, tag=tag)
