"""Numbers as they are said in Korean and in English, and the one decimal that they stand for.

``3만5천``, ``삼만 오천``, ``$35k`` and ``thirty-five thousand`` are all ``35000``. What is vague stays a word (``수십억``,
``10여만``, ``tens of millions``), and so does what only looks like a number: ``3조각`` is three pieces, ``헌법 9조`` an
article, ``2인 1조`` a pair, ``이만`` a farewell. Texts are normalised ones, offsets are in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from seogo.analysis.quantities.number_words import (
    ONES,
    SCALES,
    SINO_DIGITS,
    SINO_ONES,
    SINO_SCALES,
    SINO_UNITS,
    TEENS,
    TENS,
)
from seogo.analysis.script.normalize import normalize

DIGITS = re.compile(r"(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,9})?")
"""A number of a size that something is counted in; longer digits and leading zeros are codes."""

MONEY_SIGNS = "$£€¥₩"

_NO_LIMIT = 10**16

_LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_WORDS = {
    "a": Decimal(1),
    "an": Decimal(1),
    "half a": Decimal("0.5"),
    "half an": Decimal("0.5"),
    **{word: Decimal(value) for value, word in enumerate(ONES + TEENS, start=1)},
    **{word: Decimal(value * 10) for value, word in enumerate(TENS, start=2)},
}

_MONEY = "원|달러|불|엔|유로|위안|파운드|루피|페소|루블|프랑"
_COUNTED = rf"{_MONEY}|[명인개건척톤표권평점장채벌쌍대배]|마리|가구|세대|그루|킬로|미터|리터|배럴|송이|관중|관객|포인트"
_PARTICLES = "[이가은는을를의에과와도로씩여당]|정도|이상|이하|미만|어치|짜리|규모"
COUNTER = re.compile(rf" ?(?:{_COUNTED})(?:(?![가-힣])|(?={_PARTICLES}))")
"""What is counted, after a Korean number."""

_MONEY_NEXT = re.compile(rf" ?(?:{_MONEY})")
_PART = re.compile(r"( ?)([0-9]{1,4}(?![0-9])(?:\.[0-9]{1,9}(?![0-9.]))?)")
_UNIT_APART = re.compile(rf" [만억](?= ?(?:{_COUNTED})|[0-9])")
_NOT_A_UNIT = re.compile("만큼|조[각금]|백신|천안")
_VAGUE = re.compile("[십백천만억조]?여 ?[십백천만억조]")
_BEFORE_ARTICLE = re.compile(r"(?:제|법|령|규칙|조례|협약|[0-9][인명]) ?\Z")
_AFTER_ARTICLE = re.compile(
    r" ?제?[0-9]+ ?[항호]|의 ?[0-9]|에 (?:따|의|근거)|에서 [규정]| ?편성| ?팀"
)

_SCALE_NAMES = "|".join(SCALES)
_ANY_CASE = re.IGNORECASE | re.ASCII  # ASCII: or the dotless ı of Turkish would be an i
_SCALE_NEXT = re.compile(
    rf"[ -]?(?:(hundred)[ -])?({_SCALE_NAMES})(?![A-Za-z])(?! and a half)", _ANY_CASE
)
_MONEY_LETTER = re.compile(r" ?(bn|mn|tn|[kmb])(?![A-Za-z0-9])", _ANY_CASE)
_LETTER = re.compile(
    r"(bn|[BMKk]|[mb](?= (?:people|persons|men|women|children|users|homes|households|families|jobs|workers|viewers|customers"
    r"|followers|subscribers|voters|passengers|visitors|tourists|refugees|students|patients|copies|tonnes|tons|barrels|cars"
    r"|vehicles|units|shares|dollars|euros|pounds|won|yen)(?![A-Za-z])))(?![A-Za-z0-9])"
)
"""What may stand without a sign of money; of the small letters, m is also a metre and b a bit."""

_DIGIT = f"[{SINO_ONES}]"
SECTION = f"(?={_DIGIT}|[천백십])(?:{_DIGIT}?천)?(?:{_DIGIT}?백)?(?:{_DIGIT}?십)?{_DIGIT}?"
_HANGUL_START = re.compile(rf"[{SINO_ONES}십백천](?<!\w.)(?=[{SINO_ONES}십백천]{{0,7}}[만억조])")
_HANGUL = re.compile(
    rf"(?={SECTION}[만억조])"
    rf"(?P<whole>(?:{SECTION}조 ?)?(?:{SECTION}억 ?)?(?:{SECTION}만)?)"
    rf"(?P<rest> ?(?={_DIGIT}?[천백십]){SECTION})?"
)
VAGUE_BEFORE = re.compile(r"(?<![가-힣])(?:수|몇|기|여러) ?\Z")

_WORD_END = "(?![A-Za-z])"
BELOW_HUNDRED = (
    rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES)}){_WORD_END})?"
    rf"|(?:{'|'.join(ONES + TEENS)})){_WORD_END}"
)
_ENGLISH_SIGN = re.compile(
    "[DNTdnt](?<=[EeNn][Dd]|[EeOoNn][NnTt])"  # for which most letters fail already
    "(?<=(?i:ndred|usand|llion|rcent| cent|dozen))"
)
_ENGLISH = re.compile(
    rf"(?=[aefhnost])(?<![\w-])(?P<count>(?<!in )(?<!of )(?:half )?an?(?=[ -](?:{_SCALE_NAMES}){_WORD_END})"
    rf"|{BELOW_HUNDRED})"
    rf"(?P<hundred>[ -]hundred{_WORD_END}"
    rf"(?:(?: and)? (?P<more>{BELOW_HUNDRED})(?![ -]hundred))?)?"
    rf"(?:[ -](?P<scale>dozen|thousand|million|billion|trillion){_WORD_END})?(?! and a half)",
    _ANY_CASE,
)
_PERCENT_NEXT = re.compile(r"[ -]per ?cent", _ANY_CASE)


class Number(NamedTuple):
    """A number in a text; ``scaled`` where words or units of size are part of it."""

    value: Decimal
    start: int
    end: int
    scaled: bool


def to_term(value: Decimal) -> str:
    """``value`` in plain digits, without exponent or trailing zeros: 12700000000, 3.5."""
    return format(value.normalize(), "f")


def number_value(term: str) -> float | None:
    """The value of the term of a number; None for those of dates, percents and ordinals."""
    return float(term) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", term) else None


def to_number(text: str) -> Decimal | None:
    """The value of a text that is one number and nothing else: 1조, 3만5천, 2.5 trillion, 1,000; None for any other."""
    text = normalize(text).text.strip()
    digits = DIGITS.match(text)
    if digits is not None:
        value, end = Decimal(digits.group()), digits.end()
        if end == len(text):
            return value
        if letter := _MONEY_LETTER.match(text, end):
            return value * _LETTERS[letter[1].lower()] if letter.end() == len(text) else None
        number = digit_number(text, 0, end)
        return number.value if number and number.end == len(text) else None
    if _HANGUL.fullmatch(text):
        return hangul_value(text)
    spans = {(number.start, number.end): number.value for number in english_numbers(text)}
    return spans.get((0, len(text)))


def digit_number(text: str, start: int, end: int) -> Number | None:
    """The number whose first digits are ``text[start:end]``, a match of DIGITS.

    None where the units that follow make it vague, or something else. Letters are units after a sign of money
    (``$3bn``, ``£5k``); without one only ``B``, ``M`` and ``bn`` are, and ``K`` from ten: 4K and 8K are screens, 5k is a run.
    """
    value = Decimal(text[start:end])
    after = text[end : end + 2].lstrip()[:1]
    if after in SINO_UNITS or after in SINO_SCALES or after == "여":
        return _korean_number(text, value, start, end)
    if scale := _SCALE_NEXT.match(text, end):
        value *= SCALES[scale[2].lower()] * (100 if scale[1] else 1)
        return Number(value, start, scale.end(), True)
    money = start > 0 and text[start - 1] in MONEY_SIGNS
    letter = (_MONEY_LETTER if money else _LETTER).match(text, end)
    if letter and (money or letter[1] not in "Kk" or value >= 10):
        return Number(value * _LETTERS[letter[1].lower()], start, letter.end(), True)
    return Number(value, start, end, False)


def _korean_number(text: str, value: Decimal, start: int, end: int) -> Number | None:
    """Digits and the units 십 to 조 in falling order, as in 1조 2700억, 3천5백만, 1만8500."""
    if _VAGUE.match(text, end):
        return None
    pending: Decimal | None = value  # digits still without a unit
    section, total = Decimal(0), Decimal(0)  # below 만; from 만
    small = big = last = _NO_LIMIT
    at = end + 1 if _UNIT_APART.match(text, end) else end
    while not _NOT_A_UNIT.match(text, at):
        unit = text[at : at + 1]
        if pending is not None and SINO_UNITS.get(unit, small) < small:
            last = small = SINO_UNITS[unit]
            section, pending = section + pending * small, None
        elif (section or pending is not None) and SINO_SCALES.get(unit, big) < big:
            last = big = SINO_SCALES[unit]
            total += (section + (pending or 0)) * big
            section, pending, small = Decimal(0), None, _NO_LIMIT
        else:
            break
        at = end = at + 1
        if _VAGUE.match(text, at - 1):
            return None
        if _UNIT_APART.match(text, at) and section:
            at += 1
        elif part := _PART.match(text, at):
            pending, at = Decimal(part[2]), part.end()
            if text[at : at + 1] in SINO_UNITS or text[at : at + 1] in SINO_SCALES:
                continue
            if not part[1] or (part.end(2) - part.start(2) >= 3 and COUNTER.match(text, at)):
                # 3만5000, or 3만 5000명; what 3억5000 says is anyone's guess
                if pending >= last or last > 10**4:
                    return None
                section, end = section + pending, at
            break
    if last == _NO_LIMIT:
        return Number(value, start, end, False)
    if total == value * big and big == SINO_SCALES["조"] and not _is_sum(text, start, end):
        return None
    return Number(total + section, start, end, True)


def _is_sum(text: str, start: int, end: int) -> bool:
    """Whether 조 at the end of ``text[start:end]`` is a trillion: it is also an article of a law, a group, a team."""
    if _MONEY_NEXT.match(text, end):
        return True
    before = _BEFORE_ARTICLE.search(text, max(0, start - 5), start)
    return not before and not _AFTER_ARTICLE.match(text, end)


def hangul_numbers(text: str) -> Iterator[Number]:
    """Numbers from ten thousand that are written in Hangul: 삼만 오천 원, 이백억.

    What is a word as well (이만, 일만, 사조, 백조, 천만) must be followed by what is counted.
    """
    done = 0
    for found in _HANGUL_START.finditer(text):
        start = found.start()
        match = _HANGUL.match(text, start)
        if start < done or not match or VAGUE_BEFORE.search(text, max(0, start - 3), start):
            continue
        done = match.end()
        whole, rest = match["whole"].rstrip(), match["rest"]
        if rest and _ends_number(text, match.end(), True):
            yield Number(hangul_value(match.group()), start, match.end(), True)
            continue
        end = start + len(whole)
        certain = whole != "천만" and (len(whole) > 2 or whole[0] in "십백천")
        if _MONEY_NEXT.match(text, end) if whole[-1] == "조" else _ends_number(text, end, certain):
            yield Number(hangul_value(whole), start, end, True)


def _ends_number(text: str, end: int, certain: bool) -> bool:
    """Whether a number can end here: something is counted, or it is ``certain`` and the word is over."""
    if COUNTER.match(text, end):
        return True
    return certain and not text[end : end + 1].isalnum()


def hangul_value(text: str) -> Decimal:
    """The value of a Sino-Korean numeral: 삼만 오천, 이백."""
    total = section = pending = 0
    for syllable in text:
        if syllable in SINO_DIGITS:
            pending = SINO_DIGITS[syllable]
        elif syllable in SINO_UNITS:
            section, pending = section + (pending or 1) * SINO_UNITS[syllable], 0
        elif syllable in SINO_SCALES:
            total, section, pending = total + (section + pending) * SINO_SCALES[syllable], 0, 0
    return Decimal(total + section + pending)


def english_numbers(text: str) -> Iterator[Number]:
    """Numbers in English words with a dozen, hundred, thousand …, and those before ``percent``."""
    if not _ENGLISH_SIGN.search(text):
        return
    before: Number | None = None
    before_scale = 0
    for match in _ENGLISH.finditer(text):
        value = words_value(match["count"])
        if match["hundred"]:
            value = value * 100 + (words_value(match["more"]) if match["more"] else 0)
        scale = SCALES[match["scale"].lower()] if match["scale"] else 1
        number = Number(value * scale, *match.span(), bool(match["scale"] or match["hundred"]))
        if (
            before
            and number.value < before_scale
            and text[before.end : number.start] in (" ", " and ")
        ):
            before = Number(before.value + number.value, before.start, number.end, True)
            before_scale = scale
            continue
        if before:
            yield before
        kept = number.scaled or _PERCENT_NEXT.match(text, number.end)
        before, before_scale = (number, scale) if kept else (None, 0)
    if before:
        yield before


def words_value(words: str) -> Decimal:
    """The value of one English word below one hundred, or of two: twenty-five."""
    words = words.lower()
    if words in _WORDS:
        return _WORDS[words]
    tens, unit = re.split("[ -]", words)
    return _WORDS[tens] + _WORDS[unit]
