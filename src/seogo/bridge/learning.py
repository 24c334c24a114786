"""How a lexicon is learned.

Of n(k, e), how often two words translate each other (seogo.bridge.expected), come the probabilities of a word's
translations, n(k, e) / Σ n(k, ·). Those from LEAST_PROBABILITY are kept, the most probable ones up to ENOUGH together,
MOST_TRANSLATIONS at most. An entry of a glossary counts as several passages, a gloss as one.

Where the general glossary says one word for one word, the probability p is .3 by the glossary and .7 as learned: what words
mostly mean, an archive's passages may know better. What the archive's own glossary says comes before both: with n such
translations of a word, each gets OWN shares and p is one more,

    (OWN·[own] + p) / (OWN·n + 1)

so that each of them is more probable than anything else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

from seogo.bridge.expected import TermPair, count_translations
from seogo.bridge.lexicon import Lexicon, Origin, Translation
from seogo.languages import Language

LEAST_PROBABILITY: Final = 0.015
MOST_TRANSLATIONS: Final = 12
ENOUGH: Final = 0.985
GLOSSARY_PASSAGES: Final = 5
GENERAL_SHARE: Final = 0.3
OWN: Final = 2

_Counted: TypeAlias = tuple[str, float, Origin]
"""A word that another one was translated by, how often, and where that is from."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a lexicon is learned from: the terms of translated ``passages``, of the forms in the archive's ``glossary`` and
    in the ``general`` one, and of ``glosses`` in texts. Pairs of terms that are ``forbidden`` do not translate each other,
    whatever the rest says."""

    passages: Iterable[TermPair] = ()
    glossary: Collection[TermPair] = ()
    general: Collection[TermPair] = ()
    glosses: Collection[TermPair] = ()
    forbidden: Collection[tuple[str, str]] = ()


def learn(evidence: Evidence) -> Lexicon:
    """The lexicon that the evidence speaks for."""
    counts = count_translations(
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
    korean: dict[str, list[_Counted]] = {}
    english: dict[str, list[_Counted]] = {}

    def note(ko: str, en: str, count: float, origin: Origin) -> None:
        korean.setdefault(ko, []).append((en, count, origin))
        english.setdefault(en, []).append((ko, count, origin))

    for left, right, count in zip(
        counts.left.tolist(), counts.right.tolist(), counts.counts.tolist(), strict=True
    ):
        pair = counts.korean[left], counts.english[right]
        if pair not in forbidden:
            origin = Origin.GLOSS if count < 2 and pair in glosses else Origin.LEARNED
            note(*pair, count, known.pop(pair, origin))
    # what was not counted, as passages can be too long or too many
    for (ko, en), origin in known.items():
        note(ko, en, float(GLOSSARY_PASSAGES), origin)
    return Lexicon({Language.KO: _rows(korean), Language.EN: _rows(english)}, forbidden)


def _rows(found: Mapping[str, Sequence[_Counted]]) -> dict[str, tuple[Translation, ...]]:
    return {term: row for term, counted in found.items() if (row := _row(counted))}


def _row(counted: Sequence[_Counted]) -> tuple[Translation, ...]:
    """The translations of one term that are kept."""
    # far more are counted than are kept, so only those become a Translation
    likely = [
        (probability, *found)
        for probability, found in zip(_probabilities(counted), counted, strict=True)
        if probability >= LEAST_PROBABILITY
    ]
    likely.sort(key=lambda found: (-found[0], found[1]))
    kept: list[Translation] = []
    together = 0.0
    for probability, term, count, origin in likely[:MOST_TRANSLATIONS]:
        if together >= ENOUGH:
            break
        kept.append(Translation(term, probability, count, origin))
        together += probability
    return tuple(kept)


def _probabilities(counted: Sequence[_Counted]) -> list[float]:
    """How probable the translations of one term are."""
    total = sum([count for _, count, _ in counted])
    probabilities = [count / total for _, count, _ in counted]
    origins = [origin for _, _, origin in counted]
    if general := origins.count(Origin.GENERAL):
        said = [1 / general if origin is Origin.GENERAL else 0.0 for origin in origins]
        probabilities = [
            GENERAL_SHARE * by_glossary + (1 - GENERAL_SHARE) * learned
            for by_glossary, learned in zip(said, probabilities, strict=True)
        ]
    if own := origins.count(Origin.GLOSSARY):
        probabilities = [
            (OWN * (origin is Origin.GLOSSARY) + probability) / (OWN * own + 1)
            for origin, probability in zip(origins, probabilities, strict=True)
        ]
    return probabilities


def _one_to_one(glossary: Iterable[TermPair]) -> set[tuple[str, str]]:
    """The entries that say one word for one word."""
    return {(ko[0], en[0]) for ko, en in glossary if len(ko) == len(en) == 1}
