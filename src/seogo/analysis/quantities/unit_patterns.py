"""Patterns of units behind numbers, and of numerals in words before units, made of the lists of units when first needed."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from seogo.analysis.quantities import units
from seogo.analysis.quantities.number_words import NATIVE_ONES, NATIVE_TENS
from seogo.analysis.quantities.numbers import BELOW_HUNDRED, SECTION

_NATIONS = "미국|미|캐나다|호주|홍콩|싱가포르"
_ENGLISH_NATIONS = "US|American|Canadian|Australian|Hong Kong|Singapore"

BEFORE_UNITS = {forms[0]: value for value, forms in enumerate(NATIVE_ONES, start=1)}
"""Values of native numerals as they stand before a unit."""
NATIVE_TENS_OF = {word: value * 10 for value, word in enumerate(NATIVE_TENS, start=1)}
_NATIVE = (
    rf"(?P<number>(?P<tens>{'|'.join(NATIVE_TENS_OF)})(?: ?(?P<one>{'|'.join(BEFORE_UNITS)}))?"
    rf"|(?P<alone>{'|'.join(BEFORE_UNITS)}|스무|석|넉))"
)
NATIVE_ALONE = {**BEFORE_UNITS, "스무": 20, "석": 3, "넉": 4}
"""Values of those that no others follow."""
_NUMERALS = "한두세네다섯여일곱덟아홉열스물무서른마흔쉰예순든석넉이삼사오육칠팔구십백천만"
NUMERAL_STARTS = "한두세네다여일아열스서마쉰예석넉이삼사오육칠팔구십백천만나닷엿보반"
"""Syllables that a measure in words may begin with."""
AFTER_UNIT = (
    "(?![가-힣])|(?=[이가은는을를의에과와도로만씩째쯤뿐나여당들대다인입며고라요예급반]|으로|까지|부터|마다|보다|처럼|밖에|가량"
    "|정도|전(?!쟁|투|략|자|기|화|국|체|문|통|선)|후(?!보|원)|뒤|내(?!용|부)|새|간|동안|넘|였|치|어치|짜리|남짓|안팎|초과|미만|지만)"
)
"""What may follow the name of a unit in Hangul: no more of a word than particles and a few suffixes."""


class Unit(NamedTuple):
    """Terms of a unit, and before which numerals it stands (seogo.analysis.quantities.units)."""

    terms: tuple[str, ...]
    flags: str
    measure: bool


class UnitPatterns(NamedTuple):
    """Patterns of units, behind a number (``korean``, ``other``), and of numerals in words before them."""

    korean: re.Pattern[str]
    other: re.Pattern[str]
    start: re.Pattern[str]
    native: re.Pattern[str]
    sino: re.Pattern[str]
    english: re.Pattern[str]
    firsts: frozenset[str]
    hangul_units: dict[str, Unit]
    other_units: dict[str, tuple[str, ...]]


@cache
def unit_patterns() -> UnitPatterns:
    """The patterns, which are made when the first text needs them."""
    hangul: dict[str, Unit] = {}
    signs: dict[str, tuple[str, ...]] = {}
    names: dict[str, tuple[str, ...]] = {}
    for terms, korean, latin, english in units.MEASURES:
        for name in korean.split():
            hangul[name] = Unit(tuple(terms.split()), "n", True)
        signs |= dict.fromkeys(latin.split(), tuple(terms.split()))
        names |= _english_names(terms, english)
    for terms, korean, _, english in units.MONEY:
        for name in korean.split():
            hangul[name] = Unit(tuple(terms.split()), "n", False)
        names |= _english_names(terms, english)
    for term, flags, korean, english in units.COUNTERS:
        for name in korean.split():
            hangul[name] = Unit((term,), flags, False)
        names |= _english_names(term, english)
    signs |= dict.fromkeys(("° C", "°C"), ("도",))
    signs |= dict.fromkeys(("° F", "°F"), ("°F",))
    ordered = sorted(hangul, key=len, reverse=True)
    unit = "|".join(
        f"{name}(?!{units.NOT_BEHIND[name]})" if name in units.NOT_BEHIND else name
        for name in ordered
    )
    korean_unit = rf"(?P<unit>{unit})(?:{AFTER_UNIT})"
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    sign = "|".join(map(re.escape, sorted(signs, key=len, reverse=True)))
    english_unit = rf"[ -](?:(?:{_ENGLISH_NATIONS}) )?(?P<unit>(?i:{name}))(?![A-Za-z])"
    firsts = "".join(sorted({name[0] for name in ordered}))
    return UnitPatterns(
        korean=re.compile(rf"(?P<more>여?) ?(?:(?:{_NATIONS}) ?(?=달러))?{korean_unit}"),
        other=re.compile(rf"[ -]?(?P<sign>{sign})(?![A-Za-z0-9])|(?:{english_unit})"),
        start=re.compile(
            rf"[{NUMERAL_STARTS}](?<![가-힣0-9.].)(?:(?=[{_NUMERALS}]{{0,7}} ?[{firsts}])"
            rf"|(?<=[이사나닷엿열보])(?=틀|흘|새|름))"
        ),
        native=re.compile(rf"{_NATIVE}(?P<more>여?)(?P<space> ?){korean_unit}"),
        sino=re.compile(rf"(?P<sino>만(?= )|{SECTION})(?P<more>여?)(?P<space> ?){korean_unit}"),
        english=re.compile(rf"(?<![\w-])(?P<count>{BELOW_HUNDRED})(?:{english_unit})", re.I),
        firsts=frozenset(f"여{_NATIONS}{_ENGLISH_NATIONS} {firsts}").union(
            *(({text[0], text[0].upper()}) for text in (*names, *signs))
        ),
        hangul_units=hangul,
        other_units={**signs, **{name.lower(): terms for name, terms in names.items()}},
    )


def _english_names(terms: str, names: str) -> dict[str, tuple[str, ...]]:
    """Names in the singular and in the plural, and their terms."""
    plain = [name.replace("=", " ") for name in names.split()]
    return dict.fromkeys((*plain, *(f"{name}s" for name in plain)), tuple(terms.split()))


class FoundUnit(NamedTuple):
    """Unit behind a number: its terms, where it ends, its name there, and 여 if the number is only so large at least."""

    terms: tuple[str, ...]
    end: int
    name: str
    more: str = ""


def unit_at(text: str, end: int) -> FoundUnit | None:
    """The unit behind a number that ends here."""
    patterns = unit_patterns()
    first = text[end : end + 1]
    if (text[end + 1 : end + 2] if first in " -" else first) not in patterns.firsts:
        return None
    if match := patterns.korean.match(text, end):
        unit = patterns.hangul_units[match["unit"]]
        found = FoundUnit(unit.terms, match.end("unit"), match["unit"], match["more"])
        return found if unit.flags != "d" else None
    if match := patterns.other.match(text, end):
        if match["sign"]:
            return FoundUnit(patterns.other_units[match["sign"]], match.end(), match["sign"])
        name = match["unit"].lower()
        return FoundUnit(patterns.other_units[name], match.end(), name)
    return None
