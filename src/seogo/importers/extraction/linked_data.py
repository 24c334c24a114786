"""JSON-LD of web pages: the articles in it, also where its syntax has small faults or values stand elsewhere in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, Final

from seogo.importers.extraction.field_names import names_of
from seogo.importers.extraction.tree import Element, plain_text

_MAX_SCRIPT: Final = 512 * 1024
_MAX_NODES: Final = 2_000
_ARTICLES: Final = frozenset(
    (
        *("Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle"),
        *("AnalysisNewsArticle", "TechArticle", "ScholarlyArticle", "OpinionNewsArticle"),
        *("SocialMediaPosting", "Blog", "LiveBlogPosting", "PressRelease", "ReviewNewsArticle"),
        *("BackgroundNewsArticle", "AdvertiserContentArticle", "SatiricalArticle"),
    )
)
MAX_STATE: Final = 4 * 1024 * 1024
_ARTICLE: Final = 200
_BODIES: Final = (
    "articleBody",
    "body",
    "content",
    "contents",
    "html",
    "text",
    "bodyHtml",
    "markdown",
)
"""Names of values in which content systems keep a whole text."""

_STATE: Final = re.compile(r"\s*+window\.[A-Za-z_$][\w.$]{0,60}\s?=\s?(?=[{\[])")
_REFERRING: Final = ("author", "creator", "publisher", "mainEntityOfPage")
_PART: Final = re.compile(
    r"""
    "(?P<text>(?:[^"\\]++|\\.)*+)"? | (?P<last>,[\s,]*+)(?=[}\]]) | (?P<commas>,[\s,]*+)
    | (?P<note>/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+ | (?<![:"])//[^\n]*+ | <!--+ | (?<!-)--++> | <!\[CDATA\[ | \]\]> )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(
    r"\\(?:u(?![0-9a-fA-F]{4})|[^\"\\/bfnrtu])|\\([\"\\/bfnrtu])", re.DOTALL
)


def decoded(text: str) -> str:
    """A text on one line, with the signs that entities stand for, once or twice escaped, and without marks of HTML."""
    return plain_text(text, escaped=2)


def linked_data(tree: Element) -> list[Mapping[str, Any]]:
    """The articles among the JSON-LD of a page; what they refer to by an ``@id`` is put in its place."""
    found: list[Mapping[str, Any]] = []
    known: dict[str, Mapping[str, Any]] = {}
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = script.text or ""
        if len(text) > _MAX_SCRIPT:
            continue
        for node in _nodes(_data(text)):
            if _ARTICLES & set(names_of(node.get("@type"))):
                found.append(node)
            name = node.get("@id")
            if isinstance(name, str) and len(node) > 1:
                known.setdefault(name, node)
    return [_resolved(node, known) for node in found]


def embedded_text(scripts: Iterable[Element]) -> str:
    """The longest text in the data that scripts draw a page from, as it stands there (HTML or plain); empty where none is as
    long as an article."""
    texts: list[str] = []
    for script in scripts:
        text = script.text or ""
        if len(text) > MAX_STATE or "src" in script.attrib:
            continue
        state = _STATE.match(text)
        if state or "json" in (script.get("type") or "") or text.lstrip()[:1] in ("{", "["):
            texts += _texts(_data(text[state.end() :] if state else text))
    best = max(texts, key=len, default="")
    return best if len(best) >= _ARTICLE else ""


def _texts(data: Any) -> Iterator[str]:
    waiting, seen = [data], 0
    while waiting and seen < 20 * _MAX_NODES:
        one = waiting.pop()
        seen += 1
        if isinstance(one, list):
            waiting += one[:_MAX_NODES]
        elif isinstance(one, Mapping):
            waiting += one.values()
            yield from (
                value for name, value in one.items() if name in _BODIES and isinstance(value, str)
            )


def _data(text: str) -> Any:
    """JSON as it is, or as it was meant: without notes, commas before an end and escapes that are none."""
    text = text.strip()
    if text.startswith(("{&quot;", "[{&quot;")):
        text = unescape(text)
    for repaired in (False, True):
        if repaired:
            text = _PART.sub(_repaired, text).strip()
        try:
            return json.JSONDecoder(strict=False).raw_decode(text)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _repaired(part: re.Match[str]) -> str:
    if (text := part["text"]) is None:
        return "," if part["commas"] else ""
    return f'"{_ESCAPE.sub(lambda one: one[0] if one[1] else one[0][1:], text)}"'


def _resolved(node: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    def of(value: Any) -> Any:
        if isinstance(value, list):
            return [of(one) for one in value[:_MAX_NODES]]
        if isinstance(value, Mapping) and isinstance(name := value.get("@id"), str):
            return {**known.get(name, {}), **value}
        return value

    return {**node, **{name: of(node[name]) for name in _REFERRING if name in node}}


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MAX_NODES:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting += one[:_MAX_NODES]
        elif isinstance(one, Mapping):
            yield one
            waiting += [
                one[name]
                for name in ("@graph", "mainEntity", "mainEntityOfPage", "author", "publisher")
                if name in one
            ]
