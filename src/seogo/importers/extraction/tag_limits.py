"""Limits of tags: libxml2 compares each attribute of a tag with all others, 40,000 of them in seconds.

Two million elements are freed in one call, which stops all threads for a second.
"""

from __future__ import annotations

import re
from typing import Final

MAX_ATTRIBUTES: Final = 500
"""Attributes of one tag; pages of people have some dozens."""

MAX_TAGS: Final = 500_000
"""Tags that begin an element, in whatever is read as HTML; lists of bookmarks have the most."""

_SHORT: Final = 2 * MAX_ATTRIBUTES
_ATTRIBUTE: Final = r"""
    [\s/]*+ (?: = [^\s/>=]*+ | [^\s/>=]++ )
    (?: \s*+ = \s*+ (?: "[^"]*+"? | '[^']*+'? | [^\s>]*+ ) )?+
"""
_TAG: Final = re.compile(
    rf"""
    <!-- (?: -?> | .*? (?: --!?> | \Z ) )
    | < /?+ (?P<name>[A-Za-z][^\s/>]*+) (?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+
        (?P<surplus>(?:{_ATTRIBUTE})*+) [\s/]*+ >?
    | < [!?/] [^>]*+ >?
    """,
    re.VERBOSE | re.DOTALL,
)
"""A tag or a comment by the tokenizer of HTML 5. Whatever an alternative looks at, it takes: a text is read once."""

_UNREAD: Final = frozenset(
    ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
)
"""Elements in which there are no tags but their own end."""

_NEVER_READ: Final = ("script", "style")
"""Those of them in which no version of libxml2 reads any."""


class TooManyTags(ValueError):
    """HTML that has more elements than are read: ``most``."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} elements")
        self.most = most


def within_limits(html: str, most: int = MAX_TAGS) -> str:
    """HTML of which each tag has its first `MAX_ATTRIBUTES` attributes at most.

    Raises TooManyTags where more than ``most`` tags begin an element.
    """
    if len(html) <= _SHORT:
        return html
    kept: list[str] = []
    at = begin = count = 0
    while tag := _TAG.search(html, at):
        at = tag.end()
        if tag["surplus"]:
            kept.append(html[begin : tag.start("surplus")])
            begin = tag.end("surplus")
        name = (tag["name"] or "").lower()
        begins = bool(name) and html[tag.start() + 1] != "/"
        count += begins
        if name in _UNREAD and begins:
            end = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
            start, at = at, end.start() if end else len(html)
            if name not in _NEVER_READ:
                count += html.count("<", start, at)
        elif name == "plaintext" and begins:
            count, at = count + html.count("<", at), len(html)
        if count > most:
            raise TooManyTags(most)
    return "".join((*kept, html[begin:])) if kept else html
