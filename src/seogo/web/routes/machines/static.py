"""Files of the interface."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from seogo.web.context import AppContext


@dataclass(frozen=True, slots=True)
class StaticRoute:
    """The route of style, script and icon. It raises NotFound."""

    app: AppContext

    def file(self, name: str) -> AnyResponse:
        """``/static/<name>``: a file of the interface, to be kept for a year under the address with its hash."""
        file = self.app.layout.files.get(name)
        if file is None:
            raise NotFound
        answer = Response(file.content, content_type=file.media_type)
        answer.set_etag(file.version)
        same = request.args.get("v") == file.version
        answer.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if same else "no-cache"
        )
        return answer.make_conditional(request)
