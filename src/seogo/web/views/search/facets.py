"""Filters: the values that results can be narrowed down to, and those that are in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from seogo.articles.metadata import FIELDS, KEYWORDS
from seogo.engines.base import MONTH
from seogo.languages import Language
from seogo.searching.parameter_kinds import period
from seogo.searching.request import FACETS, SearchPage, SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.web.views.components import ActiveFilter, Facet, FacetValue, Link
from seogo.web.views.formatting import Locale
from seogo.web.views.text_runs import Text

LEVELS: Final = {
    "exact": "level_exact",
    "forms": "level_forms",
    "bridge": "level_bridge",
    "meaning": "level_meaning",
}
"""How far a word may reach, with the codes of the names."""

_FEW = 8
_SINGLE = frozenset(
    field.keyword for field in FIELDS if not field.multiple and field.kind != "date"
)
"""Facets of which one value narrows nothing down, as every article has one at most."""
_MANY = 40
"""Values always shown, and those unfolded; an archive can have thousands of tags."""


def to_facets(found: SearchPage, locale: Locale, addresses: Addresses) -> tuple[Facet, ...]:
    """Facets with counts. Where a filter is in force, only its own values are shown, to be taken away: another one of the
    same filter would widen the search, and its count would not say by how much."""
    # months are a timeline of their own
    facets = [_facet(name, found, locale, addresses) for name in FACETS if name != MONTH]
    return tuple(facet for facet in facets if facet is not None)


def _facet(name: str, found: SearchPage, locale: Locale, addresses: Addresses) -> Facet | None:
    request = found.request
    counts = list(found.facets.get(name, ()))
    if name == "year":
        counts = sorted(_whole_years(request, counts), reverse=True)
    active = _values(name, request)
    if active:
        known = {_folded(value): count for value, count in counts}
        counts = [(value, known.get(_folded(value), 0)) for value in active]
    values = [
        FacetValue(
            text=_shown(name, value, locale),
            count=f"{count:,}",
            address=addresses.search(taken_away(request, name, value))
            if active
            else addresses.search(_narrowed(request, name, value)),
            active=bool(active),
            label=locale.string("active_remove") if active else "",
        )
        for value, count in counts[:_MANY]
    ]
    # One value that every article has narrows nothing down.
    if not values or (len(values) == 1 and not active and name in _SINGLE):
        return None
    rest = len(counts) - _MANY
    return Facet(
        title=locale.field_name("facet", name),
        values=tuple(values[:_FEW]),
        more=tuple(values[_FEW:]),
        rest=locale.string("facet_rest", count=rest) if rest > 0 else "",
    )


def to_active(
    request: SearchRequest, locale: Locale, addresses: Addresses
) -> tuple[ActiveFilter, ...]:
    """Every filter in force, in the order of the query string."""

    def filter_of(name: str, value: Text, without: SearchRequest) -> ActiveFilter:
        title = locale.field_name("active", name)
        label = f"{locale.string('active_remove')}: {title} {value}"
        remove = Link(locale.text("active_remove"), addresses.search(without), label=label)
        return ActiveFilter(title, value, remove)

    return tuple(
        filter_of(name, value, without) for name, value, without in in_force(request, locale)
    )


def in_force(request: SearchRequest, locale: Locale) -> list[tuple[str, Text, SearchRequest]]:
    """The filters of a search: their names in the texts, their values in words, and the search without each."""
    found: list[tuple[str, Text, SearchRequest]] = []
    for name in ("lang", *KEYWORDS):
        for value in _values(name, request):
            shown = _shown(name, value, locale)
            found.append((name, shown, taken_away(request, name, value)))
    if request.first or request.last:
        shown = locale.ui_text(locale.period(*period(request.first, request.last)))
        found.append(("date", shown, _first_page(replace(request, first=None, last=None))))
    if request.title_only:
        without = _first_page(replace(request, title_only=False))
        found.append(("in", locale.text("active_in_title"), without))
    if request.level is not None:
        without = _first_page(replace(request, level=None))
        found.append(("level", locale.text(LEVELS[request.level]), without))
    found += [
        ("without", locale.text_by_script(value), taken_away(request, "without", value))
        for value in request.without
    ]
    if not request.fold:
        without = _first_page(replace(request, fold=True))
        found.append(("fold", locale.text("active_fold_off"), without))
    return found


def taken_away(request: SearchRequest, name: str, value: str) -> SearchRequest:
    """The search without one value of a filter."""
    if name == "lang":
        return _first_page(replace(request, lang=None))
    if name == "year":
        return _first_page(replace(request, first=None, last=None))
    if name == "without":
        kept = tuple(other for other in request.without if other != value)
        return _first_page(replace(request, without=kept))
    return request.having(name, tuple(one for one in request.values(name) if one != value))


def _narrowed(request: SearchRequest, name: str, value: str) -> SearchRequest:
    """The search with one more value of a filter."""
    if name == "lang":
        return _first_page(replace(request, lang=Language(value)))
    if name == "year":
        first, last = _year(value)
        return _first_page(replace(request, first=first, last=last))
    return request.having(name, (*request.values(name), value))


def _first_page(request: SearchRequest) -> SearchRequest:
    return replace(request, page=1)


def _values(name: str, request: SearchRequest) -> tuple[str, ...]:
    """Values that a filter of the request is set to."""
    if name == "lang":
        return (request.lang.value,) if request.lang else ()
    if name == "year":
        first, last = period(request.first, request.last)
        return (first,) if first == last and len(first) == len("2026") else ()
    return request.values(name)


def _whole_years(
    request: SearchRequest, counts: Sequence[tuple[str, int]]
) -> list[tuple[str, int]]:
    """The years that lie within the period searched: of others, the count is not that of the whole year."""
    return [
        (value, count)
        for value, count in counts
        if (request.first is None or request.first <= _year(value)[0])
        and (request.last is None or request.last >= _year(value)[1])
    ]


def _year(value: str) -> tuple[date, date]:
    return date(int(value), 1, 1), date(int(value), 12, 31)


def _shown(name: str, value: str, locale: Locale) -> Text:
    if name == "lang":
        return locale.ui_text(locale.language_name(Language(value)))
    return locale.text_by_script(value)


def _folded(value: str) -> str:
    return " ".join(value.casefold().split())
