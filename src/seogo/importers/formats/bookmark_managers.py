"""JSON exports of read-later apps and bookmark managers: Wallabag, Karakeep, Readeck, linkding, JSON Feed, lists of records.

Read against what these programs write: Wallabag 2's ``EntriesExport``, Karakeep's ``toExportFormat``, the answers of
Readeck's and linkding's interfaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.field_names import Record, field_key, to_item
from seogo.importers.extraction.tree import plain_text
from seogo.importers.format import Format, Head
from seogo.importers.formats.citations import csl_to_item, is_csl
from seogo.importers.formats.links.saved_pages import addresses_in, saved_page
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message
from seogo.messages.reasons import reason_of

_LISTS: Final = (
    "bookmarks",
    "results",
    "items",
    "entries",
    "articles",
    "posts",
    "data",
    "_embedded",
)
_SAVED: Final = ("createdat", "created", "dateadded", "savedat")
"""When an app saved a page, which is not when it was published."""

_CHANGED: Final = ("updatedat", "updated", "datemodified", "modifiedat")
"""When something was changed in an app that has `_SAVED`; in a feed, when the article was."""

_NOTES: Final = ("note", "notes")
_UNREAD: Final = re.compile(
    r"\A(?:<[^<>]*>|\s)*wallabag can(?:'|’|&#0?39;)t retrieve contents for this"
)
"""What Wallabag writes in place of a page that it could not read."""

_PARAGRAPHS: Final = re.compile(r"</?p\b[^<>]*>|<br[^<>]*>", re.IGNORECASE)
_JSON: Final = re.compile(r'[\[{]\s*["\[{\]}]')


def read_json(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The items of an export in JSON."""
    try:
        whole = json.loads(decode(data, piece.charset))
    except (ValueError, RecursionError) as error:
        yield Refused(piece.where, Message("import.not-json", reason=reason_of(error)))
        return
    records = _records(whole) or addresses_in(whole)
    if not records:
        yield Refused(piece.where, Message("import.no-list"))
    for number, record in enumerate(records, 1):
        where = f"{piece.where}#{number}"
        if not isinstance(record, Mapping):
            yield Refused(where, Message("import.no-object"))
        elif is_csl(record):
            yield csl_to_item(record, where)
        else:
            yield _to_item(record, where)


def _records(whole: Any) -> list[Any]:
    if isinstance(whole, list):
        return whole
    if isinstance(whole, Mapping):
        for name in _LISTS:
            if isinstance(inner := whole.get(name), list | Mapping) and (found := _records(inner)):
                return found
        if "children" not in whole and any(Record(whole).value(one) for one in ("title", "url")):
            return [whole]
    return []


def _to_item(record: Mapping[str, Any], where: str) -> Item | Refused:
    if listed := saved_page(record):
        return to_item(listed, where)
    values = dict(record := _rendered(record))
    saved = None
    if isinstance(record.get("content"), Mapping) or Record(record).value(
        "url"
    ):  # else it is no saved page, and these are the text's own
        keys = {field_key(name): name for name in record}
        named = [keys[name] for name in _SAVED if name in keys]
        saved = record[named[0]] if named else None
        for name in named if saved is None else (*named, *(keys.get(one, "") for one in _CHANGED)):
            values.pop(name, None)
    if "domain_name" in values and "is_starred" in values:
        values = _without_wallabag_texts(values)
    content = values.get("content")
    if isinstance(content, Mapping):  # Karakeep: a link with what was crawled, or a text
        inner = {name: value for name, value in content.items() if value not in (None, "")}
        values = {**inner, **{k: v for k, v in values.items() if k != "content" and v}}
    item = to_item(values, where)
    if isinstance(item, Refused):
        return item
    title = item.title or item.body.strip().split("\n")[0].lstrip("# ")[:80]
    retrieved = first_date((item.retrieved, saved))
    notes = (str(values[name]) for name in _NOTES if isinstance(values.get(name), str))
    summary = " · ".join(part for part in (item.summary, *notes) if part)
    return replace(item, title=title, retrieved=retrieved, summary=summary)


def _rendered(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record with the HTML that WordPress' interface gives instead of a text; what has a password is not for all."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping) and isinstance(value.get("rendered"), str):
            html = value["rendered"]
            found[name] = (
                html if name == "content" else plain_text(_PARAGRAPHS.sub(" ", html)).strip()
            )
            if value.get("protected") is True:
                found["protected"] = True
    return {**record, **found} if found else record


def _without_wallabag_texts(values: dict[str, Any]) -> dict[str, Any]:
    """An entry without what Wallabag writes in place of a text, and without the tags that it allows in titles.

    It calls public what has a link for others, which few entries have.
    """
    values.pop("is_public", None)
    if _UNREAD.match(str(values.get("content") or "")):
        values["content"] = ""
    if isinstance(title := values.get("title"), str):
        values["title"] = plain_text(title)
    return values


def _matches(head: Head) -> bool:
    text = head.text.lstrip()
    if text.startswith(("{{", "{%")):  # a template
        return False
    return text.startswith(("{", "[")) and (head.ending == "json" or bool(_JSON.match(text)))


JSON = Format("json", _matches, read_json)
