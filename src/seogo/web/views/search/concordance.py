"""View of a concordance: sentences beside their translations, grouped by the translation of the word."""

from __future__ import annotations

from dataclasses import replace

from seogo.pairs.concordance import (
    ConcordancePage,
    Counterpart,
    Excerpt,
    Line,
)
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.web.views.components import Link
from seogo.web.views.contexts import WordPage
from seogo.web.views.formatting import Locale
from seogo.web.views.text_runs import Text, to_text
from seogo.web.views.translation_parts import ShownLine, WordGroup


def to_context(made: ConcordancePage, locale: Locale, addresses: Addresses) -> WordPage:
    """The context of ``concordance.html``."""
    request = made.request
    typed = " ".join(request.q.split())
    count = len(made.lines)
    empty = "concordance_none" if made.found else "concordance_unknown"
    several = made.pages > 1
    return WordPage(
        action=addresses.concordance(SearchRequest()).partition("?")[0],
        word=locale.text_by_script(typed),
        lang=request.lang.value if request.lang else "",
        heading=locale.text("concordance_of", word=typed)
        if typed
        else locale.text("concordance_title"),
        total=locale.string("concordance_lines", count=count) if count else "",
        where=locale.string("page_of", page=request.page, pages=made.pages) if several else "",
        groups=tuple(
            _group(one, number, locale, addresses)
            for number, one in enumerate(made.counterparts, 1)
        ),
        nothing=locale.text(empty, word=typed) if typed and not count else None,
        search=Link(
            locale.text("concordance_search", word=typed),
            addresses.search(SearchRequest(q=request.q, lang=request.lang)),
        )
        if typed
        else None,
        previous=addresses.concordance(replace(request, page=min(request.page - 1, made.pages)))
        if request.page > 1 and made.pages
        else "",
        next=addresses.concordance(replace(request, page=request.page + 1))
        if request.page < made.pages
        else "",
    )


def _group(one: Counterpart, number: int, locale: Locale, addresses: Addresses) -> WordGroup:
    target = one.lines[0].target.language
    text = to_text(one.text, target) if one.text else locale.text("concordance_unmarked")
    return WordGroup(
        anchor=f"c{number}",
        text=text,
        count=f"{len(one.lines):,}",
        lines=tuple(_line(line, addresses) for line in one.lines),
    )


def _line(line: Line, addresses: Addresses) -> ShownLine:
    source = line.source
    title = to_text(source.title, source.language)
    return ShownLine(
        source=_shown(source),
        target=_shown(line.target),
        pair=Link(title, addresses.pair(source.id)),
    )


def _shown(excerpt: Excerpt) -> Text:
    return to_text(excerpt.text, excerpt.language, excerpt.ranges)
