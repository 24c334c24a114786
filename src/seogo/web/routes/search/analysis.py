"""How a text is explained: which terms it has as part of an article, and what it asks for as a search."""

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
from seogo.serializers.search import text_to_json
from seogo.web.context import Desk
from seogo.web.http import responses
from seogo.web.http.params import TEXT, decode, to_text
from seogo.web.http.request import Visit
from seogo.web.views.components import TokenRow, WordRow
from seogo.web.views.contexts import AnalyzePage
from seogo.web.views.formatting import Wording
from seogo.web.views.text_runs import Text

_MOST_SHOWN = 12
"""Of the words that begin with a prefix."""


@dataclass(frozen=True, slots=True)
class Explaining:
    """The explained texts of one application."""

    desk: Desk

    def page(self) -> Response:
        """``/analyze``: a text as part of an article and as a search."""
        visit = self.desk.visit()
        text = to_text(decode(request.query_string))
        tag = self._tag(visit)
        if tag and (known := responses.not_modified(visit, tag)):
            return known
        words = self.desk.words(visit)
        explained = self._explain(text)
        context = to_context(explained, words, visit.addresses.same("/analyze", (), drop="ui"))
        address = visit.addresses.same("/analyze.json", (("text", text),))
        title = words.text("analyze_title")
        return self.desk.show(context, visit, title=title, tag=tag, json=address if text else "")

    def document(self) -> Response:
        """``/analyze.json``: the same as JSON, see seogo.serializers.search."""
        visit = self.desk.visit()
        text = to_text(decode(request.query_string))
        tag = self._tag(visit)
        if tag and (known := responses.not_modified(visit, tag)):
            return known
        explained = self._explain(text)
        said = said_problem(explained, self.desk.words(visit))
        return responses.document(text_to_json(explained, problem=said), visit, tag=tag)

    def _tag(self, visit: Visit) -> str:
        try:
            return self.desk.tag(visit)
        except IndexUnavailable:  # tokens need no index
            return ""

    def _explain(self, text: str) -> ExplainedText:
        """Explained with the dictionary that the index was built with, else with that of the archive."""
        site = self.desk.site
        try:
            dictionary = site.generations.newest(thorough=False).manifest.dictionary
        except IndexUnavailable:
            dictionary = load_dictionary(site.archive.root / DICTIONARY_FILE)
        return explain_text(text, site.analyzer_for(dictionary), site.search.read)


def to_context(explained: ExplainedText, words: Wording, action: str) -> AnalyzePage:
    """The context of ``analyze.html``."""
    text, reading = explained.text, explained.reading
    problem = said_problem(explained, words)
    read_as = reading.read_as if reading and reading.read_as != " ".join(text.split()) else ""
    return AnalyzePage(
        action=action,
        text=words.typed(text),
        longest=TEXT.longest,
        read_as=words.typed(read_as) if read_as else None,
        words=tuple(_word(meaning, words) for meaning in reading.words) if reading else (),
        ignored=tuple(
            words.sentence(ignored_message(one).text(words.ui)) for one in reading.ignored
        )
        if reading
        else (),
        note=words.sentence(problem) if problem else None,
        tokens=tuple(
            TokenRow(
                kind=kind_message(field, token.term).text(words.ui),
                term=words.typed(token.term),
                stands=words.typed(text[token.start : token.end]),
                place=f"{token.start}–{token.end}",
                tag=token.tag,
            )
            for field, token in explained.tokens
        ),
    )


def said_problem(explained: ExplainedText, words: Wording) -> str:
    """Why a text is no query, in the words of the interface; empty where it is one."""
    match explained.problem:
        case QuerySyntaxError() as error:
            return f"{error.what.text(words.ui)}. {error.allowed.text(words.ui)}."
        case IndexUnavailable():
            return words.say("analyze_no_index")
        case None:
            return ""


def _word(meaning: Meaning, words: Wording) -> WordRow:
    scored = (
        ("part_function", meaning.function),
        ("part_parts", meaning.parts),
        ("part_compounds", meaning.compounds),
        ("part_surfaces", meaning.surfaces),
    )
    return WordRow(
        word=words.typed(meaning.word),
        asked=words.typed(_listed(meaning.asked)),
        scored=tuple(words.text(code, terms=_listed(terms)) for code, terms in scored if terms),
        forms=tuple(dict.fromkeys(_form(form, words) for form in meaning.forms)),
    )


def _form(form: Form, words: Wording) -> Text:
    text = form.text
    if form.how == "prefix":
        terms = [term for sequence in form.sequences for term in sequence]
        text = _listed(terms[:_MOST_SHOWN]) + " …" * (len(terms) > _MOST_SHOWN)
    return words.sentence(form_message(form.how, text).text(words.ui))


def _listed(terms: Sequence[str]) -> str:
    return ", ".join(terms)
