"""Parameters of a search: declared once, for page, JSON, feeds, tables, command line, export and the OpenAPI document.

A search is read from pairs of names and values and written as such. A value that is empty counts as not given, because
that is what an untouched field of a form sends. Anything else that is unknown or wrong is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import lru_cache
from typing import Any, Final, get_args
from urllib.parse import urlencode

from seogo.articles.metadata import KEYWORDS
from seogo.engines.names import Sort
from seogo.languages import Language
from seogo.query.limits import Limits
from seogo.searching.parameter_kinds import (
    Choice,
    Day,
    Number,
    Parameter,
    ParameterError,
    Text,
    Texts,
    period,
)
from seogo.searching.request import (
    LARGEST_PAGE,
    LEVELS,
    PartRequest,
    SearchRequest,
    to_filters,
)

LAST_PAGE: Final = 100_000
_MOST_MISTAKES: Final = 20
"""Unknown names that are told."""
LARGEST_BUDGET: Final = 100_000
DEFAULT_BUDGET: Final = 3_000
"""Characters of an answer of passages at most, and where none are named."""

QUERY: Final = Text("q", "q")
FILTERS: Final[tuple[Parameter, ...]] = (
    Choice(
        "lang",
        "lang",
        {language.value: language for language in Language},
    ),
    *(
        Choice(name, name, {value: value for _, value in field.choices})
        if field.choices
        else Texts(name, name)
        for name, field in KEYWORDS.items()
    ),
    Day("from", "first"),
    Day("to", "last", last=True),
    Choice(
        "in",
        "title_only",
        {"all": False, "title": True},
    ),
)
"""Parameters that restrict a search."""

PARAMETERS: Final[tuple[Parameter, ...]] = (
    QUERY,
    *FILTERS,
    Choice("sort", "sort", {sort: sort for sort in get_args(Sort)}),
    Number("page", "page", LAST_PAGE),
    Number("size", "size", LARGEST_PAGE),
    Choice("level", "level", {level: level for level in LEVELS}),
    Texts("without", "without"),
    Choice(
        "fold",
        "fold",
        {"on": True, "off": False},
    ),
)
"""All parameters of a search, in the order in which they are written."""

BUDGET: Final = Number("budget", "budget", LARGEST_BUDGET, 100)
PASSAGES: Final[tuple[Parameter, ...]] = (BUDGET, Number("skip", "skip", LAST_PAGE, 0))
"""Further parameters of a search whose answer are passages."""

PART: Final[tuple[Parameter, ...]] = (
    Text("passage", "passage", longest=500),
    Text("heading", "heading", longest=500),
    Number("start", "start", 10**8, 0),
    Number("length", "length", 10**6),
    BUDGET,
)
"""Parameters of a part of an article."""

LONGEST_QUOTE: Final = 2_000
QUOTE: Final[tuple[Parameter, ...]] = (
    Text("quote", "quote", longest=LONGEST_QUOTE),
    Text("article", "article", longest=500),
)
"""Parameters of a quote that is checked."""

Pairs = Sequence[tuple[str, str]]

_DEFAULT: Final = SearchRequest()


def to_request(
    pairs: Pairs, parameters: Sequence[Parameter] = PARAMETERS, *, zone: tzinfo | None = None
) -> SearchRequest:
    """Request that pairs of names and values ask for; only ``parameters`` may occur, of which those that no search has change
    nothing. Dates are counted from today in ``zone``, that of the archive; without it from that of the host. Raises
    ParameterError."""
    values = parse_pairs(pairs, parameters, zone=zone)
    attributes = {name: value for name, value in values.items() if name in SearchRequest.__slots__}
    filters = to_filters(values)
    request = SearchRequest(**attributes, filters=filters)
    if request.first and request.last and request.first > request.last:
        texts = dict(pairs)
        raise ParameterError("from", "parameter.reversed", f"≤ {texts['to']}", value=texts["from"])
    return request


def to_part(pairs: Pairs, parameters: Sequence[Parameter] = PART) -> PartRequest | None:
    """Part of an article that pairs of names and values ask for, None for the whole; only ``parameters`` may occur, as in
    `to_request`. Raises ParameterError."""
    values = parse_pairs(pairs, parameters)
    values = {name: value for name, value in values.items() if name in PartRequest.__slots__}
    return PartRequest(**values) if values else None


def parse_pairs(
    pairs: Pairs, parameters: Sequence[Parameter], *, zone: tzinfo | None = None
) -> dict[str, Any]:
    """The values of some pairs by the attributes of their parameters; those of a repeatable one as a tuple; ``zone`` is as in
    `to_request`. Raises ParameterError for other names, wrong values and too many of them: the first, with all ``others``."""
    known = {parameter.name: parameter for parameter in parameters}
    wrong: dict[str, ParameterError] = {}
    for name, value in pairs:
        if name not in known and len(wrong) < _MOST_MISTAKES:
            error = ParameterError(name, "parameter.unknown", ", ".join(known), value=value)
            wrong.setdefault(name, error)
    pairs = [(name, value) for name, value in pairs if name in known]
    given = [(known[name], value) for name, value in pairs if not _is_blank(value)]
    # of a repeatable one, values that are empty count too: openapi.json cannot say what does not
    single = (parameter.name for parameter, _ in given if not parameter.repeatable)
    repeated = (name for name, _ in pairs if known[name].repeatable)
    for name, count in Counter((*single, *repeated)).items():
        most = known[name].most
        if count > most:
            code = "parameter.twice" if most == 1 else "parameter.many"
            wrong[name] = ParameterError(name, code, f"≤ {most}")
    values: dict[str, Any] = {}
    for parameter, text in given:
        try:
            value = parameter.parse(text, zone)
        except ParameterError as error:
            wrong.setdefault(parameter.name, error)
            continue
        if not parameter.repeatable:
            values[parameter.attribute] = value
        elif value not in (before := values.get(parameter.attribute, ())):
            values[parameter.attribute] = (*before, value)
    if wrong:
        first, *others = wrong.values()
        first.others = tuple(others)
        raise first
    return values


def to_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """The parameters of a search in their order, defaults left out."""
    pairs: list[tuple[str, str]] = []
    for parameter in (*PARAMETERS, *PASSAGES):
        attribute = parameter.attribute
        if attribute in KEYWORDS:
            pairs += [(parameter.name, value) for value in request.values(attribute)]
        elif (value := getattr(request, attribute)) == getattr(_DEFAULT, attribute):
            continue
        elif parameter is QUERY:  # what is not read would only make every address long
            pairs.append((parameter.name, value[: Limits().characters + 1]))
        elif parameter.repeatable:
            pairs += [(parameter.name, text) for text in value]
        elif isinstance(parameter, Day):
            pairs.append((parameter.name, period(request.first, request.last)[parameter.last]))
        else:
            pairs.append((parameter.name, parameter.to_text(value)))
    return [(name, value) for name, value in pairs if not _is_blank(value)]


def _is_blank(text: str) -> bool:
    """Whether nothing is in a text but white space and byte order marks, as ECMAScript reads ``\\s`` in openapi.json."""
    return not text.replace("\ufeff", " ").strip()


def to_query(request: SearchRequest, **changes: Any) -> str:
    """The canonical query string of a search with ``changes`` (attributes of SearchRequest); empty for the search for
    everything."""
    return _to_query(replace(request, **changes) if changes else request)


@lru_cache(maxsize=256)
def _to_query(request: SearchRequest) -> str:
    """Canonical query string of a request; cached, since a page has it in dozens of links."""
    return urlencode(to_pairs(request))
