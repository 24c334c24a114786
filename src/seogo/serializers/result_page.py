"""Pages of results as JSON: the same for the web and for the command line's ``--json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Final

from msgspec import UNSET, Meta, UnsetType, field

from seogo.documents.passage_ids import PassageId, fingerprint
from seogo.languages import Language
from seogo.searching.hits import Hit
from seogo.searching.request import FACETS, Level, SearchPage, SearchRequest
from seogo.searching.snippets import MatchReason, Snippet
from seogo.serializers.addresses import Addresses
from seogo.serializers.answer import (
    Alternate,
    Answer,
    Count,
    ExcludedPart,
    IgnoredPart,
    IndexState,
    Ranges,
    Translation,
    to_excluded,
    to_ignored,
    to_index_state,
    to_ranges,
    to_translations,
)
from seogo.serializers.citations import CitationStyle
from seogo.serializers.server_answers import Coverage

SEARCH_FORMS: Final[Mapping[str, str]] = {
    ".json": "application/json",
    ".atom": "application/atom+xml",
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".csl.json": "application/vnd.citationstyles.csl+json",
}
"""The media types of a search's addresses beside that of its page, by their endings."""


class Correction(Answer, frozen=True):
    """A query that may have been meant."""

    text: Annotated[str, Meta(description="The query.")]
    how: Annotated[str, Meta(description="How it differs: `spelling`, `spacing`, `keyboard` …")]
    total: Annotated[Count, Meta(description="How many results have every word of it.")]
    total_some: Annotated[Count, Meta(description="How many have only some.")]
    url: Annotated[str, Meta(description="The address of its page of results.")]


class TranslatedWord(Answer, frozen=True):
    """A word that was searched for in the other language, too."""

    word: Annotated[str, Meta(description="The word as it was typed.")]
    text: Annotated[str, Meta(description="Its translation.")]
    origin: Annotated[
        str,
        Meta(description="Where the translation is from: `glossary`, `general`, `learned` …"),
    ]
    probability: Annotated[float, Meta(description="How likely it is right, up to 1.")]
    support: Annotated[
        float,
        Meta(description="In how many passages with a translation it was seen; 0 if not learned."),
    ]


class Equivalent(Answer, frozen=True):
    """A word of the same language that was searched for, too."""

    word: Annotated[str, Meta(description="The word as it was typed.")]
    text: Annotated[str, Meta(description="What was searched for, too.")]
    how: Annotated[str, Meta(description="What kind it is: `term`, `abbreviation`, `variant` …")]


class QueryReading(Answer, frozen=True):
    """The query, and how it was understood."""

    q: Annotated[str, Meta(description="The query as it was typed.")]
    read_as: Annotated[str, Meta(description="The query as it was read.")]
    ignored: Annotated[tuple[IgnoredPart, ...], Meta(description="What has no effect in it.")]
    corrections: Annotated[
        tuple[Correction, ...], Meta(description="What may have been meant, the best first.")
    ]
    bridges: Annotated[
        tuple[TranslatedWord, ...], Meta(description="Translations that were searched for, too.")
    ]
    also: Annotated[
        tuple[Equivalent, ...], Meta(description="Equivalents that were searched for, too.")
    ]
    excluded: Annotated[tuple[ExcludedPart, ...], Meta(description="What it leaves out.")]
    level: Annotated[Level, Meta(description="How far its words reached.")]


class SearchLinks(Answer, frozen=True, kw_only=True):
    """Links of a page of results."""

    self_: Annotated[str, Meta(description="The address of this answer.")] = field(name="self")
    next: Annotated[str, Meta(description="The next page, if there is one.")] | UnsetType = UNSET
    prev: Annotated[str, Meta(description="The page before, if there is one.")] | UnsetType = UNSET
    alternates: Annotated[tuple[Alternate, ...], Meta(description="Other forms of this page.")]


class FacetValue(Answer, frozen=True):
    """A value that results can be narrowed down to."""

    value: Annotated[str, Meta(description="The value, as the parameter takes it.")]
    count: Annotated[Count, Meta(description="How many articles among the results have it.")]


class Passage(Answer, frozen=True):
    """A passage of the article in which words of the query stand."""

    text: Annotated[str, Meta(description="Its text.")]
    ranges: Annotated[Ranges, Meta(description="What to mark in it: pairs of start and end.")]
    opens: Annotated[bool, Meta(description="Its sentence begins before it.")]
    closes: Annotated[bool, Meta(description="Its sentence goes on behind it.")]
    id: Annotated[str, Meta(description="Its permanent id, for `passage` of the article.")]
    start: Annotated[Count, Meta(description="Where it begins in the article's plain text.")]
    end: Annotated[Count, Meta(description="Where it ends there.")]


class Match(Answer, frozen=True):
    """Reason for which an article was found."""

    word: Annotated[str, Meta(description="The word as it was typed.")]
    found: Annotated[str, Meta(description="What stands in the article for it.")]
    how: Annotated[
        str,
        Meta(description="What kind it is: `word`, `prefix`, `term`, `abbreviation`, `meaning` …"),
    ]
    similarity: Annotated[
        float | UnsetType,
        Meta(description="Of a passage that is close in meaning: the cosine, up to 1."),
    ] = UNSET


class Result(Answer, frozen=True):
    """One article that was found."""

    id: Annotated[str, Meta(description="The id of the article.")]
    url: Annotated[str, Meta(description="The address of its page, relative to the server.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    title: Annotated[str, Meta(description="Its title.")]
    title_ranges: Annotated[Ranges, Meta(description="What to mark in it.")]
    published: Annotated[
        str | None, Meta(description="When it was published: a day or a time in ISO 8601.")
    ]
    source: Annotated[str | None, Meta(description="Who published it.")]
    authors: Annotated[tuple[str, ...], Meta(description="Its authors.")]
    tags: Annotated[tuple[str, ...], Meta(description="Its tags.")]
    score: Annotated[
        float,
        Meta(description="The score that orders results by relevance; it has no upper bound."),
    ]
    complete: Annotated[bool, Meta(description="It has every word, not only some.")]
    translations: Annotated[tuple[Translation, ...], Meta(description="Its translations.")]
    snippets: Annotated[tuple[Passage, ...], Meta(description="The passage that shows it best.")]
    matched: Annotated[tuple[Match, ...], Meta(description="Why it was found.")]
    citation: Annotated[str, Meta(description="A line that cites it, in the reader's language.")]


class ResultPage(Answer, frozen=True):
    """A page of results."""

    query: Annotated[QueryReading, Meta(description="The query, and how it was understood.")]
    total: Annotated[
        Count,
        Meta(description="Results with every word; a translation pair is one unless fold is off."),
    ]
    total_some: Annotated[Count, Meta(description="Results with only some of the words.")]
    total_articles: Annotated[
        Count, Meta(description="Articles with every word, each translation counted for itself.")
    ]
    total_articles_some: Annotated[
        Count, Meta(description="Articles with only some, each translation counted for itself.")
    ]
    total_meaning: Annotated[
        Count, Meta(description="Results that are close in meaning and have none of this.")
    ]
    page: Annotated[int, Meta(ge=1, description="The number of this page, from 1.")]
    pages: Annotated[Count, Meta(description="How many pages there are.")]
    took_ms: Annotated[float, Meta(description="How long the search took, in milliseconds.")]
    index: Annotated[IndexState, Meta(description="The index that answered.")]
    links: Annotated[SearchLinks, Meta(description="Where this page leads.")]
    facets: Annotated[
        dict[str, tuple[FacetValue, ...]],
        Meta(description="Values of the results by metadata field, the most frequent first."),
    ]
    results: Annotated[tuple[Result, ...], Meta(description="The results of this page.")]
    coverage: Annotated[
        Coverage | None,
        Meta(
            description="Where nothing was found: what the archive covers, and what filters hide."
        ),
    ] = None


def to_result_page(
    page: SearchPage, style: CitationStyle, coverage: Coverage | None = None
) -> ResultPage:
    """A page of results. ``links`` has only what there is: no ``next`` on the last page."""
    addresses = style.addresses
    return ResultPage(
        query=QueryReading(
            q=page.request.q,
            read_as=page.read_as,
            ignored=to_ignored(page.ignored),
            corrections=to_corrections(page, addresses),
            bridges=tuple(
                TranslatedWord(
                    bridge.word,
                    bridge.text,
                    bridge.origin,
                    round(bridge.probability, 3),
                    round(bridge.support, 1),
                )
                for bridge in page.bridges
            ),
            also=tuple(Equivalent(also.word, also.text, also.how) for also in page.also),
            excluded=to_excluded(page.excluded),
            level=page.level,
        ),
        total=page.total,
        total_some=page.total_some,
        total_articles=page.total_articles,
        total_articles_some=page.total_articles_some,
        total_meaning=page.total_meaning,
        page=page.request.page,
        pages=page.pages,
        took_ms=round(page.took_ms, 3),
        index=to_index_state(page.index),
        links=_links(page, addresses),
        facets={
            name: tuple([FacetValue(value, count) for value, count in values])
            for name, values in page.facets.items()
            if name in FACETS
        },
        results=tuple([to_result(hit, style) for hit in page.hits]),
        coverage=coverage,
    )


def to_corrections(page: SearchPage, addresses: Addresses) -> tuple[Correction, ...]:
    """What may have been meant."""
    return tuple(
        Correction(
            other.text,
            other.how,
            other.total,
            other.total_some,
            addresses.search(page.request, q=other.text),
        )
        for other in page.corrections
    )


def to_result(hit: Hit, style: CitationStyle) -> Result:
    """One result."""
    addresses = style.addresses
    return Result(
        id=hit.id,
        url=addresses.article(hit.id),
        lang=hit.lang,
        title=hit.title,
        title_ranges=to_ranges(hit.title_ranges),
        published=hit.published or None,
        source=hit.source or None,
        authors=hit.authors,
        tags=hit.tags,
        score=round(hit.score, 6),
        complete=hit.complete,
        translations=to_translations(hit.translations, addresses),
        snippets=tuple([_to_passage(hit, one) for one in hit.snippets]),
        matched=tuple(map(_to_match, hit.matched)),
        citation=style.line(hit.id, hit.title, hit.authors, hit.source, hit.published, hit.url),
    )


def _to_passage(hit: Hit, one: Snippet) -> Passage:
    end = one.start + len(one.text)
    name = PassageId(hit.id, hit.version, one.start, end, fingerprint(one.text))
    ranges = to_ranges(one.ranges)
    return Passage(one.text, ranges, one.opens, one.closes, str(name), one.start, end)


def _to_match(one: MatchReason) -> Match:
    similarity = round(one.similarity, 3) if one.how == "meaning" else UNSET
    return Match(one.word, one.found, one.how, similarity)


def _links(page: SearchPage, addresses: Addresses) -> SearchLinks:
    request, pages = page.request, page.pages

    def at(number: int) -> str:
        return addresses.search(replace(request, page=number), ".json")

    return SearchLinks(
        self_=addresses.search(request, ".json"),
        next=at(request.page + 1) if request.page < pages else UNSET,
        prev=at(min(request.page - 1, pages)) if request.page > 1 and pages else UNSET,
        alternates=_alternates(request, addresses),
    )


def _alternates(request: SearchRequest, addresses: Addresses) -> tuple[Alternate, ...]:
    others = (
        Alternate(media_type, addresses.search(request, ending))
        for ending, media_type in SEARCH_FORMS.items()
        if ending != ".json"
    )
    return (Alternate("text/html", addresses.search(request)), *others)
