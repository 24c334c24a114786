"""Surfaces, the terms of a text as it is written: Hangul in bigrams across spaces, Latin words and numbers, hanja in
runs and, marked, in bigrams of their reading.

They serve where the surface counts: a name that the analyser broke, and a word that is to be found exactly as typed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from operator import add

from seogo.analysis import english
from seogo.analysis.english import Written
from seogo.analysis.script.hangul import bigrams
from seogo.analysis.script.hanja import HANJA, to_hangul
from seogo.analysis.token import LONGEST_TERM, Token

_HANGUL = re.compile(r"[가-힣][가-힣]*(?: [가-힣]+|(?:(?!\n\n)\s)+[가-힣]+)*")
"""Syllables across spaces and line ends, but not across paragraphs."""


def surfaces_of(text: str, latin: Written) -> list[str]:
    """Surfaces of normalised text in order; ``latin`` is what there is besides Hangul and hanja."""
    words = [word[:LONGEST_TERM] for word in latin.words]
    if text.isascii():
        return words
    runs = list(_HANGUL.finditer(text))
    if hanja := list(HANJA.finditer(text)):
        runs = sorted([*runs, *hanja], key=lambda run: run.start())
    terms: list[str] = []
    done = 0
    for run in runs:
        before = bisect_left(latin.starts, run.start(), done)
        terms += words[done:before]
        terms += _hanja(run[0]) if run.re is HANJA else _grams(run[0])
        done = before
    return terms + words[done:]


def read_as(gram: str) -> str:
    """Term of a bigram that is the reading of hanja and does not stand there itself."""
    return f"={gram}"


def _grams(run: str) -> Iterable[str]:
    """The bigrams of syllables with spaces between; a syllable alone is its own term."""
    syllables = run.replace(" ", "")
    if not syllables.isalpha():  # other spaces
        syllables = "".join(syllables.split())
    return map(add, syllables, syllables[1:]) if len(syllables) > 1 else (syllables,)


def _hanja(run: str) -> list[str]:
    return [run[:LONGEST_TERM], *map(read_as, bigrams(to_hangul(run)))]


def surface_tokens(passage: str) -> list[Token]:
    """Surfaces with offsets in the passage, for explanations."""
    tokens = [
        Token(passage[start:end][:LONGEST_TERM], start, end, tag)
        for _, start, end, tag, *_ in english.words(passage)
    ]
    for run in HANJA.finditer(passage):
        tokens += [Token(term, *run.span(), "SH") for term in _hanja(run[0])]
    for run in _HANGUL.finditer(passage):
        places = [at for at in range(*run.span()) if not passage[at].isspace()]
        for at, gram in enumerate(bigrams(run[0])):
            tokens.append(Token(gram, places[at], places[at + len(gram) - 1] + 1, "B"))
    return sorted(tokens, key=lambda token: token.start)
