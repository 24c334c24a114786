"""Snippets: the best passage of an article for a query, with highlights as ranges.

Everything comes from what analysis left behind: offsets of terms, borders of sentences. Nothing is analysed again, and
nothing here is HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from seogo.analysis import english
from seogo.analysis.script.hangul import SYLLABLES
from seogo.analysis.script.normalize import normalize
from seogo.documents.stored_analysis import StoredAnalysis
from seogo.rewriting.forms import Form, SearchedWord

LONGEST = 220
"""Code points of a snippet; Hangul says as much in half of that (see _WIDE)."""

_WIDE = re.compile("[가-힣㐀-䶿一-鿿]")
_MIXED_ROWS = b"\x4d\xd7"
_WIDE_ROWS = bytes([*range(0x34, 0xA0), *range(0xAC, 0xD8)])
"""The rows of 256 code points with what is wide; those of _MIXED_ROWS have other characters too."""

_PATTERNS = 2_000
_NONE: frozenset[int] = frozenset()
_OTHER_SPACE = re.compile(r"[^\S ]")


class Range(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Snippet(NamedTuple):
    """Passage of an article with its highlights. ``opens`` and ``closes``: its sentence goes on before and after it;
    ``start`` is where it begins in the article's plain text."""

    text: str
    ranges: tuple[Range, ...]
    opens: bool = False
    closes: bool = False
    start: int = 0


class MatchReason(NamedTuple):
    """Reason for a match: for the typed ``word`` the article has ``found`` (its surface there), by the kind of form ``how``
    (``word``, ``prefix``, ``abbreviation``, ``variant``, ``hanja``, ``term``); or the passage that is near in meaning to all
    that was typed (``meaning``), with its ``similarity``."""

    word: str
    found: str
    how: str
    similarity: float = 0.0


class Mark(NamedTuple):
    """Occurrence of a word: half-open in its text, the number of the word, and the kind of form."""

    start: int
    end: int
    word: int
    how: str


class Finder:
    """Finder of the forms of the words of one query in the texts of its hits."""

    def __init__(self, words: Sequence[SearchedWord]) -> None:
        self._literals: list[tuple[str, str, bool, int, str, bool]] = []
        self._wanted: dict[str, list[tuple[str, ...]]] = {}
        self._owners: dict[str, list[tuple[int, str, bool]]] = {}
        self._ways: list[tuple[str, list[tuple[int, str]]]] = []
        self._in_text: dict[int, tuple[Form, ...]] = {}
        numbers: dict[tuple[object, ...], int] = {}
        for at, word in enumerate(words):
            # a word that was typed many times is looked for once
            number = numbers.setdefault((word.forms, word.title_only), at)
            if not word.title_only:
                self._in_text[number] = word.forms
            for form in word.forms if number == at else ():
                owner = number, form.how, word.title_only
                if form.literal:
                    letters = _letters(form.literal)
                    self._literals.append((letters, form.literal, form.across, *owner))
                for sequence in form.sequences:
                    self._wanted.setdefault(sequence[0], []).append(sequence)
                    self._owners.setdefault(sequence[0], []).append(owner)
            hows = dict.fromkeys(form.how for form in word.forms)
            self._ways.append((word.text, [(number, how) for how in hows]))

    def marks(self, title: str, analysis: StoredAnalysis) -> tuple[list[Mark], list[Mark]]:
        """Occurrences of the forms in the title of an article and in its text, each in order."""
        titles, texts = self._literally(title, in_title=True), self._literally(analysis.text)
        for in_title, start, end, term, place in analysis.find(self._wanted):
            number, how, title_only = self._owners[term][place]
            if in_title:
                titles[Mark(start, end, number, how)] = None
            elif not title_only:
                texts[Mark(start, end, number, how)] = None
        return _in_order(titles), _in_order(texts)

    def _literally(self, text: str, *, in_title: bool = False) -> dict[Mark, None]:
        marks: dict[Mark, None] = {}
        together = "".join(text.split()) if self._literals else ""
        for letters, literal, across, number, how, title_only in self._literals:
            if (in_title or not title_only) and letters in together:
                found = _pattern(literal, across).finditer(text)
                marks.update((Mark(*m.span(), number, how), None) for m in found)
        return marks

    def matched(
        self, *found: tuple[str, Sequence[Mark]], tags: Sequence[str] = ()
    ) -> tuple[MatchReason, ...]:
        """Reasons for a match: of each word the first occurrence of each kind of form. ``found`` are texts with their
        marks; a word that none of them has may be in one of the ``tags``."""
        first: dict[tuple[int, str], str] = {}
        for text, marks in found:
            for start, end, word, how in marks:
                if (word, how) not in first:
                    first[word, how] = text[start:end]
        if tags:
            marked = {word for word, _ in first}
            for word, forms in self._in_text.items():
                if word not in marked:
                    first |= {(word, how): tag for how, tag in _in_tags(tags, forms)}
        return tuple(
            MatchReason(text, first[way], way[1])
            for text, ways in self._ways
            for way in ways
            if way in first
        )


def _in_tags(tags: Sequence[str], forms: Iterable[Form]) -> Iterator[tuple[str, str]]:
    """The first form that a tag has, its kind and the tag."""
    for form, tag in product(forms, tags):
        text, terms = _tag(tag)
        literal = form.literal and form.literal in "".join(text.split())
        if literal or any(
            all(term in terms or (SYLLABLES.fullmatch(term) and term in text) for term in sequence)
            for sequence in form.sequences
        ):
            yield form.how, tag
            return


@lru_cache(maxsize=4_096)
def _tag(tag: str) -> tuple[str, frozenset[str]]:
    """A tag in normal form, and its terms; the results of a page share their tags."""
    text = normalize(tag).text
    return text, frozenset(english.written(text).terms())


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    # those of each word are in order already, so that this takes linear time
    return sorted(marks, key=lambda mark: (mark[0], -mark[1], mark[2]))


def merged(marks: Iterable[Mark], start: int = 0, end: int | None = None) -> tuple[Range, ...]:
    """The ranges that marks, which are in order, cover inside ``start:end``, relative to ``start``; those that touch
    become one."""
    spans: list[tuple[int, int]] = []
    for first, last, _, _ in marks:
        if end is not None and first >= end:
            break
        # what goes on in the next sentence is marked as far as it is shown
        first, last = max(first, start), last if end is None else min(last, end)
        if first >= last:
            continue
        if spans and first <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], last)
        else:
            spans.append((first, last))
    return tuple([Range(first - start, last - start) for first, last in spans])


def best_snippet(
    analysis: StoredAnalysis,
    marks: Sequence[Mark],
    weights: Mapping[int, float],
    at: int | None = None,
) -> Snippet | None:
    """Snippet of whole sentences with the most weight of different words, or of the beginning where none is marked; of the
    sentence that stands ``at`` an offset, where there is one.

    ``weights`` are those of words by their numbers (rare ones more). None where the article has no text.
    """
    text = analysis.text
    if not text or text.isspace():
        return None
    budget = LONGEST // 2 if _is_wide(text[:LONGEST]) else LONGEST
    bounds = [*analysis.sentences, len(text)]
    if at is None:
        sentence = _best_sentence(bounds, marks, weights, budget)
    else:
        sentence = max(bisect_right(bounds, at, hi=len(bounds) - 1) - 1, 0)
    return _cut(text, marks, bounds, sentence, budget)


def _best_sentence(
    bounds: Sequence[int], marks: Sequence[Mark], weights: Mapping[int, float], budget: int
) -> int:
    """The number of the sentence with which the run of most weight begins."""
    last = len(bounds) - 1
    words = {mark.word for mark in marks}
    if len(words) < 2:
        return bisect_right(bounds, marks[0].start, hi=last) - 1 if marks else 0
    by_sentence: dict[int, set[int]] = {}
    for start, _, word, _ in marks:
        by_sentence.setdefault(bisect_right(bounds, start, hi=last) - 1, set()).add(word)
    first, best = 0, -1.0
    for sentence, seen in by_sentence.items():
        covered = set(seen)
        for following in range(sentence + 1, _last(bounds, sentence, budget)):
            covered |= by_sentence.get(following, _NONE)
        worth = sum([weights.get(word, 1.0) for word in covered])
        if worth > best:
            first, best = sentence, worth
        if len(covered) == len(words):
            break  # no other has more
    return first


def _is_wide(text: str) -> bool:
    """Whether more than a quarter of the code points that a snippet may have are Hangul or hanja."""
    # the first byte of each tells the row of Unicode, in which the letters of a script stand together
    rows = text.encode("utf-16-be", "surrogatepass")[::2]
    wide = len(rows) - len(rows.translate(None, _WIDE_ROWS))
    if wide > LONGEST // 4 and any(row in rows for row in _MIXED_ROWS):
        wide = len(_WIDE.findall(text))
    return wide > LONGEST // 4


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
    shown = text[start:end].replace("\n", " ")
    if not shown.isprintable():
        shown = _OTHER_SPACE.sub(" ", shown)
    return Snippet(shown, merged(marks, start, end), opens, closes, start)


def _letters(literal: str) -> str:
    """What a text without its spaces has to hold if a literal stands in it: all of it in a row; a pattern for one that is
    nowhere costs more than all else."""
    return "".join(literal.split())


@lru_cache(maxsize=_PATTERNS)
def _pattern(literal: str, across: bool) -> re.Pattern[str]:
    """The pattern that finds a literal; ``across``: two syllables with a space between too."""
    words = literal.split()
    letters = "".join(words)
    if len(letters) == 1 and SYLLABLES.fullmatch(letters):
        return re.compile(rf"(?<![가-힣])(?<![가-힣]\s){letters}(?!\s?[가-힣])")
    if SYLLABLES.fullmatch(letters):
        # two syllables meet across a space by accident too often (한글 in 한 글자)
        gap = r"\s?" if across or len(letters) > 2 else ""
        return re.compile(gap.join(map(re.escape, letters)))
    pattern = r"\s+".join(map(re.escape, words))
    return re.compile(rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])")
