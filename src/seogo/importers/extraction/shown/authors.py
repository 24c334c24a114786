"""The authors that a page shows with its article, where it does not name them for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from seogo.importers.extraction.body.furniture import Furniture
from seogo.importers.extraction.byline import people
from seogo.importers.extraction.tree import Element, beginning_of, text_of, with_class
from seogo.importers.extraction.urls import web_address
from seogo.transliteration.person_names import person_keys_hangul

_MARKED: Final = "//*[@itemprop='author' or @rel='author' or contains(@class, 'p-author')]"
_CLASSES: Final = frozenset(
    (
        *("byline", "byline__name", "byline-name", "byline-author", "author", "author-name", "author_name"),
        *("post-author", "entry-author", "article-author", "article__author", "article_author", "by-author"),
        *("writer", "reporter", "reporter-name", "journalist", "media_end_head_journalist_name", "txt_info"),
        *("reporter_box", "reporter-box", "reporter_name", "reporter_info", "reporter-info", "journalist_name"),
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
_SOMEWHERE: Final = "https://page.invalid/"
_ACCOUNT: Final = re.compile(r"(/@{1,2}[^/?#\s]{1,60})(?:/(?:posts)?)?")
"""Where somebody has their pages in a place of many."""

_REPORTER: Final = re.compile(r"[가-힣]{2,4}\s?(?:[가-힣]{2}\s?)?(?:기자|특파원)(?=\s|\Z)")
_SAID: Final = re.compile(r"기자|특파원|\bby\b|writer|reporter|글쓴이|작성자", re.IGNORECASE)


def marked_authors(tree: Element) -> tuple[str, ...]:
    """The names of people in what is marked as an author."""
    return people(text_of(one) for one in tree.xpath(_MARKED)[:_MOST])


def shown_authors(tree: Element, address: str) -> tuple[str, ...]:
    """The names of people in what has a class that says so, or of the account on its site that a page belongs to."""
    furniture = Furniture(tree)
    for one in islice(with_class(tree, _CLASSES), _MANY):
        line = beginning_of(one, _LONGEST)
        if not 1 < len(line) <= _LONGEST or furniture.has(one):
            continue
        said = _REPORTER.match(line)
        names = people((said[0] if said else line,))
        if names and (_SAID.search(line) or all(map(_is_person, names))):
            return names
    accounts = [one for one in islice(_accounts(tree, address), _MANY) if not furniture.has(one)]
    return next(filter(None, (people((text_of(one),)) for one in islice(accounts, _MOST))), ())


def _accounts(tree: Element, address: str) -> Iterator[Element]:
    """Links to accounts on the site of a page, those below its heading first; to that of its address alone, if of one."""
    page = urlsplit(address or _SOMEWHERE)
    own = _ACCOUNT.match(page.path)
    links = list(tree.iter("a", "h1"))
    start = next((at for at, one in enumerate(links) if one.tag == "h1"), 0)
    for link in (*links[start:], *links[:start]):
        if "/@" not in (target := link.get("href") or ""):
            continue
        goal = urlsplit(web_address(target, page.geturl()))
        found = _ACCOUNT.fullmatch(goal.path)
        if found and goal.netloc == page.netloc and (own is None or found[1] == own[1]):
            yield link


def _is_person(name: str) -> bool:
    if _KOREAN.fullmatch(name):
        return bool(_PERSON.fullmatch(name)) and person_keys_hangul(name) is not None
    return bool(_LATIN.fullmatch(name))
