"""BM25 as every engine scores a term, field by field.

A term scores as Whoosh's BM25F does, and a document's score is the sum over fields and words::

    idf(t)   = ln(N / (n + 1)) + 1
    score(t) = idf(t) * f * (k1 + 1) / (f + k1 * (1 - b + b * l / avg))

with N documents in the index, n of them with t in the field, f occurrences in the document, l its length and avg the average
length of the field over the documents that have it (Whoosh: over all). This is not the BM25F of Robertson and Zaragoza
(2009, section 3.6), where the frequencies of all fields are weighted and added before they saturate once, and whose idf is
ln((N - n + .5) / (n + .5)).
"""

from __future__ import annotations

import math
from typing import Final

K1: Final = 1.2
B: Final = 0.9


def idf(documents: int, count: int) -> float:
    """The inverse document frequency of a term that n = ``count`` of N = ``documents`` have: ln(N / (n + 1)) + 1."""
    return math.log(max(documents, 1) / (count + 1)) + 1
