"""Analysis of a text: its terms as part of an article, and its meaning as a query."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request

from seogo.errors import IndexUnavailable
from seogo.indexing.word_lists import WordLists, load_word_lists
from seogo.searching.query_explanation import (
    ExplainedText,
    explain_text,
)
from seogo.serializers.explanation import to_analyzed_text
from seogo.web.context import AppContext
from seogo.web.http import responses
from seogo.web.http.params import decode, to_text
from seogo.web.http.request_context import RequestContext
from seogo.web.views.search.text_analysis import problem_text, to_context


@dataclass(frozen=True, slots=True)
class AnalysisRoutes:
    """The routes of the analysis of a text."""

    app: AppContext

    def page(self) -> Response:
        """``/analyze``: a text as part of an article and as a search."""
        ctx = self.app.request_context()
        text = to_text(decode(request.query_string))
        tag = self._tag(ctx)
        if tag and (known := responses.not_modified(ctx, tag)):
            return known
        locale = self.app.locale(ctx)
        explained = self._explain(text)
        context = to_context(explained, locale, ctx.addresses.same("/analyze", (), drop="ui"))
        address = ctx.addresses.same("/analyze.json", (("text", text),))
        title = locale.text("analyze_title")
        return self.app.show(context, ctx, title=title, tag=tag, json=address if text else "")

    def document(self) -> Response:
        """``/analyze.json``: the explained text as JSON."""
        ctx = self.app.request_context()
        text = to_text(decode(request.query_string))
        tag = self._tag(ctx)
        if tag and (known := responses.not_modified(ctx, tag)):
            return known
        explained = self._explain(text)
        problem = problem_text(explained, self.app.locale(ctx))
        return responses.document(to_analyzed_text(explained, problem=problem), ctx, tag=tag)

    def _tag(self, ctx: RequestContext) -> str:
        try:
            return self.app.tag(ctx)
        except IndexUnavailable:  # tokens need no index
            return ""

    def _explain(self, text: str) -> ExplainedText:
        """Explained with the dictionary that the index was built with, else with that of the archive; a broken one is
        none."""
        site = self.app.site
        try:
            analyzer = site.current().compiler.analyzer
        except IndexUnavailable:
            words = load_word_lists(site.archive, WordLists(), [])
            analyzer = site.analyzer_for(words.dictionary)
        return explain_text(text, analyzer, site.search.read)
