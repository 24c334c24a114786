"""Fractions and decades as they are said in both languages: 4분의 3 and three quarters, 80년대 and the '80s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seogo.analysis.quantities.number_words import ONES, ORDINALS, SINO_ONES, TENS
from seogo.analysis.quantities.numbers import SECTION, hangul_value

_Row = tuple[str, int, int]

_PART = "(?![가-힣0-9])|(?=[이가은는을를의에과와도로만씩다인였정까부이보밖])"
_KOREAN = re.compile(
    rf"(?<![가-힣0-9.])(?:(?P<below>[0-9]{{1,4}}) ?분의 ?(?P<above>[0-9]{{1,3}})(?![0-9])"
    rf"|(?P<sino_below>{SECTION})(?:(?<!이) )?분의 ?(?P<sino_above>{SECTION})(?:{_PART}))"
)
_SLASH = re.compile("[0-9][/\u2044][0-9]")
_SIGN = re.compile(
    r"(?<![\w/.-])([0-9]{1,2})(?:\u2044([0-9]{1,2})(?![0-9])"
    r"|/([2-9]|10)(?= of (?:the|its|it|all|their|our|a)\b|[이가은는을를의]))"
)
_NAMES = {"half": 2, "halve": 2, "quarter": 4} | {
    name: rank for rank, name in enumerate(ORDINALS[:10], start=1) if rank > 2
}
_ENGLISH = re.compile(
    rf"(?<![\w-])(?:(?P<number>{'|'.join(ONES)}|[1-9])[ -](?P<name>half|halves|(?:quarter|{'|'.join(ORDINALS[2:10])})s?)"
    r"|a (?P<one>quarter|third|fifth|tenth)(?= of))(?![\w-])",
    re.IGNORECASE,
)

_DECADE = re.compile("(?<![가-힣0-9])(?P<digits>(?:1[0-9]|20)?[0-9]0)(?= ?년대)")
_SINO_DECADE = re.compile(f"(?<![가-힣])(?P<tens>[{SINO_ONES}]십)(?= ?년대)")
_ENGLISH_DECADE = re.compile(
    r"(?<![\w.,$£€¥-])(?:(?P<full>(?:1[0-9]|20)[0-9]0)['’]?s|['’](?P<short>[0-9]0)s"
    r"|(?:\A|(?<=the )|(?<=late )|(?<=early )|(?<=mid )|(?<=mid-))(?P<bare>[1-9]0)['’]?s)(?![\w-])",
    re.IGNORECASE,
)
_NAMED_DECADE = re.compile(
    rf"(?:\A|(?<=the ))(?:{'|'.join(word.removesuffix('y') + 'ies' for word in TENS)})(?![\w-])",
    re.I,
)


def fractions(text: str, *, in_words: bool) -> Iterator[_Row]:
    """The fractions of normalised ``text``: the terms (``3/4_``) and their spans; in English words only ``in_words``."""
    if "분의" in text:
        for match in _KOREAN.finditer(text):
            if match["below"]:
                below, above = int(match["below"]), int(match["above"])
            else:
                below = int(hangul_value(match["sino_below"]))
                above = int(hangul_value(match["sino_above"]))
            if 0 < above < below:
                yield f"{above}/{below}_", match.start(), match.end()
    if _SLASH.search(text):
        for match in _SIGN.finditer(text):
            above, below = int(match[1]), int(match[2] or match[3])
            if 0 < above < below:
                yield f"{above}/{below}_", *match.span()
    for match in _ENGLISH.finditer(text) if in_words else ():
        if match["one"]:
            yield f"1/{_NAMES[match['one'].lower()]}_", *match.span()
            continue
        number, name = match["number"].lower(), match["name"].lower()
        above = int(number) if number.isdigit() else ONES.index(number) + 1
        plural = name.endswith("s") and name not in _NAMES
        below = _NAMES[name.removesuffix("s") if plural else name]
        if above < below and plural == (above > 1):
            yield f"{above}/{below}_", *match.span()


def decades(text: str) -> Iterator[_Row]:
    """The decades of normalised ``text``: the terms (``1980s_``) and their spans; 20년대 may be of two centuries."""
    if "년대" in text:
        for match in _DECADE.finditer(text):
            yield from _decade(match["digits"], match.start(), text.index("년대", match.end()) + 2)
        for match in _SINO_DECADE.finditer(text):
            tens = str(hangul_value(match["tens"]))
            yield from _decade(tens, match.start(), text.index("년대", match.end()) + 2)
    if "0s" in text or "0's" in text or "0’s" in text or "0S" in text:
        for match in _ENGLISH_DECADE.finditer(text):
            yield from _decade(match["full"] or match["short"] or match["bare"], *match.span())
    if "ties" in text:
        for match in _NAMED_DECADE.finditer(text):
            place = [word.removesuffix("y") + "ies" for word in TENS].index(match[0].lower())
            yield from _decade(f"{place + 2}0", *match.span())


def _decade(digits: str, start: int, end: int) -> Iterator[_Row]:
    """A decade by its four digits, or by two: from 30 on of the last century, to 20 of this one, 20 of both."""
    if len(digits) == 4:
        yield f"{digits}s_", start, end
        return
    if digits >= "20":
        yield f"19{digits}s_", start, end
    if digits <= "20":
        yield f"20{digits}s_", start, end
