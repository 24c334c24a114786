"""Rows of blocks of two translations that stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from seogo.alignment.gale_church import align
from seogo.alignment.passage_pairs import to_passage
from seogo.articles.markdown import Block

Row: TypeAlias = tuple[Sequence[Block], Sequence[Block]]


def rows(korean: Sequence[Block], english: Sequence[Block]) -> Iterator[Row]:
    """All blocks of both, in order; one side of a row is empty where nothing corresponds."""
    left = right = 0
    for ko, en in align([*map(to_passage, korean)], [*map(to_passage, english)]):
        if left < ko.start or right < en.start:
            yield korean[left : ko.start], english[right : en.start]
        yield korean[ko], english[en]
        left, right = ko.stop, en.stop
    if left < len(korean) or right < len(english):
        yield korean[left:], english[right:]
