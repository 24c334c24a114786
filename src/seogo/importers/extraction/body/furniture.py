"""What stands around articles: elements whose names or kinds say that they share, relate, count or advertise."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice
from typing import Final

from seogo.importers.extraction.tree import Element

_TAGS: Final = frozenset(("nav", "aside", "footer", "button", "form", "menu", "dialog"))
_NAMES: Final = re.compile(
    r"(?:\A|[\s_-])(?:share[sd]?|sharing|sharedaddy|sns|social|addtoany|related?|relations?|recommends?|recommended"
    r"|comments?|repl(?:y|ies)|cmt|disqus|newsletter|subscribe|subscription|promo|advert(?:isement)?|ads?|adsense|banner"
    r"|copyrights?|breadcrumbs?|pagination|paging|pager|sidebar|widget|popular|ranking|mostread|trending|outbrain|taboola"
    r"|jp-relatedposts|another_category|container_postbtn|post_function_t1|social_plugin_property|btn_wrap|byline_wrap"
    r"|utility|toolbox|print|cookie|consent|login|sponsor(?:ed)?|skip|sign-?up|author-(?:bio|box)|recirc(?:ulation)?)(?=[\s_-]|\Z)"
    r"|(?:\A|[\s_])util(?=[\s_-]|\Z)|-util(?=\s|\Z)",
    re.IGNORECASE,
)
_COUNT: Final = r"\(?\d{1,6}\)?\s?개?"
_ARTICLES: Final = (
    r"(?:주요\s?|인기\s?|많이\s?본\s?|추천\s?)?"
    r"(?:기사|뉴스|글|게시물|게시글|포스트|콘텐츠|영상|상품)(?:들|\s?더\s?보기|\s?목록)?"
)
_KINDS: Final = r"(?:articles?|posts?|stories|news|reading|content|videos?|products?|links?)"
_BEHIND: Final = (
    rf"(?:댓글|답글|덧글)\s?(?:{_COUNT}|쓰기|남기기|목록|보기)?|(?:전체\s?)?(?:의견|코멘트|후기|리뷰)\s?{_COUNT}",
    r"\d{1,6}\s(?:comments?|replies|reply|responses?|thoughts?\son\b.{0,80})|comments?\s?(?:\(?\d{1,6}\)?)?",
    r"(?:leave|add|post|write)\san?\s(?:comment|reply|response|review)(?:\sto\b.{0,80})?",
    rf"(?:관련|연관|추천|많이\s?본|다른|이\s?시각|실시간|함께\s?(?:보면|읽으면)\s?좋은|이\s?(?:블로그|카테고리)의(?:\s다른)?)\s?{_ARTICLES}",
    rf"(?:related|recommended|popular|trending|featured|more|most\s(?:read|popular|viewed|shared))\s{_KINDS}",
    r"most\s(?:read|popular|viewed|shared)|you\s(?:may|might)\s(?:also\s)?(?:like|enjoy)|read\snext|up\snext",
    r"about\sthe\sauthors?|글쓴이(?:\s?소개)?|(?:저자|필자|기자)\s?소개",
    r"뉴스레터(?:\s?(?:구독|신청)(?:하기)?)?|newsletters?(?:\ssign-?up)?|subscribe\sto\b.{0,60}|share\sthis(?:\s(?:post|article|story|page|on\b.{0,20}))?",
)
"""Headings of what stands behind articles and is none of them."""

_ELSEWHERE: Final = (
    rf"(?:최신|최근|인기|주요|오늘의)\s?{_ARTICLES}|댓글|의견|코멘트|후기|리뷰|작성자|저자|필자|기자|공유(?:하기)?|구독(?:하기)?",
    rf"(?:recent|latest|top)\s(?:{_KINDS}|comments?)|related(?:\s.{{0,40}})?|reviews?|replies|responses?|see\salso|written\sby.{{0,60}}",
    r"카테고리|태그|아카이브|검색|메뉴|방문자(?:\s?수)?|categories|tags|archives?|search|menu|contact(?:\sus)?|follow\sus|share",
    r"(?:고객|회사)\s?(?:센터|정보|소개)|subscribe",
)
"""Headings that may be of an article, and of what stands beside it."""

_OTHERS_BEHIND: Final = re.compile(rf"\W{{0,3}}(?:{'|'.join(_BEHIND)})\W{{0,3}}", re.IGNORECASE)
_OTHERS: Final = re.compile(
    rf"\W{{0,3}}(?:{'|'.join((*_BEHIND, *_ELSEWHERE))})\W{{0,3}}", re.IGNORECASE
)

_CAMEL: Final = re.compile("(?<=[a-z])(?=[A-Z])")
_LONGEST: Final = 400
_HEADING: Final = 120
_PROSE: Final = 3
"""Paragraphs that a form has if there is an article in it."""


class Furniture:
    """Furniture inside a frame: elements with one of some tags or with a name of furniture.

    What has a class of ``texts`` is none by its name.
    """

    def __init__(
        self, frame: Element, texts: Collection[str] = (), tags: Collection[str] = _TAGS
    ) -> None:
        self._known: dict[Element, bool] = {frame: False}
        self._texts = texts
        self._tags = tags

    def has(self, element: Element) -> bool:
        """Whether an element is furniture or in it."""
        way: list[Element] = []
        known: bool | None = None
        for up in (element, *element.iterancestors()):
            known = self._known.get(up)
            if known is not None:
                break
            way.append(up)
        found = bool(known)
        for one in reversed(way):
            found = found or self._is(one)
            self._known[one] = found
        return found

    def _is(self, element: Element) -> bool:
        if element.tag == "form" and _holds_page(element):
            return False
        if element.tag in self._tags:
            return True
        return has_name_of_furniture(element) and element.get("class") not in self._texts


def _holds_page(form: Element) -> bool:
    """Whether a form stands around a whole page, as ASP.NET has it."""
    if next(form.iter("h1"), None) is not None:
        return True
    parent = form.getparent()
    outer = parent is not None and parent.tag == "body"
    return outer and sum(1 for _ in islice(form.iter("p"), _PROSE)) == _PROSE


def names_others(heading: str, *, behind: bool = False) -> bool:
    """Whether what is below a heading may be comments, other articles, or what a site says of itself (``behind``: is)."""
    form = _OTHERS_BEHIND if behind else _OTHERS
    return len(heading) <= _HEADING and bool(form.fullmatch(heading))


def has_name_of_furniture(element: Element) -> bool:
    """Whether the class or id of an element says that it stands around an article."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(name) <= 3:
        return False
    name = name[:_LONGEST]
    return bool(_NAMES.search(name if name.islower() else _CAMEL.sub("-", name)))
