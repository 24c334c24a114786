"""The pages: front page, results, articles, articles side by side, and the images of articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response, redirect, request, send_file
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from seogo.documents.document import Record
from seogo.languages import Language
from seogo.searching.hits import Hit
from seogo.searching.request import SearchRequest
from seogo.web.context import Desk
from seogo.web.http.request import Visit
from seogo.web.http.responses import not_modified
from seogo.web.routes.articles.formats import Articles
from seogo.web.routes.browse.lists import Browsing
from seogo.web.views.alternates import (
    article_alternates,
    link_header,
    search_alternates,
    steps,
    to_relations,
)
from seogo.web.views.articles.article import Unpaired
from seogo.web.views.articles.metadata_tags import to_json_ld, to_metas
from seogo.web.views.articles.pair import SideBySide
from seogo.web.views.browse.archive_overview import MOST_YEARS, longest_gaps, year_rows
from seogo.web.views.components import Alternate, Link, Listed
from seogo.web.views.contexts import FrontPage
from seogo.web.views.search.facets import to_facets
from seogo.web.views.search.no_results import everything, ways_out
from seogo.web.views.search.options import to_choices
from seogo.web.views.search.timeline import to_periods, to_timeline

_LATEST = 6
_MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one application."""

    desk: Desk
    articles: Articles
    browsing: Browsing

    def front(self) -> AnyResponse:
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

    def search(self) -> AnyResponse:
        """``/search``: results. A form that was sent with empty fields is led to the address without them."""
        visit = self.desk.visit()
        found = self.desk.search_request()
        if any(not value.strip() for value in request.args.values()):
            return redirect(visit.addresses.search(found))
        words, today = self.desk.words(visit), datetime.now(self.desk.site.archive.zone).date()
        tag = self.desk.tag(visit, today.isoformat())
        if known := not_modified(visit, tag):
            return known
        service = self.desk.site.search
        results = service.search(replace(found, prefer=visit.ui))
        empty = not results.total and not results.total_some
        go = visit.addresses
        ways = ways_out(found, service, words, go) if empty else ()
        meant = None
        if empty and results.corrections:
            query = results.corrections[0].text
            asked = replace(found, q=query, page=1, prefer=visit.ui)
            meant = service.search(asked, facets=False)
        context = replace(
            self.desk.results(visit).to_context(
                results, ways, everything(service, words, go) if empty else None, meant
            ),
            periods=to_periods(found, today, words, go) if results.pages else (),
            timeline=to_timeline(results, words, go),
            choices=to_choices(results, words, go) if results.pages else None,
        )
        response = self.desk.show(
            context,
            visit,
            title=context.heading,
            tag=tag,
            found=found,
            alternates=search_alternates(found, words, go),
            canonical=visit.addresses.without_language().search(found),
        )
        relations = (
            *steps(found, results.pages, go),
            *to_relations(search_alternates(found, words, go)),
        )
        response.headers["Link"] = link_header(relations)
        return response

    def article(self, article_id: str) -> AnyResponse:
        """``/articles/<id>``: one article; the search it was found by comes along and is marked in it."""
        visit = self.desk.visit()
        found = self.desk.search_request()
        reader = self.desk.reader(visit)
        record = reader.record(article_id)
        reading = reader.read(record, found.q)
        tag = self.desk.tag(visit, reading.article.content_hash, request.host_url)
        if known := not_modified(visit, tag):
            return known
        plain, words = visit.addresses.without_language(), self.desk.words(visit)
        reference = self.articles.reference(reading.article, record, visit)
        origin = request.host_url.rstrip("/")
        languages = {record.id: record.lang, **record.translations}
        near, beside = self.articles.around(reading.article, record, visit)
        context = replace(
            reader.to_page(reading, found),
            permanent=reference.permalink,
            citations=self.articles.citations(reference, visit),
            related=near,
            beside=beside,
            versions=tuple(
                Alternate(origin + plain.article(name), lang=lang.value)
                for name, lang in languages.items()
            ),
            metas=to_metas(reference),
            json_ld=to_json_ld(
                reference,
                {origin + plain.article(name): lang for name, lang in record.translations.items()},
            ),
        )
        return self.desk.show(
            context,
            visit,
            title=context.title,
            tag=tag,
            found=found,
            alternates=article_alternates(article_id, words, visit.addresses),
            canonical=plain.article(article_id),
        )

    def pair(self, article_id: str) -> AnyResponse:
        """``/articles/<id>/pair``: an article beside its translation."""
        visit = self.desk.visit()
        found = self.desk.search_request()
        reader = self.desk.reader(visit)
        record = reader.record(article_id)
        other = next(iter(record.translations), None)
        if other is None:
            raise Unpaired(article_id)
        first = reader.read(record, found.q)
        second = reader.read(reader.record(other), found.q)
        hashes = (first.article.content_hash, second.article.content_hash)
        tag = self.desk.tag(visit, *hashes)
        if known := not_modified(visit, tag):
            return known
        context = SideBySide(reader).to_page(first, second, found)
        return self.desk.show(
            context,
            visit,
            title=context.first.title,
            tag=tag,
            found=found,
            canonical=visit.addresses.without_language().pair(article_id),
        )

    def image(self, path: str) -> AnyResponse:
        """``/images/<path>``: an image of the archive."""
        file = self.desk.site.archive.image_path(path)
        if file is None:
            raise NotFound
        try:
            answer = send_file(file, mimetype=_MEDIA_TYPES[file.suffix.lower()], max_age=3600)
        except OSError as error:  # deleted since it was looked at
            raise NotFound from error
        return answer

    def static(self, name: str) -> AnyResponse:
        """``/static/<name>``: a file of the interface, to be kept for a year under the address with its hash."""
        file = self.desk.frames.files.get(name)
        if file is None:
            raise NotFound
        answer = Response(file.content, content_type=file.media_type)
        answer.set_etag(file.version)
        same = request.args.get("v") == file.version
        answer.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if same else "no-cache"
        )
        return answer.make_conditional(request)

    def _listed(self, hit: Hit, visit: Visit) -> Listed:
        """A hit as one of the latest articles, in the language of the interface where it has that."""
        service = self.desk.site.search
        names = [name for name, lang in hit.translations.items() if lang is visit.ui]
        wanted = hit.id if hit.lang is visit.ui or not names else names[0]
        record: Record | None = service.record(wanted) or service.record(hit.id)
        if record is None:  # the index was exchanged between two looks
            raise NotFound
        return self.desk.results(visit).listed(record)
