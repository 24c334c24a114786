"""Ghost exports: one JSON file with the posts, pages, tags and authors of a site."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.field_names import to_item
from seogo.importers.format import Format, Head
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message
from seogo.messages.reasons import reason_of


def read_ghost(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The posts and pages of a site."""
    try:
        whole = json.loads(decode(data, piece.charset))
        found = whole["db"][0]["data"] if "db" in whole else whole["data"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        yield Refused(piece.where, Message("import.not-json", reason=reason_of(error)))
        return
    posts = _rows(found, "posts")
    tags = _named(found, "tags", "posts_tags", "tag_id")
    authors = _named(found, "users", "posts_authors", "author_id")
    if not posts:
        yield Refused(piece.where, Message("import.no-list"))
    for number, post in enumerate(posts, 1):
        key = str(post.get("id"))
        values = {
            "title": post.get("title"),
            "html": post.get("html") or "",
            "body": "" if post.get("html") else post.get("plaintext") or post.get("markdown"),
            "url": post.get("canonical_url"),
            "published": post.get("published_at"),
            "updated": post.get("updated_at"),
            "summary": post.get("custom_excerpt") or post.get("meta_description"),
            "tags": tags[key],
            "authors": authors[key],
            "status": post.get("status"),
            "visibility": _readers(post),
        }
        yield to_item(values, f"{piece.where}#{number}")


def _readers(post: Mapping[str, Any]) -> str:
    """Who reads a post: the public, or members, all or some, or those that it was mailed to."""
    said = str(post.get("visibility") or "public")
    return "public" if said == "public" and post.get("status") != "sent" else "members"


def _rows(data: object, name: str) -> list[Mapping[str, Any]]:
    rows = data.get(name) if isinstance(data, Mapping) else None
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _named(data: object, table: str, joined: str, column: str) -> dict[str, list[str]]:
    """The names in a table, by the posts that another table joins them to; tags of Ghost's own are left out."""
    names = {str(row.get("id")): str(row.get("name") or "") for row in _rows(data, table)}
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows(data, joined):
        name = names.get(str(row.get(column)), "")
        if name and not name.startswith("#"):
            found[str(row.get("post_id"))].append(name)
    return found


def _matches(head: Head) -> bool:
    text = head.text.lstrip()
    return text.startswith("{") and '"db"' in text[:200] and ('"meta"' in text or '"posts"' in text)


GHOST = Format("ghost", _matches, read_ghost)
