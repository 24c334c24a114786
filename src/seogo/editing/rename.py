"""Renaming of articles, which stay reachable under their former ids."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from urllib.parse import quote

from seogo.articles import ids
from seogo.articles.archive import VERSIONS, Archive
from seogo.articles.facts import FileFacts, Scan
from seogo.articles.front_matter import parse_article
from seogo.articles.markdown import to_html
from seogo.articles.model import Article
from seogo.editing.front_matter import add_lines, remove_key
from seogo.errors import ArticleError, ArticleUnknown, EditRefused, WriteRefused
from seogo.importers.writing.atomic_files import ArchiveFiles, parts_of
from seogo.messages import Message
from seogo.unicode_forms import to_form


@dataclass(frozen=True, slots=True)
class Move:
    """A move: paths and ids before and after. ``broken`` are its relative links that lead nowhere from the new place,
    ``pointing`` the paths of articles with links to the old one."""

    old_path: str
    path: str
    old_id: str
    id: str
    broken: tuple[str, ...]
    pointing: tuple[str, ...]


def move_article(archive: Archive, old: str, new: str) -> Move:
    """Move an article; ``old`` and ``new`` are paths (``….md``) or ids.

    The former id becomes an alias. An id that the file itself gives stays. A translation that went by the name of the file
    is named with ``translation_of`` where the new name is another. The rest of the file stays as it is, byte by byte. The
    new file is written before the old one goes. Raises ArticleUnknown, EditRefused, ImportRefused, ArticleError,
    WriteRefused, OSError.
    """
    scan = archive.scan()
    facts = _found(scan, old)
    article = archive.read(facts)
    path = _new_path(article, new)
    files = ArchiveFiles(archive.root)
    files.remove_leftovers()
    if files.exists(path):
        raise EditRefused(Message("edit.exists", path=path))
    if (archive.root / facts.path).is_symlink():
        raise EditRefused(Message("edit.symlink", path=facts.path))
    article_id = facts.id if facts.id_line else ids.id_from_path(path)
    holder = scan.aliases.get(article_id, facts.id)
    if article_id != facts.id and (article_id in scan.files or holder != facts.id):
        raise EditRefused(Message("edit.id-taken", id=article_id))
    if reason := ids.why_refused(article_id):
        raise EditRefused(Message("edit.bad-id", path=path, reason=reason))
    before = archive.read_bytes(facts.path)
    wanted = replace(
        article,
        path=path,
        id=article_id,
        aliases=_aliases(article, article_id),
        translation_of=article.translation_of or _translation(scan, facts, path),
        content_hash="",
    )
    data = _edited(before, facts, article, wanted)
    parsed = parse_article(data, path, archive.zone)
    if parsed is None or replace(parsed.article, content_hash="") != wanted:
        right = f"aliases: {_flow(wanted.aliases)}"
        raise EditRefused(Message("edit.by-hand", path=facts.path, right=right))
    if not files.add(path, data):
        raise EditRefused(Message("edit.exists", path=path))
    if archive.read_bytes(facts.path) != before:
        raise EditRefused(Message("edit.edited", path=facts.path, other=path))
    try:
        files.remove(facts.path)
    except WriteRefused:
        if files.exists(facts.path):  # as it was: one article in one place
            files.remove(path)
        raise
    broken = _broken(archive, article, path)
    pointing = _pointing(archive, scan, facts.path)
    return Move(facts.path, path, facts.id, article_id, broken, pointing)


def _found(scan: Scan, old: str) -> FileFacts:
    plain = old.removeprefix("./")
    for facts in scan.files.values():
        if facts.path == plain:
            return facts
    found = scan.files.get(scan.aliases.get(plain, plain))
    if found is None:
        raise ArticleUnknown(Message("article.unknown-id-or-path", id=old))
    return found


def _new_path(article: Article, new: str) -> str:
    path = new.removeprefix("./")
    if not path.endswith(".md"):
        path = f"{path.removesuffix(f'.{article.lang.value}')}.{article.lang.value}.md"
    parts = parts_of(path)
    name = ids.read_name(path)
    if name is None or parts[0] == VERSIONS or not path.isprintable():
        raise EditRefused(Message("edit.bad-name", path=path))
    if name.lang_code and ids.language_of(name.lang_code) is not article.lang:
        raise EditRefused(Message("edit.wrong-ending", path=path, lang=article.lang.value))
    return path


def _aliases(article: Article, article_id: str) -> tuple[str, ...]:
    """The former ids after the move; an article that moves back does not lead to itself."""
    former = dict.fromkeys((*article.aliases, article.id))
    return tuple(one for one in former if one != article_id)


def _translation(scan: Scan, facts: FileFacts, path: str) -> str:
    """The id to write where only the name of the file named the translation; else empty."""
    name = ids.read_name(path)
    others = [one for one in scan.groups[facts.id] if one != facts.id]
    if not others or (name and name.key == facts.key):
        return ""
    other = scan.files[others[0]]
    return "" if other.translation_of else other.id


def _edited(data: bytes, facts: FileFacts, article: Article, wanted: Article) -> bytes:
    """The file with what must change in its front matter."""
    more = []
    if wanted.translation_of != article.translation_of:
        more.append(f"translation_of: {json.dumps(wanted.translation_of)}")
    if wanted.aliases != article.aliases:
        if wanted.aliases:
            more.append(f"aliases: {_flow(wanted.aliases)}")
        if facts.aliases_line:
            data = remove_key(data, facts.aliases_line)
    return add_lines(data, more)


def _flow(values: tuple[str, ...]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _broken(archive: Archive, article: Article, path: str) -> tuple[str, ...]:
    """The relative links of an article that lead to a file from where it was and to none from its new path."""
    return tuple(
        target
        for target in _targets(article)
        if _leads(archive, article.path, target) and not _leads(archive, path, target)
    )


def _pointing(archive: Archive, scan: Scan, path: str) -> tuple[str, ...]:
    """The paths of the articles that have a relative link to a file, which is gone."""
    name = to_form("NFC", path.rpartition("/")[2])
    spellings = (name, quote(name))
    found = []
    for facts in scan.files.values():
        if facts.path == path:
            continue
        try:
            article = archive.read(facts)
        except ArticleError:
            continue
        if any(one in article.body for one in spellings) and any(
            ids.target_path(article.path, target) == path for target in _targets(article)
        ):
            found.append(facts.path)
    return tuple(found)


def _targets(article: Article) -> dict[str, None]:
    """The relative links of an article as they are written."""
    targets: dict[str, None] = {}
    to_html(article.body, resolve=targets.setdefault, resolve_image=targets.setdefault)
    return targets


def _leads(archive: Archive, article_path: str, link: str) -> bool:
    target = ids.target_path(article_path, link)
    if not target:
        return False
    if archive.image_path(target):
        return True
    try:
        archive.read(target)
    except ArticleError:
        return False
    return True
