"""Terms of glossaries and of glosses in texts, from which the lexicon is learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from seogo.alignment.passage_pairs import content_terms
from seogo.analysis import english
from seogo.analysis.analyzer import Analyzer
from seogo.analysis.token import Kind
from seogo.articles.wordlists import Forbidden, GlossaryEntry
from seogo.lexicon.expected_counts import TermPair

_ARTICLES: Final = frozenset(["a", "an", "the", "to"])

Form: TypeAlias = tuple[str, list[str]]
"""Form of a glossary entry and its terms."""


class EntryForms(NamedTuple):
    """Forms of a glossary entry in each language, the main one first."""

    korean: list[Form]
    english: list[Form]


def to_terms(text: str, analyzer: Analyzer) -> list[str]:
    """Terms of words as a query would have them, without those of grammar."""
    return content_terms(analyzer.query_terms(text.split()))


def analyse_entries(entries: Iterable[GlossaryEntry], analyzer: Analyzer) -> Iterator[EntryForms]:
    """Forms of each entry with their terms, from which the two functions below take theirs.

    Hanja are left out: analysis reads them in Hangul, as which they stand there already.
    """
    for entry in entries:
        also = (*entry.abbreviations, *entry.variants)
        korean = (entry.ko, *(form for form in also if not form.isascii()))
        english = (entry.en, *(form for form in also if form.isascii()))
        yield EntryForms(
            [(form, to_terms(form, analyzer)) for form in korean],
            [(form, to_terms(form, analyzer)) for form in english],
        )


def entry_terms(entries: Iterable[EntryForms]) -> Iterator[TermPair]:
    """Terms of the main form of each language beside all forms of the other one.

    Forms that analysis cuts (``파일명`` to ``파일``) have none, as they say more than their term.
    """
    for entry in entries:
        korean, english = (list(map(_uncut, forms)) for forms in entry)
        yield from ((korean[0], form) for form in english)
        yield from ((form, english[0]) for form in korean[1:])


def is_cut(form: str, terms: Sequence[str]) -> bool:
    """Whether a form has but one term, which says less than it: a noun that lost its beginning or its end, as verbs rightly
    do (``먹다``, ``읽기``), or a word beside one of grammar (``not guilty``, ``check-in``)."""
    if len(terms) != 1:
        return False
    if form.isascii():
        return any(
            token.kind is Kind.FUNCTION and token.term not in _ARTICLES
            for token in english.words(form)
        )
    word = "".join(form.split())
    return (
        len(terms[0]) < len(word)
        and not word.endswith(("다", "기"))
        and (word.startswith(terms[0]) or word.endswith(terms[0]))
    )


def entry_parts(entries: Iterable[EntryForms]) -> Iterator[tuple[str, str]]:
    """Korean and English terms of which one is an entry's word and the other a part of what it says in several words:
    ``미국`` and ``state`` (United States), ``군대`` and ``arm`` (armed forces).

    The last word of several, which names the kind, may stand for the whole (장교, military officer), unless it is part of a
    name in capitals, or one syllable that analysis cut off.
    """
    for entry in entries:
        korean, latin = [terms for _, terms in entry.korean], entry.english
        whole = {tuple(terms) for terms in korean} | {tuple(terms) for _, terms in latin}
        for form, parts in latin:
            name = form.split()[-1][:1].isupper()
            for part in parts if name else parts[:-1]:
                if len(parts) > 1 and (part,) not in whole:
                    yield from ((terms[0], part) for terms in korean if len(terms) == 1)
        for parts in korean:
            cut = len(parts[-1:] and parts[-1]) == 1
            for part in parts if cut else parts[:-1]:
                if len(parts) > 1 and (part,) not in whole:
                    yield from ((part, terms[0]) for _, terms in latin if len(terms) == 1)


def _uncut(form: Form) -> list[str]:
    text, terms = form
    return [] if is_cut(text, terms) else terms


def forbidden_terms(
    forbidden: Iterable[Forbidden], analyzer: Analyzer
) -> Iterator[tuple[str, str]]:
    """Korean and English terms that never translate each other.

    A word stands for each of its terms, and for itself: what a list of translations shows is a term.
    """
    for item in forbidden:
        korean, english = (
            {term for word in words for term in (*to_terms(word, analyzer), word.lower())}
            for words in (item.ko, item.en)
        )
        yield from ((ko, en) for ko in sorted(korean) for en in sorted(english))
