"""Records of `seogo export` (JSON Lines, CSV) as the articles that they were.

A record is one of these where it has ``id``, ``path`` (an article file), ``lang``, ``title`` and ``body``. It is trusted no
more than any other. How the file was written (``file``, in JSON Lines) counts only where the loader reads from it what the
rest of the record says, so that a record which somebody has edited comes with what it says now; else its file is made here.
Where a file comes to lie is checked when it is written. A line with nothing but ``image`` and ``data`` is an image.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from seogo.articles import ids
from seogo.articles.front_matter import KEYS, parse_article, parse_date
from seogo.articles.metadata import FURTHER
from seogo.articles.model import Article, ArticleDate
from seogo.errors import ArticleError, ImportRefused
from seogo.importers.item import ExportedImage, Item, Refused
from seogo.importers.local.image_files import MAX_IMAGE, image_ending
from seogo.messages import Message

_NEEDED: Final = ("id", "path", "lang", "title", "body")
_DATES: Final = ("published", "updated", "retrieved")
_LISTS: Final = ("authors", "tags", "aliases", "alternates", *(field.key for field in FURTHER))
_ODD: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_PROTECTED: Final = re.compile(r"'[=+\-@\t\r']")
_UTC: Final = ZoneInfo("UTC")


def exported_item(values: Mapping[str, object], where: str) -> Item | Refused | None:
    """The item of an exported record; None for any other record."""
    if not all(isinstance(values.get(name), str) for name in _NEEDED):
        return None
    path = str(values["path"])
    if not path.lower().endswith(".md") or not values["id"] or not values["lang"]:
        return None
    article, file = _as_written(values, path)
    if article is None:
        unknown = values.get("unknown")
        texts = {name: values.get(name) or "" for name in KEYS}
        more = unknown if isinstance(unknown, Mapping) else {}
        try:
            article = _read(_file(texts, more, str(values["body"])), path, _UTC)
        except (ArticleError, UnicodeError) as error:
            reason = error.message if isinstance(error, ArticleError) else str(error)
            return Refused(where, Message("import.bad-article", reason=reason))
    if article is None:
        return Refused(where, Message("import.no-name-article-file", path=path[:60]))
    return Item(
        where=where,
        title=article.title,
        body=article.body,
        lang=article.lang,
        url=article.url,
        published=article.published.text if article.published else "",
        updated=article.updated.text if article.updated else "",
        exported=article,
        file=file,
    )


def exported_image(values: Mapping[str, object], where: str) -> ExportedImage | Refused | None:
    """The image of an exported line; None for any other line."""
    from seogo.articles.archive import IMAGE_ENDINGS  # reading other files goes without it

    path, text = values.get("image"), values.get("data")
    if len(values) != 2 or not isinstance(path, str) or not isinstance(text, str):
        return None
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return Refused(where, Message("import.no-base64"))
    if len(data) > MAX_IMAGE:
        return Refused(where, Message("import.image-too-large", limit=MAX_IMAGE))
    if not image_ending(data) or not path.lower().endswith(IMAGE_ENDINGS):
        return Refused(where, Message("import.image-kind"))
    return ExportedImage(where, path, data)


def exported_row(row: Mapping[str, str | None]) -> Mapping[str, object]:
    """An exported row of CSV as the record that it was; any other row as it is."""
    if not all(row.get(name) for name in ("id", "path", "lang", "title")) or "body" not in row:
        return row
    values: dict[str, object] = {}
    for name, cell in row.items():
        text = cell or ""
        text = text[1:] if _PROTECTED.match(text) else text
        values[name] = _listed(text) if name in _LISTS else text
    values["unknown"] = _json(str(values.get("unknown", "")))
    return values


def file_at(article: Article, file: bytes, path: str, zone: ZoneInfo) -> bytes:
    """The bytes with which the archive has this article at ``path``: its own ones, or such as are made of it.

    Raises ImportRefused where there are none: it says more than a front matter may hold.
    """
    for data in (file, exported_file(article, path)):
        try:
            read = _read(data, path, zone) if data else None
        except ArticleError:
            continue
        if read is not None and exported_file(read, "") == exported_file(article, ""):
            return data
    raise ImportRefused(Message("import.front-matter-too-long"))


def exported_file(article: Article, path: str) -> bytes:
    """The file of an article at ``path``; its id is written where the path would give another."""
    texts = {name: plain_value(article.metadata(name)) for name in KEYS}
    if article.id == ids.id_from_path(path):
        texts["id"] = ""
    return _file(texts, article.unknown, article.body)


def plain_value(value: object) -> object:
    """A value of an article as a text, a list of texts or a mapping; an empty text for nothing."""
    if isinstance(value, ArticleDate):
        return value.text
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value or ""


def _as_written(values: Mapping[str, object], path: str) -> tuple[Article | None, bytes]:
    """The article of a record whose own file agrees with it, and that file; else nothing."""
    for data in _own_files(values):
        try:
            article = _read(data, path, _UTC)
            dates = {name: _date(values.get(name)) for name in _DATES}
        except (ArticleError, ValueError):
            continue
        if article is not None and _agrees(article, values, dates):
            return replace(article, **dates), data  # type: ignore[arg-type]
    return None, b""


def _own_files(values: Mapping[str, object]) -> Iterator[bytes]:
    """Bytes that the file of a record may have had, with its body as it was and as it is now."""
    written = values.get("file")
    front = written.get("front") if isinstance(written, Mapping) else None
    if isinstance(written, Mapping) and isinstance(front, str):
        for body in (written.get("body"), values["body"]):
            if isinstance(body, str):
                yield f"{front}{body}".encode("utf-8", "surrogatepass")


def _agrees(
    article: Article, values: Mapping[str, object], dates: Mapping[str, ArticleDate | None]
) -> bool:
    """Whether an article, read with the clock of UTC, agrees with a record; `file_at` looks at its dates again."""
    texts = {name: values.get(name) or "" for name in KEYS if name not in _DATES}
    unknown = values.get("unknown") or {}
    return (
        all((plain_value(article.metadata(name)) or "") == value for name, value in texts.items())
        and (article.body, dict(article.unknown)) == (values["body"], unknown)
        and all((getattr(article, name) is None) == (date is None) for name, date in dates.items())
    )


def _date(text: object) -> ArticleDate | None:
    return parse_date(text, _UTC) if isinstance(text, str) and text else None


def _read(data: bytes, path: str, zone: ZoneInfo) -> Article | None:
    parsed = parse_article(data, path, zone)
    return parsed.article if parsed else None


def _file(texts: Mapping[str, object], unknown: Mapping[str, object], body: str) -> bytes:
    lines = [f"{key}: {_quoted(value)}" for key, value in texts.items() if value]
    lines += [
        f"{_quoted(str(key))}: {value if _is_flow(value) else _quoted(str(value))}"
        for key, value in unknown.items()
    ]
    text = "".join(f"{line}\n" for line in lines)
    return f"---\n{text}---\n{body}".encode("utf-8", "surrogatepass")


def _quoted(value: object) -> str:
    """A text or a list in the form in which YAML and JSON agree."""
    if isinstance(value, list):
        return f"[{', '.join(_quoted(str(one)) for one in value)}]"
    text = json.dumps(str(value), ensure_ascii=False)
    return _ODD.sub(lambda odd: f"\\u{ord(odd[0]):04x}", text)


def _is_flow(value: object) -> bool:
    """Whether an unknown value is a list or mapping that the loader wrote as JSON; no text that looks like one."""
    if not isinstance(value, str) or value[:1] not in ("[", "{") or _ODD.search(value):
        return False
    try:
        plain = json.loads(value)
    except (ValueError, RecursionError):
        return False
    return _only_texts(plain) and json.dumps(plain, ensure_ascii=False) == value


def _only_texts(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_only_texts, value))
    if isinstance(value, dict):
        return all(map(_only_texts, value.values()))
    return isinstance(value, str)


def _listed(text: str) -> list[str]:
    if text.startswith("[") and isinstance(listed := _json(text), list):
        return [str(one) for one in listed]
    return [part.strip() for part in text.split(";") if part.strip()]


def _json(text: str) -> object:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
