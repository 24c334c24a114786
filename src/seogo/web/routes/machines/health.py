"""The JSON side: searches, articles, and whether the server is well."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Response

from seogo.serializers.search import article_to_json, to_json
from seogo.web.context import Desk
from seogo.web.http.responses import document, not_modified
from seogo.web.views.alternates import Relation, link_header, steps


@dataclass(frozen=True, slots=True)
class Api:
    """The JSON answers of one application."""

    desk: Desk

    def search(self) -> Response:
        """``/search.json``: the same search as the page, see seogo.serializers.search."""
        visit = self.desk.visit()
        found = self.desk.search_request()
        tag = self.desk.tag(visit)
        if known := not_modified(visit, tag):
            return known
        results = self.desk.site.search.search(replace(found, prefer=visit.ui))
        response = document(to_json(results, address=visit.addresses), visit, tag=tag)
        page = Relation("alternate", visit.addresses.search(found), "text/html")
        relations = (*steps(found, results.pages, visit.addresses, ".json"), page)
        response.headers["Link"] = link_header(relations)
        return response

    def article(self, article_id: str) -> Response:
        """``/articles/<id>.json``: an article's metadata and text."""
        visit = self.desk.visit()
        self.desk.search_request("ui")
        reader = self.desk.reader(visit)
        record = reader.record(article_id)
        article = reader.read(record).article
        tag = self.desk.tag(visit, article.content_hash)
        if known := not_modified(visit, tag):
            return known
        content = article_to_json(
            article, translations=record.translations, address=visit.addresses
        )
        return document(content, visit, tag=tag)

    def health(self) -> Response:
        """``/healthz``: the process answers."""
        return document({"status": "ok"}, self.desk.visit())

    def ready(self) -> Response:
        """``/readyz``: there is an index to search in. Raises IndexUnavailable, which is a 503."""
        index = self.desk.site.search.index()
        content = {
            "status": "ready",
            "index": {
                "fingerprint": index.fingerprint,
                "built_at": index.built_at,
                "articles": index.articles,
            },
        }
        return document(content, self.desk.visit())
