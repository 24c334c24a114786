"""Answers of the server about itself as JSON: its state, its suggestions, its errors."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from seogo.serializers.answer import Answer, IndexState

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
