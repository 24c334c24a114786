"""Puts the web application together: routes, templates, errors, headers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Final

from flask import Flask, Response, redirect, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import BadRequest, MethodNotAllowed, RequestURITooLarge
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from seogo.composition import Site
from seogo.errors import RequestError
from seogo.searching.request import SearchRequest
from seogo.web.context import Desk
from seogo.web.errors import LONGEST_ADDRESS, Failure, to_failure
from seogo.web.http.assets import digest, static_files, templates_dir
from seogo.web.http.cors import Origins
from seogo.web.http.request import Visit
from seogo.web.http.responses import HEADERS, problem
from seogo.web.routes.articles.changes import Changes
from seogo.web.routes.articles.formats import Articles
from seogo.web.routes.browse.lists import Browsing
from seogo.web.routes.browse.manual import Helping
from seogo.web.routes.machines.descriptions import Describing
from seogo.web.routes.machines.health import Api
from seogo.web.routes.search.analysis import Explaining
from seogo.web.routes.search.concordance import Concordances
from seogo.web.routes.search.exports import Exports
from seogo.web.routes.search.feed import Feeds
from seogo.web.routes.search.results import Pages
from seogo.web.routes.search.suggestions import Suggesting
from seogo.web.views.articles.article import ArticleMoved
from seogo.web.views.layout import Frames

_READING: Final = ("GET", "HEAD")
_LARGEST_BODY: Final = 64 * 1024
_LONGEST_SHOWN: Final = 1_000


def build_app(site: Site) -> Flask:
    """The application of a site. Raises SeogoError where the templates are missing."""
    templates = templates_dir()
    app = Flask("seogo.web", static_folder=None, template_folder=str(templates))
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY
    app.url_map.merge_slashes = False
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    files = static_files()
    titles = site.settings.titles
    edition = digest(
        _version().encode(),
        *(path.read_bytes() for path in sorted(templates.glob("*.html"))),
        *(file.version.encode() for file in files.values()),
        *(title.encode() for title in titles.values()),
        *(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py"))),
    )
    desk = Desk(site, Frames(titles, files), edition)
    _add_routes(app, desk)
    _add_concordance(app, Concordances(desk))
    app.before_request(_refuse)
    app.after_request(_Headers(desk, Origins(site.settings.cors)))
    app.register_error_handler(Exception, _Errors(app, desk))
    return app


def _add_routes(app: Flask, desk: Desk) -> None:
    articles, browsing = Articles(desk), Browsing(desk)
    pages, api, exports = Pages(desk, articles, browsing), Api(desk), Exports(desk)
    explaining, describing, manual = Explaining(desk), Describing(desk), Helping(desk)
    for rule, view in (
        ("/", pages.front),
        ("/search", pages.search),
        ("/search.json", api.search),
        ("/search.atom", Feeds(desk).search),
        ("/search.csv", exports.table),
        ("/search.jsonl", exports.lines),
        ("/suggest", Suggesting(desk).document),
        ("/articles/<path:article_id>", pages.article),
        ("/articles/<path:article_id>.json", api.article),
        ("/articles/<path:article_id>.md", articles.markdown),
        ("/articles/<path:article_id>.bib", articles.bibtex),
        ("/articles/<path:article_id>.ris", articles.ris),
        ("/articles/<path:article_id>.csl.json", articles.csl),
        ("/articles/<path:article_id>/pair", pages.pair),
        ("/articles/<path:article_id>/changes", Changes(desk).page),
        ("/analyze", explaining.page),
        ("/help", manual.topics),
        ("/help/<topic>", manual.topic),
        ("/analyze.json", explaining.document),
        ("/images/<path:path>", pages.image),
        ("/static/<name>", pages.static),
        ("/opensearch.xml", describing.opensearch),
        ("/openapi.json", describing.openapi),
        ("/healthz", api.health),
        ("/readyz", api.ready),
    ):
        app.add_url_rule(rule, endpoint=rule, view_func=view, methods=["GET"])
    _add_lists(app, browsing)


def _add_lists(app: Flask, browsing: Browsing) -> None:
    for rule, view in browsing.views():
        app.add_url_rule(rule, endpoint=rule, view_func=view, methods=["GET"])


def _add_concordance(app: Flask, concordances: Concordances) -> None:
    for rule, view in (
        ("/concordance", concordances.page),
        ("/concordance.json", concordances.document),
    ):
        app.add_url_rule(rule, endpoint=rule, view_func=view, methods=["GET"])


def _refuse() -> None:
    """Addresses that no page has to look at. Raises HTTPException."""
    if request.method not in _READING:
        raise MethodNotAllowed(valid_methods=list(_READING))
    raw = request.environ.get("PATH_INFO", "").encode("latin-1", "replace")
    if len(raw) + len(request.query_string) > LONGEST_ADDRESS:
        raise RequestURITooLarge
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise BadRequest from error
    if "\0" in text:
        raise BadRequest


@dataclass(frozen=True, slots=True)
class _Headers:
    """What every answer carries."""

    desk: Desk
    origins: Origins

    def __call__(self, response: Response) -> Response:
        response.headers.update(HEADERS)
        if self.desk.visit().json:
            self.origins.admit(response, request.headers.get("Origin", ""))
        return response


class _Errors:
    """Answers every exception: a page, or JSON where the address promises JSON."""

    def __init__(self, app: Flask, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    def __call__(self, error: Exception) -> AnyResponse:
        if isinstance(error, RequestRedirect):
            return error.get_response()
        visit = self._desk.visit()
        if isinstance(error, ArticleMoved):
            return _moved(error, visit)
        words = self._desk.words(visit)
        failure = to_failure(error, visit, words)
        if failure.status >= 500 and not failure.headers:
            self._app.logger.error("%s", request.path, exc_info=error)
        if visit.json:
            response = problem(
                visit,
                status=failure.status,
                kind=failure.kind,
                title=failure.title,
                detail=failure.detail,
                more=failure.more,
            )
        else:
            response = self._page(failure)
        response.headers.update(failure.headers)
        return response

    def _page(self, failure: Failure) -> Response:
        visit = self._desk.visit()
        words = self._desk.words(visit)
        context = failure.to_page(words, visit.addresses.front())
        try:  # what was asked for stays in the form as far as it can be read
            found = self._desk.search_request()
        except RequestError:
            query = next((value for name, value in visit.pairs if name == "q"), "")
            found = SearchRequest(q=query)
        found = replace(found, q=found.q[:_LONGEST_SHOWN])
        return self._desk.show(
            context, visit, title=words.sentence(failure.title), status=failure.status, found=found
        )


def _moved(error: ArticleMoved, visit: Visit) -> AnyResponse:
    """The way to the article at its new address: the same form, the same search."""
    form = visit.path.removeprefix(f"/articles/{error.former}")
    response = redirect(visit.addresses.moved(error.id, form, visit.pairs), 301)
    response.headers["Cache-Control"] = "no-cache"  # an article may get this id one day
    return response


def _version() -> str:
    try:
        return metadata.version("seogo")
    except metadata.PackageNotFoundError:  # run from a checkout
        return "0"
