"""Writing of items as article files; each is new, same, changed, duplicate or refused, with the reason.

What the archive holds already is recognised by address, by the name that the source gives it, and by its text. Nothing is
dropped in silence and nothing is overwritten: an update first keeps the file as it was under ``versions/``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Final, Literal, TypeAlias

from seogo.articles.archive import MAX_FOLDERS, NO_NAME, VERSIONS, Archive
from seogo.articles.ids import id_from_path
from seogo.articles.model import Article
from seogo.errors import ArticleError, ImportRefused, WriteRefused
from seogo.importers.extraction.urls import same_page_key
from seogo.importers.item import ExportedImage, Item, Refused
from seogo.importers.writing.atomic_files import (
    ArchiveFiles,
    checked_folder,
    parts_of,
)
from seogo.importers.writing.front_matter import front_matter, owners_keys, quoted
from seogo.importers.writing.known_articles import KnownArticle, KnownArticles
from seogo.importers.writing.near_duplicates import ALIKE, has_more_links, is_same_body, resemblance
from seogo.importers.writing.prepare import Prepared
from seogo.importers.writing.seogo_export import exported_file, file_at
from seogo.languages import Language
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.unicode_forms import to_form

Status: TypeAlias = Literal[
    "new", "same", "changed", "duplicate", "refused", "draft", "passed over"
]
OnDuplicate: TypeAlias = Literal["skip", "update", "keep"]

MAX_SLUG: Final = 60
"""Characters of a file name made from a title; Hangul has three bytes each and file systems allow 255."""

_BETWEEN: Final = re.compile("[^a-z0-9가-힣]+")
_ENDING: Final = re.compile(r"((?:\.(?:ko|en))?\.md)$", re.IGNORECASE)
_KEPT: Final = (
    *("source", "url", "published", "updated", "retrieved", "authors", "summary", "rights"),
    "alternates",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of one item: ``path`` is its article, ``other`` the article it is a duplicate of.

    ``written`` says whether a file was written (or would be, in a dry run); ``kept`` is the former version, ``notes`` say
    what was lost of an item that is an article.
    """

    where: str
    status: Status
    path: str = ""
    why: Message | None = None
    other: str = ""
    written: bool = False
    kept: str = ""
    notes: tuple[Message, ...] = ()


class ArticleWriter:
    """Writes items into one folder of an archive, one after the other."""

    def __init__(
        self,
        archive: Archive,
        known: KnownArticles,
        *,
        into: str,
        on_duplicate: OnDuplicate = "skip",
        dry_run: bool = False,
    ) -> None:
        self._archive = archive
        self._files = ArchiveFiles(archive.root)
        self._known = known
        self._into = checked_folder(into)
        self._on_duplicate = on_duplicate
        self._dry_run = dry_run
        self._of_key: dict[tuple[str, Language], str] = {}
        self._of_file: dict[str, str] = {}  # articles of this run, and the files of their sources

    def write(self, prepared: Prepared) -> Outcome:
        """Write an item, or say why not."""
        where = prepared.item.where
        try:
            if (exported := prepared.item.exported) is not None:
                return self._restored(prepared, exported)
            outcome = self._imported(prepared)
            if key := prepared.item.translation_key:
                self._of_key.setdefault((key, prepared.lang), outcome.path or outcome.other)
            if prepared.item.name and outcome.path:
                self._of_file.setdefault(outcome.path, where)
            return outcome
        except (ImportRefused, WriteRefused, ArticleError) as error:
            return Outcome(where, "refused", why=error.message)
        except OSError as error:  # of a former version that is read
            why = Message("file.unreadable", reason=reason_of(error))
            return Outcome(where, "refused", why=why)

    def write_image(self, image: ExportedImage) -> Outcome:
        """Write an image that articles show, at its path below the folder; another file at that path stays."""
        try:
            return self._write_image(image)
        except (ImportRefused, WriteRefused) as error:
            return Outcome(image.where, "refused", why=error.message)

    def refuse(self, refused: Refused) -> Outcome:
        """The outcome of something that is not an item."""
        return Outcome(refused.where, "refused", why=refused.why)

    def folder_of(self, name: str) -> str:
        """The folder of the archive for an item with this name."""
        own = PurePosixPath(name).parent.as_posix() if "/" in name else ""
        folders = [slug(part) for part in own.split("/") if part not in ("", ".", "..")]
        return "/".join(part for part in (self._into, *folders) if part)

    def _imported(self, prepared: Prepared) -> Outcome:
        item, where = prepared.item, prepared.item.where
        existing = self._from_same_source(prepared)
        for path, article in existing:
            if article.title == item.title and is_same_body(article.body, item.body):
                if self._on_duplicate == "update" and has_more_links(item.body, article.body):
                    return self._update(path, article, prepared)
                return Outcome(where, "same", path)
        if existing:
            path, article = existing[0]
            if self._on_duplicate == "update":
                return self._update(path, article, prepared)
            if self._on_duplicate == "skip":
                why = Message("import.other-text")
                return Outcome(where, "changed", path, why)
        elif other := self._duplicate(prepared):
            path, article, share = other
            why = (
                Message("import.same-text")
                if share == 1
                else Message("import.share-of-text", share=share)
            )
            if share == 1 and _is_same_article(item, article):
                return Outcome(where, "same", path)
            if self._on_duplicate == "update":
                return self._update(path, article, prepared)
            if self._on_duplicate == "skip":
                return Outcome(where, "duplicate", why=why, other=path)
        return self._add(prepared)

    def _restored(self, prepared: Prepared, exported: Article) -> Outcome:
        """An article that was exported: at its path below the folder, known by path and id alone."""
        where = prepared.item.where
        path = self._path_below(exported.path)
        old_path = path if self._known.at(path) else self._known.of_id(exported.id)
        article = self._read(old_path) if old_path else None
        if article is not None:
            if exported_file(article, "") == exported_file(exported, ""):
                return Outcome(where, "same", old_path)
            if self._on_duplicate == "skip":
                why = Message("import.not-as-exported")
                return Outcome(where, "changed", old_path, why)
            if self._on_duplicate == "update":
                if not self._dry_run:
                    data = file_at(exported, prepared.item.file, old_path, self._archive.zone)
                    version = self._archive_version(old_path)
                    self._files.replace(old_path, data)
                    return Outcome(where, "changed", old_path, written=True, kept=version)
                return Outcome(where, "changed", old_path, written=True)
        taken = bool(self._known.of_id(exported.id))
        stem, name_end = _ENDING.split(path, 1)[:2]
        for number in range(1, 10_000):
            free = f"{stem}-{number}{name_end}" if number > 1 else path
            own = replace(exported, id=id_from_path(free)) if taken else exported
            if self._known.at(free) or (taken and self._known.of_id(own.id)):
                continue
            data = file_at(own, prepared.item.file, free, self._archive.zone)
            if self._files.exists(free) if self._dry_run else not self._files.add(free, data):
                continue
            self._known.add(KnownArticle(free, own.lang, "", prepared.fingerprint, own.id))
            return Outcome(where, "new", free, written=True)
        raise ImportRefused(Message("import.no-free-name"))

    def _write_image(self, image: ExportedImage) -> Outcome:
        path = self._path_below(image.path)
        there = self._files.exists(path)
        if not there and (self._dry_run or self._files.add(path, image.data)):
            return Outcome(image.where, "new", path, written=True)
        try:
            same = self._archive.read_bytes(path) == image.data
        except (ArticleError, OSError):
            same = False
        if same:
            return Outcome(image.where, "same", path)
        return Outcome(image.where, "changed", path, why=Message("import.image-exists"))

    def _path_below(self, own: str) -> str:
        """The path below the folder of what was exported. Raises ImportRefused where `check` would complain."""
        path = "/".join(part for part in (self._into, own) if part)
        *folders, _ = parts_of(path)
        bad = NO_NAME.search(path) or any(one.lower().endswith(".md") for one in folders)
        if bad or len(folders) > MAX_FOLDERS or folders[:1] == [VERSIONS]:
            raise ImportRefused(Message("import.bad-path", path=path))
        return path

    def _from_same_source(self, prepared: Prepared) -> list[tuple[str, Article]]:
        """The articles that were made from the same source."""
        item = prepared.item
        paths = list(self._known.of_page(same_page_key(item.url), prepared.lang))
        if item.name and not paths:
            paths = [
                one for one in self._named(prepared) if self._of_file.get(one) in (None, item.where)
            ]
            return [(p, a) for p in paths if (a := self._read(p)) and _may_be_version_of(item, a)]
        return [(path, article) for path in paths if (article := self._read(path))]

    def _named(self, prepared: Prepared) -> Iterator[str]:
        """The articles that have the name of an item; files of one name (of several days) are numbered."""
        for number in range(1, 10_000):
            if not self._known.at(path := self._path(prepared, number)):
                return
            yield path

    def _duplicate(self, prepared: Prepared) -> tuple[str, Article, float] | None:
        """An article with (nearly) the same text, and its resemblance, 1 for the same words."""
        exact = self._known.same_text(prepared.lang, prepared.fingerprint)
        same = [
            (path, article)
            for path in exact
            if (article := self._read(path))
            # few words are the same by chance: their links, images and signs may differ
            and (prepared.fingerprint.bands or _is_same_note(prepared.item, article))
        ]
        if same:
            own = (one for one in same if _is_same_article(prepared.item, one[1]))
            return *next(own, same[0]), 1
        best: tuple[str, Article, float] | None = None
        for path in self._known.near_texts(prepared.lang, prepared.fingerprint):
            article = self._read(path)
            if article and self._is_beside(prepared.item, article):
                continue
            share = resemblance(article.body, prepared.item.body) if article else 0
            if article and share >= ALIKE and (best is None or share > best[2]):
                best = path, article, min(share, 0.99)
        return best

    def _is_beside(self, item: Item, article: Article) -> bool:
        """Whether an article comes from another file of the run and has another title: two notes that look alike."""
        return bool(item.name) and article.path in self._of_file and not _same_title(item, article)

    def _read(self, path: str) -> Article | None:
        try:
            return self._archive.read(path)
        except ArticleError:
            return None

    def _add(self, prepared: Prepared) -> Outcome:
        data = article_file(prepared.item, prepared.lang, self._translation(prepared))
        for path in self._free_paths(prepared):
            if self._dry_run or self._files.add(path, data):
                self._add_known(path, prepared)
                return Outcome(prepared.item.where, "new", path, written=True)
        raise ImportRefused(Message("import.no-free-name"))

    def _translation(self, prepared: Prepared) -> tuple[tuple[str, str], ...]:
        """The key that names the article of this page in the other language, if the archive has it."""
        other = prepared.lang.other
        by_key = self._of_key.get((prepared.item.translation_key, other), "")
        paths = [by_key] if by_key and not _share_name(by_key, self._path(prepared)) else []
        for address in prepared.item.alternates:
            paths += self._known.of_page(same_page_key(address), other)[:1]
        for path in paths:
            if (article := self._read(path)) and not article.translation_of:
                return (("translation_of", quoted(article.id)),)
        return ()

    def _update(self, path: str, article: Article, prepared: Prepared) -> Outcome:
        version = ""
        if not self._dry_run:
            version = self._archive_version(path)
            merged = _merged(prepared.item, article)
            self._files.replace(path, article_file(merged, article.lang, owners_keys(article)))
        self._add_known(path, prepared)
        return Outcome(prepared.item.where, "changed", path, written=True, kept=version)

    def _archive_version(self, path: str) -> str:
        """Copy a file into ``versions/`` under the time it was written (UTC); return the path of the copy."""
        file = self._archive.root / path
        moment = datetime.fromtimestamp(file.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H%M%SZ")
        data = self._archive.read_bytes(path)
        for number in range(1, 1000):
            end = f"-{number}" if number > 1 else ""
            version = f"{VERSIONS}/{path.removesuffix('.md')}/{moment}{end}.md"
            if self._files.add(version, data) or self._archive.read_bytes(version) == data:
                return version
        raise ImportRefused(Message("import.too-many-versions", path=path))

    def _add_known(self, path: str, prepared: Prepared) -> None:
        page = same_page_key(prepared.item.url)
        self._known.add(KnownArticle(path, prepared.lang, page, prepared.fingerprint))

    def _path(self, prepared: Prepared, number: int = 1) -> str:
        item = prepared.item
        folder = self.folder_of(item.name)
        base = slug(item.name.rpartition("/")[2]) or slug(item.title)
        if not base or base == "readme":  # README is no article
            seed = hashlib.blake2b((item.url or item.title).encode(), digest_size=4)
            base = f"article-{seed.hexdigest()}"
        end = f"-{number}" if number > 1 else ""
        return f"{folder}/{base}{end}.{prepared.lang.value}.md".lstrip("/")

    def _free_paths(self, prepared: Prepared) -> Iterator[str]:
        for number in range(1, 10_000):
            path = self._path(prepared, number)
            # Files of one name translate each other, so that only names of the source's own may meet.
            other = (
                path.removesuffix(f".{prepared.lang.value}.md") + f".{prepared.lang.other.value}.md"
            )
            alone = bool(prepared.item.name) or not self._taken(other)
            if alone and not self._taken(path):
                yield path

    def _taken(self, path: str) -> bool:
        return self._known.at(path) or self._files.exists(path)


def slug(text: str) -> str:
    """The file name of a title: small ASCII letters, digits and Hangul with hyphens between; perhaps empty."""
    plain = to_form("NFKD", text.lower())
    plain = "".join(letter for letter in plain if not 0x300 <= ord(letter) < 0x370)
    words = _BETWEEN.sub("-", to_form("NFC", plain)).strip("-")
    if len(words) <= MAX_SLUG:
        return words
    cut = words[: MAX_SLUG + 1].rpartition("-")[0]
    return cut if len(cut) > MAX_SLUG // 2 else words[:MAX_SLUG].strip("-")


def _share_name(one: str, other: str) -> bool:
    """Whether two files of the archive translate each other by their names."""
    return _ENDING.sub("", one) == _ENDING.sub("", other)


def article_file(item: Item, lang: Language, more: tuple[tuple[str, str], ...] = ()) -> bytes:
    """The bytes of an article file."""
    return f"---\n{front_matter(item, lang, more)}---\n\n{item.body}\n".encode()


def _is_same_note(item: Item, article: Article) -> bool:
    """Whether an item of few words is an article with the same words: its title and the signs of its text agree, too."""
    bodies = " ".join(item.body.split()), " ".join(article.body.split())
    return _same_title(item, article) and is_same_body(*bodies)


def _same_title(item: Item, article: Article) -> bool:
    return item.title.casefold().split() == article.title.casefold().split()


def _is_same_article(item: Item, article: Article) -> bool:
    """Whether an article with the same words is the item itself: nothing shows that they are two."""
    return article.title == item.title and not (item.url and article.url)


def _may_be_version_of(item: Item, article: Article) -> bool:
    """Whether an article of the same name can be the item's: not one with another address."""
    return not (item.url and article.url) or same_page_key(item.url) == same_page_key(article.url)


def _merged(item: Item, article: Article) -> Item:
    """The item of the source, with what the article has where the source gives nothing."""
    former: dict[str, object] = {}
    for key in _KEPT:
        value = getattr(article, key)
        if value and not getattr(item, key):
            former[key] = value.text if hasattr(value, "day") else value
    tags = tuple(dict.fromkeys((*item.tags, *article.tags)))
    return replace(item, **{**former, "tags": tags})  # type: ignore[arg-type]
