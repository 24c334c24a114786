"""An article, as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from seogo.serializers.search import article_to_json
from seogo.web.context import Desk
from seogo.web.http.responses import document, not_modified
from seogo.web.routes.articles.formats import Articles
from seogo.web.views.alternates import (
    article_alternates,
)
from seogo.web.views.articles.metadata_tags import to_json_ld, to_metas
from seogo.web.views.components import Alternate


@dataclass(frozen=True, slots=True)
class ArticleRoutes:
    """The routes of an article. They raise ArticleUnknown, ArticleMoved, ArticleGone, RequestError and IndexUnavailable."""

    desk: Desk
    articles: Articles

    def page(self, article_id: str) -> AnyResponse:
        """``/articles/<id>``: one article; the search it was found by comes along and is marked in it."""
        visit = self.desk.visit()
        found = self.desk.search_request()
        reader = self.desk.reader(visit)
        record = reader.record(article_id)
        reading = reader.read(record, found.q)
        tag = self.desk.tag(visit, reading.article.content_hash, request.host_url)
        if known := not_modified(visit, tag):
            return known
        plain, words = visit.addresses.without_language(), self.desk.words(visit)
        reference = self.articles.reference(reading.article, record, visit)
        origin = request.host_url.rstrip("/")
        languages = {record.id: record.lang, **record.translations}
        near, beside = self.articles.around(reading.article, record, visit)
        context = replace(
            reader.to_page(reading, found),
            permanent=reference.permalink,
            citations=self.articles.citations(reference, visit),
            related=near,
            beside=beside,
            versions=tuple(
                Alternate(origin + plain.article(name), lang=lang.value)
                for name, lang in languages.items()
            ),
            metas=to_metas(reference),
            json_ld=to_json_ld(
                reference,
                {origin + plain.article(name): lang for name, lang in record.translations.items()},
            ),
        )
        return self.desk.show(
            context,
            visit,
            title=context.title,
            tag=tag,
            found=found,
            alternates=article_alternates(article_id, words, visit.addresses),
            canonical=plain.article(article_id),
        )

    def json(self, article_id: str) -> Response:
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
