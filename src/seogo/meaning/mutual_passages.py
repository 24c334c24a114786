"""Mutual nearest passages: pairs that probably translate each other, in articles that nobody has linked.

With c the cosine of two passages and a, b the means of the NEIGHBOURS highest cosines of each, a pair has the margin

    c / ((a + b) / 2)

(Artetxe and Schwenk 2019, Margin-based parallel corpus mining with multilingual sentence embeddings): a passage that is near
to many others, as is any short one, is no translation of each. A pair counts where both have their highest margin there.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from seogo.languages import Language
from seogo.meaning.vectors import Vectors

NEIGHBOURS: Final = 4
MOST_PASSAGES: Final = 20_000
"""Passages of a language that are compared: some seconds of one core, and 80 MB for a moment."""
_BLOCK: Final = 512


class Spot(NamedTuple):
    """Passage at ``start``:``end`` of the text of the article with an id (-1, -1: its title)."""

    id: str
    start: int
    end: int


class MutualPassages(NamedTuple):
    """Two passages with the highest margin for each other."""

    korean: Spot
    english: Spot
    margin: float


def mutual_passages(vectors: Vectors, names: Collection[str]) -> list[MutualPassages]:
    """Mutual nearest passages of the articles with these ids, of which the first MOST_PASSAGES of a language are compared."""
    (korean, ko), (english, en) = (_passages(vectors, names, language) for language in Language)
    if not korean or not english:
        return []
    of_korean, of_english = _Nearest(len(korean)), _Nearest(len(english))
    for at in range(0, len(korean), _BLOCK):
        cosines = ko[at : at + _BLOCK] @ en.T
        of_korean.add(np.arange(at, at + len(cosines)), cosines, 0)
        of_english.add(np.arange(len(english)), cosines.T, at)
    means = of_korean.cosines.mean(axis=1), of_english.cosines.mean(axis=1)
    best_english = of_korean.best(means[0], means[1])
    best_korean = of_english.best(means[1], means[0])
    return [
        MutualPassages(korean[at], english[other], margin)
        for at, (other, margin) in enumerate(best_english)
        if other >= 0 and best_korean[other][0] == at
    ]


def _passages(
    vectors: Vectors, names: Collection[str], language: Language
) -> tuple[list[Spot], NDArray[np.float32]]:
    """Passages of articles of a language, and their vectors (float32 [n, d])."""
    spots: list[Spot] = []
    rows = []
    for place, name in enumerate(vectors.ids()):
        if vectors.language(place) is language and name in names:
            found = vectors.article(place)
            if len(spots) + len(found.rows) > MOST_PASSAGES:
                break
            rows.append(found.matrix())
            spots += (
                Spot(name, *span)
                for span in zip(found.starts.tolist(), found.ends.tolist(), strict=True)
            )
    return spots, np.concatenate(rows) if rows else np.empty((0, 0), np.float32)


class _Nearest:
    """Highest cosines of some passages to those of the other language, with the places of these (-1: none)."""

    def __init__(self, size: int) -> None:
        self.cosines = np.zeros((size, NEIGHBOURS), np.float32)
        self.places = np.full((size, NEIGHBOURS), -1, np.int64)

    def add(self, rows: NDArray[np.int64], cosines: NDArray[np.float32], first: int) -> None:
        """Look at the ``cosines`` of ``rows`` to the passages from ``first`` on."""
        count = min(NEIGHBOURS, cosines.shape[1])
        there = np.argpartition(cosines, -count, axis=1)[:, -count:]
        both = np.concatenate([self.cosines[rows], np.take_along_axis(cosines, there, 1)], axis=1)
        places = np.concatenate([self.places[rows], there + first], axis=1)
        kept = np.argpartition(both, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
        self.cosines[rows] = np.take_along_axis(both, kept, 1)
        self.places[rows] = np.take_along_axis(places, kept, 1)

    def best(
        self, own: NDArray[np.float32], others: NDArray[np.float32]
    ) -> list[tuple[int, float]]:
        """The place with the highest margin for each passage, and that margin; ``own`` and ``others`` are means."""
        middle = (own[:, None] + others[self.places]) / 2
        margins = np.where(self.places >= 0, self.cosines / np.maximum(middle, 1e-6), -1)
        at = margins.argmax(axis=1)[:, None]
        places = np.take_along_axis(self.places, at, 1)[:, 0].tolist()
        return [*zip(places, np.take_along_axis(margins, at, 1)[:, 0].tolist(), strict=True)]
