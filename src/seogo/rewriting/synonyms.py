"""What typed words also go by in the articles, within a language and by nature across both: the glossaries' other forms, the
value of numbers and dates, the Latin spellings of a name, letters called by their names, headline hanja, abbreviations,
verbs with an auxiliary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, takewhile
from typing import TypeAlias

from seogo.analysis.analyzer import Analyzer, QueryWord
from seogo.analysis.quantities.extraction import quantities
from seogo.analysis.script.hangul import SYLLABLES, bigrams
from seogo.analysis.script.hanja import HEADLINE, HEADLINE_OF, headline_term
from seogo.analysis.script.normalize import normalize
from seogo.engines.base import Vocabulary, field_name
from seogo.languages import Language
from seogo.lexicon.glossary import Equivalent, Glossary
from seogo.rewriting.clause_builder import OtherForm
from seogo.transliteration.letter_names import leading_latin, to_hangul_letters, to_latin
from seogo.transliteration.names import PERSON, person_keys_hangul, person_keys_latin

_LATIN_NAME = re.compile(r"[A-Za-z\u00c0-\u024f'’-]+\.?")
_ACRONYM = re.compile("[A-Z]{2,6}")
_SHORT_FORM = re.compile("[가-힣]{2,5}")
_MOST_CANDIDATES = 3_000
_MOST_ANALYSED = 10_000
_KEPT = 1_000
_LONGEST_QUANTITY = 12
"""Words of a number or a date."""
_AUXILIARIES = (
    *("주", "가", "오", "보", "내", "버리", "놓", "두", "나", "지"),
    *("나가", "나오", "들어가", "들어오", "올리", "내리"),
)
"""Verbs that join another one's infinitive into a word of their own (도와주다, 흘러가다)."""


_Typed: TypeAlias = tuple[tuple[str, str], ...]
"""Words as they were typed, and without particles."""


class Equivalents:
    """Finds the other forms of typed words in one generation of the index."""

    def __init__(
        self, analyzer: Analyzer, vocabulary: Vocabulary, glossaries: Sequence[Glossary]
    ) -> None:
        self._analyzer = analyzer
        self._vocabulary = vocabulary
        self._glossaries = glossaries
        self._longest = max((glossary.longest for glossary in glossaries), default=1)
        self._analysed: dict[str, tuple[str, ...]] = {}
        self._leading = lru_cache(maxsize=_KEPT)(self._find_leading)
        self.of = lru_cache(maxsize=_KEPT)(self._of)
        """The other forms of one word."""

    def leading(self, words: Sequence[QueryWord]) -> tuple[int, tuple[OtherForm, ...]] | None:
        """How many of ``words`` stand for one thing together, and its other forms; None where the first stands alone."""
        most = max(_LONGEST_QUANTITY, self._longest)
        return self._leading(tuple((word.text, word.stem) for word in words[:most]))

    def _find_leading(self, words: _Typed) -> tuple[int, tuple[OtherForm, ...]] | None:
        texts = [text for text, _ in words]
        return self._quantity(texts) or self._person(texts) or self._listed(words)

    def _of(self, word: QueryWord) -> tuple[OtherForm, ...]:
        found = chain(
            self._from_glossaries([word.stem]),
            self._letters(word),
            self._headline(word),
            self._in_latin(word),
            self._auxiliary(word),
        )
        return tuple(dict.fromkeys(found)) or tuple(self._written_out(word))

    def _quantity(self, words: Sequence[str]) -> tuple[int, tuple[OtherForm, ...]] | None:
        first = words[:_LONGEST_QUANTITY]
        text = " ".join(" ".join(normalize(word).text.split()) for word in first)
        meant = [found for found in quantities(text) if found.start == 0 and found.wide]
        if not meant:
            return None
        end = max(found.end for found in meant)
        taken = text.count(" ", 0, end) + 1
        also = tuple(
            OtherForm(
                found.term,
                "date" if found.kind == "date" else "number",
                (found.term,),
                place="quantities",
            )
            for found in meant
        )
        return taken, also

    def _person(self, words: Sequence[str]) -> tuple[int, tuple[OtherForm, ...]] | None:
        """Two or three Latin words that spell a Korean name which the archive has."""
        latin = list(takewhile(_LATIN_NAME.fullmatch, words[:3]))
        for taken in range(len(latin), 1, -1):
            keys = person_keys_latin(latin[:taken])
            # a spelling may stand for several names; those that articles have in Hangul are meant, where there are any
            written = [key for key in keys if self._is_written(key)]
            also = [
                OtherForm(key, "name", (PERSON + key,), place="quantities")
                for key in written or keys
                if self._known("quantities", PERSON + key)
            ]
            also += [OtherForm(key, "name", self.terms(key), (Language.KO,)) for key in written]
            if also:
                return taken, tuple(also)
        return None

    def _is_written(self, name: str) -> bool:
        """Whether some article has all the terms of a name in Hangul; its bigrams are looked up before it is analysed."""
        return all(self._known("bigrams", gram) for gram in bigrams(name)) and all(
            self._known("body", term) for term in self.terms(name)
        )

    def _listed(self, words: _Typed) -> tuple[int, tuple[OtherForm, ...]] | None:
        """The longest glossary form that begins here, of two words and more."""
        for taken in range(min(self._longest, len(words)), 1, -1):
            form = [*(text for text, _ in words[: taken - 1]), words[taken - 1][1]]
            if also := tuple(self._from_glossaries(form)):
                return taken, also
        return None

    def _from_glossaries(self, form: Sequence[str]) -> Iterator[OtherForm]:
        for glossary in self._glossaries:
            if found := glossary.equivalents(form):
                yield from self._analysed_forms(found)
                return  # the archive's own glossary comes first and decides

    def _analysed_forms(self, forms: Iterable[Equivalent]) -> Iterator[OtherForm]:
        for form in forms:
            if terms := self.terms(form.text):
                yield OtherForm(form.text, form.how, terms, (form.language,))

    def _letters(self, word: QueryWord) -> Iterator[OtherForm]:
        """엘지전자 ↔ LG전자, UN ↔ 유엔."""
        if latin := to_latin(word.stem):
            yield OtherForm(latin, "letters", self.terms(latin))
        elif parts := leading_latin(word.stem):
            written = "".join(parts)
            yield OtherForm(written, "letters", self.terms(written), (Language.KO,))
        elif _ACRONYM.fullmatch(word.text):
            for hangul in to_hangul_letters(word.text):
                yield OtherForm(hangul, "letters", self.terms(hangul), (Language.KO,))

    def _headline(self, word: QueryWord) -> Iterator[OtherForm]:
        if meant := HEADLINE.get(word.stem):
            yield OtherForm(meant, "hanja", self.terms(meant), (Language.KO,))
        for hanja in HEADLINE_OF.get(word.stem, ()):
            yield OtherForm(hanja, "hanja", (headline_term(hanja, word.stem),), place="quantities")

    def _in_latin(self, word: QueryWord) -> Iterator[OtherForm]:
        """A person's name in Hangul where articles spell it in Latin letters."""
        key = person_keys_hangul(word.stem) if SYLLABLES.fullmatch(word.stem) else None
        if key and self._known("quantities", PERSON + key):
            yield OtherForm(key, "name", (PERSON + key,), place="quantities")

    def _auxiliary(self, word: QueryWord) -> Iterator[OtherForm]:
        """돕다 ↔ 도와주다: the verb with an auxiliary that made a word of its own, and without it."""
        verbs = [token for token in word.required if token.tag == "VV"]
        if len(verbs) != 1 or len(word.required) != 1:
            return
        verb = verbs[0].term
        infinitive = self._analyzer.infinitive(verb)
        longer = [infinitive + auxiliary for auxiliary in _AUXILIARIES]
        shorter = [
            stem
            for auxiliary in _AUXILIARIES
            if verb.endswith(auxiliary) and len(verb) > len(auxiliary)
            for stem in self._analyzer.verb_stems(verb.removesuffix(auxiliary))
        ]
        for term in dict.fromkeys(longer + shorter):
            if term != verb and self._known("body", term):
                yield OtherForm(f"{term}다", "form", (term,), (Language.KO,))

    def _written_out(self, word: QueryWord) -> Iterator[OtherForm]:
        """The long names that an unknown short one may be of (공정위: 공정거래위원회), by the beginnings of their parts."""
        short = word.stem
        if not _SHORT_FORM.fullmatch(short) or len(short) < 3 or self._known("compounds", short):
            return
        if self._known("body", short):
            return
        pattern = re.compile(".*".join(short))
        seen = 0
        for place in ("body", "compounds"):
            for term, _ in self._vocabulary.terms(field_name(place, Language.KO), short[0]):
                seen += 1
                if seen > _MOST_CANDIDATES:
                    return
                if len(term) > len(short) + 1 and pattern.match(term):
                    parts = self._analyzer.parts(term)
                    if _shortens(short, parts):
                        yield OtherForm(term, "abbreviation", self.terms(term), (Language.KO,))

    def terms(self, text: str) -> tuple[str, ...]:
        """The terms of another form, side by side; kept, since neither glossary nor analysis changes."""
        known = self._analysed.get(text)
        if known is None:
            words = self._analyzer.analyze_query(text.split())
            if len(self._analysed) >= _MOST_ANALYSED:
                self._analysed.clear()
            known = self._analysed[text] = tuple(t.term for word in words for t in word.tokens)
        return known

    def _known(self, place: str, term: str) -> bool:
        return any(
            self._vocabulary.frequency(field_name(place, language), term) for language in Language
        )


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
