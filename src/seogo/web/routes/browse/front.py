"""The front page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from seogo.documents.document import Record
from seogo.languages import Language
from seogo.searching.hits import Hit
from seogo.searching.request import SearchRequest
from seogo.web.context import Desk
from seogo.web.http.request import Visit
from seogo.web.http.responses import not_modified
from seogo.web.routes.browse.lists import Browsing
from seogo.web.views.browse.archive_overview import MOST_YEARS, longest_gaps, year_rows
from seogo.web.views.components import Link, Listed
from seogo.web.views.contexts import FrontPage
from seogo.web.views.search.facets import to_facets

_LATEST: Final = 6


@dataclass(frozen=True, slots=True)
class FrontRoute:
    """The route of the front page. It raises RequestError and IndexUnavailable."""

    desk: Desk
    browsing: Browsing

    def page(self) -> AnyResponse:
        """``/``: the search form, and what the archive holds."""
        visit = self.desk.visit()
        self.desk.search_request("ui")
        tag = self.desk.tag(visit)
        if known := not_modified(visit, tag):
            return known
        words, go = self.desk.words(visit), visit.addresses
        latest = self.desk.site.search.search(
            SearchRequest(sort="newest", size=_LATEST, prefer=visit.ui)
        )
        languages = dict(latest.facets.get("lang", ()))
        all_articles = words.say("front_articles", count=latest.index.articles)
        everything = go.search(SearchRequest(sort="newest"))
        counts = [Link(words.sentence(all_articles), everything)]
        for language in Language:
            number = languages.get(language.value, 0)
            name = words.language(language)
            text = words.sentence(words.say("front_language", count=number, language=name))
            counts.append(Link(text, go.search(SearchRequest(lang=language, sort="newest"))))
        context = FrontPage(
            counts=tuple(counts),
            latest=tuple(self._listed(hit, visit) for hit in latest.hits),
            facets=tuple(
                facet
                for facet in to_facets(latest, words, go)
                # the table has these
                if facet.title not in (words.say("facet_lang"), words.say("facet_year"))
            ),
            everything=everything,
            years=year_rows(self.desk.site.search, words, go, most=MOST_YEARS),
            gaps=tuple(
                words.period(*gap)
                for gap in longest_gaps(month for month, _ in latest.facets.get("month", ()))
            ),
            browse=self.browsing.elsewhere(visit),
        )
        return self.desk.show(context, visit, title=None, tag=tag)

    def _listed(self, hit: Hit, visit: Visit) -> Listed:
        """A hit as one of the latest articles, in the language of the interface where it has that."""
        service = self.desk.site.search
        names = [name for name, lang in hit.translations.items() if lang is visit.ui]
        wanted = hit.id if hit.lang is visit.ui or not names else names[0]
        record: Record | None = service.record(wanted) or service.record(hit.id)
        if record is None:  # the index was exchanged between two looks
            raise NotFound
        return self.desk.results(visit).listed(record)
