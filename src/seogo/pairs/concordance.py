"""Concordance: sentences with a word beside the sentences that translate them.

The aligned sentences of the index say which pairs of the whole archive have the words, and what they become there
(seogo.pairs.sentence_counts); only the lines of a page are read, from the index. A line has all the typed words, wherever
they stand in the sentence, in any form that is searched for in their language. Where no sentence has the terms of a word (a
name that analysis cuts in another way), the first articles that the search finds are looked through.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final, Literal, TypeAlias

import numpy as np

from seogo.alignment.aligned_sentences import AlignedSentences, Rows
from seogo.alignment.sentence_pairs import to_contents
from seogo.documents.document import Record, to_record
from seogo.languages import Language
from seogo.lexicon.glossary_terms import to_terms
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.pairs.counterpart_candidates import to_candidates
from seogo.pairs.excerpts import Excerpt, marks_inside, places_of, places_outside, to_excerpt
from seogo.pairs.sentence_counts import CountedRows, Run, Translations, count_rows
from seogo.query.plain import to_plain
from seogo.rewriting.forms import SearchedWord
from seogo.searching.open_index import OpenIndex
from seogo.searching.request import LARGEST_PAGE, SearchRequest, language_of
from seogo.searching.service import SearchService
from seogo.searching.snippets import Finder
from seogo.searching.trends.associations import log_likelihood

Neighbour: TypeAlias = Literal["before", "after"]
"""Word beside that of a concordance."""
MOST_LINES: Final = 100_000
"""Sentence pairs that are counted; where there are more, the number says so."""
_LOOKED_THROUGH: Final = LARGEST_PAGE
"""Articles that are looked through for a word of which no term stands in a sentence."""
_FEWEST: Final = 3
"""Rows that an only counterpart has at least, if it is proposed for a glossary."""
_SURE: Final = 24.0
"""Its log-likelihood: one in a million by chance (χ² with one degree of freedom), as an archive has thousands of words."""
_LONGER: Final = 20
"""Glossary entries that contain a word and are told apart from it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Sentence with the word, and the one that translates it. ``counterpart`` is what the word becomes there, as it is
    mostly written; empty where the lexicon knows nothing that stands there: then ``candidates`` are words that it may be."""

    source: Excerpt
    target: Excerpt
    counterpart: str
    candidates: tuple[str, ...] = ()


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
    first, lines without one last; ``language`` is that of the words. ``proposed``: the chosen one, or the only one where it
    stands out from chance; empty without one. ``neighbour``: lines stand by the word before or behind
    theirs. ``literal``: no sentence has the terms of the words, which were looked for as they are written. ``waiting``
    articles have changed since sentences were aligned and are not counted as they are now."""

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
    neighbour: Neighbour | None = None
    literal: bool = False
    waiting: int = 0
    proposed: str = ""

    @property
    def pages(self) -> int:
        """Number of pages."""
        return math.ceil(self.total / self.request.size)

    @property
    def glossary(self) -> tuple[str, str] | None:
        """Korean and English of an entry that a glossary could have: the words and what is proposed for them."""
        typed = " ".join(self.request.q.split())
        if not self.proposed or not typed:
            return None
        korean = self.language is Language.KO
        return (typed, self.proposed) if korean else (self.proposed, typed)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Concordances of an archive, from one opened index."""

    search: SearchService
    index: OpenIndex
    translations: Translations

    def page(
        self,
        request: SearchRequest,
        counterpart: str | None = None,
        neighbour: Neighbour | None = None,
    ) -> ConcordancePage:
        """Page of lines, those with one ``counterpart`` where that is given (empty: with none that is known). Of the request
        ``q`` (plain words, no query syntax), ``lang``, ``sort`` (relevance: by counterpart), ``page`` and ``size`` count;
        lines stand by a ``neighbour`` instead where that is given. Raises IndexUnavailable, IndexDamaged."""
        query = to_plain(request.q)
        language = request.lang or language_of(query, Language.KO)
        empty = ConcordancePage(request, language)
        if not query:
            return empty
        words = self.index.compiler.compile(self.index.parse(query)).words
        sentences = self.index.sentences()
        counted = self._count(sentences, query, words, language)
        if not len(counted.rows) and request.lang is None:
            other = self._count(sentences, query, words, language.other)
            counted = other if len(other.rows) else counted
        wanted = replace(request, q=query, level="forms", page=1, sort="relevance")
        found = self.search.totals(replace(wanted, size=1))[0]
        literal = not len(counted.rows) and found > 0
        if literal:
            counted = self._literal(sentences, wanted, words, counted.language)
        texts = self._texts(counted)
        totals: dict[str, int] = {}
        for text, count in zip(texts, counted.counts(), strict=True):
            totals[text] = totals.get(text, 0) + count
        order = sorted(totals, key=lambda text: (not text, -totals[text], text))
        place = np.array([order.index(text) for text in texts], np.int64)[counted.group]
        kept = np.ones(len(counted.rows), bool)
        if counterpart is not None:
            # what is nowhere gives no line
            kept = np.isin(place, [at for at, text in enumerate(order) if text == counterpart])
        rows, place = counted.rows[kept], place[kept]
        pairs = sentences.pairs_of(rows)
        days = sentences.days_of(rows, counted.language).astype(np.int64)
        keys: tuple[Rows, ...]
        if neighbour:
            beside = counted.begins - 1 if neighbour == "before" else counted.ends
            keys = (rows, sentences.orders(beside[kept], rows, counted.language))
        elif request.sort == "relevance":
            keys = (rows, -days, place)
        else:
            undated = days == 0
            keys = (rows, days if request.sort == "oldest" else -days, undated)
        sorting = np.lexsort(keys)
        longer = self._longer(query, counted.language)
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
            tuple(self._lines(sentences, counted, rows[some], words, () if literal else longer)),
            neighbour,
            literal and len(counted.rows) > 0,
            self.index.facts.waiting,
            counterpart or self._proposed(sentences, counted, texts),
        )

    def _proposed(
        self, sentences: AlignedSentences, counted: CountedRows, texts: Sequence[str]
    ) -> str:
        """The only counterpart, as it is written, if that the words and it stand in the same rows is no chance."""
        known = set(texts) - {""}
        if len(known) != 1:
            return ""
        (text,) = known
        at = [number for number, one in enumerate(texts) if one == text]
        together = int(np.isin(counted.group, at).sum())
        there: Rows = np.unique(
            np.concatenate([self._having(sentences, counted, number) for number in at])
        )
        rows, all_rows = len(counted.rows), sentences.size
        score = log_likelihood(together, rows, len(there), all_rows)
        return text if together >= _FEWEST and score >= _SURE else ""

    def _having(self, sentences: AlignedSentences, counted: CountedRows, number: int) -> Rows:
        """Rows of the archive that have all terms of a counterpart."""
        other = counted.language.other
        return reduce(
            np.intersect1d,
            (
                sentences.rows_of(sentences.occurrences((term,), other), other)
                for term in counted.groups[number]
            ),
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
                        else marks_inside(text, sentences.span(row, language))
                    )
                    if inside and {mark.word for mark in inside} == needed:
                        rows.append(row)
        found: Rows = np.array(sorted(set(rows)), np.int64)
        groups: tuple[Run, ...] = ((),) if rows else ()
        nowhere: Rows = np.zeros(len(found), np.int64)
        return CountedRows(language, found, nowhere, groups, nowhere, nowhere)

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
        longer: Sequence[str],
    ) -> Iterable[Line]:
        """Lines of some rows, without marks inside the ``longer`` words; none of articles that have changed since they were
        aligned."""
        language = counted.language
        korean = language is Language.KO
        numbers = sentences.pairs_of(rows).tolist()
        pairs = [sentences.pairs[number] for number in numbers]
        records = self._records(name for pair in pairs for name in pair)
        current = {number: self._is_current(sentences, number, records) for number in {*numbers}}
        finder = Finder(words)
        texts = self._texts(counted)
        groups = counted.group[np.searchsorted(counted.rows, rows)].tolist()
        unknown = [
            row for row, at in zip(rows.tolist(), groups, strict=True) if not counted.groups[at]
        ]
        runs = [run for word in words for form in word.forms for run in form.sequences]
        candidates = to_candidates(sentences, counted, unknown, runs, self.translations)
        forms = SurfaceForms(self.index.engine)
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
            shown = places_outside(marks_inside(marks, spans[0]), own, longer)
            there = places_of(analyses[1], counted.groups[group], spans[1], title=title)
            other = target.title if title else analyses[1].text
            yield Line(
                to_excerpt(source, own, spans[0], shown),
                to_excerpt(target, other, spans[1], there),
                texts[group],
                tuple(forms.headword(one, language.other) for one in candidates.get(row, ())),
            )


def open_concordance(search: SearchService, current: Callable[[], OpenIndex]) -> Concordance:
    """Concordance of the current index with its lexicon. Raises IndexUnavailable."""
    index = current()
    return Concordance(search, index, index.lexicon().translations)
