"""Handlers around the routes: what is refused before, headers of every answer, answers to exceptions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from logging import Logger
from typing import Final

from flask import Response, redirect, request
from werkzeug.exceptions import BadRequest, MethodNotAllowed, RequestURITooLarge
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from seogo.errors import ArticleUnknown, IndexMissing, RequestError
from seogo.searching.request import SearchRequest
from seogo.web.context import AppContext
from seogo.web.errors import LONGEST_ADDRESS, Failure, to_failure, unknown_id
from seogo.web.http.cors import add_cors_headers
from seogo.web.http.hosts import refuse_host
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import HEADERS, problem
from seogo.web.views.articles.article import ArticleMoved
from seogo.web.views.articles.nearest import nearest_articles, words_of

_READING: Final = ("GET", "HEAD")
_ASKING: Final = ("POST", "/mcp")
_LONGEST_SHOWN: Final = 1_000
"""Characters of a query that an error page shows in its form."""


def refuse_request() -> None:
    """Refuse names and addresses that no route has to look at. Raises HostRefused, HTTPException."""
    refuse_host(request.environ)
    if request.method not in _READING and (request.method, request.path) != _ASKING:
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
class HeaderHandler:
    """Handler behind every answer: the headers that all have, and CORS for what is not a page."""

    app: AppContext

    def __call__(self, response: Response) -> Response:
        response.headers.update(HEADERS)
        if self.app.request_context().json:
            origin = request.headers.get("Origin", "")
            add_cors_headers(response, origin, self.app.site.settings.cors)
        return response


@dataclass(frozen=True, slots=True)
class ErrorHandler:
    """Handler of every exception: a page, or JSON where the address promises JSON."""

    app: AppContext
    logger: Logger

    def __call__(self, error: Exception) -> AnyResponse:
        if isinstance(error, RequestRedirect):
            return error.get_response()
        ctx = self.app.request_context()
        if isinstance(error, ArticleMoved):
            return _moved(error, ctx)
        locale = self.app.locale(ctx)
        building = isinstance(error, IndexMissing)
        progress = self.app.site.generations.progress() if building else None
        failure = to_failure(error, ctx, locale, progress)
        missing = unknown_id(ctx) if isinstance(error, ArticleUnknown) else ""
        near = nearest_articles(missing, self.app.site.search) if missing else ()
        if failure.status >= 500 and not failure.headers:
            self.logger.error("%r", request.path, exc_info=error)
        if ctx.json:
            response = problem(
                ctx,
                status=failure.status,
                kind=failure.kind,
                title=failure.title,
                detail=failure.detail,
                more={**failure.more, "nearest": tuple(one.id for one in near)}
                if missing
                else failure.more,
            )
        else:
            results = self.app.results_view(ctx)
            shown = replace(failure, nearest=tuple(map(results.listed, near)))
            response = self._page(shown, words_of(missing))
        response.headers.update(failure.headers)
        return response

    def _page(self, failure: Failure, words: str) -> Response:
        """The page of a failure, whose form has the query of the request, or else ``words``."""
        ctx = self.app.request_context()
        locale = self.app.locale(ctx)
        context = failure.to_page(locale, ctx.addresses.front())
        try:  # the form shows the search again as far as it can be read
            found = self.app.search_request()
        except RequestError:
            query = next((value for name, value in ctx.pairs if name == "q"), "")
            found = SearchRequest(q=query)
        found = replace(found, q=(found.q or words)[:_LONGEST_SHOWN])
        return self.app.show(
            context, ctx, title=locale.ui_text(failure.title), status=failure.status, found=found
        )


def _moved(error: ArticleMoved, ctx: RequestContext) -> AnyResponse:
    """The way to the article at its new address: the same form, the same search."""
    form = ctx.path.removeprefix(f"/articles/{error.former}")
    response = redirect(ctx.addresses.moved(error.id, form, ctx.pairs), 301)
    response.headers["Cache-Control"] = "no-cache"  # an article may get this id one day
    return response
