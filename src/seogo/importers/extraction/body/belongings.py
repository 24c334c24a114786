"""What belongs to an article though no reading took it for text: tables whole, captions, lists, code, images."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, islice, pairwise
from typing import Final

from seogo.importers.extraction.body.footnotes import find_footnotes
from seogo.importers.extraction.body.furniture import Furniture, names_others
from seogo.importers.extraction.body.text_runs import PageText, TextRun
from seogo.importers.extraction.tree import INLINE, Element

_WHOLE: Final = ("table", "pre", "dl", "ul", "ol", "figcaption", "blockquote")
_LOOSE: Final = ("ul", "ol", "dl", "blockquote")
LISTS: Final = ("ul", "ol", "dl")
PARTS: Final = ("li", "dt", "dd", "p", "td", "th", "blockquote", "pre")
"""Blocks of which lists and quotations of an article are made; menus and cards have others in them."""

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEPTH: Final = 3
"""Elements between the mark of a footnote and its link."""

_MOST: Final = 0.85
_INNER: Final = INLINE | {
    *("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "pre", "blockquote", "figure"),
    *HEADINGS,
}
"""Elements that are written as what they are, so from outside."""

CAPTION: Final = re.compile(
    r"(?:\A|[\s_-])(?:caption|photo|img[_-]?desc|figure|image[_-]?caption|thumb[_-]?caption|pic)(?=[\s_-]|\Z)|caption",
    re.IGNORECASE,
)
_ARROW: Final = re.compile("[▲△▼▽◀◁]")
"""What captions of Korean papers begin with."""

_LONGEST_CAPTION: Final = 400
"""Weight of a caption; what is longer is a text with an image in it."""

_LITTLE: Final = 0.01
_TEXT: Final = 0.3
"""So much of an article stands in elements of one class that is none of furniture, whatever it is called."""

_BESIDE: Final = 0.2
"""So much of what a reading found may be furniture by its names, and is left out."""

_ICON: Final = 40
"""Pixels; smaller images are signs."""


class Frame:
    """The element that holds an article, by the runs chosen of it; ``whole`` has the few outside as well."""

    def __init__(self, page: PageText, chosen: frozenset[int]) -> None:
        self._page = page
        weights: dict[Element, float] = {}
        texts: dict[str, float] = {}
        total = 0.0
        for run in page.runs:
            if run.number in chosen:
                total += run.weight
                for up in upwards(run.block):
                    weights[up] = weights.get(up, 0.0) + run.weight
        self.element = _innermost(page.tree, weights, _MOST * total)
        whole = _innermost(page.tree, weights, total - _LITTLE)
        while whole.tag in _INNER and (parent := whole.getparent()) is not None:
            whole = parent
        self.whole = whole
        for up, weight in weights.items():
            if name := up.get("class"):
                texts[name] = texts.get(name, 0.0) + weight
        of_text = [name for name, weight in texts.items() if weight >= _TEXT * total]
        self.furniture = Furniture(self.element, of_text)
        named = Furniture(self.element, of_text, ())
        beside = {number for number in chosen if named.has(page.runs[number].block)}
        if sum(page.runs[number].weight for number in beside) <= _BESIDE * total:
            chosen -= beside
        inside = [run.number for run in page.runs if run.number in chosen and self.holds(run.block)]
        self.first, self.last = min(inside, default=0), max(inside, default=-1)
        self.chosen = set(chosen)

    def take(self, runs: Iterable[TextRun]) -> None:
        """Choose more runs, and widen ``whole`` so that it has them."""
        for run in runs:
            self.chosen.add(run.number)
            while self.whole not in upwards(run.block):
                self.whole = self.whole.getparent()

    def holds(self, element: Element) -> bool:
        """Whether an element is in it."""
        return any(up is self.element for up in upwards(element))

    def add_belongings(self) -> None:
        """Add to the runs that were chosen those that belong to them."""
        inside = self._runs_by_element()
        for element, runs in inside.items():
            if not any(run.number not in self.chosen for run in runs):
                continue
            if self._is_whole(element, runs):
                self.chosen.update(
                    run.number
                    for run in runs
                    if element.tag not in _LOOSE or run.block.tag in PARTS
                )

    def without_rows(self) -> frozenset[int]:
        """What was chosen, without the other cells of a table that has the article in one: title, day, author."""
        tables = {up for up in upwards(self.element) if up.tag == "table"}
        cells = {up for up in upwards(self.element) if up.tag in ("td", "th")}
        if not tables or not cells:
            return frozenset(self.chosen)
        return frozenset(
            number
            for number in self.chosen
            for run in (self._page.runs[number],)
            if run.is_prose or self.holds(run.block) or tables.isdisjoint(upwards(run.block))
        )

    def add_lines(self) -> None:
        """Add the other lines of what was chosen in part: of one paragraph, or one emphasis, with breaks between them."""
        for one, other in pairwise(self._page.runs[max(0, self.first - 3) : self.last + 4]):
            if (one.number in self.chosen) == (other.number in self.chosen):
                continue
            if one.holder is other.holder and (one.holder.tag == "p" or one.holder.tag in INLINE):
                self.chosen.update((one.number, other.number))

    def add_prose(self) -> None:
        """Add the prose that stands between what was chosen and is not furniture."""
        for run in self._page.runs[self.first : self.last + 1]:
            if (
                run.number not in self.chosen
                and run.is_prose
                and self.holds(run.block)
                and not self.furniture.has(run.block)
            ):
                self.chosen.add(run.number)

    def add_headings(self) -> None:
        """Add the headings inside that stand right before what was chosen; readings of plain elements have none."""
        for run in reversed(self._page.runs[self.first + 1 : self.last]):
            if run.number + 1 in self.chosen and self._is_heading(run):
                self.chosen.add(run.number)

    def add_notes(self) -> None:
        """Add the footnotes whose marks stand in what was chosen, wherever they are."""
        footnotes = find_footnotes(self._page.tree)
        if not footnotes.notes:
            return
        marked = {
            footnotes.marks[up]
            for number in self.chosen
            for element, name in self._page.runs[number].slots
            for up in (element, *islice(element.iterancestors(), _DEPTH))
            if up in footnotes.marks and name == "text"
        }
        for note, number in footnotes.notes.items():
            if number in marked:
                self.take(self._page.inside(note))

    def _runs_by_element(self) -> dict[Element, list[TextRun]]:
        found: dict[Element, list[TextRun]] = {}
        for run in self._page.runs[max(0, self.first - 3) : self.last + 4]:
            for up in upwards(run.block):
                if up is self.element:
                    break
                if up.tag in _WHOLE:
                    found.setdefault(up, []).append(run)
        return {one: runs for one, runs in found.items() if self.holds(one)}

    def add_captions(self) -> None:
        """Add the short texts that stand with an image under names that say what they are: captions outside of figures."""
        for image, at in self._page.figures:
            if not self.first <= at + 2 or not at <= self.last + 2 or not self.holds(image):
                continue
            for up in image.iterancestors():
                if up is self.element or self.furniture.has(up):
                    break
                runs = self._page.inside(up)
                if not runs:
                    continue
                weight = sum(run.weight for run in runs)
                linked = sum(run.linked for run in runs)
                named = _ARROW.match(runs[0].text) is not None or any(
                    CAPTION.search(one.get("class") or "")
                    for run in runs
                    for one in (run.block, up)
                )
                if named and weight <= _LONGEST_CAPTION and linked <= weight / 2:
                    self.chosen.update(run.number for run in runs)
                break

    def _is_whole(self, element: Element, runs: list[TextRun]) -> bool:
        if self.furniture.has(element):
            return False
        weight = sum(run.weight for run in runs) or 1.0
        taken = sum(run.weight for run in runs if run.number in self.chosen)
        linked = sum(run.linked for run in runs)
        between = self.first < runs[0].number and runs[-1].number < self.last
        match element.tag:
            case "figcaption":
                return linked <= weight / 2 and any(up.tag == "figure" for up in upwards(element))
            case "table":
                if next(element.iterdescendants("table"), None) is not None:
                    return False
                return taken >= 0.3 * weight or (between and linked <= weight / 2)
            case "pre":
                return between or taken > 0
            case _:
                return (taken >= weight / 2 or self._is_told(runs)) and linked <= 0.3 * weight

    def _is_told(self, runs: list[TextRun]) -> bool:
        """Whether the sentence or the heading before a list, and the text around both, are of the article."""
        before, behind = runs[0].number - 1, runs[-1].number + 1
        headed = self._is_heading(self._page.runs[before], strictly=True)
        before -= headed
        behind += behind < self.last and self._is_heading(self._page.runs[behind], strictly=True)
        return (
            self.first <= before
            and {before, behind} <= self.chosen
            and (
                headed
                or self._page.runs[before].is_prose
                or self._page.runs[before].text.endswith(":")
            )
        )

    def _is_heading(self, run: TextRun, *, strictly: bool = False) -> bool:
        """Whether a run that no reading found is a heading of the article; ``strictly`` not one that others may have, too."""
        return (
            run.number not in self.chosen
            and run.block.tag in HEADINGS
            and run.linked <= run.weight / 2  # else it is of another article
            and self.holds(run.block)
            and not self.furniture.has(run.block)
            and not (strictly and names_others(run.text))
        )

    def figures(self) -> set[Element]:
        """The images and rules of the article: in its element, not in furniture, not beside a text that is not of it."""
        taken = [0, *accumulate(run.number in self.chosen for run in self._page.runs)]
        return {
            image
            for image, at in self._page.figures
            if self.first <= at + 2
            and at <= self.last + 2
            and not _is_icon(image)
            and self.holds(image)
            and not self.furniture.has(image)
            and self._is_shown(image, taken)
        }

    def _is_shown(self, image: Element, taken: list[int]) -> bool:
        """Whether what stands with an image is of the article, or nothing does; ``taken`` counts what is, up to each run."""
        for up in upwards(image):
            first, end = self._page.span(up)
            if up is self.element or first < end:
                return up is self.element or taken[end] > taken[first]
        return True


def upwards(element: Element) -> Iterator[Element]:
    """An element and those around it, from inside."""
    yield element
    yield from element.iterancestors()


def _innermost(tree: Element, weights: Mapping[Element, float], least: float) -> Element:
    """The innermost element of a weight; it must be in one way down, so more than half of the whole."""
    holding = [one for one, weight in weights.items() if weight >= least]
    return max(holding, key=lambda one: sum(1 for _ in one.iterancestors()), default=tree)


def _is_icon(image: Element) -> bool:
    sizes: Iterable[str] = (
        (image.get(name) or "").removesuffix("px") for name in ("width", "height")
    )
    return any(size.isdecimal() and int(size[:6]) <= _ICON for size in sizes)
