"""Meaning: from the tree of a query to the clauses that an engine is asked.

A word asks for every one of its content terms in one language's title or body, or for its Hangul bigrams in a row (a name
that the analyser broke), or for an equivalent from the glossary. Equivalents are added at their leaf of the tree, so that
NOT, phrases and filters stay exact. Documents are selected by what a word asks for and scored by all the evidence there
is: terms, bigrams, compounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from seogo.analysis.analyzer import Analyzer, QueryWord
from seogo.analysis.english import stem
from seogo.analysis.hangul import SYLLABLES, bigrams
from seogo.analysis.normalize import normalize
from seogo.analysis.stopwords import PARTICLES
from seogo.analysis.token import Kind, Token
from seogo.bridge.glossary import Equivalent, Glossary
from seogo.engines.base import field_name
from seogo.languages import Language
from seogo.query import clauses as q
from seogo.query import nodes

TITLE_BOOST = 0.2
BIGRAM_BOOST = 0.3
COMPOUND_BOOST = 0.2
EQUIVALENT_BOOST = 0.6
MOST_EXPANSIONS = 200
"""A prefix stands for at most this many terms, the most frequent ones."""


class Vocabulary(Protocol):
    """What resolving asks an engine."""

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """See seogo.engines.base.Engine."""

    def frequency(self, field: str, term: str) -> int:
        """See seogo.engines.base.Engine."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a word can be found in an article.

    ``sequences`` are terms that stand side by side there; ``literal`` are Hangul syllables to look for across spaces;
    ``text`` is what is looked for, in letters; ``how`` is ``word``, ``prefix``, or what kind of equivalent.
    """

    text: str
    how: str
    sequences: tuple[tuple[str, ...], ...]
    literal: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedWord:
    """A typed word or phrase and its forms, for highlights and for saying why a hit matched."""

    text: str
    forms: tuple[Form, ...]
    title_only: bool = False


@dataclass(slots=True)
class Resolved:
    """A query as clauses: ``clause`` for every word, ``fallback`` for some of them (None where that is the same),
    ``filters`` that hold for both."""

    clause: q.Clause
    fallback: q.Clause | None = None
    filters: tuple[q.Clause, ...] = ()
    words: tuple[ResolvedWord, ...] = ()
    ignored: tuple[nodes.Ignored, ...] = ()


@dataclass(slots=True)
class _Asked:
    """Clauses of a part of the tree: what it asks for, and what scores."""

    match: q.Clause
    score: q.Clause
    some: q.Clause | None = None
    """What counts as some of it; None: the same as ``match``."""

    @property
    def strict(self) -> q.Clause:
        return q.Rank(q.Filter(self.match), self.score)

    @property
    def loose(self) -> q.Clause:
        return q.Rank(q.Filter(self.some or self.match), self.score)


class Resolver:
    """Resolves the queries of one generation of the index."""

    def __init__(self, analyzer: Analyzer, vocabulary: Vocabulary, glossary: Glossary) -> None:
        self._analyzer = analyzer
        self._vocabulary = vocabulary
        self._glossary = glossary
        self._values: dict[str, dict[str, list[str]]] = {}
        self._analysed: dict[str, tuple[QueryWord, ...]] = {}

    def resolve(
        self,
        parsed: nodes.ParsedQuery,
        *,
        title_only: bool = False,
        without: Iterable[str] = (),
    ) -> Resolved:
        """The clauses of a parsed query; without words, every article.

        ``title_only`` searches titles; ``without`` names equivalents that are left out.
        """
        run = _Run(self, title_only, frozenset(without))
        if parsed.node is None:
            return Resolved(q.Everything(), ignored=parsed.ignored)
        asked, filters = run.top(parsed.node)
        return Resolved(
            clause=q.simplify(asked.strict),
            fallback=q.simplify(asked.loose) if asked.some is not None else None,
            filters=tuple(map(q.simplify, filters)),
            words=tuple(run.words),
            ignored=parsed.ignored + tuple(run.ignored),
        )

    def warm(self) -> None:
        """Load what analysis needs, so that the first query need not wait."""
        self._analyzer.load()

    def keyword(self, field: str, value: str) -> q.Clause:
        """Articles whose keyword field has the value, whatever its case and spacing."""
        known = self._values.get(field)
        if known is None:
            known = {}
            for term, _ in self._vocabulary.terms(field):
                known.setdefault(_folded(term), []).append(term)
            self._values[field] = known
        return q.Filter(q.Or(tuple(q.Term(field, term) for term in known.get(_folded(value), ()))))

    def in_index(self, term: str) -> bool:
        """Whether any article has the term in its main fields."""
        return any(
            self._vocabulary.frequency(field_name("body", language), term) for language in Language
        )

    def expand(self, prefix: str) -> list[str]:
        """The terms of the main fields with a prefix, most frequent first."""
        counts: dict[str, int] = {}
        for language in Language:
            for term, count in self._vocabulary.terms(field_name("body", language), prefix):
                counts[term] = counts.get(term, 0) + count
        return sorted(counts, key=lambda term: (-counts[term], term))

    def analyse(self, text: str) -> tuple[QueryWord, ...]:
        """The words of a glossary form; kept, since the glossary does not change."""
        known = self._analysed.get(text)
        if known is None:
            known = self._analysed[text] = tuple(self._analyzer.analyze_query(text.split()))
        return known

    def analyze_query(self, words: Sequence[str]) -> list[QueryWord]:
        """See Analyzer."""
        return self._analyzer.analyze_query(words)

    def equivalents(self, words: Sequence[str]) -> tuple[Equivalent, ...]:
        """See Glossary."""
        return self._glossary.equivalents(words)

    @property
    def longest_form(self) -> int:
        """The most words that a glossary form has."""
        return self._glossary.longest


@dataclass(slots=True)
class _Run:
    """The resolving of one query."""

    of: Resolver
    title_only: bool
    without: frozenset[str]
    words: list[ResolvedWord] = field(default_factory=list)
    ignored: list[nodes.Ignored] = field(default_factory=list)
    _excluding: bool = False

    def top(self, node: nodes.Node) -> tuple[_Asked, list[q.Clause]]:
        """The whole tree; filters that hold for all of it come apart."""
        parts = node.nodes if isinstance(node, nodes.And) else (node,)
        restricting = [part for part in parts if isinstance(part, nodes.Filter | nodes.DateRange)]
        rest = [part for part in parts if part not in restricting]
        return self.all_of(rest), [self.restriction(part) for part in restricting]

    def node(self, node: nodes.Node) -> _Asked:
        match node:
            case nodes.Word():
                return self.all_of([node])
            case nodes.Quoted():
                return self.quoted(node, self.title_only)
            case nodes.InTitle(inner):
                return self.in_title(inner)
            case nodes.Filter() | nodes.DateRange():
                return _Asked(self.restriction(node), q.Nothing())
            case nodes.Not():
                return self.all_of([node])
            case nodes.And(parts):
                return self.all_of(parts)
            case nodes.Or(parts):
                found = [self.node(part) for part in parts]
                return _Asked(
                    q.Or(tuple(part.match for part in found)),
                    q.Or(tuple(part.score for part in found)),
                    q.Or(tuple(part.some or part.match for part in found))
                    if any(part.some for part in found)
                    else None,
                )

    def restriction(self, node: nodes.Filter | nodes.DateRange) -> q.Clause:
        if isinstance(node, nodes.DateRange):
            return q.DayRange(node.first, node.last)
        return self.of.keyword(node.field, node.value)

    def in_title(self, node: nodes.Word | nodes.Quoted) -> _Asked:
        before, self.title_only = self.title_only, True
        try:
            return self.node(node)
        finally:
            self.title_only = before

    def all_of(self, parts: Sequence[nodes.Node]) -> _Asked:
        """Nodes side by side: every one; runs of plain words are read together."""
        wanted: list[_Asked] = []
        required: list[q.Clause] = []
        excluded: list[q.Clause] = []
        for plain, run in groupby(parts, key=lambda part: _is_plain(part)):
            members = list(run)
            if plain:
                wanted += self.plain_words([m for m in members if isinstance(m, nodes.Word)])
                continue
            for part in members:
                if isinstance(part, nodes.Not):
                    excluded.append(self.excluded(part.node))
                elif isinstance(part, nodes.Filter | nodes.DateRange):
                    required.append(self.restriction(part))
                elif isinstance(part, nodes.Word):
                    wanted.append(self.prefix(part))
                else:
                    wanted.append(self.node(part))
        if not wanted and not required and not excluded:
            return _Asked(q.Nothing(), q.Nothing())
        score = q.Or(tuple(part.score for part in wanted))
        every: q.Clause = q.And((*(part.match for part in wanted), *required))
        some: q.Clause | None = None
        if len(wanted) > 1 or any(part.some for part in wanted):
            some = q.And((q.Or(tuple(part.some or part.match for part in wanted)), *required))
        if excluded:
            every = q.Without(every, q.Or(tuple(excluded)))
            some = q.Without(some, q.Or(tuple(excluded))) if some is not None else None
        return _Asked(every, score, some)

    def excluded(self, node: nodes.Node) -> q.Clause:
        """What a minus leaves out. Its words are neither highlighted nor widened by equivalents."""
        before, self._excluding = self._excluding, True
        words = list(self.words)
        try:
            return self.node(node).match
        finally:
            self._excluding, self.words = before, words

    def plain_words(self, typed: Sequence[nodes.Word]) -> list[_Asked]:
        """Adjacent words: stop words dropped, glossary forms and joined neighbours found across them."""
        analysed = self.of.analyze_query([word.text for word in typed])
        pairs = list(zip(typed, analysed, strict=True))
        meant = [pair for pair in pairs if _is_meant(pair[1])]
        for word, found in pairs:
            if meant and not _is_meant(found):
                reason = "stop-word" if found.tokens else "no-term"
                self.ignored.append(nodes.Ignored(word.text, reason, word.start, word.end))
        asked: list[_Asked] = []
        rest = meant or pairs
        while rest:
            taken, part = self.longest_form(rest) or self.joined(rest) or (1, None)
            asked.append(part or self.word(rest[0][1]))
            rest = rest[taken:]
        return asked

    def word(self, word: QueryWord) -> _Asked:
        """One word: its terms, or its bigrams in a row, or an equivalent."""
        also = () if self._excluding else self.of.equivalents([word.stem])
        return self.with_equivalents([word], self.bare(word), also)

    def bare(self, word: QueryWord) -> _Asked:
        match: list[q.Clause] = []
        some: list[q.Clause] = []
        score: list[q.Clause] = []
        for language in Language:
            required = [self.asked(language, token.term) for token in _unique(word.required)]
            match.append(q.And(tuple(required)) if required else q.Nothing())
            some += [self.asked(language, token.term) for token in _telling(word.required)]
            split = [t for t in word.split if t.kind is Kind.CONTENT]
            if split:
                match.append(q.And(tuple(self.asked(language, t.term) for t in split)))
            if self.wants_bigrams(word):
                run = q.Phrase(
                    field_name("bigrams", language), word.bigrams, tuple(range(len(word.bigrams)))
                )
                match.append(run)
                some.append(run)
            score.append(self.scores(language, word))
        several = len(word.required) > 1
        return _Asked(
            q.Or(tuple(match)), q.Or(tuple(score)), q.Or(tuple(some)) if several else None
        )

    def wants_bigrams(self, word: QueryWord) -> bool:
        """Whether bigrams in a row may stand for a word.

        Across spaces, two syllables meet by accident too often (이상 in 아이 상태): they count only where the analyser
        broke the word or the index does not know it.
        """
        if not word.bigrams or self.title_only:
            return False
        if len(word.bigrams) > 1:
            return True
        return len(word.required) != 1 or not self.of.in_index(word.required[0].term)

    def scores(self, language: Language, word: QueryWord) -> q.Clause:
        """Everything that speaks for a word in one language."""
        parts = [self.scored(language, token.term) for token in _unique(word.tokens)]
        parts += [self.scored(language, t.term) for t in word.split if t not in word.tokens]
        if not self.title_only:
            for gram in dict.fromkeys(word.bigrams):
                parts.append(q.Term(field_name("bigrams", language), gram, BIGRAM_BOOST))
            for compound in dict.fromkeys(word.compounds):
                parts.append(q.Term(field_name("compounds", language), compound, COMPOUND_BOOST))
        return q.Or(tuple(parts))

    def asked(self, language: Language, term: str) -> q.Clause:
        """A term where words are asked for: in the whole text of one language, which has the title too."""
        return q.Term(field_name("title" if self.title_only else "body", language), term)

    def scored(self, language: Language, term: str) -> q.Clause:
        """What a term adds to the score: more where the title has it."""
        asked = self.asked(language, term)
        if self.title_only:
            return asked
        return q.Or((asked, q.Term(field_name("title", language), term, TITLE_BOOST)))

    def with_equivalents(
        self, words: Sequence[QueryWord], bare: _Asked, also: Iterable[Equivalent]
    ) -> _Asked:
        """A word, or several that are one glossary form, with what it also goes by."""
        typed = " ".join(word.text for word in words)
        own = tuple(token.term for word in words for token in word.tokens)
        forms = [_form(words)]
        match, score = [bare.match], [bare.score]
        for other in also:
            if other.text in self.without:
                continue
            terms = tuple(
                token.term for word in self.of.analyse(other.text) for token in word.tokens
            )
            if not terms or terms == own:
                continue
            run = self.phrase(terms, (other.language,))
            match.append(run)
            score.append(self.phrase(terms, (other.language,), EQUIVALENT_BOOST))
            literal = _syllables(other.text)
            forms.append(Form(other.text, other.how, (terms,), literal))
        self.words.append(ResolvedWord(typed, tuple(forms), self.title_only))
        if len(match) == 1:
            return bare
        some = None if bare.some is None else q.Or((bare.some, *match[1:]))
        return _Asked(q.Or(tuple(match)), q.Best(tuple(score)), some)

    def longest_form(
        self, pairs: Sequence[tuple[nodes.Word, QueryWord]]
    ) -> tuple[int, _Asked] | None:
        """The longest glossary form of several words that begins here."""
        if self._excluding:
            return None
        for length in range(min(self.of.longest_form, len(pairs)), 1, -1):
            words = [word for _, word in pairs[:length]]
            also = self.of.equivalents([*(word.text for word in words[:-1]), words[-1].stem])
            if also:
                parts = [self.bare(word) for word in words]
                return length, self.with_equivalents(words, _every(parts), also)
        return None

    def joined(self, pairs: Sequence[tuple[nodes.Word, QueryWord]]) -> tuple[int, _Asked] | None:
        """Two words that the index knows as one (``인공 지능`` for 인공지능)."""
        if len(pairs) < 2:
            return None
        first, second = pairs[0][1], pairs[1][1]
        nouns = [*first.required, *second.required]
        if len(nouns) != 2 or not all(t.noun and SYLLABLES.fullmatch(t.term) for t in nouns):
            return None
        term = nouns[0].term + nouns[1].term
        if not self.of.in_index(term):
            return None
        whole = q.Or(tuple(self.asked(language, term) for language in Language))
        score = q.Or(tuple(self.scored(language, term) for language in Language))
        parts = [self.word(first), self.word(second)]
        both = _every(parts)
        last = self.words[-1]
        self.words[-1] = ResolvedWord(
            last.text, (*last.forms, Form(term, "word", ((term,),))), last.title_only
        )
        return 2, _Asked(
            q.Or((both.match, whole)),
            q.Or((both.score, score)),
            q.Or((both.some or both.match, whole)),
        )

    def phrase(
        self, terms: tuple[str, ...], languages: Iterable[Language], boost: float = 1.0
    ) -> q.Clause:
        """Terms side by side, where words are asked for."""
        offsets = tuple(range(len(terms)))
        place = "title" if self.title_only else "body"
        return q.Or(
            tuple(
                q.Phrase(field_name(place, language), terms, offsets, boost)
                for language in languages
            )
        )

    def quoted(self, node: nodes.Quoted, title_only: bool) -> _Asked:
        """A phrase: its terms in this order, or its syllables in a row where the analyser cut them differently."""
        if node.tail and node.tail not in PARTICLES:
            rest = nodes.Word(node.tail, node.end - len(node.tail), node.end)
            without_tail = nodes.Quoted(node.text, node.start, rest.start)
            return _every([self.quoted(without_tail, title_only), self.all_of([rest])])
        words = self.of.analyze_query(node.text.split())
        terms = tuple(token.term for word in words for token in word.tokens)
        literal = _syllables(node.text)
        ways = [self.phrase(terms, Language)] if terms else []
        if literal and not title_only:
            grams = tuple(bigrams(literal))
            ways += [
                q.Phrase(
                    field_name("bigrams", language), grams, tuple(range(len(grams))), BIGRAM_BOOST
                )
                for language in Language
            ]
        if not ways:
            self.ignored.append(nodes.Ignored(node.text, "no-term", node.start, node.end))
            return _Asked(q.Nothing(), q.Nothing())
        form = Form(node.text, "word", (terms,) if terms else (), literal)
        self.words.append(ResolvedWord(node.text, (form,), title_only))
        return _Asked(q.Or(tuple(ways)), q.Or(tuple(ways)))

    def prefix(self, node: nodes.Word) -> _Asked:
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
        any_of = q.Or(tuple(self.asked(language, t) for language in Language for t in terms))
        forms = (Form(node.text, "prefix", tuple((term,) for term in terms)),)
        self.words.append(ResolvedWord(node.text + "*", forms, self.title_only))
        return _Asked(any_of, q.Best(any_of.clauses))


def _is_plain(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Word) and not node.prefix


def _is_meant(word: QueryWord) -> bool:
    """Whether a word asks for something: not a stop word, and with a term or bigrams."""
    if not word.tokens:
        return bool(word.bigrams)
    return not all(token.tag == "W" and token.kind is Kind.FUNCTION for token in word.tokens)


def _unique(tokens: Iterable[Token]) -> list[Token]:
    return list({token.term: token for token in tokens}.values())


def _telling(tokens: Sequence[Token]) -> list[Token]:
    """The tokens that say something alone: not the B of 12.7B."""
    unique = _unique(tokens)
    return [token for token in unique if len(token.term) > 1 or token.tag != "W"] or unique


def _every(parts: Sequence[_Asked]) -> _Asked:
    return _Asked(
        q.And(tuple(part.match for part in parts)),
        q.Or(tuple(part.score for part in parts)),
        q.Or(tuple(part.some or part.match for part in parts)),
    )


def _form(words: Sequence[QueryWord]) -> Form:
    sequences = dict.fromkeys((t.term,) for word in words for t in word.required)
    sequences |= dict.fromkeys((t.term,) for w in words for t in w.split if t.kind is Kind.CONTENT)
    sequences |= dict.fromkeys((compound,) for word in words for compound in word.compounds)
    stem_text = " ".join(word.stem for word in words)
    return Form(
        " ".join(word.text for word in words), "word", tuple(sequences), _syllables(stem_text)
    )


def _syllables(text: str) -> str:
    """The letters of ``text`` where it is two or more Hangul syllables and nothing else but spaces."""
    letters = "".join(text.split())
    return letters if len(letters) > 1 and SYLLABLES.fullmatch(letters) else ""


def _folded(value: str) -> str:
    return " ".join(normalize(value).text.casefold().split())
