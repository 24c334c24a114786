"""An article, as a page and as JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Final

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from seogo.answers.parts import PartReader
from seogo.serializers.article import to_article_text
from seogo.web.context import AppContext
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import as_sent, document, not_modified
from seogo.web.http.short_links import readable
from seogo.web.routes.articles.formats import ArticleFormatRoutes
from seogo.web.views.alternates import article_alternates
from seogo.web.views.articles.metadata_tags import to_json_ld, to_metas, to_shared
from seogo.web.views.components import Alternate

_IMAGE: Final = re.compile('<img src="(/[^"]+)"')


@dataclass(frozen=True, slots=True)
class ArticleRoutes:
    """The routes of an article. They raise ArticleUnknown, ArticleMoved, ArticleGone, RequestError and IndexUnavailable."""

    app: AppContext
    formats: ArticleFormatRoutes

    def page(self, article_id: str) -> AnyResponse:
        """``/articles/<id>``: one article; the search it was found by comes along and is marked in it."""
        ctx = self.app.request_context()
        found = self.app.search_request()
        view = self.app.article_view(ctx)
        record = view.record(article_id)
        loaded = view.read(record, found.q)
        tag = self.app.tag(ctx, loaded.article.content_hash, request.host_url)
        if known := not_modified(ctx, tag):
            return known
        plain, locale = ctx.addresses.without_language(), self.app.locale(ctx)
        reference = self.formats.reference(loaded.article, record, ctx)
        origin = request.host_url.rstrip("/")
        languages = {record.id: record.lang, **record.translations}
        near, beside = self.formats.around(loaded.article, record, ctx)
        context = replace(
            view.to_page(loaded, found),
            id=record.id,
            basket=ctx.addresses.same("/basket", (("ids", record.id),)),
            permanent=reference.permalink,
            permanent_text=readable(reference.permalink),
            citations=self.formats.citations(reference, ctx),
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
        return self.app.show(
            context,
            ctx,
            title=context.title,
            tag=tag,
            found=found,
            alternates=article_alternates(article_id, locale, ctx.addresses),
            canonical=plain.article(article_id),
            shared=to_shared(
                reference,
                record.unpack().text,
                origin + self._image(context.body, ctx),
            ),
        )

    def _image(self, body: str, ctx: RequestContext) -> str:
        """The first image of an article, else that of the site."""
        if found := _IMAGE.search(body):
            return unescape(found[1])
        name = "icon-512.png"
        return ctx.addresses.static(name, self.app.layout.files[name].version)

    def json(self, article_id: str) -> Response:
        """``/articles/<id>.json``: an article's metadata and text, or a part of it."""
        ctx = self.app.request_context()
        wanted, style = self.app.part_request(), self.app.style(ctx)
        view = self.app.article_view(ctx)
        record = view.record(article_id)
        article = view.read(record).article
        tag = self.app.tag(ctx, article.content_hash)
        if known := not_modified(ctx, tag):
            return known
        if wanted is None:
            content = to_article_text(article, record.translations, style)
            return document(content, ctx, tag=tag)
        site = self.app.site
        reader = PartReader(site.archive, site.search.moved, style)
        part = reader.read(record, article, wanted, as_sent)
        # a former version may be taken away
        return document(part, ctx, tag=tag if part.present is None else "")
