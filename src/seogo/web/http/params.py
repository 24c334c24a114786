"""Query strings and search requests, in both directions.

``q`` is what is searched for; ``lang`` (ko, en), ``source``, ``tag``, ``author``, ``from`` and ``to``
(2026, 2026-01, 2026-01-19) restrict; ``in`` (all, title), ``level`` (exact, forms, bridge), ``without`` and
``fold`` (on, off) say how far a word reaches; ``sort`` (relevance, newest, oldest), ``page`` and
``size`` choose what is shown; ``ui`` (ko, en) is the language of the interface. ``source``, ``tag``,
``author`` and ``without`` may be repeated. A parameter with an empty value counts as not given,
because that is what an untouched field of a form sends. Anything else that is unknown or wrong is an
error.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, urlencode

from seogo.engines.base import Sort
from seogo.errors import RequestError
from seogo.languages import Language
from seogo.messages import Message
from seogo.searching.service import LARGEST_PAGE, LEVELS, Level, SearchRequest

NAMES: Final = (
    *("q", "lang", "source", "tag", "author", "from", "to", "in", "sort", "page", "size"),
    *("level", "without", "fold", "ui"),
)
REPEATABLE: Final = frozenset({"source", "tag", "author", "without"})
LAST_PAGE: Final = 100_000
LONGEST_TEXT: Final = 2_000
"""Code points of a text that is to be explained."""

MOST_VALUES: Final = 20
"""Of one repeatable parameter; every value is a clause of the search."""

_MOST_FIELDS: Final = 200
_DEFAULT: Final = SearchRequest()
_SORTS: Final[dict[str, Sort]] = {"relevance": "relevance", "newest": "newest", "oldest": "oldest"}
_LEVELS: Final[dict[str, Level]] = {level: level for level in LEVELS}
_LANGUAGES: Final[Mapping[str, Language | None]] = {
    language.value: language for language in Language
}
_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_WHOLE: Final = re.compile(r"[0-9]{1,6}")

Chosen = TypeVar("Chosen")
Pairs = Sequence[tuple[str, str]]


class ParameterError(RequestError):
    """A RequestError that can be said in both languages: ``code`` and ``values`` name a message."""

    def __init__(self, parameter: str, code: str, allowed: str, *, value: str = "") -> None:
        self.code = code
        self.value = value if len(value) <= 60 else value[:59] + "…"
        super().__init__(parameter, self.said(parameter, Language.EN), allowed)

    def said(self, parameter: str, language: Language) -> str:
        """What is wrong, in ``language``."""
        return Message(f"parameter_{self.code}", name=parameter, value=self.value).text(language)


@dataclass(frozen=True, slots=True)
class Params:
    """A read query string: the search, and the interface language where it is given."""

    request: SearchRequest
    ui: Language | None


def decode(query: bytes) -> list[tuple[str, str]]:
    """The names and values of a raw query string. Raises RequestError for what is no UTF-8, has NULs or is endless."""
    try:
        text = query.decode()
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError as error:
        raise ParameterError("query string", "encoding", "UTF-8") from error
    except ValueError as error:
        raise ParameterError("query string", "many", f"≤ {_MOST_FIELDS}") from error
    for name, value in pairs:
        if "\0" in name or "\0" in value:
            raise ParameterError(name.replace("\0", "�"), "nul", "U+0001 – U+10FFFF")
    return pairs


def read_params(pairs: Pairs, allowed: Iterable[str] = NAMES) -> Params:
    """The search that decoded pairs ask for; only parameters in ``allowed`` may occur. Raises RequestError."""
    given = _given(pairs, tuple(allowed))
    several = {name: tuple(dict.fromkeys(v for n, v in given if n == name)) for name in REPEATABLE}
    one = {name: value for name, value in given if name not in REPEATABLE}
    first, last = _day(one, "from"), _day(one, "to")
    if first and last and first > last:
        raise ParameterError("from", "reversed", f"≤ {one['to']}", value=one["from"])
    request = SearchRequest(
        q=one.get("q", ""),
        lang=_choice(one, "lang", _LANGUAGES, None),
        source=several["source"],
        tag=several["tag"],
        author=several["author"],
        first=first,
        last=last,
        title_only=_choice(one, "in", {"all": False, "title": True}, False),
        sort=_choice(one, "sort", _SORTS, _DEFAULT.sort),
        page=_number(one, "page", LAST_PAGE, _DEFAULT.page),
        size=_number(one, "size", LARGEST_PAGE, _DEFAULT.size),
        level=_choice(one, "level", _LEVELS, _DEFAULT.level),
        without=several["without"],
        fold=_choice(one, "fold", {"on": True, "off": False}, True),
    )
    return Params(request, _choice(one, "ui", _LANGUAGES, None))


def read_text(pairs: Pairs) -> str:
    """The text that decoded pairs ask to have explained: ``text`` (and ``ui``); empty where none is given. Raises
    RequestError."""
    one = dict(_given(pairs, ("text", "ui")))
    _choice(one, "ui", _LANGUAGES, None)
    text = one.get("text", "").replace("\r\n", "\n")  # forms send lines so
    if len(text) > LONGEST_TEXT:
        raise ParameterError("text", "long", f"≤ {LONGEST_TEXT:,}")
    return text


def to_pairs(
    request: SearchRequest, *, ui: Language | None = None, **changes: Any
) -> list[tuple[str, str]]:
    """The parameters of a search (with ``changes``, fields of SearchRequest) in their order, defaults left out."""
    asked = replace(request, **changes) if changes else request
    begins, ends = period(asked.first, asked.last)
    pairs = [("q", asked.q), ("lang", asked.lang or "")]
    pairs += [("source", value) for value in asked.source]
    pairs += [("tag", value) for value in asked.tag]
    pairs += [("author", value) for value in asked.author]
    pairs += [
        ("from", begins),
        ("to", ends),
        ("in", "title" if asked.title_only else ""),
        ("sort", asked.sort if asked.sort != _DEFAULT.sort else ""),
        ("page", str(asked.page) if asked.page != _DEFAULT.page else ""),
        ("size", str(asked.size) if asked.size != _DEFAULT.size else ""),
        ("level", asked.level if asked.level != _DEFAULT.level else ""),
    ]
    pairs += [("without", value) for value in asked.without]
    pairs += [("fold", "" if asked.fold else "off"), ("ui", ui or "")]
    return [(name, str(value)) for name, value in pairs if value.strip()]


def to_query(request: SearchRequest, *, ui: Language | None = None, **changes: Any) -> str:
    """The canonical query string of a search; empty for the search for everything."""
    return _query(replace(request, **changes) if changes else request, ui)


@lru_cache(maxsize=256)
def _query(request: SearchRequest, ui: Language | None) -> str:
    """The same without changes; kept, since a page has it in dozens of links."""
    return urlencode(to_pairs(request, ui=ui))


def _given(pairs: Pairs, names: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs that have a value. Raises ParameterError for unknown names and too many values."""
    for name, value in pairs:
        if name not in names:
            raise ParameterError(name, "unknown", ", ".join(names), value=value)
    given = [(name, value) for name, value in pairs if value.strip()]
    # of a repeatable one, values that are empty count too: openapi.json cannot say what does not
    single = (name for name, _ in given if name not in REPEATABLE)
    for name, count in Counter((*single, *(n for n, _ in pairs if n in REPEATABLE))).items():
        most = MOST_VALUES if name in REPEATABLE else 1
        if count > most:
            raise ParameterError(name, "twice" if most == 1 else "many", f"≤ {most}")
    return given


def _choice(
    given: dict[str, str], name: str, choices: Mapping[str, Chosen], default: Chosen
) -> Chosen:
    value = given.get(name)
    if value is None:
        return default
    if value not in choices:
        raise ParameterError(name, "value", ", ".join(choices), value=value)
    return choices[value]


def _number(given: dict[str, str], name: str, largest: int, default: int) -> int:
    value = given.get(name)
    if value is None:
        return default
    if not _WHOLE.fullmatch(value) or not 1 <= int(value) <= largest:
        raise ParameterError(name, "value", f"1 – {largest:,}", value=value)
    return int(value)


def _day(given: dict[str, str], name: str) -> date | None:
    """The first day of the unit for ``from``, the last one for ``to``."""
    value = given.get(name)
    if value is None:
        return None
    try:
        if not _DATE.fullmatch(value.strip()):
            raise ValueError(value)
        return _bound(value.strip(), last=name == "to")
    except ValueError as error:  # calendar.IllegalMonthError is one
        raise ParameterError(name, "value", "2026, 2026-01, 2026-01-19", value=value) from error


def period(first: date | None, last: date | None) -> tuple[str, str]:
    """Both ends in the largest unit that says them exactly: whole years, whole months, or days; empty where open."""
    texts = ("", "")
    for length in (len("2026"), len("2026-01"), len("2026-01-19")):
        texts = (
            first.isoformat()[:length] if first else "",
            last.isoformat()[:length] if last else "",
        )
        if (not first or _bound(texts[0], last=False) == first) and (
            not last or _bound(texts[1], last=True) == last
        ):
            break
    return texts


def _bound(unit: str, *, last: bool) -> date:
    """The first or last day of a year, month or day. Raises ValueError where the calendar has none."""
    year, *rest = map(int, unit.split("-"))
    if len(rest) == 2:
        return date(year, *rest)
    month = rest[0] if rest else 12 if last else 1
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
