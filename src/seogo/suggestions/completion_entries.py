"""Entries for completion: titles, tags, names, and the words and phrases that several articles have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from seogo.analysis.script.hangul import SYLLABLES
from seogo.analysis.stopwords import ENGLISH
from seogo.articles.metadata import FIELDS
from seogo.engines.base import Vocabulary
from seogo.suggestions.completion import CompletionEntry
from seogo.suggestions.vocabulary import ArchiveVocabulary

_CURATED = 3
"""What somebody chose as a title, tag or name weighs as much as a word of so many articles more."""

_SHARE = 4_000
_SHORTEST, _LONGEST = 2, 20
_SHORTEST_SMALL = 4


def completion_entries(
    titles: Iterable[str], engine: Vocabulary, alone: Callable[[Sequence[str]], Set[str]]
) -> Iterator[CompletionEntry]:
    """Entries of an archive with these titles, whose articles are in ``engine``.

    Words weigh as much as they have articles, of which they need two, and one in 4,000. Stems of Korean verbs, which nobody
    types, are left out: ``alone`` says which words may stand alone. Small Latin words have four letters and more. Raises
    IndexDamaged.
    """
    count = 0
    for title in titles:
        count += 1
        yield CompletionEntry(title, "title", _CURATED)
    for field in FIELDS:
        if field.suggested:
            for text, articles in engine.terms(field.keyword):
                yield CompletionEntry(text, field.suggested, _CURATED + articles)
    least = max(2, count // _SHARE)
    words = ArchiveVocabulary(engine)
    for phrase, articles in words.compounds():
        if (
            least <= articles
            and _SHORTEST < len(phrase) <= _LONGEST
            and SYLLABLES.fullmatch(phrase)
        ):
            yield CompletionEntry(phrase, "phrase", articles)
    korean = [(word, n) for word, n in words.korean() if n >= least and len(word) >= _SHORTEST]
    nouns = alone([word for word, _ in korean])
    for word, articles in korean:
        if word in nouns:
            yield CompletionEntry(word, "word", articles)
    for word, articles in words.latin():
        if articles >= least and _is_telling(word):
            yield CompletionEntry(word, "word", articles)


def _is_telling(word: str) -> bool:
    """Whether a Latin word says something: a name, an abbreviation, or one of some letters."""
    small = word.lower()
    if len(word) < _SHORTEST or small in ENGLISH:
        return False
    return small != word or len(word) >= _SHORTEST_SMALL
