"""What belongs to an article though no reading took it for text: tables whole, captions, lists, code, images."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from seogo.importers.extraction.body.furniture import Furniture
from seogo.importers.extraction.body.text_runs import PageText, TextRun
from seogo.importers.extraction.tree import Element

_WHOLE: Final = ("table", "pre", "dl", "ul", "ol", "figcaption", "blockquote")
_LOOSE: Final = ("ul", "ol", "dl", "blockquote")
_PARTS: Final = ("li", "dt", "dd", "p", "td", "th", "blockquote", "pre")
"""Blocks of which lists and quotations of an article are made; menus and cards have others in them."""

_MOST: Final = 0.85
_ICON: Final = 40
"""Pixels; smaller images are signs."""


class Frame:
    """The element that holds an article, by the runs chosen of it."""

    def __init__(self, page: PageText, chosen: frozenset[int]) -> None:
        self._page = page
        weights: dict[Element, float] = {}
        total = 0.0
        for run in page.runs:
            if run.number in chosen:
                total += run.weight
                for up in _upwards(run.block):
                    weights[up] = weights.get(up, 0.0) + run.weight
        # the innermost one comes last
        holding = [one for one, weight in weights.items() if weight >= _MOST * total]
        self.element = min(holding, key=lambda one: -_depth(one)) if holding else page.tree
        self._furniture = Furniture(self.element)
        inside = [run.number for run in page.runs if run.number in chosen and self.holds(run.block)]
        self.first, self.last = min(inside, default=0), max(inside, default=-1)
        self.chosen = set(chosen)

    def holds(self, element: Element) -> bool:
        """Whether an element is in it."""
        return any(up is self.element for up in _upwards(element))

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
                    if element.tag not in _LOOSE or run.block.tag in _PARTS
                )

    def add_prose(self) -> None:
        """Add the prose that stands between what was chosen and is not furniture."""
        for run in self._page.runs[self.first : self.last + 1]:
            if (
                run.number not in self.chosen
                and run.is_prose
                and self.holds(run.block)
                and not self._furniture.has(run.block)
            ):
                self.chosen.add(run.number)

    def _runs_by_element(self) -> dict[Element, list[TextRun]]:
        found: dict[Element, list[TextRun]] = {}
        for run in self._page.runs[max(0, self.first - 3) : self.last + 4]:
            for up in _upwards(run.block):
                if up is self.element:
                    break
                if up.tag in _WHOLE:
                    found.setdefault(up, []).append(run)
        return {one: runs for one, runs in found.items() if self.holds(one)}

    def _is_whole(self, element: Element, runs: list[TextRun]) -> bool:
        if self._furniture.has(element):
            return False
        weight = sum(run.weight for run in runs) or 1.0
        taken = sum(run.weight for run in runs if run.number in self.chosen)
        linked = sum(run.linked for run in runs)
        between = self.first < runs[0].number and runs[-1].number < self.last
        match element.tag:
            case "figcaption":
                return linked <= weight / 2 and any(up.tag == "figure" for up in _upwards(element))
            case "table":
                if next(element.iterdescendants("table"), None) is not None:
                    return False
                return taken >= 0.3 * weight or (between and linked <= weight / 2)
            case "pre":
                return between or taken > 0
            case _:
                return taken >= weight / 2 and linked <= 0.3 * weight

    def images(self) -> set[Element]:
        """The images of the article: in its element, not in furniture, not beside a text that is not of it."""
        return {
            image
            for image, at in self._page.images
            if self.first <= at + 2
            and at <= self.last + 2
            and not _is_icon(image)
            and self.holds(image)
            and not self._furniture.has(image)
            and self._is_shown(image)
        }

    def _is_shown(self, image: Element) -> bool:
        """Whether what stands with an image is of the article, or nothing does."""
        for up in _upwards(image):
            if up is self.element:
                return True
            texts = [run for run in self._page.inside(up) if run.weight]
            if texts:
                return any(run.number in self.chosen for run in texts)
        return True


def _upwards(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def _depth(element: Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_icon(image: Element) -> bool:
    sizes: Iterable[str] = (
        (image.get(name) or "").removesuffix("px") for name in ("width", "height")
    )
    return any(size.isdecimal() and int(size[:6]) <= _ICON for size in sizes)
