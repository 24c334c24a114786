"""What an archive covers, and which parts of a search hide results: the answer where nothing was found."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from seogo.answers.filter_words import without_filter, without_part
from seogo.exporters.citations import day_in_words
from seogo.languages import Language
from seogo.messages import Message
from seogo.query.canonical import to_text
from seogo.query.nodes import And, DateRange, Filter, InTitle, Node, Not, NumberRange
from seogo.searching.parameters import FILTERS, to_pairs
from seogo.searching.request import SearchPage, SearchRequest
from seogo.searching.service import SearchService
from seogo.serializers.addresses import Addresses
from seogo.serializers.server_answers import Coverage, CoveredSource, HiddenBy

_SOURCES = 10
_TRIED = 10
"""Searches without one of the restrictions that are tried at most."""
_RESTRICTIONS = (Filter, DateRange, NumberRange, Not, InTitle)


def coverage_of(
    page: SearchPage, service: SearchService, addresses: Addresses, language: Language
) -> Coverage | None:
    """What the archive covers, where a page has no results at all; None where it has some. Raises IndexUnavailable."""
    if page.total or page.total_some or page.total_meaning:
        return None
    return archive_coverage(service, addresses, language, page.request)


def archive_coverage(
    service: SearchService,
    addresses: Addresses,
    language: Language,
    request: SearchRequest | None = None,
) -> Coverage:
    """What the archive covers; with a ``request`` that finds nothing, which of its parts hide results. Raises
    IndexUnavailable."""
    everything = SearchRequest(fold=False, size=1)
    whole = service.search(replace(everything, sort="oldest"))
    newest = service.search(replace(everything, sort="newest"), facets=False)
    dated = sum(count for _, count in whole.facets.get("month", ()))
    sources = whole.facets.get("source", ())
    articles = whole.index.articles
    days = [page.hits[0].published[:10] if page.hits else "" for page in (whole, newest)]
    hidden = [*_hidden(request, service, addresses, language)] if request else []
    coverage = Coverage(
        articles=articles,
        languages=dict(whole.facets.get("lang", ())),
        sources=tuple(CoveredSource(*one) for one in sources[:_SOURCES]),
        sources_total=len(sources),
        first=(days[0] or None) if dated else None,
        last=(days[1] or None) if dated else None,
        undated=articles - dated,
        hidden=tuple(one for one, _ in hidden),
        text="",
    )
    messages = (*_messages(coverage, language), *itertools.starmap(_without, hidden))
    return _with_text(coverage, " ".join(message.text(language) for message in messages))


def _with_text(coverage: Coverage, text: str) -> Coverage:
    members = {name: getattr(coverage, name) for name in coverage.__struct_fields__}
    return Coverage(**members | {"text": text})


def _hidden(
    request: SearchRequest, service: SearchService, addresses: Addresses, language: Language
) -> Iterator[tuple[HiddenBy, Message]]:
    """Parts of a search without which it finds something, and what it is called then; all of them together where none
    does alone."""
    found = False
    ways = list(_without_one(replace(request, page=1, skip=0, budget=None), service, language))
    if len(ways) > 1:
        bare = without_filters(request, service)
        ways = [*ways[:_TRIED], ("*", "", Message("none_filters"), bare)]
    for parameter, value, called, other in ways:
        if parameter == "*" and found:
            break
        total, some = service.totals(other)
        if total or some:
            found = True
            articles = service.article_totals(other)
            address = addresses.search(other)
            yield HiddenBy(parameter, value, total, some, address, *articles), called


def _without_one(
    request: SearchRequest, service: SearchService, language: Language
) -> Iterator[tuple[str, str, Message, SearchRequest]]:
    """Each restriction of a search, by parameter and value, what the search without it is called, and that search."""
    texts: dict[str, list[str]] = {}
    for name, text in to_pairs(request):
        texts.setdefault(name, []).append(text)
    plain = SearchRequest()
    for parameter in FILTERS:
        if parameter.name not in texts:
            continue
        value = ", ".join(texts[parameter.name])
        called = without_filter(parameter.name, texts[parameter.name], language)
        if parameter.attribute in SearchRequest.__slots__:
            changes = {parameter.attribute: getattr(plain, parameter.attribute)}
            yield parameter.name, value, called, replace(request, **changes)
        else:
            yield parameter.name, value, called, request.having(parameter.attribute, ())
    for part in restrictions(request.q, service):
        rest = tuple(other for other in _parts(request.q, service) if other != part)
        called = without_part(request.q, part)
        yield "q", to_text(part), called, replace(request, q=_joined(rest))


def restrictions(query: str, service: SearchService) -> tuple[Node, ...]:
    """The parts of a query that are filters. Raises IndexUnavailable."""
    return tuple(part for part in _parts(query, service) if isinstance(part, _RESTRICTIONS))


def without_filters(request: SearchRequest, service: SearchService) -> SearchRequest:
    """A search without any filter, those in its query among them. Raises IndexUnavailable."""
    filters = restrictions(request.q, service)
    words = tuple(part for part in _parts(request.q, service) if part not in filters)
    return replace(request.unfiltered(), q=_joined(words) if filters else request.q)


def _parts(query: str, service: SearchService) -> tuple[Node, ...]:
    """The parts of a query side by side."""
    node = service.parse(query).node
    if node is None:
        return ()
    return node.nodes if isinstance(node, And) else (node,)


def _joined(parts: tuple[Node, ...]) -> str:
    if not parts:
        return ""
    return to_text(parts[0] if len(parts) == 1 else And(parts, 0, 0))


def _messages(coverage: Coverage, language: Language) -> Iterator[Message]:
    languages = coverage.languages
    yield Message(
        "coverage.articles",
        count=coverage.articles,
        korean=languages.get("ko", 0),
        english=languages.get("en", 0),
    )
    if coverage.first and coverage.last:
        first, last = (
            day_in_words(date.fromisoformat(day), language)
            for day in (coverage.first, coverage.last)
        )
        if first == last:
            yield Message("coverage.day", day=first)
        else:
            yield Message("coverage.days", first=first, last=last)
    if coverage.undated:
        yield Message("coverage.undated", count=coverage.undated)
    if coverage.sources:
        names = ", ".join(f"{one.name} ({one.articles:,})" for one in coverage.sources)
        yield Message("coverage.sources", count=coverage.sources_total, names=names)


def _without(hidden: HiddenBy, called: Message) -> Message:
    """The sentence on what a search finds without one of its parts."""
    code = "coverage.hidden" if hidden.total else "coverage.hidden-some"
    return Message(code, called=called, count=hidden.total_articles or hidden.total_articles_some)
