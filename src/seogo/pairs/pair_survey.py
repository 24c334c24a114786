"""Survey of the pairs of an archive: all of them sorted, and likely counterparts for articles that have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from seogo.articles.archive import Archive
from seogo.engines.base import Engine
from seogo.errors import ArticleUnknown
from seogo.messages import Message
from seogo.pairs.pair_proposals import PairProposer
from seogo.pairs.quality import CheckedPair, Progress, Single, Skipped, check_pairs


@dataclass(frozen=True, slots=True)
class PairSurvey:
    """Checked pairs of an archive, articles without a translation, and those that could not be compared; 7,000 pairs take a
    few megabytes."""

    checked: Sequence[CheckedPair]
    singles: Sequence[Single]
    skipped: Sequence[Skipped]

    def pairs(self, sort: str, *, differing: bool = False) -> list[CheckedPair]:
        """Pairs, the ``worst`` or the ``best`` first or by ``id``; with ``differing`` only those that have differences."""
        pairs = [pair for pair in self.checked if pair.differences or not differing]
        if sort != "id":
            pairs.sort(key=lambda pair: pair.score, reverse=sort == "best")
        return pairs

    def with_counterparts(self, proposer: PairProposer, most: int) -> list[tuple[Single, str]]:
        """First ``most`` articles without a translation, each with the id of the one that is proposed for it, or an empty
        text."""
        return [(single, proposer.counterpart(single.id)) for single in islice(self.singles, most)]


def survey_pairs(
    archive: Archive, engine: Engine, progress: Progress, ids: Sequence[str] = ()
) -> PairSurvey:
    """Survey of all pairs, or of those of the articles ``ids``. Raises ArticleUnknown for an id that is not in the index."""
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
    return PairSurvey(checked, singles, skipped)
