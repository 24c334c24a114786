"""Clauses of words: those that select articles by a word, and those that score them.

An article is selected by every content term of the word in one language, or by its surfaces in a row (a name that the
analyser broke); it is scored by all terms, bigrams and compounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from seogo.analysis import english
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import SYLLABLE, SYLLABLES
from seogo.analysis.script.hanja import HANJA, HANJA_RANGES, is_rare
from seogo.analysis.script.normalize import normalize
from seogo.analysis.surfaces import read_as, surfaces_of
from seogo.analysis.token import Kind, Token
from seogo.engines import clauses as q
from seogo.engines.base import field_name
from seogo.languages import Language
from seogo.rewriting.forms import Alternative
from seogo.rewriting.keywords import Syllables
from seogo.rewriting.spelling.signs import is_together, written_lookup
from seogo.rewriting.term_statistics import Lookup, TermStatistics
from seogo.transliteration.ordinary_words import is_ordinary_korean

TITLE_BOOST = 0.2
TAG_BOOST = 0.2
BIGRAM_BOOST = 0.15
COMPOUND_BOOST = 0.2
ALTERNATIVE_BOOST = 0.6
NEAR_BOOST = 0.07
NEAR_WORDS = 2
NEAR_SLOP = 2
"""Words of a query that are next to each other, or next but one, add to the score where they stand so, up to NEAR_SLOP
words apart, in an article too."""
SURE_BIGRAMS = 3
"""Bigrams in a row that are a word, whether it is known otherwise or not: 국회의원 written as 국회 의원."""
NOTHING = q.Nothing()
_OTHER_LETTER = re.compile(f"[^\\W_가-힣{HANJA_RANGES}]")
"""A letter or a digit that is neither Hangul nor hanja."""
_IN_TEXTS = (("body", 1.0), ("title", TITLE_BOOST), ("tags", TAG_BOOST))
_IN_TITLES = (("title", 1.0),)
"""The fields in which a term counts, and by what."""


@dataclass(slots=True)
class NodeClauses:
    """Simple clauses (seogo.engines.clauses.simplify) of a part of a query: ``match`` selects the articles that have it,
    ``partial`` those that have some of it (None: the same as ``match``), and ``score`` scores both."""

    match: q.Clause
    score: q.Clause
    partial: q.Clause | None = None

    @property
    def some(self) -> q.Clause:
        """Articles that have at least some of it."""
        return self.partial or self.match

    def ranked(self) -> tuple[q.Clause, q.Clause]:
        """Articles with all of it, and those with some of it; both are scored alike."""
        every = q.ranked(self.match, self.score)
        same = self.some is self.match
        return every, every if same else q.ranked(self.some, self.score)


def every(parts: Sequence[NodeClauses]) -> NodeClauses:
    """Clauses of all of several parts."""
    return NodeClauses(
        q.all_of(part.match for part in parts),
        q.any_of(part.score for part in parts),
        q.any_of(part.some for part in parts),
    )


def lookups_of(word: QueryWord) -> Iterator[Lookup]:
    """The lookups that the clauses of a typed word need."""
    terms = [token.term for token in (*word.tokens, *word.split)]
    if SYLLABLE.fullmatch(word.stem):
        terms.append(word.stem)
    for term in terms:
        yield from (("body", term), ("title", term), ("tags", term))
    for gram in word.bigrams:
        yield "bigrams", gram
    for gram in word.bigrams[:1]:
        yield "bigrams", read_as(gram)
    for compound in word.compounds:
        yield from (("compounds", compound), ("body", compound))
    if word.name:
        yield "bigrams", word.name
    if lookup := written_lookup(word):
        yield lookup


@dataclass(frozen=True, slots=True)
class ClauseBuilder:
    """Builds the clauses of words in articles of ``languages``; with ``title_only`` in titles alone."""

    statistics: TermStatistics
    syllables: Syllables
    title_only: bool = False
    languages: tuple[Language, ...] = tuple(Language)

    @property
    def place(self) -> Literal["body", "title"]:
        """The field that selects articles; the body has the title too."""
        return "title" if self.title_only else "body"

    def word(self, word: QueryWord) -> NodeClauses:
        """The clauses of one word as it was typed."""
        if word.joined or is_together(word):
            run = tuple(token.term for token in word.tokens)
            scores = [self.word_score(language, word) for language in self.languages]
            return NodeClauses(self.phrase(run, self.languages), q.any_of(scores))
        match: list[q.Clause] = []
        partial: list[q.Clause] = []
        score: list[q.Clause] = []
        different = _unique(word.asked)
        significant = _significant(different)
        split = [t for t in word.split if t.kind is Kind.CONTENT]
        by_bigrams, mixed = self.matches_bigrams(word), word.mixed
        for language in self.languages:
            terms = [self.required(language, token.term) for token in different]
            if not terms and SYLLABLE.fullmatch(word.stem):
                terms = [self.required(language, word.stem)]  # 이 alone is read as a particle
            if word.name:
                terms.append(self.name(language, word))
            match.append(q.all_of(terms) if terms else NOTHING)
            if not mixed:  # 조명 is no part of LED조명 that anybody looks for
                partial += [self.required(language, token.term) for token in significant]
            if split:
                named = [self.name(language, word)] if word.name else []
                match.append(q.all_of((*(self.required(language, t.term) for t in split), *named)))
            if by_bigrams:
                # 李 is read as 이, which most articles have alone
                alone = len(word.stem) == 1 and HANJA.fullmatch(word.stem)
                runs = self.bigram_runs(language, (word.stem,) if alone else word.bigrams)
                match += runs
                partial += runs
            elif mixed and not self.title_only:
                match.append(self.mixed_run(language, word))
            elif is_rare(word.stem) and not self.title_only:
                match.append(self.surface(word.stem))  # Kiwi cuts 𠮷野家 in many ways
            score.append(self.word_score(language, word))
        if written := self._as_written(word):
            return NodeClauses(written, q.any_of(score))
        several = len(word.required) > 1 and not mixed
        if len(word.name) == len(word.stem) == 1:  # any article may have a letter somewhere
            return NodeClauses(q.any_of(match), q.any_of(score), NOTHING)
        return NodeClauses(q.any_of(match), q.any_of(score), q.any_of(partial) if several else None)

    def name(self, language: Language, word: QueryWord) -> q.Clause:
        """Articles with the stop word that is a name: as it was typed if that is in capitals, behind its noun in English."""
        term = word.name.lower()
        if self.title_only or word.name == term:
            found = self.required(language, term)
        else:
            found = q.any_of(self.in_fields((("bigrams", 1.0),), language, word.name))
        if word.noun and language is Language.EN:
            return q.all_of((self.phrase((word.noun, term), (language,)), found))
        return found

    def _as_written(self, word: QueryWord) -> q.Clause | None:
        """Articles that have a word as it must be written; None where its terms tell enough, or no article has it so."""
        lookup = written_lookup(word)
        if lookup is None or self.title_only or not self.statistics.occurs(*lookup):
            return None
        return q.any_of(q.Term(field_name(lookup[0], lang), lookup[1]) for lang in self.languages)

    def bigram_runs(self, language: Language, grams: Sequence[str]) -> list[q.Clause]:
        """Phrases of bigrams in a row, as written and, where any hanja are read so, as the reading of hanja."""
        field, offsets = field_name("bigrams", language), tuple(range(len(grams)))
        runs: list[q.Clause] = [q.Phrase(field, tuple(grams), offsets)]
        read = tuple(map(read_as, grams))
        # the reading of a single character is that of many others
        if len(grams[0]) > 1 and self.statistics.count("bigrams", language, read[0]):
            runs.append(q.Phrase(field, read, offsets))
        return runs

    def mixed_run(self, language: Language, word: QueryWord) -> q.Clause:
        """The surfaces of a word of Latin letters and Hangul in a row; a syllable alone joins with what follows it."""
        passage = normalize(word.stem).text
        terms = tuple(surfaces_of(passage, english.written(passage)))
        if any(len(term) == 1 and SYLLABLES.fullmatch(term) for term in terms):
            return NOTHING
        return q.Phrase(field_name("bigrams", language), terms, tuple(range(len(terms))))

    def surface(self, text: str) -> q.Clause:
        """Articles in which ``text`` stands as typed, apart from spacing and Unicode form.

        Terms cannot express that of one syllable of Hangul beside something else, which is left out.
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

    def matches_bigrams(self, word: QueryWord) -> bool:
        """Whether bigrams in a row select articles for a word.

        Across spaces and inside other words, two or three syllables meet by accident too often (소설 in 저장소 설정): they
        count only where the analyser broke the word or guessed it, three also of a name or loan word, and two only where the
        index does not know it. Those of a word with other letters or digits are only a part of it. A syllable that stands
        alone is no accident.
        """
        if not word.bigrams or self.title_only:
            return False
        if _OTHER_LETTER.search(word.stem):
            return False
        if len(word.bigrams[0]) == 1:
            return len(word.stem) == 1
        if word.whole:
            # names and loan words are what no others make: 부산대 begins 부산대학교, 파이팅 may be an interjection
            ordinary = is_ordinary_korean(word.required[0].term, word.required[0].tag)
            if len(word.bigrams) >= (SURE_BIGRAMS if ordinary else SURE_BIGRAMS - 1):
                return True
            # a name that is known, and that every article has broken (한빛이: 한 빛)
            return not ordinary and not self.statistics.occurs("body", word.required[0].term)
        if len(word.bigrams) > 1 or len(word.required) != 1:
            return True
        return not self.statistics.occurs("body", word.required[0].term)

    def word_score(self, language: Language, word: QueryWord) -> q.Clause:
        """The score of a word in one language: the sum over all its terms."""
        parts: list[q.Clause] = []
        tokens = _unique(word.tokens)
        if word.name:
            tokens = [token for token in tokens if token.kind is Kind.CONTENT]
            parts.append(self.name(language, word))
        for token in (*tokens, *(t for t in word.split if t not in word.tokens)):
            parts += self.in_texts(language, token.term)
        if not self.title_only:
            for gram in dict.fromkeys(word.bigrams):
                parts += self.in_fields((("bigrams", BIGRAM_BOOST),), language, gram)
            for compound in dict.fromkeys(word.compounds):
                parts += self.in_fields((("compounds", COMPOUND_BOOST),), language, compound)
        return q.any_of(parts)

    def required(self, language: Language, term: str) -> q.Clause:
        """Articles of one language that have a term in the whole text, or in the title."""
        if not self.statistics.count(self.place, language, term):
            return NOTHING
        return q.Term(field_name(self.place, language), term)

    def term(self, term: str) -> NodeClauses:
        """The clauses of one term in all languages."""
        return NodeClauses(
            q.any_of(self.required(language, term) for language in self.languages),
            q.any_of(
                clause for language in self.languages for clause in self.in_texts(language, term)
            ),
        )

    def in_texts(self, language: Language, term: str) -> list[q.Clause]:
        """The scores of a term: in the whole text, and once more where the title or a tag has it."""
        return self.in_fields(_IN_TITLES if self.title_only else _IN_TEXTS, language, term)

    def in_fields(
        self, fields: Iterable[tuple[str, float]], language: Language, term: str
    ) -> list[q.Clause]:
        """A term in each of some fields that have it, by its weight there times the boost of the field."""
        found: list[q.Clause] = []
        for place, boost in fields:
            known = self.statistics.rarity(place, term)
            if known.counts[language]:
                weight = boost * (known.weight / known.idfs[language])
                found.append(q.Term(field_name(place, language), term, weight))
            elif place == "body":
                break  # it is the whole text, with title and tags
        return found

    def near(self, words: Sequence[QueryWord]) -> q.Clause:
        """The score that words near each other in the query add where they are near each other in an article."""
        terms = [
            token.term
            for word in words
            for token in word.tokens
            if token.kind is Kind.CONTENT or (word.light and token.tag == "VX")
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
                NEAR_BOOST * self.statistics.boost("body", language, *pair),
                NEAR_SLOP,
            )
            for pair in dict.fromkeys(pairs)
            for language in self.languages
            if self.all_occur("body", language, pair)
        )

    def phrase(
        self,
        terms: tuple[str, ...],
        languages: Iterable[Language],
        boost: float = 1.0,
        place: str = "",
    ) -> q.Clause:
        """Articles of these languages with terms side by side, in the body or the title if no ``place`` is given."""
        offsets, place = tuple(range(len(terms))), place or self.place
        return q.any_of(
            q.Phrase(
                field_name(place, language),
                terms,
                offsets,
                boost * self.statistics.boost(place, language, *terms),
            )
            for language in languages
            if language in self.languages and self.all_occur(place, language, terms)
        )

    def all_occur(self, place: str, language: Language, terms: Iterable[str]) -> bool:
        """Whether each of these terms is in some article's field."""
        return all(self.statistics.count(place, language, term) for term in terms)

    def alternative(self, other: Alternative, boost: float = 1.0) -> q.Clause:
        """Articles with another form of a word: its terms side by side."""
        if other.place == "body":
            return self.phrase(other.terms, other.languages, boost)
        if self.title_only:  # what else there is, is of whole texts
            return NOTHING
        if other.place == "bigrams":
            return self.phrase(other.terms, other.languages, boost * BIGRAM_BOOST, "bigrams")
        return q.any_of(
            clause
            for language in other.languages
            if language in self.languages
            for term in other.terms
            for clause in self.in_fields(((other.place, boost),), language, term)
        )

    def occurs(self, other: Alternative) -> bool:
        """Whether any article has another form of a word."""
        return bool(other.terms) and not isinstance(self.alternative(other), q.Nothing)

    def alternative_score(self, typed: Sequence[str], other: Alternative) -> q.Clause:
        """The score of another form of ``typed`` terms: a rare form of a common word counts no more than that word does."""
        allowed = self.statistics.total("body", typed)
        share = min(1.0, allowed / (self.statistics.total(other.place, other.terms) or 1.0))
        return self.alternative(other, ALTERNATIVE_BOOST * share)


def _unique(tokens: Iterable[Token]) -> list[Token]:
    """The tokens with different terms."""
    return list({token.term: token for token in tokens}.values())


def _significant(tokens: list[Token]) -> list[Token]:
    """The tokens that mean something alone: not the B of 12.7B."""
    return [t for t in tokens if len(t.term) > 1 or t.tag != "W"] or tokens
