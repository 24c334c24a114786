"""Gale-Church alignment: passages of two translations that belong together.

Translations mostly go block by block. Where numbers and kinds of blocks agree, they are taken in order; otherwise the
articles are cut at their headings, where those come in the same order, and what lies between is aligned by length, as
are the sentences of blocks that belong together: long sentences are translated by long ones (Gale and Church 1993, A
program for aligning sentences in bilingual corpora). With l the length of the Korean in characters, c English characters
for each of them, and a variance of s² for each, the surprise at an English length l' is

    δ = (l' - c·l) / √(s²·m),    m = (l + l'/c) / 2

and a pair costs ``-ln P(pair) - ln P(|δ| or more)``, P(pair) being how often so many sentences become so many. The way
through both that costs least is taken. A title goes with a title.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import add
from typing import Final, NamedTuple, TypeAlias

Pairing: TypeAlias = list[tuple[slice, slice]]
"""Ranges of two sequences that belong together, in order; what has no counterpart is in none."""

RATIO: Final = 2.0
"""English characters for each Korean one (c)."""
VARIANCE: Final = 6.8
"""Of that, for each Korean character (s²)."""

_ALIKE: Final = 0.9
_MOST: Final = 2_000
"""Passages of an article; longer ones are not aligned by length."""
_BAND: Final = 40
"""How far the way may be from the straight one, in passages."""
_STEPS: Final = {
    (1, 1): -math.log(0.89),
    (1, 0): -math.log(0.0099 / 2),
    (0, 1): -math.log(0.0099 / 2),
    (2, 1): -math.log(0.089 / 2),
    (1, 2): -math.log(0.089 / 2),
    (2, 2): -math.log(0.011),
}
"""What it costs that so many become so many, by the frequencies that Gale and Church counted."""
_Step: TypeAlias = tuple[int, int]
_LEAST_LIKELY: Final = 1e-12
_ROOT: Final = math.sqrt(2)
_LANDMARKS: Final = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6"})


class Passage(NamedTuple):
    """Part of an article's text: ``kind`` is ``title`` or that of its block (a heading with its level: ``h2``),
    ``start`` and ``end`` its place in code points."""

    kind: str
    start: int
    end: int

    @property
    def length(self) -> int:
        """Code points."""
        return self.end - self.start


def align(korean: Sequence[Passage], english: Sequence[Passage]) -> Pairing:
    """Alignment of the passages of an article and its translation."""
    if len(korean) == len(english):
        same = sum(ko.kind == en.kind for ko, en in zip(korean, english, strict=True))
        if same > _ALIKE * len(korean):
            return [(slice(at, at + 1), slice(at, at + 1)) for at in range(len(korean))]
    pairs: Pairing = []
    for ko, en in _sections(korean, english):
        found = align_lengths(
            [passage.length for passage in korean[ko]], [passage.length for passage in english[en]]
        )
        pairs += [(_moved(left, ko.start), _moved(right, en.start)) for left, right in found]
    return pairs


def align_lengths(korean: Sequence[int], english: Sequence[int]) -> Pairing:
    """Alignment by length alone, of passages or sentences with so many characters."""
    rows, columns = len(korean), len(english)
    if not rows or not columns or max(rows, columns) > _MOST:
        return []
    if rows == columns == 1:
        return [(slice(0, 1), slice(0, 1))]
    steps = _steps_back(korean, english)
    pairs: Pairing = []
    row, column = rows, columns
    while row or column:
        first, taken = steps[row]
        left, right = taken[column - first]
        if left and right:
            pairs.append((slice(row - left, row), slice(column - right, column)))
        row, column = row - left, column - right
    return pairs[::-1]


def with_gaps(pairing: Pairing, korean: int, english: int) -> Pairing:
    """Pairing of so many passages with those between that have no counterpart, each beside an empty range.

    Every passage is in exactly one row, in order. Where more are left than are aligned by length, they stand side by side as
    they come.
    """
    rows: Pairing = []
    done = (0, 0)
    for left, right in [*pairing, (slice(korean, korean), slice(english, english))]:
        alone = left.start - done[0], right.start - done[1]
        if max(alone) > _MOST:
            for at in range(max(alone)):
                one, other = (
                    slice(first + min(at, count), first + min(at + 1, count))
                    for first, count in zip(done, alone, strict=True)
                )
                rows.append((one, other))
        else:
            here, there = slice(done[1], done[1]), slice(left.start, left.start)
            rows += [(slice(at, at + 1), here) for at in range(done[0], left.start)]
            rows += [(there, slice(at, at + 1)) for at in range(done[1], right.start)]
        if left.stop > left.start or right.stop > right.start:
            rows.append((left, right))
        done = left.stop, right.stop
    return rows


def length_similarity(korean: int, english: int) -> float:
    """Similarity of lengths as translations, from 0 to 1: the shorter one over the longer one, where a Korean character
    counts as RATIO English ones."""
    expected = RATIO * korean
    longer = max(expected, english)
    return min(expected, english) / longer if longer else 1.0


def _steps_back(korean: Sequence[int], english: Sequence[int]) -> list[tuple[int, list[_Step]]]:
    """The last steps of the cheapest ways: for every place in the Korean the first place in the English that is looked at,
    and the steps to it and to those behind it."""
    slope = len(english) / len(korean)
    reach = _BAND + math.ceil(slope)
    joined = ((), (0, *english), (0, 0, *map(add, english, english[1:])))
    # what ways to places cost; the last two stand before the first one, as indexes -1 and -2, where no way is
    nowhere = [math.inf] * (len(english) + 3)
    here, before, earlier = nowhere, nowhere, nowhere
    steps: list[tuple[int, list[_Step]]] = []
    for row in range(len(korean) + 1):
        here, before, earlier = nowhere.copy(), here, before
        lengths = 0, sum(korean[max(row - 1, 0) : row]), sum(korean[max(row - 2, 0) : row])
        ways = [
            (
                *(step, prior, (here, before, earlier)[step[0]], step[1], lengths[step[0]]),
                joined[step[1]] if step[0] else (),
            )
            for step, prior in _STEPS.items()
        ]
        middle = round(row * slope)
        first, last = max(middle - reach, 0), min(middle + reach, len(english))
        taken: list[_Step] = []
        for column in range(first, last + 1):
            cost, best = (math.inf, (0, 0)) if row or column else (0.0, (0, 0))
            for step, prior, costs, right, length, others in ways:
                reached = costs[column - right] + prior
                if reached < cost:
                    # no surprise makes a way cheaper
                    if others:
                        reached += _surprise(length, others[column])
                        if reached >= cost:
                            continue
                    cost, best = reached, step
            here[column] = cost
            taken.append(best)
        steps.append((first, taken))
    return steps


def _surprise(korean: int, english: int) -> float:
    """``-ln`` of how likely lengths at least so different are for translations."""
    mean = (korean + english / RATIO) / 2
    if not mean:
        return 0.0
    delta = abs(english - RATIO * korean) / math.sqrt(VARIANCE * mean)
    return -math.log(max(math.erfc(delta / _ROOT), _LEAST_LIKELY))


def _sections(
    korean: Sequence[Passage], english: Sequence[Passage]
) -> Iterator[tuple[slice, slice]]:
    """Sections that are aligned one by one: titles and headings, and what lies between, where both have the same ones in
    order."""
    left, right = _landmarks(korean), _landmarks(english)
    if [korean[at].kind for at in left] != [english[at].kind for at in right]:
        left, right = [], []
    done = (0, 0)
    for ko, en in zip([*left, len(korean)], [*right, len(english)], strict=True):
        yield slice(done[0], ko), slice(done[1], en)
        yield slice(ko, ko + 1), slice(en, en + 1)
        done = ko + 1, en + 1


def _landmarks(passages: Sequence[Passage]) -> list[int]:
    return [at for at, passage in enumerate(passages) if passage.kind in _LANDMARKS]


def _moved(place: slice, by: int) -> slice:
    return slice(place.start + by, place.stop + by)
