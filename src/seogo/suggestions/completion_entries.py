"""Entries for completion: titles, tags, names, and the words and phrases that several articles have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from seogo.analysis.script.hangul import SYLLABLES
from seogo.analysis.stopwords import ENGLISH
from seogo.articles.metadata import FIELDS
from seogo.engines.base import Vocabulary
from seogo.suggestions.completion import CompletionEntry
from seogo.suggestions.vocabulary import ArchiveVocabulary

_CURATED = 3
"""What somebody chose as a title, tag or name weighs as much as a word of so many articles more."""

_SHARE = 2_000
_SHORTEST, _LONGEST = 2, 20
_SHORTEST_SMALL = 4
_LATIN = re.compile("[a-z]+")
_VERBAL = "하되리기이히지오르우내키치추들뛰쓰꾸"
"""How stems of verbs of three syllables and more end: 가져오, 떨어지, 나타내."""


def completion_entries(titles: Iterable[str], engine: Vocabulary) -> Iterator[CompletionEntry]:
    """Entries of an archive with these titles, whose articles are in ``engine``.

    Words weigh as much as they have articles, of which they need two, and one in 2,000. Stems of Korean verbs, which nobody
    types, are told from nouns by what they are part of and by how they end; English words are names, written with a
    capital, or stand in a title. Raises IndexDamaged.
    """
    count = 0
    in_titles: set[str] = set()
    for title in titles:
        count += 1
        in_titles.update(_LATIN.findall(title.lower()))
        yield CompletionEntry(title, "title", _CURATED)
    for field in FIELDS:
        if field.suggested:
            for text, articles in engine.terms(field.keyword):
                yield CompletionEntry(text, field.suggested, _CURATED + articles)
    least = max(2, count // _SHARE)
    words = ArchiveVocabulary(engine)
    parts: set[str] = set()
    for phrase, articles in words.compounds():
        if articles > 1 and len(phrase) <= _LONGEST and SYLLABLES.fullmatch(phrase):
            parts.update(phrase[:cut] for cut in range(_SHORTEST, len(phrase)))
            parts.update(phrase[cut:] for cut in range(1, len(phrase) - 1))
            if articles >= least and len(phrase) > _SHORTEST:
                yield CompletionEntry(phrase, "phrase", articles)
    for word, articles in words.korean():
        if articles >= least and (word in parts or (len(word) > 2 and word[-1] not in _VERBAL)):
            yield CompletionEntry(word, "word", articles)
    for word, articles in words.latin():
        if articles >= least and _is_characteristic(word, in_titles):
            yield CompletionEntry(word, "word", articles)


def _is_characteristic(word: str, in_titles: Set[str]) -> bool:
    """Whether a Latin word is characteristic of an article: a name, an abbreviation, or a long word of titles."""
    small = word.lower()
    if len(word) < _SHORTEST or small in ENGLISH:
        return False
    return small != word or (len(word) >= _SHORTEST_SMALL and small in in_titles)
