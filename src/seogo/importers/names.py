"""Names of files without what programs add to them: the 32 digits of Notion, the folder of a textbundle (Bear, Ulysses)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

_ID: Final = re.compile(r"(?<=[^\s/]) [0-9a-f]{32}(?=(?:_all)?(?:\.\w{1,9})?(?:/|\Z))")
_BUNDLE: Final = re.compile(r"\.textbundle/text(?=\.\w{1,9}\Z)", re.IGNORECASE)


def plain_names(names: Collection[str]) -> dict[str, str]:
    """The plain form of each path that has one; where two would be the same, both stay as they are."""
    plain = {name: without_bundle(_ID.sub("", name)) for name in names}
    often = Counter(one.casefold() for one in plain.values())
    return {name: one for name, one in plain.items() if one != name and often[one.casefold()] == 1}


def without_bundle(name: str) -> str:
    """The path of a text in a bundle as that of a file with the bundle's name."""
    return _BUNDLE.sub("", name)


def is_notion(name: str) -> bool:
    """Whether a path is one that Notion gives to a file."""
    return bool(_ID.search(name))


def is_notion_database(name: str) -> bool:
    """Whether a file is a table of Notion, whose rows are pages that are exported too."""
    return name.lower().endswith(".csv") and is_notion(name)
