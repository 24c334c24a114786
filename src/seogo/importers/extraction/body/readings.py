"""Ways to find the article in a page: trafilatura, and elements that content systems use for it."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from seogo.importers.extraction.body.text_runs import Marks, PageText, without_marks
from seogo.importers.extraction.to_markdown import tree_to_markdown
from seogo.importers.extraction.tree import Element, missing
from seogo.messages import Message

_IDS: Final = (
    *("article-view-content-div", "articleBody", "dic_area", "articleBodyContents", "article_body"),
    *("newsEndContents", "articeBody", "article-body", "newsct_article", "harmonyContainer"),
    *("articletxt", "article_txt", "news_body_area", "CmAdContent", "textBody"),
)
_CLASSES: Final = (
    *("entry-content", "post-content", "article-body", "article_body", "view_cont"),
    *("article_view", "news_view", "article_txt", "story-news", "article-veiw-body"),
)
_EDITORS: Final = (
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' se-main-container ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' se_component_wrap ')"
    " and contains(concat(' ', normalize-space(@class), ' '), ' sect_dsc ')]",
    "//*[@id='postViewArea']",
    "//*[starts-with(@id, 'post-view') and contains(concat(' ', normalize-space(@class), ' '), ' post-view ')]",
    "//*[@id='viewTypeSelector']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' contents_style ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' tt_article_useless_p_margin ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' wrap_body ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' atom-one ')]",
)
"""Where blogs put what their writer typed, and nothing else: Naver's editors (ONE, 3, 2), Tistory, Brunch, Velog. Above the
first that is there are those of other times."""

_AREAS: Final = "|".join(
    (
        "//*[@itemprop='articleBody']",
        *(f"//*[@id='{name}']" for name in _IDS),
        *(
            f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
            for name in _CLASSES
        ),
    )
)
"""Where papers put their text; by microdata, and by the names that content systems use, many of them Korean."""

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
    found = bare_extraction(
        copied,
        url=address or None,
        fast=fast,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        config=_settings(),
    )
    body = getattr(found, "body", None)
    if body is None:
        return Reading(frozenset())
    numbers = frozenset(marks.read(body))
    if numbers:
        return Reading(numbers)
    return Reading(numbers, without_marks(tree_to_markdown(_as_html(body), address)))


@cache
def _settings() -> Any:
    from trafilatura.settings import DEFAULT_CONFIG

    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_OUTPUT_SIZE"] = "1"
    return settings


def _as_html(body: Element) -> Element:
    """Trafilatura's headings with the names of HTML, where a head is something else."""
    for heading in list(body.iter("head")):
        level = heading.get("rend", "")
        heading.tag = level if re.fullmatch("h[1-6]", level) else "h2"
    return body


def editor_area(tree: Element) -> Element | None:
    """The element that holds what the writer of a blog typed, if the page is of a blog that has one."""
    for path in _EDITORS:
        found = _outermost(tree.xpath(path)[:_MANY])
        if len(found) == 1:
            return found[0]
    return None


def named_areas(tree: Element) -> list[Element]:
    """The innermost elements that hold the article by their names."""
    found = tree.xpath(_AREAS)[:_MANY]
    outer = {up for one in found for up in one.iterancestors()}
    return [one for one in found if one not in outer]


def text_cell(page: PageText) -> Element | None:
    """The cell with most text that is no link, on pages made of tables, without paragraphs."""
    if next(iter(page.tree.iter("p")), None) is not None:
        return None
    cells = [
        cell for cell in page.tree.iter("td") if next(cell.iterdescendants("table"), None) is None
    ]
    return max(
        cells, key=lambda cell: sum(r.weight - r.linked for r in page.inside(cell)), default=None
    )


def _outermost(found: list[Element]) -> list[Element]:
    return [one for one in found if not any(up in found for up in one.iterancestors())]
