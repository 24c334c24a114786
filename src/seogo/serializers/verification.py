"""Checked quotes as JSON."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from seogo.languages import Language
from seogo.serializers.answer import Answer, Count
from seogo.serializers.server_answers import Coverage

Verdict = Literal["exact", "altered", "translation", "absent"]


class QuotePiece(Answer, frozen=True):
    """A piece of a quote beside its source."""

    text: Annotated[str, Meta(description="Its text, with the space behind it.")]
    kind: Annotated[
        Literal["same", "quote", "source"],
        Meta(description="Whether both have it, the quote alone, or the source alone."),
    ]
    what: Annotated[
        Literal["", "number", "name", "negation", "word"],
        Meta(description="What kind of difference it is; empty where there is none."),
    ]


class QuotedPassage(Answer, frozen=True):
    """The passage that a quote is of."""

    id: Annotated[str, Meta(description="Its permanent id; empty for a title.")]
    article: Annotated[str, Meta(description="The id of its article.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    title: Annotated[str, Meta(description="The title of the article.")]
    source: Annotated[str | None, Meta(description="Who published it.")]
    published: Annotated[
        str | None, Meta(description="When it was published: a day or a time in ISO 8601.")
    ]
    url: Annotated[str, Meta(description="The address of its page, relative to the server.")]
    citation: Annotated[str, Meta(description="A line that cites it, in the reader's language.")]
    text: Annotated[str, Meta(description="Its text.")]
    start: Annotated[Count, Meta(description="Where it begins in the plain text.")]
    end: Annotated[Count, Meta(description="Where it ends there.")]
    place: Annotated[Literal["title", "body"], Meta(description="Where it stands.")]


class CheckedQuote(Answer, frozen=True):
    """A quote, and whether an archive has it."""

    quote: Annotated[str, Meta(description="The quote.")]
    verdict: Annotated[
        Verdict,
        Meta(
            description="`exact`, `altered`, `translation` (the other language says it), `absent`."
        ),
    ]
    text: Annotated[str, Meta(description="The verdict in a sentence, in the reader's language.")]
    passage: Annotated[QuotedPassage | None, Meta(description="The passage; null if absent.")]
    differences: Annotated[
        tuple[QuotePiece, ...], Meta(description="Of an altered quote: all pieces, in order.")
    ]
    similarity: Annotated[
        float | None, Meta(description="Of a translation: how sure it is, up to 1.")
    ]
    by: Annotated[
        Literal["words", "meaning"],
        Meta(description="What translations were looked for by: `meaning` where it is installed."),
    ]
    coverage: Annotated[
        Coverage | None, Meta(description="Where it is absent: what the archive covers.")
    ]
