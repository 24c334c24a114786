"""Translations of the words of a query.

Those of the lexicon come first, as far as articles have them; a word in Latin letters, or a number, that articles in the
other language have too stands for itself as well. For a word that the lexicon hardly knows, or not at all, names that
sound alike are taken, and the loan word that it is, but no ordinary word (seogo.transliteration.ordinary_words). What the
glossary forbids is left out wherever it is from.

An article is scored by the best of a word's translations, each by the score of its term times Translation.weight
(seogo.lexicon.lexicon). Summed up, a word with many unlikely translations would outweigh one with a sure one; and
probabilities are not brought to a sum of 1, so that a word of which little is known counts less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from seogo.analysis.english import stem
from seogo.analysis.script.hangul import SYLLABLE
from seogo.languages import Language
from seogo.lexicon.lexicon import Lexicon, Origin, Translation
from seogo.transliteration.ordinary_words import (
    is_ordinary_english,
    is_ordinary_korean,
    is_romanized,
    loan_word,
)
from seogo.transliteration.revised_romanization import romanized
from seogo.transliteration.sounds import SoundIndex

SAME: Final = 0.5
"""The probability that a word in Latin letters stays the same, where the lexicon has translations."""
LITTLE: Final = 3.0
"""Support of all translations of a word up to which names that sound alike are taken too."""
HALF: Final = 0.5
_MOST_NAMES: Final = 3
_CACHED: Final = 2_000
"""Terms whose translations stay in memory."""
_SHORTEST: Final = 3
"""Letters of a Latin word that may be a name."""
_COMMON_NOUN: Final = "NNG"
_MOST_HEARD: Final = 12
"""Terms that sound like a word, among which are those that may be it."""
_SURE: Final = 0.957
"""Similarity from which a loan word that is in no list is an ordinary English word: butter is 버터 (.97), not 부트 (.946)."""


class _Known(NamedTuple):
    """Known translations of a term, whether articles have them or not; ``romanized`` is one too where the term is no
    ordinary word, which takes longer to tell than whether an article has it."""

    row: Sequence[Translation]
    names: Sequence[Translation]
    romanized: str
    forbidden: frozenset[str]


_Heard: TypeAlias = Sequence[tuple[str, float]]
"""Terms that sound like a word, with their similarity, best first."""
Occurs: TypeAlias = Callable[[Language, str], bool]
"""Whether articles of a language have a term."""


class Translator:
    """Translates words of queries; ``sounds`` has the terms of each language that may be names, and ``tag`` gives the part
    of speech of a Korean word that is known (Analyzer.tag)."""

    def __init__(
        self,
        lexicon: Lexicon,
        sounds: Mapping[Language, SoundIndex],
        tag: Callable[[str], str] = lambda _: "",
    ) -> None:
        self.lexicon = lexicon
        self._sounds = sounds
        self._tag = tag
        self._known = lru_cache(maxsize=_CACHED)(self._look_up)
        self._places = lru_cache(maxsize=_CACHED)(self._find_places)

    def warm(self) -> None:
        """Build the indexes of sounds now, which the first look-up would build."""
        for language in Language:
            self._sounds.get(language)

    def candidates(self, term: str, language: Language, typed: str = "") -> Iterator[str]:
        """The terms that ``translate`` may find, as far as articles have them."""
        known = self._known(term, language, typed)
        yield from (translation.term for translation in known.row)
        yield from (translation.term for translation in known.names)
        if known.romanized:
            yield known.romanized
        if not SYLLABLE.match(term):
            yield term

    def translate(
        self, term: str, language: Language, occurs: Occurs, typed: str = ""
    ) -> tuple[Translation, ...]:
        """The terms of the other language that a term of ``language`` may become, the most probable first.

        ``typed`` is the word as it was typed, without particles: an English name sounds as it is written, not as its stem.
        """
        target = language.other
        known = self._known(term, language, typed)
        found = {t.term: t for t in known.row if occurs(target, t.term)}
        if not SYLLABLE.match(term) and occurs(target, term):
            sure = SAME if found else 1.0
            if term not in found or found[term].probability < sure:
                found[term] = Translation(term, sure, 0.0, Origin.SAME)
        names, latin = known.names, known.romanized
        if latin and occurs(target, latin) and not self.is_ordinary(term):
            own = Translation(latin, HALF if known.row else 1.0, 0.0, Origin.NAME)
            names = [*(name for name in names if name.term != latin), own]
        for name in names:
            if not occurs(target, name.term):
                continue
            other = found.get(name.term)
            if other is None or other.probability < name.probability:
                found[name.term] = name
        for forbidden in known.forbidden:
            found.pop(forbidden, None)
        return tuple(sorted(found.values(), key=lambda t: (-t.probability, t.term)))

    def place_names(self, word: str, target: Language) -> tuple[str, ...]:
        """The terms of ``target`` that the name of a place may be, beside whose kind even an ordinary word may stand (Olympic
        Park): by the Revised Romanization, as the lexicon has it, as a loan word, by sound."""
        return self._places(word, target)

    def is_ordinary(self, word: str) -> bool:
        """Whether a Korean word is ordinary and no name."""
        return is_ordinary_korean(word, self._tag(word))

    def _find_places(self, word: str, target: Language) -> tuple[str, ...]:
        term = word if target is Language.EN else stem(word)
        found = [one.term for one in self.lexicon.translations(term, target.other)[:_MOST_NAMES]]
        if target is Language.EN and (latin := romanized(word)):
            found.insert(0, stem(latin))
        if loan := loan_word(word):
            found.append(loan)
        found += [name for name, _ in self._sounds[target].find(word, most=_MOST_NAMES)]
        return tuple(dict.fromkeys(found))

    def _look_up(self, term: str, language: Language, typed: str) -> _Known:
        row = self.lexicon.translations(term, language)
        names: list[Translation] = []
        if sum(translation.support for translation in row) <= LITTLE:
            share = HALF if row else 1.0
            names = [
                Translation(name, share * probability, 0.0, Origin.NAME)
                for name, probability in self._names(term, language.other, typed)
            ]
        forbidden = self.lexicon.forbidden(term, language)
        return _Known(row, names, _romanized(term, typed), forbidden)

    def _names(self, term: str, target: Language, typed: str) -> _Heard:
        """The loan word that a word is, or the terms that sound like it and may be it, with probabilities: among them they go
        with the eighth power of the similarity, together they are the fourth power of the best."""
        # an inflected verb (절일: 절이) is no name
        native = term if term in (typed or term) else ""
        word = native if target is Language.EN else _spelling(term, typed)
        if not word:
            return []
        if loan := loan_word(word):
            return [(loan, 1.0)]
        heard = self._sounds[target].find(word, most=_MOST_HEARD)
        if target is Language.EN:
            names = self._english_names(word, heard)
        else:
            names = self._korean_names(word, heard, capital=typed[:1].isupper())
        weights = [similarity**8 for _, similarity in names]
        sure = max((similarity for _, similarity in names), default=0.0) ** 4
        return [
            (name, sure * weight / sum(weights))
            for (name, _), weight in zip(names, weights, strict=True)
        ]

    def _english_names(self, word: str, heard: _Heard) -> _Heard:
        """Those of English terms that a Korean word may be."""
        tag = self._tag(word) if heard else ""
        if is_ordinary_korean(word, tag):
            return []
        likely = [
            (term, similarity)
            for term, similarity in heard
            if similarity >= _SURE or not is_ordinary_english(term)
        ]
        return likely[: 1 if tag == _COMMON_NOUN else _MOST_NAMES]

    def _korean_names(self, word: str, heard: _Heard, *, capital: bool) -> _Heard:
        """Those of Korean terms that an English word may be; one with a ``capital`` may be a name (Joey Chestnut)."""
        ordinary = is_ordinary_english(word)
        likely: list[tuple[str, float]] = []
        for term, similarity in heard:
            tag, sure = self._tag(term), similarity >= _SURE
            if is_ordinary_korean(term, tag):
                fits = not ordinary and (is_romanized(term, word) or (sure and len(term) > 2))
            else:
                fits = not ordinary or (sure and (capital or tag == _COMMON_NOUN))
            if fits:
                likely.append((term, similarity))
        return likely[: 1 if ordinary else _MOST_NAMES]


def _romanized(term: str, typed: str) -> str:
    """The term of a Korean name by the Revised Romanization; empty where it may be none."""
    latin = romanized(term) if len(term) > 1 and term in (typed or term) else ""
    # 부시 is busi, the stem of business
    return "" if not latin or loan_word(term) or is_ordinary_english(latin) else stem(latin)


def _spelling(term: str, typed: str) -> str:
    """An English word as it was typed, where that is the word of this term; empty where it cannot be a name."""
    word = typed.lower().removesuffix("'s")
    if stem(word) != term:
        word = term
    return word if word.isalpha() and len(word) >= _SHORTEST else ""
