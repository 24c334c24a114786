"""Analysis of a text: its terms as part of an article, and its meaning as a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request

from seogo.articles.wordlists import load_dictionary
from seogo.errors import IndexUnavailable, QuerySyntaxError
from seogo.indexing.word_lists import DICTIONARY_FILE
from seogo.query.diagnostics import ignored_message
from seogo.rewriting.forms import Form
from seogo.searching.query_explanation import (
    ExplainedText,
    Meaning,
    explain_text,
    form_message,
    kind_message,
)
from seogo.serializers.explanation import to_analyzed_text
from seogo.web.context import AppContext
from seogo.web.http import responses
from seogo.web.http.params import TEXT, decode, to_text
from seogo.web.http.request import RequestContext
from seogo.web.views.components import TokenRow, WordRow
from seogo.web.views.contexts import AnalyzePage
from seogo.web.views.formatting import Locale
from seogo.web.views.text_runs import Text

_MOST_SHOWN = 12
"""Of the words that begin with a prefix."""


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
        """``/analyze.json``: the same as JSON, see seogo.serializers.search."""
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
        """Explained with the dictionary that the index was built with, else with that of the archive."""
        site = self.app.site
        try:
            dictionary = site.generations.newest(thorough=False).manifest.dictionary
        except IndexUnavailable:
            dictionary = load_dictionary(site.archive.root / DICTIONARY_FILE)
        return explain_text(text, site.analyzer_for(dictionary), site.search.read)


def to_context(explained: ExplainedText, locale: Locale, action: str) -> AnalyzePage:
    """The context of ``analyze.html``."""
    text, reading = explained.text, explained.reading
    problem = problem_text(explained, locale)
    read_as = reading.read_as if reading and reading.read_as != " ".join(text.split()) else ""
    return AnalyzePage(
        action=action,
        text=locale.text_by_script(text),
        longest=TEXT.longest,
        read_as=locale.text_by_script(read_as) if read_as else None,
        words=tuple(_word(meaning, locale) for meaning in reading.words) if reading else (),
        ignored=tuple(
            locale.ui_text(ignored_message(one).text(locale.ui)) for one in reading.ignored
        )
        if reading
        else (),
        note=locale.ui_text(problem) if problem else None,
        tokens=tuple(
            TokenRow(
                kind=kind_message(field, token.term).text(locale.ui),
                term=locale.text_by_script(token.term),
                stands=locale.text_by_script(text[token.start : token.end]),
                place=f"{token.start}–{token.end}",
                tag=token.tag,
            )
            for field, token in explained.tokens
        ),
    )


def problem_text(explained: ExplainedText, locale: Locale) -> str:
    """Why a text is no query, in the words of the interface; empty where it is one."""
    match explained.problem:
        case QuerySyntaxError() as error:
            return f"{error.what.text(locale.ui)}. {error.allowed.text(locale.ui)}."
        case IndexUnavailable():
            return locale.string("analyze_no_index")
        case None:
            return ""


def _word(meaning: Meaning, locale: Locale) -> WordRow:
    scored = (
        ("part_function", meaning.function),
        ("part_parts", meaning.parts),
        ("part_compounds", meaning.compounds),
        ("part_surfaces", meaning.surfaces),
    )
    return WordRow(
        word=locale.text_by_script(meaning.word),
        asked=locale.text_by_script(_listed(meaning.asked)),
        scored=tuple(locale.text(code, terms=_listed(terms)) for code, terms in scored if terms),
        forms=tuple(dict.fromkeys(_form(form, locale) for form in meaning.forms)),
    )


def _form(form: Form, locale: Locale) -> Text:
    text = form.text
    if form.how == "prefix":
        terms = [term for sequence in form.sequences for term in sequence]
        text = _listed(terms[:_MOST_SHOWN]) + " …" * (len(terms) > _MOST_SHOWN)
    return locale.ui_text(form_message(form.how, text).text(locale.ui))


def _listed(terms: Sequence[str]) -> str:
    return ", ".join(terms)
