"""Selections of articles to export: all of the archive, or what a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from seogo.articles.archive import Archive
from seogo.articles.facts import Scan
from seogo.articles.model import Article
from seogo.errors import ArticleError
from seogo.messages import Message
from seogo.searching.request import LARGEST_PAGE, SearchRequest
from seogo.searching.service import ALL_BY_WORDS, SearchService


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles in an order; ``problems`` gets those that cannot be read or exported when it is their turn, ``warnings`` what
    may be lost of others later."""

    archive: Archive
    scan: Scan
    ids: tuple[str, ...]
    problems: list[ArticleError] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)

    def articles(self) -> Iterator[Article]:
        """The articles, read one after the other."""
        for article_id in self.ids:
            if article := self.read(article_id):
                yield article

    def whole_articles(self) -> Iterator[tuple[Article, bytes]]:
        """The articles with the bytes of their files, read one after the other."""
        for article_id in self.ids:
            if whole := self._whole(article_id):
                yield whole

    def read(self, article_id: str) -> Article | None:
        """One article as it is now; None, and a problem more, where it cannot be read."""
        whole = self._whole(article_id)
        return whole[0] if whole else None

    def _whole(self, article_id: str) -> tuple[Article, bytes] | None:
        try:
            return self.archive.read_whole(self.scan.files[article_id])
        except ArticleError as error:
            self.problems.append(error)
            return None

    def translation(self, article_id: str) -> str:
        """The id of the translation of an article, selected or not; empty if there is none."""
        others = (one for one in self.scan.groups.get(article_id, ()) if one != article_id)
        return next(others, "")

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The ids in order as pairs, Korean first: selected translations once, others with an empty text for the language
        that is not there."""
        ids, done = set(self.ids), set[str]()
        for article_id in self.ids:
            if article_id in done:
                continue
            other = self.translation(article_id)
            pair = (article_id, other) if other in ids else (article_id, "")
            done.update(pair)
            korean = self.scan.files[article_id].lang == "ko"
            yield pair if korean else pair[::-1]


def every_article(archive: Archive) -> Selection:
    """All articles, in the order of their paths; no index is needed. Files that are refused are problems already."""
    scan = archive.scan()
    return Selection(archive, scan, tuple(scan.files), list(scan.problems))


def matching_articles(archive: Archive, search: SearchService, request: SearchRequest) -> Selection:
    """The articles with every word of a query, best first; of a pair each for itself.

    Raises IndexUnavailable. What the index knows and the archive has no longer is left out.
    """
    scan = archive.scan()
    level = request.level or ALL_BY_WORDS
    asked = replace(request, page=1, size=LARGEST_PAGE, fold=False, level=level)
    ids: dict[str, None] = {}
    while True:
        hits = search.rank(asked)
        ids.update((hit.id, None) for hit in hits if hit.complete)
        if len(hits) < LARGEST_PAGE:
            break
        asked = replace(asked, page=asked.page + 1)
    return Selection(archive, scan, tuple(one for one in ids if one in scan.files))
