"""An article beside its translation."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.wrappers import Response as AnyResponse

from seogo.web.context import Desk
from seogo.web.http.responses import not_modified
from seogo.web.views.articles.article import Unpaired
from seogo.web.views.articles.pair import SideBySide


@dataclass(frozen=True, slots=True)
class PairRoute:
    """The route of a translation pair. It raises Unpaired and what ArticleRoutes raise."""

    desk: Desk

    def page(self, article_id: str) -> AnyResponse:
        """``/articles/<id>/pair``: an article beside its translation."""
        visit = self.desk.visit()
        found = self.desk.search_request()
        reader = self.desk.reader(visit)
        record = reader.record(article_id)
        other = next(iter(record.translations), None)
        if other is None:
            raise Unpaired(article_id)
        first = reader.read(record, found.q)
        second = reader.read(reader.record(other), found.q)
        hashes = (first.article.content_hash, second.article.content_hash)
        tag = self.desk.tag(visit, *hashes)
        if known := not_modified(visit, tag):
            return known
        context = SideBySide(reader).to_page(first, second, found)
        return self.desk.show(
            context,
            visit,
            title=context.first.title,
            tag=tag,
            found=found,
            canonical=visit.addresses.without_language().pair(article_id),
        )
