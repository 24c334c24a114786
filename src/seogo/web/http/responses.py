"""Responses: pages, JSON, texts, streams and problems (RFC 9457), with entity tags and caching headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from flask import Response, request

from seogo.serializers.answer import Answer, to_text
from seogo.serializers.server_answers import Problem
from seogo.web.http.request_context import RequestContext

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # a search is nobody else's business
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer."""


def page(html: str, ctx: RequestContext, *, status: int = 200, tag: str = "") -> Response:
    """HTML response in the language of the request; ``tag`` is its entity tag, for conditional requests."""
    response = Response(html, status=status, mimetype="text/html")
    response.headers["Content-Language"] = ctx.ui.value
    return _dated(response, ctx, tag)


def as_sent(content: Answer) -> str:
    """A JSON answer as it is sent."""
    return f"{to_text(content)}\n"


def document(
    content: Answer | Mapping[str, Any] | Sequence[Any],
    ctx: RequestContext,
    *,
    tag: str = "",
    media_type: str = "application/json",
) -> Response:
    """A JSON answer."""
    return _dated(Response(f"{to_text(content)}\n", mimetype=media_type), ctx, tag)


def written(text: str, ctx: RequestContext, media_type: str, *, tag: str = "") -> Response:
    """A finished text that is neither page nor JSON."""
    return _dated(Response(text, content_type=_with_charset(media_type)), ctx, tag)


def stream(parts: Iterator[str], ctx: RequestContext, media_type: str) -> Response:
    """An answer that is made while it is sent."""
    return _dated(Response(parts, content_type=_with_charset(media_type)), ctx, "")


def not_modified(ctx: RequestContext, tag: str) -> Response | None:
    """The answer 304 where the client already has what ``tag`` names, else None.

    ``If-None-Match: *`` never matches: whether there is something here is known only after the search.
    """
    known = request.if_none_match
    if known.star_tag or not known.contains_weak(tag):
        return None
    response = Response(status=304)
    del response.headers["Content-Type"]
    return _dated(response, ctx, tag)


def problem(
    ctx: RequestContext,
    *,
    status: int,
    kind: str,
    title: str,
    detail: str,
    more: Mapping[str, Any],
) -> Response:
    """An error as RFC 9457 has it; ``kind`` is the stable name of what went wrong, ``more`` has further members."""
    content = Problem(f"urn:problem-type:seogo:{kind}", title, status, detail, ctx.instance, **more)
    response = document(content, ctx, media_type="application/problem+json")
    response.status_code = status
    response.headers["Content-Language"] = ctx.ui.value
    return response


def _with_charset(media_type: str) -> str:
    return media_type if media_type.endswith("json") else f"{media_type}; charset=utf-8"


def _dated(response: Response, ctx: RequestContext, tag: str) -> Response:
    """Caching headers: every cached response is revalidated, and errors are not cached at all."""
    if tag:
        response.set_etag(tag, weak=True)  # took_ms may differ
        response.headers["Cache-Control"] = "no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"
    if not ctx.addresses.ui:
        response.headers["Vary"] = "Accept-Language"
    return response
