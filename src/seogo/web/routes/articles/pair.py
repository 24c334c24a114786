"""An article beside its translation."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.wrappers import Response as AnyResponse

from seogo.web.context import AppContext
from seogo.web.http.responses import not_modified
from seogo.web.views.articles.article import Unpaired
from seogo.web.views.articles.pair import PairView


@dataclass(frozen=True, slots=True)
class PairRoute:
    """The route of a translation pair. It raises Unpaired and what ArticleRoutes raise."""

    app: AppContext

    def page(self, article_id: str) -> AnyResponse:
        """``/articles/<id>/pair``: an article beside its translation."""
        ctx = self.app.request_context()
        found = self.app.search_request()
        view = self.app.article_view(ctx)
        record = view.record(article_id)
        other = next(iter(record.translations), None)
        if other is None:
            raise Unpaired(article_id)
        first = view.read(record, found.q)
        second = view.read(view.record(other), found.q)
        hashes = (first.article.content_hash, second.article.content_hash)
        tag = self.app.tag(ctx, *hashes)
        if known := not_modified(ctx, tag):
            return known
        context = PairView(view).to_page(first, second, found)
        return self.app.show(
            context,
            ctx,
            title=context.first.title,
            tag=tag,
            found=found,
            canonical=ctx.addresses.without_language().pair(article_id),
        )
