"""Words of which a sign is part, and words that articles write with another one, with none, or apart: on-line, health care,
한·미·일, Ph.D., Müller."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Final, NamedTuple

from seogo.analysis import english, stopwords
from seogo.analysis.compounds import dotted_term, is_dotted_name
from seogo.analysis.quantities.number_words import SINO_ONES
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import SYLLABLES, bigrams
from seogo.analysis.script.hanja import to_hangul
from seogo.analysis.token import Kind
from seogo.languages import Language
from seogo.rewriting.forms import Alternative
from seogo.rewriting.term_statistics import Lookup
from seogo.transliteration.ordinary_words import is_ordinary_english

_LATIN: Final = re.compile("[a-z]{3,30}")
_PARTED: Final = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:[-.][A-Za-z\u00c0-\u024f]+)+")
_LATIN_NAME: Final = re.compile(r"[A-Za-z][\w-]*")
_HANGUL_PARTED: Final = re.compile("[가-힣]+(?:·[가-힣]+)+")
_LEAST_PART, _SHORT = 2, 5
"""Letters of the parts of a word, but of a short one (PhD, Ph.D.)."""
_LEAST_NOUN = 3
_MARKED: Final = re.compile("[äöüåø]")
_SPELLED_OUT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_DIGRAPHS: Final = re.compile("ae|oe|ue|aa")
_MARKS_OF: Final = {"ae": "ä", "oe": "öø", "ue": "ü", "aa": "å"}
_MOST_DIGRAPHS = 3
_LEAST_READING = 3
_DAY: Final = re.compile(r"(1[0-2]|[1-9])([.·])(3[01]|[12][0-9]|[1-9])")


class Hinted(NamedTuple):
    """Another form of a word that is looked for where articles have what hints at it."""

    form: Alternative
    hint: Lookup


def signed_forms(word: QueryWord) -> Iterator[Hinted]:
    """The other forms of a word."""
    stem = word.stem
    if _PARTED.fullmatch(stem):
        yield from _joined(re.sub("[-.]", "", stem))
    elif _HANGUL_PARTED.fullmatch(reading := to_hangul(stem)):
        yield from _undotted(reading.replace("·", ""))
    elif SYLLABLES.fullmatch(stem):
        if len(stem) > 1:
            yield _dotted(stem)
        yield from _read_days(stem)
    elif _LATIN.fullmatch(small := stem.lower()):
        yield from _hyphened(small)
        yield from _with_umlauts(stem)
    elif _MARKED.search(small):
        plain = _MARKED.sub(lambda mark: _SPELLED_OUT[mark[0]], small)
        yield from _joined(plain.capitalize() if stem[0].isupper() else plain)
    else:
        term = word.tokens[0].term if word.tokens else stem
        yield from _days(term, word.text)
        day = _readings().get(term, "")
        reading = day + stem[len(term) :]
        if day and len(reading) >= _LEAST_READING and SYLLABLES.fullmatch(reading):
            grams = tuple(bigrams(reading))
            form = Alternative(reading, "variant", grams, (Language.KO,), "bigrams")
            yield Hinted(form, ("bigrams", grams[0]))


def written_lookup(word: QueryWord) -> Lookup | None:
    """Where a word must stand as it is written, and its term there: a file with a point (``.env``), and U.S., which is no
    pronoun."""
    if word.text.startswith(".") and _LATIN_NAME.fullmatch(word.text[1:]):
        return "compounds", word.text.lower()
    return ("bigrams", word.stem) if word.stem == "US" else None


def is_together(word: QueryWord) -> bool:
    """Whether the parts of a word mean little apart: 한·일, on-line."""
    stem = to_hangul(word.stem)
    if "·" in stem:
        return _HANGUL_PARTED.fullmatch(stem) is not None and is_dotted_name(stem)
    return "-" in stem and any(t.tag == "W" and t.kind is Kind.FUNCTION for t in word.tokens)


def splits(word: str) -> Iterator[tuple[str, str]]:
    """The two nouns that an English word in small letters may be put together of, where the second often is one."""
    for at in range(_LEAST_NOUN, len(word) - 1):
        first, last = word[:at], word[at:]
        noun = last.removesuffix("s")
        if (last in _lists().nouns or noun in _lists().nouns) and first not in stopwords.ENGLISH:
            yield first, last


def _joined(text: str) -> Iterator[Hinted]:
    term = english.stem(text.lower())
    yield Hinted(Alternative(text, "variant", (term,)), ("body", term))


def _undotted(text: str) -> Iterator[Hinted]:
    grams = tuple(bigrams(text))
    if len(grams) > 1:
        form = Alternative(text, "variant", grams, (Language.KO,), "bigrams")
    else:
        form = Alternative(text, "variant", (text,), (Language.KO,))
    yield Hinted(form, (form.place, form.terms[0]))
    yield _dotted(text)


def _dotted(text: str) -> Hinted:
    term = dotted_term(text)
    shown = "·".join(text) if len(text) == 2 else text
    return Hinted(
        Alternative(shown, "variant", (term,), (Language.KO,), "compounds"), ("compounds", term)
    )


def _hyphened(word: str) -> Iterator[Hinted]:
    least = 1 if len(word) <= _SHORT else _LEAST_PART
    terms: dict[str, str] = {}
    nouns = list(splits(word))
    for at in range(least, len(word) - least + 1):
        first, last = word[:at], word[at:]
        term = english.stem(first) + english.stem(last)
        ordinary = is_ordinary_english(first) and is_ordinary_english(last)
        if ordinary or first in _lists().prefixes or (first, last) in nouns:
            terms[term] = f"{first}-{last}"
        else:
            terms.setdefault(term, word)
    for term, text in terms.items():
        yield Hinted(Alternative(text, "variant", (term,), place="compounds"), ("compounds", term))
    for first, last in nouns:
        pair = english.stem(first), english.stem(last)
        yield Hinted(Alternative(f"{first} {last}", "variant", pair), ("body", pair[0]))


def _with_umlauts(word: str) -> Iterator[Hinted]:
    """Köln for Koeln, where articles have it."""
    found = list(_DIGRAPHS.finditer(word.lower()))[:_MOST_DIGRAPHS]
    for count in range(1, len(found) + 1):
        for chosen in combinations(found, count):
            text = word.lower()
            for match in reversed(chosen):
                text = text[: match.start()] + _MARKS_OF[match[0]][0] + text[match.end() :]
            for written in dict.fromkeys((text.capitalize(), text)):
                term = english.stem(text)
                yield Hinted(Alternative(written, "variant", (term,)), ("bigrams", written))


def _days(term: str, text: str) -> Iterator[Hinted]:
    """419 for 4·19, and the other way round for days after which events are named."""
    if (day := _DAY.fullmatch(term)) and ("·" in text or term in _lists().days):
        plain = day[1] + day[3]
        if len(plain) > 2:
            yield Hinted(Alternative(plain, "variant", (plain,)), ("body", plain))
    elif 3 <= len(term) <= 4 and term.isdecimal():
        for name in {f"{term[:at]}.{term[at:]}" for at in (1, 2)} & _lists().days:
            yield Hinted(Alternative(name.replace(".", "·"), "variant", (name,)), ("body", name))


def _read_days(word: str) -> Iterator[Hinted]:
    """4·19 for 사일구, 3·1절 for 삼일절; 삼일 alone is three days."""
    for day, reading in _readings().items():
        rest = word.removeprefix(reading)
        if rest == word or len(word) < _LEAST_READING or rest not in ("", "절", "운동"):
            continue
        terms = (day, rest) if rest else (day,)
        text = day.replace(".", "·") + rest
        yield Hinted(Alternative(text, "variant", terms, (Language.KO,)), ("body", day))


@cache
def _readings() -> dict[str, str]:
    """Days after which events are named, as they are read: the digits of the day one by one, but for ten and for 12·12."""
    readings = {}
    for day in _lists().days:
        month, number = day.split(".")
        digits = "".join(SINO_ONES[int(digit) - 1] for digit in number if digit != "0")
        ten = "십" if int(month) >= 10 else ""
        one = SINO_ONES[int(month) % 10 - 1] if int(month) % 10 else ""
        last = {"10": "십", "12": "십이", "31": "삼일"}.get(number, digits)
        readings[day] = ten + one + last
    return readings


class _Lists(NamedTuple):
    """The lists of ``data/joined_words.txt``."""

    prefixes: frozenset[str]
    nouns: frozenset[str]
    days: frozenset[str]


@cache
def _lists() -> _Lists:
    text = (files("seogo.rewriting.spelling") / "data" / "joined_words.txt").read_text("utf-8")
    return _Lists(*(frozenset(part.split()) for part in text.split("\n\n")[1:]))
