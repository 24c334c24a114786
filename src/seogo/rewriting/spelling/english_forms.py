"""English words in another form that stemming leaves apart: irregular plurals and verbs, and the spellings of the other side
of the ocean.

Endings that are spelt in two ways are told by rules (-ise and -ize, -lled and -led), all else by the lists in ``data``. A
rule may make what is no word (``promize``): no article has that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from seogo.analysis import stopwords
from seogo.analysis.english import stem
from seogo.suggestions.spelling_dictionary import is_listed

_WORD = re.compile("[a-zâ]{2,}")
_ACRONYM = re.compile("(?P<one>[A-Z]{2,5})(?P<many>s?)")
_SHORTEST = 3
_NO_PLURALS: Final = frozenset({"news", "https", "ftps"})
"""Words of their own that a word of the list with an s would be."""
_VERB_END = "(?=(?:e|ed|es|er|ers|ing|ation|ations|ational|able|ability)$)"
_ENDINGS: Final = (
    (re.compile(f"(?<=..i)s{_VERB_END}"), "z"),
    (re.compile(f"(?<=..i)z{_VERB_END}"), "s"),
    (re.compile(f"(?<=ly)s{_VERB_END}"), "z"),
    (re.compile(f"(?<=ly)z{_VERB_END}"), "s"),
    (re.compile("(?<=[aeiou]l)l(?=(?:ed|ing|er|ers|or|ors|ist|ists|ous|ously|ings)$)"), ""),
    (re.compile("(?<=[aeiou]l)(?=(?:ed|ing|er|ers|or|ors|ist|ists|ous|ously|ings)$)"), "l"),
)
"""Endings of Britain and of America, and what stands for them."""
_DOUBLED = re.compile("(?:(?P<one>[^aeiou][aeiou])|(?<!q)ue|ia)l{1,2}[eio]")
_VOWEL = re.compile("[aeiou]")


class _Plurals(NamedTuple):
    """Plurals by singular and singulars by plural; ``ambiguous``: plurals that are a form of another word too."""

    plurals: dict[str, list[str]]
    singulars: dict[str, list[str]]
    ambiguous: frozenset[str]


class _Spellings(NamedTuple):
    """Spellings of whole words, and of beginnings, by the other one."""

    words: dict[str, list[str]]
    beginnings: dict[str, list[str]]


class EnglishForm(NamedTuple):
    """Another form of a word: ``how`` is that of an Alternative; ``as_written``: its stem is that of another word too."""

    text: str
    how: str
    as_written: bool = False


def english_forms(word: str) -> tuple[EnglishForm, ...]:
    """The other forms of a word, or of an abbreviation in capitals (MP, MPs)."""
    if acronym := _ACRONYM.fullmatch(word):
        other = acronym["one"] if acronym["many"] else f"{word}s"
        small = english_forms(word.lower())
        if any(form.text == other.lower() for form in small):
            return small
        return (EnglishForm(other, "form", not acronym["many"]), *small)
    word = word.lower()
    if not _WORD.fullmatch(word):
        return ()
    spelled = (EnglishForm(text, "variant") for text in _spellings_of(word))
    verbs = _verbs().get(stem(word), ())
    plain = (EnglishForm(text, "form") for text in _with_or_without_s(word))
    found = dict.fromkeys((*_singulars(word), *_plural_forms(word), *plain, *verbs, *spelled))
    return tuple(form for form in found if form.text != word)


def _singulars(word: str) -> Iterator[EnglishForm]:
    for beginning, noun in _compounds(word):
        for singular in _plurals().singulars.get(noun, ()):
            yield EnglishForm(beginning + singular, "form")


def _plural_forms(word: str) -> Iterator[EnglishForm]:
    table = _plurals()
    for beginning, noun in _compounds(word):
        for plural in table.plurals.get(noun, ()):
            yield EnglishForm(
                beginning + plural, "form", not beginning and plural in table.ambiguous
            )


def _with_or_without_s(word: str) -> Iterator[str]:
    """The plural or singular of a word of the list whose plural stemming leaves as it is: menus, spas, NGOs."""
    many = word if word.endswith("s") else f"{word}s"
    one = many[:-1]
    if len(one) < _SHORTEST or one.endswith("y") or stem(many) != many or many in _NO_PLURALS:
        return
    if one not in stopwords.ENGLISH and not is_listed(many) and is_listed(one):
        yield one if word == many else many


def _compounds(word: str) -> Iterator[tuple[str, str]]:
    """The word itself, and what it may be put together of: policewomen, grandchildren, bookshelf."""
    yield "", word
    if word.endswith(_ENDS):
        for end in _ENDS:
            if word.endswith(end) and len(word) > len(end) + 2:
                yield word.removesuffix(end), end


_ENDS: Final = (
    *("man", "men", "woman", "women", "child", "children", "wife", "wives", "foot", "feet"),
    *("tooth", "teeth", "shelf", "shelves", "knife", "knives", "mouse", "mice", "wolf", "wolves"),
    *("analysis", "synthesis", "thesis", "theses", "syntheses"),
)
"""Nouns with which others end: those that stand alone after it is cut are no doubt the same."""


def _spellings_of(word: str) -> Iterator[str]:
    table = _spellings()
    yield from table.words.get(word, ())
    if word.endswith("s"):
        yield from (f"{other}s" for other in table.words.get(word[:-1], ()))
    for end in range(3, len(word) + 1):
        for beginning in table.beginnings.get(word[:end], ()):
            yield beginning + word[end:]
    if len(word) < 6:
        return
    for pattern, other in _ENDINGS:
        if pattern.search(word) and (other in ("s", "z") or _is_doubled(word)):
            yield pattern.sub(other, word)


def _is_doubled(word: str) -> bool:
    """Whether a verb doubles its last letter in Britain alone: it has more than one vowel (travelled, not filled)."""
    first = _VOWEL.search(word)
    return first is not None and any(
        not found["one"] or first.start() < found.start() for found in _DOUBLED.finditer(word)
    )


def _lines(name: str) -> Iterator[list[str]]:
    text = (files("seogo.rewriting.spelling") / "data" / name).read_text(encoding="utf-8")
    return (line.split() for line in text.splitlines() if not line.startswith("#"))


@cache
def _plurals() -> _Plurals:
    plurals: dict[str, list[str]] = {}
    singulars: dict[str, list[str]] = {}
    ambiguous: set[str] = set()
    for singular, *forms in _lines("irregular_nouns.txt"):
        for form in forms:
            plural = form.removeprefix("*")
            plurals.setdefault(singular, []).append(plural)
            singulars.setdefault(plural, []).append(singular)
            if plural != form:
                ambiguous.add(plural)
    return _Plurals(plurals, singulars, frozenset(ambiguous))


@cache
def _verbs() -> dict[str, list[EnglishForm]]:
    """The forms of irregular verbs by the stem of each."""
    found: dict[str, list[EnglishForm]] = {}
    for line in _lines("irregular_verbs.txt"):
        forms = [EnglishForm(text.removeprefix("*"), "form", text[0] == "*") for text in line]
        for form in forms:
            found.setdefault(stem(form.text), []).extend(forms)
    return found


@cache
def _spellings() -> _Spellings:
    words: dict[str, list[str]] = {}
    beginnings: dict[str, list[str]] = {}
    for first, *middle, second in _lines("ocean_spellings.txt"):
        table = beginnings if first.endswith("-") else words
        one, other = first.removesuffix("-"), second.removesuffix("-")
        table.setdefault(one, []).append(other)
        if not middle:
            table.setdefault(other, []).append(one)
    return _Spellings(words, beginnings)
