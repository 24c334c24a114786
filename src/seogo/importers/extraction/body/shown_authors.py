"""The authors that a page shows with its article, where it does not name them for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from seogo.importers.extraction.body.furniture import has_name_of_furniture
from seogo.importers.extraction.byline import people
from seogo.importers.extraction.tree import Element, is_apart, text_of
from seogo.transliteration.person_names import person_keys_hangul

_MARKED: Final = "//*[@itemprop='author' or @rel='author' or contains(@class, 'p-author')]"
_CLASSES: Final = frozenset(
    (
        *("byline", "byline__name", "byline-name", "byline-author", "author", "author-name", "author_name"),
        *("post-author", "entry-author", "article-author", "article__author", "article_author", "by-author"),
        *("writer", "reporter", "reporter-name", "journalist", "media_end_head_journalist_name", "txt_info"),
    )
)  # fmt: skip
"""Classes of what says who wrote an article; those of Korean portals among them."""

_MOST: Final = 5
_MANY: Final = 2_000
_LONGEST: Final = 80
_LATIN: Final = re.compile(
    r"[A-ZÀ-Þ][\w’'.-]*(?:\s(?:[A-ZÀ-Þ][\w’'.-]*|de|van|von|der|la|al|bin)){1,4}"
)
_KOREAN: Final = re.compile("[가-힣]+")
_PERSON: Final = re.compile("[가-힣]{3,4}(?<![부팀])")
"""Names of two syllables, and of what ends so, are words or desks (경제, 정치부) as well."""
_SAID: Final = re.compile(r"기자|특파원|\bby\b|writer|reporter|글쓴이|작성자", re.IGNORECASE)


def marked_authors(tree: Element) -> tuple[str, ...]:
    """The names of people in what is marked as an author."""
    return people(text_of(one) for one in tree.xpath(_MARKED)[:_MOST])


def shown_authors(tree: Element) -> tuple[str, ...]:
    """The names of people in what has a class that says so."""
    for one in islice(_by_class(tree), _MANY):
        line = text_of(one)
        if not 1 < len(line) <= _LONGEST or has_name_of_furniture(one) or not is_apart(one):
            continue
        names = people((line,))
        if names and (_SAID.search(line) or all(map(_is_person, names))):
            return names
    return ()


def _by_class(tree: Element) -> Iterator[Element]:
    return (
        one
        for one in tree.iter()
        if one.attrib and not _CLASSES.isdisjoint((one.get("class") or "").split()[:20])
    )


def _is_person(name: str) -> bool:
    if _KOREAN.fullmatch(name):
        return bool(_PERSON.fullmatch(name)) and person_keys_hangul(name) is not None
    return bool(_LATIN.fullmatch(name))
