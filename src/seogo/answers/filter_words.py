"""Filters in words, on pages, in sentences on coverage, in the terminal: a label, and a value in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from seogo.analysis.quantities.month_names import MONTHS
from seogo.articles.metadata import KEYWORDS
from seogo.exporters.citations import day_in_words
from seogo.languages import Language
from seogo.messages import Message
from seogo.messages.catalogues import has_text
from seogo.query.nodes import Node

_LANGUAGES: Final = {Language.KO: "lang_ko", Language.EN: "lang_en"}
_LABELS: Final = {"from": "date", "to": "date"}


def language_in_words(language: Language, ui: Language) -> str:
    """The name of a language."""
    return Message(_LANGUAGES[language]).text(ui)


def field_label(group: str, field: str, ui: Language) -> str:
    """The name of a metadata field in a group of texts (``facet``, ``active``, ``browse``); the field's own name where the
    catalogue has none."""
    code = f"{group}_{field}"
    return Message(code).text(ui) if has_text(code) else field


def is_choice(name: str) -> bool:
    """Whether a filter has a few values, of which each article has one."""
    return name in KEYWORDS and bool(KEYWORDS[name].choices)


def value_in_words(name: str, value: str, ui: Language) -> str:
    """A value of a parameter that restricts a search, as it stands in the query string, in words."""
    if name == "lang":
        return language_in_words(Language(value), ui)
    if is_choice(name):
        return Message(f"{name}_{value}").text(ui)
    if name in _LABELS:
        return period_in_words(*((value, "") if name == "from" else ("", value)), ui)
    return value


def without_filter(name: str, values: Sequence[str], ui: Language) -> Message:
    """What a search without a filter of these values is called."""
    if name == "in":
        return Message("none_title_only")
    label = field_label("active", _LABELS.get(name, name), ui)
    shown = ", ".join(value_in_words(name, value, ui) for value in values)
    return Message("none_filter", name=label, value=shown)


def without_part(query: str, part: Node) -> Message:
    """What a search without one part of its query is called: the part as it was typed."""
    return Message("none_part", part=query[part.start : part.end])


def period_in_words(first: str, last: str, ui: Language) -> str:
    """A period between two bounds as they stand in the query string; one of them may be empty."""
    begins, ends = _unit(first, ui), _unit(last, ui)
    if begins == ends:
        return begins
    if not last:
        return Message("date_from", first=begins).text(ui)
    if not first:
        return Message("date_to", last=ends).text(ui)
    return Message("date_between", first=begins, last=ends).text(ui)


def _unit(unit: str, ui: Language) -> str:
    """A year, month or day in words."""
    if len(unit) == len("2026-01-19"):
        return day_in_words(date.fromisoformat(unit), ui)
    year, _, month = unit.partition("-")
    if ui is Language.KO:
        return f"{int(year)}년 {int(month)}월" if month else f"{int(year)}년" if year else ""
    return f"{MONTHS[int(month) - 1]} {year}" if month else year
