"""Cross-origin resource sharing (CORS): which origins may read what is not a page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response


def add_cors_headers(response: Response, origin: str, allowed: Sequence[str]) -> None:
    """Add the headers that let a page of ``origin`` (the request's header, or empty) read a response; ``allowed`` as in
    ``Settings.cors``."""
    if not allowed:
        return
    anybody = "*" in allowed
    if not anybody:
        response.vary.add("Origin")
    if anybody or origin.lower() in allowed:
        response.headers["Access-Control-Allow-Origin"] = "*" if anybody else origin
        response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
