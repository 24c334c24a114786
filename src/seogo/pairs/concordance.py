"""Concordance: sentences with a word beside the sentences that translate them.

The aligned sentences of the index say which pairs of the whole archive have the words, and what they become there
(seogo.pairs.sentence_counts); only the lines of a page are read, from the index. A line has all the typed words, wherever
they stand in the sentence, in any form that is searched for in their language. Where no sentence has the terms of a word (a
name that analysis cuts in another way), the first articles that the search finds are looked through.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from seogo.alignment.aligned_sentences import AlignedSentences, Rows
from seogo.alignment.passage_pairs import Span
from seogo.alignment.sentence_pairs import to_contents
from seogo.documents.document import Record, to_record
from seogo.documents.stored_analysis import StoredAnalysis
from seogo.languages import Language
from seogo.lexicon.glossary_terms import to_terms
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.pairs.sentence_counts import CountedRows, Run, Translations, count_rows
from seogo.query.parser import parse
from seogo.query.plain import to_plain
from seogo.rewriting.forms import SearchedWord
from seogo.searching.open_index import OpenIndex
from seogo.searching.request import LARGEST_PAGE, SearchRequest, language_of
from seogo.searching.service import SearchService
from seogo.searching.snippets import Finder, Mark, Range

MOST_LINES: Final = 100_000
"""Sentence pairs that are counted; where there are more, the number says so."""
_LOOKED_THROUGH: Final = LARGEST_PAGE
"""Articles that are looked through for a word of which no term stands in a sentence."""
_LONGER: Final = 20
"""Glossary entries that contain a word and are told apart from it."""
_MAX_LENGTH: Final = 600
"""Characters of a shown sentence; a longer one (a table, code) is cut around what is marked."""
_CONTEXT: Final = 200


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Sentence of an article, or two that are translated by one. ``record`` is the article; ``ranges`` are highlights, in
    code points of ``text``."""

    record: Record
    text: str
    ranges: tuple[Range, ...]

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.record.id

    @property
    def language(self) -> Language:
        """The language of the article."""
        return self.record.lang

    @property
    def title(self) -> str:
        """The title of the article."""
        return self.record.title


@dataclass(frozen=True, slots=True)
class Line:
    """Sentence with the word, and the one that translates it. ``counterpart`` is what the word becomes there, as it is
    mostly written; empty where the lexicon knows nothing that stands there."""

    source: Excerpt
    target: Excerpt
    counterpart: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What a word becomes, as it is mostly written (empty where that is not known), and in how many sentence pairs of the
    archive."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class ConcordancePage:
    """Page of a concordance. ``found`` counts the articles that have the words; ``whole`` the sentence pairs of the archive,
    ``total`` those with the chosen ``counterpart`` (None: all), ``compared`` their pairs of articles, ``pages`` the pages
    of them. ``bounded``: there are more than were counted. ``counterparts`` are those of the archive, the most frequent one
    first, lines without one last; ``language`` is that of the words."""

    request: SearchRequest
    language: Language
    found: int = 0
    whole: int = 0
    total: int = 0
    compared: int = 0
    bounded: bool = False
    counterpart: str | None = None
    counterparts: tuple[Counterpart, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def pages(self) -> int:
        """Number of pages."""
        return math.ceil(self.total / self.request.size)

    @property
    def glossary(self) -> tuple[str, str] | None:
        """Korean and English of an entry that a glossary could have: the words and their chosen or only counterpart."""
        known = [one.text for one in self.counterparts if one.text]
        chosen = self.counterpart or (known[0] if len(known) == 1 else "")
        typed = " ".join(self.request.q.split())
        if not chosen or not typed:
            return None
        return (typed, chosen) if self.language is Language.KO else (chosen, typed)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Concordances of an archive, from one opened index."""

    search: SearchService
    index: OpenIndex
    translations: Translations

    def page(self, request: SearchRequest, counterpart: str | None = None) -> ConcordancePage:
        """Page of lines, those with one ``counterpart`` where that is given (empty: with none that is known). Of the request
        ``q`` (plain words, no query syntax), ``lang``, ``sort`` (relevance: by counterpart), ``page`` and ``size`` count.
        Raises IndexUnavailable, IndexDamaged."""
        query = to_plain(request.q)
        language = request.lang or language_of(query, Language.KO)
        empty = ConcordancePage(request, language)
        if not query:
            return empty
        words = self.index.compiler.compile(parse(query)).words
        sentences = self.index.sentences()
        counted = self._count(sentences, query, words, language)
        if not len(counted.rows) and request.lang is None:
            other = self._count(sentences, query, words, language.other)
            counted = other if len(other.rows) else counted
        wanted = replace(request, q=query, level="forms", page=1, sort="relevance")
        found = self.search.totals(replace(wanted, size=1))[0]
        if not len(counted.rows) and found:
            counted = self._literal(sentences, wanted, words, counted.language)
        texts = self._texts(counted)
        totals: dict[str, int] = {}
        for text, count in zip(texts, counted.counts(), strict=True):
            totals[text] = totals.get(text, 0) + count
        order = sorted(totals, key=lambda text: (not text, -totals[text], text))
        place = np.array([order.index(text) for text in texts], np.int64)[counted.group]
        rows = counted.rows
        if counterpart is not None:
            # what is nowhere gives no line
            chosen = [at for at, text in enumerate(order) if text == counterpart]
            rows, place = rows[np.isin(place, chosen)], place[np.isin(place, chosen)]
        pairs = sentences.pairs_of(rows)
        days = sentences.days_of(rows, counted.language).astype(np.int64)
        if request.sort == "relevance":
            keys = (rows, -days, place)
        else:
            undated = days == 0
            keys = (rows, days if request.sort == "oldest" else -days, undated)
        sorting = np.lexsort(keys)
        first = (request.page - 1) * request.size
        some = sorting[first : first + request.size]
        return ConcordancePage(
            request,
            counted.language,
            found,
            len(counted.rows),
            len(rows),
            len(np.unique(pairs)),
            len(counted.rows) >= MOST_LINES,
            counterpart,
            tuple(Counterpart(text, totals[text]) for text in order),
            tuple(self._lines(sentences, counted, rows[some], words, query)),
        )

    def _count(
        self,
        sentences: AlignedSentences,
        query: str,
        words: Sequence[SearchedWord],
        language: Language,
    ) -> CountedRows:
        runs = [
            list(dict.fromkeys(run for form in word.forms for run in form.sequences if run))
            for word in words
        ]
        longer = [
            tuple(to_terms(form, self.index.compiler.analyzer))
            for form in self._longer(query, language)
        ]
        return count_rows(sentences, runs, longer, language, self.translations, MOST_LINES)

    def _longer(self, query: str, language: Language) -> list[str]:
        """Words of glossaries that have the word and more."""
        if language is Language.EN:
            return []
        found = (form for one in self.index.glossaries for form in one.containing(query))
        return list(dict.fromkeys(found))[:_LONGER]

    def _literal(
        self,
        sentences: AlignedSentences,
        request: SearchRequest,
        words: Sequence[SearchedWord],
        language: Language,
    ) -> CountedRows:
        """Rows in which words stand as they are written, whatever terms analysis has made of them; without counterparts."""
        page = self.search.search(replace(request, size=_LOOKED_THROUGH), facets=False)
        ids = [hit.id for hit in page.hits if hit.complete and hit.id in sentences.numbers]
        finder = Finder(words)
        rows: list[int] = []
        for record in self._records(ids).values():
            title, text = finder.marks(record.title, record.unpack())
            needed = {mark.word for mark in (*title, *text)}
            if record.lang is not language:
                continue
            for pair in sentences.numbers[record.id]:
                if not self._is_current(sentences, pair, self._records(sentences.pairs[pair])):
                    continue
                for row in sentences.rows_in(pair):
                    inside = (
                        title
                        if sentences.is_title(row)
                        else _inside(text, sentences.span(row, language))
                    )
                    if inside and {mark.word for mark in inside} == needed:
                        rows.append(row)
        found: Rows = np.array(sorted(set(rows)), np.int64)
        groups: tuple[Run, ...] = ((),) if rows else ()
        return CountedRows(language, found, np.zeros(len(found), np.int64), groups)

    def _is_current(
        self, sentences: AlignedSentences, pair: int, records: Mapping[str, Record]
    ) -> bool:
        """Whether both articles of a pair are in the index as they were aligned."""
        both = [records.get(name) for name in sentences.pairs[pair]]
        hashes = [one.content_hash for one in both if one is not None]
        return len(hashes) == len(both) and sentences.is_of(pair, to_contents(*hashes))

    def _texts(self, counted: CountedRows) -> list[str]:
        """Each group as it is mostly written."""
        forms, target = SurfaceForms(self.index.engine), counted.language.other
        known = {term: forms.headword(term, target) for run in counted.groups for term in run}
        return [" ".join(known[term] for term in run) for run in counted.groups]

    def _records(self, ids: Iterable[str]) -> dict[str, Record]:
        names = list(dict.fromkeys(ids))
        return {name: to_record(data) for name, data in self.index.engine.stored(names).items()}

    def _lines(
        self,
        sentences: AlignedSentences,
        counted: CountedRows,
        rows: Rows,
        words: Sequence[SearchedWord],
        query: str,
    ) -> Iterable[Line]:
        """Lines of some rows; none of articles that have changed since they were aligned."""
        language = counted.language
        korean = language is Language.KO
        numbers = sentences.pairs_of(rows).tolist()
        pairs = [sentences.pairs[number] for number in numbers]
        records = self._records(name for pair in pairs for name in pair)
        current = {number: self._is_current(sentences, number, records) for number in {*numbers}}
        finder = Finder(words)
        longer = self._longer(query, language)
        texts = self._texts(counted)
        groups = counted.group[np.searchsorted(counted.rows, rows)].tolist()
        for row, number, group in zip(rows.tolist(), numbers, groups, strict=True):
            if not current[number]:
                continue
            names = sentences.pairs[number][:: 1 if korean else -1]
            source, target = (records[name] for name in names)
            analyses = source.unpack(), target.unpack()
            title = sentences.is_title(row)
            marks = finder.marks(source.title, analyses[0])[not title]
            spans = [
                (0, len(one.title)) if title else sentences.span(row, one.lang)
                for one in (source, target)
            ]
            own = source.title if title else analyses[0].text
            shown = _outside(_inside(marks, spans[0]), own, longer)
            there = _places(analyses[1], counted.groups[group], spans[1], title=title)
            other = target.title if title else analyses[1].text
            yield Line(
                _excerpt(source, own, spans[0], shown),
                _excerpt(target, other, spans[1], there),
                texts[group],
            )


def open_concordance(search: SearchService, current: Callable[[], OpenIndex]) -> Concordance:
    """Concordance of the current index with its lexicon. Raises IndexUnavailable."""
    index = current()
    return Concordance(search, index, index.lexicon().translations)


def _inside(marks: Sequence[Mark], span: Span) -> Sequence[Mark]:
    """Those of some marks, which are in order, that begin in a range."""
    starts = [mark.start for mark in marks]
    return marks[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def _outside(marks: Sequence[Mark], text: str, longer: Sequence[str]) -> list[Span]:
    """Places of marks that are in none of some longer words of a text."""
    places = []
    for mark in marks:
        covered = any(
            text.find(form, max(mark.end - len(form), 0), mark.start + len(form)) >= 0
            for form in longer
        )
        if not covered:
            places.append((mark.start, mark.end))
    return places


def _places(analysis: StoredAnalysis, terms: Run, span: Span, *, title: bool) -> list[Span]:
    """Places of terms in a range of a title or text."""
    wanted = {term: [(term,)] for term in terms}
    return [
        (start, end)
        for in_title, start, end, _, _ in analysis.find(wanted)
        if in_title is title and span[0] <= start < span[1]
    ]


def _excerpt(record: Record, text: str, span: Span, marks: Sequence[Span]) -> Excerpt:
    """Excerpt of a range without the spaces around it, cut where it is too long."""
    start, end = span
    if end - start > _MAX_LENGTH:
        start = max(start, min((at for at, _ in marks), default=start) - _CONTEXT)
        end = min(end, start + _MAX_LENGTH)
    text = text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    ranges: list[Range] = []
    for first, last in sorted(marks):
        first, last = first - start, min(last - start, len(text))
        if ranges and first <= ranges[-1].end:
            ranges[-1] = Range(ranges[-1].start, max(last, ranges[-1].end))
        elif 0 <= first < last:
            ranges.append(Range(first, last))
    return Excerpt(record, text, tuple(ranges))
