"""The form beside results: source, order, titles only, and how many on a page."""

from __future__ import annotations

from typing import Final

from seogo.searching.request import LARGEST_PAGE, SearchPage
from seogo.serializers.addresses import Addresses
from seogo.web.views.components import Choices, Option
from seogo.web.views.formatting import Locale

SORTS: Final = {
    "relevance": "sort_relevance",
    "newest": "sort_newest",
    "oldest": "sort_oldest",
}
"""The orders of results, with the codes of their names."""

_SIZES: Final = (10, 20, 50, LARGEST_PAGE)
_MOST_SOURCES: Final = 40
_ASKED: Final = frozenset({"source", "sort", "size", "in", "page"})


def to_choices(found: SearchPage, locale: Locale, addresses: Addresses) -> Choices:
    """The form for a page of results. The sources are those with most hits, and what is chosen already."""
    request = found.request
    sources = request.values("source")
    chosen = sources[0] if len(sources) == 1 else ""
    names = [name for name, _ in found.facets.get("source", ())][:_MOST_SOURCES]
    if chosen and chosen not in names:
        names.insert(0, chosen)
    several = len(sources) > 1  # a select has one; several stay as they are
    hidden = [
        (name, value)
        for name, value in addresses.pairs(request)
        if name not in _ASKED or (several and name == "source")
    ]
    sizes = sorted({*_SIZES, request.size})
    return Choices(
        action=addresses.plain_search(),
        sources=tuple(Option(name, locale.text_by_script(name), name == chosen) for name in names)
        if not several
        else (),
        sorts=tuple(
            Option(sort, locale.text(code), sort == request.sort) for sort, code in SORTS.items()
        ),
        sizes=tuple(
            Option(
                str(size), locale.ui_text(locale.string("size", count=size)), size == request.size
            )
            for size in sizes
        ),
        title_only=request.title_only,
        hidden=tuple(hidden),
    )
