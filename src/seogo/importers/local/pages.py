"""Pages whose images and neighbours stand beside them: their targets are marked, so that they are not taken for addresses."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from seogo.importers.extraction.tree import Element
from seogo.importers.extraction.urls import web_address
from seogo.importers.local.references import beside_address

_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:|//|#|\?|\Z")
_LONGEST: Final = 2_000


def mark_local(tree: Element, base: str) -> None:
    """Mark images and links of a saved page that have no address of their own; ``base`` is that of the page, or empty."""
    for image in tree.iter("img"):
        source = (image.get("src") or "").strip()
        if _is_local(source):
            image.set("src", _marked(source, base))
    for link in tree.iter("a"):
        target = (link.get("href") or "").strip()
        path = target.partition("#")[0].partition("?")[0].lower()
        if _is_local(target) and path.endswith((".html", ".htm", ".md")):
            link.set("href", _marked(target.partition("#")[0], base))


def _is_local(target: str) -> bool:
    return len(target) <= _LONGEST and not _ELSEWHERE.match(target)


def _marked(target: str, base: str) -> str:
    """The marked target, with the address that it has where nothing stands beside the page."""
    address = web_address(target, base) if base else ""
    return (
        f"{beside_address(target)}#{quote(address, safe='')}" if address else beside_address(target)
    )
