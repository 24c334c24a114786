"""Files: style, script and icon of the interface, and images of articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Response, request, send_file
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from seogo.exporters.images import MEDIA_TYPES
from seogo.importers.local.image_files import image_ending
from seogo.web.context import AppContext
from seogo.web.errors import ImageUnreadable

_HEAD: Final = 16
"""Bytes by which an image is recognised."""


@dataclass(frozen=True, slots=True)
class FileRoutes:
    """The routes of files. They raise NotFound, and ImageUnreadable for a file that only has the name of an image."""

    app: AppContext

    def image(self, path: str) -> AnyResponse:
        """``/images/<path>``: an image of the archive."""
        file = self.app.site.archive.image_path(path)
        if file is None:
            raise NotFound
        try:
            with file.open("rb") as opened:
                ending = image_ending(opened.read(_HEAD))
            if ending:
                return send_file(file, mimetype=MEDIA_TYPES[ending], max_age=3600)
        except OSError as error:  # deleted since it was looked at
            raise NotFound from error
        raise ImageUnreadable(path)

    def favicon(self) -> AnyResponse:
        """``/favicon.ico``: the icon for what asks for nothing else."""
        return self.static("favicon.ico")

    def static(self, name: str) -> AnyResponse:
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
