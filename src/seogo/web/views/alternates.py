"""The other forms of a page: which there are, and the ``Link`` header that names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.serializers.article import ARTICLE_FORMS
from seogo.serializers.result_page import SEARCH_FORMS
from seogo.web.views.components import Alternate
from seogo.web.views.formatting import Locale

_NAMES: Final = {
    ".json": "as_json",
    ".atom": "as_atom",
    ".csv": "as_csv",
    ".jsonl": "as_jsonl",
    ".md": "as_md",
    ".bib": "as_bib",
    ".ris": "as_ris",
    ".csl.json": "as_csl_json",
}
_LONGEST: Final = 4_000
"""Characters of a header; servers and proxies refuse answers whose headers are longer than some 8,000."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Link of an answer, with its relation type (``next``, ``alternate``)."""

    rel: str
    address: str
    media_type: str = ""
    lang: str = ""


def search_alternates(
    request: SearchRequest, locale: Locale, addresses: Addresses
) -> tuple[Alternate, ...]:
    """The other forms of a page of results. Who follows a feed wants what is new, so that one is in the order of dates."""
    return tuple(
        Alternate(
            addresses.search(request, ending, **({"sort": "newest"} if ending == ".atom" else {})),
            media_type,
            locale.string(_NAMES[ending]),
        )
        for ending, media_type in SEARCH_FORMS.items()
    )


def article_alternates(
    article_id: str, locale: Locale, addresses: Addresses
) -> tuple[Alternate, ...]:
    """The other forms of an article."""
    return tuple(
        Alternate(
            addresses.article(article_id, ending=ending),
            media_type,
            locale.string(_NAMES[ending]),
        )
        for ending, media_type in ARTICLE_FORMS.items()
    )


def steps(
    request: SearchRequest, pages: int, addresses: Addresses, ending: str = ""
) -> list[Relation]:
    """Relations to the pages of results before and after the requested one of ``pages``."""
    found: list[Relation] = []
    if request.page < pages:
        found.append(Relation("next", addresses.search(request, ending, page=request.page + 1)))
    if request.page > 1 and pages:
        before = min(request.page - 1, pages)
        found.append(Relation("prev", addresses.search(request, ending, page=before)))
    return found


def link_header(relations: Iterable[Relation]) -> str:
    """The value of a ``Link`` header (RFC 8288), with as many relations as fit, the first ones first. Addresses are
    percent-encoded already."""
    header = ""
    for relation in relations:
        link = f'<{relation.address}>; rel="{relation.rel}"'
        if relation.media_type:
            link += f'; type="{relation.media_type}"'
        if relation.lang:
            link += f'; hreflang="{relation.lang}"'
        if len(header) + len(link) > _LONGEST:
            break
        header += f", {link}" if header else link
    return header


def to_relations(alternates: Iterable[Alternate]) -> list[Relation]:
    """Other forms as relations."""
    return [
        Relation("alternate", other.address, other.media_type, other.lang) for other in alternates
    ]
