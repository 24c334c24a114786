"""Which blocks of two articles belong together.

Translations mostly go block by block; then blocks are paired in their order. Otherwise the cheapest way through both is
looked for: a pair costs by how far its lengths are apart (measured by the lengths of the two articles as wholes, since
Korean needs fewer letters), a block without a counterpart costs more, and two paragraphs may stand beside one. Headings
go with headings only, so that they hold the rest in place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, TypeAlias

from seogo.articles.markdown import Block

Row: TypeAlias = tuple[Sequence[Block], Sequence[Block]]

_LARGEST: Final = 40_000
"""Pairs of blocks that are compared; longer articles are paired in their order."""
_ALONE: Final = 1.1
"""The cost of a block without a counterpart, about that of a pair of which one is three times too long."""
_TWO: Final = 0.35
"""What two blocks beside one cost more than one beside one."""
_STEPS: Final = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))


def paired(first: Sequence[Block], second: Sequence[Block]) -> list[Row]:
    """The blocks of two articles in rows; a row has blocks on one side only where nothing corresponds."""
    same_kinds = [block.kind for block in first] == [block.kind for block in second]
    if same_kinds or len(first) * len(second) > _LARGEST:
        return _in_order(first, second)
    return _aligned(first, second)


def _in_order(first: Sequence[Block], second: Sequence[Block]) -> list[Row]:
    rows = max(len(first), len(second))
    return [(first[at : at + 1], second[at : at + 1]) for at in range(rows)]


def _aligned(first: Sequence[Block], second: Sequence[Block]) -> list[Row]:
    scale = max(sum(map(_length, first)), 1) / max(sum(map(_length, second)), 1)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for left in range(len(first) + 1):
        for right in range(len(second) + 1):
            for step in _STEPS:
                before = best.get((left - step[0], right - step[1]))
                if before is None:
                    continue
                ones = first[left - step[0] : left]
                others = second[right - step[1] : right]
                cost = before[0] + _cost(ones, others, scale)
                known = best.get((left, right))
                if cost < math.inf and (known is None or cost < known[0]):
                    best[left, right] = (cost, step)
    rows: list[Row] = []
    left, right = len(first), len(second)
    while left or right:
        step = best[left, right][1]
        rows.append((first[left - step[0] : left], second[right - step[1] : right]))
        left, right = left - step[0], right - step[1]
    return rows[::-1]


def _cost(ones: Sequence[Block], others: Sequence[Block], scale: float) -> float:
    if not ones or not others:
        return _ALONE
    kinds = {block.kind for block in (*ones, *others)}
    several = len(ones) + len(others) > 2
    if len(kinds) > 1 or (several and kinds != {"paragraph"}):
        return math.inf
    if kinds == {"heading"}:
        return 0.0 if _level(ones[0]) == _level(others[0]) else _ALONE
    left = sum(map(_length, ones)) + 10
    right = sum(map(_length, others)) * scale + 10
    return abs(math.log(left / right)) + (_TWO if several else 0.0)


def _length(block: Block) -> int:
    return block.end - block.start


def _level(block: Block) -> str:
    return block.html[:3]
