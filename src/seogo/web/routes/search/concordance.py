"""``/concordance``: sentences with a word beside their translations."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Response

from seogo.pairs.concordance import (
    ConcordancePage,
    Counterpart,
    Excerpt,
    Line,
    open_concordance,
)
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.serializers.pairs import concordance_to_json
from seogo.web.context import Desk
from seogo.web.http import responses
from seogo.web.http.request import Visit
from seogo.web.views.components import Link, ShownLine, WordGroup
from seogo.web.views.contexts import WordPage
from seogo.web.views.formatting import Wording
from seogo.web.views.text_runs import Text, to_text


@dataclass(frozen=True, slots=True)
class Concordances:
    """The concordances of one application."""

    desk: Desk

    def page(self) -> Response:
        """``/concordance``: as a page."""
        visit, made = self.desk.visit(), self._made()
        tag = self._tag(visit, made)
        if known := responses.not_modified(visit, tag):
            return known
        context = to_context(made, self.desk.words(visit), visit.addresses)
        request = made.request
        return self.desk.show(
            context,
            visit,
            title=context.heading,
            tag=tag,
            json=visit.addresses.concordance(request, ".json"),
            canonical=visit.addresses.without_language().concordance(request),
        )

    def document(self) -> Response:
        """``/concordance.json``: the same as JSON, see seogo.serializers.pairs."""
        visit, made = self.desk.visit(), self._made()
        tag = self._tag(visit, made)
        if known := responses.not_modified(visit, tag):
            return known
        go, request = visit.addresses, made.request
        pages = {"self": request.page, "next": request.page + 1, "prev": request.page - 1}
        links = {
            name: go.concordance(replace(request, page=page), ".json")
            for name, page in pages.items()
            if name == "self" or 1 <= page <= made.pages
        }
        return responses.document(concordance_to_json(made, go, links), visit, tag=tag)

    def _made(self) -> ConcordancePage:
        request = self.desk.search_request("q", "lang", "page", "size")
        site = self.desk.site
        return open_concordance(site.archive, site.search, site.current).page(request)

    def _tag(self, visit: Visit, made: ConcordancePage) -> str:
        return self.desk.tag(visit, *(line.source.text for line in made.lines))


def to_context(made: ConcordancePage, words: Wording, go: Addresses) -> WordPage:
    """The context of ``concordance.html``."""
    request = made.request
    typed = " ".join(request.q.split())
    count = len(made.lines)
    empty = "concordance_none" if made.found else "concordance_unknown"
    several = made.pages > 1
    return WordPage(
        action=go.concordance(SearchRequest()).partition("?")[0],
        word=words.typed(typed),
        lang=request.lang.value if request.lang else "",
        heading=words.text("concordance_of", word=typed)
        if typed
        else words.text("concordance_title"),
        total=words.say("concordance_lines", count=count) if count else "",
        where=words.say("page_of", page=request.page, pages=made.pages) if several else "",
        groups=tuple(
            _group(one, number, words, go) for number, one in enumerate(made.counterparts, 1)
        ),
        nothing=words.text(empty, word=typed) if typed and not count else None,
        search=Link(
            words.text("concordance_search", word=typed),
            go.search(SearchRequest(q=request.q, lang=request.lang)),
        )
        if typed
        else None,
        previous=go.concordance(replace(request, page=min(request.page - 1, made.pages)))
        if request.page > 1 and made.pages
        else "",
        next=go.concordance(replace(request, page=request.page + 1))
        if request.page < made.pages
        else "",
    )


def _group(one: Counterpart, number: int, words: Wording, go: Addresses) -> WordGroup:
    target = one.lines[0].target.language
    text = to_text(one.text, target) if one.text else words.text("concordance_unmarked")
    return WordGroup(
        anchor=f"c{number}",
        text=text,
        count=f"{len(one.lines):,}",
        lines=tuple(_line(line, go) for line in one.lines),
    )


def _line(line: Line, go: Addresses) -> ShownLine:
    source = line.source
    title = to_text(source.title, source.language)
    return ShownLine(
        source=_shown(source), target=_shown(line.target), pair=Link(title, go.pair(source.id))
    )


def _shown(excerpt: Excerpt) -> Text:
    return to_text(excerpt.text, excerpt.language, excerpt.ranges)
