"""All pairs of an archive at once: sorted, and with likely counterparts for articles that have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from seogo.articles.archive import Archive
from seogo.engines.base import Engine
from seogo.errors import ArticleUnknown
from seogo.messages import Message
from seogo.pairs.proposals import Pairing
from seogo.pairs.quality import CheckedPair, Progress, Single, Skipped, check_pairs


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of an archive's pairs; of 7,000 it takes a few megabytes."""

    checked: Sequence[CheckedPair]
    singles: Sequence[Single]
    skipped: Sequence[Skipped]

    def pairs(self, sort: str, *, differing: bool = False) -> list[CheckedPair]:
        """The pairs, the ``worst`` or the ``best`` first or by ``id``; with ``differing`` only those that differ."""
        pairs = [pair for pair in self.checked if pair.differences or not differing]
        if sort != "id":
            pairs.sort(key=lambda pair: pair.score, reverse=sort == "best")
        return pairs

    def with_likely(self, pairing: Pairing, most: int) -> list[tuple[Single, str]]:
        """The first so many articles without a translation, each with the id of what is likely to be it, or nothing."""
        return [(single, pairing.counterpart(single.id)) for single in islice(self.singles, most)]


def survey(archive: Archive, engine: Engine, progress: Progress, ids: Sequence[str] = ()) -> Survey:
    """Look at all pairs, or at those of some articles. Raises ArticleUnknown for an id that is not in the index."""
    known = engine.stored(ids)
    for name in ids:
        if name not in known:
            raise ArticleUnknown(Message("article.unknown-id", id=name))
    checked: list[CheckedPair] = []
    singles: list[Single] = []
    skipped: list[Skipped] = []
    for one in check_pairs(archive, engine, progress, ids):
        match one:
            case CheckedPair():
                checked.append(one)
            case Single():
                singles.append(one)
            case Skipped():
                skipped.append(one)
    return Survey(checked, singles, skipped)
