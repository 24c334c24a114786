"""View of a concordance: sentences beside their translations, and what the word becomes in the whole archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from seogo.engines.names import Sort
from seogo.languages import Language
from seogo.lexicon.review import to_glossary_line
from seogo.messages import Message
from seogo.pairs.concordance import ConcordancePage, Line, Neighbour
from seogo.pairs.excerpts import Excerpt
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.web.views.components import Link
from seogo.web.views.formatting import Locale
from seogo.web.views.text_runs import Text, to_text
from seogo.web.views.translation_parts import Choices, Kwic, ShownLine, WordBox
from seogo.web.views.word_contexts import WordPage

MOST_COUNTERPARTS: Final = 20
"""Counterparts that are offered; others stand in the lines alone."""
_SORTS: Final[dict[Sort, str]] = {
    "relevance": "concordance_by_counterpart",
    "newest": "sort_newest",
    "oldest": "sort_oldest",
}
_NEIGHBOURS: Final[dict[Neighbour, str]] = {
    "before": "concordance_by_before",
    "after": "concordance_by_after",
}
_LANGUAGES: Final = {None: "concordance_any", Language.KO: "lang_ko", Language.EN: "lang_en"}
_VIEWS: Final = {"": "view_sentences", "kwic": "view_kwic"}
_AROUND: Final = 60
"""Characters on either side of a keyword in context."""


@dataclass(frozen=True, slots=True)
class ConcordanceView:
    """View of a concordance, in the language and with the addresses of one request; ``view`` is ``kwic`` for keywords in
    context, or empty."""

    locale: Locale
    addresses: Addresses
    view: str

    def to_page(self, made: ConcordancePage) -> WordPage:
        """The context of ``concordance.html``."""
        request, locale = made.request, self.locale
        typed = " ".join(request.q.split())
        page, pages = request.page, made.pages
        empty = "concordance_none" if made.found else "concordance_unknown"
        chosen = replace(request, page=1)
        return WordPage(
            box=WordBox(
                self.addresses.concordance(SearchRequest()).partition("?")[0],
                locale.text_by_script(typed),
                self._hidden(made),
            ),
            heading=locale.text("concordance_of", word=typed)
            if typed
            else locale.text("concordance_title"),
            total=self._total(made) if made.whole else "",
            where=locale.string("page_of", page=page, pages=pages) if pages > 1 else "",
            counterparts=self._counterparts(made, chosen),
            notes=self._notes(made) if made.whole else (),
            tools=self._tools(made, chosen) if made.whole or request.lang else (),
            lines=tuple(self._line(line) for line in made.lines),
            glossary=locale.text_by_script(to_glossary_line(*made.glossary))
            if made.glossary
            else None,
            nothing=locale.text(empty, word=typed) if typed and not made.whole else None,
            elsewhere=self._elsewhere(request, typed) if typed else (),
            previous=self._address(
                made, replace(request, page=min(page - 1, pages)), made.counterpart
            )
            if page > 1 and pages
            else "",
            next=self._address(made, replace(request, page=page + 1), made.counterpart)
            if page < pages
            else "",
        )

    def _address(
        self, made: ConcordancePage, request: SearchRequest, counterpart: str | None
    ) -> str:
        return self.addresses.concordance(
            request, counterpart=counterpart, neighbour=made.neighbour, view=self.view
        )

    def _notes(self, made: ConcordancePage) -> tuple[str, ...]:
        """What is to be known of the numbers and the lines."""
        literal = self.locale.string("concordance_literal")
        waiting = self.locale.string("concordance_waiting", count=made.waiting)
        return (*((literal,) if made.literal else ()), *((waiting,) if made.waiting else ()))

    def _hidden(self, made: ConcordancePage) -> tuple[tuple[str, str], ...]:
        """What stays with another word: language, order and view."""
        plain = replace(made.request, q="", page=1)
        query = urlsplit(self._address(made, plain, None)).query
        return tuple(parse_qsl(query))

    def _tools(self, made: ConcordancePage, request: SearchRequest) -> tuple[Choices, ...]:
        """How the lines are shown and sorted, and of which language the words are."""
        locale, counterpart = self.locale, made.counterpart

        def choices(name: str, links: Iterable[tuple[str, str, bool]]) -> Choices:
            """Choices of codes of texts with their addresses, and whether they are in force."""
            shown = tuple(
                Link(locale.text(code), address, current=current)
                for code, address, current in links
            )
            state = next((str(one.text) for one in shown if one.current), "")
            return Choices(locale.string(name), state, shown)

        views = (
            (code, replace(self, view=view)._address(made, request, counterpart), view == self.view)
            for view, code in _VIEWS.items()
        )
        order = made.neighbour or request.sort
        sorts = [
            (
                code,
                self._address(
                    replace(made, neighbour=None), replace(request, sort=sort), counterpart
                ),
                sort == order,
            )
            for sort, code in _SORTS.items()
        ]
        sorts += [
            (
                code,
                self._address(replace(made, neighbour=neighbour), request, counterpart),
                neighbour == order,
            )
            for neighbour, code in _NEIGHBOURS.items()
        ]
        languages = (
            (code, self._address(made, replace(request, lang=lang), None), lang is request.lang)
            for lang, code in _LANGUAGES.items()
        )
        return (
            choices("concordance_view", views),
            choices("sort_title", sorts),
            choices("concordance_lang", languages),
        )

    def _total(self, made: ConcordancePage) -> str:
        code = "concordance_at_least" if made.bounded else "concordance_total"
        pairs = Message("concordance_articles", count=made.compared)
        return self.locale.string(code, count=made.total, pairs=pairs)

    def _counterparts(self, made: ConcordancePage, request: SearchRequest) -> tuple[Link, ...]:
        """What the word becomes, with counts; the first leads to all."""
        if not made.counterparts:
            return ()
        links = [
            Link(
                self.locale.text("concordance_all"),
                self._address(made, request, None),
                current=made.counterpart is None,
                count=f"{made.whole:,}",
            )
        ]
        for one in made.counterparts[:MOST_COUNTERPARTS]:
            text = (
                to_text(one.text, made.language.other)
                if one.text
                else self.locale.text("concordance_unmarked")
            )
            links.append(
                Link(
                    text,
                    self._address(made, request, one.text),
                    current=made.counterpart == one.text,
                    count=f"{one.count:,}",
                )
            )
        return tuple(links)

    def _elsewhere(self, request: SearchRequest, typed: str) -> tuple[Link, ...]:
        search = SearchRequest(q=request.q, lang=request.lang)
        locale, addresses = self.locale, self.addresses
        return (
            Link(locale.text("concordance_search", word=typed), addresses.search(search)),
            Link(locale.text("lexicon_title"), addresses.lexicon(search)),
            Link(locale.text("frequency_title"), addresses.frequency([typed])),
        )

    def _line(self, line: Line) -> ShownLine:
        source, record = line.source, line.source.record
        return ShownLine(
            source=_shown(source),
            target=_shown(line.target),
            kwic=_kwic(source) if self.view else None,
            pair=Link(
                to_text(source.title, source.language),
                self.addresses.pair(source.id),
            ),
            day=self.locale.day(record.published),
            outlet=self.locale.text_by_script(record.source),
            candidates=tuple(to_text(one, line.target.language) for one in line.candidates),
        )


def _shown(excerpt: Excerpt) -> Text:
    return to_text(excerpt.text, excerpt.language, excerpt.ranges)


def _kwic(excerpt: Excerpt) -> Kwic | None:
    """The first keyword of a sentence with what stands around it; None where none is marked."""
    if not excerpt.ranges:
        return None
    start, end = excerpt.ranges[0]
    text, language = " ".join(excerpt.text.splitlines()), excerpt.language
    return Kwic(
        _piece(text[max(start - _AROUND, 0) : start], language),
        _piece(text[start:end], language),
        _piece(text[end : end + _AROUND], language),
    )


def _piece(text: str, language: Language) -> Text:
    return to_text(text, language)
