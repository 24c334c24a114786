"""Handlers around the routes: what is refused before, headers of every answer, answers to exceptions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from flask import Flask, Response, redirect, request
from werkzeug.exceptions import BadRequest, MethodNotAllowed, RequestURITooLarge
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from seogo.errors import RequestError
from seogo.searching.request import SearchRequest
from seogo.web.context import Desk
from seogo.web.errors import LONGEST_ADDRESS, Failure, to_failure
from seogo.web.http.cors import Origins
from seogo.web.http.request import Visit
from seogo.web.http.responses import HEADERS, problem
from seogo.web.views.articles.article import ArticleMoved

_READING: Final = ("GET", "HEAD")
_LONGEST_SHOWN: Final = 1_000
"""Characters of a query that an error page shows in its form."""


def refuse_request() -> None:
    """Refuse addresses that no route has to look at. Raises HTTPException."""
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
class HeaderHandler:
    """Handler behind every answer: the headers that all have, and CORS for what is not a page."""

    desk: Desk
    origins: Origins

    def __call__(self, response: Response) -> Response:
        response.headers.update(HEADERS)
        if self.desk.visit().json:
            self.origins.admit(response, request.headers.get("Origin", ""))
        return response


class ErrorHandler:
    """Handler of every exception: a page, or JSON where the address promises JSON."""

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
