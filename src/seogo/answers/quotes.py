"""Quotes in a text: exact ones, and those of which some words were changed.

A quote is exact where the text has it but for its Unicode form, white space and quotation marks, and no word or number is cut
at its ends. It is altered where at most a third of its words were changed, or numbers, names and negations alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple

from seogo.unicode_forms import to_form

What = Literal["", "number", "name", "negation", "word"]
Kind = Literal["same", "quote", "source"]

QUOTES: Final = "\"'`´“”‘’„‟‚‛«»‹›「」『』〈〉《》＂＇"
_DROPPED: Final = re.compile(rf"[\s{QUOTES}\u00ad\u200b-\u200d\u2060\ufeff]+")
_WORD: Final = re.compile(rf"[^\s{QUOTES}]+")
_NUMBER: Final = re.compile(r"[0-9]")
_COUNT: Final = re.compile(
    "(?:[일이삼사오육칠팔구십백천만억조영]+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스물|서른|마흔|쉰)"
    "(?:명|개|번|년|월|일|시|분|배|건|차례|가지|원|달러|살|주|곳)"
)
_COUNTED: Final = re.compile(
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|first|second|third|half|twice)"
    "|(?:dozen|hundred|thousand|million|billion|trillion)s?"
)
_NEGATION: Final = re.compile(
    "no|not|never|none|nobody|nothing|neither|nor|without|cannot|nowhere|hardly"
    "|(?:ca|do|does|did|wo|would|is|are|was|were|has|have|had|could|should)n['’]?t"
)
_KOREAN_NEGATION: Final = re.compile(
    "^(?:안|못|아니|아닌|아닐|아님|아닙)|않|못하|못했|못한|못할|없[다는었을이던]|없어|없으|없앴|지 ?말"
)
_MULTIPLIERS: Final = "십백천만억조"
_LONGEST_WINDOW: Final = 1.5
_MOST_PLACES, _MOST_COMPARED = 40, 400_000
"""Ranges of a text that are compared with a quote, and words of the one times those of the other."""
_HALF: Final = 2
_THIRD: Final = 3


class Piece(NamedTuple):
    """Piece of a quote beside its source: what ``kind`` of text it is, and ``what`` was changed."""

    text: str
    kind: Kind
    what: What = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Place of a quote in a text, ``start:end``; ``changed`` words of it, none where it is exact."""

    start: int
    end: int
    changed: int = 0
    pieces: tuple[Piece, ...] = ()


class _Word(NamedTuple):
    """Word of a text: as it stands there, as it is compared, and its place."""

    text: str
    key: str
    start: int
    end: int


class Quote:
    """A quote that is looked for in texts."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(to_form("NFC", text).split())
        self.letters = _DROPPED.sub("", self.text)
        self.words = _words(self.text)

    def __bool__(self) -> bool:
        return bool(self.words)


class SearchedText:
    """A text in NFC in which quotes are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The text without what does not count, and where each letter stands in the text."""
        places = [at for at, letter in enumerate(self.text) if not _DROPPED.match(letter)]
        return "".join([self.text[at] for at in places]), places

    @cached_property
    def words(self) -> list[_Word]:
        """The words of the text."""
        return _words(self.text)

    def exact(self, quote: Quote) -> Found | None:
        """The first place that has the quote exactly."""
        letters, places = self._letters
        at = letters.find(quote.letters)
        while at >= 0 and quote.letters:
            start, end = places[at], places[at + len(quote.letters) - 1] + 1
            if not _is_cut(self.text, start, end):
                return Found(start, end)
            at = letters.find(quote.letters, at + 1)
        return None

    def altered(self, quote: Quote) -> Found | None:
        """The place whose words are most like those of the quote, where they are like enough."""
        best: Found | None = None
        for first, last in self._windows(quote):
            found = _aligned(quote, self.words[first:last])
            if found is not None and (best is None or found.changed < best.changed):
                best = found
        return best

    def _windows(self, quote: Quote) -> list[tuple[int, int]]:
        """Ranges of words that share most words with the quote, so that all places that are like enough are in one."""
        size = int(len(quote.words) * _LONGEST_WINDOW) + 3
        wanted = {word.key for word in quote.words}
        pairs = {a.key + b.key for a, b in zip(quote.words, quote.words[1:], strict=False)}
        words = self.words
        hits = [
            at
            for at, word in enumerate(words)
            if word.key in wanted
            or word.key in pairs
            or (at + 1 < len(words) and word.key + words[at + 1].key in wanted)
        ]
        counted = sorted(
            ((bisect_left(hits, at + size) - place, -at) for place, at in enumerate(hits)),
            reverse=True,
        )
        found: list[tuple[int, int]] = []
        for _, start in counted:
            first = max(-start - size // _HALF, 0)
            if all(abs(first - other) > size // _HALF for other, _ in found):
                found.append((first, min(-start + size + size // _HALF, len(words))))
            if len(found) >= min(_MOST_PLACES, 2 + _MOST_COMPARED // (size * size * 2)):
                break
        return found


def _words(text: str) -> list[_Word]:
    found = []
    for match in _WORD.finditer(text):
        inner = _trimmed(match[0])
        if inner:
            found.append(_Word(match[0], inner.casefold(), *match.span()))
    return found


def _trimmed(text: str, *, first: bool = True) -> str:
    """A word without the signs at its end and, with ``first``, at its beginning."""
    start, end = 0, len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    while first and start < end and not text[start].isalnum():
        start += 1
    return text[start:end]


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a range cuts a word at its beginning, or a Latin word or number at either end."""
    before, first = text[max(start - 2, 0) : start], text[start]
    last, after = text[end - 1], text[end : end + 2]
    if before and before[-1].isalnum() and first.isalnum():
        scripts = before[-1].isascii(), first.isascii()
        if scripts[0] == scripts[1] or before[-1].isdigit():
            return True
    if first.isdigit() and (before[-1:] in "-−" and not before[:1].isalnum() and bool(before)):
        return True
    if first.isdigit() and len(before) > 1 and before[1] in ".," and before[0].isdigit():
        return True
    if not after:
        return False
    if last.isascii() and last.isalnum() and after[0].isascii() and after[0].isalnum():
        return True
    if last.isdigit():
        broken = len(after) > 1 and after[0] in ".," and after[1].isdigit()
        return broken or after[0] in _MULTIPLIERS
    return False


def _aligned(quote: Quote, words: Sequence[_Word]) -> Found | None:
    """The best alignment of a quote with a range of words: the edit distance in words, where two words that are written as
    one in the other count as equal. None where too many were changed."""
    own = quote.words
    size = len(own)
    # costs[i][j]: of the first i words of the quote, ending before word j; a place may begin anywhere
    costs = [[0] * (len(words) + 1)]
    for i in range(1, size + 1):
        row, above = [i], costs[i - 1]
        for j in range(1, len(words) + 1):
            same = own[i - 1].key == words[j - 1].key
            least = min(above[j - 1] + (not same), above[j] + 1, row[j - 1] + 1)
            if least and j > 1 and own[i - 1].key == words[j - 2].key + words[j - 1].key:
                least = min(least, above[j - 2])
            if least and i > 1 and own[i - 2].key + own[i - 1].key == words[j - 1].key:
                least = min(least, costs[i - 2][j - 1])
            row.append(least)
        costs.append(row)
    end = min(range(len(words) + 1), key=lambda j: (costs[size][j], -j))
    changed = costs[size][end]
    behind: list[Piece] = []
    if end < len(words) and _what(words[end]) == "negation" and own[-1].key != words[end - 1].key:
        behind = [
            Piece(words[end].text, "source", "negation")
        ]  # the end of a verb that was changed
    pieces: list[Piece] = []
    special, regular = len(behind), 0
    i, j = size, end
    while i > 0:
        cost = costs[i][j]
        if j and own[i - 1].key == words[j - 1].key and cost == costs[i - 1][j - 1]:
            pieces += _same(own[i - 1], words[j - 1], last=i == size)
            i, j = i - 1, j - 1
        elif (
            j > 1
            and own[i - 1].key == words[j - 2].key + words[j - 1].key
            and (cost == costs[i - 1][j - 2])
        ):
            pieces.append(Piece(own[i - 1].text, "same"))
            i, j = i - 1, j - 2
        elif (
            i > 1
            and j
            and own[i - 2].key + own[i - 1].key == words[j - 1].key
            and (cost == costs[i - 2][j - 1])
        ):
            pieces.append(Piece(f"{own[i - 2].text} {own[i - 1].text}", "same"))
            i, j = i - 2, j - 1
        elif j and cost == costs[i - 1][j - 1] + 1:
            what = _what(own[i - 1], words[j - 1])
            pieces += [
                Piece(words[j - 1].text, "source", what),
                Piece(own[i - 1].text, "quote", what),
            ]
            special, regular = special + (what != "word"), regular + (what == "word")
            i, j = i - 1, j - 1
        elif cost == costs[i - 1][j] + 1:
            what = _what(own[i - 1])
            pieces.append(Piece(own[i - 1].text, "quote", what))
            special, regular = special + (what != "word"), regular + (what == "word")
            i -= 1
        else:
            what = _what(words[j - 1])
            pieces.append(Piece(words[j - 1].text, "source", what))
            special, regular = special + (what != "word"), regular + (what == "word")
            j -= 1
    span = words[j:end]
    if not span:
        return None
    longest = max(size, len(span))
    few = changed * _THIRD <= longest
    facts_alone = not regular and special * _HALF <= longest
    if not (few or facts_alone):
        return None
    start, last = span[0].start, words[end].end if behind else span[-1].end
    return Found(start, last, changed, (*reversed(_merged(pieces)), *behind))


def _same(own: _Word, other: _Word, *, last: bool) -> list[Piece]:
    """A word that both have; capitals and signs may differ, but for the sign at the end of the quote."""
    texts = [_trimmed(word.text, first=False) if last else word.text for word in (own, other)]
    if texts[0] == texts[1]:
        return [Piece(own.text, "same")]
    return [Piece(other.text, "source", "word"), Piece(own.text, "quote", "word")]


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Pieces that come from the end of a text, with what both have side by side in one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].kind == piece.kind == "same" and found[-1].what == piece.what:
            found[-1] = piece._replace(text=f"{piece.text} {found[-1].text}")
        else:
            found.append(piece)
    return found


def _what(*words: _Word) -> What:
    """What a change of words changes."""
    keys = [word.key for word in words]
    texts = [_trimmed(word.text) for word in words]
    if any(_NUMBER.search(key) or _COUNTED.fullmatch(key) or _COUNT.match(key) for key in keys):
        return "number"
    if any(_NEGATION.fullmatch(key) or _KOREAN_NEGATION.search(key) for key in keys):
        return "negation"
    if any(text[:1].isascii() and text[:1].isupper() for text in texts):
        return "name"
    return "word"
