"""Entries of the lexicon for a word: its translations with origin, certainty, numbers of sentence pairs and examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from seogo.languages import Language
from seogo.lexicon.glossary_terms import to_terms
from seogo.lexicon.lexicon import Origin
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.pairs.concordance import Concordance, ConcordancePage, Line
from seogo.query.plain import to_plain
from seogo.searching.request import SearchRequest

MOST: Final = 12
"""Translations of one term."""
EXAMPLES: Final = 5
"""Translations of a word that have an example."""
_TERMS: Final = 8
"""Terms of what was typed that are looked up."""


@dataclass(frozen=True, slots=True)
class KnownTranslation:
    """Translation of a term: ``text`` as it is written, ``probability`` up to 1, ``support`` the expected number of passages
    it was learned from, at least one. ``count`` sentence pairs of the concordance have it, ``example`` is one of them."""

    text: str
    origin: Origin
    probability: float
    support: float
    count: int = 0
    example: Line | None = None


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """What is known of a word or phrase of a language: its translations, the likeliest first, and words that a glossary
    forbids as such."""

    text: str
    language: Language
    translations: tuple[KnownTranslation, ...]
    forbidden: tuple[str, ...] = ()


def look_up(concordance: Concordance, query: str, lang: Language | None) -> list[LexiconEntry]:
    """Entries for what was typed, in one language or in both: that of the glossaries for the whole, then one for each term.
    Raises IndexUnavailable, IndexDamaged."""
    typed = to_plain(query)
    if not typed:
        return []
    found: list[LexiconEntry] = []
    terms = list(dict.fromkeys(to_terms(typed, concordance.index.compiler.analyzer)))[:_TERMS]
    for language in [lang] if lang else list(Language):
        counted = concordance.page(SearchRequest(q=typed, lang=language, size=1))
        whole = tuple(_whole(concordance, typed, language, counted))
        entries = [
            _entry(concordance, term, language, counted, alone=len(terms) == 1) for term in terms
        ]
        if len(terms) == 1 and whole:  # the same word, of which the glossary says more
            known = {one.text.casefold() for one in whole}
            others = (one for one in entries[0].translations if one.text.casefold() not in known)
            entries = [replace(entries[0], translations=(*whole, *others))]
        elif whole:
            entries.insert(0, LexiconEntry(typed, language, whole))
        found += [one for one in entries if one.translations or one.forbidden]
    return found


def _whole(
    concordance: Concordance, typed: str, language: Language, counted: ConcordancePage
) -> Iterator[KnownTranslation]:
    """What the glossaries say of all that was typed, the archive's own one first."""
    seen: set[str] = set()
    own = concordance.index.glossaries
    for glossary, origin in zip(own, (Origin.GLOSSARY, Origin.GENERAL), strict=False):
        for text in glossary.translations(typed.split(), language):
            if text not in seen:
                seen.add(text)
                yield _with_example(concordance, KnownTranslation(text, origin, 1.0, 0.0), counted)


def _entry(
    concordance: Concordance,
    term: str,
    language: Language,
    counted: ConcordancePage,
    *,
    alone: bool,
) -> LexiconEntry:
    index, forms = concordance.index, SurfaceForms(concordance.index.engine)
    lexicon = index.lexicon()
    translations = []
    supported = [one for one in lexicon.translations(term, language) if one.is_supported]
    for number, one in enumerate(supported[:MOST]):
        text = forms.headword(one.term, language.other)
        known = KnownTranslation(text, one.origin, one.probability, one.support)
        if alone and number < EXAMPLES:
            known = _with_example(concordance, known, counted)
        translations.append(known)
    forbidden = (forms.headword(one, language.other) for one in lexicon.forbidden(term, language))
    return LexiconEntry(
        counted.request.q if alone else forms.headword(term, language),
        language,
        tuple(translations),
        tuple(sorted(forbidden)),
    )


def _with_example(
    concordance: Concordance, known: KnownTranslation, counted: ConcordancePage
) -> KnownTranslation:
    """A translation with its number of sentence pairs and one of them, where the concordance has it."""
    for one in counted.counterparts:
        if one.text.casefold() == known.text.casefold():
            page = concordance.page(counted.request, one.text)
            example = next(iter(page.lines), None)
            return KnownTranslation(
                *(one.text, known.origin, known.probability, known.support, one.count, example)
            )
    return known
