"""Ids of articles, their file names, and the groups of translations.

An id is part of an address (``/articles/<id>``, ``/articles/<id>.json``, ``/articles/<id>/pair``,
``/articles/<id>/changes``), so it must not look like another address. It is written in small ASCII letters, Hangul syllables,
digits and ``. _ / -``. Beyond these, ``+ ~ ! $ , ^ % { } [ ]`` are allowed, on purpose: archives of
manuals have articles about ``clang++``, ``[[`` and ``%``, and turning these into hyphens would make
them collide.

Articles whose files share folder and slug translate each other: ``<slug>.ko.md``, ``<slug>.en.md``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import unquote

from seogo.errors import FileError
from seogo.languages import Language
from seogo.messages import Message
from seogo.unicode_forms import to_form

MAX_LENGTH: Final = 300
LANGUAGES: Final = "ko or en"
"""For messages: the languages an article can have."""

_ALLOWED: Final = r"a-z0-9가-힣._/\-+~!$,^%{}\[\]"
_OTHER: Final = re.compile(f"[^{_ALLOWED}]")
_ADDRESS_ENDINGS: Final = (
    ".json",
    ".md",
    ".bib",
    ".ris",
    ".csl",
    ".atom",
    ".csv",
    ".jsonl",
    ".tmx",
)
_BY_CODE: Final = {language.value: language for language in Language}
_ADDRESS_NAMES: Final = frozenset({"pair", "changes"})

# A language code as people write it in file names: fr, pt-BR, zh-Hant. Of two letters only, so that
# the endings of other names (index.html.md) are not taken for languages.
_CODE: Final = re.compile(r"[A-Za-z]{2}(?:-(?:[A-Z]{2}|[A-Z][a-z]{3}))?")


@dataclass(frozen=True, slots=True)
class FileName:
    """The parts of the name of an article file.

    ``key`` is folder and slug; files that share it are translations of each other. ``lang_code`` is
    the language as it stands in the name, possibly one Seogo does not know; empty if there is none.
    """

    key: str
    lang_code: str


def read_name(path: str) -> FileName | None:
    """Read ``<folders>/<slug>.<lang>.md`` or ``<slug>.md``; None for what is not an article file.

    ``path`` is the POSIX path relative to the archive. README.md and README.ko.md are no articles.
    """
    folder, _, name = to_form("NFC", path).rpartition("/")
    stem, dot, ending = name.rpartition(".")
    if ending.lower() != "md" or not dot or not stem:
        return None
    slug, dot, code = stem.rpartition(".")
    if not (slug and dot and _CODE.fullmatch(code)):
        slug, code = stem, ""
    if slug.lower() == "readme":
        return None
    return FileName(f"{folder}/{slug}".lower().lstrip("/"), code)


def language_of(code: str) -> Language | None:
    """The language of a code (``ko``, ``EN``); None for every other code."""
    return _BY_CODE.get(code.lower())


def id_from_path(path: str) -> str:
    """The id of an article that names none: ``News/My Note.ko.md`` is ``news/my-note.ko``.

    It can still be one that is refused, see `why_refused`.
    """
    text = to_form("NFC", path).lower()
    return _OTHER.sub("-", text.removesuffix(".md"))


def why_refused(article_id: str) -> Message | None:
    """Reason for which a text cannot be an id, as the end of a sentence ("an id …"); None if it can be one."""
    if not article_id:
        return Message("id.empty")
    if len(article_id) > MAX_LENGTH:
        return Message("id.too-long", most=MAX_LENGTH)
    if bad := _OTHER.search(article_id):
        shown = bad[0] if bad[0].isprintable() else f"U+{ord(bad[0]):04X}"
        return Message("id.sign", sign=shown)
    segments = article_id.split("/")
    if "" in segments:
        return Message("id.slashes")
    if any(segment.startswith(".") for segment in segments):
        return Message("id.dot")
    if segments[-1].endswith(_ADDRESS_ENDINGS):
        ending = segments[-1][segments[-1].rindex(".") :]
        return Message("id.ending", end=ending)
    if segments[-1] in _ADDRESS_NAMES:
        return Message("id.ending", end=f"/{segments[-1]}")
    return None


def target_path(article_path: str, link: str) -> str | None:
    """The file of the archive that a relative link in an article points to.

    ``link`` is as in the HTML (percent-encoded, perhaps with query and fragment); the result is a
    POSIX path relative to the archive. None if the link leaves the archive or names no file.
    """
    target = unquote(re.split("[?#]", link, maxsplit=1)[0])
    if not target or target.endswith("/") or "\\" in target or "\0" in target:
        return None
    folder = "/" if target.startswith("/") else "/" + posixpath.dirname(article_path)
    depth = 0
    for part in (*folder.split("/"), *target.split("/")):
        depth += -1 if part == ".." else part not in ("", ".")
        if depth < 0:
            return None
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/") or None


class Named(Protocol):
    """Names of one article, by which articles are found and joined; lines are 0 where a key is not given."""

    @property
    def path(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def lang(self) -> Language | None: ...
    @property
    def key(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def aliases_line(self) -> int: ...
    @property
    def translation_of(self) -> str: ...
    @property
    def translation_line(self) -> int: ...


def collect_aliases(articles: Mapping[str, Named]) -> tuple[dict[str, str], list[FileError]]:
    """The id for every former id, and warnings about those that lead elsewhere already."""
    aliases: dict[str, str] = {}
    warnings: list[FileError] = []
    for article in articles.values():
        for alias in article.aliases:
            holder = articles.get(alias) or articles.get(aliases.get(alias, ""))
            if holder is None:
                aliases[alias] = article.id
            else:
                what = Message("article.alias-taken", alias=alias, path=holder.path)
                right = Message("article.free-alias")
                warnings.append(FileError(article.path, article.aliases_line, what, right))
    return aliases, warnings


def group_translations(
    articles: Mapping[str, Named], aliases: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], list[FileError]]:
    """For every id the ids that translate each other, Korean first, itself among them.

    Same folder and slug come first, then ``translation_of`` in the order of the articles. Nothing
    takes an article's translation away from it: what comes too late stays alone, with a warning.
    """
    warnings: list[FileError] = []
    partner: dict[str, str] = {}
    first: dict[tuple[str, Language | None], Named] = {}
    for article in articles.values():
        same = first.setdefault((article.key, article.lang), article)
        if same is not article:
            what = Message("article.same-name", path=same.path)
            warnings.append(FileError(article.path, 0, what, Message("article.one-file")))
        elif article.lang and (other := first.get((article.key, article.lang.other))):
            partner[article.id], partner[other.id] = other.id, article.id

    targets: dict[str, str] = {}
    for article in articles.values():
        if not article.translation_of:
            continue
        target = articles.get(aliases.get(article.translation_of, article.translation_of))
        if target is None:
            what = Message("translation.no-article")
        elif target.id == article.id:
            what = Message("translation.itself")
        elif target.lang == article.lang:
            what = Message("translation.same-language", path=target.path)
        else:
            targets[article.id] = target.id
            continue
        warnings.append(_unpaired(article, what))
    circles = _circles(targets)
    for source, goal in targets.items():
        if source in circles:
            warnings.append(_unpaired(articles[source], Message("translation.circle")))
        elif source not in partner and goal not in partner:
            partner[source], partner[goal] = goal, source
        elif partner.get(source) != goal:
            taken = source if source in partner else goal
            what = Message("translation.too-late", id=taken, other=partner[taken])
            warnings.append(_unpaired(articles[source], what))

    groups: dict[str, tuple[str, ...]] = {}
    for article in articles.values():
        members = (article.id, partner[article.id]) if article.id in partner else (article.id,)
        groups[article.id] = members if article.lang is Language.KO else members[::-1]
    return groups, warnings


def _unpaired(article: Named, what: Message) -> FileError:
    return FileError(
        article.path,
        article.translation_line,
        Message("translation.wrong", id=article.translation_of, reason=what),
        Message("translation.right"),
    )


def _circles(targets: Mapping[str, str]) -> set[str]:
    """The ids from which one comes back to them by going from id to id."""
    circles: set[str] = set()
    seen: set[str] = set()
    for start in targets:
        trail: dict[str, None] = {}
        at = start
        while at in targets and at not in seen:
            seen.add(at)
            trail[at] = None
            at = targets[at]
        if at in trail:
            circle = list(trail)
            circles.update(circle[circle.index(at) :])
    return circles
