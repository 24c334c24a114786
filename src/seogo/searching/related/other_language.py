"""Related articles that are in the other language alone: words cannot compare them, their vectors can.

How near two articles are is the mean, over the passages of both, of the cosine to the nearest passage of the other one.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from seogo.documents.document import Record, to_record
from seogo.engines.base import Engine
from seogo.languages import Language
from seogo.meaning.vectors import Near, Vectors

MIN_NEARNESS: Final = 0.48
"""Least nearness of a related article. Of 4,000 random pairs of an article in each language .25 % are nearer, of
translations 98 % (news) and all (manual pages; ``tests/benchmarks/related.py``). Of the nearest that are no translation,
nearly all that were read above .47 tell of the same events or people, half of those between .42 and .46."""
_LOOKED_AT: Final = 24
"""Articles with a passage near to the middle of an article, which are compared whole."""


def alike_in_other_language(
    engine: Engine, record: Record, vectors: Vectors
) -> list[tuple[float, Record]]:
    """Articles of the other language that share none with ``record``, by their nearness, the nearest first. Raises
    IndexDamaged."""
    found = None if record.translations else vectors.article_of(record.id)
    if found is None:
        return []
    passages = found.matrix()
    near = near_to_middle(vectors, passages, record.lang.other, _LOOKED_AT)
    stored = engine.stored([one.id for one in near])
    compared = [
        (nearness(passages, other.matrix()), to_record(stored[one.id]))
        for one in near
        if one.id in stored and (other := vectors.article_of(one.id)) is not None
    ]
    alone = [pair for pair in compared if not pair[1].translations]
    return sorted(alone, key=lambda pair: -pair[0])


def near_to_middle(
    vectors: Vectors, passages: NDArray[np.float32], language: Language, most: int
) -> list[Near]:
    """Articles of a language with a passage near to the middle of an article's vectors (float32 [n, d]).

    Raises IndexDamaged.
    """
    middle = passages.mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-9)
    return vectors.nearest(middle, language, most)


def nearness(some: NDArray[np.float32], others: NDArray[np.float32]) -> float:
    """Nearness of two articles by their vectors (float32 [n, d] and [m, d])."""
    cosines = some @ others.T
    return float(cosines.max(axis=0).mean() + cosines.max(axis=1).mean()) / 2
