"""Paragraphs of a PDF: which lines belong together, what joins them, and which ones are headings, items and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, TypeAlias

from seogo.importers.formats.pdf.glyphs import SOFT_HYPHEN, Line, Run
from seogo.importers.formats.pdf.layout import Flow, Row, tables

_BULLET: Final = re.compile(r"\s*[•◦▪‣●∙·⦁]\s*")
_SURE_SIGN: Final = re.compile(r"\s*(?:[•◦▪‣●∙⦁■□◆◇▶▷※❍]\s?|[①-⑳㉠-㉻])")
_SIGN: Final = re.compile(
    r"\s*(?:[·○ㅇ*–—-]\s|\(?\d{1,3}[.)]\s|\(?[가나다라마바사아자차카타파하][.)]\s|\(?[a-zA-Z][.)]\s|"
    r"제\s?\d{1,4}\s?[조장절항](?:의\d+)?[\s(])"
)
"""What items begin with; a word that was cut at the end of a line may begin so too (`다. `)."""
_NUMBERED: Final = re.compile(r"\s*(\d{1,3})[.)]\s+")
_ENDS: Final = re.compile(r"[.!?。:;…][\"'”’)\]》」』]*\Z")
_HANGUL: Final = re.compile("[가-힣]")
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LEADER: Final = re.compile(r"(?<![.·…‥\s])\s*+[.·…‥](?:\s?+[.·…‥]){4,}+\s*+(?=\S{0,6}\Z)")
"""Dots that lead to the number of a page."""
_NOTE: Final = re.compile(r"\s*(\d{1,3}|[*†‡])[.)]?\s*")

Between: TypeAlias = Callable[[Sequence[tuple[str, str]]], list[bool]]
"""Whether a space stands between the two parts of each pair."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its lines, or the cells of a table, or the key of an image."""

    lines: list[Line] = field(default_factory=list)
    table: list[list[list[Line]]] = field(default_factory=list)
    image: str = ""
    open: bool = False
    """Whether its last line is full, so that it may go on in the next column."""
    runs: list[Run] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size if self.lines else 0.0

    @property
    def text(self) -> str:
        """Its text, once its lines are joined."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes at the foot of a page by the number before them."""

    page: int
    notes: dict[str, Paragraph]


def paragraphs(flows: Iterable[Flow]) -> list[Paragraph]:
    """The paragraphs of flows, in their order; one that goes on in the next column or page is one."""
    found: list[Paragraph] = []
    for flow in flows:
        own = list(_of_flow(flow))
        if found and own and _goes_on(found[-1], own[0]):
            found[-1].lines += own[0].lines
            found[-1].open = own[0].open
            del own[0]
        found += own
    return found


def _goes_on(one: Paragraph, other: Paragraph) -> bool:
    if (
        not one.lines
        or not other.lines
        or not one.open
        or abs(one.size - other.size) > 0.08 * one.size
    ):
        return False
    text = other.lines[0].text
    return (
        not _ENDS.search(one.lines[-1].text.rstrip())
        and not _SURE_SIGN.match(text)
        and one.lines[-1].bold == other.lines[0].bold
    )


def _of_flow(flow: Flow) -> Iterator[Paragraph]:
    left, pitch = flow.left, _pitch(flow.rows)
    rights = _rights(flow, pitch)
    current: Paragraph | None = None
    for part in tables(flow.rows):
        if isinstance(part, list) or part.lines[0].image:
            if current:
                yield current
            current = None
            if isinstance(part, list):
                yield Paragraph(table=part)
            else:
                yield from (Paragraph(image=one.image) for one in part.lines)
            continue
        line = part.lines[0]
        for other in part.lines[1:]:
            line = replace(
                line, x1=other.x1, runs=[*line.runs, Run(" "), *other.runs], spaced=other.spaced
            )
        right = rights.get(id(part), flow.right)
        if current and _belongs(current, line, left, right, pitch):
            current.lines.append(line)
        else:
            if current:
                yield current
            current = Paragraph([line])
        current.open = not _has_room(line, "가나다", right)
    if current:
        yield current


def _rights(flow: Flow, pitch: float) -> dict[int, float]:
    """Where full lines end, by their rows, for paragraphs that are narrower than the column: most of their lines do."""
    found: dict[int, float] = {}
    run: list[Row] = []

    def close() -> None:
        ends = [row.lines[0].x1 for row in run]
        wide = 6 * run[0].size if run else 0
        if len(run) >= 4 and sum(end > max(ends) - wide for end in ends) >= 0.75 * len(run):
            found.update((id(row), max(ends)) for row in run)
        run.clear()

    for row in flow.rows:
        if run and not (
            len(row.lines) == 1
            and not row.lines[0].image
            and abs(row.size - run[-1].size) < 0.1 * row.size
            and abs(row.lines[0].x0 - run[-1].lines[0].x0) < 2
            and row.y - run[-1].y <= (pitch + 0.25) * row.size
        ):
            close()
        if len(row.lines) == 1 and not row.lines[0].image:
            run.append(row)
    close()
    return found


def _pitch(flow: list[Row]) -> float:
    """The usual distance of baselines, in sizes of letters."""
    steps = [
        (below.y - above.y) / above.size
        for above, below in pairwise(flow)
        if above.size
        and abs(above.size - below.size) < 0.1 * above.size
        and 0.8 < (below.y - above.y) / above.size < 3
    ]
    steps.sort()
    return steps[len(steps) // 3] if steps else 1.5


def _belongs(current: Paragraph, line: Line, left: float, right: float, pitch: float) -> bool:
    """Whether a line goes on with a paragraph."""
    above, first = current.lines[-1], current.lines[0]
    size = above.size
    step = line.y - above.y
    if abs(line.size - size) > 0.1 * size or line.page != above.page:
        return False
    if not 0 < step <= max(1.3 * pitch, pitch + 0.25) * size or line.bold != above.bold:
        return False
    text = line.text
    room = _has_room(above, text, right)
    if _SURE_SIGN.match(text) or LEADER.search(above.text):
        return False
    if _SIGN.match(text) and (room or _ENDS.search(above.text.rstrip())):
        return False
    item = _SIGN.match(first.text) or _SURE_SIGN.match(first.text)
    if (
        not item
        and len(current.lines) > 1
        and line.x0 > above.x0 + 0.7 * size
        and above.x0 <= left + 0.7 * size
    ):
        return False  # the first line of a paragraph stands in
    if (
        not item
        and len(current.lines) == 1
        and line.x0 > above.x0 + 0.7 * size
        and above.x0 <= left + 1
    ):
        hanging = abs(above.x0 - left) <= 1 and not _ENDS.search(above.text.rstrip())
        if not hanging or room:
            return False
    if item and line.x0 < first.x0 + 0.3 * size and room:
        return False
    return not room


def _has_room(line: Line, following: str, right: float) -> bool:
    """Whether the first word of the following line had its place behind a line, so that its end was meant."""
    letters = len(line.text.strip()) or 1
    wide = (line.x1 - line.x0) / letters
    word = following.split()[0] if following.split() else ""
    return right - line.x1 > (min(len(word), 24) + 1) * max(wide, 0.3 * line.size) + 0.8 * line.size


def take_notes(page: int, flow: list[Row], size: float, height: float) -> Notes | None:
    """The notes at the end of a flow, which are taken out of it: small letters below all else, each behind its number."""
    at = len(flow)
    while (
        at > 0
        and not flow[at - 1].lines[0].image
        and flow[at - 1].size <= 0.92 * size
        and flow[at - 1].y > 0.4 * height
    ):
        at -= 1
    first = next((n for n in range(at, len(flow)) if _NOTE.match(flow[n].lines[0].text)), None)
    if first is None:
        return None
    rows = flow[first:]
    notes: dict[str, Paragraph] = {}
    current: Paragraph | None = None
    for row in rows:
        line = row.lines[0]
        for other in row.lines[1:]:
            line = replace(line, x1=other.x1, runs=[*line.runs, Run(" "), *other.runs])
        sign = _NOTE.match(line.text)
        if sign and (current is None or (sign[1] not in notes and _follows_number(sign[1], notes))):
            current = notes[sign[1]] = Paragraph([_cut(line, sign.end())])
        elif current:
            current.lines.append(line)
    if not notes:
        return None
    del flow[first:]
    return Notes(page, notes)


def _follows_number(number: str, notes: dict[str, Paragraph]) -> bool:
    last = list(notes)[-1]
    return not number.isdecimal() or not last.isdecimal() or int(number) == int(last) + 1


def _cut(line: Line, start: int) -> Line:
    """A line without its first letters."""
    return replace(line, runs=list(_from(line.runs, start)))


def _from(runs: Sequence[Run], start: int) -> Iterator[Run]:
    for run in runs:
        if start < len(run.text):
            yield replace(run, text=run.text[start:])
        start = max(0, start - len(run.text))


def join(found: Sequence[Paragraph], between: Between) -> None:
    """Join the lines of paragraphs: hyphens go, Korean lines meet with or without a space as the words demand."""
    words = Counter(
        word.lower() for one in found for line in one.lines for word in _WORD.findall(line.text)
    )
    spaced = _says_spaces(found)
    asked: list[tuple[str, str]] = []
    for one in found:
        for above, below in pairwise(one.lines):
            if _is_korean(above, below) and not spaced:
                asked.append((_tail(above.text), _head(below.text)))
    answers = iter(between(asked) if asked else ())
    for one in found:
        runs = list(one.lines[0].runs) if one.lines else []
        for above, below in pairwise(one.lines):
            start, end = below.text.lstrip()[:1], above.text.rstrip()[-1:]
            gap = " "
            if _is_korean(above, below):
                gap = " " if (above.spaced if spaced else next(answers)) else ""
            elif end in (SOFT_HYPHEN, "-", "‐") and start.isalpha():
                gap = ""
                if not _keeps_hyphen(above.text, below.text, words, soft=end == SOFT_HYPHEN):
                    runs = _without_last(runs)
            elif start in ".,!?)’”」』》:;%" or (_WIDE.match(end) and _WIDE.match(start)):
                gap = ""
            runs = [*runs, Run(gap), *below.runs] if gap else [*runs, *below.runs]
        one.runs = [replace(run, text=run.text.replace(SOFT_HYPHEN, "-")) for run in runs]


def _is_korean(above: Line, below: Line) -> bool:
    """Whether the words at the end of a line and at the beginning of the next one may be one word of Korean."""
    start, end = below.text.lstrip()[:1], above.text.rstrip()[-1:]
    return bool(
        (_HANGUL.match(start) and (_HANGUL.match(end) or end.isalnum() or end in ")%’”」』"))
        or (_HANGUL.match(end) and start.isalnum())
    )


def _says_spaces(found: Sequence[Paragraph]) -> bool:
    """Whether the file has spaces at the ends of its lines, so that none means none."""
    pairs = [
        above for one in found for above, below in pairwise(one.lines) if _is_korean(above, below)
    ]
    return len(pairs) >= 4 and sum(line.spaced for line in pairs) >= 0.2 * len(pairs)


def _tail(text: str) -> str:
    return " ".join(text.split()[-2:])[-40:]


def _head(text: str) -> str:
    return " ".join(text.split()[:2])[:40]


def _keeps_hyphen(above: str, below: str, words: Counter[str], *, soft: bool) -> bool:
    """Whether the hyphen at the end of a line belongs to the word: the text has it elsewhere, or no word without it."""
    one = re.search(r"(?<![^\W\d_])([^\W\d_]*+)\W\Z", above.rstrip())
    other = re.match(r"[^\W\d_]*", below.lstrip())
    first, second = (one[1] if one else "").lower(), (other[0] if other else "").lower()
    if not first or not second:
        return True
    whole, hyphened = words[first + second], words[f"{first}-{second}"]
    if whole or hyphened:
        return hyphened > whole
    upper = below.lstrip()[:1].isupper()
    return upper and not soft


def _without_last(runs: list[Run]) -> list[Run]:
    last = runs[-1]
    return [*runs[:-1], replace(last, text=last.text.rstrip()[:-1])]


def bullet(paragraph: Paragraph) -> bool:
    """Whether a paragraph is an item of a list; the sign before it is taken away."""
    if found := _BULLET.match(paragraph.text):
        paragraph.runs = list(_from(paragraph.runs, found.end()))
        return True
    return False


def number_of(paragraph: Paragraph) -> int | None:
    """The number before a paragraph."""
    found = _NUMBERED.match(paragraph.text) if paragraph.lines else None
    return int(found[1]) if found else None


def without_number(paragraph: Paragraph) -> None:
    """Take the number before a paragraph away."""
    if found := _NUMBERED.match(paragraph.text):
        paragraph.runs = list(_from(paragraph.runs, found.end()))
