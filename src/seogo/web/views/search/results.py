"""From a page of results to what its template shows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from seogo.documents.document import Record
from seogo.languages import Language
from seogo.searching.hits import Hit
from seogo.searching.request import SearchPage, SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.serializers.server_answers import Coverage
from seogo.web.http.params import TEXT
from seogo.web.views.components import (
    Also,
    AlsoGroup,
    AlsoSearched,
    Chip,
    Instead,
    Link,
    Listed,
    Nothing,
    Paging,
    ShownHit,
    WayOut,
)
from seogo.web.views.contexts import ResultsPage
from seogo.web.views.formatting import Locale
from seogo.web.views.search.facets import to_active, to_facets
from seogo.web.views.text_runs import Text, to_text

_VERSIONS: Final = {Language.KO: "version_ko", Language.EN: "version_en"}
_HOWS: Final = frozenset({"abbreviation", "variant", "hanja", "term"})
"""Kinds of equivalents that have a name."""
_ORIGINS: Final = {
    "glossary": "origin_glossary",
    "general": "origin_general",
    "learned": "origin_learned",
    "taught": "origin_taught",
    "gloss": "origin_gloss",
    "name": "origin_name",
}
_NEAR: Final = 2
"""Page numbers shown on either side of the current one."""
_CHIPS: Final = 4
"""Words searched for too that are shown without unfolding; half of them on a small screen."""


@dataclass(frozen=True, slots=True)
class ResultsView:
    """View of a page of results, in the language and with the addresses of one request."""

    locale: Locale
    addresses: Addresses

    def to_context(
        self,
        found: SearchPage,
        ways: tuple[WayOut, ...] = (),
        everything: WayOut | None = None,
        corrected: SearchPage | None = None,
        coverage: Coverage | None = None,
        plain: str = "",
        absent: tuple[str, ...] = (),
    ) -> ResultsPage:
        """The context of ``search.html``. Where nothing was found, ``ways`` are what to try, ``everything`` leads to all
        articles, ``absent`` are words in none, ``corrected`` are the results of the first correction, and ``coverage`` says
        what there is; what narrows a search is not offered then. ``plain`` says how much there is without filters."""
        request, locale = found.request, self.locale
        whole = tuple(self.hit(hit, request) for hit in found.hits if hit.complete)
        near = tuple(self.hit(hit, request) for hit in found.hits if hit.near)
        some = tuple(
            self.hit(hit, request) for hit in found.hits if not hit.complete and not hit.near
        )
        start = (request.page - 1) * request.size + 1
        active = to_active(request, locale, self.addresses)
        typed = " ".join(request.q.split())
        return ResultsPage(
            heading=locale.text("results_for", query=typed)
            if typed
            else locale.text("results_everything"),
            total=locale.found_count(found),
            where=locale.string("page_of", page=request.page, pages=found.pages)
            if found.pages > 1 and found.hits
            else "",
            also=self._also(found),
            active=active,
            remove_all=self._unfiltered(request, plain)
            if active and found.pages  # else it is among the ways
            else None,
            start=start,
            whole=whole,
            some=some,
            some_start=start + len(whole),
            some_total=locale.string("part_total", count=found.total_articles_some),
            near=near,
            near_start=start + len(whole) + len(some),
            near_total=locale.string("part_total", count=found.total_meaning),
            facets=to_facets(found, locale, self.addresses) if found.pages else (),
            paging=self._paging(found),
            nothing=self._nothing(found, ways, everything, coverage, absent),
            corrections=self._corrections(found),
            instead=self._instead(corrected) if corrected is not None else None,
            analyze=self.addresses.same("/analyze", (("text", typed[: TEXT.longest]),))
            if typed
            else "",
        )

    def hit(self, hit: Hit, request: SearchRequest) -> ShownHit:
        """A hit, linked with the search that found it."""
        snippet = hit.snippets[0] if hit.snippets else None
        told = request.lang is not None or hit.lang is self.locale.ui
        return ShownHit(
            title=to_text(hit.title, hit.lang, hit.title_ranges),
            address=self.addresses.article(hit.id, request),
            source=self.locale.text_by_script(hit.source),
            authors=tuple(
                self.locale.text_by_script(name) for name in hit.authors if name != hit.source
            ),
            day=self.locale.moment(hit.published),
            language="" if told else self.locale.language_name(hit.lang),
            snippet=to_text(snippet.text, hit.lang, snippet.ranges) if snippet else None,
            opens=snippet.opens if snippet else False,
            closes=snippet.closes if snippet else False,
            why=self.locale.match_reasons(hit.matched),
            missing=tuple(map(self.locale.text_by_script, hit.missing)),
            versions=tuple(
                self.version(name, lang, request) for name, lang in hit.translations.items()
            ),
            pair=self.addresses.pair(hit.id, request) if hit.translations else "",
        )

    def version(self, article_id: str, lang: Language, request: SearchRequest) -> Link:
        """A link to a translation."""
        text = self.locale.text(_VERSIONS[lang])
        return Link(text, self.addresses.article(article_id, request))

    def listed(self, record: Record) -> Listed:
        """An article in a short list."""
        return Listed(
            title=to_text(record.title, record.lang),
            address=self.addresses.article(record.id),
            source=self.locale.text_by_script(record.source),
            day=self.locale.day(record.published),
            language=""
            if record.lang is self.locale.ui
            else self.locale.language_name(record.lang),
        )

    def _also(self, found: SearchPage) -> AlsoSearched | None:
        """What was searched for, too, by typed word; None where there is nothing."""
        searched: dict[str, dict[str, Also]] = {}
        seen: set[str] = set()
        for also in found.also:
            if also.text not in seen:
                note = self.locale.text(f"form_how_{also.how}") if also.how in _HOWS else None
                searched.setdefault(also.word, {})[also.text] = self._searched(
                    found, also.text, note
                )
            seen.add(also.text)
        for bridge in found.bridges:
            if bridge.text not in seen:  # what was said is left out by the same address
                note = self.locale.text(_ORIGINS[bridge.origin], sure=f"{bridge.probability:.0%}")
                searched.setdefault(bridge.word, {})[bridge.text] = self._searched(
                    found, bridge.text, note
                )
            seen.add(bridge.text)
        if not searched:
            return None
        groups = tuple(
            AlsoGroup(self.locale.text_by_script(word), tuple(items.values()))
            for word, items in searched.items()
        )
        total = sum(len(group.items) for group in groups)
        return AlsoSearched(
            chips=_chips(groups),
            beyond_two=self._beyond(total - _CHIPS // 2),
            beyond_four=self._beyond(total - _CHIPS),
            groups=groups,
        )

    def _beyond(self, count: int) -> str:
        return self.locale.string("also_rest", count=count) if count > 0 else ""

    def _searched(self, found: SearchPage, text: str, note: Text | None) -> Also:
        without = self.addresses.search(found.request, without=(*found.request.without, text))
        label = self.locale.string("leave_out_label", text=text)
        link = Link(self.locale.text("leave_out"), without, label=label)
        return Also(self.locale.text_by_script(text), link if found.pages else None, note)

    def _corrections(self, found: SearchPage) -> tuple[WayOut, ...]:
        queries = [replace(found.request, q=other.text) for other in found.corrections]
        return tuple(
            WayOut(
                self.locale.text_by_script(query.q),
                self.addresses.search(query, page=1),
                self.locale.article_count(other.articles, other.articles_some),
            )
            for query, other in zip(queries, found.corrections, strict=True)
        )

    def _instead(self, corrected: SearchPage) -> Instead:
        request, locale = corrected.request, self.locale
        total = locale.found_count(corrected)
        return Instead(
            title=locale.text("instead_title", query=request.q),
            hits=tuple(self.hit(hit, request) for hit in corrected.hits),
            all=Link(locale.text("instead_all", total=total), self.addresses.search(request)),
        )

    def _unfiltered(self, request: SearchRequest, count: str) -> Link:
        """The link to the search without filters, in the same order."""
        text = self.locale.text("active_remove_all", count=count)
        return Link(text, self.addresses.search(request.unfiltered()))

    def _paging(self, found: SearchPage) -> Paging | None:
        request, last = found.request, found.pages
        if last < 2 or request.page > last:
            return None
        shown = {1, last, *range(request.page - _NEAR, request.page + _NEAR + 1)}
        numbers: list[Link | None] = []
        previous = 0
        for page in sorted(number for number in shown if 1 <= number <= last):
            if page == previous + 2:  # a gap of one page is no shorter than its number
                numbers.append(self._page(request, page - 1))
            elif page > previous + 1:
                numbers.append(None)
            numbers.append(self._page(request, page))
            previous = page
        return Paging(
            previous=self.addresses.search(request, page=request.page - 1)
            if request.page > 1
            else "",
            next=self.addresses.search(request, page=request.page + 1)
            if request.page < last
            else "",
            numbers=tuple(numbers),
        )

    def _page(self, request: SearchRequest, page: int) -> Link:
        number = f"{page:,}"
        return Link(
            to_text(number, self.locale.ui),
            self.addresses.search(request, page=page),
            label=self.locale.string("page_label", page=page),
            current=page == request.page,
        )

    def _nothing(
        self,
        found: SearchPage,
        ways: tuple[WayOut, ...],
        everything: WayOut | None,
        coverage: Coverage | None,
        absent: tuple[str, ...],
    ) -> Nothing | None:
        """Text of a page without hits."""
        request, locale = found.request, self.locale
        if found.hits:
            return None
        if found.pages:
            last = self.addresses.search(request, page=found.pages)
            return Nothing(
                locale.string("beyond_title", page=request.page),
                locale.string("beyond_lead", pages=found.pages),
                (),
                Link(locale.text("beyond_link"), last),
            )
        return Nothing(
            "",
            locale.string("none_lead" if ways else "none_hopeless"),
            (*ways, everything) if everything else ways,
            absent=tuple(map(locale.text_by_script, absent)),
            coverage=locale.ui_text(coverage.text) if coverage else None,
        )


def _chips(groups: Sequence[AlsoGroup]) -> tuple[Chip, ...]:
    """The first words, of each typed one at least one where there is room, together with the others of the same one."""
    rounds = itertools.zip_longest(*(group.items for group in groups))
    first = [item for items in rounds for item in items if item is not None][:_CHIPS]
    return tuple(
        Chip(item.text, group.word if place == 0 else None)
        for group in groups
        for place, item in enumerate(one for one in group.items if one in first)
    )
