"""The forms of a typed word: those that are searched beside it, and those in which an article may have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from seogo.analysis import english, stopwords
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import SYLLABLE, SYLLABLES
from seogo.analysis.script.hanja import is_rare
from seogo.analysis.token import Kind
from seogo.languages import Language

_ENGLISH = re.compile("[A-Za-z]{3,20}")
_CACHED = 2_000


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another form that is searched beside a typed word: ``terms`` side by side in the field ``place`` of ``languages``;
    in ``bigrams``, the syllables in a row, however the analyser cuts them.

    ``how``: ``abbreviation``, ``variant``, ``hanja``, ``term``, ``number``, ``date``, ``name``, ``letters``, ``form``,
    ``word``, or the origin of a translation. A ``partial`` form is only some of what was typed.
    """

    text: str
    how: str
    terms: tuple[str, ...]
    languages: tuple[Language, ...] = tuple(Language)
    place: Literal["body", "bigrams", "compounds", "quantities"] = "body"
    partial: bool = False


Group: TypeAlias = tuple[int, tuple[Alternative, ...]]
"""How many words stand for one thing together, and its other forms."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a word can be found in an article, for highlights.

    ``sequences`` are terms that stand side by side there; ``literal`` is looked for as it is, Hangul across spaces, two
    syllables only where ``across``; ``text`` is what is looked for, in letters; ``how`` is ``word``, ``prefix``, or that of
    an Alternative.
    """

    text: str
    how: str
    sequences: tuple[tuple[str, ...], ...]
    literal: str = ""
    across: bool = False


@dataclass(frozen=True, slots=True)
class SearchedWord:
    """A typed word or phrase with its forms, for highlights and for saying why a hit matched.

    ``frequency`` is the number of articles that have the rarest term of the form as typed.
    """

    text: str
    forms: tuple[Form, ...]
    title_only: bool = False
    frequency: int = 0


@dataclass(frozen=True, slots=True)
class WordTranslation:
    """A translation that was searched for a typed ``word``: ``text`` in the other language, from where it is known
    (``origin``: ``glossary``, ``learned``, ``gloss``, ``name`` …), the probability that it is right (up to 1), and the
    expected number of translated passages that have it (``support``; 0 where it was not learned from those)."""

    word: str
    text: str
    origin: str
    probability: float
    support: float


def typed_form(words: Sequence[QueryWord], *, across: bool = False) -> Form:
    """The form of words as they were typed; ``across``: the surfaces of the only one select articles."""
    sequences: dict[tuple[str, ...], None] = {}
    for word in words:
        if word.joined:
            sequences[tuple(token.term for token in word.asked)] = None
            continue
        sequences |= dict.fromkeys((token.term,) for token in word.asked)
        if not word.tokens and SYLLABLE.fullmatch(word.stem):
            sequences[(word.stem,)] = None
        if word.noun:
            sequences[word.noun, word.name.lower()] = None
        elif word.name.islower():
            sequences[(word.name,)] = None
    sequences |= dict.fromkeys((t.term,) for w in words for t in w.split if t.kind is Kind.CONTENT)
    sequences |= dict.fromkeys((compound,) for word in words for compound in word.compounds)
    stem_text = " ".join(word.stem for word in words)
    literal = hangul_letters(stem_text)
    if len(words) == 1 and words[0].name and not words[0].name.islower():
        literal = words[0].name
    if is_rare(stem_text) or (across and len(stem_text) == 1):
        literal = stem_text
    if len(words) == 1 and words[0].text.startswith("."):
        literal = words[0].text
    return Form(" ".join(word.text for word in words), "word", tuple(sequences), literal, across)


def other_form(other: Alternative) -> Form:
    """The form of another form of a word; words that are looked for as they are written are also marked so."""
    literal = hangul_letters(other.text)
    if other.place == "bigrams" and other.text.isascii():
        literal = other.text
    return Form(other.text, other.how, (other.terms,), literal)


def joined_terms(words: Sequence[QueryWord]) -> list[str]:
    """The terms that several typed words would be as one: in Hangul, the last without its particles, or with them; two of
    English."""
    if len(words) == 2 and (term := _joined_english(words[0].stem, words[1].stem)):
        return [term]
    if not SYLLABLES.fullmatch(words[0].text):
        return []
    before = "".join(word.text for word in words[:-1])
    if not SYLLABLES.fullmatch(before):
        return []
    return [
        before + last
        for last in dict.fromkeys((words[-1].stem, words[-1].text))
        if SYLLABLES.fullmatch(last)
    ]


@lru_cache(maxsize=_CACHED)
def _joined_english(first: str, second: str) -> str:
    """The term of two English words as one; empty where they are none."""
    small = first.lower(), second.lower()
    if not (_ENGLISH.fullmatch(first) and _ENGLISH.fullmatch(second)):
        return ""
    return "" if stopwords.ENGLISH.intersection(small) else english.stem("".join(small))


def hangul_letters(text: str) -> str:
    """The letters of ``text`` where it is two or more Hangul syllables and nothing else but spaces."""
    letters = "".join(text.split())
    return letters if len(letters) > 1 and SYLLABLES.fullmatch(letters) else ""
