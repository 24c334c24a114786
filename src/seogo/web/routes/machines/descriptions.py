"""How the archive describes itself to programs: to browsers as a search engine, to others as an OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from flask import Response, request

from seogo.serializers.search import SEARCH_FORMS
from seogo.web.context import Desk
from seogo.web.http.responses import document, not_modified, written
from seogo.web.openapi.specification import to_openapi
from seogo.web.routes.search.feed import OPEN_SEARCH, clean

_LONGEST_NAME: Final = 16
"""Characters of a ShortName, by OpenSearch 1.1."""

_LONGEST_TITLE: Final = 48


@dataclass(frozen=True, slots=True)
class Describing:
    """The descriptions of one application."""

    desk: Desk

    def opensearch(self) -> Response:
        """``/opensearch.xml``: an OpenSearch 1.1 description, so that browsers can search here."""
        visit = self.desk.visit()
        self.desk.search_request("ui")
        origin = request.host_url.rstrip("/")
        tag = self.desk.lasting_tag(visit, origin)
        if known := not_modified(visit, tag):
            return known
        words, go = self.desk.words(visit), visit.addresses
        site = self.desk.frames.titles[visit.ui]
        root = ElementTree.Element("OpenSearchDescription", xmlns=OPEN_SEARCH)
        for name, text in (
            ("ShortName", site[:_LONGEST_NAME]),
            ("LongName", site[:_LONGEST_TITLE]),
            ("Description", words.say("front_lead")),
            ("InputEncoding", "UTF-8"),
            ("OutputEncoding", "UTF-8"),
            *(("Language", language) for language in ("ko", "en")),
        ):
            ElementTree.SubElement(root, name).text = clean(text)
        kept = f"&ui={go.ui}" if go.ui else ""
        paged = f"q={{searchTerms}}&page={{startPage?}}&size={{count?}}{kept}"
        search = origin + go.plain_search()
        for media_type, template in (
            ("text/html", f"{search}?{paged}"),
            *((media, f"{search}{ending}?{paged}") for ending, media in SEARCH_FORMS.items()),
            (
                "application/x-suggestions+json",
                f"{origin}{go.root}/suggest?q={{searchTerms}}{kept}",
            ),
        ):
            facts = {"type": media_type, "template": clean(template)}
            if media_type == "application/x-suggestions+json":
                facts["rel"] = "suggestions"
            ElementTree.SubElement(root, "Url", facts)
        text = '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode")
        return written(f"{text}\n", visit, "application/opensearchdescription+xml", tag=tag)

    def openapi(self) -> Response:
        """``/openapi.json``: what can be asked and what is answered (OpenAPI 3.1)."""
        visit = self.desk.visit()
        self.desk.search_request("ui")
        tag = self.desk.lasting_tag(visit)
        if known := not_modified(visit, tag):
            return known
        site = self.desk.frames.titles[visit.ui]
        content = to_openapi(
            site, self.desk.words(visit).say("api_description"), visit.addresses.root
        )
        return document(content, visit, tag=tag)
