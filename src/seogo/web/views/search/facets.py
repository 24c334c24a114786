"""Filters: the values that results can be narrowed down to, and those that are in force."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from seogo.answers.filter_words import is_choice, value_in_words
from seogo.articles.metadata import FIELDS, KEYWORDS
from seogo.engines.names import MONTH
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
_OF_PERIOD: Final = frozenset((MONTH, *(field.keyword for field in FIELDS if field.kind == "date")))
"""Facets that the period of results has to itself."""
_MANY = 40
"""Values always shown, and those unfolded; an archive can have thousands of tags."""


def to_facets(
    found: SearchPage, locale: Locale, addresses: Addresses, *, every: bool = False
) -> tuple[Facet, ...]:
    """Facets with counts; neither one of which a filter is in force, which is taken away above the results, nor, without
    ``every``, one that cannot narrow them down; a choice that all articles share is never one."""
    # months and years are those of the period
    facets = [
        _facet(name, found, locale, addresses, every=every)
        for name in FACETS
        if name not in _OF_PERIOD
    ]
    return tuple(facet for facet in facets if facet is not None)


def _facet(
    name: str, found: SearchPage, locale: Locale, addresses: Addresses, *, every: bool
) -> Facet | None:
    request = found.request
    if _values(name, request):
        return None  # another value would widen the search, and its count would not say by how much
    every = every and not is_choice(name)
    counts = [
        (value, count)
        for value, count in found.facets.get(name, ())
        if every or count < found.articles
    ]
    if not counts:
        return None
    values = [
        FacetValue(
            text=_shown(name, value, locale),
            count=f"{count:,}",
            address=addresses.search(_narrowed(request, name, value)),
        )
        for value, count in counts[:_MANY]
    ]
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

    # how far words reach is told by its control
    return tuple(
        filter_of(name, value, without)
        for name, value, without in in_force(request, locale)
        if name != "level"
    )


def restricted(request: SearchRequest) -> bool:
    """Whether a search has filters that are told above its results."""
    return request != replace(request.unfiltered(), page=request.page, size=request.size)


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
    if name == "without":
        kept = tuple(other for other in request.without if other != value)
        return _first_page(replace(request, without=kept))
    return request.having(name, tuple(one for one in request.values(name) if one != value))


def _narrowed(request: SearchRequest, name: str, value: str) -> SearchRequest:
    """The search with one more value of a filter."""
    if name == "lang":
        return _first_page(replace(request, lang=Language(value)))
    return request.having(name, (*request.values(name), value))


def _first_page(request: SearchRequest) -> SearchRequest:
    return replace(request, page=1)


def _values(name: str, request: SearchRequest) -> tuple[str, ...]:
    """Values that a filter of the request is set to."""
    if name == "lang":
        return (request.lang.value,) if request.lang else ()
    return request.values(name)


def _shown(name: str, value: str, locale: Locale) -> Text:
    if name == "lang" or is_choice(name):
        return locale.ui_text(value_in_words(name, value, locale.ui))
    return locale.text_by_script(value)
