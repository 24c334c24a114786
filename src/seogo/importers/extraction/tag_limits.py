"""Limits of tags: libxml2 compares each attribute of a tag with all others, 40,000 of them in seconds."""

from __future__ import annotations

import re
from typing import Final

MAX_ATTRIBUTES: Final = 500
"""Attributes of one tag; pages of people have some dozens."""

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


def without_surplus_attributes(html: str) -> str:
    """HTML of which each tag has its first `MAX_ATTRIBUTES` attributes at most."""
    if len(html) <= _SHORT:
        return html
    kept: list[str] = []
    at = begin = 0
    while tag := _TAG.search(html, at):
        at = tag.end()
        if tag["surplus"]:
            kept.append(html[begin : tag.start("surplus")])
            begin = tag.end("surplus")
        name = (tag["name"] or "").lower()
        if name in _UNREAD and html[tag.start() + 1] != "/":
            end = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
            if end is None:
                break
            at = end.start()
        elif name == "plaintext":
            break
    return "".join((*kept, html[begin:])) if kept else html
