"""Redirects from former ids of articles: a small file of a generation.

An article's ``aliases`` are ids that it had before (see seogo.articles.ids.collect_aliases, which says who has one where
several claim it).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from seogo.errors import IndexDamaged

REDIRECTS_FILE = "moved.json"


def write_redirects(path: Path, aliases: Mapping[str, str]) -> None:
    """Write ids by former id. Raises OSError."""
    path.unlink(missing_ok=True)  # it may be a hard link to that of an older generation
    path.write_text(json.dumps(aliases, ensure_ascii=False), encoding="utf-8")


def read_redirects(path: Path) -> dict[str, str]:
    """Ids by former id. Raises IndexDamaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(former): str(name) for former, name in found.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise IndexDamaged(path, str(error)) from error
