"""What each part of a query asks for.

A word asks for every one of its content terms in one language's title or body, or for its Hangul bigrams in a row (a name
that the analyser broke), or for another form of it (seogo.rewriting.synonyms). Other forms are added at
their leaf of the tree,
so that NOT, phrases and filters stay exact. Documents are selected by what a word asks for and scored by all the
evidence there is: terms, bigrams, compounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Protocol

from seogo.analysis.analyzer import QueryWord
from seogo.analysis.english import stem
from seogo.analysis.script.hangul import SYLLABLES, bigrams
from seogo.analysis.script.normalize import normalize
from seogo.analysis.stopwords import PARTICLES
from seogo.analysis.token import Kind
from seogo.engines import clauses as q
from seogo.engines.base import field_name
from seogo.languages import Language
from seogo.query import nodes
from seogo.rewriting.clause_builder import (
    BIGRAM_BOOST,
    EQUIVALENT_BOOST,
    Asked,
    Evidence,
    OtherForm,
    every,
)
from seogo.rewriting.forms import Form, ResolvedWord, hangul_letters, typed_form
from seogo.rewriting.synonyms import Equivalents

MOST_JOINED = 4
"""So many typed words may be one word of the articles."""

MOST_EXPANSIONS = 200
"""A prefix stands for at most this many terms, the most frequent ones."""


class Meanings(Protocol):
    """What is known of the words of one generation of the index (seogo.rewriting.resolver.Resolver)."""

    equivalents: Equivalents

    def analyze_query(self, words: Sequence[str]) -> list[QueryWord]:
        """See Analyzer."""

    def keyword(self, field: str, value: str) -> q.Clause:
        """See seogo.rewriting.keywords."""

    def expand(self, prefix: str) -> list[str]:
        """See seogo.rewriting.keywords."""


@dataclass(slots=True)
class Asking:
    """The resolving of one query; ``exact`` finds words only as they were typed, ``without`` names what is left out."""

    of: Meanings
    evidence: Evidence
    without: frozenset[str]
    exact: bool
    words: list[ResolvedWord] = field(default_factory=list)
    ignored: list[nodes.Ignored] = field(default_factory=list)
    _excluding: bool = False

    def top(self, node: nodes.Node) -> tuple[Asked, list[q.Clause]]:
        """The whole tree; filters that hold for all of it come apart."""
        parts = node.nodes if isinstance(node, nodes.And) else (node,)
        restricting = [part for part in parts if isinstance(part, nodes.Restriction)]
        rest = [part for part in parts if part not in restricting]
        asked = self.all_of(rest) if rest else Asked(q.Everything(), q.Nothing())
        return asked, [self.restriction(part) for part in restricting]

    def node(self, node: nodes.Node) -> Asked:
        match node:
            case nodes.Word():
                return self.all_of([node])
            case nodes.Quoted():
                return self.quoted(node)
            case nodes.InTitle(inner):
                return self.in_title(inner)
            case nodes.Filter() | nodes.DateRange() | nodes.NumberRange():
                return Asked(self.restriction(node), q.Nothing())
            case nodes.Not():
                return self.all_of([node])
            case nodes.And(parts):
                return self.all_of(parts)
            case nodes.Or(parts):
                found = [self.node(part) for part in parts]
                return Asked(
                    q.any_of(part.match for part in found),
                    q.any_of(part.score for part in found),
                    q.any_of(part.some or part.match for part in found)
                    if any(part.some for part in found)
                    else None,
                )

    def restriction(self, node: nodes.Restriction) -> q.Clause:
        match node:
            case nodes.DateRange(first, last):
                return q.DayRange(first, last)
            case nodes.NumberRange(low, high):
                return q.NumberRange(
                    None if low is None else float(low), None if high is None else float(high)
                )
        return self.of.keyword(node.field, node.value)

    def in_title(self, node: nodes.Word | nodes.Quoted) -> Asked:
        before = self.evidence
        self.evidence = replace(before, title_only=True)
        try:
            return self.node(node)
        finally:
            self.evidence = before

    def all_of(self, parts: Sequence[nodes.Node]) -> Asked:
        """Nodes side by side: every one; runs of plain words are read together."""
        wanted: list[Asked] = []
        required: list[q.Clause] = []
        excluded: list[q.Clause] = []
        for plain, run in groupby(parts, key=nodes.is_plain):
            members = list(run)
            if plain:
                wanted += self.plain_words([m for m in members if isinstance(m, nodes.Word)])
                continue
            for part in members:
                if isinstance(part, nodes.Not):
                    excluded.append(self.excluded(part.node))
                elif isinstance(part, nodes.Restriction):
                    required.append(self.restriction(part))
                elif isinstance(part, nodes.Word):
                    wanted.append(self.prefix(part))
                else:
                    wanted.append(self.node(part))
        if not wanted and not required and not excluded:
            return Asked(q.Nothing(), q.Nothing())
        score = q.any_of(part.score for part in wanted)
        all_parts: q.Clause = q.all_of((*(part.match for part in wanted), *required))
        some: q.Clause | None = None
        if len(wanted) > 1 or any(part.some for part in wanted):
            some = q.all_of((q.any_of(part.some or part.match for part in wanted), *required))
        if excluded:
            all_parts = q.without(all_parts, q.any_of(excluded))
            some = q.without(some, q.any_of(excluded)) if some is not None else None
        return Asked(all_parts, score, some)

    def excluded(self, node: nodes.Node) -> q.Clause:
        """What a minus leaves out. Its words are neither highlighted nor widened by equivalents."""
        before, self._excluding = self._excluding, True
        words = list(self.words)
        try:
            return self.node(node).match
        finally:
            self._excluding, self.words = before, words

    def plain_words(self, typed: Sequence[nodes.Word]) -> list[Asked]:
        """Adjacent words: stop words dropped, glossary forms and joined neighbours found across them."""
        analysed = self.of.analyze_query([word.text for word in typed])
        pairs = list(zip(typed, analysed, strict=True))
        if self.exact:
            return [self.exactly(word.text, self.evidence.of(found)) for word, found in pairs]
        meant = [found for _, found in pairs if _is_meant(found)] or analysed
        near = self.evidence.near(meant) if len(meant) > 1 else q.Nothing()
        asked: list[Asked] = []
        rest = pairs
        while rest:
            word, found = rest[0]
            if found not in meant:
                reason = "stop-word" if found.tokens else "no-term"
                self.ignored.append(nodes.Ignored(word.text, reason, word.start, word.end))
                rest = rest[1:]
                continue
            # forms of several words may have stop words inside: Ministry of Science and ICT
            taken, part = self.leading(rest) or self.joined(rest) or (1, None)
            asked.append(part or self.word(found))
            rest = rest[taken:]
        if asked:
            asked[0] = replace(asked[0], score=q.any_of((asked[0].score, near)))
        return asked

    def word(self, word: QueryWord) -> Asked:
        """One word: its terms, or its bigrams in a row, or another form of it."""
        also = () if self._excluding else self.of.equivalents.of(word)
        return self.with_forms([word], self.evidence.of(word), also)

    def exactly(self, text: str, bare: Asked) -> Asked:
        """What was typed just so; it scores as its word does."""
        self.words.append(
            ResolvedWord(text, (Form(text, "word", (), text),), self.evidence.title_only)
        )
        surface = self.evidence.exactly(text)
        return Asked(
            q.all_of((surface, bare.match)) if self.evidence.title_only else surface, bare.score
        )

    def with_forms(
        self, words: Sequence[QueryWord], bare: Asked, also: Iterable[OtherForm]
    ) -> Asked:
        """A word, or several that stand for one thing, with what it also goes by."""
        typed = " ".join(word.text for word in words)
        own = tuple(token.term for word in words for token in word.tokens)
        forms = [typed_form(words)]
        taken = {("body", own), ("body", ())}
        match: list[q.Clause] = []
        score: list[q.Clause] = []
        for other in also:
            if (other.place, other.terms) in taken or other.text in self.without:
                continue
            taken.add((other.place, other.terms))
            match.append(self.evidence.form(other))
            share = EQUIVALENT_BOOST * self.evidence.share(own, other)
            score.append(self.evidence.form(other, share))
            forms.append(Form(other.text, other.how, (other.terms,), hangul_letters(other.text)))
        self.words.append(ResolvedWord(typed, tuple(forms), self.evidence.title_only))
        if not match:
            return bare
        some = None if bare.some is None else q.any_of((bare.some, *match))
        return Asked(q.any_of((bare.match, *match)), q.any_of((bare.score, q.best_of(score))), some)

    def leading(self, pairs: Sequence[tuple[nodes.Word, QueryWord]]) -> tuple[int, Asked] | None:
        """The words at the beginning that stand for one thing: a quantity, a name, a glossary form."""
        if self._excluding:
            return None
        found = self.of.equivalents.leading([word for _, word in pairs])
        if found is None:
            return None
        taken, also = found
        words = [word for _, word in pairs[:taken]]
        bare = every([self.evidence.of(word) for word in words])
        if also[0].how in ("number", "date"):
            # 5천만 is neither 5 nor 천만: its parts stand side by side
            terms = tuple(token.term for word in words for token in word.required)
            bare = Asked(self.evidence.phrase(terms, Language), bare.score)
        elif one := self.one_word(words):
            bare = self.as_one(one, bare)
            also = (OtherForm(one, "word", (one,)), *also)
        return taken, self.with_forms(words, bare, also)

    def joined(self, pairs: Sequence[tuple[nodes.Word, QueryWord]]) -> tuple[int, Asked] | None:
        """Words that the index knows as one (``인공 지능`` for 인공지능), as many as there are."""
        words = [word for _, word in pairs[:MOST_JOINED]]
        for count in range(len(words), 1, -1):
            if one := self.one_word(words[:count]):
                both = every([self.word(word) for word in words[:count]])
                last = self.words[-1]
                self.words[-1] = ResolvedWord(
                    last.text, (*last.forms, Form(one, "word", ((one,),))), last.title_only
                )
                return count, self.as_one(one, both)
        return None

    def one_word(self, words: Sequence[QueryWord]) -> str:
        """The one word of the index that several typed ones are; empty where there is none."""
        before = "".join(word.text for word in words[:-1])
        for last in (words[-1].stem, words[-1].text):
            term = before + last
            if len(words) > 1 and SYLLABLES.fullmatch(term) and self.evidence.in_index(term):
                return term
        return ""

    def as_one(self, term: str, apart: Asked) -> Asked:
        """Words apart, or as one term."""
        whole = q.any_of(
            self.evidence.asked(language, term) for language in self.evidence.languages
        )
        score = q.any_of(
            self.evidence.scored(language, term) for language in self.evidence.languages
        )
        return Asked(
            q.any_of((apart.match, whole)),
            q.any_of((apart.score, score)),
            q.any_of((apart.some or apart.match, whole)),
        )

    def quoted(self, node: nodes.Quoted) -> Asked:
        """A phrase: its terms in this order, or its syllables in a row where the analyser cut them differently."""
        if node.tail and node.tail not in PARTICLES:
            rest = nodes.Word(node.tail, node.end - len(node.tail), node.end)
            without_tail = nodes.Quoted(node.text, node.start, rest.start)
            return every([self.quoted(without_tail), self.all_of([rest])])
        words = self.of.analyze_query(node.text.split())
        if self.exact:
            return self.exactly(node.text, every([self.evidence.of(word) for word in words]))
        terms = tuple(token.term for word in words for token in word.tokens)
        literal = hangul_letters(node.text)
        ways = [self.evidence.phrase(terms, Language)] if terms else []
        if literal and not self.evidence.title_only:
            grams = tuple(bigrams(literal))
            ways += [
                q.Phrase(
                    field_name("bigrams", language), grams, tuple(range(len(grams))), BIGRAM_BOOST
                )
                for language in self.evidence.languages
            ]
        if not ways:
            self.ignored.append(nodes.Ignored(node.text, "no-term", node.start, node.end))
            return Asked(q.Nothing(), q.Nothing())
        form = Form(node.text, "word", (terms,) if terms else (), literal)
        self.words.append(ResolvedWord(node.text, (form,), self.evidence.title_only))
        return Asked(q.any_of(ways), q.any_of(ways))

    def prefix(self, node: nodes.Word) -> Asked:
        """Every word that begins so, up to a limit."""
        text = "".join(normalize(node.text).text.split()).casefold()
        terms = self.of.expand(text)
        if text.isascii() and not terms:
            terms = self.of.expand(stem(text))
        if len(terms) > MOST_EXPANSIONS:
            self.ignored.append(
                nodes.Ignored(node.text + "*", "too-many-expansions", node.start, node.end)
            )
            terms = terms[:MOST_EXPANSIONS]
        found = [self.evidence.asked(lang, t) for lang in self.evidence.languages for t in terms]
        forms = (Form(node.text, "prefix", tuple((term,) for term in terms)),)
        self.words.append(ResolvedWord(node.text + "*", forms, self.evidence.title_only))
        return Asked(q.any_of(found), q.best_of(found))


def _is_meant(word: QueryWord) -> bool:
    """Whether a word asks for something: not a stop word, and with a term or bigrams."""
    if not word.tokens:
        return bool(word.bigrams)
    return not all(token.tag == "W" and token.kind is Kind.FUNCTION for token in word.tokens)
