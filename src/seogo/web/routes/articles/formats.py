"""An article's other addresses: its file, and how it is cited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, request

from seogo.articles.model import Article
from seogo.documents.document import Record
from seogo.errors import ArticleError
from seogo.exporters.citations import Reference, to_bibtex, to_csl_json, to_prose, to_ris
from seogo.searching.more_like_this import neighbours, related
from seogo.serializers.search import ARTICLE_FORMS
from seogo.web.context import Desk
from seogo.web.http.request import Visit
from seogo.web.http.responses import not_modified, written
from seogo.web.views.articles.article import ArticleGone
from seogo.web.views.components import Citation, Listed
from seogo.web.views.text_runs import to_text


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles of one application, as what is no page. Raise ArticleUnknown, ArticleMoved, ArticleGone, RequestError,
    IndexUnavailable."""

    desk: Desk

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

    def reference(self, article: Article, record: Record, visit: Visit) -> Reference:
        """The article to be cited, with the permalink of its page on the host of the request."""
        service = self.desk.site.search
        other = next((service.record(name) for name in record.translations), None)
        plain = visit.addresses.without_language()
        return Reference(
            article,
            request.host_url.rstrip("/") + plain.article(record.id),
            self.desk.frames.titles[article.lang],
            other.title if other is not None else "",
            bool(article.translation_of),
        )

    def citations(self, reference: Reference, visit: Visit) -> tuple[Citation, ...]:
        """What the page shows to be copied."""
        words = self.desk.words(visit).of(reference.article.lang)
        lang, article = reference.article.lang, reference.article
        day = words.date(article.published.day) if article.published else ""

        def address(ending: str) -> str:
            return visit.addresses.article(article.id, ending=ending)

        return tuple(
            Citation(self.desk.words(visit).say(code), to_text(text, lang), where)
            for code, text, where in (
                ("cite_plain", to_prose(reference, day), ""),
                ("cite_bib", to_bibtex(reference), address(".bib")),
                ("cite_ris", to_ris(reference).replace("\r\n", "\n"), address(".ris")),
                ("cite_csl", to_csl_json(reference), address(".csl.json")),
            )
        )

    def around(
        self, article: Article, record: Record, visit: Visit
    ) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
        """The articles about the same, and those of the same source near its day that are not among them."""
        engine = self.desk.site.current().engine
        results = self.desk.results(visit)
        near = related(engine, record)
        known = {other.id for other in near}
        beside = neighbours(engine, record, article.published.day if article.published else None)
        return (
            tuple(results.listed(other) for other in near),
            tuple(results.listed(other) for other in beside if other.id not in known),
        )

    def _file(self, reference: Reference) -> str:
        article = reference.article
        try:
            return self.desk.site.archive.read_bytes(article.path).decode(errors="replace")
        except (OSError, ArticleError) as error:  # gone since it was read
            raise ArticleGone(article.title) from error

    def _written(self, article_id: str, ending: str, write: Callable[[Reference], str]) -> Response:
        visit = self.desk.visit()
        self.desk.search_request("ui")
        reader = self.desk.reader(visit)
        record = reader.record(article_id)
        article = reader.read(record).article
        tag = self.desk.tag(visit, article.content_hash, request.host_url)
        if known := not_modified(visit, tag):
            return known
        text = write(self.reference(article, record, visit))
        response = written(text, visit, ARTICLE_FORMS[ending], tag=tag)
        response.headers["Content-Language"] = article.lang.value
        return response
