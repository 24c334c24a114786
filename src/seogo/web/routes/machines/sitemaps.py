"""What search engines read: robots.txt (RFC 9309) and sitemaps (sitemaps.org) with translations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from flask import Response, request
from werkzeug.exceptions import NotFound

from seogo.documents.document import Record, to_record
from seogo.web.context import AppContext
from seogo.web.http.responses import not_modified, written

MOST_ADDRESSES: Final = 50_000
"""Addresses of one sitemap, by its protocol."""

_SEARCHES: Final = ("search", "suggest", "analyze", "verify.json", "concordance")
"""Addresses without an end, which no robot needs."""
_AT_ONCE: Final = 1_000
_OPENING: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_PROTOCOL: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(frozen=True, slots=True)
class SitemapRoutes:
    """The routes for search engines."""

    app: AppContext

    def robots(self) -> Response:
        """``/robots.txt``: articles may be read, searches not; and where the sitemap is."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        root = ctx.addresses.root
        lines = [
            "User-agent: *",
            *(f"Disallow: {root}/{name}" for name in _SEARCHES),
            f"Sitemap: {self._origin()}{root}/sitemap.xml",
        ]
        return written(
            "\n".join(lines) + "\n",
            ctx,
            "text/plain",
            tag=self.app.lasting_tag(ctx, self._origin()),
        )

    def sitemap(self) -> Response:
        """``/sitemap.xml``: all articles, or the sitemaps that have them where they are many. Raises IndexUnavailable."""
        ids = self._ids()
        if len(ids) <= MOST_ADDRESSES:
            return self._answer(self._articles(ids))
        root, many = self.app.request_context().addresses.root, -(-len(ids) // MOST_ADDRESSES)
        parts = (
            f"<sitemap><loc>{self._origin()}{root}/sitemap-{number}.xml</loc></sitemap>\n"
            for number in range(1, many + 1)
        )
        return self._answer((f"<sitemapindex {_PROTOCOL}>\n", *parts, "</sitemapindex>\n"))

    def part(self, number: int) -> Response:
        """``/sitemap-<number>.xml``: a sitemap of many. Raises NotFound, IndexUnavailable."""
        ids = self._ids()
        some = ids[(number - 1) * MOST_ADDRESSES : number * MOST_ADDRESSES] if number else []
        if not some or len(ids) <= MOST_ADDRESSES:
            raise NotFound
        return self._answer(self._articles(some))

    def _origin(self) -> str:
        return request.host_url.rstrip("/")

    def _ids(self) -> list[str]:
        self.app.search_request("ui")
        return sorted(self.app.site.current().engine.content_hashes())

    def _answer(self, parts: Iterator[str] | Sequence[str]) -> Response:
        ctx = self.app.request_context()
        tag = self.app.tag(ctx, self._origin())
        if known := not_modified(ctx, tag):
            return known
        return written(_OPENING + "".join(parts), ctx, "application/xml", tag=tag)

    def _articles(self, ids: Sequence[str]) -> Iterator[str]:
        engine = self.app.site.current().engine
        yield f'<urlset {_PROTOCOL} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        for first in range(0, len(ids), _AT_ONCE):
            stored = engine.stored(ids[first : first + _AT_ONCE])
            yield from (self._article(to_record(stored[one])) for one in sorted(stored))
        yield "</urlset>\n"

    def _article(self, record: Record) -> str:
        languages = {record.id: record.lang, **record.translations} if record.translations else {}
        day = (record.updated or record.published)[: len("2026-01-19")]
        return (
            f"<url><loc>{escape(self._address(record.id))}</loc>"
            + (f"<lastmod>{escape(day)}</lastmod>" if day else "")
            + "".join(
                f'<xhtml:link rel="alternate" hreflang="{lang.value}" href={quoteattr(self._address(one))}/>'
                for one, lang in languages.items()
            )
            + "</url>\n"
        )

    def _address(self, article_id: str) -> str:
        plain = self.app.request_context().addresses.without_language()
        return self._origin() + plain.article(article_id)
