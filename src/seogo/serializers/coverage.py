"""What an archive covers, as answers without hits say it: in one form for JSON, agents and pages."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from seogo.serializers.answer import Answer, Count


class CoveredSource(Answer, frozen=True):
    """A source of articles."""

    name: Annotated[str, Meta(description="Its name.")]
    articles: Annotated[Count, Meta(description="How many articles are from it.")]


class HiddenBy(Answer, frozen=True):
    """A part of a search that hides results: without it there are some."""

    parameter: Annotated[
        str, Meta(description="The parameter; `q` for a part of the query; `*` for all together.")
    ]
    value: Annotated[str, Meta(description="Its value, or the part of the query.")]
    total: Annotated[Count, Meta(description="How many results have every word without it.")]
    total_some: Annotated[Count, Meta(description="How many have only some.")]
    url: Annotated[str, Meta(description="The address of the search without it.")]


class Coverage(Answer, frozen=True):
    """What an archive covers, where a search found nothing in it."""

    articles: Annotated[Count, Meta(description="How many articles it holds.")]
    languages: Annotated[dict[str, int], Meta(description="How many by language.")]
    sources: Annotated[
        tuple[CoveredSource, ...], Meta(description="The ten sources with the most articles.")
    ]
    sources_total: Annotated[Count, Meta(description="How many sources there are.")]
    first: Annotated[str | None, Meta(description="The day of the oldest article with a date.")]
    last: Annotated[str | None, Meta(description="The day of the newest one.")]
    undated: Annotated[Count, Meta(description="How many articles have no date.")]
    hidden: Annotated[
        tuple[HiddenBy, ...], Meta(description="Parts of the search that hide results.")
    ]
    text: Annotated[str, Meta(description="The same in sentences, in the reader's language.")]
