"""Answers as JSON: the base of all declared shapes, their shared parts, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from seogo.languages import Language
from seogo.query.nodes import Excluded, Ignored
from seogo.searching.request import IndexFacts
from seogo.searching.snippets import Range
from seogo.serializers.addresses import Addresses

Count = Annotated[int, Meta(ge=0)]
Ranges = tuple[tuple[Count, Count], ...]


class Answer(msgspec.Struct, frozen=True):
    """Object of JSON: its members in order, with what each means. Members may be added later; those that are here stay.
    Null stands for what is not known; texts are never HTML; ranges are half-open and count code points."""


class Alternate(Answer, frozen=True):
    """Another form of the same answer."""

    type: Annotated[str, Meta(description="Its media type.")]
    href: Annotated[str, Meta(description="Its address, relative to the server.")]


class Translation(Answer, frozen=True):
    """An article in the other language that says the same."""

    id: Annotated[str, Meta(description="Its id.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    url: Annotated[str, Meta(description="The address of its page.")]


class IgnoredPart(Answer, frozen=True):
    """A part of the query that has no effect, or not the effect that it may have been meant to have."""

    text: Annotated[str, Meta(description="The part as it was typed.")]
    reason: Annotated[
        str, Meta(description="Why, as a stable name: `lone-star`, `unknown-field` …")
    ]
    start: Annotated[Count, Meta(description="Where it begins in the query, in code points.")]
    end: Annotated[Count, Meta(description="Where it ends, exclusive.")]
    other: Annotated[
        str | None,
        Meta(description="The query that reads it the other way; null if there is none."),
    ]


class ExcludedPart(Answer, frozen=True):
    """A part of the query that leaves out the articles that have it."""

    text: Annotated[str, Meta(description="What they have.")]
    start: Annotated[
        Count, Meta(description="Where the minus begins in the query, in code points.")
    ]
    end: Annotated[Count, Meta(description="Where the part ends, exclusive.")]
    other: Annotated[
        str | None, Meta(description="The query that asks for it; null behind many others.")
    ]


class IndexState(Answer, frozen=True):
    """The index that answered."""

    fingerprint: Annotated[str, Meta(description="Another one for every build of the index.")]
    built_at: Annotated[str, Meta(description="When it was built, as RFC 3339 has it.")]
    articles: Annotated[Count, Meta(description="How many articles it holds.")]


def to_text(answer: object) -> str:
    """An answer, or plain data, as one line of JSON with a space behind commas and colons."""
    return msgspec.json.format(msgspec.json.encode(answer), indent=0).decode()


def to_plain(answer: object) -> Any:
    """An answer as dictionaries, lists, texts and numbers."""
    return msgspec.json.decode(msgspec.json.encode(answer))


def to_ranges(ranges: Iterable[Range]) -> Ranges:
    """Ranges as pairs of start and end."""
    return tuple([(span.start, span.end) for span in ranges])


def to_translations(
    translations: Mapping[str, Language], addresses: Addresses
) -> tuple[Translation, ...]:
    """Translations by id, with their addresses."""
    return tuple(
        [Translation(name, lang, addresses.article(name)) for name, lang in translations.items()]
    )


def to_ignored(ignored: Iterable[Ignored]) -> tuple[IgnoredPart, ...]:
    """Parts of a query without effect."""
    return tuple(
        [
            IgnoredPart(one.text, one.reason, one.start, one.end, one.other or None)
            for one in ignored
        ]
    )


def to_excluded(excluded: Iterable[Excluded]) -> tuple[ExcludedPart, ...]:
    """Parts of a query that leave something out."""
    return tuple(
        [ExcludedPart(one.text, one.start, one.end, one.other or None) for one in excluded]
    )


def to_index_state(facts: IndexFacts) -> IndexState:
    """The state of an index."""
    return IndexState(facts.fingerprint, facts.built_at, facts.articles)
