"""What stands right before and behind the text of an article: its lede and lists, which belong to it, and what does not."""

from __future__ import annotations

import re
from itertools import accumulate, islice
from typing import Final

from seogo.importers.extraction.body.belongings import (
    CAPTION,
    HEADINGS,
    LISTS,
    PARTS,
    Frame,
    upwards,
)
from seogo.importers.extraction.body.furniture import names_others
from seogo.importers.extraction.body.text_runs import PageText, TextRun
from seogo.importers.extraction.tree import Element

_BORDERS: Final = ("article", "main")
_DEPTH: Final = 3
_LEDE: Final = 3
"""Paragraphs between a title and a text that may be its lede; more are something else."""

_AWAY: Final = 20
"""Runs between a title and a text."""

_ABOVE: Final = 1
"""Runs above the heading of a box, in it."""

_SAME: Final = 40
"""Characters by which a paragraph is known again in the text."""

_NO_LEDE: Final = re.compile(
    r"author|writer|byline|reporter|credit|bio(?:[\s_-]|\Z)", re.IGNORECASE
)
_SOURCES: Final = re.compile(
    r"\W{0,4}(?:참고|출처|인용|주석|references?|sources?|bibliography|notes|further reading)"
    r"\W{0,2}(?:자료|문헌|링크|사이트|한 글)?\W{0,4}",
    re.IGNORECASE,
)


class Ends:
    """The ends of an article in a frame."""

    def __init__(self, page: PageText, frame: Frame) -> None:
        self._page = page
        self._frame = frame

    def add_lede(self) -> None:
        """Add the prose between the title and the text: the lede, which many pages have in their head."""
        found: list[TextRun] = []
        for run in reversed(self._page.runs[max(0, self._frame.first - _AWAY) : self._frame.first]):
            ups = list(islice(upwards(run.block), _DEPTH))
            if any(up.tag == "h1" for up in ups):
                break
            if (
                run.is_prose
                and run.number not in self._frame.chosen
                and not self._frame.furniture.has(run.block)
            ):
                found.append(run)
        else:
            return
        if len(found) > _LEDE:
            return
        body = "".join(self._page.runs[number].text for number in sorted(self._frame.chosen)[:8])
        for run in found:
            if run.text[:_SAME] not in body and not _is_beside(run.block):
                self._frame.take([run])

    def add_lists_behind(self) -> None:
        """Add the lists right behind the last paragraph, each with the heading above it, and those right before the first.

        Boxes of their own may hold them; a list outside the element of the text needs a heading.
        """
        if self._frame.last < self._frame.first:
            return
        last = self._page.runs[self._frame.last]
        borders = [up for up in upwards(last.block) if up.tag in _BORDERS][:1]
        at, above = self._frame.last + 1, [last] if last.block.tag in HEADINGS else []
        while at < len(self._page.runs):
            run = self._page.runs[at]
            if any(border not in upwards(run.block) for border in borders):
                return
            runs = [run]
            if run.block.tag in HEADINGS and not above and self._is_heading(run):
                above = runs
            elif runs := self._list_at(run, above):
                self._frame.take([*above, *runs])
                above = []
            else:
                return
            at += len(runs)

    def add_lists_before(self) -> None:
        """Add the lists right before the first paragraph that have a heading: what is needed for what is told."""
        at = self._frame.first - 1
        while at > 0:
            outer = [up for up in upwards(self._page.runs[at].block) if up.tag in LISTS]
            start = self._page.span(outer[-1])[0] if outer else 0
            above = self._page.runs[start - 1] if start > 0 else None
            if above is None or above.block.tag == "h1" or not self._is_heading(above):
                return
            runs = self._list_at(self._page.runs[start], [above])
            if not runs or runs[-1].number != at:
                return
            self._frame.take([above, *runs])
            at = above.number - 1

    def _is_heading(self, run: TextRun) -> bool:
        return (
            run.block.tag in HEADINGS
            and run.linked <= run.weight / 2
            and not names_others(run.text)
            and not self._frame.furniture.has(run.block)
        )

    def _list_at(self, run: TextRun, above: list[TextRun]) -> list[TextRun]:
        """The runs of the list that begins with a run, if it is of the article; ``above`` is the heading before it."""
        element = next((up for up in upwards(run.block) if up.tag in LISTS), None)
        if element is None or not (above or self._frame.holds(element)):
            return []
        outer = [
            up
            for up in upwards(element)
            if up.tag in LISTS and self._frame.last not in range(*self._page.span(up))
        ]
        runs = self._page.inside(outer[-1] if outer else element)
        fits = (
            runs[0] is run
            and (not _is_linked(runs) or any(_SOURCES.fullmatch(one.text) for one in above))
            and not all(one.text.startswith("#") for one in runs)
            and all(
                one.block.tag in PARTS and not self._frame.furniture.has(one.block) for one in runs
            )
        )
        return runs if fits else []

    def drop_others(self) -> None:
        """Leave out what stands behind the text under headings of comments, of other articles, of the site."""
        chosen = self._frame.chosen
        runs = self._page.runs[: max(chosen, default=-1) + 1]
        weights = [0.0, *accumulate(run.weight if run.number in chosen else 0 for run in runs)]
        for run in runs[self._frame.first + 1 :]:
            if run.block.tag in HEADINGS and names_others(run.text, behind=True):
                numbers = self._below(run)
                taken = weights[min(numbers.stop, len(runs))] - weights[run.number]
                if taken <= weights[run.number]:
                    chosen.difference_update(numbers)

    def _below(self, heading: TextRun) -> range:
        """The numbers of a heading and what is below it: its box, or what stands beside it to the next paragraph."""
        box = heading.block
        while (
            (parent := box.getparent()) is not None
            and self._page.span(parent)[0] > self._frame.first
            and self._page.span(parent)[0] >= heading.number - _ABOVE
        ):
            box = parent
        if box is not heading.block:
            return range(*self._page.span(box))
        end = self._page.span(box)[1]
        for one in box.itersiblings():
            if one.tag == "p" or one.tag in HEADINGS:
                break
            end = max(end, self._page.span(one)[1])
        return range(heading.number, end)


def _is_beside(element: Element) -> bool:
    """Whether an element is a caption, or says who wrote an article."""
    return any(
        up.tag in ("figure", "figcaption")
        or CAPTION.search(name := (up.get("class") or ""))
        or _NO_LEDE.search(name)
        for up in islice(upwards(element), _DEPTH)
    )


def _is_linked(runs: list[TextRun]) -> bool:
    """Whether more of some runs is links than a text has."""
    return sum(run.linked for run in runs) > 0.3 * sum(run.weight for run in runs)
