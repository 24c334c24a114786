"""All results of a search as citations, for reference managers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from flask import Response, request

from seogo.exporters.citations import Reference, csl_text, to_bibtex, to_ris
from seogo.web.context import AppContext
from seogo.web.routes.articles.formats import ArticleFormatRoutes
from seogo.web.routes.search.exports import download
from seogo.web.views.articles.article import ArticleGone


@dataclass(frozen=True, slots=True)
class CitationExportRoutes:
    """The routes of citations of all results. ``page`` and ``size`` of the request change nothing in them; an article whose
    file is gone is left out. They raise RequestError, IndexUnavailable."""

    app: AppContext
    formats: ArticleFormatRoutes

    def bibtex(self) -> Response:
        """``/search.bib``."""
        return self._answer(".bib", to_bibtex, separator="\n")

    def ris(self) -> Response:
        """``/search.ris``."""
        return self._answer(".ris", to_ris, separator="\r\n")

    def csl(self) -> Response:
        """``/search.csl.json``: one list."""
        return self._answer(".csl.json", csl_text, "[\n", ",\n", "\n]\n")

    def _answer(
        self,
        ending: str,
        write: Callable[[Reference], str],
        opening: str = "",
        separator: str = "",
        closing: str = "",
    ) -> Response:
        ctx, found = self.app.request_context(), self.app.search_request()
        hits = self.app.site.search.all_hits(replace(found, prefer=ctx.ui))
        view, host = (
            self.app.article_view(ctx),
            request.host_url,
        )  # the request is over while it is sent

        def parts() -> Iterator[str]:
            yield opening
            before = ""
            for hit in (hit for some in hits for hit in some):
                record = self.app.site.search.record(hit.id)
                if record is None:  # the index was changed meanwhile
                    continue
                try:
                    article = view.read(record).article
                except ArticleGone:
                    continue
                yield before + write(self.formats.reference(article, record, ctx, host))
                before = separator
            yield closing

        return download(parts(), found, self.app, ending)
