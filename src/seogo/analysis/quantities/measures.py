"""Measures: numbers with what they count or measure, as one term however they are written.

``3번``, ``세 번``, ``3차례`` and ``three times`` are ``3_번``; ``60km``, ``60킬로미터`` and ``sixty kilometres``
``60_km``; ``$40m`` and ``4천만 달러`` ``40000000_달러``. A numeral in words is one only where a unit follows it: 세 is
also a tax and 네 also your, 이 사람 is this man, and 오 is a name. Texts are normalised ones, offsets are in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from seogo.analysis.quantities import units
from seogo.analysis.quantities.codes import code_terms
from seogo.analysis.quantities.extraction import Quantity, digit_spans
from seogo.analysis.quantities.fractions import decades, fractions
from seogo.analysis.quantities.number_words import (
    ONES,
    SINO_DIGITS,
    TEENS,
    TENS,
)
from seogo.analysis.quantities.numbers import (
    BELOW_HUNDRED,
    VAGUE_BEFORE,
    digit_number,
    hangul_value,
    to_term,
    words_value,
)
from seogo.analysis.quantities.unit_patterns import (
    AFTER_UNIT,
    BEFORE_UNITS,
    NATIVE_ALONE,
    NATIVE_TENS_OF,
    NUMERAL_STARTS,
    Unit,
    unit_at,
    unit_patterns,
)

ENGLISH_NUMBERS = frozenset(ONES + TEENS + TENS)
"""English words below one hundred that stand for a number."""

_HINTS = frozenset(
    form
    for word in (*ENGLISH_NUMBERS, "half", "twice", "third", "quarter", "quarters", "sixties")
    for form in (word, word.title())
) | {"seventies", "eighties", "nineties", "fifties", "forties", "thirties", "twenties"}

_LATIN = re.compile("[A-Za-z]+")
_DIGIT = re.compile("[0-9]")
_MONEY_SIGNS = {sign: terms for terms, _, sign, _ in units.MONEY if sign}
_SHELL_BEFORE = re.compile("[`'\"\\\\{]\\$\\Z")
_NATION_BEFORE = re.compile(r"(?<![A-Za-z])(?:US|AU?|CA?|HK|NT|NZ|S)\$\Z")

_ONLY_NUMERALS = "삼육칠팔"
"""Sino-Korean numerals of one syllable that are hardly any other word."""
_WIDE_SINO = frozenset("십백천")
_JOINED_TENS = frozenset(("명", "원", "년", "개", "번", "점", "미터", "킬로미터", "킬로", "퍼센트"))
_LASTING = re.compile(
    " ?(?:만에|만의|동안|가까이|넘|이상|이내|안에|정도|내내|연속|전(?!국|쟁|체|통|문|략)|뒤|후(?!보|원|반)|간(?!담|부)|째)"
)
_TIME_NAMES = frozenset(("년", "주", "주일", "분", "시간", "초"))
_LAST_COUNT_OF_YEARS = 1099
"""Four digits above it are a year (2026년)."""

_FIRSTS = frozenset(f"0123456789-+('’{''.join(_MONEY_SIGNS)}{NUMERAL_STARTS}")
_ENGLISH_FIRSTS = ENGLISH_NUMBERS | {word.lower() for word in _HINTS} | {"minus", "a"}

_BELOW_ZERO = re.compile(r"(?:영하 ?|(?<![\w)~–-])[-−]|(?<![a-z])minus )\Z", re.IGNORECASE)
_SCALE_BEFORE = re.compile(r"(?:영상|섭씨) ?\Z")
_FAHRENHEIT_BEFORE = re.compile(r"화씨 ?\Z")
_BELOW_ZERO_AFTER = re.compile(" below(?: zero| freezing)?(?![a-z])")
_SPEED_BEFORE = re.compile(r"(시속|초속) ?(?:약 ?|최고 ?|최대 ?)?\Z")
_SPEEDS = {("시속", "km"): "km/h", ("시속", "mi"): "mph", ("초속", "m"): "m/s"}
_SERIES_BEFORE = re.compile(r"제 ?\Z")
_DAY_NUMBER = re.compile(r"(?<![0-9A-Za-z.:/~–-])([0-9]{1,3}) ?일")
_HALF_KOREAN = re.compile(rf"(?<![가-힣])반 ?(?:(?P<year>년)|(?P<hour>시간))(?:{AFTER_UNIT})")
_HALF_AFTER = re.compile(
    " ?반(?:(?![가-힣])|(?=[이가을를은는의에만쯤씩째간](?![가-힣])|동안|가까이|넘|정도|이나|에서|으로|마다))"
)
_HALVES = {"시간": "30_분", "년": "6_개월"}
_HALF_ENGLISH = re.compile(r"(?<![\w-])half[ -](?:an?[ -])?(?:(year)|(hour))(?![A-Za-z-])", re.I)
_PLAIN_NUMBER = re.compile("(?P<whole>[0-9]+)(?P<half>[.]5)?")
_TWELVE = ("12", "twelve", "dozen")
_TWICE = re.compile(r"(?<![\w-])twice(?![\w-])", re.IGNORECASE)
_DAYS = re.compile(rf"(?<![가-힣])(?P<day>{'|'.join(units.DAYS)})(?:{AFTER_UNIT}|(?=[만]))")


def is_measure(term: str) -> bool:
    """Whether a term of the field of quantities is that of a measure, a fraction, a decade or a code."""
    return "_" in term and term[0] in "-0123456789"


def to_readable(term: str) -> str:
    """A measure, fraction, decade or code as readers see it: 60 km, 3/4, 1980s; other terms stay as they are."""
    return term.replace("_", " ").removesuffix(" no").strip()


def number_forms(word: str) -> list[str]:
    """A number from two to 99 in the other ways of English than ``word``: in digits, in words; none for other words."""
    words = word.lower().replace("-", " ")
    if words in _TWELVE:
        return [form for form in _TWELVE if form != words]
    if words.isdigit() and words.isascii():
        value = int(words)
        if not 2 <= value < 100 or words[0] == "0":
            return []
        if value < 20:
            return [(ONES + TEENS)[value - 1]]
        ten, one = TENS[value // 10 - 2], value % 10
        return [f"{ten} {ONES[one - 1]}" if one else ten]
    if words == "one" or not re.fullmatch(BELOW_HUNDRED, words):
        return []
    return [to_term(words_value(words))]


def with_half(
    text: str, end: int, whole: Sequence[Quantity], found: Sequence[Quantity]
) -> tuple[int, list[tuple[str, ...]]]:
    """The end of the measures ``whole``, which end at ``end``, with the half behind them that is among those ``found``, and
    the terms of each way to write both: 한 시간 반, 1시간 30분, 1.5시간. ``end`` and nothing where there is no half; a vague
    number (20여 년 반) has no sum."""
    ways: list[tuple[str, ...]] = []
    last = end
    for one in whole:
        value, _, unit = one.term.partition("_")
        half, number = _HALVES.get(unit, ""), _PLAIN_NUMBER.fullmatch(value)
        behind = next(
            (
                o
                for o in found
                if o.term == half and o.start >= end and not text[end : o.start].strip()
            ),
            None,
        )
        if behind:
            last = behind.end
            ways.append((one.term, half))
            if number and not number["half"]:
                ways.append((f"{value}.5_{unit}",))
        elif half and number and number["half"]:
            hours = (f"{number['whole']}_{unit}",) if number["whole"] != "0" else ()
            ways += [(one.term,), (*hours, half)]
    return last, ways


def may_begin(word: str) -> bool:
    """Whether a measure may begin with a normalised word, which may be empty (㈜)."""
    if word[:1] in _FIRSTS or word.startswith(("영", "섭씨", "화씨", "시속", "초속", "US$", "HK$")):
        return True
    return word.lower().partition("-")[0] in _ENGLISH_FIRSTS


def has_numeral(text: str, words: Iterable[str]) -> bool:
    """Whether in ``text`` numerals in Hangul may stand before a unit, or any of its ``words`` is an English one."""
    if not _HINTS.isdisjoint(words):
        return True
    return not text.isascii() and unit_patterns().start.search(text) is not None


def measures(text: str, found: Sequence[Quantity], *, in_words: bool = True) -> list[Quantity]:
    """The measures of normalised ``text`` in its order; ``found`` are its quantities (see extraction). ``in_words``:
    whether there may be numerals in words (``has_numeral``)."""
    rows = list(_in_words(text)) if in_words else []
    if _DIGIT.search(text):
        rows += _in_digits(text, found)
        rows += (_quantity(term, start, end) for term, start, end in code_terms(text))
    rows += _of_numbers(text, found)
    rows += [behind for row in rows if (behind := _half_after(text, row))]
    parts = (*fractions(text, in_words=in_words), *decades(text))
    rows += (_quantity(term, start, end) for term, start, end in parts)
    return sorted(dict.fromkeys(rows), key=lambda row: (row.start, row.end))


def _quantity(term: str, start: int, end: int) -> Quantity:
    return Quantity(term, start, end, "percent" if term.endswith("%") else "number", True)


def _in_digits(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Measures whose number begins with digits."""
    dates = [quantity for quantity in found if quantity.kind == "date"]
    done = 0
    for start, end in digit_spans(text, dates):
        if start < done or _SERIES_BEFORE.search(text, max(0, start - 2), start):
            continue
        number = digit_number(text, start, end)
        if number is None:
            continue
        for row in _measured(text, number.value, start, number.end, number.scaled):
            yield row
            done = row.end
    for match in _DAY_NUMBER.finditer(text) if "일" in text else ():
        if _LASTING.match(text, match.end()):
            yield _quantity(f"{int(match[1])}_일", *match.span())


def _of_numbers(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Measures whose number is one of the quantities in words."""
    for quantity in found:
        if quantity.kind == "number" and not text[quantity.start].isdigit():
            yield from _measured(text, Decimal(quantity.term), quantity.start, quantity.end, True)


def _half_after(text: str, row: Quantity) -> Quantity | None:
    """The half that is said behind hours and years: 한 시간 반 is 1시간 30분."""
    term = _HALVES.get(row.term.partition("_")[2])
    found = _HALF_AFTER.match(text, row.end) if term else None
    return _quantity(term, text.index("반", row.end), found.end()) if term and found else None


def _measured(text: str, value: Decimal, start: int, end: int, scaled: bool) -> Iterator[Quantity]:
    """The measures of a number at ``text[start:end]`` by the unit behind it, or the sign of money before it."""
    sign = text[start - 1] if start else ""
    if sign in _MONEY_SIGNS:
        if sign == "$" and _SHELL_BEFORE.search(text, max(0, start - 2), start) and value < 10:
            return
        before = _NATION_BEFORE.search(text, max(0, start - 4), start)
        for term in _MONEY_SIGNS[sign].split():
            yield _quantity(
                f"{to_term(value)}_{term}", before.start() if before else start - 1, end
            )
        return
    unit = unit_at(text, end)
    if unit is None:
        return
    terms, stop, name, more = unit
    if terms == ("%",):
        return  # which are quantities already
    if name == "년" and end - start == 4 and not scaled and value > _LAST_COUNT_OF_YEARS:
        return
    if terms == ("도",):
        yield from _degrees(text, value, start, stop)
        return
    for term in terms:
        yield _quantity(f"{to_term(value)}{more}_{term}", start, stop)
        speed = _SPEED_BEFORE.search(text, max(0, start - 6), start)
        if speed and (fast := _SPEEDS.get((speed[1], term))):
            yield _quantity(f"{to_term(value)}_{fast}", speed.start(), stop)


def _degrees(text: str, value: Decimal, start: int, end: int) -> Iterator[Quantity]:
    """Degrees above and below zero."""
    term = "도"
    if below := _BELOW_ZERO.search(text, max(0, start - 6), start):
        value, start = -value, below.start()
    elif below := _BELOW_ZERO_AFTER.match(text, end):
        value, end = -value, below.end()
    elif scale := _SCALE_BEFORE.search(text, max(0, start - 3), start):
        start = scale.start()
    elif scale := _FAHRENHEIT_BEFORE.search(text, max(0, start - 3), start):
        start, term = scale.start(), "°F"
    yield _quantity(f"{to_term(value)}_{term}", start, end)


def _in_words(text: str) -> Iterator[Quantity]:
    """Measures whose numeral is below ten thousand in Hangul, or below a hundred in English."""
    patterns = unit_patterns()
    if not text.isascii():
        done = 0
        for begin in patterns.start.finditer(text):
            start = begin.start()
            if start < done or VAGUE_BEFORE.search(text, max(0, start - 3), start):
                continue
            for row in _hangul(text, start):
                yield row
                done = row.end
    if _HINTS.isdisjoint(_LATIN.findall(text)):
        return
    for match in patterns.english.finditer(text):
        value = Decimal(words_value(match["count"]))
        yield from _measured(text, value, match.start(), match.end("count"), True)
    for match in _HALF_ENGLISH.finditer(text):
        yield _quantity("6_개월" if match[1] else "30_분", *match.span())
    for match in _TWICE.finditer(text):
        yield _quantity("2_번", *match.span())


def _hangul(text: str, start: int) -> Iterator[Quantity]:
    """The measure that a numeral in Hangul may begin at ``start``."""
    patterns = unit_patterns()
    if text[start] == "반" and (half := _HALF_KOREAN.match(text, start)):
        yield _quantity("6_개월" if half["year"] else "30_분", *half.span())
        return
    if day := _DAYS.match(text, start):
        yield _quantity(f"{units.DAYS[day['day']]}_일", *day.span())
        return
    native = patterns.native.match(text, start)
    if native and _is_native(native, patterns.hangul_units[native["unit"]]):
        native_value = (
            NATIVE_ALONE[native["alone"]] if native["alone"] else NATIVE_TENS_OF[native["tens"]]
        )
        native_value += BEFORE_UNITS[native["one"]] if native["one"] else 0
        for term in patterns.hangul_units[native["unit"]].terms:
            yield _quantity(f"{native_value}{native['more']}_{term}", start, native.end("unit"))
        return
    sino = patterns.sino.match(text, start)
    if sino and _is_sino(text, sino, patterns.hangul_units[sino["unit"]]):
        value = 10_000 if sino["sino"] == "만" else hangul_value(sino["sino"])
        unit = patterns.hangul_units[sino["unit"]]
        if unit.terms == ("도",):
            yield from _degrees(text, Decimal(value), start, sino.end("unit"))
        elif unit.terms == ("%",):
            yield _quantity(f"{value}%", start, sino.end("unit"))
        else:
            for term in unit.terms:
                yield _quantity(f"{value}{sino['more']}_{term}", start, sino.end("unit"))


def _is_native(match: re.Match[str], unit: Unit) -> bool:
    """Whether a native numeral and a unit are one measure."""
    if "n" not in unit.flags or unit.terms in (("도",), ("%",), ("근",), ("노트",)):
        return False
    alone = match["alone"]
    if alone == "한" and ("!" in unit.flags or not match["space"]):
        return False
    if alone == "네" and "4" in unit.flags:
        return False
    return bool(match["space"] or "j" in unit.flags or len(match["number"]) > 1)


def _is_sino(text: str, match: re.Match[str], unit: Unit) -> bool:
    """Whether a Sino-Korean numeral and a unit are one measure."""
    numeral, name, joined = match["sino"], match["unit"], not match["space"]
    end = match.end("unit")
    if "d" in unit.flags:
        return numeral not in SINO_DIGITS and _LASTING.match(text, end) is not None
    if name == "시":
        return 10 <= hangul_value(numeral) <= 24 and not joined
    if len(numeral) > 1:
        return not (joined and len(name) == 1 and name in "도시장통")
    if numeral in _WIDE_SINO:
        return name in _JOINED_TENS if joined else name != "조각"  # 천 is also cloth
    if numeral == "만":
        return name in ("명", "원", "개")
    if unit.terms == ("도",):
        return re.search(r"(?:영[하상]|[섭화]씨) ?\Z", text[: match.start()][-4:]) is not None
    if name in _TIME_NAMES and not joined and _LASTING.match(text, end):
        return True
    if numeral == "이":
        return not joined and (name in ("개월", "개국") or (unit.measure and len(name) > 2))
    if unit.measure:
        return len(name) > 1 or name == "톤"
    if "1" not in unit.flags and numeral in _ONLY_NUMERALS:
        return not joined and "s" in unit.flags
    if "1" not in unit.flags:
        return name in ("원", "달러", "유로", "위안") and not joined
    return not joined or ("j" in unit.flags and not (numeral == "구" and name == "년"))
