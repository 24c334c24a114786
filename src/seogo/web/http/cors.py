"""Cross-origin resource sharing (CORS): which origins may read what is not a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

ANYBODY = "*"


@dataclass(frozen=True, slots=True)
class Cors:
    """Origins that may read answers, as in ``Settings.cors``."""

    allowed: Sequence[str]

    def add_headers(self, response: Response, origin: str) -> None:
        """Add the headers that let a page of ``origin`` (the request's header, or empty) read a response."""
        if not self.allowed:
            return
        anybody = ANYBODY in self.allowed
        if not anybody:
            response.vary.add("Origin")
        if anybody or origin.lower() in self.allowed:
            response.headers["Access-Control-Allow-Origin"] = ANYBODY if anybody else origin
            response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
