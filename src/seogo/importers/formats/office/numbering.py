"""Numbers of lists in documents: counters by list and level, and the words that a number may stand in (제1조)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from seogo.importers.extraction.tree import Element
from seogo.importers.formats.office.document import ListMark
from seogo.importers.formats.office.package import child, get, local

LEVELS: Final = 9
_WORD: Final = re.compile(r"%\d|[\s.()\[\]\-·:、]")
_GANADA: Final = "가나다라마바사아자차카타파하"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: ``form`` is its format (``bullet``, ``decimal``), ``text`` the text around numbers (``제%1조``)."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


class Numbering:
    """Numbering of the lists of a document, counted while it is read.

    ``levels`` has the levels of each kind of list, ``lists`` its kind and where its own numbers start, by their ids.
    """

    def __init__(
        self, levels: dict[str, list[Level]], lists: dict[str, tuple[str, dict[int, int]]]
    ) -> None:
        self._levels = levels
        self._of_list = lists
        self._counters: dict[str, list[int]] = {}

    def next(self, list_id: str, level: int) -> tuple[ListMark | None, str]:
        """The mark of the next item of a list, or the sign before it where that has words; neither for what is in none."""
        if list_id in ("", "0") or list_id not in self._of_list:
            return None, ""
        level = min(level, LEVELS - 1)
        abstract, starts = self._of_list[list_id]
        levels = self._levels.get(abstract, [Level()] * LEVELS)
        own = levels[level]
        if own.form == "bullet":
            return ListMark(level), ""
        if own.form == "none" and not own.text:
            return None, ""
        key = list_id if starts else abstract
        counter = self._counters.setdefault(key, [0] * LEVELS)
        counter[level] = counter[level] + 1 if counter[level] else starts.get(level, own.start)
        counter[level + 1 :] = [0] * (LEVELS - level - 1)
        if _WORD.sub("", own.text):
            return None, re.sub(r"%(\d)", lambda sign: _in_form(counter, levels, sign[1]), own.text)
        return ListMark(level, counter[level]), ""


def word_numbering(root: Element | None) -> Numbering:
    """The numbering of a Word document."""
    kinds: dict[str, list[Level]] = {}
    lists: dict[str, tuple[str, dict[int, int]]] = {}
    for one in root if root is not None else ():
        if local(one) == "abstractNum":
            levels = [Level()] * LEVELS
            for level in one:
                at = get(level, "ilvl")
                if local(level) == "lvl" and at in tuple("012345678"):
                    levels[int(at)] = _level(level)
            kinds[get(one, "abstractNumId")] = levels
        elif local(one) == "num":
            starts = {
                int(at): int(start)
                for over in one
                if (at := get(over, "ilvl")) in tuple("012345678")
                and re.fullmatch("[0-9]{1,6}", start := get(child(over, "startOverride"), "val"))
            }
            lists[get(one, "numId")] = get(child(one, "abstractNumId"), "val"), starts
    return Numbering(kinds, lists)


def _level(level: Element) -> Level:
    start = get(child(level, "start"), "val")
    return Level(
        get(child(level, "numFmt"), "val") or "decimal",
        get(child(level, "lvlText"), "val")[:100],
        int(start) if re.fullmatch("[0-9]{1,6}", start) else 1,
    )


def _in_form(counter: list[int], levels: list[Level], sign: str) -> str:
    at = int(sign) - 1
    if not 0 <= at < LEVELS:
        return ""
    return counted(max(counter[at], 1), levels[at].form)


def counted(number: int, form: str) -> str:
    """A number as a format of lists writes it."""
    match form:
        case "ganada" | "koreanDigital2":
            return _GANADA[(number - 1) % len(_GANADA)]
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("A") + (number - 1) % 26)
            return letter if form == "upperLetter" else letter.lower()
        case "upperRoman" | "lowerRoman":
            roman = _roman(number)
            return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    values = (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
    )
    parts = []
    for value, sign in (*values, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        parts.append(sign * min(number // value, 10))
        number %= value
    return "".join(parts)
