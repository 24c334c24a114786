"""Whether the server is well."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from seogo.web.context import AppContext
from seogo.web.http.responses import document


@dataclass(frozen=True, slots=True)
class HealthRoutes:
    """The routes of health checks."""

    app: AppContext

    def alive(self) -> Response:
        """``/healthz``: the process answers."""
        return document({"status": "ok"}, self.app.request_context())

    def ready(self) -> Response:
        """``/readyz``: there is an index to search in. Raises IndexUnavailable, which is a 503."""
        index = self.app.site.search.index()
        content = {
            "status": "ready",
            "index": {
                "fingerprint": index.fingerprint,
                "built_at": index.built_at,
                "articles": index.articles,
            },
        }
        return document(content, self.app.request_context())
