"""What a query asks for in articles of the other language.

The tree is asked once more, in the fields of that language alone, and at its leaves a word stands for its translations
too (seogo.lexicon.translator), or for the forms of a glossary entry that it is, or several words together are. So NOT is no
wider than what was typed, fields and filters hold, and a quoted phrase is a phrase there. A query in both languages is asked
so of articles in its own language too: in ``KT 모티프 foundation model`` the last two words are foreign ones.

A word's score is that of the best of its translations. How far the result can be trusted is the share of the query's weight
that was translated: of each word its weight (seogo.rewriting.term_weights), times the probability that one
of its translations is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product

from seogo.analysis.analyzer import QueryWord
from seogo.analysis.script.hangul import SYLLABLE
from seogo.analysis.token import Kind
from seogo.engines import clauses as q
from seogo.engines.base import field_name
from seogo.languages import Language
from seogo.lexicon.glossary import Glossary
from seogo.lexicon.lexicon import Origin, Translation
from seogo.lexicon.surface_forms import ReadableTerms
from seogo.lexicon.translator import Translator
from seogo.query import nodes
from seogo.rewriting.clause_builder import TITLE_BOOST, Asked, OtherForm, every
from seogo.rewriting.compiler import Asking
from seogo.rewriting.forms import BridgedTo, Form, ResolvedWord

LEAST_TRANSLATED = 0.2
"""With less than this share of the query's weight translated, nothing is bridged."""
_MOST_SAID = 3
_LEAST_SAID = 0.1
_LEAST_SUPPORT = 1.5
"""What is said of a word's translations: the likeliest ones, if more than one passage speaks for them. The others are
searched without a word."""
_RARER = 4
"""In a query of both languages, a foreign word is translated if it is so much rarer in articles of the query's own."""
_IN_PHRASE = 2
_MOST_PHRASES = 8
"""Translations of each word of a quoted phrase, and phrases that are made of them."""


@dataclass(frozen=True, slots=True)
class Translating:
    """What is known of translations in one generation of the index; the archive's own glossary comes first."""

    translator: Callable[[], Translator]
    glossaries: Sequence[Glossary]
    readable: ReadableTerms

    @property
    def longest(self) -> int:
        """The most words that a glossary form has."""
        return max((glossary.longest for glossary in self.glossaries), default=1)

    def whole(self, words: Sequence[QueryWord], language: Language) -> tuple[str, ...]:
        """What words of ``language`` are together in a glossary, in the other language."""
        form = [*(word.text for word in words[:-1]), words[-1].stem]
        found = (glossary.translations(form, language) for glossary in self.glossaries)
        return next(filter(None, found), ())


@dataclass
class Bridging(Asking):
    """The asking of a query in articles of the language ``target``; ``bridges`` says what was searched there."""

    target: Language = Language.EN
    translations: Translating | None = None
    bridges: list[BridgedTo] = field(default_factory=list)
    translated: bool = False
    """Whether anything likely stands for something else in the other language."""
    _weight: float = 0.0
    _translated: float = 0.0

    @property
    def share(self) -> float:
        """The share of the query's weight that was translated, from 0 to 1."""
        return self._translated / self._weight if self._weight else 0.0

    def leading(self, pairs: Sequence[tuple[nodes.Word, QueryWord]]) -> tuple[int, Asked] | None:
        """See Asking; and the longest form of a glossary, which is translated as a whole."""
        assert self.translations is not None
        found = super().leading(pairs)
        most = 0 if self._excluding else min(self.translations.longest, len(pairs))
        for taken in range(most, found[0] if found else 1, -1):
            words = [word for _, word in pairs[:taken]]
            if self.translations.whole(words, self.target.other):
                both = every([self.evidence.of(word) for word in words])
                return taken, self.with_forms(words, both, ())
        return found

    def with_forms(
        self, words: Sequence[QueryWord], bare: Asked, also: Iterable[OtherForm]
    ) -> Asked:
        """See Asking; and the translations."""
        also = tuple(also)
        asked = super().with_forms(words, bare, also)
        if self._excluding or self._is_removed(self.words[-1].text):
            return asked
        terms = [token.term for word in words for token in word.tokens]
        if any(self._stands(form) for form in also if form.place == "quantities"):
            # a number, a day, a name in the form that both languages have needs no translation
            for term in terms:
                self._count(term, 1.0)
            return asked
        if not any(map(self._is_foreign, terms)):
            return asked
        whole = self._whole(words)
        sure = any(self._stands(form) for form in (*whole, *also))
        alternatives = [self.evidence.form(form) for form in whole]
        each = [
            self._translated_as(token.term, word.stem, sure=sure)
            for word in words
            for token in word.tokens
            if token.kind is Kind.CONTENT
        ]
        together = every(each) if each else Asked(q.Nothing(), q.Nothing())
        instead = self.evidence.languages == (self.target,) and not _has_hangul(words)
        if instead and not isinstance(together.score, q.Nothing):
            # a Latin word is among its own translations, where it counts less
            asked = replace(asked, score=q.Nothing())
        return Asked(
            q.any_of((asked.match, *alternatives, together.match)),
            q.any_of((asked.score, q.best_of((*alternatives, together.score)))),
            q.any_of((asked.some or asked.match, *alternatives, together.some or together.match)),
        )

    def joined(self, pairs: Sequence[tuple[nodes.Word, QueryWord]]) -> tuple[int, Asked] | None:
        """See Asking; and the translations of the one term."""
        found = super().joined(pairs)
        if found is None or self._excluding:
            return found
        count, asked = found
        term = self.one_word([word for _, word in pairs[:count]])
        if self._is_removed(term):
            return found
        one = self._translated_as(term, term, sure=False)
        return count, Asked(
            q.any_of((asked.match, one.match)),
            q.best_of((asked.score, one.score)),
            q.any_of((asked.some or asked.match, one.match)),
        )

    def quoted(self, node: nodes.Quoted) -> Asked:
        """See Asking; and the phrase as a glossary has it, or of the likeliest translations of its words."""
        asked = super().quoted(node)
        if self._excluding or not self.words or self._is_removed(node.text):
            return asked
        words = self.of.analyze_query(node.text.split())
        if not any(word.tokens for word in words):
            return asked
        phrases = [self.evidence.form(form) for form in self._whole(words)]
        if not phrases:
            terms = [token.term for word in words for token in word.tokens]
            choices = [self._found(term, term)[:_IN_PHRASE] for term in terms]
            for chosen in islice(product(*choices), _MOST_PHRASES):
                self._say(" ".join(word.text for word in words), chosen)
                run = tuple(one.term for one in chosen)
                weight = min(one.weight for one in chosen)
                phrases.append(self.evidence.phrase(run, (self.target,), weight))
        known = any(not isinstance(phrase, q.Nothing) for phrase in phrases)
        for word in words:
            for token in word.tokens:
                self._count(token.term, 1.0 if known else 0.0)
        return Asked(q.any_of((asked.match, *phrases)), q.best_of((asked.score, *phrases)))

    def _stands(self, form: OtherForm) -> bool:
        if not form.terms:
            return False
        return not isinstance(self.evidence.form(form), q.Nothing)

    def _is_removed(self, text: str) -> bool:
        return text in self.without

    def _whole(self, words: Sequence[QueryWord]) -> list[OtherForm]:
        """What a glossary has for words together, as phrases; said and marked."""
        assert self.translations is not None
        language = self.target.other
        texts = self.translations.whole(words, language)
        if not texts:
            return []
        found: list[OtherForm] = []
        lexicon = self.translations.translator().lexicon
        own = [token.term for word in words for token in word.tokens]
        forbidden = {other for term in own for other in lexicon.forbidden(term, language)}
        for text in texts:
            terms = self.of.equivalents.terms(text)
            if (
                terms
                and not forbidden.issuperset(terms)
                and text not in self.without
                and self.evidence.all_occur("body", self.target, terms)
            ):
                found.append(OtherForm(text, Origin.GLOSSARY.value, terms, (self.target,)))
        typed = " ".join(word.text for word in words)
        self.translated = self.translated or bool(found)
        for form in found[:_MOST_SAID]:
            self._note(BridgedTo(typed, form.text, form.how, 1.0, 0.0))
        self._mark(Form(form.text, form.how, (form.terms,)) for form in found)
        return found

    def _translated_as(self, term: str, typed: str, *, sure: bool) -> Asked:
        """A term of the query as any of its translations."""
        found = self._found(term, typed)
        self._count(term, 1.0 if sure else min(1.0, sum(one.probability for one in found)))
        self._say(self.words[-1].text, found)
        return Asked(
            q.any_of(self.evidence.asked(self.target, one.term) for one in found),
            q.best_of(map(self._scored, found)),
        )

    def _scored(self, one: Translation) -> q.Clause:
        """What a translation adds to the score: more where the title has it, as of a typed word."""
        fields = [("title", one.weight)]
        if not self.evidence.title_only:
            fields = [("body", one.weight), ("title", TITLE_BOOST * one.weight)]
        return q.any_of(self.evidence.in_fields(fields, self.target, one.term))

    def _found(self, term: str, typed: str) -> list[Translation]:
        """The translations of a term that were not removed."""
        assert self.translations is not None
        if not self._is_foreign(term):
            return []
        found = self.translations.translator().translate(term, self.target.other, typed)
        return [one for one in found if not self.without or not self._names(one)]

    def _is_foreign(self, term: str) -> bool:
        """Whether a term is one of the other language; in articles of the query's own, of Latin words only those that are
        rare there."""
        if self.target is Language.KO and SYLLABLE.search(term):
            return False
        if self.evidence.languages == (self.target,):
            return True
        count = self.evidence.vocabulary.frequency
        here, there = (
            count(field_name("body", lang), term) for lang in (self.target, self.target.other)
        )
        return here * _RARER <= there

    def _names(self, one: Translation) -> bool:
        assert self.translations is not None
        text = self.translations.readable.text(one.term, self.target)
        return self._is_removed(text) or self._is_removed(one.term)

    def _count(self, term: str, sure: float) -> None:
        weight = self.evidence.weights.total("body", (term,))
        self._weight += weight
        self._translated += weight * sure

    def _say(self, word: str, found: Sequence[Translation]) -> None:
        """Note what was searched for a word: what is worth saying, and what is marked in articles."""
        assert self.translations is not None
        likely = [one for one in found if one.probability >= _LEAST_SAID][:_MOST_SAID]
        forms: list[Form] = []
        self.translated = self.translated or any(one.origin is not Origin.SAME for one in likely)
        for one in likely:
            text = self.translations.readable.text(one.term, self.target)
            learned = one.origin is Origin.LEARNED
            if one.origin is not Origin.SAME and (not learned or one.support >= _LEAST_SUPPORT):
                self._note(BridgedTo(word, text, one.origin.value, one.probability, one.support))
            how = "word" if one.origin is Origin.SAME else one.origin.value
            forms.append(Form(text, how, ((one.term,),)))
        self._mark(forms)

    def _note(self, bridge: BridgedTo) -> None:
        """Say a translation once, and none that is the word itself."""
        text = bridge.text.casefold()
        known = {(known.word, known.text.casefold()) for known in self.bridges}
        if text != bridge.word.casefold() and (bridge.word, text) not in known:
            self.bridges.append(bridge)

    def _mark(self, forms: Iterable[Form]) -> None:
        last = self.words[-1]
        together = tuple(dict.fromkeys((*last.forms, *forms)))
        self.words[-1] = ResolvedWord(last.text, together, last.title_only)


def _has_hangul(words: Sequence[QueryWord]) -> bool:
    return any(SYLLABLE.search(word.text) for word in words)
