"""The best passage of an article for a query, with highlights as ranges.

Everything comes from what analysis left behind: offsets of terms, borders of sentences. Nothing is analysed again, and
nothing here is HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seogo.analyses import Known, StoredAnalysis, StoredColumn
from seogo.analysis.hangul import SYLLABLES
from seogo.forms import ResolvedWord

LONGEST = 220
"""Code points of a snippet; Hangul says as much in half of that (see _WIDE)."""

_WIDE = re.compile("[가-힣㐀-䶿一-鿿]")
_OTHER_SPACE = re.compile(r"[^\S ]")


@dataclass(frozen=True, slots=True)
class Range:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article: its text, and what to mark in it. ``opens`` and ``closes``: the article goes on before
    and after it within the sentence."""

    text: str
    ranges: tuple[Range, ...]
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """Why an article was found: for the typed ``word`` it has ``found`` (as it stands there), by ``how``
    (``word``, ``prefix``, ``abbreviation``, ``variant``, ``hanja``, ``term``)."""

    word: str
    found: str
    how: str


class Mark(NamedTuple):
    """An occurrence: half-open in its text, of the word with this number, in one of its forms."""

    start: int
    end: int
    word: int
    how: str


class Finder:
    """Finds the forms of the words of one query in the texts of its hits."""

    def __init__(self, words: Sequence[ResolvedWord]) -> None:
        self._literals: list[tuple[re.Pattern[str], int, str, bool]] = []
        self._wanted: dict[str, list[tuple[str, ...]]] = {}
        self._owners: dict[str, list[tuple[int, str, bool]]] = {}
        for number, word in enumerate(words):
            for form in word.forms:
                if form.literal:
                    owner = number, form.how, word.title_only
                    self._literals.append((_literal_pattern(form.literal), *owner))
                for sequence in form.sequences:
                    self._wanted.setdefault(sequence[0], []).append(sequence)
                    owner = number, form.how, word.title_only
                    self._owners.setdefault(sequence[0], []).append(owner)

    def marks(self, title: str, analysis: StoredAnalysis) -> tuple[list[Mark], list[Mark]]:
        """Where the forms occur in the title of an article and in its text, in the order of each."""
        known = analysis.known(self._wanted)
        return (
            self._marks(title, analysis.title, known, in_title=True),
            self._marks(analysis.text, analysis.body, known, in_title=False),
        )

    def _marks(
        self, text: str, columns: Iterable[StoredColumn], known: Known, *, in_title: bool
    ) -> list[Mark]:
        marks: set[Mark] = set()
        for pattern, number, how, title_only in self._literals:
            if in_title or not title_only:
                marks.update(Mark(*m.span(), number, how) for m in pattern.finditer(text))
        for column in columns:
            for start, end, term, place in column.find(known):
                number, how, title_only = self._owners[term][place]
                if in_title or not title_only:
                    marks.add(Mark(start, end, number, how))
        return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.word))


def merged(marks: Iterable[Mark], start: int = 0, end: int | None = None) -> tuple[Range, ...]:
    """The ranges that marks cover inside ``start:end``, relative to ``start``; those that touch become one."""
    ranges: list[Range] = []
    for mark in marks:
        if mark.start < start or (end is not None and mark.end > end):
            continue
        if ranges and mark.start - start <= ranges[-1].end:
            longest = max(ranges[-1].end, mark.end - start)
            ranges[-1] = Range(ranges[-1].start, longest)
        else:
            ranges.append(Range(mark.start - start, mark.end - start))
    return tuple(ranges)


def best_snippet(
    analysis: StoredAnalysis, marks: Sequence[Mark], weights: Mapping[int, float]
) -> Snippet | None:
    """The run of whole sentences with the most weight of different words, or the beginning where none is marked.

    ``weights`` says how much finding each word is worth (rare ones more). None where the article has no text.
    """
    text, sentences = analysis.text, analysis.sentences
    if not text.strip():
        return None
    budget = LONGEST // 2 if len(_WIDE.findall(text[:LONGEST])) > LONGEST // 4 else LONGEST
    bounds = [*sentences, len(text)]
    by_sentence: dict[int, set[int]] = {}
    for mark in marks:
        by_sentence.setdefault(bisect_right(sentences, mark.start) - 1, set()).add(mark.word)
    first, best = 0, -1.0
    for sentence in sorted(by_sentence):
        seen: set[int] = set()
        last = sentence
        while last < len(sentences) and (
            last == sentence or bounds[last + 1] - bounds[sentence] <= budget
        ):
            seen |= by_sentence.get(last, set())
            last += 1
        worth = sum(weights.get(word, 1.0) for word in seen)
        if worth > best:
            first, best = sentence, worth
    return _cut(text, marks, bounds, first, budget)


def _cut(
    text: str, marks: Sequence[Mark], bounds: Sequence[int], sentence: int, budget: int
) -> Snippet:
    """Sentences from number ``sentence`` on up to the budget; a sentence that is longer is cut around its marks."""
    start, end = bounds[sentence], bounds[sentence + 1]
    following = sentence + 2
    while following < len(bounds) and bounds[following] - start <= budget:
        end = bounds[following]
        following += 1
    opens = closes = False
    if end - start > budget:
        inside = [mark for mark in marks if start <= mark.start < end]
        centre = inside[0].start if inside else start
        if centre - start > budget // 3:
            space = text.find(" ", centre - budget // 3, centre)
            start = space + 1 if space >= 0 else centre - budget // 3
            opens = True
        if end - start > budget:
            space = text.rfind(" ", start + budget // 2, start + budget)
            end = space if space >= 0 else start + budget
            closes = True
    while end > start and text[end - 1].isspace():
        end -= 1
    # line breaks and tabs are spaces in a snippet; the length must stay, since ranges count code points
    shown = _OTHER_SPACE.sub(" ", text[start:end])
    return Snippet(shown, merged(marks, start, end), opens, closes)


def to_matched(
    words: Sequence[ResolvedWord], *found: tuple[str, Sequence[Mark]]
) -> tuple[Matched, ...]:
    """For each word the first way in which each text has it, a typed form before an equivalent."""
    matched: list[Matched] = []
    for number, word in enumerate(words):
        hows = dict.fromkeys(form.how for form in word.forms)
        for how in hows:
            place = next(
                (
                    (text, mark)
                    for text, marks in found
                    for mark in marks
                    if mark.word == number and mark.how == how
                ),
                None,
            )
            if place is not None:
                text, mark = place
                matched.append(Matched(word.text, text[mark.start : mark.end], how))
    return tuple(matched)


def _literal_pattern(literal: str) -> re.Pattern[str]:
    letters = "".join(literal.split())
    if SYLLABLES.fullmatch(letters):
        # two syllables meet across a space by accident too often (한글 in 한 글자)
        gap = r"\s?" if len(letters) > 2 else ""
        return re.compile(gap.join(map(re.escape, letters)))
    words = r"\s+".join(map(re.escape, literal.split()))
    return re.compile(rf"(?<![A-Za-z0-9]){words}(?![A-Za-z0-9])")
