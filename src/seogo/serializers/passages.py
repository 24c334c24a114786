"""Parts of articles and passages of a search as JSON."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from seogo.languages import Language
from seogo.serializers.answer import Answer, Count, Translation
from seogo.serializers.article import Heading
from seogo.serializers.result_page import Correction
from seogo.serializers.server_answers import Coverage


class PresentText(Answer, frozen=True):
    """The present text of an article, of which a former version was asked for."""

    version: Annotated[str, Meta(description="Its version.")]
    url: Annotated[str, Meta(description="The address of its page.")]
    passage: Annotated[
        str | None,
        Meta(description="The id of the same passage in it; null if it does not stand there."),
    ]


class ArticlePart(Answer, frozen=True):
    """A part of an article's plain text."""

    id: Annotated[str, Meta(description="The id of the article.")]
    url: Annotated[str, Meta(description="The address of its page, relative to the server.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    title: Annotated[str, Meta(description="Its title in this version.")]
    source: Annotated[str | None, Meta(description="Who published it.")]
    published: Annotated[
        str | None, Meta(description="When it was published: a day or a time in ISO 8601.")
    ]
    citation: Annotated[str, Meta(description="A line that cites it, in the reader's language.")]
    translations: Annotated[tuple[Translation, ...], Meta(description="Its translations.")]
    passage: Annotated[str, Meta(description="The permanent id of this part; empty without text.")]
    version: Annotated[str, Meta(description="The version of the plain text that this part is of.")]
    state: Annotated[
        Literal["current", "former"], Meta(description="Whether the article still has this text.")
    ]
    present: Annotated[
        PresentText | None, Meta(description="Of a former version: the present text.")
    ]
    heading: Annotated[
        str | None, Meta(description="The heading of the section in which it begins.")
    ]
    text: Annotated[str, Meta(description="Its text.")]
    start: Annotated[Count, Meta(description="Where it begins in the plain text.")]
    end: Annotated[Count, Meta(description="Where it ends there.")]
    length: Annotated[Count, Meta(description="How many code points the whole plain text has.")]
    left_out: Annotated[
        Count, Meta(description="Code points that were asked for and are not in this answer.")
    ]
    next: Annotated[
        str | None, Meta(description="The address of what follows; null at the end of the text.")
    ]
    headings: Annotated[
        tuple[Heading, ...], Meta(description="Headings of the article, as many as there is room.")
    ]
    headings_total: Annotated[Count, Meta(description="How many headings it has.")]


class CitedPassage(Answer, frozen=True):
    """A passage of an article that was found."""

    id: Annotated[str, Meta(description="Its permanent id, for `passage` of the article.")]
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
    start: Annotated[Count, Meta(description="Where it begins in the article's plain text.")]
    end: Annotated[Count, Meta(description="Where it ends there.")]
    complete: Annotated[bool, Meta(description="The article has every word, not only some.")]
    translations: Annotated[
        tuple[str, ...], Meta(description="Ids of the article's translations, folded into it.")
    ]


class LeftOut(Answer, frozen=True):
    """What an answer within a budget does not have."""

    before: Annotated[Count, Meta(description="Results before the first one, as `skip` asks for.")]
    after: Annotated[Count, Meta(description="Results behind the last one.")]
    repeated: Annotated[
        tuple[str, ...],
        Meta(description="Ids of results between them whose passage says what another one says."),
    ]
    untexted: Annotated[
        tuple[str, ...], Meta(description="Ids of results between them that have no text.")
    ]


class PassagePage(Answer, frozen=True):
    """The best passages of a search within a budget of characters, the whole answer counted."""

    q: Annotated[str, Meta(description="The query as it was typed.")]
    total: Annotated[Count, Meta(description="Results with every word.")]
    total_some: Annotated[Count, Meta(description="Results with only some of the words.")]
    total_meaning: Annotated[Count, Meta(description="Results that are only close in meaning.")]
    budget: Annotated[Count, Meta(description="The characters that the answer may have.")]
    passages: Annotated[tuple[CitedPassage, ...], Meta(description="The passages, best first.")]
    left_out: Annotated[LeftOut, Meta(description="Results that are not among them.")]
    needed: Annotated[
        Count | None,
        Meta(description="The budget that the next passage needs; null where this one has room."),
    ]
    next: Annotated[
        str | None,
        Meta(
            description="The address of the following passages, with the budget that they need; null at the end."
        ),
    ]
    corrections: Annotated[
        tuple[Correction, ...], Meta(description="Queries that may have been meant.")
    ]
    coverage: Annotated[
        Coverage | None,
        Meta(
            description="Where nothing was found: what the archive covers, and what filters hide."
        ),
    ]
