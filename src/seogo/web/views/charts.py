"""Charts as shapes for an ``<svg>`` that the server draws: lines that compare, or bars that are stacked.

The drawing has a fixed box and is stretched to the width of the page, so it has no text in it: its scale and its labels stand
around it in HTML, where they have the reader's size of letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from seogo.web.views.text_runs import Text

WIDTH: Final = 600
HEIGHT: Final = 200
_GAP: Final = 0.2
"""Share of a bar's place that stays empty."""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A rectangle of a bar; ``series`` is the number of what it counts, from 1."""

    x: str
    y: str
    width: str
    height: str
    series: int


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line through the numbers of a series; ``points`` as SVG has them."""

    series: int
    points: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: ``label`` says in a sentence what it shows, ``names`` are those of its series, ``top`` is the number at its
    upper edge, ``axis`` labels some of its places from left to right."""

    label: str
    names: tuple[Text, ...]
    top: str
    axis: tuple[str, ...]
    lines: tuple[ChartLine, ...] = ()
    bars: tuple[ChartBar, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT


def to_lines(series: Sequence[Sequence[float]], top: float) -> tuple[ChartLine, ...]:
    """Lines of series of equal length; ``top`` is the number at the upper edge."""
    lines = []
    for number, values in enumerate(series, 1):
        step = WIDTH / max(len(values) - 1, 1)
        points = [f"{_place(at * step)},{_place(_height(v, top))}" for at, v in enumerate(values)]
        if len(points) == 1:  # one period is a level line
            points.append(f"{WIDTH},{points[0].partition(',')[2]}")
        lines.append(ChartLine(number, " ".join(points)))
    return tuple(lines)


def to_bars(series: Sequence[Sequence[int]], top: int) -> tuple[ChartBar, ...]:
    """Bars of series of equal length, one upon the other."""
    places = max(map(len, series), default=0)
    step = WIDTH / max(places, 1)
    bars = []
    for at in range(places):
        base = 0
        for number, values in enumerate(series, 1):
            if value := values[at]:
                y, bottom = _height(base + value, top), _height(base, top)
                bars.append(
                    ChartBar(
                        _place(step * (at + _GAP / 2)),
                        _place(y),
                        _place(step * (1 - _GAP)),
                        _place(bottom - y),
                        number,
                    )
                )
            base += value
    return tuple(bars)


def to_axis(labels: Sequence[str], most: int = 5) -> tuple[str, ...]:
    """Some of the labels in equal distances, the first and the last among them."""
    if len(labels) <= most:
        return tuple(labels)
    for parts in range(most - 1, 1, -1):
        if (len(labels) - 1) % parts == 0:
            return tuple(labels[at * (len(labels) - 1) // parts] for at in range(parts + 1))
    return labels[0], labels[-1]


def _height(value: float, top: float) -> float:
    return HEIGHT - (HEIGHT * value / top if top else 0)


def _place(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
