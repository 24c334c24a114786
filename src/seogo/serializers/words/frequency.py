"""Frequencies over time as JSON and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Meta

from seogo.languages import Language
from seogo.searching.hits import Hit
from seogo.searching.trends.associations import Associations
from seogo.searching.trends.frequency import PER, Frequency, Series, Unit
from seogo.serializers.addresses import Addresses
from seogo.serializers.answer import Answer, Count


class FirstMention(Answer, frozen=True):
    """The oldest article with all words of a query."""

    id: Annotated[str, Meta(description="Its id.")]
    url: Annotated[str, Meta(description="The address of its page.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    title: Annotated[str, Meta(description="Its title.")]
    published: Annotated[str, Meta(description="When it was published, as it was written.")]


class AssociatedWord(Answer, frozen=True):
    """A word that goes with a query."""

    text: Annotated[str, Meta(description="The word.")]
    articles: Annotated[Count, Meta(description="How many articles of the sample have it.")]
    score: Annotated[float, Meta(ge=0, description="Log-likelihood ratio (Dunning 1993).")]
    search: Annotated[str, Meta(description="The search for the query with this word.")]


class FrequencySeries(Answer, frozen=True):
    """The articles with all words of one query, by period."""

    q: Annotated[str, Meta(description="The query.")]
    total: Annotated[Count, Meta(description="How many articles have all words.")]
    undated: Annotated[Count, Meta(description="How many of them have no date.")]
    counts: Annotated[tuple[Count, ...], Meta(description="How many there are in each period.")]
    shares: Annotated[
        tuple[float, ...], Meta(description=f"Those of {PER:,} articles of each period.")
    ]
    first: Annotated[FirstMention | None, Meta(description="The oldest one with a date.")]
    associated: Annotated[
        tuple[AssociatedWord, ...],
        Meta(description="Words that stand in these articles more often than in others."),
    ]
    sample: Annotated[Count, Meta(description="How many articles these words are from.")]
    search: Annotated[str, Meta(description="The search for the query.")]


class Frequencies(Answer, frozen=True):
    """How many articles have the words of some queries, over time."""

    unit: Annotated[Unit, Meta(description="The unit of the periods.")]
    periods: Annotated[
        tuple[str, ...], Meta(description="The periods, none left out: 2026, 2026-Q1, 2026-01.")
    ]
    totals: Annotated[tuple[Count, ...], Meta(description="All articles of each period.")]
    series: Annotated[tuple[FrequencySeries, ...], Meta(description="The queries in their order.")]


def to_frequencies(
    found: Frequency, associated: Mapping[str, Associations], addresses: Addresses
) -> Frequencies:
    """Frequencies with the words that go with each query."""
    return Frequencies(
        found.unit,
        found.periods,
        found.totals,
        tuple(_series(found, one, associated[one.query], addresses) for one in found.series),
    )


def to_table(found: Frequency) -> Iterator[tuple[str, ...]]:
    """Rows of the table: names, then for each period the number of all articles and those of each query."""
    yield ("period", "articles", *(one.query for one in found.series))
    for at, period in enumerate(found.periods):
        yield (period, *map(str, (found.totals[at], *(one.counts[at] for one in found.series))))


def _series(
    found: Frequency, one: Series, words: Associations, addresses: Addresses
) -> FrequencySeries:
    search = found.request.one(one.query)
    return FrequencySeries(
        q=one.query,
        total=one.total,
        undated=one.undated,
        counts=one.counts,
        shares=tuple(round(found.share(n, at), 3) for at, n in enumerate(one.counts)),
        first=_first(one.first, addresses) if one.first else None,
        associated=tuple(
            AssociatedWord(
                word.text,
                word.articles,
                round(word.score, 2),
                addresses.search(search, q=f"{one.query} {word.text}"),
            )
            for word in words.words
        ),
        sample=words.sample,
        search=addresses.search(search),
    )


def _first(hit: Hit, addresses: Addresses) -> FirstMention:
    return FirstMention(hit.id, addresses.article(hit.id), hit.lang, hit.title, hit.published)
