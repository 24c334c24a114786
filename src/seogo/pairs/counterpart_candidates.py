"""Candidates for the counterpart of a word where the lexicon knows none that stands there.

They are words of the other sentence that translate nothing else in it: unlikely translations of the word first, then
those that stand more often beside the word than by chance (Dice's coefficient over the sentence pairs without a known
counterpart).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from seogo.alignment.aligned_sentences import AlignedSentences
from seogo.alignment.passage_pairs import content_terms
from seogo.pairs.sentence_counts import MIN_PROBABILITY, CountedRows, Run, Translations

MOST: Final = 2
"""Candidates of a sentence."""
_COMPARED: Final = 1_000
"""Sentence pairs without a counterpart that are compared."""
_MIN_DICE: Final = 0.1
_MIN_TOGETHER: Final = 2
"""Coefficient and number of sentence pairs below which words stand beside each other by chance."""
_MIN_UNLIKELY: Final = 0.01
"""Probability of a translation that is a candidate."""


def to_candidates(
    sentences: AlignedSentences,
    counted: CountedRows,
    rows: Sequence[int],
    words: Sequence[Run],
    translations: Translations,
) -> dict[int, Run]:
    """Candidates for what some ``words`` become in each of ``rows``, the best ones first: terms of the other language."""
    if not rows:
        return {}
    language, target = counted.language, counted.language.other
    own = {term for run in words for term in run}
    unlikely = {
        one.term: one.probability
        for term in own
        for one in translations(term, language)
        if one.probability >= _MIN_UNLIKELY
    }
    without = [at for at, run in enumerate(counted.groups) if not run]
    compared = counted.rows[[group in without for group in counted.group.tolist()]][:_COMPARED]
    together = Counter(
        term
        for row in compared.tolist()
        for term in set(content_terms(sentences.terms(row, target)))
    )
    found = {}
    for row in rows:
        explained = {
            one.term
            for term in {*sentences.terms(row, language)} - own
            for one in translations(term, language)
            if one.probability >= MIN_PROBABILITY
        }
        scores = {}
        for term in dict.fromkeys(content_terms(sentences.terms(row, target))):
            if term in explained:
                continue
            often = sentences.frequency(term, target)
            dice = 2 * together[term] / (len(compared) + often)
            if term in unlikely or (together[term] >= _MIN_TOGETHER and dice >= _MIN_DICE):
                scores[term] = unlikely.get(term, 0.0), dice
        found[row] = tuple(sorted(scores, key=lambda term: scores[term], reverse=True)[:MOST])
    return found
