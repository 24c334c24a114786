"""From a page of results to what its template shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from seogo.documents.document import Record
from seogo.languages import Language
from seogo.query.diagnostics import ignored_message, shortened
from seogo.searching.hits import Hit
from seogo.searching.request import SearchPage, SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.serializers.coverage import Coverage
from seogo.web.http.params import TEXT
from seogo.web.views.components import (
    Also,
    Instead,
    Link,
    Listed,
    Note,
    Nothing,
    Paging,
    ShownHit,
    WayOut,
)
from seogo.web.views.contexts import ResultsPage
from seogo.web.views.formatting import Locale
from seogo.web.views.search.facets import LEVELS, to_active, to_facets
from seogo.web.views.search.options import SORTS
from seogo.web.views.text_runs import Text, to_text

_VERSIONS: Final = {Language.KO: "version_ko", Language.EN: "version_en"}
_ORIGINS: Final = {
    "glossary": "origin_glossary",
    "general": "origin_general",
    "learned": "origin_learned",
    "gloss": "origin_gloss",
    "name": "origin_name",
}
_NEAR: Final = 2
"""Page numbers shown on either side of the current one."""


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
    ) -> ResultsPage:
        """The context of ``search.html``. Where nothing was found, ``ways`` are what to try, ``everything`` leads to all
        articles, ``corrected`` are the results of the first correction, and ``coverage`` says what there is; what narrows a
        search is not offered then."""
        request, locale = found.request, self.locale
        whole = tuple(self.hit(hit, request) for hit in found.hits if hit.complete)
        near = tuple(self.hit(hit, request) for hit in found.hits if hit.near)
        some = tuple(
            self.hit(hit, request) for hit in found.hits if not hit.complete and not hit.near
        )
        start = (request.page - 1) * request.size + 1
        active = to_active(request, locale, self.addresses)
        typed = " ".join(request.q.split())
        read_as = found.read_as if found.read_as != typed else ""
        return ResultsPage(
            heading=locale.text("results_for", query=typed)
            if typed
            else locale.text("results_everything"),
            total=locale.result_count(
                found.total, found.total_some, request, near=found.total_meaning
            ),
            where=locale.string("page_of", page=request.page, pages=found.pages)
            if found.pages > 1 and found.hits
            else "",
            read_as=locale.text_by_script(read_as) if read_as else None,
            analyze=self.addresses.same("/analyze", (("text", typed[: TEXT.longest]),))
            if typed
            else "",
            also=self._also(found),
            ignored=self._ignored(found),
            excluded=tuple(
                Note(
                    locale.text_by_script(shortened(one.text)),
                    self._other(found, one.other, "excluded_include"),
                )
                for one in found.excluded
            ),
            sorts=self._sorts(request) if found.pages else (),
            levels=self._levels(found) if typed and found.pages else (),
            unfold=self.addresses.search(request, fold=False)
            if request.fold and any(hit.translations for hit in found.hits)
            else "",
            active=active,
            remove_all=self._unfiltered(request) if len(active) > 1 else "",
            start=start,
            whole=whole,
            some=some,
            some_start=start + len(whole),
            some_total=locale.string("total", count=found.total_some),
            near=near,
            near_start=start + len(whole) + len(some),
            near_total=locale.string("total", count=found.total_meaning),
            facets=to_facets(found, locale, self.addresses) if found.pages else (),
            paging=self._paging(found),
            nothing=self._nothing(found, ways, everything, coverage),
            corrections=self._corrections(found),
            instead=self._instead(corrected) if corrected is not None else None,
        )

    def hit(self, hit: Hit, request: SearchRequest) -> ShownHit:
        """A hit, linked with the search that found it."""
        snippet = hit.snippets[0] if hit.snippets else None
        return ShownHit(
            title=to_text(hit.title, hit.lang, hit.title_ranges),
            address=self.addresses.article(hit.id, request),
            source=self.locale.text_by_script(hit.source),
            day=self.locale.day(hit.published),
            language=self.locale.language_name(hit.lang),
            snippet=to_text(snippet.text, hit.lang, snippet.ranges) if snippet else None,
            opens=snippet.opens if snippet else False,
            closes=snippet.closes if snippet else False,
            why=self.locale.match_reasons(hit.matched),
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
            language=self.locale.language_name(record.lang),
        )

    def _also(self, found: SearchPage) -> tuple[Also, ...]:
        unique = {also.text: also for also in reversed(found.also)}
        known = [self._searched(found, also.text, also.word) for also in reversed(unique.values())]
        bridged = [
            self._searched(
                found,
                bridge.text,
                bridge.word,
                self.locale.text(_ORIGINS[bridge.origin], sure=f"{bridge.probability:.0%}"),
            )
            for bridge in found.bridges
            if bridge.text not in unique  # said already, and left out by the same address
        ]
        return (*known, *bridged)

    def _searched(self, found: SearchPage, text: str, word: str, note: Text | None = None) -> Also:
        without = self.addresses.search(found.request, without=(*found.request.without, text))
        label = self.locale.string("leave_out_label", text=text)
        link = Link(self.locale.text("leave_out"), without, label=label)
        return Also(
            text=self.locale.text_by_script(text),
            word=self.locale.text_by_script(word),
            without=link if found.pages else None,
            note=note,
        )

    def _ignored(self, found: SearchPage) -> tuple[Note, ...]:
        """What was ignored, each message once."""
        others: dict[str, str] = {}
        for ignored in found.ignored:
            others.setdefault(ignored_message(ignored).text(self.locale.ui), ignored.other)
        return tuple(
            Note(self.locale.ui_text(text), self._other(found, other, "ignored_other"))
            for text, other in others.items()
        )

    def _other(self, found: SearchPage, query: str, code: str) -> Link | None:
        """The link to another reading of the query; None where there is none."""
        if not query:
            return None
        label = f"{self.locale.string(code)}: {shortened(query)}"
        address = self.addresses.search(found.request, q=query, page=1)
        return Link(self.locale.text(code), address, label=label)

    def _corrections(self, found: SearchPage) -> tuple[WayOut, ...]:
        queries = [replace(found.request, q=other.text) for other in found.corrections]
        return tuple(
            WayOut(
                self.locale.text_by_script(query.q),
                self.addresses.search(query, page=1),
                self.locale.result_count(other.total, other.total_some, query),
            )
            for query, other in zip(queries, found.corrections, strict=True)
        )

    def _instead(self, corrected: SearchPage) -> Instead:
        request, locale = corrected.request, self.locale
        total = locale.result_count(
            corrected.total, corrected.total_some, request, near=corrected.total_meaning
        )
        return Instead(
            title=locale.text("instead_title", query=request.q),
            hits=tuple(self.hit(hit, request) for hit in corrected.hits),
            all=Link(locale.text("instead_all", total=total), self.addresses.search(request)),
        )

    def _sorts(self, request: SearchRequest) -> tuple[Link, ...]:
        return tuple(
            Link(
                self.locale.text(code),
                self.addresses.search(request, sort=sort),
                current=sort == request.sort,
            )
            for sort, code in SORTS.items()
        )

    def _levels(self, found: SearchPage) -> tuple[Link, ...]:
        return tuple(
            Link(
                self.locale.text(code),
                self.addresses.search(
                    found.request, level=None if level == found.highest else level
                ),
                current=level == found.level,
            )
            for level, code in LEVELS.items()
            if level != "meaning" or found.highest == "meaning"
        )

    def _unfiltered(self, request: SearchRequest) -> str:
        plain = SearchRequest(q=request.q, sort=request.sort, size=request.size)
        return self.addresses.search(plain)

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
            locale.string("none_title" if ways else "none_hopeless_title"),
            locale.string("none_lead" if ways else "none_hopeless"),
            (*ways, everything) if everything else ways,
            coverage=locale.ui_text(coverage.text) if coverage else None,
        )
