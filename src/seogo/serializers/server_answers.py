"""Answers of the server about itself as JSON: its state, its suggestions, its errors, what its archive covers where a search
finds nothing."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from seogo.serializers.answer import Answer, Count, IndexState

Suggestions = Annotated[
    tuple[str | tuple[str, ...], ...],
    Meta(
        min_length=4,
        max_length=4,
        description="As OpenSearch Suggestions 1.1 has it: what was typed; then three lists side by side, of the "
        "suggestions, of what each is, and of the addresses of the searches for them.",
    ),
]


class Health(Answer, frozen=True):
    """The process answers."""

    status: Annotated[Literal["ok"], Meta(description="Always ok.")]


class Readiness(Answer, frozen=True):
    """There is an index that answers."""

    status: Annotated[Literal["ready"], Meta(description="Always ready.")]
    index: Annotated[IndexState, Meta(description="The index.")]


class Problem(Answer, frozen=True):
    """An error, as RFC 9457 has it."""

    type: Annotated[str, Meta(description="Its stable name: urn:problem-type:seogo:…")]
    title: Annotated[str, Meta(description="What happened, in the language of the answer.")]
    status: Annotated[int, Meta(ge=400, le=599, description="The status of the answer.")]
    detail: Annotated[str, Meta(description="What is wrong, and what to do.")]
    instance: Annotated[str, Meta(description="The address that was asked for.")]
    parameter: Annotated[str, Meta(description="The parameter that is wrong.")] | UnsetType = UNSET
    allowed: Annotated[str, Meta(description="What would be right.")] | UnsetType = UNSET
    article: (
        Annotated[str, Meta(description="Of a passage that is gone: its article as it is now.")]
        | UnsetType
    ) = UNSET
    passage: (
        Annotated[
            str | None,
            Meta(description="Its id in the present text; null if it does not stand there."),
        ]
        | UnsetType
    ) = UNSET
    nearest: (
        Annotated[
            tuple[str, ...],
            Meta(description="Of an unknown article: ids of articles that may have been meant."),
        ]
        | UnsetType
    ) = UNSET


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
    total_articles: Annotated[
        Count, Meta(description="As `total`, with each translation counted for itself.")
    ]
    total_articles_some: Annotated[
        Count, Meta(description="As `total_some`, with each translation counted for itself.")
    ]


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
