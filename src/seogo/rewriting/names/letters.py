"""Abbreviations, and letters inside compounds, by the Korean names of the letters and the other way round: 엘지전자 ↔ LG전자,
UN ↔ 유엔, 티머니 ↔ T머니, 비타민A ↔ 비타민에이, 비타민 K ↔ 비타민 케이, 5G ↔ 파이브지."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import SYLLABLES, bigrams
from seogo.languages import Language
from seogo.rewriting.forms import Alternative, Group
from seogo.transliteration.letter_names import (
    is_abbreviation,
    is_clear,
    is_written_with_letter,
    joined_latin,
    leading_code,
    leading_latin,
    letter_of,
    single_letters,
    to_hangul_code,
    to_hangul_letters,
    to_latin,
)

_LETTERED = re.compile("[가-힣]{2,}")
_LETTER = re.compile("[A-Z]")
_ACRONYM = re.compile("[A-Za-z]{2,6}")
_MIXED = re.compile("([가-힣]*)([A-Z]{1,6}|[a-z]{1,4})([가-힣]*)")
_CODE = re.compile("([가-힣]*)([A-Z0-9]{2,4})([가-힣]*)")
_NOUN = "NNG"
_LONG = 3
"""Syllables from which on a word is found by its bigrams in a row; two meet by accident."""


def letter_forms(
    word: QueryWord, terms: Callable[[str], tuple[str, ...]], analyzer: Analyzer
) -> Iterator[Alternative]:
    """The forms that a word may have, whether articles have them or not; ``terms`` gives the terms of a text."""
    stem = word.stem
    if SYLLABLES.fullmatch(stem):
        for hangul in dict.fromkeys((stem, word.text)):  # 제트세대 is read as a verb
            yield from _in_latin(hangul, terms, analyzer)
            if found := leading_code(hangul):
                code, rest = found
                yield replace(_as_compound(code + rest), languages=tuple(Language))
                if rest:
                    yield from _of_terms(code + rest, terms)
    elif _ACRONYM.fullmatch(stem):
        if stem.isupper() or is_abbreviation(stem):
            for hangul in to_hangul_letters(stem):
                yield from (*_of_terms(hangul, terms), *_in_a_row(hangul))
    elif mixed := _MIXED.fullmatch(stem):
        before, letters, after = mixed.groups()
        for hangul in to_hangul_letters(letters, least=1):
            text = before + hangul + after
            yield from _in_a_row(text)
            if len(text) < _LONG and _may_be_letter(text, letters.upper(), analyzer):
                yield from _of_terms(text, terms)
    elif coded := _CODE.fullmatch(stem):
        before, code, after = coded.groups()
        for hangul in to_hangul_code(code):
            yield from _in_a_row(before + hangul + after)


def lettered_group(words: Sequence[tuple[str, str]]) -> Group | None:
    """A noun with a letter behind it, which has a name (비타민 C), or with a name that is no other word (비타민 케이, but
    not 정부 지); ``words`` are texts and stems."""
    if len(words) < 2 or not _LETTERED.fullmatch(words[0][0]) or words[0][0] != words[0][1]:
        return None
    noun, last = words[0][1], words[1][1]
    if _LETTER.fullmatch(last):
        names = to_hangul_letters(last, least=1)
        return 2, tuple(form for name in names for form in _in_a_row(noun + name))
    if len(last) > 1 and (letter := letter_of(last)) and is_clear(letter):
        text, small = f"{noun} {letter}", letter.lower()
        apart = Alternative(text, "letters", (noun, small), (Language.KO,))
        return 2, (apart, _as_compound(noun + letter))
    return None


def _in_latin(
    hangul: str, terms: Callable[[str], tuple[str, ...]], analyzer: Analyzer
) -> Iterator[Alternative]:
    """The writings in Latin letters of a word in Hangul."""
    if latin := to_latin(hangul):
        yield Alternative(latin, "letters", terms(latin))
        return
    if parts := leading_latin(hangul):
        yield from _of_terms("".join(parts), terms)
    elif joined := joined_latin(hangul):
        yield _as_compound("".join(joined))
    for before, letter, after in single_letters(hangul):
        if _may_be_letter(hangul, letter, analyzer):
            yield _as_compound(before + letter + after)


def _as_compound(text: str) -> Alternative:
    return Alternative(text, "letters", (text.lower(),), (Language.KO,), place="compounds")


def _may_be_letter(word: str, letter: str, analyzer: Analyzer) -> bool:
    """Whether a syllable of a word may be the name of a letter: 유플러스, but not the first of 유형 or 시급."""
    return (
        is_clear(letter) or is_written_with_letter(word) or not analyzer.tag(word).startswith(_NOUN)
    )


def _of_terms(text: str, terms: Callable[[str], tuple[str, ...]]) -> Iterator[Alternative]:
    if found := terms(text):
        yield Alternative(text, "letters", found, (Language.KO,))


def _in_a_row(hangul: str) -> Iterator[Alternative]:
    """A word however the analyser cuts it."""
    if len(hangul) >= _LONG:
        grams = tuple(bigrams(hangul))
        yield Alternative(hangul, "letters", grams, (Language.KO,), place="bigrams")
