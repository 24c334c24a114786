"""Whether the server is well."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from seogo.serializers.answer import to_index_state
from seogo.serializers.server_answers import Health, Readiness
from seogo.web.context import AppContext
from seogo.web.http.responses import document


@dataclass(frozen=True, slots=True)
class HealthRoutes:
    """The routes of health checks."""

    app: AppContext

    def alive(self) -> Response:
        """``/healthz``: the process answers."""
        return document(Health("ok"), self.app.request_context())

    def ready(self) -> Response:
        """``/readyz``: there is an index that answers. Raises IndexUnavailable, which is a 503."""
        index = self.app.site.search.verify()
        return document(Readiness("ready", to_index_state(index)), self.app.request_context())
