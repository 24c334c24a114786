"""What speaks for a word: the clauses that select articles by it, and those that score them.

An article is selected by every content term of the word in one language, or by its Hangul bigrams in a row (a name
that the analyser broke); it is scored by all terms, bigrams and compounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from seogo.analysis import english
from seogo.analysis.analyzer import QueryWord
from seogo.analysis.script.hangul import SYLLABLE, SYLLABLES
from seogo.analysis.script.normalize import normalize
from seogo.analysis.surfaces import read_as, surfaces_of
from seogo.analysis.token import Kind, Token
from seogo.engines import clauses as q
from seogo.engines.base import Vocabulary, field_name
from seogo.languages import Language
from seogo.rewriting.keywords import Syllables
from seogo.rewriting.term_weights import Weights

TITLE_BOOST = 0.2
TAG_BOOST = 0.2
BIGRAM_BOOST = 0.15
COMPOUND_BOOST = 0.2
EQUIVALENT_BOOST = 0.6
NEAR_BOOST = 0.07
NEAR_WORDS = 2
NEAR_SLOP = 2
"""Words of a query that are next to each other, or next but one, add to the score where they stand so, up to NEAR_SLOP
words apart, in an article too."""
NOTHING = q.Nothing()
_IN_TEXTS = (("body", 1.0), ("title", TITLE_BOOST), ("tags", TAG_BOOST))
_IN_TITLES = (("title", 1.0),)
"""The fields in which a term counts, and by what."""


@dataclass(frozen=True, slots=True)
class OtherForm:
    """Another form of what was typed: ``terms`` side by side in the field ``place`` of these languages.

    ``how``: ``abbreviation``, ``variant``, ``hanja``, ``term``, ``number``, ``date``, ``name``, ``letters`` or ``form``.
    """

    text: str
    how: str
    terms: tuple[str, ...]
    languages: tuple[Language, ...] = tuple(Language)
    place: Literal["body", "quantities"] = "body"


@dataclass(slots=True)
class Asked:
    """Simple clauses (seogo.engines.clauses.simplify) of a part of the tree: what it asks for, and what scores."""

    match: q.Clause
    score: q.Clause
    some: q.Clause | None = None
    """What counts as some of it; None: the same as ``match``."""

    def ranked(self) -> tuple[q.Clause, q.Clause]:
        """Articles with all of it, and those with some of it; both are scored alike."""
        every = q.ranked(self.match, self.score)
        same = self.some is None or self.some is self.match
        return every, every if same else q.ranked(self.some or self.match, self.score)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The clauses of words in articles of ``languages``; ``title_only``: in titles."""

    vocabulary: Vocabulary
    weights: Weights
    syllables: Syllables
    title_only: bool = False
    languages: tuple[Language, ...] = tuple(Language)

    def in_index(self, term: str) -> bool:
        """Whether any article has the term."""
        return any(self.weights.of("body", term).counts.values())

    def of(self, word: QueryWord) -> Asked:
        """The clauses of one word as it was typed."""
        match: list[q.Clause] = []
        some: list[q.Clause] = []
        score: list[q.Clause] = []
        different = unique(word.required)
        telling = _telling(different)
        split = [t for t in word.split if t.kind is Kind.CONTENT]
        in_a_row = self.wants_bigrams(word)
        for language in self.languages:
            required = [self.asked(language, token.term) for token in different]
            if not required and SYLLABLE.fullmatch(word.stem):
                required = [self.asked(language, word.stem)]  # 이 alone is read as a particle
            match.append(q.all_of(required) if required else NOTHING)
            some += [self.asked(language, token.term) for token in telling]
            if split:
                match.append(q.all_of(self.asked(language, t.term) for t in split))
            if in_a_row:
                found = self.in_a_row(language, word.bigrams)
                match += found
                some += found
            score.append(self.scores(language, word))
        several = len(word.required) > 1
        return Asked(q.any_of(match), q.any_of(score), q.any_of(some) if several else None)

    def in_a_row(self, language: Language, grams: Sequence[str]) -> list[q.Clause]:
        """Bigrams in a row as they stand there, and where any hanja are read so, as the reading of hanja."""
        field, offsets = field_name("bigrams", language), tuple(range(len(grams)))
        runs: list[q.Clause] = [q.Phrase(field, tuple(grams), offsets)]
        read = tuple(map(read_as, grams))
        if self.vocabulary.frequency(field, read[0]):
            runs.append(q.Phrase(field, read, offsets))
        return runs

    def exactly(self, text: str) -> q.Clause:
        """What stands in an article just so, apart from spacing and Unicode form.

        Terms cannot say it of one syllable of Hangul beside something else: that one is left out.
        """
        passage = normalize(text).text
        terms = [t for t in surfaces_of(passage, english.written(passage)) if not t.startswith("=")]
        alone = [term for term in terms if len(term) == 1 and SYLLABLES.fullmatch(term)]
        if alone and len(terms) == 1:
            return q.any_of(
                q.Term(field_name("bigrams", language), gram)
                for language in self.languages
                for gram in self.syllables.bigrams(language, alone[0])
            )
        terms = [term for term in terms if term not in alone]
        if not terms:
            return q.Nothing()
        offsets = tuple(range(len(terms)))
        return q.any_of(
            q.Phrase(field_name("bigrams", lang), tuple(terms), offsets) for lang in self.languages
        )

    def wants_bigrams(self, word: QueryWord) -> bool:
        """Whether bigrams in a row may stand for a word.

        Across spaces, two syllables meet by accident too often (이상 in 아이 상태): they count only where the analyser
        broke the word or the index does not know it. A syllable that stands alone is no accident.
        """
        if not word.bigrams or self.title_only:
            return False
        if len(word.bigrams) > 1 or len(word.bigrams[0]) == 1:
            return True
        return len(word.required) != 1 or not self.in_index(word.required[0].term)

    def scores(self, language: Language, word: QueryWord) -> q.Clause:
        """Everything that speaks for a word in one language."""
        parts: list[q.Clause] = []
        tokens = unique(word.tokens)
        for token in (*tokens, *(t for t in word.split if t not in word.tokens)):
            parts += self.weighed(language, token.term)
        if not self.title_only:
            for gram in dict.fromkeys(word.bigrams):
                parts += self.in_fields((("bigrams", BIGRAM_BOOST),), language, gram)
            for compound in dict.fromkeys(word.compounds):
                parts += self.in_fields((("compounds", COMPOUND_BOOST),), language, compound)
        return q.any_of(parts)

    def asked(self, language: Language, term: str) -> q.Clause:
        """A term where words are asked for: in the whole text of one language, which has the title too."""
        place = "title" if self.title_only else "body"
        if not self.weights.count(place, language, term):
            return NOTHING
        return q.Term(field_name(place, language), term)

    def scored(self, language: Language, term: str) -> q.Clause:
        """What a term adds to the score: more where the title or a tag has it."""
        return q.any_of(self.weighed(language, term))

    def weighed(self, language: Language, term: str) -> list[q.Clause]:
        """The same, apart."""
        return self.in_fields(_IN_TITLES if self.title_only else _IN_TEXTS, language, term)

    def in_fields(
        self, fields: Iterable[tuple[str, float]], language: Language, term: str
    ) -> list[q.Clause]:
        """A term in each of some fields that have it, as much as it counts there, times a boost."""
        found: list[q.Clause] = []
        for place, boost in fields:
            known = self.weights.of(place, term)
            if known.counts[language]:
                weight = boost * (known.weight / known.idfs[language])
                found.append(q.Term(field_name(place, language), term, weight))
            elif place == "body":
                break  # it is the whole text, with title and tags
        return found

    def near(self, words: Sequence[QueryWord]) -> q.Clause:
        """What words that are near each other in the query add where they are so in an article."""
        terms = [
            token.term for word in words for token in word.tokens if token.kind is Kind.CONTENT
        ]
        pairs = [
            (first, second)
            for at, first in enumerate(terms)
            for second in terms[at + 1 : at + 1 + NEAR_WORDS]
            if first != second
        ]
        return q.any_of(
            q.Phrase(
                field_name("body", language),
                pair,
                (0, 1),
                NEAR_BOOST * self.weights.boost("body", language, *pair),
                NEAR_SLOP,
            )
            for pair in dict.fromkeys(pairs)
            for language in self.languages
            if self.all_occur("body", language, pair)
        )

    def phrase(
        self, terms: tuple[str, ...], languages: Iterable[Language], boost: float = 1.0
    ) -> q.Clause:
        """Terms side by side, where words are asked for."""
        offsets = tuple(range(len(terms)))
        place = "title" if self.title_only else "body"
        return q.any_of(
            q.Phrase(
                field_name(place, language),
                terms,
                offsets,
                boost * self.weights.boost(place, language, *terms),
            )
            for language in languages
            if language in self.languages and self.all_occur(place, language, terms)
        )

    def all_occur(self, place: str, language: Language, terms: Iterable[str]) -> bool:
        """Whether each of these terms is in some article's field."""
        return all(self.weights.count(place, language, term) for term in terms)

    def share(self, own: Sequence[str], other: OtherForm) -> float:
        """What another form may count of its own weight: a rare form of a common word counts as that word does."""
        allowed = self.weights.total("body", own)
        return min(1.0, allowed / (self.weights.total(other.place, other.terms) or 1.0))

    def form(self, other: OtherForm, boost: float = 1.0) -> q.Clause:
        """Another form of a word, as its terms side by side."""
        if other.place == "quantities":
            return q.any_of(
                clause
                for language in other.languages
                if language in self.languages
                for term in other.terms
                for clause in self.in_fields((("quantities", boost),), language, term)
            )
        return self.phrase(other.terms, other.languages, boost)


def every(parts: Sequence[Asked]) -> Asked:
    """All of several."""
    return Asked(
        q.all_of(part.match for part in parts),
        q.any_of(part.score for part in parts),
        q.any_of(part.some or part.match for part in parts),
    )


def unique(tokens: Iterable[Token]) -> list[Token]:
    """The tokens with different terms."""
    return list({token.term: token for token in tokens}.values())


def _telling(tokens: list[Token]) -> list[Token]:
    """The tokens that say something alone: not the B of 12.7B."""
    return [t for t in tokens if len(t.term) > 1 or t.tag != "W"] or tokens
