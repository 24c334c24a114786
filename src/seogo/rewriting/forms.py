"""The forms in which a typed word can be found in an article: for highlights, and for saying why a hit matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seogo.analysis.analyzer import QueryWord
from seogo.analysis.script.hangul import SYLLABLES
from seogo.analysis.token import Kind


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a word can be found in an article.

    ``sequences`` are terms that stand side by side there; ``literal`` is looked for as it is, Hangul across spaces;
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


def typed_form(words: Sequence[QueryWord]) -> Form:
    """The form of words as they were typed."""
    sequences = dict.fromkeys((t.term,) for word in words for t in word.required)
    sequences |= dict.fromkeys((t.term,) for w in words for t in w.split if t.kind is Kind.CONTENT)
    sequences |= dict.fromkeys((compound,) for word in words for compound in word.compounds)
    stem_text = " ".join(word.stem for word in words)
    return Form(
        " ".join(word.text for word in words), "word", tuple(sequences), hangul_letters(stem_text)
    )


def hangul_letters(text: str) -> str:
    """The letters of ``text`` where it is two or more Hangul syllables and nothing else but spaces."""
    letters = "".join(text.split())
    return letters if len(letters) > 1 and SYLLABLES.fullmatch(letters) else ""


@dataclass(frozen=True, slots=True)
class BridgedTo:
    """What a typed ``word`` was searched as in the other language: ``text``, from where that is known (``origin``:
    ``glossary``, ``learned``, ``gloss``, ``name``), how likely it is right (``probability``, up to 1), and in how many
    passages of translations it was seen (``support``, an expected number; 0 where it was not learned from those)."""

    word: str
    text: str
    origin: str
    probability: float
    support: float
