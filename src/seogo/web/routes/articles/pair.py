"""An article beside its translation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from seogo.documents.document import Record
from seogo.exporters.tmx import sentence_pairs, to_tmx
from seogo.languages import Language
from seogo.serializers.article import PAIR_FORMS
from seogo.web.context import AppContext
from seogo.web.http.responses import not_modified, written
from seogo.web.routes.search.exports import to_csv
from seogo.web.views.articles.article import Unpaired
from seogo.web.views.articles.pair import PairView


@dataclass(frozen=True, slots=True)
class PairRoute:
    """The route of a translation pair. It raises Unpaired and what ArticleRoutes raise."""

    app: AppContext

    def tmx(self, article_id: str) -> Response:
        """``/articles/<id>/pair.tmx``: the sentence pairs as a translation memory."""

        def write(pair: Sequence[Record]) -> str:
            ids = [record.id for record in pair]
            return "".join(to_tmx((ids, *texts) for texts in sentence_pairs(*pair)))

        return self._file(article_id, ".tmx", write)

    def table(self, article_id: str) -> Response:
        """``/articles/<id>/pair.csv``: the same as a table, as ``/search.csv`` is written."""

        def write(pair: Sequence[Record]) -> str:
            rows = [[" ".join(text.split()) for text in texts] for texts in sentence_pairs(*pair)]
            return to_csv([[language.value for language in Language], *rows])

        return self._file(article_id, ".csv", write)

    def _file(
        self, article_id: str, ending: str, write: Callable[[Sequence[Record]], str]
    ) -> Response:
        """A file of a pair, Korean first."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        records = self._records(article_id)
        tag = self.app.tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        text = write(sorted(records, key=lambda record: record.lang is Language.EN))
        response = written(text, ctx, PAIR_FORMS[ending], tag=tag)
        name = f"seogo-{article_id.replace('/', '-')}{ending}"
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"pair{ending}\"; filename*=UTF-8''{quote(name)}"
        )
        return response

    def _records(self, article_id: str) -> tuple[Record, Record]:
        view = self.app.article_view(self.app.request_context())
        record = view.record(article_id)
        other = next(iter(record.translations), None)
        if other is None:
            raise Unpaired(article_id)
        return record, view.record(other)

    def page(self, article_id: str) -> AnyResponse:
        """``/articles/<id>/pair``: an article beside its translation."""
        ctx = self.app.request_context()
        found = self.app.search_request()
        view = self.app.article_view(ctx)
        first, second = (view.read(record, found.q) for record in self._records(article_id))
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
