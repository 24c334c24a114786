"""Other formats of an article: its Markdown file and its citations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Response, request

from seogo.articles.model import Article
from seogo.documents.document import Record
from seogo.errors import ArchiveMissing, ArticleError
from seogo.exporters.citations import Reference, to_bibtex, to_csl_json, to_ris
from seogo.exporters.styles.styles import STYLES
from seogo.languages import Language
from seogo.searching.related.more_like_this import neighbours, related
from seogo.searching.snippets import Range
from seogo.serializers.article import ARTICLE_FORMS
from seogo.web.context import AppContext
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import not_modified, written
from seogo.web.views.articles.article import ArticleGone
from seogo.web.views.components import Citation, Listed
from seogo.web.views.formatting import Locale
from seogo.web.views.text_runs import to_text


@dataclass(frozen=True, slots=True)
class ArticleFormatRoutes:
    """The routes of an article's formats. They raise ArticleUnknown, ArticleMoved, ArticleGone, RequestError,
    IndexUnavailable."""

    app: AppContext

    def markdown(self, article_id: str) -> Response:
        """``/articles/<id>.md``: the file itself."""
        return self._written(article_id, ".md", self._file)

    def bibtex(self, article_id: str) -> Response:
        """``/articles/<id>.bib``."""
        return self._written(article_id, ".bib", to_bibtex)

    def ris(self, article_id: str) -> Response:
        """``/articles/<id>.ris``."""
        return self._written(article_id, ".ris", to_ris)

    def csl(self, article_id: str) -> Response:
        """``/articles/<id>.csl.json``."""
        return self._written(article_id, ".csl.json", to_csl_json)

    def reference(
        self, article: Article, record: Record, ctx: RequestContext, host: str = ""
    ) -> Reference:
        """The article to be cited, with the permalink of its page on the host of the request, or on
        ``host`` where that is over."""
        service = self.app.site.search
        other = next((service.record(name) for name in record.translations), None)
        plain = ctx.addresses.without_language()
        return Reference(
            article,
            (host or request.host_url).rstrip("/") + plain.article(record.id),
            self.app.layout.titles[article.lang],
            other.title if other is not None else "",
            bool(article.translation_of),
            self.app.today(),
        )

    def citations(self, reference: Reference, ctx: RequestContext) -> tuple[Citation, ...]:
        """Citations that the page shows to be copied: in styles, that of the reader's country first, and for programs."""
        locale, article = self.app.locale(ctx), reference.article

        def address(ending: str) -> str:
            return ctx.addresses.article(article.id, ending=ending)

        styles = sorted(STYLES, key=lambda name: (name == "korean") is not (ctx.ui is Language.KO))
        styled = [(name, STYLES[name](reference)) for name in styles]
        return (
            *(
                Citation(
                    locale.string(f"cite_{name}"),
                    to_text(
                        one.text,
                        Language.KO if name == "korean" else Language.EN,
                        [Range(*italic) for italic in one.italics],
                    ),
                )
                for name, one in styled
            ),
            *self._for_programs(reference, address, locale),
        )

    def _for_programs(
        self, reference: Reference, address: Callable[[str], str], locale: Locale
    ) -> Iterator[Citation]:
        lang = reference.article.lang
        return (
            Citation(locale.string(code), to_text(text, lang), where)
            for code, text, where in (
                ("cite_bib", to_bibtex(reference), address(".bib")),
                ("cite_ris", to_ris(reference).replace("\r\n", "\n"), address(".ris")),
                ("cite_csl", to_csl_json(reference), address(".csl.json")),
            )
        )

    def around(
        self, article: Article, record: Record, ctx: RequestContext
    ) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
        """The articles about the same, and those of the same source near its day that are not among them."""
        index = self.app.site.current()
        engine = index.engine
        results = self.app.results_view(ctx)
        near = related(index.subjects, record, index.meaning)
        known = {other.id for other in near}
        beside = neighbours(engine, record, article.published.day if article.published else None)
        return (
            tuple(results.listed(other) for other in near),
            tuple(results.listed(other) for other in beside if other.id not in known),
        )

    def _file(self, reference: Reference) -> str:
        article = reference.article
        try:
            return self.app.site.archive.read_bytes(article.path).decode(errors="replace")
        except (OSError, ArticleError, ArchiveMissing) as error:  # gone since it was read
            raise ArticleGone(article.title) from error

    def _written(self, article_id: str, ending: str, write: Callable[[Reference], str]) -> Response:
        ctx = self.app.request_context()
        self.app.search_request("ui")
        view = self.app.article_view(ctx)
        record = view.record(article_id)
        article = view.read(record).article
        tag = self.app.tag(ctx, article.content_hash, request.host_url)
        if known := not_modified(ctx, tag):
            return known
        text = write(self.reference(article, record, ctx))
        response = written(text, ctx, ARTICLE_FORMS[ending], tag=tag)
        response.headers["Content-Language"] = article.lang.value
        return response
