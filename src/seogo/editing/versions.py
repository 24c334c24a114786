"""What has changed in an article since it came into the archive."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from seogo.articles.archive import VERSIONS, Archive
from seogo.articles.model import Article
from seogo.errors import ArticleError

_NAME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z(?:-(\d{1,3}))?\.md")


def former_versions(archive: Archive, article: Article) -> list[str]:
    """The paths of an article's former texts, oldest first; also those under the names that it had before."""
    found: list[str] = []
    for stem in dict.fromkeys((article.path.removesuffix(".md"), *article.aliases)):
        folder = f"{VERSIONS}/{stem}"
        try:
            names = [file.name for file in (archive.root / folder).iterdir()]
        except (FileNotFoundError, NotADirectoryError):
            continue
        found += [f"{folder}/{name}" for name in names if _NAME.fullmatch(name)]
    return sorted(found, key=_age)


def differences(archive: Archive, article: Article) -> Iterator[str]:
    """The lines of unified diffs from each version to the next one and to the file as it is now, oldest first.

    Raises ArticleError for a version that cannot be read.
    """
    for before, after in pairwise([*former_versions(archive, article), article.path]):
        old, new = _lines(archive, before), _lines(archive, after)
        yield from difflib.unified_diff(old, new, before, after, lineterm="")


def _lines(archive: Archive, path: str) -> list[str]:
    try:
        text = archive.read_bytes(path).decode("utf-8", "replace")
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise ArticleError(path, 0, what, "a file that Seogo may read") from error
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def _age(path: str) -> tuple[str, int]:
    name = path.rpartition("/")[2]
    match = _NAME.fullmatch(name)
    return name[:18], int(match[1] or 1) if match else 1
