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
from typing import Final

from seogo.bridge.expected import TermPair, count_translations
from seogo.bridge.lexicon import Lexicon, Origin, Translation
from seogo.languages import Language

LEAST_PROBABILITY: Final = 0.015
MOST_TRANSLATIONS: Final = 12
ENOUGH: Final = 0.985
GLOSSARY_PASSAGES: Final = 5
GENERAL_SHARE: Final = 0.3
OWN: Final = 2


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
    joint: dict[tuple[str, str], tuple[float, Origin]] = {}
    for left, right, count in zip(
        counts.left.tolist(), counts.right.tolist(), counts.counts.tolist(), strict=True
    ):
        pair = counts.korean[left], counts.english[right]
        if pair not in forbidden:
            origin = Origin.GLOSS if pair in glosses and count < 2 else Origin.LEARNED
            joint[pair] = (count, known.get(pair, origin))
    for pair, origin in known.items():
        joint.setdefault(pair, (float(GLOSSARY_PASSAGES), origin))
    korean: dict[str, list[tuple[str, float, Origin]]] = {}
    english: dict[str, list[tuple[str, float, Origin]]] = {}
    for (ko, en), (count, origin) in joint.items():
        korean.setdefault(ko, []).append((en, count, origin))
        english.setdefault(en, []).append((ko, count, origin))
    return Lexicon({Language.KO: _rows(korean), Language.EN: _rows(english)}, forbidden)


def _rows(
    found: Mapping[str, Sequence[tuple[str, float, Origin]]],
) -> dict[str, tuple[Translation, ...]]:
    return {term: row for term, counted in found.items() if (row := _row(counted))}


def _row(counted: Sequence[tuple[str, float, Origin]]) -> tuple[Translation, ...]:
    """The translations of one term that are kept."""
    total = sum(count for _, count, _ in counted)
    general = sum(origin is Origin.GENERAL for _, _, origin in counted)
    own = sum(origin is Origin.GLOSSARY for _, _, origin in counted)
    translations = []
    for term, count, origin in counted:
        probability = count / total
        if general:
            by_glossary = 1 / general if origin is Origin.GENERAL else 0.0
            probability = GENERAL_SHARE * by_glossary + (1 - GENERAL_SHARE) * probability
        if own:
            probability = (OWN * (origin is Origin.GLOSSARY) + probability) / (OWN * own + 1)
        translations.append(Translation(term, probability, count, origin))
    translations.sort(key=lambda found: (-found.probability, found.term))
    kept: list[Translation] = []
    for found in translations[:MOST_TRANSLATIONS]:
        if found.probability < LEAST_PROBABILITY or sum(t.probability for t in kept) >= ENOUGH:
            break
        kept.append(found)
    return tuple(kept)


def _one_to_one(glossary: Iterable[TermPair]) -> set[tuple[str, str]]:
    """The entries that say one word for one word."""
    return {(ko[0], en[0]) for ko, en in glossary if len(ko) == len(en) == 1}
