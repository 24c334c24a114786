"""Records of saved pages without texts, by the names that programs give to what they know of them.

Read against what these write: Pinboard, Raindrop, Matter, Omnivore, Instapaper, Readability, Readwise Reader, GoodLinks,
Diigo, Pocket, linkding, Readeck, Linkwarden.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from seogo.importers.extraction.field_names import NAMES, field_key
from seogo.importers.extraction.urls import web_address
from seogo.importers.extraction.visibility import is_hidden

_ADDRESSES: Final = (
    *("url", "link", "href", "uri", "articleurl", "resolvedurl", "givenurl", "originalurl"),
    *("sourceurl", "주소", "링크"),
)
_TITLES: Final = (
    *("title", "articletitle", "resolvedtitle", "giventitle", "websitetitle", "name", "제목"),
)
_DESCRIPTIONS: Final = (
    *("summary", "excerpt", "articleexcerpt", "extended", "description", "selection"),
    *("abstractnote", "요약", "설명"),
)
_NOTES: Final = ("note", "notes", "comment", "comments", "메모")
_TAGS: Final = ("tags", "labels", "tagnames", "documenttags", "manualtags", "tag", "태그")
_SAVED: Final = (
    *("saved", "retrieved", "savedat", "saveddate", "created", "createdat", "dateadded"),
    *("addedat", "added", "timeadded", "time", "timestamp", "lastinteractiondate", "저장일"),
    "추가한날짜",
)
"""What apps call the moment at which a page was saved, as `field_key` has it."""

_PUBLISHED: Final = (
    *("published", "publishedat", "datepublished", "publicationdate", "articledatepublished"),
    *("date", "발행일"),
)
_AUTHORS: Final = ("authors", "author", "articleauthor", "byline", "글쓴이", "저자")
_SOURCES: Final = ("source", "publisher", "sitename", "website", "매체", "출처")
_TEXTS: Final = (*NAMES["body"], *NAMES["html"])
_LINKED: Final = ("public", "ispublic")
"""What apps call a saved page that others read by a link of the app's; all others are not private for that."""


def saved_page(record: Mapping[str, object]) -> dict[str, object] | None:
    """What a record says of a saved page, by the names of `field_names`; None where it has a text, or no address."""
    values = {field_key(name): value for name, value in record.items()}
    if any(values.get(name) not in (None, "", [], {}) for name in _TEXTS):
        return None
    address = next(_found(values, _ADDRESSES), "")
    if not isinstance(address, str) or not web_address(address):
        return None
    if "href" in values and "title" not in values:  # Pinboard calls the title a description
        values["title"] = values.pop("description", "")
    parts = (*_found(values, _DESCRIPTIONS), *_found(values, _NOTES))
    texts = dict.fromkeys(" ".join(part.split()) for part in parts if isinstance(part, str))
    found = {
        "url": address,
        "title": next(_found(values, _TITLES), ""),
        "summary": " · ".join(texts),
        "tags": _tags(next(_found(values, _TAGS), ""), by_spaces="extended" in values),
        "saved": next(_found(values, _SAVED), ""),
        "published": next(_found(values, _PUBLISHED), ""),
        "authors": next(_found(values, _AUTHORS), ""),
        "source": next(_found(values, _SOURCES), ""),
        "lang": values.get("lang") or values.get("language"),
        "private": is_hidden({k: v for k, v in values.items() if k not in _LINKED}),
    }
    return {name: value for name, value in found.items() if value not in (None, "", [], ())}


def addresses_in(whole: object) -> list[dict[str, object]]:
    """The records of a tree of bookmarks: those of Chrome and Firefox, collections of Linkwarden, messages of Telegram."""
    found: list[dict[str, object]] = []
    left: list[object] = [whole]
    while left:
        one = left.pop()
        if isinstance(one, list):
            left += reversed(one)
        elif isinstance(one, Mapping):
            if record := _bookmark(one):
                found.append(record)
            left += reversed([one[name] for name in _INNER if name in one])
            roots = one.get("roots")
            left += list(roots.values()) if isinstance(roots, Mapping) else []
    return found


_INNER: Final = ("collections", "links", "children", "chats", "list", "messages", "text_entities")


def _bookmark(one: Mapping[str, object]) -> dict[str, object] | None:
    kind = one.get("type")
    if kind == "text/x-moz-place":  # Firefox counts microseconds
        values = dict(one, saved=_micro(one.get("dateAdded"), 0))
    elif kind == "url" and "date_added" in one:  # Chrome counts them from 1601 on
        values = dict(one, saved=_micro(one.get("date_added"), 11_644_473_600))
    elif kind == "link" and isinstance(one.get("text"), str):  # Telegram
        values = {"url": one["text"], "title": one["text"]}
    elif kind == "text_link":
        values = {"url": one.get("href"), "title": one.get("text")}
    elif isinstance(one.get("url"), str) and ("createdAt" in one or "collectionId" in one):
        return saved_page(one) or {
            "title": one.get("name"),
            **one,
        }  # Linkwarden, with the text if it kept that
    else:
        return None
    values.pop("date_added", None)
    values.pop("dateAdded", None)
    return saved_page({name: value for name, value in values.items() if name != "text"})


def _micro(value: object, before: int) -> int | str:
    digits = str(value)
    return (
        int(digits) // 1_000_000 - before
        if digits.isascii() and digits.isdigit() and len(digits) < 20
        else ""
    )


def _found(values: Mapping[str, object], names: tuple[str, ...]) -> Iterator[object]:
    return (value for name in names if (value := values.get(name)) not in (None, "", [], {}))


def _tags(value: object, *, by_spaces: bool) -> object:
    """Tags as a list, where they are one text: ``[one,two]`` of Omnivore, words of Pinboard."""
    if not isinstance(value, str):
        return value
    if by_spaces:
        return value.split()
    if value.startswith("[") and value.endswith("]"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            parts = (part.strip(" \"'") for part in value[1:-1].split(","))
            return [part for part in parts if part]
    return value
