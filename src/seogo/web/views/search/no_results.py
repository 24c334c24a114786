"""Ways out of a search without results: searches nearby that find something, each tried and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from seogo.answers.coverage import restrictions, without_filters
from seogo.answers.filter_words import without_part
from seogo.query.canonical import to_text
from seogo.query.nodes import And, Node, Not, Quoted, Word
from seogo.searching.request import SearchRequest
from seogo.searching.service import SearchService
from seogo.serializers.addresses import Addresses
from seogo.web.views.components import WayOut
from seogo.web.views.formatting import Locale
from seogo.web.views.search.facets import in_force
from seogo.web.views.text_runs import Text

_TRIED = 10
"""Searches that are tried at most; each costs as much as the one that found nothing."""
_SHOWN = 6


def ways_out(
    request: SearchRequest, service: SearchService, locale: Locale, addresses: Addresses
) -> tuple[WayOut, ...]:
    """Searches to try instead, best first; only those that find something."""
    found: list[WayOut] = []
    tried = {request}
    for text, nearby in _nearby(request, service, locale):
        if nearby in tried:
            continue
        if len(tried) > _TRIED or len(found) == _SHOWN:
            break
        tried.add(nearby)
        total, some = service.article_totals(nearby)
        if total or some:
            count = locale.article_count(total, some, typed=bool(nearby.q.strip()))
            found.append(WayOut(text, addresses.search(nearby), count))
    return tuple(found)


def absent_words(request: SearchRequest, service: SearchService) -> tuple[str, ...]:
    """The typed words that no article has, whatever else is asked; none where there are too many to be looked at."""
    node = service.parse(request.q).node
    parts = node.nodes if isinstance(node, And) else (node,)
    words = [part for part in parts if isinstance(part, Word | Quoted)]
    if len(words) > _TRIED:
        return ()
    texts = dict.fromkeys(map(to_text, words))
    return tuple(text for text in texts if service.article_totals(SearchRequest(text)) == (0, 0))


def everything(service: SearchService, locale: Locale, addresses: Addresses) -> WayOut | None:
    """The way to all articles; None where there are none."""
    request = SearchRequest()
    total, some = service.article_totals(request)
    if not total:
        return None
    return WayOut(
        locale.text("none_browse"),
        addresses.search(request),
        locale.article_count(total, some, typed=False),
    )


def _nearby(
    request: SearchRequest, service: SearchService, locale: Locale
) -> Iterator[tuple[Text, SearchRequest]]:
    """Searches with one restriction less."""
    first = replace(request, page=1)
    in_parameters = in_force(first, locale)
    for name, value, without in in_parameters:
        if name == "in":
            yield locale.text("none_title_only"), without
        elif name == "without":
            yield locale.text("none_equivalents"), replace(first, without=())
        elif name != "fold":
            title = locale.field_name("active", name)
            yield locale.text("none_filter", name=title, value=str(value)), without
    node = service.parse(request.q).node
    parts = node.nodes if isinstance(node, And) else ()
    filters = restrictions(request.q, service)
    yield from _without_one(filters, parts, first, locale)
    if len(in_parameters) + len(filters) > 1:
        yield locale.text("none_filters"), without_filters(request, service)
    if node is not None and '"' in to_text(node):
        yield locale.text("none_quotes"), replace(first, q=to_text(_unquoted(node)))
    yield from _without_one((part for part in parts if part not in filters), parts, first, locale)


def _without_one(
    left_out: Iterable[Node], parts: tuple[Node, ...], request: SearchRequest, locale: Locale
) -> Iterator[tuple[Text, SearchRequest]]:
    """Searches without one of the parts of a query side by side, where a minus has something to stand beside."""
    for part in left_out:
        rest = tuple(other for other in parts if other != part)
        if not all(isinstance(other, Not) for other in rest):
            query = to_text(rest[0] if len(rest) == 1 else And(rest, 0, 0))
            said = without_part(request.q, part).text(locale.ui)
            yield locale.ui_text(said), replace(request, q=query)


def _unquoted(node: Node) -> Node:
    """Phrases as words side by side, at the top of the query."""
    if isinstance(node, Quoted):
        parts = tuple(Word(text, node.start, node.end) for text in node.text.split())
        return And(parts, node.start, node.end) if len(parts) > 1 else parts[0]
    if isinstance(node, And):
        flat: list[Node] = []
        for part in node.nodes:
            inner = _unquoted(part)
            flat.extend(inner.nodes if isinstance(inner, And) else (inner,))
        return replace(node, nodes=tuple(flat))
    return node
