"""Changes of an article between its versions, as a page."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.wrappers import Response as AnyResponse

from seogo.editing.versions import changes, former_versions
from seogo.errors import ArchiveMissing, ArticleError
from seogo.web.context import AppContext
from seogo.web.http.responses import not_modified
from seogo.web.views.articles.article import ArticleGone, Unchanged
from seogo.web.views.articles.changes import to_shown_change
from seogo.web.views.components import Link
from seogo.web.views.contexts import ChangesPage
from seogo.web.views.text_runs import to_text


@dataclass(frozen=True, slots=True)
class ChangesRoute:
    """The route of an article's changes. It raises ArticleUnknown, ArticleMoved, ArticleGone, Unchanged,
    RequestError, IndexUnavailable."""

    app: AppContext

    def page(self, article_id: str) -> AnyResponse:
        """``/articles/<id>/changes``: the former versions of an article and its file, each beside the next."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        view = self.app.article_view(ctx)
        article = view.read(view.record(article_id)).article
        archive, locale = self.app.site.archive, self.app.locale(ctx)
        tag = self.app.tag(ctx, article.content_hash, *former_versions(archive, article))
        if known := not_modified(ctx, tag):
            return known
        try:
            found = changes(archive, article)
        except (ArticleError, ArchiveMissing) as error:  # gone since it was read
            raise ArticleGone(article.title) from error
        if not found:
            raise Unchanged(article_id)
        context = ChangesPage(
            article=Link(to_text(article.title, article.lang), ctx.addresses.article(article_id)),
            lang=article.lang,
            changes=tuple(to_shown_change(change, article.lang, locale) for change in found),
        )
        plain = ctx.addresses.without_language()
        return self.app.show(
            context,
            ctx,
            title=locale.text("changes_title"),
            tag=tag,
            canonical=plain.article(article_id, ending="/changes"),
        )
