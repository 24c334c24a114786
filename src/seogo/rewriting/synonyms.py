"""The other forms of typed words in the articles, within a language and by nature across both: those of the glossaries, the
value of numbers and dates, the Latin spellings of a name, letters called by their names, headline hanja, abbreviations,
spoken forms and families of verbs, irregular plurals and verbs, spellings of both sides of the ocean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, takewhile
from typing import NamedTuple, TypeAlias

from seogo.analysis import english
from seogo.analysis.analyzer import Analyzer
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import SYLLABLES, bigrams
from seogo.analysis.script.hanja import HEADLINE, HEADLINE_OF, headline_term
from seogo.engines.base import Vocabulary, field_name
from seogo.languages import Language
from seogo.lexicon.glossary import Equivalent, Glossary
from seogo.rewriting.forms import Alternative, Group, joined_terms
from seogo.rewriting.korean_forms import (
    auxiliary_forms,
    mimetic_forms,
    short_stems,
    spoken_forms,
)
from seogo.rewriting.names.latin_names import latin_names
from seogo.rewriting.names.letters import letter_forms, lettered_group
from seogo.rewriting.spelling.english_forms import english_forms
from seogo.rewriting.spelling.numbers import (
    LONGEST_NUMBER,
    number_group,
    numeral_forms,
    numeral_group,
)
from seogo.rewriting.spelling.signs import Hinted, signed_forms
from seogo.rewriting.term_statistics import Lookup, TermStatistics
from seogo.transliteration.person_names import PERSON, person_keys_hangul, person_keys_latin

_LATIN_NAME = re.compile(r"[A-Za-z\u00c0-\u024f'’-]+\.?")
_SUFFIXES = frozenset(
    "객장소길가자원실관학회법권비료율성점집터기인사론식계대역산구시도군면동로강섬만족주단부팀층력제증형용품물선차판국청항교민어문"
    "꽃방촌급금액난심감화적상전당서책지체류량"
)
"""Last syllables of nouns that Kiwi keeps whole and that are made of a shorter one (여행객, 강남역)."""
_MOST_DERIVED = 20
_SHORT_FORM = re.compile("[가-힣]{3,5}")
_MOST_CANDIDATES = 3_000
_MOST_ANALYSED = 10_000
_CACHED = 1_000


_Typed: TypeAlias = tuple[tuple[str, str], ...]
"""Words as they were typed, and without particles."""


class _Word(NamedTuple):
    """The other forms of one word: those that are ``sure``, guesses, which count where articles have their terms, and those
    that count where articles have their hint too."""

    sure: tuple[Alternative, ...]
    guessed: tuple[Alternative, ...]
    hinted: tuple[Hinted, ...]


class _Run(NamedTuple):
    """Groups that the first of several words may begin: a quantity, a name (for each number of words, most first, the Hangul
    names that it may spell), a form of a glossary, a noun with a letter."""

    quantity: Group | None
    names: tuple[tuple[int, tuple[str, ...]], ...]
    listed: Group | None
    lettered: Group | None = None


class SynonymFinder:
    """Finds the other forms of typed words in one generation of the index.

    Which forms count depends on the statistics of the index. ``lookups`` gives the terms that decide, and ``more_lookups``
    those that the first ones decide on, so that each can be fetched at once before ``of_word`` and ``of_group`` are called.
    """

    def __init__(
        self, analyzer: Analyzer, vocabulary: Vocabulary, glossaries: Sequence[Glossary]
    ) -> None:
        self._analyzer = analyzer
        self._vocabulary = vocabulary
        self._glossaries = glossaries
        self._longest = max((glossary.longest for glossary in glossaries), default=1)
        self._analysed: dict[str, tuple[str, ...]] = {}
        self._run = lru_cache(maxsize=_CACHED)(self._find_run)
        self._word = lru_cache(maxsize=_CACHED)(self._find_word)
        self._derived = lru_cache(maxsize=_CACHED)(self._find_derived)
        self._long_names = lru_cache(maxsize=_CACHED)(self._find_long_names)

    def lookups(self, words: Sequence[QueryWord]) -> Iterator[Lookup]:
        """The terms of the other forms that the first of ``words``, or a group that it begins, may have."""
        word, run = self._word(words[0]), self._first(words)
        groups = [group for group in (run.quantity, run.listed, run.lettered) if group is not None]
        hinted = [form for form, _ in word.hinted]
        for form in chain(word.sure, word.guessed, hinted, *(forms for _, forms in groups)):
            yield from ((form.place, term) for term in form.terms)
        yield from (hint for _, hint in word.hinted)
        for taken, _ in groups:
            for term in joined_terms(words[:taken]):
                yield from (("body", term), ("tags", term))
        if _SHORT_FORM.fullmatch(words[0].stem):
            yield from (("compounds", words[0].stem), ("body", words[0].stem))
        for _, names in run.names:
            for name in names:
                yield "quantities", PERSON + name
                yield from (("bigrams", gram) for gram in bigrams(name))

    def more_lookups(
        self, words: Sequence[QueryWord], statistics: TermStatistics
    ) -> Iterator[Lookup]:
        """The terms of long names, and of names in Hangul whose bigrams articles have."""
        derived = self._derived_forms(words[0], statistics)
        for form in (*self._long_forms(words[0], statistics), *derived):
            yield from ((form.place, term) for term in form.terms)
        for _, names in self._first(words).names:
            for name in names:
                if _has_bigrams(name, statistics):
                    yield from (("body", term) for term in self.terms(name))

    def of_word(self, word: QueryWord, statistics: TermStatistics) -> tuple[Alternative, ...]:
        """The other forms of one word."""
        derived = self._derived_forms(word, statistics)
        return (self._found(word, statistics) or self._long_forms(word, statistics)) + derived

    def of_group(self, words: Sequence[QueryWord], statistics: TermStatistics) -> Group | None:
        """Number of ``words``, from the first on, that stand for one thing together, and its other forms; None where the
        first stands alone."""
        run = self._first(words)
        group = run.quantity or self._person(run, statistics) or run.listed
        return group or _of_articles(run.lettered, statistics)

    def terms(self, text: str) -> tuple[str, ...]:
        """The terms of another form, side by side; they stay in memory, since neither glossary nor analysis changes."""
        known = self._analysed.get(text)
        if known is None:
            words = self._analyzer.analyze_query(text.split())
            if len(self._analysed) >= _MOST_ANALYSED:
                self._analysed.clear()
            known = self._analysed[text] = tuple(t.term for word in words for t in word.tokens)
        return known

    def _first(self, words: Sequence[QueryWord]) -> _Run:
        most = max(LONGEST_NUMBER, self._longest)
        return self._run(tuple([(word.text, word.stem) for word in words[:most]]))

    def _find_run(self, words: _Typed) -> _Run:
        texts = [text for text, _ in words]
        if quantity := number_group(texts):
            return _Run(quantity, (), None)
        latin = list(takewhile(_LATIN_NAME.fullmatch, texts[:3]))
        names = ((taken, person_keys_latin(latin[:taken])) for taken in range(len(latin), 1, -1))
        spelled = tuple((taken, tuple(keys)) for taken, keys in names if keys)
        listed = self._listed(words)
        numeral = None if spelled or listed else numeral_group(texts)
        return _Run(numeral, spelled, listed, lettered_group(words[:2]))

    def _find_word(self, word: QueryWord) -> _Word:
        glossaries = self._from_glossaries([word.stem])
        sure = chain(glossaries, self._headline(word))
        guessed = chain(
            letter_forms(word, self.terms, self._analyzer),
            _in_latin(word),
            self._latin_names(word),
            chain.from_iterable(map(numeral_forms, dict.fromkeys((word.stem, word.text)))),
            self._spoken(word),
            self._verbs(word),
            _english(word),
        )
        hinted = tuple(dict.fromkeys(signed_forms(word)))
        return _Word(tuple(dict.fromkeys(sure)), tuple(dict.fromkeys(guessed)), hinted)

    def _found(self, word: QueryWord, statistics: TermStatistics) -> tuple[Alternative, ...]:
        """The other forms of a word that are sure, and the guesses that articles have."""
        sure, guessed, hinted = self._word(word)
        occurs = statistics.occurs
        guesses = chain(guessed, (form for form, hint in hinted if occurs(*hint)))
        return sure + tuple(
            guess for guess in guesses if all(occurs(guess.place, term) for term in guess.terms)
        )

    def _long_forms(self, word: QueryWord, statistics: TermStatistics) -> tuple[Alternative, ...]:
        """The long names that a word which no article has, and which has no other form, may be short for."""
        short = word.stem
        if not _SHORT_FORM.fullmatch(short) or self._found(word, statistics):
            return ()
        if any(statistics.occurs(place, short) for place in ("compounds", "body")):
            return ()
        return self._long_names(short)

    def _person(self, run: _Run, statistics: TermStatistics) -> Group | None:
        """Two or three Latin words that spell a Korean name which the archive has."""
        for taken, names in run.names:
            # a spelling may stand for several names; those that articles have in Hangul are likely, where there are any
            written = [name for name in names if self._is_written(name, statistics)]
            found = [
                Alternative(name, "name", (PERSON + name,), place="quantities")
                for name in written or names
                if statistics.occurs("quantities", PERSON + name)
            ]
            found += [
                Alternative(name, "name", self.terms(name), (Language.KO,)) for name in written
            ]
            if found:
                return taken, tuple(found)
        return None

    def _is_written(self, name: str, statistics: TermStatistics) -> bool:
        """Whether some article has all the terms of a name in Hangul; its bigrams are looked up before it is analysed."""
        return _has_bigrams(name, statistics) and all(
            statistics.occurs("body", term) for term in self.terms(name)
        )

    def _listed(self, words: _Typed) -> Group | None:
        """The longest glossary form that begins here, of two words and more."""
        texts = [text for text, _ in words]
        most = max((glossary.reach(texts) for glossary in self._glossaries), default=0)
        for taken in range(most, 1, -1):
            form = [*texts[: taken - 1], words[taken - 1][1]]
            if found := tuple(self._from_glossaries(form)):
                return taken, found
        return None

    def _from_glossaries(self, form: Sequence[str]) -> Iterator[Alternative]:
        for glossary in self._glossaries:
            if found := glossary.equivalents(form):
                yield from self._analysed_forms(found)
                return  # the archive's own glossary comes first and decides

    def _analysed_forms(self, forms: Iterable[Equivalent]) -> Iterator[Alternative]:
        for form in forms:
            if terms := self.terms(form.text):
                yield Alternative(form.text, form.how, terms, (form.language,))

    def _headline(self, word: QueryWord) -> Iterator[Alternative]:
        if korean := HEADLINE.get(word.stem):
            yield Alternative(korean, "hanja", self.terms(korean), (Language.KO,))
        for hanja in HEADLINE_OF.get(word.stem, ()):
            yield Alternative(
                hanja, "hanja", (headline_term(hanja, word.stem),), place="quantities"
            )

    def _latin_names(self, word: QueryWord) -> Iterator[Alternative]:
        """A name in Hangul as Korean articles may write it in Latin letters."""
        for name in latin_names(word.stem, self._glossaries):
            if terms := self.terms(name):
                yield Alternative(name, "name", terms, (Language.KO,))

    def _spoken(self, word: QueryWord) -> Iterator[Alternative]:
        """The written form of a spoken word, and the other way round."""
        for text in spoken_forms(word):
            if terms := self.terms(text):
                yield Alternative(text, "form", terms, (Language.KO,))
            elif len(text) > 1:  # 그런데 and its like have no terms
                grams = tuple(bigrams(text))
                yield Alternative(text, "form", grams, (Language.KO,), place="bigrams")

    def _verbs(self, word: QueryWord) -> Iterator[Alternative]:
        """Verbs of the same family, and those that are spelt alike."""
        for stem in (*word.other_stems, *short_stems(word)):
            yield Alternative(f"{stem}다", "form", (stem,), (Language.KO,))
        for text, terms in mimetic_forms(word):
            yield Alternative(text, "form", terms, (Language.KO,))
        for stem in auxiliary_forms(word, self._analyzer):
            if stem != word.required[0].term:
                yield Alternative(f"{stem}다", "form", (stem,), (Language.KO,))

    def _derived_forms(
        self, word: QueryWord, statistics: TermStatistics
    ) -> tuple[Alternative, ...]:
        """The nouns with a suffix (여행: 여행객) of one that no article has alone."""
        noun = word.whole and len(word.stem) > 1 and word.required[0].tag in ("NNG", "NNP")
        if not noun or statistics.occurs("body", word.required[0].term):
            return ()
        return self._derived(word.required[0].term)

    def _find_derived(self, noun: str) -> tuple[Alternative, ...]:
        longer = self._vocabulary.terms(field_name("body", Language.KO), noun)
        return tuple(
            Alternative(term, "word", (term,), (Language.KO,))
            for term, _ in islice(longer, _MOST_CANDIDATES)
            if len(term) == len(noun) + 1 and term[-1] in _SUFFIXES
        )[:_MOST_DERIVED]

    def _find_long_names(self, short: str) -> tuple[Alternative, ...]:
        """The long names that a short one may be of (공정위: 공정거래위원회), by the beginnings of their parts."""
        found: dict[Alternative, None] = {}
        seen = 0
        for place in ("body", "compounds"):
            for term, _ in self._vocabulary.terms(field_name(place, Language.KO), short[0]):
                seen += 1
                if seen > _MOST_CANDIDATES:
                    return tuple(found)
                if len(term) > len(short) + 1 and _has_in_order(term, short):
                    parts = self._analyzer.parts(term)
                    if _shortens(short, parts):
                        terms = self.terms(term)
                        found[Alternative(term, "abbreviation", terms, (Language.KO,))] = None
        return tuple(found)


def _in_latin(word: QueryWord) -> Iterator[Alternative]:
    """A person's name in Hangul where articles spell it in Latin letters."""
    key = person_keys_hangul(word.stem) if SYLLABLES.fullmatch(word.stem) else None
    if key:
        yield Alternative(key, "name", (PERSON + key,), place="quantities")


def _english(word: QueryWord) -> Iterator[Alternative]:
    """Plurals and verbs that stemming leaves apart, and the spellings of the other side of the ocean."""
    for form in english_forms(word.stem):
        if form.as_written:
            for text in dict.fromkeys((form.text, form.text[0].upper() + form.text[1:])):
                yield Alternative(text, form.how, (text,), place="bigrams")
        elif (term := english.stem(form.text.lower())) != word.tokens[0].term:
            yield Alternative(form.text, form.how, (term,))


def _of_articles(group: Group | None, statistics: TermStatistics) -> Group | None:
    """A group with those of its forms that articles may have; None without any."""
    if group is None:
        return None
    found = [one for one in group[1] if all(statistics.occurs(one.place, t) for t in one.terms)]
    return (group[0], tuple(found)) if found else None


def _has_in_order(term: str, letters: str) -> bool:
    rest = iter(term)
    return all(letter in rest for letter in letters)


def _has_bigrams(name: str, statistics: TermStatistics) -> bool:
    return all(statistics.occurs("bigrams", gram) for gram in bigrams(name))


def _shortens(short: str, parts: Sequence[str]) -> bool:
    """Whether ``short`` is made of beginnings of ``parts``: of the first and of at least one more, in order."""

    def fits(rest: str, at: int, used: int) -> bool:
        if not rest:
            return used > 1
        return any(
            rest.startswith(parts[place][:length]) and fits(rest[length:], place + 1, used + 1)
            for place in (range(at, len(parts)) if at else (0,))
            for length in range(1, min(len(parts[place]), len(rest)) + 1)
        )

    return len(parts) > 1 and fits(short, 0, 0)
