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

from seogo.analyses import StoredAnalysis
from seogo.analysis.hangul import SYLLABLES
from seogo.forms import ResolvedWord

LONGEST = 220
"""Code points of a snippet; Hangul says as much in half of that (see _WIDE)."""

_WIDE = re.compile("[가-힣㐀-䶿一-鿿]+")
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
        self._literals: list[tuple[str, re.Pattern[str], int, str, bool]] = []
        self._wanted: dict[str, list[tuple[str, ...]]] = {}
        self._owners: dict[str, list[tuple[int, str, bool]]] = {}
        self._ways: list[tuple[str, list[tuple[int, str]]]] = []
        for number, word in enumerate(words):
            for form in word.forms:
                owner = number, form.how, word.title_only
                if form.literal:
                    self._literals.append((*_literal(form.literal), *owner))
                for sequence in form.sequences:
                    self._wanted.setdefault(sequence[0], []).append(sequence)
                    self._owners.setdefault(sequence[0], []).append(owner)
            hows = dict.fromkeys(form.how for form in word.forms)
            self._ways.append((word.text, [(number, how) for how in hows]))

    def marks(self, title: str, analysis: StoredAnalysis) -> tuple[list[Mark], list[Mark]]:
        """Where the forms occur in the title of an article and in its text, in the order of each."""
        titles, texts = self._literally(title, in_title=True), self._literally(analysis.text)
        for in_title, start, end, term, place in analysis.find(self._wanted):
            number, how, title_only = self._owners[term][place]
            if in_title:
                titles.add(Mark(start, end, number, how))
            elif not title_only:
                texts.add(Mark(start, end, number, how))
        return _in_order(titles), _in_order(texts)

    def _literally(self, text: str, *, in_title: bool = False) -> set[Mark]:
        marks: set[Mark] = set()
        for beginning, pattern, number, how, title_only in self._literals:
            if beginning in text and (in_title or not title_only):
                marks.update(Mark(*m.span(), number, how) for m in pattern.finditer(text))
        return marks

    def matched(self, *found: tuple[str, Sequence[Mark]]) -> tuple[Matched, ...]:
        """For each word the first way in which each text has it, a typed form before an equivalent. ``found`` are texts and
        their marks."""
        first: dict[tuple[int, str], str] = {}
        for text, marks in found:
            for start, end, word, how in marks:
                if (word, how) not in first:
                    first[word, how] = text[start:end]
        return tuple(
            Matched(text, first[way], way[1])
            for text, ways in self._ways
            for way in ways
            if way in first
        )


def _in_order(marks: set[Mark]) -> list[Mark]:
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
    text = analysis.text
    if not text or text.isspace():
        return None
    budget = LONGEST // 2 if _is_wide(text[:LONGEST]) else LONGEST
    sentences = analysis.sentences
    bounds = [*sentences, len(text)]
    by_sentence: dict[int, set[int]] = {}
    for start, _, word, _ in marks:
        by_sentence.setdefault(bisect_right(sentences, start) - 1, set()).add(word)
    words = set[int]().union(*by_sentence.values())
    first, best = 0, -1.0
    for sentence in by_sentence:
        shown = range(sentence, _last(bounds, sentence, budget))
        seen = set[int]().union(*(by_sentence.get(number, ()) for number in shown))
        worth = sum(weights.get(word, 1.0) for word in seen)
        if worth > best:
            first, best = sentence, worth
        if len(seen) == len(words):
            break  # no other has more
    return _cut(text, marks, bounds, first, budget)


def _is_wide(text: str) -> bool:
    """Whether more than a quarter of the code points that a snippet may have are Hangul or hanja."""
    if len(text.encode()) - len(text) <= LONGEST // 4 * 2:
        return False  # each has three bytes
    return sum(map(len, _WIDE.findall(text))) > LONGEST // 4


def _last(bounds: Sequence[int], sentence: int, budget: int) -> int:
    """The border of the last sentence up to which those from number ``sentence`` on, or it alone, can be shown."""
    return max(bisect_right(bounds, bounds[sentence] + budget) - 1, sentence + 1)


def _cut(
    text: str, marks: Sequence[Mark], bounds: Sequence[int], sentence: int, budget: int
) -> Snippet:
    """Sentences from number ``sentence`` on up to the budget; a sentence that is longer is cut around its marks."""
    start, end = bounds[sentence], bounds[_last(bounds, sentence, budget)]
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
    shown = text[start:end]
    if not shown.isprintable():
        shown = _OTHER_SPACE.sub(" ", shown)
    return Snippet(shown, merged(marks, start, end), opens, closes)


def _literal(literal: str) -> tuple[str, re.Pattern[str]]:
    """What a literal begins with, and what finds it."""
    words = literal.split()
    letters = "".join(words)
    if SYLLABLES.fullmatch(letters):
        # two syllables meet across a space by accident too often (한글 in 한 글자)
        gap = r"\s?" if len(letters) > 2 else ""
        return letters[0], re.compile(gap.join(map(re.escape, letters)))
    pattern = r"\s+".join(map(re.escape, words))
    return words[0], re.compile(rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])")
