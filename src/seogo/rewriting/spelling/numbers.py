"""Numbers, measures, codes and dates of queries in every dress: 한 시간 반 and 1.5시간, two dogs and 2 dogs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from seogo.analysis import english, stopwords
from seogo.analysis.quantities.codes import code_term, plain_code
from seogo.analysis.quantities.extraction import quantities
from seogo.analysis.quantities.measures import (
    may_begin,
    measures,
    number_forms,
    to_readable,
    with_half,
)
from seogo.analysis.quantities.number_words import ONES, SCALES, SINO_ONES, TENS
from seogo.analysis.quantities.numbers import hangul_value, to_term
from seogo.analysis.script.hangul import bigrams
from seogo.analysis.script.normalize import normalize
from seogo.languages import Language
from seogo.rewriting.forms import Alternative, Group

LONGEST_NUMBER = 12
"""Words of a number or a date."""
_CACHED = 1_000
_SIGNS = "$£€¥₩"
_ENDING = re.compile(
    "(?:간|째|쯤|씩|당|들|대|급|짜리|가량|정도|이상|이하|미만|초과|만에|동안|남짓|안팎|전|후|뒤|내|여|반|말|초)*"
    rf"(?:{'|'.join(sorted(stopwords.PARTICLES, key=len, reverse=True))})?[^\w]*"
)
"""What may follow a number and its unit in one word."""
_NOUN = re.compile("[A-Za-z]{3,}")
_FRACTION = re.compile("([1-9][0-9]*)/([1-9][0-9]*)_")
_PERCENT = re.compile("[1-9][0-9]?%")
_BEHIND_ARTICLE = frozenset((*SCALES, "quarter", "third", "fifth", "tenth"))
_COUNTED = "차자인기세급종중원단층"
_DIGITS_BEFORE = re.compile(
    f"(?P<order>제?)(?P<number>[1-9][0-9]?)(?P<rest>[{_COUNTED}대회호][가-힣]{{0,6}})"
)
_NUMERAL_BEFORE = re.compile(f"(?P<number>[{SINO_ONES}])(?P<rest>[{_COUNTED}][가-힣]{{2,6}})")
_LEAST_READ = 3
"""Syllables of a word that a numeral may begin; shorter ones are other words too (사기, 이자)."""


def number_group(words: Sequence[str]) -> Group | None:
    """The number, measure, code or date that the first of ``words`` begins."""
    normal = list(map(_normal, words[:LONGEST_NUMBER]))
    text = " ".join(normal)
    found = quantities(text)
    measured = measures(text, found) if may_begin(normal[0]) else []
    whole = [one for one in measured if one.start == 0]
    first = [one for one in found if one.wide and not text[: one.start].strip(_SIGNS)]
    end = max((one.end for one in whole or first), default=0)
    end, ways = with_half(text, end, whole, measured)
    if whole and not _ENDING.fullmatch(text[end:].partition(" ")[0]):
        # 10시30분 and 3년차 are more than that
        whole, measured, ways = [], [], []
        end = max((one.end for one in first), default=0)
    forms = {" ".join(terms): _in_quantities(*terms) for terms in ways}
    for one in whole:
        forms.setdefault(one.term, _in_quantities(one.term, partial=bool(ways)))
    if code := code_term(normal[0]):
        forms[code] = Alternative(normal[0], "number", (code,), place="quantities")
    parts = [one for one in measured if one.start and one.end <= end]
    for one in (*first, *parts):
        how = "date" if one.kind == "date" else "number"
        forms.setdefault(one.term, _in_quantities(one.term, how=how, partial=bool(whole)))
    forms |= {share: _in_quantities(share) for share in filter(None, map(_share, tuple(forms)))}
    if whole and normal[0] in ("a", "an"):  # hundred years, of a hundred years
        rest = text[:end].split()[1:]
        forms[text] = Alternative(" ".join(rest), "number", tuple(map(english.stem, rest)))
    codes = [
        Alternative(plain, "number", (plain,)) for term in forms if (plain := plain_code(term))
    ]
    return (
        (text.count(" ", 0, end) + 1, (*forms.values(), *codes)) if forms else numeral_group(normal)
    )


@lru_cache(maxsize=_CACHED)
def _normal(word: str) -> str:
    """A word as it is read in a quantity: it stands in as many runs as words are before it."""
    return " ".join(normalize(word).text.split())


def _in_quantities(*terms: str, how: str = "number", partial: bool = False) -> Alternative:
    text = " ".join(map(to_readable, terms))
    return Alternative(text, how, terms, place="quantities", partial=partial)


def numeral_group(words: Sequence[str]) -> Group | None:
    """The number below one hundred that the first of ``words`` is in English, in words and in digits: beside a noun (two
    dogs, 2 dogs), or in two words (twenty-one)."""
    apart = len(words) > 1 and words[0].lower() in TENS and words[1].lower() in ONES
    taken = 2 if apart else 1
    noun = words[taken] if len(words) > taken else ""
    if not _NOUN.fullmatch(noun) or noun.lower() in stopwords.ENGLISH:
        noun = ""
    number = " ".join(words[:taken])
    if not noun and not apart and "-" not in number:
        return None
    end = (english.stem(noun.lower()),) if noun else ()
    forms = tuple(
        Alternative(f"{form} {noun}".strip(), "number", (*map(english.stem, form.split()), *end))
        for form in number_forms(number)
    )
    return (taken, forms) if forms else None


def begins_number(word: str, following: str) -> bool:
    """Whether an article may begin a number with the word behind it: a hundred years, a quarter of them."""
    return word.lower() in ("a", "an") and following.lower() in _BEHIND_ARTICLE


def numeral_forms(word: str) -> Iterator[Alternative]:
    """A word that begins with a number in digits, with its Sino-Korean numeral, and the other way round: 3차 and 제삼차,
    2차전지 and 이차전지."""
    if digits := _DIGITS_BEFORE.fullmatch(word):
        for order in dict.fromkeys((digits["order"], "제" if digits["rest"] == "차" else "")):
            text = order + _numeral(int(digits["number"])) + digits["rest"]
            if len(text) >= _LEAST_READ:
                yield Alternative(text, "number", tuple(bigrams(text)), (Language.KO,), "bigrams")
    elif numeral := _NUMERAL_BEFORE.fullmatch(word):
        text = to_term(hangul_value(numeral["number"])) + numeral["rest"]
        yield Alternative(text, "number", (text,), (Language.KO,), "compounds")


def _numeral(value: int) -> str:
    """The Sino-Korean numeral of a number from one to 99."""
    tens, one = divmod(value, 10)
    ten = (SINO_ONES[tens - 1] if tens > 1 else "") + "십" if tens else ""
    return ten + (SINO_ONES[one - 1] if one else "")


def _share(term: str) -> str:
    """A fraction in percent, or percent as a fraction of at most tenths; empty where it is not a whole one."""
    if found := _FRACTION.fullmatch(term):
        percent = Fraction(int(found[1]), int(found[2])) * 100
        return f"{percent}%" if percent.denominator == 1 else ""
    if not _PERCENT.fullmatch(term):
        return ""
    share = Fraction(int(term[:-1]), 100)
    return f"{share.numerator}/{share.denominator}_" if 1 < share.denominator <= 10 else ""
