"""The documents of a phrase: those that have all its terms, rarest first, and then those where the terms stand right.

Occurrences of a term are numbers, ``document * stride + position - offset``: those of terms that stand right are equal.
Nothing is decoded of documents that do not have all terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from seogo.engines import clauses as q
from seogo.engines.whoosh.docset import NO_DOCS, NO_SCORES, DocIds, Scores, run_starts
from seogo.engines.whoosh.storage.postings import FieldIndex
from seogo.engines.whoosh.storage.reader import Segments

Rows: TypeAlias = NDArray[np.intp]
"""Places in an array, ascending."""
_Occurrences: TypeAlias = NDArray[Any]
"""Numbers of occurrences, int32 or int64, ascending."""

_LOOKUP_SHARE = 8
"""So many times fewer documents are looked up in a posting list, not in an array over all documents."""
_MASK_SHARE = 64
"""At most so many times more bytes than occurrences are a mask of these, which is faster than to merge them."""


def match_phrase(segments: Segments, phrase: q.Phrase) -> tuple[DocIds, list[Scores]]:
    """The documents of a phrase, ascending, and how often each of its terms stands in them."""
    found: list[DocIds] = []
    counts: list[list[Scores]] = [[] for _ in phrase.terms]
    for base, size, field, numbers in segments.with_terms(phrase.field, phrase.terms):
        ids, rows = _in_segment(phrase, field, numbers, size)
        found.append(ids.astype(np.intp) + base)
        for known, number, own in zip(counts, numbers, rows, strict=True):
            stored = field.postings(number)[1]
            one = np.ones(len(own), np.float32) if stored is None else stored[own]
            known.append(one.astype(np.float32))
    if not found:
        return NO_DOCS, [NO_SCORES] * len(counts)
    return np.concatenate(found), [np.concatenate(known) for known in counts]


def _in_segment(
    phrase: q.Phrase, field: FieldIndex, numbers: Sequence[int], size: int
) -> tuple[NDArray[np.uint32], list[Rows]]:
    """The documents of a phrase in a segment of ``size`` documents, and their places among the postings of each term (whose
    number is given)."""
    lists = [field.postings(number)[0] for number in numbers]
    order = sorted(range(len(lists)), key=lambda index: len(lists[index]))
    ids = lists[order[0]]
    rows = {order[0]: np.arange(len(ids))}
    for index in order[1:]:
        kept, found = _common(ids, lists[index], size)
        ids = ids[kept]
        rows = {known: own[kept] for known, own in rows.items()} | {index: found}
    right = _in_order(phrase, field, numbers, [rows[index] for index in range(len(lists))])
    return ids[right], [rows[index][right] for index in range(len(lists))]


def _common(fewer: NDArray[np.uint32], more: NDArray[np.uint32], size: int) -> tuple[Rows, Rows]:
    """The places in both of the numbers that two ascending arrays of numbers below ``size`` share."""
    if len(fewer) * _LOOKUP_SHARE < len(more):
        places = more.searchsorted(fewer)
        kept = (more.take(places, mode="clip") == fewer).nonzero()[0]
        return kept, places[kept]
    at = np.empty(size, np.int32)
    at.fill(0)
    at[more.astype(np.intp)] = np.arange(len(more), dtype=np.int32)
    guesses = at[fewer.astype(np.intp)]  # a place of another number where it is not there
    kept = (more[guesses] == fewer).nonzero()[0]
    return kept, guesses[kept].astype(np.intp)


def _in_order(
    phrase: q.Phrase, field: FieldIndex, numbers: Sequence[int], rows: Sequence[Rows]
) -> Rows:
    """Which of some documents, ascending, have one occurrence of each term that stands right; ``rows`` are their places among
    the postings of each term."""
    if not len(rows[0]):
        return rows[0]
    offsets = [offset - min(phrase.offsets) for offset in phrase.offsets]
    decoded = [field.positions_at(*term) for term in zip(numbers, rows, strict=True)]
    stride = max(int(found.max()) for found, _ in decoded) + max(offsets) + phrase.slop + 1
    kind = np.int32 if len(rows[0]) * stride < 1 << 31 else np.int64
    begins = np.arange(0, len(rows[0]) * stride, stride, dtype=kind)
    terms = []
    for (positions, counts), offset in zip(decoded, offsets, strict=True):
        own = begins + (max(offsets) - offset)  # so that none is below 0
        spread = own if counts is None else own.repeat(counts)
        terms.append(np.add(spread, positions, dtype=kind, casting="unsafe"))
    reached = terms[0]
    if phrase.slop:
        reached = _near(terms, phrase.slop)
    else:
        for occurrences in terms[1:]:
            reached = _both(reached, occurrences, len(rows[0]) * stride)
    documents: _Occurrences = reached // stride
    return documents[run_starts(documents)].astype(np.intp, copy=False)


def _both(first: _Occurrences, second: _Occurrences, size: int) -> _Occurrences:
    """The numbers that are in both of two ascending arrays of numbers below ``size``."""
    if size <= _MASK_SHARE * (len(first) + len(second)):
        mask = np.zeros(size, np.bool_)
        mask[first] = True
        kept: _Occurrences = second[mask[second]]
        return kept
    both = np.concatenate((first, second))
    both.sort(kind="stable")  # merges them
    shared: _Occurrences = both[:-1][both[1:] == both[:-1]]
    return shared


def _near(terms: Sequence[_Occurrences], slop: int) -> _Occurrences:
    """The occurrences of the last term that follow one of each term before them, where the whole is stretched by ``slop`` at
    most: those of a term that can follow one of the term before it are kept, with the least stretch by which they do."""
    reached = terms[0]
    stretches = np.zeros(len(reached), np.int64)
    for wanted in terms[1:]:
        # the nearest occurrence before, and behind it those with which the whole may be stretched less
        at = reached.searchsorted(wanted, "right") - 1
        best = np.full(len(wanted), slop + 1, np.int64)
        for further in range(slop + 1):
            before = np.maximum(at - further, 0)
            used = wanted - reached[before] + stretches[before]
            np.minimum(best, used, out=best, where=at >= further)
            if not stretches.any():
                break
        follows = best <= slop
        reached, stretches = wanted[follows], best[follows]
        if not len(reached):
            break
    return reached
