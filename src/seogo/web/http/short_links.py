"""Links of a page in fewer letters."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_LINK: Final = re.compile(r'(?<=<a href=")/[^"?]*\?[^"]*')
_HANGUL: Final = re.compile(
    "(?:%(?:EA%B[0-9A-F]|E[BC]%[89AB][0-9A-F]|ED%[89][0-9A-F])%[89AB][0-9A-F])+"
)


def with_short_links(html: str) -> str:
    """A page whose links have Hangul as it is: a page of results has hundreds of links, and Hangul is three times as long in
    percent signs. A browser asks for the same address."""
    return _LINK.sub(lambda link: _short(link[0]), html)


def readable(address: str) -> str:
    """An address as people read it, with letters instead of percent signs; as it is where it has others than text."""
    decoded = unquote(address)
    return decoded if decoded.isprintable() else address


def _short(link: str) -> str:
    return _HANGUL.sub(lambda found: unquote(found[0]), link)
