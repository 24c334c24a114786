"""The translations of the words of a query into one language.

A query is compiled once more for articles in the other language, in the fields of that language alone, and there a word
stands for its translations too (seogo.lexicon.translator), or for the forms of a glossary entry that it is, or several
words together are. A query in both languages is compiled so for articles in its own language too: in
``KT 모티프 foundation model`` the last two words are foreign ones.

How far the result can be trusted is the share of the query's weight that was translated: of each word its weight
(seogo.rewriting.term_statistics), times the probability that one of its translations is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, product

from seogo.analysis.english import stem
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import SYLLABLE, bigrams
from seogo.analysis.token import Kind
from seogo.engines import clauses as q
from seogo.engines.base import field_name
from seogo.languages import Language
from seogo.lexicon.glossary import Glossary
from seogo.lexicon.lexicon import Origin, Translation
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.lexicon.translator import Translator
from seogo.lexicon.word_families import are_akin, has_several
from seogo.rewriting.clause_builder import (
    BIGRAM_BOOST,
    TITLE_BOOST,
    ClauseBuilder,
    NodeClauses,
    every,
)
from seogo.rewriting.forms import Alternative, Form, WordTranslation, other_form
from seogo.rewriting.names.places import place_forms, place_reach
from seogo.rewriting.term_statistics import TermStatistics
from seogo.transliteration.ordinary_words import is_ordinary_english

LEAST_TRANSLATED = 0.2
"""With less than this share of the query's weight translated, articles in the other language are not searched."""
_MOST_REPORTED = 3
_LEAST_REPORTED = 0.1
_LEAST_SUPPORT = 1.5
_ONE_PASSAGE = (0.35, 0.5)
"""Translations of a word that are reported and select articles: the likeliest ones, if more than one passage has them, or one
from which they are that probable, with so much support. The others only score; in a sentence, where much else speaks for an
article, those of one passage select too."""
_RARER = 4
"""In a query of both languages, a foreign word is translated if it is so much rarer in articles of the query's own."""
_SURE_SURFACE = {"bigrams": 1 / BIGRAM_BOOST}
"""Boosts of fields for the name of a place, which counts as words do."""
_EDITED = Origin.GENERAL, Origin.GLOSSARY
"""Origins of translations that stand for words, not for all words of their stem."""
_CUT = re.compile("[가-힣]{4,}")
"""Names and terms that analysis may cut in one article and not in another: 남대문시장, 남대문 + 시장."""
_IN_PHRASE = 2
_MOST_PHRASES = 8
"""Translations of each word of a quoted phrase, and phrases that are made of them."""


@dataclass(frozen=True, slots=True)
class TranslationFinder:
    """Finds translations of words in one generation of the index; the archive's own glossary comes first.

    ``translator`` reads the lexicon when it is first called.
    """

    translator: Callable[[], Translator]
    glossaries: Sequence[Glossary]
    readable: SurfaceForms

    def reach(self, words: Sequence[QueryWord]) -> int:
        """How many words, from the first on, may be a glossary form or a place together; no fewer than are."""
        reached = (
            glossary.reach([word.text for word in words[: glossary.longest]])
            for glossary in self.glossaries
        )
        return max((place_reach(words), *reached))

    def texts(self, words: Sequence[QueryWord], target: Language) -> tuple[str, ...]:
        """The texts in ``target`` that a glossary has for words together."""
        form = [*(word.text for word in words[:-1]), words[-1].stem]
        for glossary in self.glossaries:
            if found := glossary.translations(form, target.other):
                return found
        return ()

    def places(self, words: Sequence[QueryWord], target: Language) -> list[Alternative]:
        """The forms in ``target`` of a place that words are together, whether articles have their terms or not."""
        return place_forms(words, target, self.translator())

    def meant(self, term: str, other: str, target: Language) -> tuple[str, ...]:
        """The English words for which a glossary has one term as the translation of the other, which is in ``target``."""
        korean, english = (term, other) if target is Language.EN else (other, term)
        texts = (g.translations((korean,), Language.KO) for g in self.glossaries)
        found = (text for text in chain.from_iterable(texts) if stem(text.lower()) == english)
        return tuple(dict.fromkeys(found))

    def candidates(self, term: str, target: Language, typed: str) -> Iterator[str]:
        """The terms of ``target`` that may translate a term, whether articles have them or not."""
        if not is_native(term, target):
            yield from self.translator().candidates(term, target.other, typed)


@dataclass(slots=True)
class QueryTranslation:
    """The translation of one query into ``target``: what was searched for its words, and the share that was translated.

    ``only_target``: articles in no other language are searched; ``sentence``: the query is one. ``without`` names
    translations that are left out; ``terms`` gives the terms of a text. ``likely``: a word has a likely translation that is
    not itself.
    """

    finder: TranslationFinder
    target: Language
    statistics: TermStatistics
    terms: Callable[[str], tuple[str, ...]]
    only_target: bool
    sentence: bool = False
    without: frozenset[str] = frozenset()
    found: list[WordTranslation] = field(default_factory=list)
    likely: bool = False
    _weight: float = 0.0
    _translated: float = 0.0

    @property
    def share(self) -> float:
        """The share of the query's weight that was translated, from 0 to 1."""
        return self._translated / self._weight if self._weight else 0.0

    def words(
        self,
        builder: ClauseBuilder,
        words: Sequence[QueryWord],
        typed: NodeClauses,
        synonyms: Sequence[Alternative],
    ) -> tuple[NodeClauses, list[Form]]:
        """The clauses of words as ``typed`` with those of their translations, and the forms of these."""
        terms = [token.term for word in words for token in word.tokens]
        if any(builder.occurs(form) for form in synonyms if form.place == "quantities"):
            # a number, a day, a name in the form that both languages have needs no translation
            for term in terms:
                self._count(term, 1.0)
            return typed, []
        if not any(map(self._is_foreign, terms)):
            return typed, []
        text = " ".join(word.text for word in words)
        listed = self._of_glossaries(words)
        places = [] if listed else self._of_places(words)
        whole = listed or places
        forms = self._report_phrases(text, whole)
        sure = any(builder.occurs(form) for form in (*whole, *synonyms))
        phrases = [builder.alternative(form, _SURE_SURFACE.get(form.place, 1.0)) for form in whole]
        meant = [self._as_meant(*pair) for pair in zip(phrases, whole, strict=True)]
        scored = [one for one, form in zip(phrases, whole, strict=True) if form.place == "body"]
        scored = scored or phrases
        each: list[NodeClauses] = []
        for term, written in (
            (token.term, word.stem)
            for word in words
            for token in word.tokens
            if token.kind is Kind.CONTENT and not word.joined  # the T of AT&T says nothing
        ):
            other, more = self.term(builder, text, term, written, sure=sure)
            each.append(other)
            forms += more
        if each:
            named = [builder.name(self.target, word) for word in words if word.name]
            each += [NodeClauses(name, name) for name in named]
        together = every(each) if each else NodeClauses(q.Nothing(), q.Nothing())
        score = typed.score
        in_latin = not any(SYLLABLE.search(word.text) for word in words)
        if self.only_target and in_latin and not isinstance(together.score, q.Nothing):
            # a Latin word is among its own translations, where it counts less
            score = q.Nothing()
        # a text with Seoul and some station is not about Seoul Station
        as_one = places and len(words) > 1 and not all(map(is_ordinary_english, text.split()))
        apart = [] if as_one else [together.match]
        return NodeClauses(
            q.any_of((typed.match, *meant, *apart)),
            q.any_of((score, q.best_of((*scored, together.score)))),
            q.any_of((typed.some, *meant, together.some)),
        ), forms

    def whole(self, words: Sequence[QueryWord]) -> list[Alternative]:
        """The translations of words together that articles have: those of a glossary, or those of a place."""
        return self._of_glossaries(words) or self._of_places(words)

    def term(
        self, builder: ClauseBuilder, word: str, term: str, typed: str, *, sure: bool = False
    ) -> tuple[NodeClauses, list[Form]]:
        """The clauses of a term, of ``word``, as any of its translations, scored by the best of them, and their forms."""
        found = self._of_term(term, typed)
        probability = 1.0 if sure else min(1.0, sum(one.probability for one in found))
        self._count(term, probability)
        match = q.any_of(
            self._in_words(builder.required(self.target, one.term), self._words_of(one, term))
            for one in self._likely(found)
        )
        score = q.best_of(self._score(builder, one) for one in found)
        return NodeClauses(match, score), self._report_terms(word, found, term)

    def phrase(
        self, builder: ClauseBuilder, words: Sequence[QueryWord], terms: Sequence[str]
    ) -> tuple[list[q.Clause], list[Form]]:
        """A phrase as a glossary has it, or of the likeliest translations of its words, and the forms of these."""
        text = " ".join(word.text for word in words)
        whole = self.whole(words)
        forms = self._report_phrases(text, whole)
        phrases = [builder.alternative(form) for form in whole]
        if not phrases:
            choices = [self._likely(self._of_term(term, term))[:_IN_PHRASE] for term in terms]
            for chosen in islice(product(*choices), _MOST_PHRASES):
                forms += self._report_terms(text, chosen)
                run = tuple(one.term for one in chosen)
                weight = min(one.weight for one in chosen)
                phrases.append(builder.phrase(run, (self.target,), weight))
        known = any(not isinstance(phrase, q.Nothing) for phrase in phrases)
        for term in terms:
            self._count(term, 1.0 if known else 0.0)
        return phrases, forms

    def _score(self, builder: ClauseBuilder, one: Translation) -> q.Clause:
        """The score of a translation: once more where the title has it, as of a typed word."""
        fields = [("title", one.weight)]
        if not builder.title_only:
            fields = [("body", one.weight), ("title", TITLE_BOOST * one.weight)]
        return q.any_of(builder.in_fields(fields, self.target, one.term))

    def _count(self, term: str, probability: float) -> None:
        """Count a term of the query as translated with a probability."""
        weight = self.statistics.total("body", (term,))
        self._weight += weight
        self._translated += weight * probability

    def _is_foreign(self, term: str) -> bool:
        """Whether a term is translated; where articles of both languages are searched, of Latin words only those that are
        rare in the target."""
        if is_native(term, self.target):
            return False
        if self.only_target:
            return True
        here, there = (
            self.statistics.count("body", lang, term) for lang in (self.target, self.target.other)
        )
        return here * _RARER <= there

    def _of_term(self, term: str, typed: str) -> list[Translation]:
        """The translations of a term that articles have and that were not left out."""
        if not self._is_foreign(term):
            return []
        found = self.finder.translator().translate(term, self.target.other, self._occurs, typed)
        return [
            one
            for one in found
            if self._is_meant(one, term, typed)
            and not (self.without and self._is_left_out(one, term))
        ]

    def _of_places(self, words: Sequence[QueryWord]) -> list[Alternative]:
        return [
            form
            for form in self.finder.places(words, self.target)
            if form.text not in self.without
            and all(self.statistics.occurs(form.place, t, self.target) for t in form.terms)
        ][:_MOST_REPORTED]

    def _of_glossaries(self, words: Sequence[QueryWord]) -> list[Alternative]:
        texts = self.finder.texts(words, self.target)
        if not texts:
            return []
        lexicon = self.finder.translator().lexicon
        own = [token.term for word in words for token in word.tokens]
        forbidden = {other for term in own for other in lexicon.forbidden(term, self.target.other)}
        found: list[Alternative] = []
        for text in texts:
            terms, grams = self.terms(text), bigrams(text) if _CUT.fullmatch(text) else ()
            if text in self.without or forbidden.issuperset(terms):
                continue
            if all(self._occurs(self.target, term) for term in terms):
                found.append(Alternative(text, Origin.GLOSSARY.value, terms, (self.target,)))
            if grams and all(self.statistics.occurs("bigrams", g, self.target) for g in grams):
                form = Alternative(text, Origin.GLOSSARY.value, tuple(grams), (self.target,))
                found.append(replace(form, place="bigrams"))
        return found

    def _is_meant(self, one: Translation, term: str, typed: str) -> bool:
        """Whether a translation is meant by the word that was typed, and by a word that articles have, where it is of a
        glossary and the stem has words of several families."""
        if self.target is Language.EN:
            return self._words_of(one, term) != ()
        if one.origin not in _EDITED or not has_several(term):
            return True
        word = typed.lower().removesuffix("'s")
        meant = self.finder.meant(term, one.term, self.target)
        if not meant or stem(word) != term:
            return True
        return any(are_akin(word, other.lower(), term) for other in meant)

    def _words_of(self, one: Translation, term: str) -> tuple[str, ...] | None:
        """The words of articles that an English term stands for as the translation of another; None for all of them."""
        if self.target is not Language.EN or one.origin not in _EDITED or not has_several(one.term):
            return None
        return self._akin(one.term, self.finder.meant(term, one.term, self.target))

    def _akin(self, term: str, meant: Sequence[str]) -> tuple[str, ...] | None:
        """The words of articles with a term that are of one family with those that are meant; None for all of them."""
        if not meant:
            return None
        words = self.finder.readable.words(term, self.target)
        akin = tuple(
            word
            for word in words
            if any(are_akin(word.lower(), other.lower(), term) for other in meant)
        )
        return None if len(akin) == len(words) else akin

    def _in_words(self, clause: q.Clause, words: tuple[str, ...] | None) -> q.Clause:
        """A clause in articles that have one of some words as they are written."""
        if words is None:
            return clause
        place = field_name("bigrams", self.target)
        return q.all_of((clause, q.any_of(q.Term(place, word) for word in words)))

    def _as_meant(self, clause: q.Clause, form: Alternative) -> q.Clause:
        """The clause of a glossary form in articles that have its word, and not only another one of its stem."""
        if self.target is not Language.EN or len(form.terms) > 1 or not has_several(form.terms[0]):
            return clause
        return self._in_words(clause, self._akin(form.terms[0], (form.text.lower(),)))

    def _report_phrases(self, word: str, found: Sequence[Alternative]) -> list[Form]:
        """Report the phrases that were searched for a word; their forms for highlights."""
        self.likely = self.likely or bool(found)
        for one in found[:_MOST_REPORTED]:
            self._report(WordTranslation(word, one.text, one.how, 1.0, 0.0))
        return list(map(other_form, found))

    def _report_terms(self, word: str, found: Sequence[Translation], term: str = "") -> list[Form]:
        """Report the likeliest terms that were searched for a word; their forms for highlights."""
        likely = self._likely(found)
        self.likely = self.likely or any(one.origin is not Origin.SAME for one in likely)
        forms: list[Form] = []
        for one in likely:
            text = self._text(one, term)
            same = one.origin is Origin.SAME
            if not same and _is_supported(one):
                origin = one.origin.value
                self._report(WordTranslation(word, text, origin, one.probability, one.support))
            forms.append(Form(text, "word" if same else one.origin.value, ((one.term,),)))
        return forms

    def _likely(self, found: Sequence[Translation]) -> list[Translation]:
        """The translations that select articles; of those of the archive's glossary, all."""
        likely = [
            one
            for one in found
            if one.probability >= _LEAST_REPORTED and (self.sentence or _is_supported(one))
        ]
        further = [one for one in likely[_MOST_REPORTED:] if one.origin is Origin.GLOSSARY]
        return likely[:_MOST_REPORTED] + further

    def _report(self, translation: WordTranslation) -> None:
        """Report a translation once, and none that is the word itself."""
        text = translation.text.casefold()
        known = {(known.word, known.text.casefold()) for known in self.found}
        if text != translation.word.casefold() and (translation.word, text) not in known:
            self.found.append(translation)

    def _occurs(self, language: Language, term: str) -> bool:
        return self.statistics.occurs("body", term, language)

    def _is_left_out(self, one: Translation, term: str) -> bool:
        return self._text(one, term) in self.without or one.term in self.without

    def _text(self, one: Translation, term: str) -> str:
        """A translation as people write it; as a glossary has it, where other words have its stem."""
        if self.target is Language.EN and one.origin in _EDITED and has_several(one.term):
            for text in self.finder.meant(term, one.term, self.target):
                return text
        return self.finder.readable.text(one.term, self.target)


def _is_supported(one: Translation) -> bool:
    if one.origin not in (Origin.LEARNED, Origin.TAUGHT) or one.support >= _LEAST_SUPPORT:
        return True
    probable, support = _ONE_PASSAGE
    return one.probability >= probable and one.support >= support


def is_native(term: str, language: Language) -> bool:
    """Whether a term needs no translation into a language: Hangul into Korean."""
    return language is Language.KO and bool(SYLLABLE.search(term))
