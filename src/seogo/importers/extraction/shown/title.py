"""The title that a page shows with its article, where it has none for machines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final

from seogo.importers.extraction.body.furniture import Furniture
from seogo.importers.extraction.tree import Element, beginning_of, text_of, with_class

LABEL: Final = re.compile(r"(?:제\s?목|글\s?제목|title|subject)\s?[:：]?", re.IGNORECASE)
"""What stands before the title of a board."""

_SECTION: Final = re.compile(
    r"(?:[가-힣]{1,12}[시군구도청부처원회교단]\s)?(?:보도\W?(?:해명|설명)?\W?자료|언론\s?보도|공지(?:사항)?|새\s?소식|소식|뉴스|알림(?:마당|사항)?|(?:자유\s?)?게시판"
    r"|(?:고시\W?)?공고|자료실|칼럼|사설|오피니언|블로그|이벤트|행사(?:\s?안내)?|(?:정보|열린)\s?마당|커뮤니티"
    r"|news(?:room)?|(?:press|news) releases?|notices?|blog|articles?|announcements?|board|publications?|insights?"
    r"|stories|opinion|columns?|events?)(?:\s?(?:상세\s?)?(?:보기|내용|목록|상세|view|details?|list))?",
    re.IGNORECASE,
)
"""The name of a part of a site, which stands above the titles of what is in it."""

AROUND: Final = re.compile(r"(?<!\s)\s+(?:[|·:–—<>-]|::|»|«|ㅣ)\s+")
"""What stands between the parts of a page's title: that of the article, its section, its site."""

_LABELS: Final = ("th", "dt", "td")
_CLASSES: Final = frozenset(
    (
        *("view_tit", "view_title", "view-title", "viewTitle", "tit_view", "title_view", "view_subject", "tit_subject"),
        *("board_tit", "board_title", "board-title", "bbs_tit", "bbs_title", "bbs-title", "bo_v_tit", "b-title"),
        *("b-title-box", "article_title", "article-title", "articleTitle", "article_tit", "art_tit", "article-head-title"),
        *("news_tit", "news_title", "news-title", "newsTitle", "headline", "entry-title", "post-title", "post_title"),
    )
)  # fmt: skip
"""Classes of the title in boards of offices, papers and blogs."""

_HEADINGS: Final = ("h1", "h2", "h3")
_LARGE: Final = ("4", "5", "6", "7", "+1", "+2", "+3", "+4")
_HOME: Final = re.compile(
    r"(?:https?://[^/?#]+)?/?(?:[a-z]{2}/?)?(?:(?:index|main|home)\b[^?#]*)?|#.*"
)
_BELOW: Final = ("h1", "h2", "h3", "h4")
_NAME: Final = 40
_LEAST: Final = 3
_MOST: Final = 300
_MANY: Final = 5_000


def first_heading(tree: Element) -> str:
    """The first heading of the first order that is not the name of the site; what is large on old pages without any."""
    old = next(tree.iter(*_HEADINGS), None) is None
    found = _large(tree) if old else (one for one in tree.iter("h1") if not _leads_home(one))
    return next((text for one in found if _LEAST <= len(text := text_of(one)) <= _MOST), "")


def is_section(text: str) -> bool:
    """Whether a heading is the name of a part of a site rather than of an article."""
    return len(text) <= _NAME and bool(_SECTION.fullmatch(text))


def title_below(tree: Element, sites: Collection[str]) -> str:
    """The heading below the names of a site and its part, if no text stands between them."""
    furniture = Furniture(tree)
    below = False
    for one in tree.iter():
        if one.tag in _BELOW:
            text = beginning_of(one, _MOST)
            if text in sites or is_section(text):
                below = True
            elif below and _LEAST <= len(text) <= _MOST and not furniture.has(one):
                return text
        elif below and isinstance(one.tag, str) and len((one.text or "").strip()) > _NAME:
            return ""
    return ""


def named_title(tree: Element) -> str:
    """The only text of a page that is called its title, by a label before it or by its class."""
    furniture = Furniture(tree)
    for ways in (_labelled(tree), with_class(tree, _CLASSES)):
        texts = {beginning_of(one, _MOST) for one in islice(ways, _MANY) if not furniture.has(one)}
        if len(texts) == 1 and _LEAST <= len(text := texts.pop()) <= _MOST:
            return text
    return ""


def _labelled(tree: Element) -> Iterator[Element]:
    for one in tree.iter(*_LABELS):
        value = one.getnext()
        if (
            value is not None
            and value.tag in ("td", "dd")
            and LABEL.fullmatch(beginning_of(one, _LEAST * 5))
        ):
            yield value


def _leads_home(heading: Element) -> bool:
    """Whether a heading is a link to the first page of its site, as names and logos of sites are."""
    link = next(heading.iter("a"), None)
    link = next(heading.iterancestors("a"), None) if link is None else link
    if link is None or not (target := (link.get("href") or "").strip()):
        return False
    return bool(_HOME.fullmatch(target)) and text_of(link) == text_of(heading)


def _large(tree: Element) -> Iterator[Element]:
    """What stands in larger letters and leads nowhere."""
    return (
        one
        for one in tree.iter("font")
        if (one.get("size") or "").strip() in _LARGE
        and next(one.iter("a"), None) is None
        and next(one.iterancestors("a"), None) is None
    )
