"""The HTML of an article's body as a page shows it: numbered marks, named tables, images with their sizes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from html import unescape
from typing import Final

from seogo.languages import Language
from seogo.messages import Message

_TABLE: Final = '<div class="table">'
_MARK: Final = "<mark>"
_IMAGE: Final = re.compile('<img src="([^"]*)"')


def with_named_tables(html: str, lang: Language) -> str:
    """HTML whose tables can be reached and scrolled by keyboard; their names are in the language of the text."""
    parts = html.split(_TABLE)
    names = (Message("table_name", number=number).text(lang) for number in itertools.count(1))
    opened = (
        f'<div class="table" tabindex="0" role="region" aria-label="{name}">{part}'
        for name, part in zip(names, parts[1:], strict=False)
    )
    return "".join((parts[0], *opened))


def with_numbered_marks(html: str) -> tuple[str, int]:
    """HTML whose marks have the anchors ``m1``, ``m2`` …, and their number."""
    parts = html.split(_MARK)  # text has no tags of its own: the Markdown renderer escapes them
    numbered = (f'<mark id="m{number}">{part}' for number, part in enumerate(parts[1:], 1))
    return "".join((parts[0], *numbered)), len(parts) - 1


def with_image_sizes(html: str, size_of: Callable[[str], tuple[int, int] | None]) -> str:
    """HTML whose images have a width and height, so that text does not jump; ``size_of`` knows them by their address."""

    def sized(image: re.Match[str]) -> str:
        size = size_of(unescape(image[1]))
        return f'{image[0]} width="{size[0]}" height="{size[1]}"' if size else image[0]

    return _IMAGE.sub(sized, html)
