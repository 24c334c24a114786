"""Metadata of web pages: JSON-LD, Open Graph, meta tags, links, times, and the lines below its title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from seogo.importers.extraction.body.furniture import Furniture
from seogo.importers.extraction.byline import (
    HeadLines,
    is_paper,
    names_of_line,
    no_address,
    people,
    portal_of,
)
from seogo.importers.extraction.dates import either_way, find_date, first_date, is_date, to_date
from seogo.importers.extraction.field_names import names_of
from seogo.importers.extraction.linked_data import decoded, linked_data
from seogo.importers.extraction.shown.authors import marked_authors, shown_authors
from seogo.importers.extraction.shown.tags import shown_tags
from seogo.importers.extraction.shown.title import (
    AROUND,
    first_heading,
    is_section,
    named_title,
    title_below,
)
from seogo.importers.extraction.tree import Element, beginning_of, is_apart, lines_of, text_of
from seogo.importers.extraction.urls import language_code, web_address
from seogo.languages import Language

_LINES: Final = 30
"""Lines below the title in which source, dates and authors are looked for."""

_FEW: Final = 2
"""Elements inside the element of a label and its value."""

_NEAR: Final = 4
_MOST_CLASSES: Final = 20
_NEAR_DATE: Final = 60

_META: Final[dict[str, tuple[str, ...]]] = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "source": (
        "article:media_name",
        "og:site_name",
        "citation_journal_title",
        "dc.publisher",
        "application-name",
        "article:publisher",
    ),
    "url": ("og:url",),
    "published": (
        *(
            "article:published_time",
            "og:article:published_time",
            "citation_publication_date",
            "citation_date",
        ),
        *(
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date",
            "pubdate",
        ),
        *("publishdate", "publish_date", "parsely-pub-date", "date"),
    ),
    "updated": (
        *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
        *("dcterms.modified", "dc.date.modified", "last-modified"),
    ),
    "author": (
        "naverblog:nickname",
        "citation_author",
        "author",
        "article:author",
        "og:article:author",
        "dc.creator",
        "og.article.author",
        "dable:author",
        "byl",
        "parsely-author",
        "by",
    ),
    "summary": ("og:description", "description", "dc.description", "twitter:description"),
    "locale": ("og:locale", "content-language", "dc.language"),
    "tag": ("article:tag", "news_keywords", "keywords", "parsely-tags"),
    "rights": ("dcterms.license", "dc.rights", "dcterms.rights"),
}
_NAMES: Final = {name: meaning for meaning, names in _META.items() for name in names}
_RANK: Final = {name: rank for names in _META.values() for rank, name in enumerate(names)}
_OF_PORTAL: Final = re.compile(r"(.{1,60}) \| 네이버")
"""The paper of an article, which Naver calls its author."""

_DATES: Final = frozenset(
    (
        *("se_publishDate", "_postAddDate", "blog_date", "num_date", "txt_date", "post_date"),
        *("media_end_head_info_datestamp_time", "entry-date", "post-date", "posted-on"),
        *("article-date", "article_date", "publish-date", "date-published", "published-date"),
        *("dt-published", "pubdate", "byline-date", "post__date", "article__date"),
    )
)
"""Classes of the line that says when a text was published."""

_DAY_IN_PATH: Final = re.compile(r"/(\d{4})[/-]?(\d{2})[/-]?(\d{2})(?=[/-]|\d*\b)")
_LINE_TAGS: Final = (
    *("p", "div", "span", "li", "dd", "dt", "em", "strong", "time", "address", "td", "i", "b"),
    *("h1", "h2", "h3", "a", "cite", "small"),
)


@dataclass(slots=True)
class PageMetadata:
    """Metadata of one page; empty where the page gives none. ``text`` is its whole text in JSON-LD, HTML or plain, ``site``
    what it says of its site, which may be a portal.

    A date that is not understood stands as it was written where the page has no other.
    """

    title: str = ""
    heading: str = ""
    shown_title: str = ""
    source: str = ""
    site: str = ""
    url: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    rights: str = ""
    text: str = ""
    lang: Language | None = None
    alternates: list[str] = field(default_factory=list)
    unread: dict[Literal["published", "updated"], str] = field(default_factory=dict)

    def take_date(self, meaning: Literal["published", "updated"], values: Iterable[object]) -> None:
        """Take the first date of some values, if there was none before."""
        if getattr(self, meaning):
            return
        if is_date(found := first_date(values)):
            setattr(self, meaning, found)
        elif found:
            self.unread.setdefault(meaning, found)

    def take_authors(self, names: tuple[str, ...], certain: Collection[str] = ()) -> None:
        """Take names of people, if there were none before; that of a paper is where an article comes from.

        On a portal every name is one of a paper, but for ``certain`` ones.
        """
        portal, paper = portal_of(self.source or self.site)
        papers = [
            one
            for one in names
            if one in (self.source, paper) or is_paper(one) or (portal and one not in certain)
        ]
        if papers and (portal or not self.source):
            self.source = paper or papers[0]
        self.authors = self.authors or tuple(one for one in names if one not in papers)


def read_metadata(tree: Element, address: str) -> PageMetadata:
    """The metadata of a page at an address. JSON-LD goes first, then meta tags, then what is to be seen."""
    metadata = PageMetadata()
    base = web_address(next(iter(tree.xpath("//base/@href")), ""), address) or address
    site = tree.xpath("//meta[@property='og:site_name']/@content")
    metadata.site = decoded(site[0]) if site else ""
    for node in linked_data(tree):
        _take_node(metadata, node, base)
    _take_meta(metadata, tree, base)
    _take_links(metadata, tree, base)
    metadata.heading = first_heading(tree)
    if metadata.title == metadata.source:
        metadata.title = ""  # what a site says of all its pages
    metadata.shown_title = next((text_of(one) for one in tree.iter("title")), "")
    _take_title_below(metadata, tree)
    if not metadata.title and not metadata.heading:
        metadata.title = named_title(tree)
    _take_shown(metadata, tree, address)
    html_lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    metadata.lang = language_code(html_lang) or metadata.lang
    if not metadata.published and (
        day := _DAY_IN_PATH.search(urlsplit(metadata.url or address).path)
    ):
        metadata.published = to_date("-".join(day.groups()))
    metadata.published = metadata.published or metadata.unread.get("published", "")
    metadata.updated = metadata.updated or metadata.unread.get("updated", "")
    return metadata


def _take_title_below(metadata: PageMetadata, tree: Element) -> None:
    """Take the title below the names of a site and its part, where the page has these alone for a title."""
    if metadata.title and not is_section(metadata.title):
        return
    first, *others = AROUND.split(metadata.shown_title)
    sites = {metadata.source, *others} - {""} if is_section(first) else {metadata.source} - {""}
    if metadata.heading and not is_section(metadata.heading) and metadata.heading not in sites:
        return
    if found := named_title(tree) or title_below(tree, sites):
        metadata.title = metadata.heading = found


def _take_node(metadata: PageMetadata, node: Mapping[str, Any], base: str) -> None:
    metadata.title = metadata.title or _text(node.get("headline")) or _text(node.get("name"))
    metadata.take_date("published", (_text(node.get("datePublished")),))
    metadata.take_date("updated", (_text(node.get("dateModified")),))
    metadata.source = metadata.source or next(map(decoded, names_of(node.get("publisher"))), "")
    authors = node.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    certain = [one for one in listed if "Organization" not in str(_kind_of(one))]
    metadata.take_authors(
        people(map(decoded, names_of(authors))), people(map(decoded, names_of(certain)))
    )
    metadata.summary = metadata.summary or _text(node.get("description"))
    metadata.rights = metadata.rights or _text(node.get("license"))
    metadata.lang = metadata.lang or language_code(_text(node.get("inLanguage")))
    text = node.get("articleBody")
    metadata.text = metadata.text or (text if isinstance(text, str) else "")
    if not metadata.tags:
        words = node.get("keywords")
        metadata.tags = _words(words) if isinstance(words, str) else tuple(names_of(words))
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, Mapping) else page
    metadata.url = metadata.url or web_address(_text(page) or _text(node.get("url")), base)


def _kind_of(value: object) -> object:
    return value.get("@type") if isinstance(value, Mapping) else ""


def _take_meta(metadata: PageMetadata, tree: Element, base: str) -> None:
    contents: dict[str, list[tuple[int, str]]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        name = name or (meta.get("http-equiv") or "").lower()
        if (meaning := _NAMES.get(name)) and (content := decoded(meta.get("content") or "")):
            contents.setdefault(meaning, []).append((_RANK[name], content))
    best = {meaning: min(values)[1] for meaning, values in contents.items()}

    def first(meaning: str) -> str:
        rank = min(values)[0] if (values := contents.get(meaning)) else 0
        return next((text for at, text in contents.get(meaning, ()) if at == rank), "")

    metadata.title = metadata.title or first("title")
    site = no_address(first("source"))
    metadata.source = metadata.source or portal_of(site)[1] or site
    metadata.url = metadata.url or web_address(best.get("url", ""), base)
    metadata.take_date("published", (text for _, text in sorted(contents.get("published", []))))
    metadata.take_date("updated", (text for _, text in sorted(contents.get("updated", []))))
    metadata.summary = metadata.summary or first("summary")
    metadata.rights = metadata.rights or first("rights")
    metadata.lang = metadata.lang or language_code(first("locale"))
    for meaning, names in (
        ("author", contents.get("author", [])),
        ("tag", contents.get("tag", [])),
    ):
        rank = min((at for at, _ in names), default=0)
        texts = [text for at, text in names if at == rank]
        if meaning == "author":
            if paper := next(filter(None, map(_OF_PORTAL.fullmatch, texts)), None):
                metadata.source = paper[1]
            metadata.take_authors(people(texts))
        else:
            metadata.tags = metadata.tags or tuple(word for text in texts for word in _words(text))


def _take_links(metadata: PageMetadata, tree: Element, base: str) -> None:
    for link in tree.iter("link"):
        kinds = (link.get("rel") or "").lower().split()
        target = web_address(link.get("href") or "", base)
        if "canonical" in kinds and target and urlsplit(target).path.strip("/"):
            metadata.url = (
                target  # what a page says of its address goes before what it says of its article
            )
        elif "alternate" in kinds and target and language_code(link.get("hreflang") or ""):
            metadata.alternates.append(target)
        elif "license" in kinds and target:
            metadata.rights = metadata.rights or target


def _take_shown(metadata: PageMetadata, tree: Element, address: str) -> None:
    """Take times and lines that readers see, where the page has no metadata for machines."""
    meanings: tuple[tuple[str, Literal["published", "updated"]], ...] = (
        ("datePublished", "published"),
        ("dateModified", "updated"),
    )
    for name, meaning in meanings:
        for one in tree.xpath(f"//*[@itemprop='{name}']"):
            metadata.take_date(meaning, (one.get("content"), one.get("datetime"), text_of(one)))
    if not metadata.authors:
        metadata.take_authors(marked_authors(tree))
    head = HeadLines()
    lines = list(_lines_below_title(tree))
    for line in lines:
        head.take(line)
    metadata.published = (
        metadata.published
        or _first_time(tree)
        or _marked_date(tree)
        or head.published
        or _any_date(lines)
    )
    if unread := head.unread or next(filter(None, map(either_way, lines[:_NEAR])), ""):
        metadata.unread.setdefault("published", unread)
    metadata.updated = metadata.updated or head.updated
    if not metadata.authors:
        names = names_of_line(head.authors)
        metadata.take_authors(names or shown_authors(tree, metadata.url or address))
    metadata.source = metadata.source or head.source
    metadata.tags = metadata.tags or head.tags or shown_tags(tree)


def _lines_below_title(tree: Element) -> Iterator[str]:
    """Short texts from the first heading on (from the beginning where there is none): lines, then their parts."""
    headings = [one for one in tree.iter("h1", "h2", "h3") if len(text_of(one)) >= 3]
    start = next((one for one in headings if one.tag == "h1"), headings[0] if headings else None)
    yield from islice((line for line in lines_of(tree, start) if len(line) <= 120), _LINES)
    yield from islice(_labelled(tree, start), _LINES)
    yield from _parts_below(tree, start)


def _labelled(tree: Element, start: Element | None) -> Iterator[str]:
    """Texts of pairs of cells: a label and its value."""
    begun = start is None
    for one in tree.iter():
        begun = begun or one is start
        value = one.getnext() if begun and one.tag in ("th", "dt") else None
        if value is not None and value.tag in ("td", "dd") and not _is_value(value.getnext()):
            line = f"{text_of(one)} : {text_of(value)}"
            if len(line) <= 120:
                yield line


def _is_value(cell: Element | None) -> bool:
    return cell is not None and cell.tag in ("td", "dd")


def _parts_below(tree: Element, start: Element | None) -> Iterator[str]:
    """Texts of elements with no others in them, then of those with few: a label may stand before the element of its value."""
    begun = start is None
    single: list[str] = []
    small: list[str] = []
    for one in tree.iter(*_LINE_TAGS):
        begun = begun or one is start
        if not begun or one is start:
            continue
        inner = sum(1 for _ in islice(one.iterdescendants(*_LINE_TAGS), _FEW + 1))
        few = _FEW if len(small) < _LINES else 0
        if inner <= few and (line := text_of(one)) and len(line) <= 120:
            if not inner:
                single.append(line)
            small.append(line)
            if len(single) >= _LINES:
                break
    yield from single
    yield from small[:_LINES]


def _first_time(tree: Element) -> str:
    times = (one for one in tree.iter("time") if is_apart(one))
    return next(filter(None, (to_date(one.get("datetime") or text_of(one)) for one in times)), "")


def _marked_date(tree: Element) -> str:
    """The date in the first element whose class says that it has one, unless it is that of a change."""
    furniture = Furniture(tree)
    for one in tree.xpath("//*[@class]"):
        if _DATES.isdisjoint(one.get("class").split()[:_MOST_CLASSES]) or furniture.has(one):
            continue
        head, line = HeadLines(), beginning_of(one, _NEAR_DATE)[:_NEAR_DATE]
        head.take(line)
        if date := head.published or ("" if head.updated else find_date(line)):
            return date
    return ""


def _any_date(lines: list[str]) -> str:
    """A date in one of the very first lines, whatever else stands there."""
    return next(
        (date for line in lines[:_NEAR] if len(line) <= 60 and (date := find_date(line))), ""
    )


def _text(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("name") or value.get("url")
    return decoded(str(value)) if isinstance(value, str | int | float) else ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip(" #") for word in re.split("[,;]", text) if word.strip(" #"))[:20]
