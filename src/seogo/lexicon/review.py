"""Learned translations that are probably wrong, those first that matter most.

How sure the best translation of a word is: its probability p, less where few passages speak for it (support s); and how
likely the way back is, q, which is little where many words share one translation. A word in many articles matters more:

    articles · (1 - p·s / (s + LITTLE)) · (1 - q)

What the archive's glossary says is not doubted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, TypeAlias

from seogo.analysis.english import stem
from seogo.engines.base import Vocabulary, field_name
from seogo.languages import Language
from seogo.lexicon.lexicon import Lexicon, Origin, Translation
from seogo.lexicon.translator import LITTLE
from seogo.suggestions.vocabulary import ArchiveVocabulary

Reason: TypeAlias = Literal["improbable", "rare", "shared", "one way"]
"""Why a translation is doubted: it is IMPROBABLE; few passages speak for it; it is the best translation of MANY words and
seldom becomes this one; it never becomes this one."""

IMPROBABLE: Final = 0.3
MANY: Final = 5
SELDOM: Final = 0.1

_PLAIN: Final = re.compile("[A-Za-z가-힣][A-Za-z0-9가-힣]*")


@dataclass(frozen=True, slots=True)
class DoubtfulTranslation:
    """Term that occurs in ``articles`` articles, and its best translation, which may be wrong.

    ``confirm`` and ``forbid`` are lines for glossary.yaml; the first is empty where the glossary has one of the words
    already, or no word is read as such a term.
    """

    language: Language
    term: str
    articles: int
    translation: Translation
    reasons: tuple[Reason, ...]
    confirm: str
    forbid: str


@dataclass(frozen=True, slots=True)
class _Found:
    matters: float
    language: Language
    term: str
    articles: int
    translation: Translation
    reasons: tuple[Reason, ...]

    @property
    def pair(self) -> tuple[str, str]:
        """The Korean and the English term."""
        korean = self.language is Language.KO
        terms = self.term, self.translation.term
        return terms if korean else (terms[1], terms[0])


def doubtful_translations(
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    *,
    languages: Collection[Language],
    most: int,
    taken: Collection[str],
    to_terms: Callable[[str], list[str]],
) -> list[DoubtfulTranslation]:
    """Doubtful translations of terms of ``languages``, at most so many; ``taken`` are the words of the archive's glossary,
    ``to_terms`` gives the terms of a word. Raises IndexDamaged."""
    found = [doubt for language in languages for doubt in _doubted(lexicon, vocabulary, language)]
    found.sort(key=lambda doubt: (-doubt.matters, doubt.language.value, doubt.term))
    best = list(islice(_once(found), most))
    words = _written(vocabulary, {term for one in best for term in one.pair})
    known = {word.casefold() for word in taken}
    return [_to_doubt(one, words, known, to_terms) for one in best]


def _once(found: Iterable[_Found]) -> Iterator[_Found]:
    """Two words that are doubted both ways are one doubt."""
    seen: set[tuple[str, str]] = set()
    for one in found:
        if one.pair not in seen:
            seen.add(one.pair)
            yield one


def _doubted(lexicon: Lexicon, vocabulary: Vocabulary, language: Language) -> Iterator[_Found]:
    shared: dict[str, int] = {}
    for _, row in lexicon.rows(language):
        shared[row[0].term] = shared.get(row[0].term, 0) + 1
    back = {
        (there.term, term): there.probability
        for term, row in lexicon.rows(language.other)
        for there in row
    }
    for term, (best, *_) in lexicon.rows(language):
        if best.origin is Origin.GLOSSARY or best.term == term or not term.isalpha():
            continue
        returns = back.get((term, best.term), 0.0)
        reasons = _reasons(best, returns, shared[best.term])
        if not reasons:
            continue
        (articles,) = vocabulary.frequencies([(field_name("body", language), term)])
        if articles:
            sure = best.probability * best.support / (best.support + LITTLE)
            matters = articles * (1 - sure) * (1 - returns)
            yield _Found(matters, language, term, articles, best, reasons)


def _reasons(best: Translation, returns: float, sharing: int) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if best.probability < IMPROBABLE:
        reasons.append("improbable")
    if best.support <= LITTLE:
        reasons.append("rare")
    if sharing >= MANY and returns < SELDOM:
        reasons.append("shared")
    if not returns:
        reasons.append("one way")
    return tuple(reasons)


def _written(vocabulary: Vocabulary, terms: Collection[str]) -> Mapping[str, str]:
    """The most frequent word of each stem of English, as it is written."""
    best: dict[str, tuple[int, str]] = {}
    for word, count in ArchiveVocabulary(vocabulary).latin():
        term = stem(word.lower())
        if term in terms and count > best.get(term, (0, ""))[0]:
            best[term] = count, word
    return {term: word for term, (_, word) in best.items()}


def _to_doubt(
    found: _Found,
    words: Mapping[str, str],
    taken: Collection[str],
    to_terms: Callable[[str], list[str]],
) -> DoubtfulTranslation:
    confirmed = [_word(term, words, to_terms) for term in found.pair]
    free = all(word and word.casefold() not in taken for word in confirmed)
    forbidden = [word or term for word, term in zip(confirmed, found.pair, strict=True)]
    return DoubtfulTranslation(
        found.language,
        found.term,
        found.articles,
        found.translation,
        found.reasons,
        f"- {_both(confirmed)}" if free else "",
        f"- forbid: {_both(forbidden)}",
    )


def _word(term: str, words: Mapping[str, str], to_terms: Callable[[str], list[str]]) -> str:
    """A word with this term and no other: as it is written, as the term, as a verb; empty where there is none."""
    written = (words.get(term, term), term, f"{term}다")
    return next((word for word in written if to_terms(word) == [term]), "")


def to_glossary_line(korean: str, english: str) -> str:
    """A line for glossary.yaml that makes two words translations of each other."""
    return f"- {_both((korean, english))}"


def _both(pair: Sequence[str]) -> str:
    korean, english = map(_scalar, pair)
    return f"{{ko: {korean}, en: {english}}}"


def _scalar(word: str) -> str:
    """A word as YAML."""
    return word if _PLAIN.fullmatch(word) else json.dumps(word, ensure_ascii=False)
