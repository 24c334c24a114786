"""Front matter of imported articles, which the strict loader reads back exactly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

from seogo.articles.front_matter import MAX_FRONT_MATTER, MAX_TITLE
from seogo.articles.ids import id_from_path
from seogo.articles.model import Article
from seogo.importers.item import Item
from seogo.languages import Language
from seogo.strict_yaml import CONTROL
from seogo.unicode_forms import to_form

MAX_TEXTS: Final = 50
"""Authors or tags of one article; a page with more has a list of something else there."""

_MAX_TEXT: Final = 200
_MAX_SUMMARY: Final = 2_000
_DATES: Final = ("published", "updated", "retrieved")
_PLAIN: Final = re.compile(r"[A-Za-z가-힣](?:[\w .()/·…,’‘“”–-]|:(?=\S))*")
_IN_LIST: Final = re.compile(r"[A-Za-z가-힣][\w .()/·-]*")
_CONSTANT: Final = re.compile(r"(?:true|false|yes|no|on|off|null|y|n|nan|inf)", re.IGNORECASE)
_ODD: Final = re.compile("[\x85\u2028\u2029\ufeff]")


def one_line(text: str, longest: int = _MAX_TEXT) -> str:
    """A text as front matter can hold it: NFC, one line, single spaces, no control characters."""
    text = to_form("NFC", CONTROL.sub(" ", _ODD.sub(" ", text[:MAX_FRONT_MATTER])))
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Texts for a list: each once, none empty, not more than an article has."""
    lines = (one_line(value) for value in values)
    return tuple(dict.fromkeys(line for line in lines if line))[:MAX_TEXTS]


def front_matter(item: Item, lang: Language, more: Iterable[tuple[str, str]] = ()) -> str:
    """The lines between ``---`` and ``---``; ``more`` are further keys with their texts."""
    lines = [f"title: {_text(one_line(item.title, MAX_TITLE))}", f"lang: {lang.value}"]
    for key, value in (("source", one_line(item.source)), ("url", item.url)):
        if value:
            lines.append(f"{key}: {_text(value)}")
    lines += [f"{key}: {getattr(item, key)}" for key in _DATES if getattr(item, key)]
    for key, values in (
        ("authors", texts(item.authors)),
        ("tags", texts(item.tags)),
        ("alternates", item.alternates),
    ):
        if values:
            lines.append(f"{key}: [{', '.join(_in_list(value) for value in values)}]")
    summary, rights = one_line(item.summary, _MAX_SUMMARY), one_line(item.rights)
    lines += [f"{key}: {_text(v)}" for key, v in (("summary", summary), ("rights", rights)) if v]
    lines += [f"{key}: {value}" for key, value in more]
    return "".join(f"{line}\n" for line in lines)


def quoted(value: str) -> str:
    """A text in double quotes, in which YAML and JSON agree."""
    # DEL and the C1 controls are no YAML, and JSON leaves them as they are; they were taken out before.
    return json.dumps(value, ensure_ascii=False)


def _text(value: str) -> str:
    plain = _PLAIN.fullmatch(value) and not value.endswith(":") and not _CONSTANT.fullmatch(value)
    return value if plain else quoted(value)


def _in_list(value: str) -> str:
    plain = _IN_LIST.fullmatch(value) and not _CONSTANT.fullmatch(value)
    return value if plain else quoted(value)


def owners_keys(article: Article) -> tuple[tuple[str, str], ...]:
    """The keys of an article that no source gives: its id, former ids, and those that only its owner knows."""
    more: list[tuple[str, str]] = []
    if article.id != id_from_path(article.path):
        more.append(("id", quoted(article.id)))
    if article.aliases:
        more.append(("aliases", json.dumps(article.aliases, ensure_ascii=False)))
    if article.translation_of:
        more.append(("translation_of", quoted(article.translation_of)))
    for key, values in article.further.items():
        more.append((key, json.dumps(values, ensure_ascii=False)))
    for key, value in article.unknown.items():
        more.append((quoted(key), value if _is_json(value) else quoted(value)))
    return tuple(more)


def _is_json(value: str) -> bool:
    if value[:1] not in ("[", "{"):
        return False
    try:
        json.loads(value)
    except ValueError:
        return False
    return True
