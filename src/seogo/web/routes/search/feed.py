"""A search as a feed (Atom, RFC 4287, with the totals of OpenSearch 1.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final
from xml.etree import ElementTree

from flask import Response, request
from werkzeug.exceptions import NotFound

from seogo.documents.document import Record
from seogo.errors import ConfigError
from seogo.searching.hits import Hit
from seogo.searching.parameters import parse_pairs
from seogo.searching.request import LARGEST_PAGE, SearchPage, SearchRequest
from seogo.searching.service import ALL_BY_WORDS
from seogo.serializers.result_page import SEARCH_FORMS
from seogo.watches.definitions import load_watches
from seogo.web.context import AppContext
from seogo.web.http.params import UI, decode
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import not_modified, written
from seogo.web.views.alternates import Relation, link_header, steps

ATOM: Final = "http://www.w3.org/2005/Atom"
OPEN_SEARCH: Final = "http://a9.com/-/spec/opensearch/1.1/"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ElementTree.register_namespace("", ATOM)
ElementTree.register_namespace("opensearch", OPEN_SEARCH)


@dataclass(frozen=True, slots=True)
class FeedRoute:
    """The route of feeds."""

    app: AppContext

    def search(self) -> Response:
        """``/search.atom``: a page of results. Raises RequestError, IndexUnavailable."""
        ctx = self.app.request_context()
        found = self.app.search_request()
        return self._answer(ctx, found, ctx.addresses.search(found, ".atom"))

    def watch(self, name: str) -> Response:
        """``/watches/<name>.atom``: the newest articles of a saved search. Raises NotFound, ParameterError,
        IndexUnavailable."""
        ctx = self.app.request_context()
        parse_pairs(decode(request.query_string), (UI,))
        try:
            archive = self.app.site.archive
            watches = load_watches(archive.root, archive.zone).watches
        except ConfigError as error:
            raise NotFound from error
        watch = next((one for one in watches if one.name == name), None)
        if watch is None:
            raise NotFound
        asked = replace(watch.request, sort="newest", size=LARGEST_PAGE)
        return self._answer(ctx, asked, ctx.addresses.watch(name), name)

    def _answer(
        self, ctx: RequestContext, found: SearchRequest, own: str, watch: str = ""
    ) -> Response:
        """A search as a feed with its ``own`` address, one of a ``watch`` under its name and without further pages."""
        origin = request.host_url.rstrip("/")
        tag = self.app.tag(ctx, origin, own, repr(found) if watch else "")
        if known := not_modified(ctx, tag):
            return known
        asked = replace(found, prefer=ctx.ui, level=found.level or ALL_BY_WORDS)
        answered = self.app.site.search.search(asked, facets=False)
        results = replace(answered, request=found)  # with its own address
        feed = self._feed(results, ctx, origin, own, watch)
        text = '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, "unicode")
        response = written(f"{text}\n", ctx, SEARCH_FORMS[".atom"], tag=tag)
        page = Relation("alternate", ctx.addresses.search(found), "text/html")
        others = () if watch else steps(found, results.pages, ctx.addresses, ".atom")
        relations = (*others, page)
        response.headers["Link"] = link_header(relations)
        return response

    def _feed(
        self, results: SearchPage, ctx: RequestContext, origin: str, own: str, watch: str
    ) -> ElementTree.Element:
        addresses, locale, asked = ctx.addresses, self.app.locale(ctx), results.request
        site = self.app.layout.titles[ctx.ui]
        typed = " ".join(asked.q.split())
        title = watch or (
            locale.string("results_for", query=typed)
            if typed
            else locale.string("results_everything")
        )
        feed = ElementTree.Element(f"{{{ATOM}}}feed", {_LANG: ctx.ui.value})
        _add(feed, "id", origin + own)
        _add(feed, "title", f"{title} – {site}")
        entries = [self._entry(hit, results, ctx, origin) for hit in results.hits]
        stamps = [entry.findtext(f"{{{ATOM}}}updated", "") for entry in entries]
        _add(feed, "updated", max(stamps, key=_moment, default=results.index.built_at))
        _add(_add(feed, "author"), "name", site)
        _link(feed, "self", origin + own, SEARCH_FORMS[".atom"])
        _link(feed, "alternate", origin + addresses.search(asked), "text/html")
        for step in () if watch else steps(asked, results.pages, addresses, ".atom"):
            name = {"prev": "previous"}.get(step.rel, step.rel)  # RFC 5005 has it in full
            _link(feed, name, origin + step.address, SEARCH_FORMS[".atom"])
        for name, number in (
            ("totalResults", results.total + results.total_some + results.total_meaning),
            ("startIndex", (asked.page - 1) * asked.size + 1),
            ("itemsPerPage", asked.size),
        ):
            ElementTree.SubElement(feed, f"{{{OPEN_SEARCH}}}{name}").text = str(number)
        feed.extend(entries)
        return feed

    def _entry(
        self, hit: Hit, results: SearchPage, ctx: RequestContext, origin: str
    ) -> ElementTree.Element:
        plain = ctx.addresses.without_language()
        record: Record | None = self.app.site.search.record(hit.id)
        zone = self.app.site.archive.zone
        published = to_moment(hit.published, zone)
        updated = to_moment(record.updated if record is not None else "", zone)
        entry = ElementTree.Element(f"{{{ATOM}}}entry", {_LANG: hit.lang.value})
        _add(entry, "id", origin + plain.article(hit.id))
        _add(entry, "title", hit.title)
        _add(entry, "updated", updated or published or results.index.built_at)
        if published:
            _add(entry, "published", published)
        for author in hit.authors or ((hit.source,) if hit.source else ()):
            _add(_add(entry, "author"), "name", author)
        _link(entry, "alternate", origin + ctx.addresses.article(hit.id), "text/html", hit.lang)
        for name, lang in hit.translations.items():
            _link(entry, "alternate", origin + ctx.addresses.article(name), "text/html", lang)
        for value in hit.tags:
            ElementTree.SubElement(entry, f"{{{ATOM}}}category", {"term": clean(value)})
        if hit.snippets:
            _add(entry, "summary", hit.snippets[0].text)
        return entry


def to_moment(text: str, zone: tzinfo) -> str:
    """A date of an article as RFC 3339 wants it: a day begins at midnight in ``zone``. Empty where there is none."""
    if not text:
        return ""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    if (
        moment.utcoffset() or timedelta()
    ).seconds % 60:  # local mean time, before zones were agreed
        moment = datetime.combine(moment.date(), time(), UTC)
    return moment.isoformat(timespec="seconds")


def clean(text: str) -> str:
    """A text without what XML cannot hold, such as most control characters."""
    return _NOT_XML.sub("�", text)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _add(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = clean(text) or None
    return element


def _link(
    parent: ElementTree.Element, rel: str, address: str, media_type: str, lang: str = ""
) -> None:
    facts = {"rel": rel, "href": clean(address), "type": media_type}
    if lang:
        facts["hreflang"] = str(lang)
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", facts)
