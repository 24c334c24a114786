"""Words that may stand alone, as Kiwi said once: a run that analyses nothing anew does not load it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence, Set

from seogo.indexing.analysis_cache import AnalysisCache

NAME = "lone words"
"""Content hash under which the cache has them; each analysis stamp has its own."""


def lone_words(
    cache: AnalysisCache, stamp: str, ask: Callable[[Sequence[str]], Set[str]]
) -> Callable[[Sequence[str]], Set[str]]:
    """Function for those of some words that may stand alone; ``ask`` is asked for those that the cache does not know under
    the analysis ``stamp``."""

    def alone(words: Sequence[str]) -> Set[str]:
        known = _read(cache.get(NAME, stamp))
        unknown = [word for word in words if word not in known]
        if unknown:
            found = ask(unknown)
            known |= {word: word in found for word in unknown}
            kept = {word: known[word] for word in words}
            cache.put(NAME, stamp, json.dumps(kept, ensure_ascii=False).encode())
        return {word for word in words if known[word]}

    return alone


def _read(data: bytes | None) -> dict[str, bool]:
    try:
        found = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
