"""Sentence pairs of the whole archive that have the words of a query, and what the words become in them.

Everything is counted in the columns of seogo.alignment.aligned_sentences, so no article is read. Of each term of the words
the most probable translation that stands in the other sentence is its counterpart, if it is neither too unlikely nor learned
from too little; or the term itself where that is not Hangul. A term inside a longer entry of a glossary (기술 in
과학기술정보통신부) belongs to that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from seogo.alignment.aligned_sentences import AlignedSentences, Rows
from seogo.alignment.passage_pairs import is_content
from seogo.analysis.script.hangul import SYLLABLE
from seogo.languages import Language
from seogo.lexicon.lexicon import Translation

MIN_PROBABILITY: Final = 0.1
"""Probability of a translation that is a counterpart."""
Translations: TypeAlias = Callable[[str, Language], Sequence[Translation]]
"""Translations of a term of a language into the other one, as seogo.lexicon.lexicon.Lexicon.translations gives them."""
Run: TypeAlias = tuple[str, ...]
"""Terms side by side."""


@dataclass(frozen=True, slots=True)
class CountedRows:
    """Rows that have all words of a query in ``language``, ascending; ``group`` is the number in ``groups`` of what the words
    become in each row: terms of the other language in the order of the words, none where that is not known. The first word
    in each row has the tokens from ``begins`` to before ``ends`` (0 and 0 where words have no terms)."""

    language: Language
    rows: Rows
    group: NDArray[Any]
    groups: tuple[Run, ...]
    begins: Rows
    ends: Rows

    def counts(self) -> list[int]:
        """Number of rows of each group."""
        counts: list[int] = np.bincount(self.group, minlength=len(self.groups)).tolist()
        return counts


def count_rows(
    sentences: AlignedSentences,
    words: Sequence[Sequence[Run]],
    longer: Sequence[Run],
    language: Language,
    translations: Translations,
    most: int,
) -> CountedRows:
    """Rows, at most ``most``, in which each word has one of its runs, outside the ``longer`` runs that contain it."""
    found: dict[Run, Rows] = {}
    places: list[NDArray[np.int64]] = []
    per_word = []
    for runs in words:
        for run in runs:
            tokens = sentences.occurrences(run, language)
            for other in longer:
                if _contains(other, run):
                    inner = _inner(sentences.occurrences(other, language), len(other))
                    tokens = tokens[~np.isin(tokens, inner)]
            having = sentences.rows_of(tokens, language)
            places.append(np.stack((having, tokens, tokens + len(run)), 1))
            found[run] = np.unique(having)
        union = [found[run] for run in runs] or [np.zeros(0, np.int64)]
        per_word.append(np.unique(np.concatenate(union)))
    rows: Rows = reduce(np.intersect1d, per_word)[:most] if per_word else np.zeros(0, np.int64)
    by_term: dict[str, list[Rows]] = {}
    for run, with_run in found.items():
        for term in filter(is_content, run):
            by_term.setdefault(term, []).append(with_run)
    columns, choices = [], []
    for term, parts in by_term.items():
        known = list(_candidates(term, language, translations))
        with_term = np.isin(rows, np.concatenate(parts))
        column = np.zeros(len(rows), np.int64)
        for number, translation in enumerate(known, 1):
            there = sentences.rows_of(
                sentences.occurrences((translation,), language.other), language.other
            )
            column[(column == 0) & with_term & np.isin(rows, there)] = number
        columns.append(column)
        choices.append(["", *known])
    return CountedRows(
        language, rows, *_grouped(columns, choices, len(rows)), *_first(places, rows)
    )


def _first(places: Sequence[NDArray[np.int64]], rows: Rows) -> tuple[Rows, Rows]:
    """Where the first of some places (row, begin, end) in each of ``rows`` begins and ends."""
    if not len(rows):
        return rows, rows
    known = np.concatenate(places)
    known = known[np.lexsort((-known[:, 2], known[:, 1], known[:, 0]))]
    first = known[np.searchsorted(known[:, 0], rows)]
    return first[:, 1], first[:, 2]


def _grouped(
    columns: Sequence[NDArray[Any]], choices: Sequence[Sequence[str]], size: int
) -> tuple[NDArray[Any], tuple[Run, ...]]:
    """What the terms become in each row, as the numbers of groups, and the groups."""
    if not columns or not size:
        return np.zeros(size, np.int64), ((),) if size else ()
    combined, inverse = np.unique(np.stack(columns, 1), axis=0, return_inverse=True)
    numbers: dict[Run, int] = {}
    of_combined = []
    for row in combined.tolist():
        chosen = (names[number] for names, number in zip(choices, row, strict=True))
        run = tuple(dict.fromkeys(term for term in chosen if term))
        of_combined.append(numbers.setdefault(run, len(numbers)))
    return np.array(of_combined, np.int64)[inverse.reshape(-1)], tuple(numbers)


def _candidates(term: str, language: Language, translations: Translations) -> Iterator[str]:
    likely = [
        one.term
        for one in translations(term, language)
        if one.probability >= MIN_PROBABILITY and one.is_supported
    ]
    yield from likely
    if not SYLLABLE.match(term) and term not in likely:
        yield term


def _inner(tokens: Rows, size: int) -> Rows:
    """All tokens of runs that begin at some."""
    return (tokens[:, None] + np.arange(size)).reshape(-1)


def _contains(run: Run, part: Run) -> bool:
    """Whether a run is longer than another one and has it."""
    size = len(part)
    return len(run) > size and any(run[at : at + size] == part for at in range(len(run) - size + 1))
