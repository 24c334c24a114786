"""Runs of text: what stands between two blocks or breaks of a page, numbered, so that readings can be compared and put
back into the page they come from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from seogo.importers.extraction.tree import INLINE, UNSEEN, Element

MOST_RUNS: Final = 255 * 255
"""Runs that have a mark; what comes behind them is read with the run before."""

_DOTS: Final = 0x2800
_MARK: Final = re.compile("[\u2801-\u28ff]{2}")
_BRAILLE: Final = re.compile("[\u2800-\u28ff]")
_LETTERS: Final = re.compile(r"\w+")
_WIDE: Final = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3]+")
_ENDED: Final = re.compile(r"[.!?。…][”\"'’)\]]?(?:\s|\Z)")
_CLOSED: Final = ("button", "canvas", "object", "audio", "video", "map")
_PROSE: Final = 60
"""Weight from which on a run that is no link may be prose: ten English words."""


@dataclass(slots=True)
class TextRun:
    """A run of text in a page.

    ``block`` is the innermost block around it, ``weight`` its letters and digits (Korean, Chinese and Japanese ones count
    twice and a half: as many say so much more), ``linked`` the part of that in links, ``ended`` whether a sentence ends
    in it, ``slots`` the elements and names of attributes that hold its text.
    """

    number: int
    block: Element
    weight: float = 0.0
    linked: float = 0.0
    ended: bool = False
    slots: list[tuple[Element, str]] = field(default_factory=list)

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a sentence of an article rather than like a menu."""
        return (
            self.weight >= _PROSE
            and self.linked <= self.weight / 2
            and (self.ended or self.weight >= 3 * _PROSE)
        )

    @property
    def holder(self) -> Element:
        """The innermost element that it begins in."""
        element, name = self.slots[0]
        return element if name == "text" else element.getparent()

    @property
    def text(self) -> str:
        """The text, in single spaces."""
        return " ".join("".join(getattr(one, name) or "" for one, name in self.slots).split())


class PageText:
    """The runs of a page in its order, and its images and rules, each with the number of the run that comes next."""

    def __init__(self, tree: Element) -> None:
        self.tree = tree
        self.runs: list[TextRun] = []
        self.figures: list[tuple[Element, int]] = []
        self._spans: dict[Element, tuple[int, int]] = {}
        self._walk()

    def span(self, element: Element) -> tuple[int, int]:
        """The numbers of the first run that begins in an element, and of the one behind the last."""
        return self._spans.get(element, (0, 0))

    def inside(self, element: Element) -> list[TextRun]:
        """The runs that begin in an element."""
        first, end = self.span(element)
        return self.runs[first:end]

    def prose(self, chosen: Iterable[int] | None = None) -> float:
        """The weight of the prose in some runs, or in all."""
        return sum(run.weight for run in self._of(chosen) if run.is_prose)

    def weight(self, chosen: Iterable[int] | None = None) -> float:
        """The weight of some runs, or of all, without that of links."""
        return sum(run.weight - run.linked for run in self._of(chosen))

    def _of(self, chosen: Iterable[int] | None) -> Iterable[TextRun]:
        return self.runs if chosen is None else map(self.runs.__getitem__, chosen)

    def _walk(self) -> None:
        current: TextRun | None = None
        links = 0
        opened: list[tuple[Element, Element, bool]] = [(self.tree, self.tree, False)]
        while opened:
            element, block, closing = opened.pop()
            tag = element.tag
            seen = isinstance(tag, str) and tag not in UNSEEN
            inline = tag in INLINE or tag == "img"
            if not closing and seen:
                links += tag == "a"
                if tag in ("img", "hr"):
                    self.figures.append((element, len(self.runs)))
                inner = block if inline else element
                current = current if inline else None
                self._spans[element] = len(self.runs), len(self.runs)
                current = self._taken(current, element, "text", inner, links)
                opened.append((element, block, True))
                opened += [(child, inner, False) for child in reversed(element)]
                continue
            if closing:
                links -= tag == "a"
                self._spans[element] = self._spans[element][0], len(self.runs)
                if not inline:
                    current = None
            if element is not self.tree:
                current = self._taken(current, element, "tail", block, links)

    def _taken(
        self, run: TextRun | None, element: Element, name: str, block: Element, links: int
    ) -> TextRun | None:
        text = getattr(element, name)
        if not text or text.isspace():
            return run
        if run is None:
            if len(self.runs) >= MOST_RUNS:
                run = self.runs[-1]
            else:
                run = TextRun(len(self.runs), block)
                self.runs.append(run)
        weight: float = sum(map(len, _LETTERS.findall(text)))
        if not text.isascii():
            weight += 1.5 * sum(map(len, _WIDE.findall(text)))
        run.weight += weight
        run.linked += weight if links else 0
        run.ended = run.ended or bool(_ENDED.search(text))
        run.slots.append((element, name))
        return run


class Marks:
    """Marks at the end of each run while it is entered: two signs of Braille, which readers of pages neither leave out nor
    take for a word. Behind the last word they change no statistics of small words."""

    def __init__(self, runs: list[TextRun]) -> None:
        self._runs = runs
        self._before: list[tuple[Element, str, str]] = []

    def __enter__(self) -> None:
        for run in self._runs:
            for element, name in run.slots:
                text = getattr(element, name)
                if not text.isascii() and _BRAILLE.search(text):
                    self._before.append((element, name, text))
                    setattr(element, name, _BRAILLE.sub("", text))
            element, name = run.slots[-1]
            text = getattr(element, name)
            self._before.append((element, name, text))
            high, low = divmod(run.number, 255)
            mark = chr(_DOTS + 1 + high) + chr(_DOTS + 1 + low)
            end = len(text.rstrip())
            setattr(element, name, f"{text[:end]}{mark}{text[end:]}")

    def __exit__(self, *error: object) -> None:
        for element, name, text in reversed(self._before):
            setattr(element, name, text)

    def read(self, found: Element) -> set[int]:
        """The numbers of the runs in what was made of a marked page."""
        numbers = set()
        for mark in _MARK.findall("\n".join(found.itertext())):
            number = (ord(mark[0]) - _DOTS - 1) * 255 + ord(mark[1]) - _DOTS - 1
            if number < len(self._runs):
                numbers.add(number)
        return numbers


def without_marks(text: str) -> str:
    """A text without marks."""
    return _BRAILLE.sub("", text)


def keep_only(page: PageText, kept: Collection[int], figures: Collection[Element]) -> None:
    """Take out of a page the text of all runs but some, and all images and rules but some."""
    for run in page.runs:
        if run.number not in kept:
            for element, name in run.slots:
                setattr(element, name, " " if name == "tail" else None)
    for element, _ in page.figures:
        if element not in figures:
            element.tag = "span"
    for element in page.tree.iter(*_CLOSED):
        element.tag = "div"  # what is kept of it is no button, and was not meant to be in one
