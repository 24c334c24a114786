"""What the archive holds already, as far as an import must know: addresses, names and prints of texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from seogo.articles.archive import Archive
from seogo.errors import ArticleError
from seogo.importers.extraction.urls import same_page_key
from seogo.importers.writing.near_duplicates import Likes, Print, print_of
from seogo.languages import Language


@dataclass(frozen=True, slots=True)
class Held:
    """One article of the archive; ``page`` is its address as `same_page_key` gives it."""

    path: str
    lang: Language
    page: str
    print: Print
    id: str = ""


class Holdings:
    """Articles by address and by text; what an import writes is added to it."""

    def __init__(self, held: Iterable[Held] = ()) -> None:
        self._pages: dict[tuple[str, Language], list[str]] = defaultdict(list)
        self._likes = {lang: Likes() for lang in Language}
        self._paths: set[str] = set()
        self._ids: dict[str, str] = {}
        for one in held:
            self.add(one)

    def add(self, held: Held) -> None:
        """Remember an article; one of the same path is held once, with all its prints."""
        self._paths.add(held.path)
        if held.id:
            self._ids.setdefault(held.id, held.path)
        pages = self._pages[held.page, held.lang]
        if held.page and held.path not in pages:
            pages.append(held.path)
        self._likes[held.lang].add(held.path, held.print)

    def at(self, path: str) -> bool:
        """Whether there is an article of this path."""
        return path in self._paths

    def of_id(self, article_id: str) -> str:
        """The path of the article with an id; empty if there is none."""
        return self._ids.get(article_id, "")

    def of_page(self, page: str, lang: Language) -> tuple[str, ...]:
        """The articles in a language that come from a page."""
        return tuple(self._pages.get((page, lang), ())) if page else ()

    def same_text(self, lang: Language, print_: Print) -> list[str]:
        """Articles with the very same words."""
        return self._likes[lang].same(print_)

    def near_texts(self, lang: Language, print_: Print) -> list[str]:
        """Articles that may be alike; whether they are must be looked at."""
        return self._likes[lang].near(print_)


def held_at(archive: Archive, path: str) -> Held | None:
    """What must be known of one article file; None for one that is refused or gone."""
    try:
        article = archive.read(path)
    except ArticleError:
        return None
    return Held(path, article.lang, same_page_key(article.url), print_of(article.body), article.id)
