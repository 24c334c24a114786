"""Concordance: sentences with a word beside the sentences that translate them.

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
from seogo.pairs.quality import PairedArticle, read_article
from seogo.query.parser import parse
from seogo.query.plain import to_plain
from seogo.searching.open_index import OpenIndex
from seogo.searching.request import SearchRequest
from seogo.searching.service import SearchService
from seogo.searching.snippets import Finder, Mark, Range

LINES_PER_ARTICLE: Final = 20
"""Lines of one article at most."""

MAX_PAGES: Final = 40
"""Pages that ``Concordance.lines`` searches at most, where articles are many and translations few."""
_MAX_LENGTH: Final = 600
"""Characters of a shown sentence; a longer one (a table, code) is cut around what is marked."""
_CONTEXT: Final = 200
_MIN_PROBABILITY: Final = 0.1
"""The probability of a translation that is marked."""

Translations: TypeAlias = Callable[[str, Language], Sequence[Translation]]
"""Translations of a term of a language into the other one, as seogo.lexicon.lexicon.Lexicon.translations gives them."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Sentence of an article, or two that are translated by one. ``id``, ``language`` and ``title`` are the article's;
    ``ranges`` are highlights, in code points of ``text``."""

    id: str
    language: Language
    title: str
    text: str
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Sentence with the word, and the one that translates it. ``counterpart`` are the terms of ``target`` that translate the
    word, sorted; empty where the lexicon knows none. ``surface`` is their text in ``target``, in lower case."""

    source: Excerpt
    target: Excerpt
    counterpart: tuple[str, ...]
    surface: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Lines whose word has one counterpart; ``text`` is its shortest surface in them, empty where there is none."""

    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ConcordancePage:
    """Page of a concordance. ``found`` counts the articles that have the words, ``pages`` the pages of them, ``compared`` the
    articles of this page that have a translation. ``counterparts`` group the lines of these, the most frequent counterpart
    first and lines without one at the end."""

    request: SearchRequest
    found: int
    pages: int
    compared: int
    counterparts: tuple[Counterpart, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Lines of all counterparts, in their order."""
        return tuple(line for one in self.counterparts for line in one.lines)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Occurrences of the words of a query in an indexed article: in its title and in its plain text, in order."""

    record: Record
    title: Sequence[Mark]
    text: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Concordances of an archive, from one opened index."""

    archive: Archive
    search: SearchService
    index: OpenIndex
    translations: Translations

    def page(self, request: SearchRequest) -> ConcordancePage:
        """Lines of one page of articles. Of the request ``q`` (plain words, no query syntax), ``lang``, ``page`` and ``size``
        count. Raises IndexUnavailable."""
        forms_request = SearchRequest(
            q=to_plain(request.q),
            lang=request.lang,
            page=request.page,
            size=request.size,
            level="forms",
        )
        if not forms_request.q:
            return ConcordancePage(request, 0, 0, 0, ())
        result = self.search.search(forms_request, facets=False)
        ids = [hit.id for hit in result.hits if hit.complete and hit.translations]
        lines: list[Line] = []
        for occurrences in self._occurrences(forms_request.q, ids):
            lines += islice(self._lines(occurrences), LINES_PER_ARTICLE)
        pages = math.ceil(result.total / forms_request.size)
        return ConcordancePage(request, result.total, pages, len(ids), by_counterpart(lines))

    def lines(self, request: SearchRequest, most: int) -> ConcordancePage:
        """First ``most`` lines, over as many pages of articles as they take, up to MAX_PAGES. Raises IndexUnavailable."""
        page = self.page(request)
        lines, compared = list(page.lines), page.compared
        for number in range(2, min(page.pages, MAX_PAGES) + 1):
            if len(lines) >= most:
                break
            following = self.page(replace(request, page=number))
            lines += following.lines
            compared += following.compared
        return ConcordancePage(
            request, page.found, page.pages, compared, by_counterpart(lines[:most])
        )

    def _occurrences(self, query: str, ids: Sequence[str]) -> Iterator[Occurrences]:
        """Occurrences of the words of a query in articles, in the order of ``ids``."""
        finder = Finder(self.index.compiler.compile(parse(query)).words)
        for record in self._records(ids):
            analysis = record.unpack()
            yield Occurrences(record, *finder.marks(record.title, analysis))

    def _records(self, ids: Sequence[str]) -> list[Record]:
        stored = self.index.engine.stored(ids)
        return [to_record(stored[name]) for name in ids if name in stored]

    def _lines(self, occurrences: Occurrences) -> Iterator[Line]:
        """Lines of one article, that of its title first; none where a file has changed or is gone."""
        record = occurrences.record
        others = self._records(list(record.translations))
        paired = [self._read(one) for one in (record, *others[:1])]
        if len(paired) < 2 or paired[0] is None or paired[1] is None:
            return
        source, target = paired[0], paired[1]
        needed = {mark.word for mark in (*occurrences.title, *occurrences.text)}
        titles = (0, len(source.article.title)), (0, len(target.article.title))
        yield from self._line(_title(source), _title(target), titles, occurrences.title, needed)
        korean, english = (source, target) if record.lang is Language.KO else (target, source)
        bodies = _body(source), _body(target)
        starts = [mark.start for mark in occurrences.text]
        for spans in aligned_sentences(korean.alignable, english.alignable):
            ordered = spans if source is korean else spans[::-1]
            first, last = (bisect_left(starts, at) for at in ordered[0])
            yield from self._line(*bodies, ordered, occurrences.text[first:last], needed)

    def _read(self, record: Record) -> PairedArticle | None:
        try:
            return read_article(self.archive, record)
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
        """Line of two aligned sentences, where the first has all the words."""
        if not marks or {mark.word for mark in marks} != needed:
            return
        terms = dict.fromkeys(
            source.tokens.terms[at]
            for mark in marks
            for at in source.inside((mark.start, mark.end))
        )
        there = target.inside(spans[1])
        stand = {target.tokens.terms[at] for at in there}
        chosen = {
            self._best_translation(term, source.language, stand)
            for term in content_terms(list(terms))
        }
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

    def _best_translation(self, term: str, language: Language, stand: set[str]) -> str:
        """Most probable translation of a term among the terms of a sentence, ``stand``; empty where there is none."""
        known = self.translations(term, language)
        likely = (one.term for one in known if one.probability >= _MIN_PROBABILITY)
        best = next((translation for translation in likely if translation in stand), "")
        return best or (term if term in stand and not SYLLABLE.match(term) else "")


def open_concordance(
    archive: Archive, search: SearchService, current: Callable[[], OpenIndex]
) -> Concordance:
    """Concordance of the current index with its lexicon. Raises IndexUnavailable."""
    index = current()
    return Concordance(archive, search, index, index.lexicon().translations)


def by_counterpart(lines: Sequence[Line]) -> tuple[Counterpart, ...]:
    """Lines grouped by counterpart, the most frequent one first, those without one at the end."""
    counts = Counter(line.counterpart for line in lines)
    order = sorted(counts, key=lambda terms: (not terms, -counts[terms]))
    groups = []
    for terms in order:
        group = tuple(line for line in lines if line.counterpart == terms)
        text = min((line.surface for line in group), key=len)
        groups.append(Counterpart(text, group))
    return tuple(groups)


@dataclass(frozen=True, slots=True)
class _Text:
    """Title or body of an article with its tokens."""

    id: str
    title: str
    language: Language
    text: str
    tokens: FieldTokens

    def inside(self, span: Span) -> range:
        """Numbers of the tokens that begin in a range."""
        return range(*(bisect_left(self.tokens.starts, at) for at in span))

    def excerpt(self, span: Span, marks: Sequence[Span]) -> Excerpt:
        """Excerpt of a range without the spaces around it, cut where it is too long."""
        start, end = span
        if end - start > _MAX_LENGTH:
            start = max(start, min((at for at, _ in marks), default=start) - _CONTEXT)
            end = min(end, start + _MAX_LENGTH)
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


def _title(paired: PairedArticle) -> _Text:
    article = paired.article
    return _Text(article.id, article.title, article.lang, article.title, paired.analysis.title)


def _body(paired: PairedArticle) -> _Text:
    article, analysis = paired.article, paired.analysis
    return _Text(article.id, article.title, article.lang, analysis.text, analysis.body)
