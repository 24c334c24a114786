"""Text to terms: one analyser for articles and for queries.

Only ``korean`` knows Kiwi. Filters never move offsets: they are those of the original text. `analyze` is for other programs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from seogo.analysis.analyzer import Analyzer

__all__ = ["Term", "analyze"]


class Term(NamedTuple):
    """Occurrence of a term in a text: the stored string, its half-open range in code points, its position among the terms
    (which jumps between paragraphs), and whether it has a content of its own."""

    text: str
    start: int
    end: int
    position: int
    content: bool


def analyze(text: str, dictionary: Iterable[str] = ()) -> list[Term]:
    """Terms of a text in order, as an article's text is indexed; ``dictionary`` has words that are kept whole.

    The first call loads Kiwi, which takes seconds; a dictionary of its own takes another one.
    """
    from seogo.analysis.passages import to_passages, to_positions
    from seogo.analysis.token import Kind

    analyzer = _analyzer(tuple(dictionary))
    rows = [token for field, token in analyzer.explain(text) if field == "body"]
    positions, _ = to_positions([one.start for one in rows], to_passages(text))
    return [
        Term(one.term, one.start, one.end, position, one.kind is Kind.CONTENT)
        for one, position in zip(rows, positions, strict=True)
    ]


@lru_cache(maxsize=2)
def _analyzer(dictionary: tuple[str, ...]) -> Analyzer:
    from seogo.analysis.analyzer import Analyzer

    return Analyzer(dictionary)
