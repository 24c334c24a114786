"""References of a text to what stands beside it: images and other files of its source, and notes by their names.

In Markdown a target without a scheme is one. Notes are called by name alone (Obsidian), and images of saved pages have
addresses; the readers of both write them with a host that no server can have (RFC 2606).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from seogo.importers.local.code_parts import split_code

NOTE: Final = "https://note.seogo.invalid/"
"""What the name of a note begins with where a link leads to it."""

BESIDE: Final = "https://beside.seogo.invalid/"
"""What the path of an image begins with that a saved page shows."""

_TARGET: Final = r"<(?P<angle{0}>[^<>\n]*+)>|(?P<bare{0}>(?:[^\s()<>\[\]\\]|\\.|\((?:[^\s()<>\[\]\\]|\\.)*+\))++)"
_TITLE: Final = r"""(?:[ \t]++(?:"[^"\n]*+"|'[^'\n]*+'|=\d*+x?\d*+))?+"""
_TOKEN: Final = re.compile(
    rf"\\.|(?P<open>!?\[)|(?P<close>\])(?:\([ \t]*+(?P<target>{_TARGET.format('')}){_TITLE}[ \t]*+\))?+",
    re.DOTALL,
)
_DEFINITION: Final = re.compile(
    rf"^[ ]{{0,3}}\[[^\[\]\n]{{1,300}}\]:[ \t]*+(?P<target>{_TARGET.format('')})", re.MULTILINE
)
_LOCAL: Final = re.compile(
    r"\]\([ \t]*+<?(?![A-Za-z][A-Za-z0-9+.-]*+:|//|#)|^[ ]{0,3}\[[^\[\]\n]{1,300}\]:|\.seogo\.invalid/",
    re.MULTILINE,
)
"""What a text has that has a reference; most texts of pages have none."""

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:|//|#|\Z|[{<]")
_SITE_FOLDERS: Final = ("", "static", "public", "assets", "source", "content", "docs", "src")
"""Where generators of sites keep what their pages call ``/x.png``."""

_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
"""What an image ends in that is defined apart from where it is shown."""

_ENDING: Final = re.compile(r"(?:\.[A-Za-z]{2}(?:-[A-Za-z]{2})?)?\.\w{1,9}\Z")
_MANY: Final = 12
_LONGEST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference, with half-open ranges in the text: of the whole of it, of the words between its brackets, of its target.

    ``path`` is the target without marks and escapes, ``fragment`` what stands behind ``#`` in it. ``image``: it shows an
    image; ``note``: the path is the name of a note or, with ``image``, of a file that may stand anywhere; ``beside``: it
    comes from a page whose own addresses are others.
    """

    start: int
    end: int
    text: tuple[int, int]
    target: tuple[int, int]
    path: str
    fragment: str
    image: bool
    note: bool = False
    beside: bool = False


def note_address(name: str, fragment: str = "") -> str:
    """The address of a note by its name."""
    place = f"#{quote(fragment, safe='')}" if fragment else ""
    return f"{NOTE}{quote(name, safe='/')}{place}"


def beside_address(path: str) -> str:
    """The address of an image that stands beside a page."""
    return f"{BESIDE}{quote(unquote(path), safe='/')}"


def references(body: str) -> Iterator[Reference]:
    """The references of a Markdown body outside of code, in its order but for those inside the words of another."""
    if not _LOCAL.search(body):
        return
    at = 0
    opened: list[
        tuple[int, int, bool]
    ] = []  # also across code, which may stand between the brackets
    for number, part in enumerate(split_code(body)):
        if number % 2 == 0:
            yield from _of_prose(part, at, opened)
        at += len(part)


def _of_prose(prose: str, base: int, opened: list[tuple[int, int, bool]]) -> Iterator[Reference]:
    """The references of a part; ``opened`` has the brackets that are open, by where they begin and end in the text."""
    for token in _TOKEN.finditer(prose):
        if token["open"]:
            opened.append((base + token.start(), base + token.end(), token["open"][0] == "!"))
        elif token["close"] and opened:
            start, inner, image = opened.pop()
            if token["target"] is not None:
                words = (inner, base + token.start())
                found = _reference(token, base, start, words, image=image)
                if found:
                    yield found
    for token in _DEFINITION.finditer(prose):
        place = base + token.start()
        said = (token["angle"] or token["bare"] or "").partition("#")[0].partition("?")[0]
        shows = said.lower().endswith(_PICTURES)
        if found := _reference(token, base, place, (place, place), image=shows):
            yield found


def _reference(
    token: re.Match[str], base: int, start: int, words: tuple[int, int], *, image: bool
) -> Reference | None:
    angle, bare = token["angle"], token["bare"]
    said = angle if angle is not None else re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", bare or "")
    target = (base + token.start("target"), base + token.end("target"))
    if len(said) > _LONGEST * 4:
        return None
    note, beside = said.startswith(NOTE), said.startswith(BESIDE)
    if note or beside:
        said = said.removeprefix(NOTE if note else BESIDE)
    elif _SCHEME.match(said.strip()):
        return None
    path, _, fragment = said.strip().partition("#")
    if note or beside:
        path = unquote(path)
    return Reference(
        start,
        base + token.end(),
        words,
        target,
        path,
        unquote(fragment),
        image=image,
        note=note,
        beside=beside,
    )


def candidates(path: str, at: str) -> Iterator[str]:
    """Paths in the source that a target in a file may mean, the likeliest first; none outside of the source.

    ``at`` is the path of that file.
    """
    seen: set[str] = set()
    for said in dict.fromkeys((path, unquote(path))):
        plain = said.partition("?")[0].replace("\\", "/").strip()
        if not plain.strip("/.") or len(plain) > _LONGEST or "\0" in plain:
            continue
        for folder in _folders(plain, at):
            found = posixpath.normpath(posixpath.join(folder, plain.lstrip("/")))
            if found.startswith(("../", "/")) or found in ("..", ".") or found in seen:
                continue
            seen.add(found)
            yield found
            if found.lower().endswith(".jpg"):  # so Takeout calls what it names .jpeg
                yield f"{found[:-4]}.jpeg"


def page_candidates(path: str, at: str) -> Iterator[str]:
    """Paths in the source, with or without endings, that a link to a page may mean."""
    own = posixpath.dirname(at)
    for said in dict.fromkeys((path, unquote(path))):
        plain = said.partition("?")[0].replace("\\", "/").strip()
        if not plain.strip("/") or len(plain) > _LONGEST or "\0" in plain:
            continue
        near = [] if plain.startswith("/") else [own, _ENDING.sub("", at)]  # or as in its address
        far = [] if plain.startswith(".") or "/" not in plain else ["", *_above(own)]
        for folder in dict.fromkeys((*near, *far)):
            for inner in ("",) if folder in near else ("", "content", "docs"):
                found = posixpath.normpath(posixpath.join(folder, inner, plain.lstrip("/")))
                if not found.startswith("../") and found not in ("..", "."):
                    yield found


def _above(folder: str) -> list[str]:
    """A folder and those around it, the outermost first."""
    found = [folder]
    while found[-1] and len(found) < _MANY:
        found.append(posixpath.dirname(found[-1]))
    return found[::-1]


def _folders(path: str, at: str) -> Iterator[str]:
    """Folders in which a path may begin."""
    own = posixpath.dirname(at)
    if not path.startswith("/"):
        yield own
        yield posixpath.splitext(at)[0]  # the folder of a post's own files (Hexo)
    if path.startswith(("../", "./")):
        return
    for folder in _above(own):  # the site may be a folder of the source, or the other way round
        for inner in _SITE_FOLDERS:
            yield posixpath.join(folder, inner)


def named_candidates(name: str, at: str) -> Iterator[str]:
    """Paths that the name of a note may mean before it is looked for in all folders."""
    plain = name.replace("\\", "/").strip().strip("/")
    own = posixpath.dirname(at)
    for path in (posixpath.join(own, plain), plain):
        found = posixpath.normpath(path)
        if not found.startswith("../") and found not in ("..", "."):
            yield found
