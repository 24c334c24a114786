"""Edited glossaries, as equivalents: abbreviations, variants and hanja within a language.

An entry's forms in Korean are its Korean word, hanja, and every abbreviation and variant; in English its English word and
the abbreviations and variants in Latin letters. Each form stands for the others of its language, and is translated by
those of the other one. An archive's own glossary says what its words mean; the general one, which ships with Seogo, says what
words of news, public life and computing mostly mean. Its words and the rules for them are data/general.yaml.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import as_file, files

from seogo.analysis import stopwords
from seogo.analysis.script.jamo import letters
from seogo.analysis.script.normalize import normalize
from seogo.articles.wordlists import GlossaryEntry, load_glossary
from seogo.languages import Language

_SAME_WORD = 0.7
"""Share of letters that two spellings of one word have in common at least."""
_KEPT = 4_000
"""Words whose keys are kept: one word of a query is looked up several times."""


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Equivalent of a word in one language. ``how``: ``abbreviation``, ``variant``, ``hanja`` or ``term``."""

    text: str
    language: Language
    how: str


class Glossary:
    """Glossary in which a typed word, or several in a row, are looked up.

    With ``spellings_only``, a variant counts only where it is another spelling of the word (컨텐츠, 콘텐츠) and not
    another word.
    """

    def __init__(self, entries: Iterable[GlossaryEntry], *, spellings_only: bool = False) -> None:
        self._spellings_only = spellings_only
        self._forms: dict[str, list[tuple[Equivalent, Sequence[Equivalent]]]] = {}
        self._translations: dict[tuple[Language, str], list[str]] = {}
        self._korean: list[str] = []
        self._keys: list[str] | None = None
        self._reached = lru_cache(maxsize=_KEPT)(self._find_reach)
        self.longest = 1
        """The most words that a form has."""
        for entry in entries:
            by_language = _by_language(entry)
            for language, forms in by_language.items():
                there = [
                    other.text for other in by_language[language.other] if other.how != "hanja"
                ]
                for form in forms:
                    if language is Language.KO and not form.text.isascii() and there:
                        self._korean.append(form.text)
                    self._translations.setdefault((language, _key(form.text)), []).extend(there)
                    self.longest = max(self.longest, len(form.text.split()))
                    if len(forms) > 1:
                        self._forms.setdefault(_key(form.text), []).append((form, forms))

    def equivalents(self, words: Sequence[str]) -> tuple[Equivalent, ...]:
        """Other forms of ``words`` typed side by side, without particles; spacing and case do not matter.

        A word that is also an English stop word (IT, WHO) is looked up only where it was typed in capitals.
        """
        text = "".join(words)
        found = self._forms.get(_key(text))
        if found is None or _is_stop_word(text):
            return ()
        # which are other words is decided only now: it takes as long as reading the file
        others = (
            other
            for form, forms in found
            for other in forms
            if other.text != form.text
            and not (self._spellings_only and _is_another_word(form, other))
        )
        return tuple(dict.fromkeys(others))

    def reach(self, words: Sequence[str]) -> int:
        """How many of ``words``, as they were typed, from the first on, may be a form together, of at most ``longest``; 0
        where there are none."""
        return self._reached(tuple(words[: self.longest]))

    def _find_reach(self, words: tuple[str, ...]) -> int:
        most = len(words)
        for taken in range(1, most):
            # signs and accents may become something else beside what follows; letters stay
            begun = "".join(words[:taken])
            if begun.isalnum() and not self._has_beginning(_key(begun)):
                return taken
        return most

    def _has_beginning(self, key: str) -> bool:
        """Whether some form begins with a key."""
        if self._keys is None:
            self._keys = sorted({key for _, key in self._translations})
        place = bisect_left(self._keys, key)
        return place < len(self._keys) and self._keys[place].startswith(key)

    def containing(self, word: str) -> list[str]:
        """Korean forms of one word, without spaces, that have another word in Hangul and more."""
        inner = "".join(word.split())
        return [
            form
            for form in self._korean
            if inner in form and len(form) > len(inner) > 1 and " " not in form
        ]

    def translations(self, words: Sequence[str], language: Language) -> tuple[str, ...]:
        """Forms in the other language of ``words`` in ``language``, the main one first, looked up in the same way."""
        text = "".join(words)
        found = self._translations.get((language, _key(text)))
        if found is None or _is_stop_word(text):
            return ()
        return tuple(dict.fromkeys(other for other in found if other != text))


def _is_stop_word(text: str) -> bool:
    return text.casefold() in stopwords.ENGLISH and not text.isupper()


def _is_another_word(first: Equivalent, second: Equivalent) -> bool:
    if "variant" not in (first.how, second.how):
        return False
    ratio = SequenceMatcher(None, letters(first.text), letters(second.text)).ratio()
    return ratio < _SAME_WORD


@lru_cache(maxsize=_KEPT)
def _key(text: str) -> str:
    return "".join(normalize(text).text.casefold().split())


def _by_language(entry: GlossaryEntry) -> Mapping[Language, Sequence[Equivalent]]:
    also = [(text, "abbreviation") for text in entry.abbreviations]
    also += [(text, "variant") for text in entry.variants]
    korean = [(entry.ko, "term"), *((text, "hanja") for text in entry.hanja), *also]
    english = [(entry.en, "term"), *((text, how) for text, how in also if text.isascii())]
    # a Latin variant is a spelling of the English word; Korean text has Latin abbreviations only
    korean = [(t, how) for t, how in korean if not (how == "variant" and t.isascii())]
    return {
        language: [Equivalent(text, language, how) for text, how in forms]
        for language, forms in ((Language.KO, korean), (Language.EN, english))
    }


@cache
def general_glossary() -> tuple[GlossaryEntry, ...]:
    """Entries of the general glossary in the order of the file, read when first asked for; none of them has hanja."""
    with as_file(files("seogo.lexicon") / "data" / "general.yaml") as path:
        return load_glossary(path)
