"""Whose pages may read this archive: cross-origin resource sharing (CORS), for what is no page and for reading only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

ANYBODY = "*"


@dataclass(frozen=True, slots=True)
class Cors:
    """The origins that are let in, as in ``Settings.cors``."""

    allowed: Sequence[str]

    def admit(self, response: Response, origin: str) -> None:
        """Add what lets a page of ``origin`` (of the request's header, or empty) read an answer."""
        if not self.allowed:
            return
        anybody = ANYBODY in self.allowed
        if not anybody:
            response.vary.add("Origin")
        if anybody or origin.lower() in self.allowed:
            response.headers["Access-Control-Allow-Origin"] = ANYBODY if anybody else origin
            response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
