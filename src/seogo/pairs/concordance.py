"""A concordance: sentences with a word beside the sentences that translate them.

The search finds the articles (word forms and equivalents of its language, one page of articles at a time); those with a
translation are aligned sentence by sentence, as for learning. A sentence is shown where it has all the typed words, wherever
they stand in it. Its counterpart is marked where the lexicon knows one: of each term of the word the most probable
translation that stands in the other sentence, if it is not too unlikely; or the term itself where that is not Hangul.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, TypeAlias

from seogo.alignment.passage_pairs import Span, aligned_sentences, content_terms
from seogo.analysis.script.hangul import SYLLABLE
from seogo.analysis.token import FieldTokens
from seogo.articles.archive import Archive
from seogo.documents.document import Record, to_record
from seogo.errors import ArchiveMissing, ArticleError
from seogo.languages import Language
from seogo.lexicon.lexicon import Translation
from seogo.pairs.quality import Half, to_half
from seogo.query.parser import parse
from seogo.query.plain import to_plain
from seogo.searching.request import SearchRequest
from seogo.searching.service import OpenIndex, SearchService
from seogo.searching.snippets import Finder, Mark, Range

LINES_OF_ONE: Final = 20
"""Lines that one article gives at most."""

MOST_PAGES: Final = 40
"""Pages that are looked at for so many lines, where articles are many and translations few."""
_LONGEST: Final = 600
"""Characters of a shown sentence; a longer one (a table, code) is cut around what is marked."""
_BEFORE: Final = 200
_LEAST: Final = 0.1
"""The probability of a translation that is marked."""

Translations: TypeAlias = Callable[[str, Language], Sequence[Translation]]
"""What a term of a language becomes in the other one, such as seogo.lexicon.lexicon.Lexicon.translations."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence, or two that are translated by one: where it is from, its text, and what to mark in it."""

    id: str
    language: Language
    title: str
    text: str
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the word, and the one that translates it. ``counterpart`` are the marked terms there (sorted), none
    where the lexicon knows none of them; ``as_written`` is how they stand."""

    source: Excerpt
    target: Excerpt
    counterpart: tuple[str, ...]
    as_written: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Lines with one counterpart; ``text`` is the shortest way in which it stands in them, empty where there is none."""

    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ConcordancePage:
    """One page of a concordance: the articles that have the words are ``found``, ``pages`` of them; ``compared`` of those on
    this page have a translation, and their lines stand by counterpart, the most frequent one first and none at the end."""

    request: SearchRequest
    found: int
    pages: int
    compared: int
    counterparts: tuple[Counterpart, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return tuple(line for one in self.counterparts for line in one.lines)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where the words of a query stand in an indexed article: in its title and in its plain text."""

    record: Record
    title: Sequence[Mark]
    text: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Makes concordances of an archive from one opened index."""

    archive: Archive
    search: SearchService
    index: OpenIndex
    translations: Translations

    def page(self, request: SearchRequest) -> ConcordancePage:
        """The lines of one page of articles; of the request ``q`` (words, no query), ``lang``, ``page`` and ``size`` count.
        Raises IndexUnavailable."""
        asked = SearchRequest(
            q=to_plain(request.q),
            lang=request.lang,
            page=request.page,
            size=request.size,
            level="forms",
        )
        if not asked.q:
            return ConcordancePage(request, 0, 0, 0, ())
        result = self.search.search(asked, facets=False)
        ids = [hit.id for hit in result.hits if hit.complete and hit.translations]
        lines: list[Line] = []
        for occurring in self._occurrences(asked.q, ids):
            lines += islice(self._lines(occurring), LINES_OF_ONE)
        pages = math.ceil(result.total / asked.size)
        return ConcordancePage(request, result.total, pages, len(ids), grouped(lines))

    def lines(self, request: SearchRequest, most: int) -> ConcordancePage:
        """The first so many lines, over as many pages as that takes, up to MOST_PAGES. Raises IndexUnavailable."""
        page = self.page(request)
        lines, compared = list(page.lines), page.compared
        for number in range(2, min(page.pages, MOST_PAGES) + 1):
            if len(lines) >= most:
                break
            following = self.page(replace(request, page=number))
            lines += following.lines
            compared += following.compared
        return ConcordancePage(request, page.found, page.pages, compared, grouped(lines[:most]))

    def _occurrences(self, query: str, ids: Sequence[str]) -> Iterator[Occurrences]:
        """Where the words of a query stand in articles, in the order of ``ids``."""
        finder = Finder(self.index.compiler.compile(parse(query)).words)
        for record in self._records(ids):
            analysis = record.unpack()
            yield Occurrences(record, *finder.marks(record.title, analysis))

    def _records(self, ids: Sequence[str]) -> list[Record]:
        stored = self.index.engine.stored(ids)
        return [to_record(stored[name]) for name in ids if name in stored]

    def _lines(self, occurring: Occurrences) -> Iterator[Line]:
        """The lines of one article, that of its title first; none where a file has changed or is gone."""
        record = occurring.record
        others = self._records(list(record.translations))
        halves = [self._half(one) for one in (record, *others[:1])]
        if len(halves) < 2 or halves[0] is None or halves[1] is None:
            return
        source, target = halves[0], halves[1]
        needed = {mark.word for mark in (*occurring.title, *occurring.text)}
        titles = (0, len(source.article.title)), (0, len(target.article.title))
        yield from self._line(_title(source), _title(target), titles, occurring.title, needed)
        korean, english = (source, target) if record.lang is Language.KO else (target, source)
        bodies = _body(source), _body(target)
        starts = [mark.start for mark in occurring.text]
        for spans in aligned_sentences(korean.side, english.side):
            ordered = spans if source is korean else spans[::-1]
            first, last = (bisect_left(starts, at) for at in ordered[0])
            yield from self._line(*bodies, ordered, occurring.text[first:last], needed)

    def _half(self, record: Record) -> Half | None:
        try:
            return to_half(self.archive, record)
        except (ArticleError, ArchiveMissing):
            return None

    def _line(
        self,
        source: _Text,
        target: _Text,
        spans: tuple[Span, Span],
        marks: Sequence[Mark],
        needed: set[int],
    ) -> Iterator[Line]:
        """The line of two sentences, where the first has all the words."""
        if not marks or {mark.word for mark in marks} != needed:
            return
        terms = dict.fromkeys(
            source.tokens.terms[at]
            for mark in marks
            for at in source.inside((mark.start, mark.end))
        )
        there = target.inside(spans[1])
        stand = {target.tokens.terms[at] for at in there}
        chosen = {self._best(term, source.language, stand) for term in content_terms(list(terms))}
        found: dict[str, list[Span]] = {}
        for at in there:
            if (term := target.tokens.terms[at]) in chosen:
                place = target.tokens.starts[at], target.tokens.ends[at]
                found.setdefault(term, []).append(place)
        yield Line(
            source.excerpt(spans[0], [(mark.start, mark.end) for mark in marks]),
            target.excerpt(spans[1], [place for places in found.values() for place in places]),
            tuple(sorted(found)),
            " ".join(target.text[slice(*places[0])] for places in found.values()).casefold(),
        )

    def _best(self, term: str, language: Language, stand: set[str]) -> str:
        """The most probable translation of a term among those that stand in a sentence; empty where none does."""
        known = self.translations(term, language)
        likely = (one.term for one in known if one.probability >= _LEAST)
        best = next((translation for translation in likely if translation in stand), "")
        return best or (term if term in stand and not SYLLABLE.match(term) else "")


def open_concordance(
    archive: Archive, search: SearchService, current: Callable[[], OpenIndex]
) -> Concordance:
    """A concordance of the current index with its lexicon. Raises IndexUnavailable."""
    index = current()
    return Concordance(archive, search, index, index.lexicon().translations)


def grouped(lines: Sequence[Line]) -> tuple[Counterpart, ...]:
    """Lines by their counterpart, the most frequent one first, those without at the end."""
    counts = Counter(line.counterpart for line in lines)
    order = sorted(counts, key=lambda terms: (not terms, -counts[terms]))
    groups = []
    for terms in order:
        of_one = tuple(line for line in lines if line.counterpart == terms)
        text = min((line.as_written for line in of_one), key=len)
        groups.append(Counterpart(text, of_one))
    return tuple(groups)


@dataclass(frozen=True, slots=True)
class _Text:
    """A title or a body with its tokens."""

    id: str
    title: str
    language: Language
    text: str
    tokens: FieldTokens

    def inside(self, span: Span) -> range:
        """The numbers of the tokens that begin in a range."""
        return range(*(bisect_left(self.tokens.starts, at) for at in span))

    def excerpt(self, span: Span, marks: Sequence[Span]) -> Excerpt:
        """A range without the spaces around it, cut where it is too long."""
        start, end = span
        if end - start > _LONGEST:
            start = max(start, min((at for at, _ in marks), default=start) - _BEFORE)
            end = min(end, start + _LONGEST)
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        ranges: list[Range] = []
        for first, last in sorted(marks):
            first, last = first - start, min(last - start, len(text))
            if ranges and first <= ranges[-1].end:
                ranges[-1] = Range(ranges[-1].start, max(last, ranges[-1].end))
            elif 0 <= first < last:
                ranges.append(Range(first, last))
        return Excerpt(self.id, self.language, self.title, text, tuple(ranges))


def _title(half: Half) -> _Text:
    article = half.article
    return _Text(article.id, article.title, article.lang, article.title, half.analysis.title)


def _body(half: Half) -> _Text:
    article, analysis = half.article, half.analysis
    return _Text(article.id, article.title, article.lang, analysis.text, analysis.body)
