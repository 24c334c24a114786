"""View of an analysed text: its tokens, and word by word its meaning as a query."""

from __future__ import annotations

from collections.abc import Sequence

from seogo.query.canonical import is_as_typed
from seogo.query.diagnostics import LONGEST, ignored_message, shortened
from seogo.rewriting.forms import Form
from seogo.searching.query_explanation import (
    ExplainedText,
    WordExplanation,
    form_message,
    kind_message,
    part_of_speech,
)
from seogo.web.http.params import TEXT
from seogo.web.views.components import TokenRow, WordRow
from seogo.web.views.contexts import AnalyzePage
from seogo.web.views.formatting import Locale
from seogo.web.views.text_runs import Text

_MOST_SHOWN = 12
"""Words that begin with a prefix, of which this many are shown."""
_LONGEST = 400
"""Characters of a query as it was read; the text itself stands above it."""


def to_context(explained: ExplainedText, locale: Locale, action: str) -> AnalyzePage:
    """The context of ``analyze.html``."""
    text, reading = explained.text, explained.reading
    problem = problem_text(explained, locale)
    read_as = reading.read_as if reading and not is_as_typed(reading.read_as, text) else ""
    return AnalyzePage(
        action=action,
        text=locale.text_by_script(text),
        longest=TEXT.longest,
        read_as=_shown(read_as, locale, _LONGEST) if read_as else None,
        words=tuple(_word(meaning, locale) for meaning in reading.words) if reading else (),
        ignored=tuple(
            locale.ui_text(ignored_message(one).text(locale.ui)) for one in reading.ignored
        )
        if reading
        else (),
        excluded=tuple(locale.text_by_script(one.text) for one in reading.excluded)
        if reading
        else (),
        note=locale.ui_text(problem) if problem else None,
        tokens=tuple(
            TokenRow(
                kind=kind_message(field, token.term).text(locale.ui),
                term=_shown(token.term, locale),
                stands=_shown(text[token.start : token.end], locale),
                place=f"{token.start}–{token.end}",
                tag=said.text(locale.ui) if (said := part_of_speech(token.tag)) else "",
            )
            for field, token in explained.tokens
        ),
    )


def problem_text(explained: ExplainedText, locale: Locale) -> str:
    """Error for which a text is not read as a query, in the words of the interface; empty where it is."""
    return "" if explained.problem is None else locale.string("analyze_no_index")


def _word(meaning: WordExplanation, locale: Locale) -> WordRow:
    scored = (
        ("part_function", meaning.function),
        ("part_parts", meaning.parts),
        ("part_compounds", meaning.compounds),
        ("part_surfaces", meaning.surfaces),
    )
    return WordRow(
        word=_shown(meaning.word, locale),
        asked=locale.text_by_script(_listed(meaning.required)),
        scored=tuple(locale.text(code, terms=_listed(terms)) for code, terms in scored if terms),
        forms=tuple(dict.fromkeys(_form(form, locale) for form in meaning.forms)),
    )


def _form(form: Form, locale: Locale) -> Text:
    text = form.text
    if form.how == "prefix":
        terms = [term for sequence in form.sequences for term in sequence]
        text = _listed(terms[:_MOST_SHOWN]) + " …" * (len(terms) > _MOST_SHOWN)
    return locale.ui_text(form_message(form.how, text).text(locale.ui))


def _shown(text: str, locale: Locale, longest: int = LONGEST) -> Text:
    """A part of what was typed; a cell that is narrow has no room for more of a long word."""
    return locale.text_by_script(shortened(text, longest))


def _listed(terms: Sequence[str]) -> str:
    return ", ".join(map(shortened, terms))
