"""Ways to find the article in a page: trafilatura, and elements that content systems use for it."""

from __future__ import annotations

import re
from copy import copy, deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from seogo.importers.extraction.body.text_runs import Marks, PageText, without_marks
from seogo.importers.extraction.to_markdown import tree_to_markdown
from seogo.importers.extraction.tree import Element, missing
from seogo.messages import Message

_EDITORS: Final = (
    "se-main-container",
    "se_component_wrap sect_dsc",
    "#postViewArea",
    "post-view",
    "#viewTypeSelector",
    "contents_style",
    "tt_article_useless_p_margin",
    "wrap_body",
    "atom-one",
)
"""Where blogs put what their writer typed, and nothing else: Naver's editors (ONE, 3, 2), Tistory, Brunch, Velog; by their
classes, or ids after a #. One that comes first is inside those behind it."""

_AREAS: Final = frozenset(
    (
        *("#article-view-content-div", "#articleBody", "#dic_area", "#articleBodyContents"),
        *("#article_body", "#newsEndContents", "#articeBody", "#article-body", "#newsct_article"),
        *("#articletxt", "#article_txt", "#news_body_area", "#CmAdContent", "#textBody"),
        *("entry-content", "post-content", "article-body", "article_body", "view_cont"),
        *("article_view", "news_view", "article_txt", "story-news", "article-veiw-body"),
        "articleBody",
    )
)
"""Where papers put their text: by microdata, and by the names that content systems use, many of them Korean."""

_MANY: Final = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way found: numbers of runs; or ``markdown``, where the text is not among what is seen."""

    runs: frozenset[int]
    markdown: str = ""


def trafilatura_reading(page: PageText, address: str, *, fast: bool = False) -> Reading:
    """What trafilatura finds. Raises ImportRefused where it is not installed."""
    try:
        from trafilatura.core import bare_extraction
    except ImportError as error:
        raise missing(Message("import.web-pages")) from error
    marks = Marks(page.runs)
    with marks:
        copied = deepcopy(page.tree)
    options = copy(_options(fast))
    options.url = options.source = address or None
    found = bare_extraction(copied, options=options)
    body = getattr(found, "body", None)
    if body is None:
        return Reading(frozenset())
    numbers = frozenset(marks.read(body))
    if numbers:
        return Reading(numbers)
    return Reading(numbers, without_marks(tree_to_markdown(_as_html(body), address)))


@cache
def _options(fast: bool) -> Any:
    """Options of trafilatura for a page without an address; to read them out of its settings takes as long as a copy."""
    from trafilatura.settings import DEFAULT_CONFIG, Extractor

    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_OUTPUT_SIZE"] = "1"
    # of all formats "txt" is the one of which nothing is written here
    return Extractor(config=settings, output_format="txt", fast=fast, comments=False)


def _as_html(body: Element) -> Element:
    """Trafilatura's headings with the names of HTML, where a head is something else."""
    for heading in list(body.iter("head")):
        level = heading.get("rend", "")
        heading.tag = level if re.fullmatch("h[1-6]", level) else "h2"
    return body


class NamedElements:
    """The elements of a page by class, id (after a #) and microdata."""

    def __init__(self, tree: Element) -> None:
        self._found: dict[str, list[Element]] = {}
        for element in tree.iter():
            names = (element.get("class") or "").split()[:_MANY] if element.attrib else ()
            for name in names:
                self._add(name, element)
            if element.attrib:
                self._add(f"#{element.get('id')}", element)
                self._add(element.get("itemprop") or "", element)

    def _add(self, name: str, element: Element) -> None:
        found = self._found.setdefault(name, [])
        if len(found) < _MANY:
            found.append(element)

    def editor_area(self) -> Element | None:
        """The element that holds what the writer of a blog typed, if the page is of a blog that has one."""
        for names in _EDITORS:
            first, *others = names.split()
            found = [
                one
                for one in self._found.get(first, ())
                if all(one in self._found.get(name, ()) for name in others)
            ]
            outer = [one for one in found if not any(up in found for up in one.iterancestors())]
            if len(outer) == 1:
                return outer[0]
        return None

    def areas(self) -> list[Element]:
        """The innermost elements that hold the article by their names."""
        found = dict.fromkeys(one for name in _AREAS for one in self._found.get(name, ()))
        outer = {up for one in found for up in one.iterancestors()}
        return [one for one in found if one not in outer]


def text_cell(page: PageText) -> Element | None:
    """The cell with most text of its own that is no link, on pages made of tables, without paragraphs."""
    if next(iter(page.tree.iter("p")), None) is not None:
        return None
    weights: dict[Element, float] = {}
    for run in page.runs:
        ups = (run.block, *run.block.iterancestors("td"))
        cell = next((up for up in ups if up.tag == "td"), None)
        if cell is not None:
            weights[cell] = weights.get(cell, 0.0) + run.weight - run.linked
    return max(weights, key=lambda cell: weights[cell], default=None)
