"""Training of a lexicon.

Of n(k, e), how often two words translate each other (seogo.lexicon.expected_counts), come the probabilities of a word's
translations, n(k, e) / Σ n(k, ·). Those from LEAST_PROBABILITY are kept, the most probable ones up to ENOUGH together,
MOST_TRANSLATIONS at most. An entry of a glossary counts as several passages, a gloss as one, and so do two words of what the
general glossary says in several, unless a passage has both.

What an entry says in several words for one is not counted, as none of them is the other. A number, or a letter, alone
translates nothing. Parts of what an entry says (seogo.lexicon.glossary_terms) are UNLIKELY at most as translations of its
word, and so is what a word of a glossary seldom comes back from, with a probability below SELDOM.

Where the general glossary says one word for one word, the probability p is .3 by the glossary and .7 as learned: what words
mostly mean, an archive's passages may know better. What the archive's own glossary says comes before both: with n such
translations of a word, each gets OWN shares and p is one more,

    (OWN·[own] + p) / (OWN·n + 1)

so that each of them is more probable than anything else.

Passages that are only near in meaning (``taught``) are counted apart, beside the glossaries, and what they say counts
TAUGHT_SHARE of what the rest says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from seogo.languages import Language
from seogo.lexicon.expected_counts import Counts, TermPair, count_translations
from seogo.lexicon.lexicon import Lexicon, Origin, Rows, Translation

LEAST_PROBABILITY: Final = 0.015
UNLIKELY: Final = 0.09
"""Probability with which a translation is not said (seogo.rewriting.translations)."""
SELDOM: Final = 0.05
MOST_TRANSLATIONS: Final = 12
ENOUGH: Final = 0.985
GLOSSARY_PASSAGES: Final = 5
GENERAL_SHARE: Final = 0.3
OWN: Final = 2
TAUGHT_SHARE: Final = 0.5

_ORIGINS: Final = tuple(Origin)
_LEARNED, _GENERAL, _GLOSSARY, _GLOSS, _TAUGHT = map(
    _ORIGINS.index,
    (Origin.LEARNED, Origin.GENERAL, Origin.GLOSSARY, Origin.GLOSS, Origin.TAUGHT),
)
_Numbers: TypeAlias = NDArray[Any]
_Side: TypeAlias = tuple[Sequence[str], _Numbers]
"""The terms of a language, and which of them each translation is from or to."""
_translation = partial(tuple.__new__, Translation)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Training data of a lexicon: the terms of translated ``passages``, of the forms in the archive's ``glossary`` and
    in the ``general`` one, and of ``glosses`` in texts. Pairs of terms that are ``forbidden`` do not translate each other,
    whatever the rest says; ``parts`` of what glossaries say hardly do, unless these have them as words too."""

    passages: Iterable[TermPair] = ()
    glossary: Collection[TermPair] = ()
    general: Collection[TermPair] = ()
    glosses: Collection[TermPair] = ()
    forbidden: Collection[tuple[str, str]] = ()
    parts: Collection[tuple[str, str]] = ()
    taught: Collection[TermPair] = ()
    """Terms of passages that are near in meaning and in articles that are not linked."""


def learn(evidence: Evidence) -> Lexicon:
    """Lexicon learned from the evidence."""
    several = _several_for_several(evidence.general)
    unseen: dict[str, set[str]] = {}
    for ko, en in several:
        for term in ko:
            unseen.setdefault(term, set()).update(en)
    glossaries = (
        *([_word_for_word(evidence.general)] * GLOSSARY_PASSAGES),
        *([several] * GLOSSARY_PASSAGES),
        *([_word_for_word(evidence.glossary)] * GLOSSARY_PASSAGES),
        *([_several_for_several(evidence.glossary)] * GLOSSARY_PASSAGES),
    )
    counted = count_translations(
        chain(_noting(evidence.passages, unseen), evidence.glosses, *glossaries)
    )
    taught: set[tuple[str, str]] = set()
    if evidence.taught:
        further = count_translations(chain(_noting(evidence.taught, unseen), *glossaries))
        counted, taught = _with_taught(counted, further)
    forbidden = frozenset(evidence.forbidden)
    known = dict.fromkeys(_one_to_one(evidence.general) - forbidden, Origin.GENERAL)
    known |= dict.fromkeys(_one_to_one(evidence.glossary) - forbidden, Origin.GLOSSARY)
    glosses = {(k, e) for ko, en in evidence.glosses for k in ko for e in en}
    parts = frozenset(evidence.parts)
    korean, english = list(counted.korean), list(counted.english)
    left, right = counted.left.tolist(), counted.right.tolist()
    counts = counted.counts.tolist()
    origins = [_LEARNED] * len(counts)
    unlikely: list[int] = []
    for at, pair in enumerate(
        zip(map(korean.__getitem__, left), map(english.__getitem__, right), strict=True)
    ):
        if pair in known:
            origins[at] = _ORIGINS.index(known.pop(pair))
        elif pair in forbidden or _is_bare(pair[0]) or _is_bare(pair[1]):
            counts[at] = 0.0
        elif pair in parts:
            unlikely.append(at)
        elif pair[1] in unseen.get(pair[0], ()):
            counts[at] /= GLOSSARY_PASSAGES
        elif counts[at] < 2 and pair in glosses:
            origins[at] = _GLOSS
        elif pair in taught:
            origins[at] = _TAUGHT
    # what was not counted, as passages can be too long or too many
    numbers = [{term: at for at, term in enumerate(terms)} for terms in (korean, english)]
    for (ko, en), origin in known.items():
        for term, terms, places, side in (
            (ko, korean, numbers[0], left),
            (en, english, numbers[1], right),
        ):
            if term not in places:
                places[term] = len(terms)
                terms.append(term)
            side.append(places[term])
        counts.append(float(GLOSSARY_PASSAGES))
        origins.append(_ORIGINS.index(origin))
    columns = np.array(counts), np.array(origins)
    of_korean: _Side = korean, np.array(left, np.intp)
    of_english: _Side = english, np.array(right, np.intp)
    forth, back = (
        _probabilities(source, *columns, len(terms)) for terms, source in (of_korean, of_english)
    )
    is_part = np.zeros(len(counts), bool)
    is_part[unlikely] = True
    forth, back = (
        _capped(forth, back, of_korean[1], columns[1], is_part),
        _capped(back, forth, of_english[1], columns[1], is_part),
    )
    return Lexicon(
        {
            Language.KO: _rows(of_korean, of_english, *columns, forth),
            Language.EN: _rows(of_english, of_korean, *columns, back),
        },
        forbidden,
    )


def _with_taught(counted: Counts, further: Counts) -> tuple[Counts, set[tuple[str, str]]]:
    """Counts with those of passages that taught, and the pairs that only these have."""
    known = dict(zip(_pairs(counted), counted.counts.tolist(), strict=True))
    taught: set[tuple[str, str]] = set()
    for pair, count in zip(_pairs(further), further.counts.tolist(), strict=True):
        if pair not in known:
            taught.add(pair)
        # what both have of the glossaries is not counted twice
        known[pair] = max(known.get(pair, 0.0), TAUGHT_SHARE * count)
    korean, english = ([*dict.fromkeys(side)] for side in zip(*known, strict=True))
    places = [{term: at for at, term in enumerate(terms)} for terms in (korean, english)]
    left, right = (np.array([places[side][pair[side]] for pair in known]) for side in (0, 1))
    counts = np.array([*known.values()])
    return Counts(tuple(korean), tuple(english), left, right, counts), taught


def _pairs(counted: Counts) -> Iterator[tuple[str, str]]:
    """The words of each count."""
    korean, english = counted.korean, counted.english
    for ko, en in zip(counted.left.tolist(), counted.right.tolist(), strict=True):
        yield korean[ko], english[en]


def _capped(
    probabilities: _Numbers, back: _Numbers, source: _Numbers, origins: _Numbers, is_part: _Numbers
) -> _Numbers:
    """Probabilities, but UNLIKELY at most for parts of what a glossary says, and beside that for what seldom comes back."""
    edited = (origins == _GENERAL) | (origins == _GLOSSARY)
    known = np.isin(source, source[edited])
    learned = (origins == _LEARNED) | (origins == _TAUGHT)
    unlikely = is_part | (known & learned & (back < SELDOM))
    return np.where(unlikely, np.minimum(probabilities, UNLIKELY), probabilities)


def _rows(
    of: _Side, to: _Side, counts: _Numbers, origins: _Numbers, probabilities: _Numbers
) -> Rows:
    """The translations that are kept of the terms ``of`` one language, the most probable first."""
    (terms, source), (others, target) = of, to
    likely = np.flatnonzero((probabilities >= LEAST_PROBABILITY) & (counts > 0))
    rank = np.empty(len(others), np.intp)
    rank[sorted(range(len(others)), key=others.__getitem__)] = np.arange(len(others))
    likely = likely[np.lexsort((rank[target[likely]], -probabilities[likely], source[likely]))]
    sources, chances = source[likely], probabilities[likely]
    firsts = np.flatnonzero(np.diff(sources, prepend=-1))
    sizes = np.diff(firsts, append=len(likely))
    kept = np.minimum(sizes, MOST_TRANSLATIONS)
    # how many are needed until they are ENOUGH together, added up one by one as they come
    together = np.zeros(len(firsts))
    for place in range(MOST_TRANSLATIONS):
        kept = np.where((together >= ENOUGH) & (kept > place), place, kept)
        there = sizes > place
        together[there] += chances[firsts[there] + place]
    rows = list(
        map(
            _translation,
            zip(
                map(others.__getitem__, target[likely].tolist()),
                chances.tolist(),
                counts[likely].tolist(),
                map(_ORIGINS.__getitem__, origins[likely].tolist()),
                strict=True,
            ),
        )
    )
    return {
        terms[number]: tuple(rows[first : first + many])
        for number, first, many in zip(
            sources[firsts].tolist(), firsts.tolist(), kept.tolist(), strict=True
        )
    }


def _probabilities(
    source: _Numbers, counts: _Numbers, origins: _Numbers, size: int
) -> NDArray[np.float64]:
    """Probability of each translation of its source; ``size`` is the number of sources."""
    totals = np.bincount(source, counts, size)
    probabilities = counts / np.where(totals, totals, 1.0)[source]
    by_general, by_own = origins == _GENERAL, origins == _GLOSSARY
    general = np.bincount(source[by_general], minlength=size)[source]
    own = np.bincount(source[by_own], minlength=size)[source]
    general_shares = by_general / np.maximum(general, 1)
    mixed = GENERAL_SHARE * general_shares + (1 - GENERAL_SHARE) * probabilities
    probabilities = np.where(general, mixed, probabilities)
    return np.where(own, (OWN * by_own + probabilities) / (OWN * own + 1), probabilities)


def _one_to_one(glossary: Iterable[TermPair]) -> set[tuple[str, str]]:
    """The entries that say one word for one word."""
    return {(ko[0], en[0]) for ko, en in _word_for_word(glossary)}


def _word_for_word(glossary: Iterable[TermPair]) -> list[TermPair]:
    return [(ko, en) for ko, en in glossary if len(ko) == len(en) == 1]


def _several_for_several(glossary: Iterable[TermPair]) -> list[TermPair]:
    return [(ko, en) for ko, en in glossary if len(ko) > 1 < len(en)]


def _noting(pairs: Iterable[TermPair], unseen: Mapping[str, set[str]]) -> Iterator[TermPair]:
    """The pairs as they are; the terms that one has together are taken from ``unseen``."""
    for korean, english in pairs:
        for term in korean:
            if term in unseen:
                unseen[term].difference_update(english)
        yield korean, english


def _is_bare(term: str) -> bool:
    """Whether a term is a number, or one Latin letter."""
    return term.isascii() and (len(term) == 1 or not any(map(str.isalpha, term)))
