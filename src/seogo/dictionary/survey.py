"""Survey of the words of an archive: where the analyser leaves them whole, and where it cuts them.

A *stem* is a run of Hangul without the particle behind it (엑사원은 → 엑사원). What Kiwi makes of it depends on the
context, and a word that it does not know is cut where the parts happen to be words: 엑 + 사원.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from seogo.analysis.korean import Morpheme
from seogo.analysis.script.hanja import to_hangul
from seogo.analysis.script.normalize import Normalized
from seogo.analysis.stopwords import EMPTY_SUFFIXES, PARTICLES

LONGEST_STEM = 12
"""Syllables of a stem at most."""

MOST_STEMS = 300_000
"""Stems kept at a time; where there are more, those that were met once are forgotten."""

HEADS = 3
"""So many words before one syllable make it an ordinary ending of compounds (값 in 기본값, 반환값, 임계값)."""

_RUN = re.compile("[가-힣]{2,}")
_SYLLABLE = re.compile("[가-힣]")
_SPACE = re.compile(r"\s+")
_RESTS = PARTICLES | {""}
_LONGEST_REST = max(map(len, PARTICLES))
_CASE = frozenset({"을", "를", "이", "가", "의", "에", "에서", "로", "으로", "과"})
_NOUNS = frozenset({"NNG", "NNP", "NNB", "XR", "XSN", "SH", "UN"})
_NO_BEGINNING = frozenset({"NP", "NNB", "NR"})
_NO_END = frozenset({"ETN", "XSV", "XSA", "VCP"})
_EXAMPLES = 2
_AROUND = 30


class Part(NamedTuple):
    """Part that a stem is cut into; ``known`` as in Morpheme."""

    form: str
    tag: str
    known: bool


Cut = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Place where a word is cut: the article's id, and the words around it."""

    article: str
    text: str


@dataclass(slots=True)
class Stem:
    """Occurrences of a stem: ``known`` times whole as a word that Kiwi knows, ``guessed`` times whole as a guess, and
    its ``cuts``; ``articles`` counts those that have it, and ``latest`` is the last of them."""

    known: int = 0
    guessed: int = 0
    cuts: Counter[Cut] = field(default_factory=Counter)
    articles: int = 0
    latest: str = ""
    examples: list[Example] = field(default_factory=list)

    @property
    def broken(self) -> int:
        """Number of occurrences that are cut."""
        return self.cuts.total()

    @property
    def count(self) -> int:
        """Number of occurrences."""
        return self.known + self.guessed + self.broken


class Survey:
    """Survey of the stems of all passages that were added.

    ``syllables`` says how often each single syllable is read as a noun or an affix; ``heads`` before which of them words of
    several syllables stand (up to HEADS).
    """

    def __init__(self) -> None:
        self.stems: dict[str, Stem] = {}
        self.syllables: Counter[str] = Counter()
        self.heads: dict[str, set[str]] = {}

    def add(
        self, article: str, passage: str, normal: Normalized, pieces: Sequence[Morpheme]
    ) -> None:
        """Add a passage of an article: as it is written, normalised, and what Kiwi made of that."""
        self._count_syllables(pieces)
        first = 0
        for run in _RUN.finditer(to_hangul(normal.text)):
            start, end = run.span()
            while first < len(pieces) and pieces[first].end <= start:
                first += 1
            last = first
            while last < len(pieces) and pieces[last].start < end:
                last += 1
            # a piece that began before (#인공지능) is no reading of this run
            if first == last or pieces[first].start < start:
                continue
            for stem, cut in _stems(run.group(), start, pieces[first:last]):
                self._note(stem, cut, article, passage, normal, start)
        if len(self.stems) > MOST_STEMS:
            self.stems = {name: stem for name, stem in self.stems.items() if stem.count > 1}

    def _count_syllables(self, pieces: Sequence[Morpheme]) -> None:
        before: Morpheme | None = None
        for piece in pieces:
            if len(piece.form) == 1 and piece.tag in _NOUNS:
                self.syllables[piece.form] += 1
                if before and before.end == piece.start and len(before.form) > 1 and before.known:
                    heads = self.heads.setdefault(piece.form, set())
                    if len(heads) < HEADS and before.tag in _NOUNS:
                        heads.add(before.form)
            before = piece

    def _note(
        self, name: str, cut: Cut, article: str, passage: str, normal: Normalized, start: int
    ) -> None:
        stem = self.stems.setdefault(name, Stem())
        if stem.latest != article:
            stem.articles += 1
            stem.latest = article
        if len(cut) == 1:
            stem.known += cut[0].known
            stem.guessed += not cut[0].known
            return
        stem.cuts[cut] += 1
        if len(stem.examples) < _EXAMPLES and article not in (e.article for e in stem.examples):
            place = normal.original(start, start + len(name))
            stem.examples.append(Example(article, _around(passage, *place)))


def _stems(run: str, start: int, pieces: Sequence[Morpheme]) -> list[tuple[str, Cut]]:
    """The stems that a run at offset ``start`` may have, with what its pieces make of each (one part: it is whole)."""
    found: list[tuple[str, Cut]] = []
    for length in range(max(2, len(run) - _LONGEST_REST), min(len(run), LONGEST_STEM) + 1):
        if run[length:] not in _RESTS:
            continue
        inner = [piece for piece in pieces if piece.start < start + length]
        following = pieces[len(inner)] if len(inner) < len(pieces) else None
        if inner[-1].end == start + length and _may_be_word(inner, following, run[length:]):
            found.append((run[:length], tuple(Part(p.form, p.tag, p.known) for p in inner)))
    return found


def _may_be_word(pieces: Sequence[Morpheme], following: Morpheme | None, rest: str) -> bool:
    """Whether these pieces can be a noun that is cut, or is whole; ``rest`` stands behind it."""
    last = pieces[-1]
    if len(pieces) == 1:
        return last.tag in ("NNG", "NNP")
    if pieces[0].tag in _NO_BEGINNING or last.tag in _NO_END:
        return False
    if last.tag in _NOUNS:
        return not (last.tag == "XSN" and last.form in EMPTY_SUFFIXES)
    # no noun by its own end (버리 + 지), but one where a case particle follows, which no ending takes (를)
    if last.tag.startswith("J") and _SYLLABLE.match(last.form):
        return False
    return rest in _CASE and following is not None and following.tag.startswith("J")


def _around(passage: str, start: int, end: int) -> str:
    """The words around a place of a passage on one line, with … where it goes on."""
    first, last = max(0, start - _AROUND), min(len(passage), end + _AROUND)
    if first:
        first = passage.find(" ", first, start) + 1 or first
    if last < len(passage):
        space = passage.rfind(" ", end, last)
        last = space if space >= 0 else last
    text = _SPACE.sub(" ", passage[first:last]).strip()
    return f"{'… ' if first else ''}{text}{' …' if last < len(passage) else ''}"
