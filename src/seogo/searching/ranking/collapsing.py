"""Translation groups as single hits: which version of a group is shown, and in which order groups stand."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from seogo.engines.base import EngineResult
from seogo.engines.names import Sort
from seogo.languages import Language

Rows = NDArray[np.intp]
"""Numbers of rows of an EngineResult."""
Mask = NDArray[np.bool_]
"""For each row of an EngineResult, whether it belongs."""
Scores = NDArray[np.float32]
"""For each row of an EngineResult, its score."""

_PRECISION: Final = 10.0**4
_UNDATED: Final = 1 << 30


def ordered(result: EngineResult, eligible: Mask, scores: Scores, sort: Sort) -> Rows:
    """The eligible rows, best first: by score to four decimals or by day, equal ones in the order of ids."""
    rows: Rows = eligible.nonzero()[0]
    if sort == "relevance":
        keys = -np.rint(scores[rows] * _PRECISION).astype(np.int64)
    else:
        days = result.days()[rows]
        keys = np.where(days == 0, _UNDATED, -days if sort == "newest" else days)
    best_first: Rows = rows[keys.argsort(kind="stable")]
    return best_first


def collapsed(result: EngineResult, rows: Rows, language: Language) -> list[int]:
    """One row of each translation group, in the order in which groups first appear in ``rows``: the first one in
    ``language``, or where there is none, the first one."""
    groups = result.groups()[rows]
    preferred = result.languages()[rows] == language
    # of several rows of a group the last one stays in a dictionary
    shown = dict(zip(groups[::-1].tolist(), rows[::-1].tolist(), strict=True))
    backward = preferred.nonzero()[0][::-1]
    shown |= zip(groups[backward].tolist(), rows[backward].tolist(), strict=True)
    return [shown[group] for group in dict.fromkeys(groups.tolist())]


def grouped(result: EngineResult, mask: Mask) -> Mask:
    """The rows whose translation group has a row in ``mask``."""
    groups = result.groups()
    marked = np.sort(groups[mask])
    if not len(marked):
        return mask
    places = marked.searchsorted(groups)
    return np.equal(marked[np.minimum(places, len(marked) - 1)], groups)
