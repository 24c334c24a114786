"""Contexts of the pages about words: concordance, lexicon, frequencies (see contexts.py)."""

from __future__ import annotations

from dataclasses import dataclass

from seogo.web.views.charts import Chart
from seogo.web.views.components import Day, Link
from seogo.web.views.text_runs import Text
from seogo.web.views.translation_parts import Choices, ShownEntry, ShownLine, WordBox


@dataclass(frozen=True, slots=True)
class WordPage:
    """``/concordance``: sentences with a word beside their translations. ``total`` and ``where`` say how much there is,
    ``notes`` what is to be known of that; ``counterparts`` are those of the whole archive, which filter; ``glossary`` is a
    line to be copied into glossary.yaml; ``nothing`` is said where there is no line, ``elsewhere`` leads to other views of
    the word; ``previous`` and ``next`` are addresses, or empty."""

    box: WordBox
    heading: Text
    total: str
    where: str
    notes: tuple[str, ...]
    tools: tuple[Choices, ...]
    counterparts: tuple[Link, ...]
    lines: tuple[ShownLine, ...]
    glossary: Text | None
    nothing: Text | None
    elsewhere: tuple[Link, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class LexiconPage:
    """``/lexicon``: what the lexicon knows of a word; ``nothing`` is said where that is nothing, ``elsewhere`` leads to other
    views of it."""

    box: WordBox
    heading: Text
    entries: tuple[ShownEntry, ...]
    nothing: Text | None
    elsewhere: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FrequencyRow:
    """A period of the table: its name, the number of all its articles, and that of each query, which leads to them."""

    name: str
    articles: str
    cells: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FrequencySeries:
    """One of the queries: how much there is, the first mention, and words that go with it."""

    query: Text
    total: str
    undated: str
    search: str
    first: Link | None
    first_day: Day | None
    words: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FrequencyPage:
    """``/frequency``: how often articles have the words of some ``queries`` over time; empty ones are fields for more.
    ``period`` says within which time, ``unit`` is the title of the first column."""

    action: str
    queries: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    period: str
    units: tuple[Link, ...]
    scales: tuple[Link, ...]
    chart: Chart | None
    unit: str
    rows: tuple[FrequencyRow, ...]
    series: tuple[FrequencySeries, ...]
