"""Differences between the versions of an article."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise, zip_longest
from typing import Final, Literal

from seogo.articles.archive import VERSIONS, Archive
from seogo.articles.model import Article
from seogo.errors import ArticleError
from seogo.messages import Message
from seogo.messages.reasons import reason_of

Kind = Literal["same", "gone", "new"]

_MOST_VERSIONS: Final = 10
_MOST_LINES: Final = 5_000
"""Of a text without what is the same at both ends."""

_MOST_COMPARISONS: Final = 5_000_000
"""Lines and words of one text times those of the other, for all changes of a page: `difflib` may look at each pair."""
_MOST_WORDS: Final = 300
"""Of a line; the words of longer ones are not compared."""

_ALIKE: Final = 0.4
"""How much two lines have in common at least, for one to be a new form of the other."""

_WORD: Final = re.compile(r"\s+|\S+")
_NAME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z(?:-(\d{1,3}))?\.md")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line, and what became of it."""

    text: str
    kind: Kind


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Difference from the text that was written at ``before`` to that of ``after`` (None: the file as it is now):
    ``places`` of lines near each other; None where the texts are too long to be compared."""

    before: datetime
    after: datetime | None
    places: tuple[tuple[Line, ...], ...] | None


def former_versions(archive: Archive, article: Article) -> list[str]:
    """The paths of an article's former texts, oldest first; also those under the names that it had before."""
    found: list[str] = []
    for stem in dict.fromkeys((article.path.removesuffix(".md"), *article.aliases)):
        folder = f"{VERSIONS}/{stem}"
        try:
            names = [file.name for file in (archive.root / folder).iterdir()]
        except OSError:  # none, as a rule; an id may be longer than a name of a folder can be
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


def changes(archive: Archive, article: Article) -> tuple[Change, ...]:
    """The changes that an article has seen, latest first and not more than ten; a version that cannot be read is passed
    over."""
    texts: list[tuple[datetime | None, list[str]]] = []
    for path in former_versions(archive, article)[-_MOST_VERSIONS:]:
        try:
            texts.append((_written(path), _lines(archive, path)))
        except ArticleError:
            continue
    texts.append((None, _lines(archive, article.path)))
    found = []
    budget = _Budget()
    for (before, old), (after, new) in pairwise(texts):
        places = _places(old, new, budget)
        if before is not None and (places or places is None):
            found.append(Change(before, after, places))
    return tuple(reversed(found))


@dataclass(slots=True)
class _Budget:
    """Comparisons that are left for a page."""

    left: int = _MOST_COMPARISONS

    def take(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether two texts can still be compared, part by part."""
        cost = len(old) * len(new)
        if cost > self.left:
            return False
        self.left -= cost
        return True


def _places(
    old: Sequence[str], new: Sequence[str], budget: _Budget
) -> tuple[tuple[Line, ...], ...] | None:
    """The changed lines, each place with a line before and after it; empty lines are left out. None where the texts
    are too long."""
    old, new = _without_ends(old, new)
    if max(len(old), len(new)) > _MOST_LINES or not budget.take(old, new):
        return None
    places = []
    for group in difflib.SequenceMatcher(None, old, new).get_grouped_opcodes(1):
        lines: list[Line] = []
        for kind, first, last, start, stop in group:
            if kind == "equal":
                lines += [(Piece(line, "same"),) for line in old[first:last]]
            else:
                lines += _changed(old[first:last], new[start:stop], budget)
        shown = tuple(line for line in lines if any(piece.text.strip() for piece in line))
        if any(piece.kind != "same" for line in shown for piece in line):
            places.append(shown)
    return tuple(places)


def _without_ends(old: Sequence[str], new: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Two texts without the lines in which they begin and end alike, but for one at each end."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    most -= first
    last = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    first, last = max(first - 1, 0), max(last - 1, 0)
    return old[first : len(old) - last], new[first : len(new) - last]


def _changed(old: Sequence[str], new: Sequence[str], budget: _Budget) -> Iterator[Line]:
    """Lines in place of others: word by word where they have enough in common."""
    for before, after in zip_longest(old, new):
        both = before is not None and after is not None
        words = _words(before, after, budget) if both else None
        if words is not None:
            yield words
            continue
        if before is not None:
            yield (Piece(before, "gone"),)
        if after is not None:
            yield (Piece(after, "new"),)


def _words(before: str, after: str, budget: _Budget) -> Line | None:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS or not budget.take(old, new):
        return None
    matcher = difflib.SequenceMatcher(None, old, new)
    if matcher.ratio() < _ALIKE:
        return None
    pieces: list[Piece] = []
    for kind, first, last, start, stop in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(old[first:last]), "same"))
            continue
        pieces.append(Piece("".join(old[first:last]), "gone"))
        pieces.append(Piece("".join(new[start:stop]), "new"))
    return tuple(piece for piece in pieces if piece.text)


def _written(path: str) -> datetime:
    """The time at which a version was written, from its name. Raises ArticleError."""
    name = path.rpartition("/")[2]
    try:
        return datetime.strptime(name[:18], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise ArticleError(
            path, 0, Message("versions.no-date"), Message("versions.name-form")
        ) from error


def _lines(archive: Archive, path: str) -> list[str]:
    try:
        text = archive.read_bytes(path).decode("utf-8", "replace")
    except OSError as error:
        what = Message("file.unreadable", reason=reason_of(error))
        raise ArticleError(path, 0, what, Message("file.readable")) from error
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def _age(path: str) -> tuple[str, int]:
    name = path.rpartition("/")[2]
    match = _NAME.fullmatch(name)
    return name[:18], int(match[1] or 1) if match else 1
