"""Compiles words that stand side by side, and phrases.

A word selects articles by every one of its content terms in one language's title or body, or by its Hangul bigrams in a row
(a name that the analyser broke), or by another form of it: a synonym (seogo.rewriting.synonyms), a translation
(seogo.rewriting.translations). Its score is the sum over all its terms, bigrams and compounds, with the best of its synonyms
and the best of its translations.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from seogo.analysis.quantities.measures import is_measure
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import bigrams
from seogo.analysis.stopwords import may_be_in_name
from seogo.analysis.token import Kind
from seogo.engines import clauses as q
from seogo.engines.base import field_name
from seogo.languages import Language
from seogo.query import nodes
from seogo.rewriting.clause_builder import BIGRAM_BOOST, ClauseBuilder, NodeClauses, every
from seogo.rewriting.forms import (
    Alternative,
    Form,
    SearchedWord,
    hangul_letters,
    joined_terms,
    other_form,
    typed_form,
)
from seogo.rewriting.spelling.numbers import begins_number
from seogo.rewriting.synonyms import SynonymFinder
from seogo.rewriting.translations import QueryTranslation

MOST_JOINED = 4
"""So many typed words may be one word of the articles."""
_MOST_TERMS = 8
"""Terms of a word whose frequency is looked at."""
_LONGEST_TITLE = 8
"""Words of the longest query in which a stop word may be part of a name."""

_Pairs = Sequence[tuple[nodes.Word, QueryWord]]
NO_TERMS = NodeClauses(q.Nothing(), q.Nothing())


@dataclass(slots=True)
class WordCompiler:
    """Compiles the words of one query with the clauses of ``builder``.

    Without ``synonyms``, or without ``translation``, words stand for no such forms; ``without`` names forms that are left
    out. What was searched is added to ``words``, and what has no effect to ``ignored``.
    """

    builder: ClauseBuilder
    synonyms: SynonymFinder | None
    translation: QueryTranslation | None
    without: frozenset[str]
    words: list[SearchedWord] = field(default_factory=list)
    ignored: list[nodes.Ignored] = field(default_factory=list)

    def in_titles(self) -> WordCompiler:
        """The compiler for titles; what it searched is added to the same words."""
        return replace(self, builder=replace(self.builder, title_only=True))

    def for_exclusion(self) -> WordCompiler:
        """The compiler for words that are left out: they stand for nothing else, and are not searched."""
        return replace(self, synonyms=None, translation=None, words=[])

    def run(self, pairs: _Pairs, *, alone: bool = True) -> list[NodeClauses]:
        """Words side by side: stop words dropped, groups and joined neighbours found across them. Where they do not stand
        ``alone`` in the query, nothing is left of stop words and signs. Words of grammar only rank."""
        searched = significant([found for _, found in pairs], alone=alone)
        ranked = [found for _, found in pairs if found.light or found in searched]
        near = self.builder.near(ranked) if len(searched) > 1 else q.Nothing()
        grammar = [
            self.builder.word_score(language, found)
            for found in ranked
            if found not in searched
            for language in self.builder.languages
        ]
        compiled: list[NodeClauses] = []
        every_pair = pairs
        while pairs:
            word, found = pairs[0]
            if found not in searched and not self._begins_number(pairs):
                reason = "stop-word" if found.tokens else "no-term"
                self.ignored.append(nodes.Ignored(word.text, reason, word.start, word.end))
                pairs = pairs[1:]
                continue
            # forms of several words may have stop words inside: Ministry of Science and ICT
            rest = [found for _, found in pairs]
            taken, part = self._group(rest) or self._joined(rest) or (1, self._word(found))
            compiled.append(part)
            pairs = pairs[taken:]
        if compiled:
            names = self._names(every_pair, searched)
            score = q.any_of((compiled[0].score, near, *grammar, *names))
            compiled[0] = replace(compiled[0], score=score)
        return compiled

    def exact(self, text: str, words: Sequence[QueryWord]) -> NodeClauses:
        """Text as typed, apart from spacing and Unicode form; it scores as its words do."""
        typed = every([self.builder.word(word) for word in words])
        self._add(text, [Form(text, "word", (), text, across=True)])
        surface = self.builder.surface(text)
        title_only = self.builder.title_only
        return NodeClauses(q.all_of((surface, typed.match)) if title_only else surface, typed.score)

    def phrase(self, node: nodes.Quoted, words: Sequence[QueryWord]) -> NodeClauses:
        """A quoted phrase: its terms in this order, or its syllables in a row where the analyser cut them differently, or
        its translation as a phrase."""
        terms = tuple(token.term for word in words for token in word.tokens)
        literal = hangul_letters(node.text)
        ways = [self.builder.phrase(terms, Language)] if terms else []
        alone = len(words) == 1
        if literal and (
            self.builder.matches_bigrams(words[0]) if alone else not self.builder.title_only
        ):
            grams = tuple(bigrams(literal))
            offsets = tuple(range(len(grams)))
            ways += [
                q.Phrase(field_name("bigrams", language), grams, offsets, BIGRAM_BOOST)
                for language in self.builder.languages
            ]
        if not ways:
            self.ignored.append(nodes.Ignored(node.text, "no-term", node.start, node.end))
            return NO_TERMS
        forms = [Form(node.text, "word", (terms,) if terms else (), literal, across=not alone)]
        score = q.any_of(ways)
        if self.translation and terms and node.text not in self.without:
            phrases, more = self.translation.phrase(self.builder, words, terms)
            ways += phrases
            forms += more
            score = q.best_of((score, *phrases))
        self._add(node.text, forms)
        return NodeClauses(q.any_of(ways), score)

    def prefix(self, node: nodes.Word, terms: Sequence[str]) -> NodeClauses:
        """The words that begin so: ``terms``, the most frequent one first."""
        languages = self.builder.languages
        found = [self.builder.required(lang, term) for lang in languages for term in terms]
        self._add(node.text + "*", [Form(node.text, "prefix", tuple((term,) for term in terms))])
        return NodeClauses(q.any_of(found), q.best_of(found))

    def _names(self, pairs: _Pairs, searched: Sequence[QueryWord]) -> Iterator[q.Clause]:
        """The scores of English stop words side by side with their neighbours, where they may be part of a name: with a
        capital (Will Smith, OR 엔지니어), or where nothing else was typed (The The)."""
        if not 1 < len(pairs) <= _LONGEST_TITLE:
            return
        texts = [word.text for word, _ in pairs]
        alone = not any(map(_is_significant, searched))
        titled = [alone or may_be_in_name(texts, at) for at in range(len(texts))]
        for at, ((_, one), (_, other)) in enumerate(itertools.pairwise(pairs)):
            dropped = (one not in searched and titled[at]) or (
                other not in searched and titled[at + 1]
            )
            if one.tokens and other.tokens and (alone or dropped):
                terms = one.tokens[-1].term, other.tokens[0].term
                yield self.builder.phrase(terms, self.builder.languages)

    def _begins_number(self, pairs: _Pairs) -> bool:
        """Whether the first word, which is a stop word, begins a date or a measure: May 8, a hundred years."""
        word, following = pairs[0][1].stem, pairs[1][1].stem if len(pairs) > 1 else ""
        if not following[:1].isdecimal() and not begins_number(word, following):
            return False
        if self.synonyms is None:
            return False
        group = self.synonyms.of_group([found for _, found in pairs], self.builder.statistics)
        return group is not None and (group[1][0].how == "date" or is_measure(group[1][0].terms[0]))

    def _word(self, word: QueryWord) -> NodeClauses:
        synonyms = self.synonyms.of_word(word, self.builder.statistics) if self.synonyms else ()
        return self._alternatives([word], self.builder.word(word), synonyms)

    def _group(self, words: Sequence[QueryWord]) -> tuple[int, NodeClauses] | None:
        """The first words as one thing: a quantity, a name, a glossary form; the longest where it is translated whole."""
        if self.synonyms is None:
            return None
        group = self.synonyms.of_group(words, self.builder.statistics)
        if longer := self._translated_together(words, group[0] if group else 1):
            members = words[:longer]
            return longer, self._alternatives(members, self._every(members), ())
        if group is None:
            return None
        taken, alternatives = group
        members = words[:taken]
        typed = self._every(members)
        if is_measure(alternatives[0].terms[0]):
            # a title has no field of quantities
            measure = (
                None if self.builder.title_only else self._measure(members, typed, alternatives)
            )
            return (taken, measure) if measure else None
        if alternatives[0].how in ("number", "date"):
            # 5천만 is neither 5 nor 천만: its parts stand side by side
            terms = tuple(token.term for word in members for token in word.required)
            typed = NodeClauses(self.builder.phrase(terms, Language), typed.score)
        elif term := self._joined_term(members):
            typed = self._or_joined(term, typed)
            alternatives = (Alternative(term, "word", (term,)), *alternatives)
        return taken, self._alternatives(members, typed, alternatives)

    def _measure(
        self, words: Sequence[QueryWord], typed: NodeClauses, forms: Sequence[Alternative]
    ) -> NodeClauses:
        """A number with its unit, which is found where both stand together, and as it was typed if it begins with digits:
        numerals in words are often other words (세, 네). The number alone is some of it."""
        terms = tuple(token.term for word in words for token in word.tokens)
        together = len(terms) > 1 and terms[0][0].isdigit()
        text = " ".join(word.text for word in words)
        shown = [Form(text, "word", (terms,) if together else ())]
        whole = [self.builder.phrase(terms, Language)] if together else []
        partial: list[q.Clause] = []
        score: list[q.Clause] = []
        for form in forms:
            if form.text in self.without or not self.builder.occurs(form):
                continue
            (partial if form.partial else whole).append(self.builder.alternative(form))
            score.append(self.builder.alternative_score(terms, form))
            shown.append(Form(form.text, form.how, (form.terms,)))
        # a text that has it as typed has the same value, too: that counts once
        score.append(typed.score)
        if self.translation and text not in self.without:
            # its words, translated one by one, only score: apart from each other they are not the value
            translated, more = self.translation.words(self.builder, words, typed, ())
            score.append(translated.score)
            shown += more
        self._add(text, shown)
        return NodeClauses(
            q.any_of(whole), q.best_of(score), q.any_of((*whole, *partial)) if partial else None
        )

    def _translated_together(self, words: Sequence[QueryWord], more_than: int) -> int:
        """Number of words, more than so many, that a glossary translates as one that articles have; 0 where it has none."""
        if self.translation is None:
            return 0
        lengths = range(self.translation.finder.reach(words), more_than, -1)
        return next((taken for taken in lengths if self.translation.whole(words[:taken])), 0)

    def _joined(self, words: Sequence[QueryWord]) -> tuple[int, NodeClauses] | None:
        """Words that the index knows as one (``인공 지능`` for 인공지능), as many as there are."""
        for count in range(min(MOST_JOINED, len(words)), 1, -1):
            if term := self._joined_term(words[:count]):
                apart = every([self._word(word) for word in words[:count]])
                clauses, forms = self._or_joined(term, apart), [Form(term, "word", ((term,),))]
                if self.translation and term not in self.without:
                    last = self.words[-1].text
                    other, more = self.translation.term(self.builder, last, term, term)
                    forms += more
                    clauses = NodeClauses(
                        q.any_of((clauses.match, other.match)),
                        q.best_of((clauses.score, other.score)),
                        q.any_of((clauses.some, other.match)),
                    )
                together = tuple(dict.fromkeys((*self.words[-1].forms, *forms)))
                self.words[-1] = replace(self.words[-1], forms=together)
                return count, clauses
        return None

    def _joined_term(self, words: Sequence[QueryWord]) -> str:
        """The one term of the index that several typed words are; empty where there is none."""
        occurs = self.builder.statistics.occurs
        return next((term for term in joined_terms(words) if occurs("body", term)), "")

    def _or_joined(self, term: str, apart: NodeClauses) -> NodeClauses:
        whole = self.builder.term(term)
        return NodeClauses(
            q.any_of((apart.match, whole.match)),
            q.any_of((apart.score, whole.score)),
            q.any_of((apart.some, whole.match)),
        )

    def _every(self, words: Sequence[QueryWord]) -> NodeClauses:
        return every([self.builder.word(word) for word in words])

    def _alternatives(
        self, words: Sequence[QueryWord], typed: NodeClauses, synonyms: Sequence[Alternative]
    ) -> NodeClauses:
        """A word, or several that stand for one thing, or its synonyms, or its translations."""
        text = " ".join(word.text for word in words)
        own = tuple(token.term for word in words for token in word.tokens)
        by_surfaces = len(words) == 1 and self.builder.matches_bigrams(words[0])
        forms = [typed_form(words, across=by_surfaces)]
        taken = {("body", own), ("body", ())}
        match: list[q.Clause] = []
        score: list[q.Clause] = []
        spelled = [typed.score]  # a text with two spellings or forms of a word has it once
        for other in synonyms:
            if (other.place, other.terms) in taken or other.text in self.without:
                continue
            taken.add((other.place, other.terms))
            match.append(self.builder.alternative(other))
            (spelled if other.how in ("variant", "form") else score).append(
                self.builder.alternative_score(own, other)
            )
            forms.append(other_form(other))
        clauses = typed
        if match:
            partial = None if typed.partial is None else q.any_of((typed.partial, *match))
            clauses = NodeClauses(
                q.any_of((typed.match, *match)),
                q.any_of((q.best_of(spelled), q.best_of(score))),
                partial,
            )
        if self.translation and text not in self.without:
            clauses, more = self.translation.words(self.builder, words, clauses, synonyms)
            forms += more
        self._add(text, forms)
        return clauses

    def _add(self, text: str, forms: Iterable[Form]) -> None:
        """Add a word that was searched."""
        unique = tuple(dict.fromkeys(forms))
        terms = {term for run in unique[0].sequences[:_MOST_TERMS] for term in run}
        rarest = min((sum(self.builder.statistics.counts("body", t)) for t in terms), default=0)
        self.words.append(SearchedWord(text, unique, self.builder.title_only, rarest))


def significant(words: Sequence[QueryWord], *, alone: bool = True) -> Sequence[QueryWord]:
    """The words that are searched: those that mean something and have a term or bigrams; where they stand ``alone`` and
    there is none, all."""
    found = [word for word in words if _is_significant(word)]
    return found if found or not alone else words


def _is_significant(word: QueryWord) -> bool:
    if word.light:
        return False
    if word.name or word.joined or not word.tokens:
        return bool(word.tokens or word.bigrams)
    return not all(token.tag == "W" and token.kind is Kind.FUNCTION for token in word.tokens)
