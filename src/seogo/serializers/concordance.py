"""Pages of a concordance as JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType, field

from seogo.languages import Language
from seogo.lexicon.review import to_glossary_line
from seogo.pairs.concordance import ConcordancePage, Line
from seogo.pairs.excerpts import Excerpt
from seogo.serializers.answer import Answer, Count, Ranges, to_ranges
from seogo.serializers.citations import CitationStyle


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
    lines: Annotated[
        Count, Meta(description="How many sentence pairs of the whole archive have it.")
    ]


class SentenceText(Answer, frozen=True):
    """A sentence, or several, of an article."""

    id: Annotated[str, Meta(description="The id of the article.")]
    url: Annotated[str, Meta(description="The address of its page.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    title: Annotated[str, Meta(description="Its title.")]
    text: Annotated[str, Meta(description="The sentence.")]
    ranges: Annotated[Ranges, Meta(description="What to mark in it: pairs of start and end.")]
    source: Annotated[str, Meta(description="The source of the article, or empty.")]
    published: Annotated[str, Meta(description="When it was published, as written, or empty.")]
    citation: Annotated[str, Meta(description="A line that cites it, in the reader's language.")]


class ConcordanceLine(Answer, frozen=True):
    """A sentence with the words, beside its translation."""

    counterpart: Annotated[str | None, Meta(description="What the words become there.")]
    candidates: Annotated[
        tuple[str, ...], Meta(description="What they may become, where that is not known.")
    ]
    source: Annotated[SentenceText, Meta(description="The sentence.")]
    target: Annotated[SentenceText, Meta(description="Its translation.")]
    pair: Annotated[str, Meta(description="The address of both articles side by side.")]


class ConcordanceResults(Answer, frozen=True):
    """A page of a concordance; its lines stand by counterpart, the most frequent one first, or by day."""

    q: Annotated[str, Meta(description="The words.")]
    lang: Annotated[Language | None, Meta(description="Their language, where it was asked for.")]
    total: Annotated[Count, Meta(description="How many articles have the words.")]
    page: Annotated[int, Meta(ge=1, description="The number of this page, from 1.")]
    pages: Annotated[Count, Meta(description="How many pages of lines there are.")]
    compared: Annotated[
        Count, Meta(description="How many pairs of articles the lines are from, on all pages.")
    ]
    total_lines: Annotated[
        Count, Meta(description="How many lines there are on all pages, with the counterpart.")
    ]
    bounded: Annotated[
        bool, Meta(description="Whether there are more sentence pairs than were counted.")
    ]
    counterpart: Annotated[
        str | None, Meta(description="The counterpart that was chosen; null for all.")
    ]
    glossary: Annotated[
        str | None,
        Meta(description="A line for glossary.yaml, where one counterpart is chosen or known."),
    ]
    links: Annotated[ConcordanceLinks, Meta(description="Where this page leads.")]
    counterparts: Annotated[
        tuple[CounterpartCount, ...],
        Meta(description="What the words become in the whole archive, with counts."),
    ]
    lines: Annotated[tuple[ConcordanceLine, ...], Meta(description="The sentences.")]
    literal: Annotated[
        bool, Meta(description="Whether the words were found by their spelling alone.")
    ]
    waiting: Annotated[
        Count,
        Meta(description="How many changed articles are not counted as they are now."),
    ]


def to_concordance_results(
    page: ConcordancePage, style: CitationStyle, *, linked: bool = True
) -> ConcordanceResults:
    """A page of a concordance; without ``linked`` it has no address of its own, as on the command line."""
    return ConcordanceResults(
        q=page.request.q,
        lang=page.request.lang,
        total=page.found,
        page=page.request.page,
        pages=page.pages,
        compared=page.compared,
        total_lines=page.total,
        bounded=page.bounded,
        counterpart=page.counterpart,
        glossary=to_glossary_line(*page.glossary) if page.glossary else None,
        links=_links(page, style, linked=linked),
        counterparts=tuple(
            CounterpartCount(one.text or None, one.count) for one in page.counterparts
        ),
        lines=tuple(to_line(line, style) for line in page.lines),
        literal=page.literal,
        waiting=page.waiting,
    )


def _links(page: ConcordancePage, style: CitationStyle, *, linked: bool) -> ConcordanceLinks:
    number, addresses = page.request.page, style.addresses

    def at(other: int) -> str:
        request = replace(page.request, page=other)
        return addresses.concordance(
            request, ".json", counterpart=page.counterpart, neighbour=page.neighbour
        )

    return ConcordanceLinks(
        self_=at(number) if linked else UNSET,
        next=at(number + 1) if linked and 1 <= number + 1 <= page.pages else UNSET,
        prev=at(number - 1) if linked and 1 <= number - 1 <= page.pages else UNSET,
        search=addresses.search(replace(page.request, page=1)),
    )


def to_line(line: Line, style: CitationStyle) -> ConcordanceLine:
    """A line of a concordance."""
    return ConcordanceLine(
        counterpart=line.counterpart or None,
        candidates=line.candidates,
        source=_sentence(line.source, style),
        target=_sentence(line.target, style),
        pair=style.addresses.pair(line.source.id),
    )


def _sentence(excerpt: Excerpt, style: CitationStyle) -> SentenceText:
    article = excerpt.record
    return SentenceText(
        id=article.id,
        url=style.addresses.article(article.id),
        lang=article.lang,
        title=article.title,
        text=excerpt.text,
        ranges=to_ranges(excerpt.ranges),
        source=article.source,
        published=article.published,
        citation=style.line(
            article.id,
            article.title,
            article.authors,
            article.source,
            article.published,
            article.url,
        ),
    )
