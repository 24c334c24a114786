"""Which terms of articles would change: what goes and what comes at the same place (엑 사원 → 엑사원).

The tokens of the main field are compared, title with title and body with body: compounds and bigrams follow from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from seogo.analysis.token import FieldTokens

Columns = tuple[FieldTokens, ...]
"""The tokens of an article, one column for each of its texts."""

MOST_CHANGES: Final = 20
"""Changes that are listed; the rest is counted."""

_Change = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TermChange:
    """Terms that go and terms that come in their place, in so many articles."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class TermChanges:
    """The changes in most articles first, and how many others there are."""

    listed: list[TermChange] = field(default_factory=list)
    others: int = 0


def compare(pairs: Iterable[tuple[Columns, Columns]]) -> TermChanges:
    """The changes between the two analyses of each article, the old one first."""
    articles: Counter[_Change] = Counter()
    for old, new in pairs:
        articles.update(set[_Change]().union(*map(_changes, old, new)))
    order = sorted(articles.items(), key=lambda row: (-row[1], row[0]))
    listed = [TermChange(before, after, count) for (before, after), count in order[:MOST_CHANGES]]
    return TermChanges(listed, len(order) - len(listed))


def _changes(old: FieldTokens, new: FieldTokens) -> set[_Change]:
    before, after = (Counter(zip(c.starts, c.ends, c.terms, strict=True)) for c in (old, new))
    gone, come = before - after, after - before
    tokens = sorted([(*token, True) for token in gone] + [(*token, False) for token in come])
    place, reach = 0, 0
    places: list[int] = []
    for start, end, _, _ in tokens:
        if start >= reach:  # touches nothing before it
            place += 1
        reach = max(reach, end)
        places.append(place)
    changes = set()
    for _, group in groupby(zip(places, tokens, strict=True), key=lambda row: row[0]):
        members = [token for _, token in group]
        changes.add(
            (
                tuple(term for _, _, term, is_old in members if is_old),
                tuple(term for _, _, term, is_old in members if not is_old),
            )
        )
    return changes
