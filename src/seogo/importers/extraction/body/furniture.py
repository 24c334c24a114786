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
_CAMEL: Final = re.compile("(?<=[a-z])(?=[A-Z])")
_LONGEST: Final = 400
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


def has_name_of_furniture(element: Element) -> bool:
    """Whether the class or id of an element says that it stands around an article."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(name) <= 3:
        return False
    name = name[:_LONGEST]
    return bool(_NAMES.search(name if name.islower() else _CAMEL.sub("-", name)))
