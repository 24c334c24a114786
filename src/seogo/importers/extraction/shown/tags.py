"""The tags that a page shows with its article, where it does not name them for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from seogo.importers.extraction.body.furniture import has_name_of_furniture
from seogo.importers.extraction.tree import Element, text_of

_MOST: Final = 20
_LONGEST: Final = 40
_FOLDERS: Final = (
    "tag",
    "tags",
    "keyword",
    "keywords",
    "hashtag",
    "hashtags",
    "topic",
    "topics",
    "t",
)
_VALUES: Final = ("tag", "tagname", "keyword", "hashtag")
_NAMED: Final = re.compile(
    r"(?:\A|[\s_-])(?:hash|post|article|item|area|wrap|list|box|news|view)?_?-?(?:tags?|keywords?|hashtags?)(?=[\s_-]|\Z)",
    re.IGNORECASE,
)
_CLOUD: Final = re.compile(
    "cloud|trend|popular|rank|search|related|recommend|sidebar", re.IGNORECASE
)
_TAG: Final = re.compile("tag|keyword|topic|/t/", re.IGNORECASE)
_LONGEST_ADDRESS: Final = 2_000
_NO_ARTICLE: Final = ("nav", "aside", "menu", "html")
_LETTERS: Final = re.compile(r"[\W_]+")


def shown_tags(tree: Element) -> tuple[str, ...]:
    """The tags of an article: links of that relation, else to pages of tags, else words with ``#`` in a list."""
    links = list(tree.iter("a"))
    for said in (_is_tag, _leads_to_tag, _is_hashed):
        names = (_name(one) for one in links if said(one) and not _is_elsewhere(one))
        words = (part.strip() for name in names for part in re.split("[,;]", name))
        if tags := dict.fromkeys(word for word in words if 0 < len(word) <= _LONGEST):
            return tuple(tags)[:_MOST]
    return ()


def _is_tag(link: Element) -> bool:
    return "tag" in (link.get("rel") or "").lower().split()


def _leads_to_tag(link: Element) -> bool:
    """Whether the address of a link says that its text is a tag."""
    address = link.get("href") or ""
    if not _TAG.search(address[:_LONGEST_ADDRESS]):
        return False
    name = _plain(_name(link))
    return bool(name) and any(_plain(one) == name for one in _tags_in(address))


def _is_hashed(link: Element) -> bool:
    """Whether a link is a word with ``#`` in a list of such."""
    if not "".join(link.itertext()).lstrip().startswith("#"):
        return False
    ups = (link, *list(link.iterancestors())[:4])
    return any(_NAMED.search(up.get("class") or "") for up in ups)


def _is_elsewhere(link: Element) -> bool:
    """Whether a link is not of the article: in a menu, a cloud of all tags, the card of another one."""
    for up in (link, *link.iterancestors()):
        if up.tag in _NO_ARTICLE or has_name_of_furniture(up) or _CLOUD.search(_names(up)):
            return up.tag not in ("html", "body")
    return False


def _tags_in(address: str) -> Iterator[str]:
    try:
        parts = urlsplit(address[:_LONGEST_ADDRESS])
    except ValueError:
        return
    *folders, last = parts.path.strip("/").split("/")
    if folders and folders[-1].lower() in _FOLDERS:
        yield unquote(last)
    yield from (value for key, value in parse_qsl(parts.query) if key.lower() in _VALUES)


def _names(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:400]


def _name(link: Element) -> str:
    return text_of(link).lstrip("#").strip()


def _plain(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
