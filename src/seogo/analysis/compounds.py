"""Nouns that stand side by side, joined: 인공 지능 written as 인공지능, ``GPT-4`` as ``gpt4``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress, count, islice
from operator import eq

from seogo.analysis.token import LONGEST_TERM, Spans, Token

_LONGEST_COMPOUND = 4
_TRANSPARENT = re.compile(r"[-.](?=\w)")


def to_compounds(tokens: Sequence[Token], passage: str) -> list[Token]:
    """Joined runs of neighbouring noun-like tokens, two to four of them; hyphen and full stop inside are transparent
    (``GPT-4`` → ``gpt4``, ``K-팝`` → ``k팝``)."""
    if len(tokens) < 2:
        return []
    terms, starts, ends, _, _, nouns = zip(*tokens, strict=True)
    found = join_nouns(Spans(terms, starts, ends), nouns, passage)
    return [Token(*span, "C") for span in zip(*found, strict=True)]


def join_nouns(spans: Spans, nouns: Sequence[bool] | None, passage: str) -> Spans:
    """Compounds of two and more of ``spans`` that stand together in ``passage``; ``nouns`` marks the noun-like ones (None:
    all)."""
    terms, starts, ends = spans
    joints = _joints(starts, ends, passage)
    if nouns is not None:
        joints = [at for at in joints if nouns[at] and nouns[at + 1]]
    found: tuple[list[str], list[int], list[int]] = ([], [], [])
    beside = frozenset(joints)
    for first in joints:
        term = terms[first]
        for joint in range(first, first + _LONGEST_COMPOUND - 1):
            if joint not in beside:
                break
            term += terms[joint + 1]
            found[0].append(term[:LONGEST_TERM])
            found[1].append(starts[first])
            found[2].append(ends[joint + 1])
    return Spans(*found)


def _joints(starts: Sequence[int], ends: Sequence[int], passage: str) -> list[int]:
    """Numbers of terms that can be joined with the next one, ascending."""
    joints = list(compress(count(), map(eq, ends, islice(starts, 1, None))))
    for sign in _TRANSPARENT.finditer(passage):
        end = sign.start()
        at = bisect_left(starts, end + 1)
        if 0 < at < len(starts) and starts[at] == end + 1 and ends[at - 1] == end:
            joints.append(at - 1)
    return sorted(joints)
