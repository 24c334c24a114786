"""Parts of articles: a passage by its id, a section, a range, each of the version that it was named in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from seogo.answers.passages import widened
from seogo.articles import markdown
from seogo.articles.archive import Archive
from seogo.articles.front_matter import parse_article
from seogo.articles.markdown import Block
from seogo.articles.model import Article
from seogo.documents.document import Record
from seogo.documents.passage_ids import (
    PassageId,
    find_passage,
    parse_passage_id,
    passage_id,
    text_version,
)
from seogo.editing.versions import former_versions
from seogo.errors import ArchiveMissing, ArticleError, PassageGone
from seogo.searching.parameter_kinds import ParameterError
from seogo.searching.request import PartRequest
from seogo.serializers.answer import to_translations
from seogo.serializers.article import Heading, to_headings
from seogo.serializers.citations import CitationStyle
from seogo.serializers.passages import ArticlePart, PresentText

_NAMED: Final = 20
"""Headings that a message or an answer lists."""
_MOST_VERSIONS: Final = 100
"""Former versions of an article that are looked at, the latest first."""


@dataclass(frozen=True, slots=True)
class _Text:
    """Plain text of a version of an article, with its blocks and what it is cited by."""

    article: Article
    text: str
    blocks: list[Block]
    version: str


@dataclass(frozen=True, slots=True)
class PartReader:
    """Reader of parts of the articles of an archive. ``moved`` gives the id that an article has now for a former one."""

    archive: Archive
    moved: Callable[[str], str | None]
    style: CitationStyle

    def read(
        self,
        record: Record,
        article: Article,
        wanted: PartRequest,
        render: Callable[[ArticlePart], str],
    ) -> ArticlePart:
        """The part that is wanted of an article, as it is now, and its record; with a budget, as much of it as ``render``
        writes in so many characters. Raises ParameterError for a part that the article does not have, and PassageGone."""
        present = _to_text(article)
        text, start, end = present, 0, len(present.text)
        if wanted.passage:
            named = self._named(record, wanted.passage)
            text = self._version(record, present, named)
            start, end = _range_of(named, text)
        elif wanted.heading:
            start, end = _section(present, wanted.heading)
        if wanted.start or wanted.length is not None:
            start, end = _narrowed(start, end, wanted)
        now = _present(record, present, text, start, end, self.style) if text != present else None
        part = self._part(record, text, start, end, end, now, _NAMED)
        if wanted.budget is None or len(render(part)) <= wanted.budget:
            return part
        return self._within(record, text, (start, end), now, (wanted.budget, render))

    def _within(
        self,
        record: Record,
        text: _Text,
        span: tuple[int, int],
        now: PresentText | None,
        room: tuple[int, Callable[[ArticlePart], str]],
    ) -> ArticlePart:
        """As much of a part as there is room for, up to the end of a sentence or word."""
        (start, end), (budget, render) = span, room
        headings = _NAMED
        bare = self._part(record, text, start, start, end, now, headings)
        if len(render(bare)) > budget // 2:
            headings = 0
            bare = self._part(record, text, start, start, end, now, headings)
        low, high = start, min(end, start + budget)
        while low < high:
            middle = (low + high + 1) // 2
            part = self._part(record, text, start, middle, end, now, headings)
            low, high = (middle, high) if len(render(part)) <= budget else (low, middle - 1)
        if low == start:
            return bare
        sentence = widened(text.text, start, start + 1, low - start)[1]
        space = text.text.rfind(" ", start, low)
        cut = sentence if sentence - start > (low - start) // 2 else space
        cut = cut if cut > start else low
        return self._part(record, text, start, cut, end, now, headings)

    def _named(self, record: Record, name: str) -> PassageId:
        """The passage that an id names in this article."""
        passage = parse_passage_id(name)
        allowed = f"{record.id}@…:0-1"
        if passage is None:
            raise ParameterError("passage", "parameter.value", allowed, value=name)
        if passage.article != record.id and self.moved(passage.article) != record.id:
            raise ParameterError("passage", "passage.other-article", allowed, value=name)
        return passage

    def _version(self, record: Record, present: _Text, passage: PassageId) -> _Text:
        """The text of the version that a passage is of: the present one, that of the index, a former one of the archive."""
        if passage.version == present.version:
            return present
        indexed = record.unpack().text
        if passage.version == text_version(indexed):
            return _Text(present.article, indexed, [], passage.version)
        for text in self._former(present.article):
            if text.version == passage.version:
                return text
        stands: str | None = None
        if passage.fingerprint:
            at = find_passage(passage, present.text)
            last = 0 if at is None else at + passage.end - passage.start
            stands = "" if at is None else str(passage_id(record.id, present.text, at, last))
        raise PassageGone(str(passage), record.id, stands)

    def _former(self, article: Article) -> Iterator[_Text]:
        """Former versions of an article that can be read, the latest first."""
        for path in reversed(former_versions(self.archive, article)[-_MOST_VERSIONS:]):
            try:
                data = self.archive.read_bytes(path)
                parsed = parse_article(data, article.path, self.archive.zone)
            except (OSError, ArticleError, ArchiveMissing):
                continue
            if parsed is not None:
                yield _to_text(parsed.article)

    def _part(
        self,
        record: Record,
        text: _Text,
        start: int,
        end: int,
        asked: int,
        now: PresentText | None,
        headings: int,
    ) -> ArticlePart:
        """The range ``start:end`` of a text, of which ``start:asked`` was asked for."""
        article, addresses = text.article, self.style.addresses
        sections = to_headings(text.text, text.blocks)
        published = article.published.text if article.published else ""
        name = passage_id(record.id, text.text, start, end, text.version) if end > start else ""
        follows = None
        if end < len(text.text):
            if now is None:
                follows = addresses.part(record.id, start=end)
            elif asked > end:
                rest = passage_id(record.id, text.text, end, asked, text.version)
                follows = addresses.part(record.id, passage=rest)
        return ArticlePart(
            id=record.id,
            url=addresses.article(record.id),
            lang=record.lang,
            title=article.title,
            source=article.source or None,
            published=published or None,
            citation=self.style.line(
                record.id, article.title, article.authors, article.source, published, article.url
            ),
            translations=to_translations(record.translations, addresses),
            passage=str(name),
            version=text.version,
            state="current" if now is None else "former",
            present=now,
            heading=_heading_of(sections, start),
            text=text.text[start:end],
            start=start,
            end=end,
            length=len(text.text),
            left_out=asked - end,
            next=follows,
            headings=sections[:headings],
            headings_total=len(sections),
        )


def _to_text(article: Article) -> _Text:
    text, blocks = markdown.to_outline(article.body)
    return _Text(article, text, blocks, text_version(text))


def _range_of(passage: PassageId, text: _Text) -> tuple[int, int]:
    """The range of a passage of a text. Raises ParameterError where the text has no such one."""
    if passage.end > len(text.text):
        allowed = f"0 – {len(text.text):,}"
        raise ParameterError("passage", "parameter.value", allowed, value=str(passage))
    right = passage_id(passage.article, text.text, passage.start, passage.end, text.version)
    if passage.fingerprint not in ("", right.fingerprint):
        raise ParameterError("passage", "parameter.value", str(right), value=str(passage))
    return passage.start, passage.end


def _section(text: _Text, wanted: str) -> tuple[int, int]:
    """The section below a heading, which is named by its text or its anchor. Raises ParameterError."""
    headings = to_headings(text.text, text.blocks)
    for like in (_folded, markdown.slug):
        for heading in headings:
            if like(heading.text) == like(wanted):
                return heading.start, heading.end
    allowed = " | ".join(heading.text for heading in headings[:_NAMED])
    raise ParameterError("heading", "parameter.value", allowed, value=wanted)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _narrowed(start: int, end: int, wanted: PartRequest) -> tuple[int, int]:
    """The range that ``start`` and ``length`` leave of another, from whose beginning they count."""
    if wanted.start > end - start:
        allowed = f"0 – {end - start:,}"
        raise ParameterError("start", "parameter.value", allowed, value=str(wanted.start))
    start += wanted.start
    return start, end if wanted.length is None else min(end, start + wanted.length)


def _heading_of(headings: tuple[Heading, ...], at: int) -> str | None:
    """The innermost heading of a place."""
    found = [one.text for one in headings if one.start <= at < one.end]
    return found[-1] if found else None


def _present(
    record: Record, present: _Text, text: _Text, start: int, end: int, style: CitationStyle
) -> PresentText:
    """The present text, and where a part of a former one stands in it."""
    url = style.addresses.article(record.id)
    if end <= start:
        return PresentText(present.version, url, None)
    at = find_passage(passage_id(record.id, text.text, start, end, text.version), present.text)
    stands = at is not None and str(
        passage_id(record.id, present.text, at, at + end - start, present.version)
    )
    return PresentText(present.version, url, stands or None)
