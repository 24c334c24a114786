"""Query strings: their bytes as names and values, and the parameters that the web side adds to those of a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final, get_args
from urllib.parse import parse_qsl

from seogo.engines.names import Sort
from seogo.exporters.styles.styles import STYLES
from seogo.languages import Language
from seogo.pairs.concordance import Neighbour
from seogo.searching.parameter_kinds import Choice, Parameter, ParameterError, Text, Texts
from seogo.searching.parameters import FILTERS, PARAMETERS, QUERY, Pairs, parse_pairs, to_request
from seogo.searching.request import SearchRequest
from seogo.searching.trends.frequency import MOST_QUERIES, UNITS, FrequencyRequest
from seogo.serializers.addresses import NO_COUNTERPART

UI: Final = Choice(
    "ui",
    "ui",
    {language.value: language for language in Language},
)
TEXT: Final = Text("text", "text", longest=2_000)
FREQUENCY: Final[tuple[Parameter, ...]] = (
    Texts("q", "queries", most=MOST_QUERIES),
    Choice("unit", "unit", {unit: unit for unit in UNITS}),
    Choice("scale", "share", {"count": False, "share": True}),
    *FILTERS,
    UI,
)
"""The parameters of frequencies."""

CONCORDANCE: Final[tuple[Parameter, ...]] = (
    *(one for one in PARAMETERS if one.name in ("q", "lang", "page", "size")),
    Choice("sort", "sort", {sort: sort for sort in (*get_args(Sort), *get_args(Neighbour))}),
    Text("counterpart", "counterpart", longest=300),
    Choice("view", "view", {"sentences": "", "kwic": "kwic"}),
    UI,
)
"""The parameters of a concordance."""

IDS: Final = Text("ids", "ids")
BASKET: Final[tuple[Parameter, ...]] = (
    IDS,
    Choice("style", "style", {style: style for style in STYLES}),
    UI,
)
"""The parameters of a basket."""

SEARCH: Final[tuple[Parameter, ...]] = (*PARAMETERS, UI)
"""The parameters of every form of a search."""

NAMES: Final = tuple(parameter.name for parameter in SEARCH)
_MOST_FIELDS: Final = 200


def decode(query: bytes) -> list[tuple[str, str]]:
    """The names and values of a raw query string. Raises ParameterError for what is not UTF-8, has NULs or is endless."""
    try:
        text = query.decode()
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError as error:
        raise ParameterError("query string", "parameter.encoding", "UTF-8") from error
    except ValueError as error:
        raise ParameterError("query string", "parameter.many", f"≤ {_MOST_FIELDS}") from error
    # whatever is typed can be searched, and there a NUL is a space
    pairs = [
        (name, value.replace("\0", " ") if name == QUERY.name else value) for name, value in pairs
    ]
    for name, value in pairs:
        if "\0" in name or "\0" in value:
            raise ParameterError(name.replace("\0", "�"), "parameter.nul", "U+0001 – U+10FFFF")
    return pairs


def named(*names: str) -> Sequence[Parameter]:
    """Some of the parameters of a search, and that of the language."""
    return tuple(parameter for parameter in SEARCH if parameter.name in (*names, UI.name))


def to_text(pairs: Pairs) -> str:
    """The text that pairs ask to have explained; empty where none is given. Raises ParameterError."""
    decoded = [(name, value.replace("\r\n", "\n")) for name, value in pairs]  # forms send lines so
    text: str = parse_pairs(decoded, (TEXT, UI)).get("text", "")
    return text


@dataclass(frozen=True, slots=True)
class ConcordanceRequest:
    """Words of a concordance (``search``), what they become in the chosen lines (empty: nothing that is known), the word
    beside theirs by which lines stand, and the view."""

    search: SearchRequest
    counterpart: str | None
    neighbour: Neighbour | None
    view: str


def to_concordance_request(pairs: Pairs) -> ConcordanceRequest:
    """The concordance that pairs ask for. Raises ParameterError."""
    values = parse_pairs(pairs, CONCORDANCE)
    chosen: str | None = values.get("counterpart")
    neighbour = values["sort"] if values.get("sort") in get_args(Neighbour) else None
    others = [pair for pair in pairs if not neighbour or pair[0] != "sort"]
    return ConcordanceRequest(
        to_request(others, CONCORDANCE),
        "" if chosen == NO_COUNTERPART else chosen,
        neighbour,
        values.get("view", ""),
    )


def to_frequency_request(pairs: Pairs, zone: tzinfo) -> tuple[FrequencyRequest, bool]:
    """The frequencies that pairs ask for, each query once, and whether as shares; dates are counted in ``zone``. Raises
    ParameterError."""
    written = [(name, value.strip() if name == QUERY.name else value) for name, value in pairs]
    values = parse_pairs(written, FREQUENCY, zone=zone)
    others = [pair for pair in written if pair[0] not in ("q", "unit", "scale")]
    search = to_request(others, (*FILTERS, UI), zone=zone)
    request = FrequencyRequest(values.get("queries", ()), search, values.get("unit"))
    return request, values.get("share", False)
