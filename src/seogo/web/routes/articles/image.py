"""Images of articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import send_file
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from seogo.web.context import AppContext

_MEDIA_TYPES: Final = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


@dataclass(frozen=True, slots=True)
class ImageRoute:
    """The route of images. It raises NotFound."""

    app: AppContext

    def file(self, path: str) -> AnyResponse:
        """``/images/<path>``: an image of the archive."""
        file = self.app.site.archive.image_path(path)
        if file is None:
            raise NotFound
        try:
            answer = send_file(file, mimetype=_MEDIA_TYPES[file.suffix.lower()], max_age=3600)
        except OSError as error:  # deleted since it was looked at
            raise NotFound from error
        return answer
