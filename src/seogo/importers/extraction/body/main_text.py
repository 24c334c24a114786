"""The text of a page's article, as Markdown: chosen among several readings by how much of the prose each one has."""

from __future__ import annotations

from typing import Final

from seogo.importers.extraction.body.belongings import Frame
from seogo.importers.extraction.body.cleaning import clean
from seogo.importers.extraction.body.ends import Ends
from seogo.importers.extraction.body.furniture import Furniture
from seogo.importers.extraction.body.readings import (
    NamedElements,
    Reading,
    text_cell,
    trafilatura_reading,
)
from seogo.importers.extraction.body.text_runs import PageText, keep_only
from seogo.importers.extraction.to_markdown import tree_to_markdown
from seogo.importers.extraction.tree import Element

_HALF: Final = 0.5
_MOST: Final = 0.7
_PART: Final = 0.3
_LITTLE: Final = 0.05


def main_text(tree: Element, address: str) -> tuple[str, int]:
    """The main text of a page as Markdown, empty where none is found, and the letters of the prose that the page hides and
    that was left out. Changes the tree."""
    left = clean(tree)
    page = PageText(tree)
    named = NamedElements(tree)
    chosen = _of_editor(page, named.editor_area())
    if not chosen:
        reading = _trafilatura(page, address)
        areas = named.areas()
        chosen = _with_areas(page, areas, reading.runs)
        if reading.markdown and not chosen:
            return reading.markdown, left
        if not areas and not page.prose(chosen) and page.weight(chosen) < _LITTLE * page.weight():
            chosen = _texts(page, tree)
    frame = Frame(page, Frame(page, chosen).without_rows())
    ends = Ends(page, frame)
    frame.add_lines()
    frame.add_prose()
    ends.add_lede()
    ends.add_lists_behind()
    ends.add_lists_before()
    frame.add_belongings()
    frame.add_captions()
    frame.add_headings()
    ends.drop_others()
    frame.add_notes()
    keep_only(page, frame.chosen, frame.figures())
    return tree_to_markdown(frame.whole, address), left


def _trafilatura(page: PageText, address: str) -> Reading:
    """What trafilatura finds; it is asked to compare with other ways only where it found little of the page at first."""
    first = trafilatura_reading(page, address, fast=True)
    enough = (
        page.prose(first.runs) >= _MOST * page.prose()
        and page.weight(first.runs) >= _PART * page.weight()
    )
    return first if enough else trafilatura_reading(page, address)


def _of_editor(page: PageText, area: Element | None) -> frozenset[int]:
    """What a writer typed into the editor of a blog, if most of what the page says stands there."""
    if area is None:
        return frozenset()
    runs = _texts(page, area)
    return runs if page.prose(runs) >= _HALF * page.prose() else frozenset()


def _with_areas(page: PageText, areas: list[Element], found: frozenset[int]) -> frozenset[int]:
    """What was found, kept to the element that holds the article by its name, or all of that where much was missed."""
    cell = None if len(areas) == 1 else text_cell(page)
    area = areas[0] if len(areas) == 1 else cell
    if area is None:
        return found
    measure = page.prose if page.prose() else page.weight
    runs = _texts(page, area)
    whole, common = measure(found), found & runs
    if measure(runs) < _HALF * whole or not runs:
        return found
    if measure(common) < _HALF * measure(runs):
        return runs
    return common if measure(common) >= _MOST * whole else found


def _texts(page: PageText, area: Element) -> frozenset[int]:
    furniture = Furniture(area)
    return frozenset(run.number for run in page.inside(area) if not furniture.has(run.block))
