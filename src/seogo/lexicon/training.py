"""Training of a lexicon.

Of n(k, e), how often two words translate each other (seogo.lexicon.expected_counts), come the probabilities of a word's
translations, n(k, e) / Σ n(k, ·). Those from LEAST_PROBABILITY are kept, the most probable ones up to ENOUGH together,
MOST_TRANSLATIONS at most. An entry of a glossary counts as several passages, a gloss as one.

Where the general glossary says one word for one word, the probability p is .3 by the glossary and .7 as learned: what words
mostly mean, an archive's passages may know better. What the archive's own glossary says comes before both: with n such
translations of a word, each gets OWN shares and p is one more,

    (OWN·[own] + p) / (OWN·n + 1)

so that each of them is more probable than anything else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from seogo.languages import Language
from seogo.lexicon.expected_counts import TermPair, count_translations
from seogo.lexicon.lexicon import Lexicon, Origin, Rows, Translation

LEAST_PROBABILITY: Final = 0.015
MOST_TRANSLATIONS: Final = 12
ENOUGH: Final = 0.985
GLOSSARY_PASSAGES: Final = 5
GENERAL_SHARE: Final = 0.3
OWN: Final = 2

_ORIGINS: Final = tuple(Origin)
_LEARNED, _GENERAL, _GLOSSARY, _GLOSS = map(
    _ORIGINS.index, (Origin.LEARNED, Origin.GENERAL, Origin.GLOSSARY, Origin.GLOSS)
)
_Numbers: TypeAlias = NDArray[Any]
_Side: TypeAlias = tuple[Sequence[str], _Numbers]
"""The terms of a language, and which of them each translation is from or to."""
_translation = partial(tuple.__new__, Translation)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Training data of a lexicon: the terms of translated ``passages``, of the forms in the archive's ``glossary`` and
    in the ``general`` one, and of ``glosses`` in texts. Pairs of terms that are ``forbidden`` do not translate each other,
    whatever the rest says."""

    passages: Iterable[TermPair] = ()
    glossary: Collection[TermPair] = ()
    general: Collection[TermPair] = ()
    glosses: Collection[TermPair] = ()
    forbidden: Collection[tuple[str, str]] = ()


def learn(evidence: Evidence) -> Lexicon:
    """Lexicon learned from the evidence."""
    counted = count_translations(
        chain(
            evidence.passages,
            evidence.glosses,
            *([evidence.general] * GLOSSARY_PASSAGES),
            *([evidence.glossary] * GLOSSARY_PASSAGES),
        )
    )
    forbidden = frozenset(evidence.forbidden)
    known = dict.fromkeys(_one_to_one(evidence.general) - forbidden, Origin.GENERAL)
    known |= dict.fromkeys(_one_to_one(evidence.glossary) - forbidden, Origin.GLOSSARY)
    glosses = {(k, e) for ko, en in evidence.glosses for k in ko for e in en}
    korean, english = list(counted.korean), list(counted.english)
    left, right = counted.left.tolist(), counted.right.tolist()
    counts = counted.counts.tolist()
    origins = [_LEARNED] * len(counts)
    for at, pair in enumerate(
        zip(map(korean.__getitem__, left), map(english.__getitem__, right), strict=True)
    ):
        if pair in known:
            origins[at] = _ORIGINS.index(known.pop(pair))
        elif pair in forbidden:
            counts[at] = 0.0
        elif counts[at] < 2 and pair in glosses:
            origins[at] = _GLOSS
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
    by_language = (korean, np.array(left, np.intp)), (english, np.array(right, np.intp))
    return Lexicon(
        {
            Language.KO: _rows(*by_language, *columns),
            Language.EN: _rows(*by_language[::-1], *columns),
        },
        forbidden,
    )


def _rows(of: _Side, to: _Side, counts: _Numbers, origins: _Numbers) -> Rows:
    """The translations that are kept of the terms ``of`` one language, the most probable first."""
    (terms, source), (others, target) = of, to
    probabilities = _probabilities(source, counts, origins, len(terms))
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
    return {(ko[0], en[0]) for ko, en in glossary if len(ko) == len(en) == 1}
