"""Articles of the archive by address, name and fingerprint of their text, as an import needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from seogo.articles.archive import Archive
from seogo.errors import ArticleError
from seogo.importers.extraction.urls import same_page_key
from seogo.importers.writing.near_duplicates import Fingerprint, NearDuplicates, fingerprint_of
from seogo.languages import Language


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """One article of the archive; ``page`` is its address as `same_page_key` gives it."""

    path: str
    lang: Language
    page: str
    fingerprint: Fingerprint
    id: str = ""


class KnownArticles:
    """Articles by address and by text; what an import writes is added to it."""

    def __init__(self, articles: Iterable[KnownArticle] = ()) -> None:
        self._pages: dict[tuple[str, Language], list[str]] = defaultdict(list)
        self._texts = {lang: NearDuplicates() for lang in Language}
        self._paths: set[str] = set()
        self._ids: dict[str, str] = {}
        for one in articles:
            self.add(one)

    def add(self, article: KnownArticle) -> None:
        """Remember an article; one of the same path is there once, with all its fingerprints."""
        self._paths.add(article.path)
        if article.id:
            self._ids.setdefault(article.id, article.path)
        pages = self._pages[article.page, article.lang]
        if article.page and article.path not in pages:
            pages.append(article.path)
        self._texts[article.lang].add(article.path, article.fingerprint)

    def at(self, path: str) -> bool:
        """Whether there is an article of this path."""
        return path in self._paths

    def paths(self) -> frozenset[str]:
        """The paths of all articles."""
        return frozenset(self._paths)

    def of_id(self, article_id: str) -> str:
        """The path of the article with an id; empty if there is none."""
        return self._ids.get(article_id, "")

    def of_page(self, page: str, lang: Language) -> tuple[str, ...]:
        """The articles in a language that come from a page."""
        return tuple(self._pages.get((page, lang), ())) if page else ()

    def same_text(self, lang: Language, fingerprint: Fingerprint) -> list[str]:
        """Articles with the very same words."""
        return self._texts[lang].same(fingerprint)

    def near_texts(self, lang: Language, fingerprint: Fingerprint) -> list[str]:
        """Articles that may be alike; whether they are must be looked at."""
        return self._texts[lang].near(fingerprint)


def read_known_article(archive: Archive, path: str) -> KnownArticle | None:
    """The known article of a file; None where the file is refused or gone."""
    try:
        article = archive.read(path)
    except ArticleError:
        return None
    return KnownArticle(
        path, article.lang, same_page_key(article.url), fingerprint_of(article.body), article.id
    )
