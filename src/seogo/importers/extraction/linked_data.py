"""JSON-LD of web pages: the articles in it, also where its syntax has small faults or values stand elsewhere in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import islice
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

_STATE: Final = re.compile(
    r"(?:\A\s*+|[;\n])[ \t]{0,40}+(?:var\s|let\s|const\s)?[A-Za-z_$][\w.$]{0,60}\s?=\s?(?:(?=[{\[])|JSON\.parse\(\s?(?=\"))"
)
"""What gives a name to data."""

_MOST_STATES: Final = 20
_KINDS: Final = ("type", "_type", "kind", "tag", "__typename")
_OTHERS: Final = re.compile(
    "comment|repl(?:y|ies)|related|recommend|review|trending|popular|latest", re.IGNORECASE
)
"""Names and kinds of what stands around an article among the same data."""

_FEWEST_PARTS: Final = 2
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
        if "json" in (script.get("type") or "") or text.lstrip()[:1] in ("{", "["):
            texts += _texts(_data(text))
            continue
        for number, state in enumerate(islice(_STATE.finditer(text), _MOST_STATES)):
            data = _data(text[state.end() :], repair=number == 0)  # of many none is read twice
            texts += _texts(_data(data, repair=False) if isinstance(data, str) else data)
    best = max(texts, key=len, default="")
    return best if len(best) >= _ARTICLE else ""


def _texts(data: Any) -> Iterator[str]:
    waiting, seen = [data], 0
    while waiting and seen < 20 * _MAX_NODES:
        one = waiting.pop()
        seen += 1
        if isinstance(one, list):
            one = [part for part in one[:_MAX_NODES] if not _is_of_others(part)]
            waiting += one
            parts = [part for part in map(_part, one) if part]
            if len(parts) >= _FEWEST_PARTS:
                as_html = any("<" in part for part in parts)
                yield "".join(f"<p>{part}</p>" for part in parts) if as_html else "\n\n".join(parts)
        elif isinstance(one, Mapping):
            waiting += (value for name, value in one.items() if not _OTHERS.search(name))
            yield from (
                value for name, value in one.items() if name in _BODIES and isinstance(value, str)
            )


def _is_of_others(one: Any) -> bool:
    return isinstance(one, Mapping) and bool(_OTHERS.search(_kind(one)))


def _kind(one: Mapping[str, Any]) -> str:
    return next((kind for name in _KINDS if isinstance(kind := one.get(name), str)), "")


def _part(one: Any) -> str:
    """The text of a part of an article, in systems that keep it in parts of several kinds."""
    if not isinstance(one, Mapping) or not _kind(one):
        return ""
    for values in (one, one.get("data")):
        if isinstance(values, Mapping):
            for name in _BODIES:
                if isinstance(text := values.get(name), str):
                    return text
    return ""


def _data(text: str, *, repair: bool = True) -> Any:
    """JSON as it is, or as it was meant: without notes, commas before an end and escapes that are none."""
    text = text.strip()
    if text.startswith(("{&quot;", "[{&quot;")):
        text = unescape(text)
    for repaired in (False, True)[: 1 + repair]:
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
