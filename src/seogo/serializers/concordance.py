"""Pages of a concordance as JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType, field

from seogo.languages import Language
from seogo.pairs.concordance import ConcordancePage, Excerpt, Line
from seogo.serializers.addresses import Addresses
from seogo.serializers.answer import Answer, Count, Ranges, to_ranges


class ConcordanceLinks(Answer, frozen=True, kw_only=True):
    """Links of a page of a concordance."""

    self_: Annotated[str, Meta(description="The address of this answer.")] | UnsetType = field(
        name="self", default=UNSET
    )
    next: Annotated[str, Meta(description="The next page, if there is one.")] | UnsetType = UNSET
    prev: Annotated[str, Meta(description="The page before, if there is one.")] | UnsetType = UNSET
    search: Annotated[str, Meta(description="The search for the same words.")]


class CounterpartCount(Answer, frozen=True):
    """Counterpart of the words in the other language, with the number of its lines."""

    text: Annotated[str | None, Meta(description="The counterpart; null where none is known.")]
    lines: Annotated[Count, Meta(description="How many lines of this page have it.")]


class SentenceText(Answer, frozen=True):
    """A sentence, or several, of an article."""

    id: Annotated[str, Meta(description="The id of the article.")]
    url: Annotated[str, Meta(description="The address of its page.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    title: Annotated[str, Meta(description="Its title.")]
    text: Annotated[str, Meta(description="The sentence.")]
    ranges: Annotated[Ranges, Meta(description="What to mark in it: pairs of start and end.")]


class ConcordanceLine(Answer, frozen=True):
    """A sentence with the words, beside its translation."""

    counterpart: Annotated[str | None, Meta(description="What the words become there.")]
    source: Annotated[SentenceText, Meta(description="The sentence.")]
    target: Annotated[SentenceText, Meta(description="Its translation.")]
    pair: Annotated[str, Meta(description="The address of both articles side by side.")]


class ConcordanceResults(Answer, frozen=True):
    """A page of a concordance; its lines stand by counterpart, the most frequent one first."""

    q: Annotated[str, Meta(description="The words.")]
    lang: Annotated[Language | None, Meta(description="Their language, where it was asked for.")]
    total: Annotated[Count, Meta(description="How many articles have the words.")]
    page: Annotated[int, Meta(ge=1, description="The number of this page, from 1.")]
    pages: Annotated[Count, Meta(description="How many pages there are.")]
    compared: Annotated[
        Count, Meta(description="How many articles of this page have a translation.")
    ]
    links: Annotated[ConcordanceLinks, Meta(description="Where this page leads.")]
    counterparts: Annotated[
        tuple[CounterpartCount, ...], Meta(description="What the words become, with counts.")
    ]
    lines: Annotated[tuple[ConcordanceLine, ...], Meta(description="The sentences.")]


def to_concordance_results(
    page: ConcordancePage, addresses: Addresses, *, linked: bool = True
) -> ConcordanceResults:
    """A page of a concordance; without ``linked`` it has no address of its own, as on the command line."""
    return ConcordanceResults(
        q=page.request.q,
        lang=page.request.lang,
        total=page.found,
        page=page.request.page,
        pages=page.pages,
        compared=page.compared,
        links=_links(page, addresses, linked=linked),
        counterparts=tuple(
            CounterpartCount(one.text or None, len(one.lines)) for one in page.counterparts
        ),
        lines=tuple(
            _line(line, one.text, addresses) for one in page.counterparts for line in one.lines
        ),
    )


def _links(page: ConcordancePage, addresses: Addresses, *, linked: bool) -> ConcordanceLinks:
    number = page.request.page

    def at(other: int) -> str:
        return addresses.concordance(replace(page.request, page=other), ".json")

    return ConcordanceLinks(
        self_=at(number) if linked else UNSET,
        next=at(number + 1) if linked and 1 <= number + 1 <= page.pages else UNSET,
        prev=at(number - 1) if linked and 1 <= number - 1 <= page.pages else UNSET,
        search=addresses.search(replace(page.request, page=1)),
    )


def _line(line: Line, counterpart: str, addresses: Addresses) -> ConcordanceLine:
    return ConcordanceLine(
        counterpart=counterpart or None,
        source=_sentence(line.source, addresses),
        target=_sentence(line.target, addresses),
        pair=addresses.pair(line.source.id),
    )


def _sentence(excerpt: Excerpt, addresses: Addresses) -> SentenceText:
    return SentenceText(
        id=excerpt.id,
        url=addresses.article(excerpt.id),
        lang=excerpt.language,
        title=excerpt.title,
        text=excerpt.text,
        ranges=to_ranges(excerpt.ranges),
    )
