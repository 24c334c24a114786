"""Folders of the templates and of the files of the interface, in a checkout and in an installed wheel."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from seogo.errors import SeogoError
from seogo.messages import Message

_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of the interface; ``version`` is a hash of its content."""

    content: bytes
    media_type: str
    version: str


def templates_dir() -> Path:
    """The folder of the templates: that of the wheel, else that of the checkout. Raises SeogoError naming both."""
    installed = Path(str(resources.files("seogo"))) / "templates"
    checkout = Path(__file__).resolve().parents[4] / "templates"
    for folder in (installed, checkout):
        if (folder / "base.html").is_file():
            return folder
    raise SeogoError(
        Message("serve.no-templates", installed=str(installed), checkout=str(checkout))
    )


def static_files() -> Mapping[str, StaticFile]:
    """The files of the interface by name, read once."""
    folder = Path(__file__).resolve().parents[1] / "static"
    found: dict[str, StaticFile] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in _TYPES:
            content = path.read_bytes()
            found[path.name] = StaticFile(content, _TYPES[path.suffix], digest(content))
    return found


def digest(*parts: bytes) -> str:
    """A short hash for addresses and entity tags."""
    state = hashlib.blake2b(digest_size=9)
    for part in parts:
        state.update(len(part).to_bytes(8, "big") + part)
    return state.hexdigest()
