"""Names of authors in parts, as far as what is written tells them: family name, given name, suffix.

Which part of a name is the family's is not said anywhere in an article. What is known: names in Hangul or hanja are written
whole, the family first; of a Latin name that can be a Korean one and begins with a surname, the first word is the family;
else the last one, with the particles before it. Names of bodies stay whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from seogo.transliteration.person_names import person_keys_latin

_LATIN: Final = re.compile("[A-Za-zÀ-ɏ]")
_OTHER: Final = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7ff]")
_PARTICLES: Final = frozenset(
    (
        *("da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le"),
        *("ten", "ter", "van", "von", "zu", "zum", "zur", "af", "al", "bin", "ibn"),
    )
)
_SUFFIX: Final = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
_BODY: Final = frozenset(
    (
        *("agency", "associated", "association", "authority", "bank", "board", "bureau", "center"),
        *("centre", "college", "commission", "committee", "company", "corporation", "council"),
        *("daily", "department", "desk", "editorial", "editors", "foundation", "government"),
        *("group", "herald", "inc", "institute", "institution", "journal", "laboratory", "ltd"),
        *("magazine", "ministry", "museum", "network", "news", "newspaper", "newsroom", "office"),
        *("organisation", "organization", "party", "post", "press", "project", "reporters"),
        *("research", "review", "school", "service", "society", "staff", "studio", "team"),
        *("times", "union", "university", "writers", "correspondents"),
    )
)
"""Words that names of bodies have and names of people do not."""
_COMMON: Final = frozenset(
    (
        *("kim", "lee", "yi", "rhee", "park", "pak", "choi", "choe", "jung", "jeong", "chung"),
        *("kang", "cho", "jo", "yoon", "yun", "jang", "chang", "lim", "han", "oh", "seo", "shin"),
        *("kwon", "hwang", "ahn", "song", "yoo", "hong", "moon", "ko", "bae", "baek"),
    )
)
"""Surnames of most Koreans, to decide where the first and the last word may both be one."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name: ``whole`` as it is written where ``family`` is empty; ``family_first``: it is written in that order."""

    whole: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    family_first: bool = False

    @property
    def straight(self) -> str:
        """The name as in running text: ``Jane van der Berg``, ``Kim Chul-soo``."""
        if not self.family:
            return self.whole
        first, last = (self.given, self.family)
        if self.family_first:
            first, last = last, first
        return " ".join(filter(None, (first, last, self.suffix)))

    @property
    def inverted(self) -> str:
        """The name as a list is sorted by it: ``van der Berg, Jane``; a family name that stands first needs no comma."""
        if not self.family or self.family_first:
            return self.straight
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def initials(self) -> str:
        """The family name and initials: ``van der Berg, J.``, ``Kim, C.-S.``"""
        if not self.family:
            return self.whole
        words = [
            word
            if word in _PARTICLES
            else "-".join(f"{part[0].upper()}." for part in word.split("-") if part)
            for word in self.given.split()
        ]
        return ", ".join(filter(None, (self.family, " ".join(words), self.suffix)))


def to_name(text: str) -> Name:
    """A name in its parts, as far as they are known."""
    whole = " ".join(text.split())
    if _OTHER.search(whole) or not _LATIN.search(whole):
        return Name(whole)
    if whole.count(",") == 1:
        return _with_comma(whole)
    words = whole.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) < 2 or _is_body(words):
        return Name(whole)
    if _family_first(words):
        return Name(whole, words[0], " ".join(words[1:]), suffix, family_first=True)
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return Name(whole, " ".join(words[first:]), " ".join(words[:first]), suffix)


def _with_comma(whole: str) -> Name:
    """``Berg, Jane van der`` or ``Martin King, Jr.``"""
    before, after = (part.strip() for part in whole.split(","))
    if not before or not after or _is_body(whole.replace(",", " ").split()):
        return Name(whole)
    if _SUFFIX.fullmatch(after):
        name = to_name(before)
        return Name(whole, name.family, name.given, after, name.family_first)
    return Name(whole, before, after)


def _is_body(words: list[str]) -> bool:
    """Whether words are the name of a body: by a word such as *editors*, or one that no name has."""
    return any(
        word.lower().strip(".,") in _BODY
        or any(sign.isdigit() or sign in "&/@|" for sign in word)
        or (word[0].islower() and word.lower() not in _PARTICLES)
        for word in words
    ) or words[0].lower() in ("the", "a")


def _family_first(words: list[str]) -> bool:
    """Whether a name is a Korean one that begins with the surname."""
    if len(words) > 3 or not person_keys_latin(words):
        return False
    if len(words) == 2 and "-" in words[1] and "-" not in words[0]:
        return True
    if "-" in words[0]:
        return False
    first, last = words[0].lower() in _COMMON, words[-1].lower() in _COMMON
    return first or not last
