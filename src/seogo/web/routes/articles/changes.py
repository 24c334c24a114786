"""What has changed in an article, as a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from werkzeug.wrappers import Response as AnyResponse

from seogo.editing.versions import Change, changes, former_versions
from seogo.errors import ArticleError
from seogo.languages import Language
from seogo.web.context import Desk
from seogo.web.http.responses import not_modified
from seogo.web.views.articles.article import ArticleGone, Unchanged
from seogo.web.views.components import ChangedPiece, Link, ShownChange
from seogo.web.views.contexts import ChangesPage
from seogo.web.views.formatting import Wording
from seogo.web.views.text_runs import to_text


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in the articles of one application. Raises ArticleUnknown, ArticleMoved, ArticleGone, Unchanged,
    RequestError, IndexUnavailable."""

    desk: Desk

    def page(self, article_id: str) -> AnyResponse:
        """``/articles/<id>/changes``: the former versions of an article and its file, each beside the next."""
        visit = self.desk.visit()
        self.desk.search_request("ui")
        reader = self.desk.reader(visit)
        article = reader.read(reader.record(article_id)).article
        archive, words = self.desk.site.archive, self.desk.words(visit)
        tag = self.desk.tag(visit, article.content_hash, *former_versions(archive, article))
        if known := not_modified(visit, tag):
            return known
        try:
            found = changes(archive, article)
        except ArticleError as error:  # gone since it was read
            raise ArticleGone(article.title) from error
        if not found:
            raise Unchanged(article_id)
        context = ChangesPage(
            article=Link(to_text(article.title, article.lang), visit.addresses.article(article_id)),
            lang=article.lang,
            changes=tuple(_shown(change, article.lang, words) for change in found),
        )
        plain = visit.addresses.without_language()
        return self.desk.show(
            context,
            visit,
            title=words.text("changes_title"),
            tag=tag,
            canonical=plain.article(article_id, ending="/changes"),
        )


def _shown(change: Change, lang: Language, words: Wording) -> ShownChange:
    before = _moment(change.before, words)
    if change.after is None:
        title = words.text("changes_now", before=before)
    else:
        title = words.text("changes_between", before=before, after=_moment(change.after, words))
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


def _moment(moment: datetime, words: Wording) -> str:
    local = moment.astimezone(words.zone)
    return f"{words.date(local.date())} {local:%H:%M}"
