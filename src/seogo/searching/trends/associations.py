"""Words that go with a query: those that stand in its articles more often than chance would have it.

For each word the four numbers of articles, found or not, with it or not, give Dunning's log-likelihood ratio

    G² = 2 Σ k·ln(k / e),    e = row total · column total / total

("Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19(1), 1993), which holds for
rare words too, where χ² does not. Counted are articles, not occurrences: one long article is one witness.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from seogo.documents.document import to_record
from seogo.engines.base import field_name
from seogo.languages import Language
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.searching.answer import retrieved
from seogo.searching.open_index import OpenIndex
from seogo.searching.related.subject import telling_words
from seogo.searching.request import SearchRequest

SAMPLE: Final = 200
"""Articles of a query that are read, the best ones first."""
LEAST: Final = 3.84
"""Log-likelihood that chance gives one word of twenty (χ² with one degree of freedom)."""
_FEWEST: Final = 2
"""Articles of the sample that have a word."""


@dataclass(frozen=True, slots=True)
class Association:
    """Word that goes with a query: ``text`` as it is written, ``articles`` of the sample that have it, ``score`` is G²."""

    text: str
    articles: int
    score: float


@dataclass(frozen=True, slots=True)
class Associations:
    """Words that go with a query, the strongest first, in one ``language``; ``sample`` articles were read."""

    words: tuple[Association, ...]
    sample: int
    language: Language


def associations(index: OpenIndex, request: SearchRequest, most: int = 10) -> Associations:
    """Words that go with the query of a request, in its language. Raises IndexDamaged."""
    language = request.language
    request = replace(
        request, lang=language, sort="relevance", page=1, size=SAMPLE, fold=False, level="forms"
    )
    compiled, ranked = retrieved(request, index.parse(request.q), index, ())
    stored = index.engine.stored([hit.id for hit in ranked.hits if hit.complete])
    counts: Counter[str] = Counter()
    for data in stored.values():
        analysis = to_record(data).unpack()
        counts.update({*analysis.title(), *analysis.body()[0]})
    typed = {
        term
        for word in compiled.words
        for form in word.forms
        for run in form.sequences
        for term in run
    }
    often = [term for term, count in counts.items() if count >= _FEWEST and term not in typed]
    terms = telling_words(often, index.compiler.analyzer.nouns)
    field = field_name("body", language)
    everywhere = index.engine.frequencies([(field, term) for term in terms])
    articles = index.engine.status().languages.get(language, 0)
    found = []
    for term, total in zip(terms, everywhere, strict=True):
        score = log_likelihood(counts[term], len(stored), total, articles)
        if score >= LEAST:
            found.append((score, term))
    found.sort(key=lambda one: (-one[0], one[1]))
    written = SurfaceForms(index.engine)
    words = tuple(
        Association(written.text(term, language), counts[term], score)
        for score, term in found[:most]
    )
    return Associations(words, len(stored), language)


def log_likelihood(found: int, sample: int, total: int, articles: int) -> float:
    """G² of a word that ``found`` of ``sample`` articles have, and ``total`` of all ``articles``; 0 where that is not more
    than chance gives."""
    rest = max(articles - sample, 0)
    outside = min(max(total - found, 0), rest)
    if not sample or not rest or found * rest <= outside * sample:
        return 0.0
    cells = ((found, outside), (sample - found, rest - outside))
    whole = sample + rest
    columns = sample, rest
    score = 0.0
    for row in cells:
        for cell, column in zip(row, columns, strict=True):
            if cell:
                score += cell * math.log(cell * whole / (sum(row) * column))
    return 2 * score
