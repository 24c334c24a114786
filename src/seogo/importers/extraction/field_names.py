"""Names of fields in records (a row, a JSON object, a front matter), and items made of such records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from seogo.articles.front_matter import MAX_FRONT_MATTER
from seogo.importers.extraction.byline import has_turned_names, names_in_line, person
from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.urls import language_code, web_address
from seogo.importers.extraction.visibility import is_hidden
from seogo.importers.item import Item, Refused
from seogo.messages import Message

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "headline", "websitetitle", "subject", "제목", "기사제목", "글제목"),
    "body": (
        *("body", "text", "content", "markdown", "bodytext", "contenttext", "articlebody"),
        *("textcontent", "bodymarkdown", "contentmarkdown", "contents"),
        *("본문", "내용", "기사본문", "글내용"),
    ),
    "html": ("html", "htmlcontent", "contenthtml", "bodyhtml"),
    "lang": ("lang", "language", "locale", "언어"),
    "url": (
        *("url", "link", "canonicalurl", "canonical", "sourceurl", "originalurl"),
        *("주소", "링크", "원문주소", "원문링크"),
    ),
    "source": (
        *("source", "sitename", "website", "site", "domainname", "publisher", "publication"),
        *("출처", "매체", "매체명", "언론사", "신문사"),
    ),
    "site": ("website", "sitename", "site"),
    "published": (
        *("published", "date", "publishedat", "publishedon", "pubdate", "datepublished"),
        *("publishdate", "publicationdate", "publisheddate", "publishedtime", "publishtime"),
        *("postdate", "dateposted", "posteddate", "postedat", "issued", "issuedate", "issuedat"),
        *("발행일", "발행일시", "발행일자", "게시일", "게시일시", "게시일자", "등록일", "등록일시"),
        *("등록일자", "입력일", "입력일시", "보도일", "보도일자", "날짜", "일자", "일시"),
        *("작성일", "작성일시", "작성일자", "작성시간"),
        *("created", "createdat", "createdon", "datecreated", "createddate"),
        *("releasedat", "firstpublishedat", "createdtime", "생성일", "생성일시", "만든날"),
    ),
    "updated": (
        *("updated", "lastmod", "modified", "lastmodified", "lastmodifiedat", "lastmodifieddate"),
        *("updatedat", "updatedon", "updateddate", "dateupdated", "updatedtime", "updatetime"),
        *("modifiedat", "modifiedon", "modifieddate", "datemodified", "modifiedtime"),
        *("lastupdate", "lastupdated", "lastupdatedat", "lastedited", "lasteditedtime"),
        *("수정일", "수정일시", "수정일자", "최종수정", "최종수정일", "최종수정일시"),
        *("마지막수정", "갱신일"),
    ),
    "authors": (
        *("authors", "author", "authorname", "publishedby", "byline", "creator", "writer"),
        *("writtenby", "reporter", "글쓴이", "작성자", "기자", "기자명", "저자", "지은이", "필자"),
    ),
    "tags": (
        *("tags", "keywords", "categories", "category", "tag", "tagnames", "taglist", "labels"),
        *("태그", "키워드", "분류", "카테고리"),
    ),
    "summary": ("summary", "description", "excerpt", "abstract", "요약"),
    "rights": ("rights", "license", "licence", "copyright", "권리", "저작권"),
    "retrieved": ("retrieved", "saved", "accessed", "수집일", "저장일"),
}
"""For every value of an item the names it goes by, the best one first, as `field_key` has them."""

_BODIES: Final = ("body", "html")
_LONGEST: Final = MAX_FRONT_MATTER
"""Characters that are read of a value that is no body: more has no place in the front matter of an article."""
_TITLE: Final = 80
_MARKS: Final = re.compile(r"!?\[|\]\([^()]*+\)|[*`>#\\|☐☑]|^\s*+-\s")
_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})
_BETWEEN: Final = re.compile(r"[\s_-]+")
_APART: Final = re.compile(r"[,;|]")


def field_key(name: object) -> str:
    """The name of a field in small letters without what parts its words: ``publishedAt`` is ``published_at``."""
    return _BETWEEN.sub("", str(name)).lower()


class Record:
    """One record with its values by meaning."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values: dict[str, object] = {}
        for name, value in values.items():
            key = field_key(name)
            if self._values.get(key) in _EMPTY:
                self._values[key] = value

    def value(self, meaning: str) -> object:
        """The first value that is not empty among those that have this meaning; None if there is none."""
        for name in NAMES[meaning]:
            value = self._values.get(name)
            if value not in _EMPTY:
                return value
        return None

    def text(self, meaning: str) -> str:
        """A value as text; empty for a list or an object."""
        value = self.value(meaning)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("value")
        if not isinstance(value, str | int | float):
            return ""
        return str(value)[: None if meaning in _BODIES else _LONGEST].strip()

    def texts(self, meaning: str) -> tuple[str, ...]:
        """The texts of a list; those of one text between commas, semicolons or bars."""
        value = self.value(meaning)
        if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
            value = _json_list(value)  # Readeck's CSV
        if isinstance(value, str) and meaning == "authors" and has_turned_names(value):
            return tuple(names_in_line(value))
        if isinstance(value, str):
            return tuple(part.strip() for part in _APART.split(value[:_LONGEST]) if part.strip())
        return tuple(name[:_LONGEST] for name in names_of(value))

    def is_draft(self) -> bool:
        """Whether its author keeps this from the public."""
        return is_hidden(self._values)

    def date(self, meaning: str) -> str:
        """The first value that is a date among those that have this meaning; see `first_date`."""
        return first_date(_of_date(self._values.get(name)) for name in NAMES[meaning])


def _of_date(value: object) -> object:
    """A date that stands with other values in an object: ``{"$date": …}`` of databases, ``last_update`` of Docusaurus."""
    if isinstance(value, Mapping):
        return next(
            (value[name] for name in ("date", "$date", "start", "iso") if name in value), None
        )
    return value


def _json_list(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def names_of(value: object) -> Iterable[str]:
    """The names in a list of texts or of objects that have one, or in one of them alone."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        if str(value).strip():
            yield str(value)
    elif isinstance(value, Mapping):
        for name in ("name", "label", "title", "slug"):
            if isinstance(found := value.get(name), str) and found:
                yield found
                return
    elif isinstance(value, list | tuple):
        for one in value[:200]:
            if not isinstance(one, list | tuple):
                yield from names_of(one)


def title_of_text(body: str) -> str:
    """A title for a text that has none: the beginning of its first line that has letters, without marks of Markdown."""
    for line in body.split("\n"):
        plain = _MARKS.sub("", line).strip()
        if re.search(r"\w", plain):
            return plain if len(plain) <= _TITLE else f"{plain[: _TITLE - 1].rstrip()}…"
    return ""


def to_item(values: Mapping[str, object], where: str, name: str = "") -> Item | Refused:
    """The item of a record whose body is Markdown or HTML."""
    from seogo.importers.extraction.to_markdown import html_to_markdown, looks_like_html

    record = Record(values)
    url, source = web_address(record.text("url")), record.text("source")
    if said := web_address(source):
        # Some apps call the address the source, and the site something else.
        url, source = url or said, record.text("site")
    body, html = record.text("body"), record.text("html")
    if not html and looks_like_html(body):
        html = body
    if html:
        body = html_to_markdown(html, url)
    code = record.text("lang")
    lang = language_code(code) if code else None
    if code and lang is None:
        return Refused(where, Message("import.language", code=code[:20]))
    return Item(
        where=where,
        title=record.text("title"),
        body=body,
        lang=lang,
        source=source,
        url=url,
        published=record.date("published"),
        updated=record.date("updated"),
        retrieved=record.date("retrieved"),
        authors=tuple(person(name, source) or name for name in record.texts("authors")),
        tags=record.texts("tags"),
        summary=record.text("summary"),
        rights=record.text("rights"),
        name=name,
        draft=record.is_draft(),
    )
