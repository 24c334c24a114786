"""Metadata fields: what articles can be searched, filtered, counted and listed by.

Each field is declared once, in FIELDS. The fields of queries (``source:``), parameters, facets, pages that list values,
options of the command line, columns of tables and parameters of the OpenAPI document are made from it; so a further field is
one more entry here, and every archive is indexed again with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from seogo.articles.model import Article, ArticleDate

Suggested = Literal["", "tag", "name"]


@dataclass(frozen=True, slots=True)
class MetadataField:
    """A metadata field: its name in queries, parameters and options, and its ``key`` in the front matter.

    ``kind`` is ``keyword`` (exact values, whatever their case and spacing), ``language`` (a Language), ``date`` (a
    day: filtered by periods, counted by years, sorted by newest and oldest) or ``choice`` (one of some values, in
    ``choices`` each as it may be typed and as it is stored; it follows from other articles and has no ``key``). ``multiple``:
    an article may have several values. ``facet`` is the name under which its values are counted, that of the field where it
    is empty. ``browse`` is the path of the page that lists all its values, ``suggested`` the kind of suggestion that they
    are; either may be empty. ``example`` is a query with the field.
    """

    name: str
    key: str
    kind: Literal["keyword", "language", "date", "choice"] = "keyword"
    multiple: bool = False
    facet: str = ""
    browse: str = ""
    suggested: Suggested = ""
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def keyword(self) -> str:
        """The keyword field of the index that has the values, and the name of the facet."""
        return self.facet or self.name

    def values(self, article: Article) -> tuple[str, ...]:
        """The values in the front matter of an article, each once."""
        value = article.metadata(self.key)
        if isinstance(value, ArticleDate):
            return (f"{value.day.year:04}",)
        if isinstance(value, tuple):
            return tuple(dict.fromkeys(value))
        return (str(value),) if value else ()


FIELDS: tuple[MetadataField, ...] = (
    MetadataField("lang", "lang", "language", example="lang:ko"),
    MetadataField("source", "source", browse="/sources", suggested="name", example="source:Seogo"),
    MetadataField(
        "date", "published", "date", facet="year", browse="/years", example="date:2026-01"
    ),
    MetadataField("tag", "tags", multiple=True, browse="/tags", suggested="tag", example="tag:AI"),
    MetadataField(
        "author",
        "authors",
        multiple=True,
        browse="/authors",
        suggested="name",
        example='author:"Kim Min"',
    ),
    MetadataField(
        "translated",
        "",
        "choice",
        example="translated:yes",
        choices=(
            *((typed, "yes") for typed in ("yes", "translation", "있음", "번역")),
            *((typed, "no") for typed in ("no", "없음")),
        ),
    ),
)
"""All fields, in the order of the facets."""

KEYWORDS: Final[Mapping[str, MetadataField]] = {
    field.name: field for field in FIELDS if field.kind in ("keyword", "choice")
}
"""The fields of exact values by name: each is a parameter, repeatable but for a choice."""

WRITTEN: Final = tuple(field for field in FIELDS if field.key)
"""The fields that stand in the front matter."""

FURTHER: Final = tuple(field for field in WRITTEN if field.key not in Article.__slots__)
"""The fields that `Article` has in ``further``."""


def values_by_keyword(article: Article, *, translated: bool) -> dict[str, tuple[str, ...]]:
    """Values of an article by keyword field, by which the index counts and filters; ``translated`` says whether it has a
    translation."""
    values = {field.keyword: field.values(article) for field in WRITTEN}
    return values | {"translated": ("yes" if translated else "no",)}
