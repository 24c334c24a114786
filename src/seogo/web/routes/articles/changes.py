"""Changes of an article between its versions, as a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from werkzeug.wrappers import Response as AnyResponse

from seogo.editing.versions import Change, changes, former_versions
from seogo.errors import ArticleError
from seogo.languages import Language
from seogo.web.context import AppContext
from seogo.web.http.responses import not_modified
from seogo.web.views.articles.article import ArticleGone, Unchanged
from seogo.web.views.components import ChangedPiece, Link, ShownChange
from seogo.web.views.contexts import ChangesPage
from seogo.web.views.formatting import Locale
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
        except ArticleError as error:  # gone since it was read
            raise ArticleGone(article.title) from error
        if not found:
            raise Unchanged(article_id)
        context = ChangesPage(
            article=Link(to_text(article.title, article.lang), ctx.addresses.article(article_id)),
            lang=article.lang,
            changes=tuple(_shown(change, article.lang, locale) for change in found),
        )
        plain = ctx.addresses.without_language()
        return self.app.show(
            context,
            ctx,
            title=locale.text("changes_title"),
            tag=tag,
            canonical=plain.article(article_id, ending="/changes"),
        )


def _shown(change: Change, lang: Language, locale: Locale) -> ShownChange:
    before = _moment(change.before, locale)
    if change.after is None:
        title = locale.text("changes_now", before=before)
    else:
        title = locale.text("changes_between", before=before, after=_moment(change.after, locale))
    if change.places is None:
        return ShownChange(title, None)
    places = tuple(
        tuple(
            tuple(ChangedPiece(to_text(piece.text, lang), piece.kind) for piece in line)
            for line in place
        )
        for place in change.places
    )
    return ShownChange(title, places)


def _moment(moment: datetime, locale: Locale) -> str:
    local = moment.astimezone(locale.zone)
    return f"{locale.date(local.date())} {local:%H:%M}"
