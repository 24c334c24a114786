"""Did you mean: corrected queries, each run before it is offered.

Only plain words are looked at, not what stands in quotation marks or behind a field. A word of a dictionary is right, whether
an article has it or not. Any other is doubted where it is a famous misspelling, where no article has it, or where no article
has all that was typed. It may have been typed in the other keyboard layout, be misspelled, or lack a space; everything else
of the query stays as it was typed. What is offered is a word of the archive or of a dictionary, as people write it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from seogo.analysis import english
from seogo.analysis.korean import Morpheme
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import SYLLABLE, SYLLABLES, bigrams, has_final
from seogo.analysis.script.keyboard import to_hangul, to_latin
from seogo.analysis.script.normalize import normalize
from seogo.engines.base import Vocabulary, field_name
from seogo.languages import Language
from seogo.query import nodes
from seogo.suggestions.english_sounds import EnglishSounds
from seogo.suggestions.misspellings import fixed
from seogo.suggestions.speller import Speller, respaced
from seogo.suggestions.spelling_dictionary import ENGLISH_SPELLER, SpellingDictionary
from seogo.suggestions.vocabulary import ArchiveVocabulary
from seogo.unicode_forms import to_form

How = Literal["keyboard", "spelling", "spacing"]
Totals = tuple[int, int]
"""Hits with every word, and hits with some of them."""

MOST = 3
"""Corrections that are offered."""

CLEARLY_MORE = 2
"""A query that finds something is corrected only to one that finds so many times as much; where the new word sounds almost
like the typed one, to one that finds as much."""

SENTENCE = 5
"""Words from which a query is a sentence, which no article has to have whole: known words are not doubted for that."""

_TRIED = 6
_NEAREST = 8
_LOOKED_AT = 32
_SPELLED = 4
_FAMOUS, _OTHER_LAYOUT, _OTHER_LETTERS = 30.0, 20.0, 10.0
_FREQUENT = 10
_SPACE, _KNOWN, _SLIGHT = 6.0, 5.0, 4.0  # an edit costs 8 (see Speller)
_FAR_MORE_FREQUENT = 10
_SIGNS = ".,:;!?…·~'’‘/[]{}<>"


@dataclass(frozen=True, slots=True)
class Correction:
    """Corrected query: ``how`` it differs, its numbers of hits with every word and with some, and its numbers of articles,
    which count each translation."""

    text: str
    how: How
    total: int
    total_some: int = 0
    articles: int = 0
    articles_some: int = 0


@dataclass(frozen=True, slots=True)
class _Change:
    """Replacement of the query from ``start`` to ``end``, with its weight; ``times`` as many hits as
    before are wanted."""

    start: int
    end: int
    text: str
    how: How
    score: float
    times: int = CLEARLY_MORE


@dataclass(frozen=True, slots=True)
class _WordChanges:
    """Changes of one word, the best first; ``known`` where the archive has the word as it is."""

    changes: tuple[_Change, ...]
    known: bool


class Corrector:
    """Corrector of the queries of one opened index.

    ``analyze`` is that of the analyzer, ``morphemes`` are Kiwi's for one word. The words of the archive and
    of the English list are read for the first misspelled word, or by ``warm``.
    """

    def __init__(
        self,
        engine: Vocabulary,
        analyze: Callable[[Sequence[str]], Sequence[QueryWord]],
        morphemes: Callable[[str], Sequence[Morpheme]],
    ) -> None:
        self._engine = engine
        self._analyze = analyze
        self._words = ArchiveVocabulary(engine)
        self._speller = Speller(self._words)
        self._sounds = EnglishSounds(self._words.latin)
        self._dictionary = SpellingDictionary(morphemes)

    def warm(self) -> None:
        """Load the words of the archive and of the list now."""
        for speller in (self._speller, ENGLISH_SPELLER, self._sounds):
            speller.corrections("warmth")

    def corrections(
        self,
        query: str,
        node: nodes.Node | None,
        found: Totals,
        count: Callable[[str], Totals | None],
    ) -> tuple[Correction, ...]:
        """Corrections of a query, the best first; none for one that needs none.

        ``found`` is what it finds, and ``count`` says what another query would (None where that cannot be read). A query
        that finds something is corrected to one that finds CLEARLY_MORE, except where it is misspelled for certain.
        """
        runs = list(_runs(node)) if node is not None else []
        words = list(itertools.chain.from_iterable(runs))[:_LOOKED_AT]
        misspelled = self._misspelled(words, missing=not found[0])
        if not misspelled and found[0]:
            return ()
        pairs = itertools.chain.from_iterable(map(itertools.pairwise, runs))
        joins = [] if found[0] else list(self._joins(itertools.islice(pairs, _LOOKED_AT)))
        tried: dict[str, list[_Change]] = {}
        for changes in sorted(_combinations(misspelled, joins), key=_score, reverse=True):
            tried.setdefault(_rewritten(query, changes), changes)
        tried.pop(query, None)
        offered: list[Correction] = []
        for text, changes in itertools.islice(tried.items(), _TRIED):
            totals = count(text)
            if totals is not None and _is_better(totals, found, changes, len(words)):
                best = max(changes, key=lambda change: change.score)
                offered.append(Correction(text, best.how, *totals))
        complete = [correction for correction in offered if correction.total]
        return tuple((complete or offered)[:MOST])

    def _misspelled(self, words: Sequence[nodes.Word], *, missing: bool) -> list[_WordChanges]:
        misspelled: list[_WordChanges] = []
        spelled = 0
        texts = [to_form("NFC", word.text).strip(_SIGNS) for word in words]
        standing = self._standing(() if missing else texts)
        for word, text in zip(words, texts, strict=True):
            if right := None if text.isascii() else fixed(text, alone=len(words) == 1):
                change = _changed(word, right, "spelling", _FAMOUS, times=0)
                word_changes = _WordChanges((_around(word, text, change),), known=False)
            elif (
                spelled < _SPELLED
                and text
                and text not in standing
                and text not in self._dictionary
            ):
                word_changes = self._changes_of_word(word, text, alone=len(words) < SENTENCE)
                spelled += not word_changes.changes or word_changes.changes[0].score < _OTHER_LAYOUT
            else:
                continue
            if word_changes.changes:
                misspelled.append(word_changes)
        return misspelled

    def _changes_of_word(self, word: nodes.Word, text: str, *, alone: bool) -> _WordChanges:
        """Changes of a word; of one that is known only where it stands ``alone``."""
        (analysed,) = self._analyze([text])
        standing = text in self._standing((text,))
        known = standing and self._is_known(analysed)
        if known and not alone:
            return _WordChanges((), known)
        found = [] if known else self._other_layout(word, text)
        if not found or found[0].score < _OTHER_LAYOUT:
            found += self._near(word, text, analysed, hidden=not standing)
            for parts in respaced(text, self._knows)[:1]:
                found.append(_changed(word, parts, "spacing", self._worth(parts)))
        if known:
            least = _FAR_MORE_FREQUENT * self._rarest(token.term for token in analysed.required)
            found = [
                replace(change, score=change.score - _KNOWN, times=CLEARLY_MORE)
                for change in found
                if self._rarest(change.text.split()) >= least
            ]
        found.sort(key=lambda change: -change.score)
        return _WordChanges(tuple(_around(word, text, change) for change in found), known)

    def _standing(self, texts: Sequence[str]) -> set[str]:
        """The words that some article has as they are typed: Hangul as a word or a compound, any other word part by part."""
        hangul = {text for text in texts if SYLLABLES.fullmatch(text)}
        parts = {text: _parts(text) for text in texts if text not in hangul}
        wanted = [
            (field_name(place, language), term)
            for ways in dict.fromkeys(itertools.chain.from_iterable(parts.values()))
            for place, term in ways
            for language in Language
        ]
        counts = self._engine.frequencies(wanted) if wanted else ()
        occurring = {lookup for lookup, count in zip(wanted, counts, strict=True) if count}
        return {text for text in hangul if self._is_word(text)} | {
            text
            for text, every in parts.items()
            if all(
                any(
                    (field_name(place, language), term) in occurring
                    for place, term in ways
                    for language in Language
                )
                for ways in every
            )
        }

    def _is_known(self, word: QueryWord) -> bool:
        """Whether the terms of a word are all in the archive, in one language."""
        terms = [token.term for token in word.required]
        return bool(terms) and any(
            all(self._engine.frequencies([(field_name("body", language), t) for t in terms]))
            for language in Language
        )

    def _other_layout(self, word: nodes.Word, text: str) -> list[_Change]:
        """Texts that the keys of a word write in the other layout, if they are words."""
        # each alone: side by side they would be read as one text
        hangul = [way for way in dict.fromkeys(map(to_hangul, (text, text.lower()))) if way]
        latin = to_latin(text) or ""
        if SYLLABLES.fullmatch(text) and not _in_usual_capitals(latin):
            latin = ""
        for way in filter(None, (latin, *hangul)):
            if self._is_known(*self._analyze([way])):
                return [_changed(word, way, "keyboard", _OTHER_LAYOUT, 1)]
        return [
            _changed(word, way, "keyboard", _OTHER_LETTERS)
            for way in hangul
            if len(way) > 1 and way in self._dictionary
        ]

    def _near(
        self, word: nodes.Word, text: str, analysed: QueryWord, *, hidden: bool
    ) -> Iterator[_Change]:
        """The nearest words of the archive, also to a word without its ending, which stays.

        What was found is ``hidden`` behind fragments or a sound where no article has the word.
        """
        stem = analysed.stem
        own = {text.lower(), stem.lower(), *analysed.compounds}
        own |= {token.term for token in analysed.tokens}
        ways = [("", text)]
        if len(stem) > 1 and text != stem and text.startswith(stem):
            ways.append((text[len(stem) :], stem))
        for ending, typed in ways:
            for right, score in self._nearest(typed):
                whole = right + (ending if _same_ending(typed, right) else "")
                if right.lower() in own or not self._is_written(right, whole):
                    continue
                frequency = self._words.frequency(right)
                slight = math.log(max(1, frequency)) - score <= _SLIGHT
                times = 1 if slight else CLEARLY_MORE
                if hidden and (slight or frequency >= _FREQUENT):
                    times = 0
                yield _changed(word, whole, "spelling", score, times)

    def _nearest(self, word: str) -> list[tuple[str, float]]:
        """The nearest words of the archive with their scores, or those of the English list of which it has another form, or
        those of the archive that are said alike."""
        found = self._speller.corrections(word, most=_NEAREST)
        if found or not word.isascii():
            return found
        return [
            (right, score + math.log(frequency))
            for right, score in ENGLISH_SPELLER.corrections(word, most=_NEAREST)
            if (frequency := self._words.frequency(right))
        ] or self._sounds.corrections(word, most=_NEAREST)

    def _is_written(self, word: str, whole: str) -> bool:
        """Whether people write a word of the archive so, with what follows it."""
        if word.isascii() or not SYLLABLES.fullmatch(whole):
            return True
        bare = whole == word and self._dictionary.is_stem(word)
        return not bare and (whole in self._dictionary or self._is_word(whole))

    def _is_word(self, text: str) -> bool:
        """Whether Hangul is a word where those of the archive are."""
        return self._knows(text) or self._dictionary.has_with(text, self._knows)

    def _joins(self, pairs: Iterable[tuple[nodes.Word, nodes.Word]]) -> Iterator[_Change]:
        """Neighbours that are one word in the archive."""
        for one, other in pairs:
            for text in respaced(f"{one.text} {other.text}", self._knows):
                if " " not in text:
                    yield _Change(one.start, other.end, text, "spacing", self._worth(text))

    def _worth(self, words: str) -> float:
        """Weight of words that are written with other spaces."""
        return math.log(max(1, self._rarest(words.split()))) - _SPACE

    def _knows(self, word: str) -> bool:
        return self._words.frequency(word) > 0

    def _rarest(self, words: Iterable[str]) -> int:
        return min(map(self._words.frequency, words), default=0)


def _in_usual_capitals(word: str) -> bool:
    """Whether a word has no capital among small letters, as keys of ㅖ or ㅆ make them."""
    return word[1:].islower() or word.isupper()


def _parts(text: str) -> list[tuple[tuple[str, str], ...]]:
    """The surfaces that a word has as it is typed, in usual capitals too: for each, terms with their field (without the
    language) of which an article has one."""
    normal = normalize(text).text
    latin = [normal[t.start : t.end] for t in english.words(normal) if t.tag == "W"]
    surfaces = [(word, word.lower(), word.capitalize(), word.upper()) for word in latin]
    # a syllable alone is a word of the analysis or none
    return [tuple(("bigrams", word) for word in ways) for ways in surfaces] + [
        (("bigrams" if len(gram) > 1 else "body", gram),) for gram in bigrams(normal)
    ]


def _changed(
    word: nodes.Word, text: str, how: How, score: float, times: int = CLEARLY_MORE
) -> _Change:
    return _Change(word.start, word.end, text, how, score, times)


def _runs(node: nodes.Node) -> Iterator[list[nodes.Word]]:
    """The plain words of a query, those together that stand side by side."""
    match node:
        case nodes.Word(prefix=False):
            yield [node]
        case nodes.And(parts):
            for plain, members in itertools.groupby(parts, nodes.is_plain):
                if plain:
                    yield [word for word in members if isinstance(word, nodes.Word)]
                else:
                    yield from itertools.chain.from_iterable(map(_runs, members))
        case nodes.Or(parts):
            yield from itertools.chain.from_iterable(map(_runs, parts))


def _combinations(
    misspelled: Sequence[_WordChanges], joins: Sequence[_Change]
) -> Iterator[list[_Change]]:
    """Sets of changes to try: the best of every word, and that with another choice for one word."""
    best = [word_changes.changes[0] for word_changes in misspelled if not word_changes.known]
    if best:
        yield best
    for word_changes in misspelled:
        for change in word_changes.changes if word_changes.known else word_changes.changes[1:]:
            yield _with(best, change)
    for join in joins:
        yield _with(best, join)


def _with(changes: Sequence[_Change], change: _Change) -> list[_Change]:
    """The changes with this one instead of those in its place."""
    apart = [c for c in changes if c.end <= change.start or change.end <= c.start]
    return [*apart, change]


def _score(changes: Sequence[_Change]) -> float:
    return sum(change.score for change in changes)


def _is_better(totals: Totals, found: Totals, changes: Sequence[_Change], words: int) -> bool:
    """Whether a query of so many words is worth offering with these changes."""
    certain = all(change.score >= _FAMOUS for change in changes)
    if totals[0]:
        times = max(change.times for change in changes)
        return totals[0] >= found[0] * times and (certain or totals != found)
    # with one word, or other spaces, some of the words are only parts of a word
    some = words > 1 and all(change.how != "spacing" for change in changes)
    return not found[0] and some and totals[1] > (0 if certain else found[1])


def _rewritten(query: str, changes: Iterable[_Change]) -> str:
    for change in sorted(changes, key=lambda change: -change.start):
        query = query[: change.start] + change.text + query[change.end :]
    return query


def _around(word: nodes.Word, text: str, change: _Change) -> _Change:
    """A change that keeps the signs before and after ``text`` in the word."""
    before, _, after = to_form("NFC", word.text).partition(text)
    return replace(change, text=before + change.text + after)


def _same_ending(one: str, other: str) -> bool:
    """Whether both can have the same particle: 은 and 를 follow different letters."""
    if not (SYLLABLE.match(one[-1]) and SYLLABLE.match(other[-1])):
        return True
    return has_final(one[-1]) == has_final(other[-1])
