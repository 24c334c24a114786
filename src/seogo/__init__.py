"""Seogo (서고): a bilingual Korean-English article archive with search.

`open` gives Python programs an archive; ARCHITECTURE.md beside this file is the map of the code. Nothing heavy is imported
before it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seogo.answers.open_archive import OpenArchive
    from seogo.answers.open_archive import open_archive as open  # noqa: A004
    from seogo.errors import SeogoError

__version__ = "0.2.0"

__all__ = ["OpenArchive", "SeogoError", "__version__", "open"]

_HOMES = {
    "open": ("seogo.answers.open_archive", "open_archive"),
    "OpenArchive": ("seogo.answers.open_archive", "OpenArchive"),
    "SeogoError": ("seogo.errors", "SeogoError"),
}


def __getattr__(name: str) -> Any:
    """What is imported at its first use. Raises AttributeError."""
    if name not in _HOMES:
        raise AttributeError(f"module 'seogo' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
