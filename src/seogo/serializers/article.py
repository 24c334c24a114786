"""Articles as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Final

from msgspec import Meta, field

from seogo.articles import markdown
from seogo.articles.model import Article, ArticleDate
from seogo.documents.passage_ids import text_version
from seogo.languages import Language
from seogo.serializers.answer import Alternate, Answer, Count, Translation, to_translations
from seogo.serializers.citations import CitationStyle

ARTICLE_FORMS: Final[Mapping[str, str]] = {
    ".json": "application/json",
    ".md": "text/markdown",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".csl.json": "application/vnd.citationstyles.csl+json",
}
"""The media types of an article's addresses beside that of its page, by their endings."""

PAIR_FORMS: Final[Mapping[str, str]] = {".tmx": "application/x-tmx+xml", ".csv": "text/csv"}
"""The same of an article beside its translation."""

BASKET_FORMS: Final[Mapping[str, str]] = {
    **{ending: ARTICLE_FORMS[ending] for ending in (".ris", ".bib", ".csl.json")},
    ".csv": "text/csv",
    ".txt": "text/plain",
}
"""The same of chosen articles."""


class ArticleLinks(Answer, frozen=True):
    """Other addresses of an article."""

    self_: Annotated[str, Meta(description="The address of this answer.")] = field(name="self")
    alternates: Annotated[tuple[Alternate, ...], Meta(description="Its other forms.")]


class Heading(Answer, frozen=True):
    """A heading of an article, and the section below it."""

    text: Annotated[str, Meta(description="The heading.")]
    level: Annotated[int, Meta(description="Its level, from 2.")]
    start: Annotated[Count, Meta(description="Where it begins in the plain text.")]
    end: Annotated[Count, Meta(description="Where its section ends, subsections among it.")]


class ArticleText(Answer, frozen=True):
    """An article: what its front matter says, and its text."""

    id: Annotated[str, Meta(description="Its id.")]
    url: Annotated[str, Meta(description="The address of its page, relative to the server.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    title: Annotated[str, Meta(description="Its title.")]
    source: Annotated[str | None, Meta(description="Who published it.")]
    original: Annotated[str | None, Meta(description="The address that it came from.")]
    published: Annotated[
        str | None, Meta(description="When it was published: a day or a time in ISO 8601.")
    ]
    updated: Annotated[str | None, Meta(description="When it was last changed.")]
    retrieved: Annotated[str | None, Meta(description="When it was brought into the archive.")]
    authors: Annotated[tuple[str, ...], Meta(description="Its authors.")]
    tags: Annotated[tuple[str, ...], Meta(description="Its tags.")]
    summary: Annotated[str | None, Meta(description="What it says in short.")]
    rights: Annotated[str | None, Meta(description="Under which terms it may be used.")]
    citation: Annotated[str, Meta(description="A line that cites it, in the reader's language.")]
    text: Annotated[str, Meta(description="Its plain text, without Markdown.")]
    length: Annotated[Count, Meta(description="How many code points its plain text has.")]
    version: Annotated[str, Meta(description="The version of its plain text, as passages have it.")]
    headings: Annotated[tuple[Heading, ...], Meta(description="Its headings, in order.")]
    content_hash: Annotated[str, Meta(description="The SHA-256 of its file, in hex.")]
    translations: Annotated[tuple[Translation, ...], Meta(description="Its translations.")]
    links: Annotated[ArticleLinks, Meta(description="Its other addresses.")]


def to_article_text(
    article: Article, translations: Mapping[str, Language], style: CitationStyle
) -> ArticleText:
    """An article with its translations, by id."""
    addresses = style.addresses
    text, blocks = markdown.to_outline(article.body)
    return ArticleText(
        id=article.id,
        url=addresses.article(article.id),
        lang=article.lang,
        title=article.title,
        source=article.source or None,
        original=article.url or None,
        published=_date(article.published),
        updated=_date(article.updated),
        retrieved=_date(article.retrieved),
        authors=article.authors,
        tags=article.tags,
        summary=article.summary or None,
        rights=article.rights or None,
        citation=style.line(
            article.id,
            article.title,
            article.authors,
            article.source,
            _date(article.published) or "",
            article.url,
        ),
        text=text,
        length=len(text),
        version=text_version(text),
        headings=to_headings(text, blocks),
        content_hash=article.content_hash,
        translations=to_translations(translations, addresses),
        links=ArticleLinks(
            self_=addresses.article(article.id, ending=".json"),
            alternates=(
                Alternate("text/html", addresses.article(article.id)),
                *(
                    Alternate(media_type, addresses.article(article.id, ending=ending))
                    for ending, media_type in ARTICLE_FORMS.items()
                    if ending != ".json"
                ),
            ),
        ),
    )


def to_headings(text: str, blocks: Iterable[markdown.Block]) -> tuple[Heading, ...]:
    """The headings among the blocks of a text; a section ends before the next heading of its level or a higher one."""
    open_: list[tuple[markdown.Block, int]] = []
    ends: list[int] = []
    found = [block for block in blocks if block.kind == "heading"]
    for number, block in enumerate(found):
        while open_ and open_[-1][0].level >= block.level:
            ends[open_.pop()[1]] = block.start
        open_.append((block, number))
        ends.append(len(text))
    return tuple(
        Heading(" ".join(text[block.start : block.end].split()), block.level, block.start, end)
        for block, end in zip(found, ends, strict=True)
    )


def _date(value: ArticleDate | None) -> str | None:
    return value.text if value else None
