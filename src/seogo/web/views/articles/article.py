"""From an article's file to what a reader sees: its text with hits marked, its links led to their pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from markupsafe import Markup

from seogo.articles.archive import Archive
from seogo.articles.ids import id_from_path, target_path
from seogo.articles.image_size import image_size
from seogo.articles.markdown import Block, slug, to_blocks
from seogo.articles.model import Article
from seogo.documents.document import Record
from seogo.editing.versions import former_versions
from seogo.errors import ArchiveMissing, ArticleError, ArticleUnknown
from seogo.messages import Message
from seogo.searching.request import SearchRequest
from seogo.searching.service import SearchService
from seogo.searching.snippets import Range
from seogo.serializers.addresses import Addresses
from seogo.web.views.articles.body import (
    with_image_sizes,
    with_named_tables,
    with_numbered_marks,
)
from seogo.web.views.components import Link
from seogo.web.views.contexts import ArticlePage
from seogo.web.views.formatting import Locale
from seogo.web.views.search.results import ResultsView
from seogo.web.views.text_runs import to_text, typeset

_ANCHOR: Final = "s-"
_WEB: Final = re.compile("https?://", re.IGNORECASE)
_PLACES: Final = 20
"""Marks that are linked one by one; a script leads through all."""
_LINKS: Final = 500
"""Links of one article that are looked up; each may have to read a file."""


class ArticleGone(Exception):
    """An article that is in the index and whose file cannot be read any more; ``title`` is its title."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class ArticleMoved(Exception):
    """An id that an article had before; ``former`` and ``id`` are the two."""

    def __init__(self, former: str, article_id: str) -> None:
        super().__init__(former, article_id)
        self.former = former
        self.id = article_id


class Unpaired(Exception):
    """An article without a translation; ``id`` is its id."""

    def __init__(self, article_id: str) -> None:
        super().__init__(article_id)
        self.id = article_id


class Unchanged(Exception):
    """An article without former versions that differ; ``id`` is its id."""

    def __init__(self, article_id: str) -> None:
        super().__init__(article_id)
        self.id = article_id


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """An article as it is now, and as the index knows it; ``query`` is what to mark in it."""

    article: Article
    record: Record
    title_marks: tuple[Range, ...] = ()
    text_marks: tuple[Range, ...] = ()

    @property
    def current(self) -> bool:
        """Whether the index has this very text, so that its offsets are those of the article."""
        return self.article.content_hash == self.record.content_hash


@dataclass(frozen=True, slots=True)
class ArticleView:
    """View of articles of an archive, in the language and with the addresses of one request."""

    archive: Archive
    service: SearchService
    locale: Locale
    addresses: Addresses

    def record(self, article_id: str) -> Record:
        """Record of the article in the index. Raises ArticleMoved, ArticleUnknown, IndexUnavailable."""
        record = self.service.record(article_id)
        if record is None:
            moved = self.service.moved(article_id)
            if moved is not None and self.service.record(moved) is not None:
                raise ArticleMoved(article_id, moved)
            raise ArticleUnknown(Message("index.unknown-id", id=article_id))
        return record

    def read(self, record: Record, query: str = "") -> LoadedArticle:
        """The article of a record. Raises ArticleGone."""
        try:
            article = self.archive.read(record.path)
        except (ArticleError, ArchiveMissing) as error:
            raise ArticleGone(record.title) from error
        loaded = LoadedArticle(article, record)
        if not query.strip() or not loaded.current:
            return loaded
        title_marks, text_marks = self.service.marks(record.id, query)
        return LoadedArticle(article, record, title_marks, text_marks)

    def blocks(self, loaded: LoadedArticle, anchor: str = _ANCHOR) -> list[Block]:
        """The body as HTML, block by block."""
        links = _Links(self, loaded.article.path, anchor)
        return to_blocks(
            loaded.article.body,
            marks=[(mark.start, mark.end) for mark in loaded.text_marks],
            resolve=links.article,
            resolve_image=links.image,
            anchor=anchor,
        )

    def html(self, loaded: LoadedArticle) -> Markup:
        """The body as HTML that is safe to show: the Markdown renderer escapes everything."""
        return self._numbered(loaded)[0]

    def _words(self, found: SearchRequest) -> tuple[Link, ...]:
        """The concordance, and where words were searched for the lexicon, with these words."""
        words = SearchRequest(q=found.q)
        locale, addresses = self.locale, self.addresses
        concordance = Link(locale.text("concordance_title"), addresses.concordance(words))
        lexicon = Link(locale.text("lexicon_title"), addresses.lexicon(words))
        return (concordance, lexicon) if found.q else (concordance,)

    def _numbered(self, loaded: LoadedArticle) -> tuple[Markup, int]:
        """The body, and the number of marks in it."""
        html = "".join(block.html for block in self.blocks(loaded))
        html = with_named_tables(typeset(html, loaded.article.lang), loaded.article.lang)
        html, marks = with_numbered_marks(with_image_sizes(html, self._image_size))
        return Markup(html), marks  # noqa: S704

    def _image_size(self, address: str) -> tuple[int, int] | None:
        """Width and height of an image of the archive, by its address on a page."""
        folder = self.addresses.image("")
        if not address.startswith(folder):
            return None
        path = self.archive.image_path(unquote(address.removeprefix(folder)))
        return image_size(path) if path is not None else None

    def to_page(self, loaded: LoadedArticle, found: SearchRequest) -> ArticlePage:
        """The context of ``article.html``; ``found`` is the search that the reader comes from."""
        article, record, locale = loaded.article, loaded.record, self.locale
        stale = bool(found.q.strip()) and not loaded.current
        results = ResultsView(locale, self.addresses)
        # "Back" is to a search; without one there is nothing to go back to.
        back = self.addresses.search(found) if found != SearchRequest() else ""
        body, marks = self._numbered(loaded)
        return ArticlePage(
            title=to_text(article.title, article.lang, loaded.title_marks),
            body=body,
            words=self._words(found) if record.translations or found.q else (),
            marks=locale.string("article_marks", count=marks) if marks else "",
            places=tuple(range(1, min(marks, _PLACES) + 1)),
            summary=to_text(article.summary, article.lang) if article.summary else None,
            language="" if article.lang is locale.ui else locale.language_name(article.lang),
            source=self._filter("source", article.source) if article.source else None,
            authors=tuple(self._filter("author", author) for author in article.authors),
            tags=tuple(self._filter("tag", tag) for tag in article.tags),
            published=locale.moment(article.published),
            updated=locale.day(article.updated),
            retrieved=locale.day(article.retrieved),
            rights=locale.text_by_script(article.rights) if article.rights else None,
            original=article.url if _WEB.match(article.url) else "",
            translations=tuple(
                results.version(name, lang, found) for name, lang in record.translations.items()
            ),
            pair=self.addresses.pair(record.id, found) if record.translations else "",
            back=back,
            note=locale.string("article_changed") if stale else "",
            changes=self._changes(article),
        )

    def _changes(self, article: Article) -> Link | None:
        """The link to the changes of an article; None where the archive has no former version."""
        former = len(former_versions(self.archive, article))
        if not former:
            return None
        text = self.locale.ui_text(self.locale.string("article_versions", count=former))
        return Link(text, self.addresses.article(article.id, ending="/changes"))

    def _filter(self, name: str, value: str) -> Link:
        request = SearchRequest(filters=((name, value),))
        return Link(self.locale.text_by_script(value), self.addresses.search(request))


@dataclass(slots=True)
class _Links:
    """Targets of the relative links of one article."""

    view: ArticleView
    path: str
    anchor: str
    looked_up: int = 0

    def article(self, target: str) -> str | None:
        """The page of another article, or the address of an image; None for what is not served."""
        path = target_path(self.path, target)
        if path is None:
            return None
        if not path.lower().endswith(".md"):
            return self.image(target)
        self.looked_up += 1
        article_id = self._id(path) if self.looked_up <= _LINKS else None
        if article_id is None:
            return None
        fragment = target.partition("#")[2]
        place = f"#{self.anchor}{slug(unquote(fragment))}" if fragment else ""
        return self.view.addresses.article(article_id) + place

    def image(self, target: str) -> str | None:
        """The address of an image of the archive."""
        path = target_path(self.path, target)
        if path is None or self.view.archive.image_path(path) is None:
            return None
        return self.view.addresses.image(path)

    def _id(self, path: str) -> str | None:
        """The id of the article in a file; most are named after it, others are read."""
        service = self.view.service
        usual = id_from_path(path)
        record = service.record(usual)
        if record is not None and id_from_path(record.path) == usual:
            return usual
        try:
            named = self.view.archive.read(path).id
        except (ArticleError, ArchiveMissing):
            return None
        return named if service.record(named) is not None else None
