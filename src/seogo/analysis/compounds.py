"""Nouns that stand side by side, joined: 인공 지능 written as 인공지능, ``GPT-4`` as ``gpt4``; and names of which a sign is
part: 한·미·일, ``.env``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress, count, islice
from operator import eq

from seogo.analysis.script.hanja import to_hangul
from seogo.analysis.stopwords import PARTICLES
from seogo.analysis.token import LONGEST_TERM, Spans, Token

_LONGEST_COMPOUND = 4
_DOTTED = re.compile("(?<![가-힣·])[가-힣]+(?:·[가-힣]+)+")
_POINTED = re.compile(r"(?<![\w.*)\]])\.[A-Za-z][\w-]*")
_LONGEST_PARTICLE = max(map(len, PARTICLES))
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


def signed_names(spans: Spans, passage: str) -> Iterator[tuple[str, int, int]]:
    """The names of which a sign is part, as terms with their places, where ``spans`` are the tokens of ``passage``.

    Syllables joined by middle dots are one name without them (한·미·일, 시·도지사: ``·한미일``, ``·시도지사``) where any but
    the last stands alone; longer ones are a list (군수·시장). A file whose name begins with a point keeps it (``.env``).
    """
    if "·" in passage:
        for match in _DOTTED.finditer(to_hangul(passage)):
            if is_dotted_name(match[0]):
                start, end = match.span()
                for stop in dict.fromkeys(_ends(spans, match)):
                    yield dotted_term(match[0][: stop - start]), start, min(stop, end)
    if "." in passage:
        for match in _POINTED.finditer(passage):
            yield match[0].lower()[:LONGEST_TERM], *match.span()


def is_dotted_name(text: str) -> bool:
    """Whether syllables with middle dots between are one name."""
    return any(len(part) == 1 for part in text.split("·")[:-1])


def dotted_term(text: str) -> str:
    """The term of syllables that middle dots may join."""
    return f"·{text.replace('·', '')}"[:LONGEST_TERM]


def _ends(spans: Spans, match: re.Match[str]) -> Iterator[int]:
    """Where a name with middle dots may end: before its particle, as it was analysed and as it may be."""
    first, end = match[0].rindex("·") + match.start() + 1, match.end()
    at = bisect_left(spans.starts, first)
    tokens = [
        stop
        for start, stop in zip(spans.starts[at : at + 8], spans.ends[at : at + 8], strict=True)
        if start < end and stop <= end
    ]
    last = max(tokens, default=end)
    yield last
    if last < end:
        if end - first == 1:
            yield end  # 여·야, read as an exclamation
        return
    for length in range(min(_LONGEST_PARTICLE, end - first - 1), 0, -1):
        if match[0][-length:] in PARTICLES:
            yield end - length
            return
