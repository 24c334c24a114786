"""Layout of the pages of a PDF: running heads and page numbers left out, columns in reading order, rows of tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from seogo.importers.formats.pdf.glyphs import Line, Page

_OUTER: Final = 3
"""Rows at the upper and lower edge of a page that may be running heads."""
_NUMBER: Final = re.compile(
    r"[-–—\s\[(<]*+(?:page|p\.)?+\s*+(?:\d{1,4}+|[ivxlc]{1,6}+)\s*+(?:쪽|페이지|면)?+\s*+"
    r"(?:(?:/|\||of|중)\s*+\d{1,4}+)?+[-–—\s\])>.]*+",
    re.IGNORECASE,
)
_DECORATED: Final = re.compile(r"[-–—\[(<]|/|\bof\b|쪽|페이지|page", re.IGNORECASE)
_SIGN: Final = re.compile(
    r"(?:[•◦▪‣●∙·■□○◆◇▶▷※*–—-]|\(?\d{1,3}[.)]|\(?[가-하a-zA-Z][.)]|[①-⑳㉠-㉻]|[ivx]{1,4}[.)])"
)
_DEEPEST: Final = 4
_LEAST_LINES: Final = 3
"""Lines of the shorter one of two columns."""
_LEAST_LETTERS: Final = 9
_MARGIN: Final = 0.12
"""Part of the width at each side in which there is no white between columns."""
_MOST_CELLS: Final = 30
_AT_EDGE: Final = 0.045


def body_size(lines: Iterable[Line]) -> float:
    """The size of most letters, in half points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0) or 10.0


@dataclass(slots=True)
class Row:
    """Stretches of text on one baseline, from left to right; several of them are cells."""

    lines: list[Line]

    @property
    def y(self) -> float:
        """The baseline."""
        return self.lines[0].y

    @property
    def size(self) -> float:
        """The size of its letters."""
        return max(one.size for one in self.lines)


def without_furniture(pages: Sequence[Page]) -> list[list[Row]]:
    """The rows of each page without running heads and page numbers: what stands at one place at the edge of pages again."""
    rows = [_rows(page.lines) for page in pages]
    places: Counter[tuple[str, int, str]] = Counter()
    for page, found in zip(pages, rows, strict=True):
        places.update({key for _, key in _edges(page, found)})
    least = 2 if len(pages) <= 6 else max(3, len(pages) // 20)
    size = body_size(line for page in pages for line in page.lines if not line.image)
    kept: list[list[Row]] = []
    for page, found in zip(pages, rows, strict=True):
        drop: set[int] = set()
        for at, key in _edges(page, found):
            text = " ".join(one.text for one in found[at].lines).strip()
            number = bool(_NUMBER.fullmatch(text))
            near = any(places[key[0], key[1] + step, key[2]] for step in (-1, 1))
            count = (
                sum(places[key[0], key[1] + step, key[2]] for step in (-1, 0, 1))
                if near
                else places[key]
            )
            outside = not _AT_EDGE * page.height < found[at].y < (1 - _AT_EDGE) * page.height
            if (
                (outside and found[at].size <= 0.9 * size)
                or count >= (2 if number else least)
                or (number and _DECORATED.search(text))
            ):
                drop.add(at)
        kept.append([row for at, row in enumerate(found) if at not in drop])
    return kept


def _edges(page: Page, rows: list[Row]) -> Iterator[tuple[int, tuple[str, int, str]]]:
    """The rows near the edges of a page, with what makes them the same on another page."""
    for at, row in enumerate(rows):
        edge = (at < _OUTER and row.y < 0.2 * page.height) or (
            at >= len(rows) - _OUTER and row.y > 0.8 * page.height
        )
        if edge and not row.lines[0].image:
            text = " ".join(one.text for one in row.lines)
            yield (
                at,
                (
                    re.sub(r"\d+|\b[ivxlc]+\b", "#", text)[:200],
                    round(row.y / 3),
                    f"{len(row.lines)}",
                ),
            )


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Lines by their baselines, from above; those that touch are one."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda one: (one.y, one.x0)):
        last = rows[-1] if rows else None
        if (
            last
            and not line.image
            and not last.lines[0].image
            and abs(line.y - last.y) <= 0.25 * min(line.size, last.size)
        ):
            last.lines.append(line)
        else:
            rows.append(Row([line]))
    for row in rows:
        row.lines = list(_joined(sorted(row.lines, key=lambda one: one.x0)))
    return rows


def _joined(lines: list[Line]) -> Iterator[Line]:
    """The stretches of a row, a sign of a list together with its item."""
    last: Line | None = None
    for line in lines:
        if last is None:
            last = line
            continue
        gap = line.x0 - last.x1
        sign = _SIGN.fullmatch(last.text.strip()) is not None
        if gap < (3 if sign else 0.9) * max(line.size, last.size) and gap > -0.5 * line.size:
            space = (
                []
                if gap < 0.12 * line.size or not last.runs
                else [replace(last.runs[-1], text=" ", raised=False)]
            )
            last = replace(
                last,
                x1=max(last.x1, line.x1),
                size=max(last.size, line.size),
                runs=[*last.runs, *space, *line.runs],
                spaced=line.spaced,
            )
        else:
            yield last
            last = line
    if last is not None:
        yield last


@dataclass(slots=True)
class Flow:
    """Rows that are read from above: ``left`` is where most of its lines begin, ``right`` where the full ones end."""

    rows: list[Row]
    left: float
    right: float


def flows(rows: list[Row], depth: int = 0) -> list[Flow]:
    """The columns of a page in reading order; what goes across them parts them."""
    lines = [line for row in rows for line in row.lines if not line.image]
    ends = sorted(line.x1 for line in lines) or [0.0]
    right = ends[int(len(ends) * 0.95)] if len(ends) > 20 else ends[-1]
    found: list[Flow] = []
    plain = False
    for band, gutter in _bands(rows):
        if gutter is None or depth >= _DEEPEST:
            if not plain:
                found.append(Flow([], 0.0, right))
            found[-1].rows += band
            plain = True
            continue
        plain = False
        left = [Row(one) for row in band if (one := [x for x in row.lines if x.x0 < gutter])]
        other = [Row(one) for row in band if (one := [x for x in row.lines if x.x0 >= gutter])]
        found += flows(left, depth + 1) + flows(other, depth + 1)
    for flow in found:
        starts = Counter(round(line.x0 / 2) * 2 for row in flow.rows for line in row.lines)
        flow.left = float(max(starts, key=lambda x: (starts[x], -x), default=0))
    return found


def _bands(rows: list[Row]) -> Iterator[tuple[list[Row], float | None]]:
    """Rows that follow each other and leave one stretch of white free, with its middle if it parts two columns of text."""
    lines = [line for row in rows for line in row.lines if not line.image]
    if not lines:
        if rows:
            yield rows, None
        return
    start, end = min(one.x0 for one in lines), max(one.x1 for one in lines)
    size = median(one.size for one in lines)
    inner = [(start + (end - start) * _MARGIN, end - (end - start) * _MARGIN)]
    free, band = inner, list[Row]()
    for row in rows:
        left = _without(free, row, 0.7 * size)
        if not left:
            yield from _columns(band, free)
            band, left = [], _without(inner, row, 0.7 * size)
        band.append(row)
        free = left or inner
        if not left:
            yield band, None
            band = []
    yield from _columns(band, free)


def _without(free: list[tuple[float, float]], row: Row, least: float) -> list[tuple[float, float]]:
    """Stretches of white that a row leaves free."""
    for line in row.lines:
        parts = [
            part for x0, x1 in free for part in ((x0, min(x1, line.x0)), (max(x0, line.x1), x1))
        ]
        free = list(dict.fromkeys((x0, x1) for x0, x1 in parts if x1 - x0 >= least))
    return free[:_MOST_CELLS]


def _columns(
    rows: list[Row], free: list[tuple[float, float]]
) -> Iterator[tuple[list[Row], float | None]]:
    """A band in parts: what stands before two columns of text, these with the middle of the white between, and the rest."""
    for x0, x1 in sorted(free, key=lambda one: one[0] - one[1]):
        gutter = (x0 + x1) / 2
        sides = [{line.x0 < gutter for line in row.lines if not line.image} for row in rows]
        both = [
            at
            for side in (True, False)
            if (own := [n for n, one in enumerate(sides) if side in one])
            for at in (own[0], own[-1])
        ]
        if len(both) < 4:
            continue
        start, end = max(both[0], both[2]), min(both[1], both[3])
        step = 1.6 * _pitch(rows[start : end + 1])
        while start > 0 and rows[start].y - rows[start - 1].y <= step:
            start -= 1
        while end + 1 < len(rows) and rows[end + 1].y - rows[end].y <= step:
            end += 1
        lines = [line for row in rows[start : end + 1] for line in row.lines if not line.image]
        columns = (
            [one for one in lines if one.x0 < gutter],
            [one for one in lines if one.x0 >= gutter],
        )
        if all(_is_text(column) for column in columns):
            parts = ((rows[:start], None), (rows[start : end + 1], gutter), (rows[end + 1 :], None))
            yield from (part for part in parts if part[0])
            return
    if rows:
        yield rows, None


def _pitch(rows: list[Row]) -> float:
    """The usual distance of baselines of one column, in points."""
    starts: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        for line in row.lines:
            starts[round(line.x0 / 3)].append(line.y)
    steps = [below - above for ys in starts.values() for above, below in pairwise(ys)]
    return median(steps) if steps else 0.0


def _is_text(column: list[Line]) -> bool:
    """Whether a column is one of text: most of its lines are about as wide as it is."""
    if len(column) < _LEAST_LINES:
        return False
    wide = max(one.x1 for one in column) - min(one.x0 for one in column)
    full = median(one.x1 - one.x0 for one in column) >= 0.55 * wide
    return full and median(len(one.text) for one in column) >= _LEAST_LETTERS


def tables(rows: list[Row]) -> Iterator[Row | list[list[list[Line]]]]:
    """The rows of a flow; those that are a table together, as rows of cells."""
    at = 0
    while at < len(rows):
        end = at
        while (
            end < len(rows)
            and _is_cells(rows[end])
            and (end == at or _follows(rows[end - 1], rows[end]))
        ):
            end += 1
        cells = _cells(rows[at:end]) if end - at >= 2 else None
        if cells:
            yield cells
            at = end
        else:
            yield rows[at]
            at += 1


def _is_cells(row: Row) -> bool:
    return 2 <= len(row.lines) <= _MOST_CELLS and not any(one.image for one in row.lines)


def _follows(above: Row, row: Row) -> bool:
    return row.y - above.y < 4 * max(above.size, row.size)


def _cells(rows: list[Row]) -> list[list[list[Line]]] | None:
    """Rows of cells, each under those above it; None where they do not stand in columns."""
    columns: list[list[float]] = []
    for line in sorted((line for row in rows for line in row.lines), key=lambda one: one.x0):
        if columns and line.x0 < columns[-1][1] - 0.5:
            columns[-1][1] = max(columns[-1][1], line.x1)
        else:
            columns.append([line.x0, line.x1])
    most = max(len(row.lines) for row in rows)
    if not 2 <= len(columns) <= _MOST_CELLS or len(columns) < most:
        return None
    table: list[list[list[Line]]] = []
    for row in rows:
        cells: dict[int, list[Line]] = defaultdict(list)
        for line in row.lines:
            cells[
                next(at for at, (x0, x1) in enumerate(columns) if x0 - 0.5 <= line.x0 <= x1)
            ].append(line)
        table.append([cells.get(at, []) for at in range(len(columns))])
    return table
