"""Resources: every article by its URI, ``seogo://articles/<id>``, as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from seogo.answers.open_archive import OpenArchive
from seogo.errors import ArchiveMissing, ArticleError, ArticleUnknown, PassageGone, RequestError
from seogo.mcp.texts import part_text
from seogo.searching.parameters import PART, to_part
from seogo.searching.request import PartRequest, SearchRequest

_PAGE: Final = 50
_BUDGET: Final = 50_000
"""Characters of an article that one reading gives, if it names no budget."""
_LAST: Final = 100_000
_SCHEME: Final = "seogo"
_TEXT: Final = "text/plain"


@dataclass(frozen=True, slots=True)
class Resources:
    """Resources of an opened archive."""

    archive: OpenArchive

    @property
    def templates(self) -> list[dict[str, Any]]:
        """The URIs of parts of articles."""
        return [
            {
                "uriTemplate": "seogo://articles/{+id}{?passage,heading,start,length,budget}",
                "name": "article",
                "description": "An article, or a part of it, with its citation.",
                "mimeType": _TEXT,
            }
        ]

    def listed(self, cursor: str) -> dict[str, Any]:
        """A page of articles, the newest first; ``cursor`` is empty or what the page before gave."""
        number = int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) < 7 else 1
        number = min(max(number, 1), _LAST)
        search = self.archive.site.search
        request = SearchRequest(sort="newest", fold=False, page=number, size=_PAGE)
        records = [search.record(hit.id) for hit in search.rank(request)]
        found: dict[str, Any] = {
            "resources": [
                {
                    "uri": to_uri(record.id),
                    "name": record.id,
                    "title": " ".join(record.title.split()),
                    "mimeType": _TEXT,
                }
                for record in records
                if record is not None
            ]
        }
        if len(records) == _PAGE:
            found["nextCursor"] = str(number + 1)
        return found

    def read(self, uri: str) -> dict[str, str] | None:
        """What stands at a URI; None where there is nothing."""
        try:
            parts = urlsplit(uri)
            pairs = parse_qsl(parts.query, errors="strict", max_num_fields=10)
            if parts.scheme != _SCHEME or parts.netloc != "articles":
                return None
            wanted = to_part(pairs, PART) or PartRequest()
            if wanted.budget is None:
                pairs.append(("budget", str(_BUDGET)))
                wanted = to_part(pairs, PART) or wanted
            name = unquote(parts.path[1:], errors="strict")
            render = partial(part_text, language=self.archive.style.language)
            text = render(self.archive.part(name, wanted, render))
        except (
            ArticleUnknown,
            ArticleError,
            ArchiveMissing,
            PassageGone,
            RequestError,
            ValueError,
        ):
            return None
        return {"uri": uri, "mimeType": _TEXT, "text": text}


def to_uri(article: str) -> str:
    """The URI of an article."""
    return f"{_SCHEME}://articles/{quote(article)}"
