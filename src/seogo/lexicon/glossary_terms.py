"""Terms of glossaries and of glosses in texts, from which the lexicon is learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seogo.alignment.passage_pairs import content_terms
from seogo.analysis.analyzer import Analyzer
from seogo.articles.wordlists import Forbidden, GlossaryEntry
from seogo.lexicon.expected_counts import TermPair


def to_terms(text: str, analyzer: Analyzer) -> list[str]:
    """Terms of words as a query would have them, without those of grammar."""
    return content_terms(analyzer.query_terms(text.split()))


def entry_terms(entries: Iterable[GlossaryEntry], analyzer: Analyzer) -> Iterator[TermPair]:
    """Terms of the main form of each language beside all forms of the other one.

    Hanja are left out: analysis reads them in Hangul, as which they stand there already.
    """
    for entry in entries:
        also = (*entry.abbreviations, *entry.variants)
        hangul = [entry.ko, *(form for form in also if not form.isascii())]
        latin = [entry.en, *(form for form in also if form.isascii())]
        korean = [to_terms(form, analyzer) for form in hangul]
        english = [to_terms(form, analyzer) for form in latin]
        yield from ((korean[0], form) for form in english)
        yield from ((form, english[0]) for form in korean[1:])


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
