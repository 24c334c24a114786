"""Every command that writes, over one small archive with its index, and what must be true when one was cut short.

The archive has translation pairs, two articles that could be a pair, one to repair, one that an import updates. Its index is
built in two states, so that the store of analyses has all that `reindex` needs: no command here loads Kiwi.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seogo.composition import open_site
from seogo.errors import IndexMissing
from seogo.indexing.analysis_cache import AnalysisCache
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.word_lists import LONE_WORDS
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings
from seogo.watches.definitions import load_watches
from seogo.watches.run import state_of
from seogo.watches.seen import SEEN_FILE, Seen
from tests.translated import write_archive

WORD: Final = "새론지"
_DAY: Final = 1_767_225_600
"""Time of every file, so that a former version has the same name in every run."""

_FILES: Final = {
    "archive/alone.ko.md": "---\ntitle: 홀로 있는 글\n---\n\n아직 짝이 없는 글이다. 눈이 왔다.\n",
    "archive/alone-too.en.md": "---\ntitle: Alone too\n---\n\nAn article without a pair. It snowed.\n",
    "archive/lines.ko.md": "---\r\ntitle: 줄 끝\r\n---\r\n\r\n줄 끝이 다른 글이다.\r\n",
    "archive/dictionary.yaml": "- 엑사원\n",
    "archive/imported/first.en.md": (
        "---\ntitle: First\nlang: en\nurl: https://a.example/first\n---\n\nThe first text of a page.\n"
    ),
    "sources/first.md": (
        "---\ntitle: First\nlang: en\nurl: https://a.example/first\n---\n\nThe second text of a page.\n"
    ),
    "sources/새 글.md": "---\ntitle: 새 글\nlang: ko\n---\n\n들여온 글이다.\n",
    "tasks.jsonl": json.dumps(
        {"id": "1", "kind": "mono", "lang": "en", "query": "young farmers", "relevant": ["farm.en"]}
    )
    + "\n",
    "kept.json": "{}\n",
    "archive/watches.yaml": "- {name: end, query: last paragraph}\n",
}


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its arguments, and the statuses with which it may be refused.

    ``again`` are those with which it may end, besides 0, where it has been done already: `watch` has nothing new then.
    ``edited`` says that articles were edited since the index was built, ``zone`` is another time zone, for which the index is
    built anew from the stored analyses, ``first`` that nothing but these is there.
    """

    name: str
    arguments: tuple[str, ...]
    refused: tuple[int, ...] = (4,)
    again: tuple[int, ...] = ()
    edited: bool = False
    zone: str = ""
    first: bool = False

    @property
    def indexes(self) -> bool:
        """Whether it writes an index; a part of a run writes analyses alone."""
        return self.arguments[0] == "reindex" and "--part" not in self.arguments


COMMANDS: Final = (
    Command("import", ("import", "sources"), (1, 4)),
    Command("update", ("import", "sources", "--on-duplicate", "update"), (1, 4)),
    Command("new", ("new", "Snow in spring", "--lang", "en", "--into", "notes")),
    Command("move", ("move", "alone.ko", "notes/alone.ko")),
    Command("fix", ("check", "--fix", "--yes")),
    Command("words", ("words", "--add", WORD)),
    Command("accept", ("pairs", "--accept", "alone.ko=alone-too.en")),
    Command("export", ("export", "all.jsonl", "--format", "jsonl")),
    Command("replace", ("export", "kept.json", "--format", "csv", "--overwrite")),
    Command("site", ("export", "pages", "--format", "site")),
    Command("lexicon", ("lexicon", "--export", "lexicon.tsv")),
    Command("init", ("init", "fresh")),
    Command("watch", ("watch",), again=(5,)),
    Command("save", ("evaluate", "tasks.jsonl", "--save", "run.json")),
    Command("reindex", ("reindex",), edited=True),
    Command("rebuild", ("reindex",), edited=True, zone="Asia/Tokyo"),
    Command("first", ("reindex",), edited=True, first=True),
    Command("part", ("reindex", "--part", "1/2"), edited=True),
)
"""All commands that write (`serve` indexes as `reindex` does); paths are relative to the folder of the archive."""


def _edit(archive: Path) -> None:
    """The edits that are not in the index yet."""
    with (archive / "farm.ko.md").open("a", encoding="utf-8") as file:
        file.write("\n마을 이웃이 모두 왔다.\n")
    (archive / "short.en.md").unlink()
    (archive / "added.en.md").write_text("---\ntitle: Added\n---\n\nNobody has read it.\n")


class Workshop:
    """A folder with a template of archive and index, from which each trial gets a fresh copy."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.template = root / "template"

    def build(self) -> None:
        """Make the template; this loads Kiwi."""
        archive = self.template / "archive"
        archive.mkdir(parents=True)
        write_archive(archive)
        for name, text in _FILES.items():
            path = self.template / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        before = self.root / "before"
        shutil.copytree(archive, before)
        _edit(archive)
        self._index()
        self._watch()
        stores = self._stores()
        shutil.rmtree(archive)
        before.rename(archive)
        self._index()
        self._fill(stores)
        for path in archive.rglob("*"):
            os.utime(path, (_DAY, _DAY))

    def foresee(self, run: Callable[[list[str]], object]) -> None:
        """Fill the store with what ``run`` will have written, too, so that nothing that follows has to be analysed."""
        for command in COMMANDS:
            with self.trial(command) as trial:
                run(trial.arguments())
                run(["reindex", *trial.where()])
                stores = [_rows(trial.index / name) for name in _STORES]
            self._fill(stores)

    def _stores(self) -> list[_Rows]:
        return [_rows(self.template / "index" / name) for name in _STORES]

    def _fill(self, stores: list[_Rows]) -> None:
        for name, tables in zip(_STORES, stores, strict=True):
            _fill(self.template / "index" / name, tables)

    def _index(self) -> None:
        with closing(
            open_site(load_settings(self.template / "archive", self.template / "index", {}))
        ) as site:
            site.indexer.run(IndexOptions())

    def _watch(self) -> None:
        """Let the watches see the index, which will have another article."""
        with closing(
            open_site(load_settings(self.template / "archive", self.template / "index", {}))
        ) as site:
            watches, _ = load_watches(site.archive.root)
            names = [one.name for one in watches]
            seen = Seen({})
            seen.keep(names, state_of(site.current(), ()))
            seen.save(site.settings.index, names)

    @contextmanager
    def trial(self, command: Command, place: Path | None = None) -> Iterator[Trial]:
        """A fresh copy in a folder, for one command."""
        folder = (place or self.root) / "trial"
        shutil.copytree(self.template, folder)
        if command.edited:
            _edit(folder / "archive")
        if command.first:
            shutil.rmtree(folder / "index" / "generations")
            (folder / "index" / "current").unlink()
        if command.zone:
            (folder / "archive" / "seogo.yaml").write_text(f"timezone: {command.zone}\n")
        try:
            yield Trial(folder, command)
        finally:
            shutil.rmtree(folder)


_STORES: Final = ("analyses.sqlite", "translations.sqlite")
_Rows = Mapping[str, list[tuple[object, ...]]]


def _rows(path: Path) -> _Rows:
    with closing(sqlite3.connect(path)) as db:
        tables = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        return {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}


def _fill(path: Path, tables: _Rows) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for name, rows in tables.items():
            marks = ", ".join("?" * len(rows[0])) if rows else ""
            db.executemany(f'INSERT OR IGNORE INTO "{name}" VALUES ({marks})', rows)
    if path.name == "analyses.sqlite":
        _fill_lone_words(path, tables["analyses"])


def _fill_lone_words(path: Path, rows: list[tuple[object, ...]]) -> None:
    """Add the lone words of ``rows``; a store has one entry for them, with those of its last run."""
    with closing(AnalysisCache(path)) as cache:
        for content, stamp, data, _ in rows:
            if content == LONE_WORDS and isinstance(stamp, str) and isinstance(data, bytes):
                known = json.loads(cache.get(content, stamp) or b"{}") | json.loads(data)
                cache.put(content, stamp, json.dumps(known).encode())
        cache.commit()


class Trial:
    """One copy: what is there, and what a search finds."""

    def __init__(self, folder: Path, command: Command) -> None:
        self.folder = folder
        self.archive = folder / "archive"
        self.index = folder / "index"
        self.command = command

    def arguments(self) -> list[str]:
        """The command line."""
        known = {
            "sources",
            "all.jsonl",
            "kept.json",
            "pages",
            "lexicon.tsv",
            "run.json",
            "tasks.jsonl",
            "fresh",
        }
        given = [str(self.folder / one) if one in known else one for one in self.command.arguments]
        return [*given, *self.where()]

    def where(self) -> list[str]:
        """The options that name archive and index."""
        return ["--archive", str(self.archive), "--index", str(self.index)]

    def files(self) -> dict[str, bytes]:
        """Every file outside the index but drafts, and what watches have seen, by its path."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
            and (self.index not in path.parents or path.name == SEEN_FILE)
            and not path.name.startswith(".seogo-")
        }

    def drafts(self) -> list[str]:
        """Temporary files, anywhere."""
        found = [*self.folder.rglob(".*"), *self.folder.rglob("*.new")]
        return sorted(path.relative_to(self.folder).as_posix() for path in found)

    def known(self) -> dict[str, str]:
        """What the files of the archive are, by id."""
        with closing(open_site(load_settings(self.archive, self.index, {}))) as site:
            return {name: file.content_hash for name, file in site.archive.scan().files.items()}

    def found(self) -> dict[str, str]:
        """What a process that starts now finds: the content hash of every article, and one of them by a search; nothing where
        there is no index."""
        with closing(open_site(load_settings(self.archive, self.index, {}))) as site:
            try:
                engine = site.current().engine
            except IndexMissing:
                return {}
            found = {}
            for name in engine.content_hashes():
                record = site.search.record(name)
                assert record is not None
                found[name] = record.content_hash
            page = site.search.search(SearchRequest(q="farmers"))
            assert "farm.en" in {hit.id for hit in page.hits}, (
                "a search does not find what is indexed"
            )
            return found


def harm(
    before: Mapping[str, bytes], after: Mapping[str, bytes], now: Mapping[str, bytes]
) -> list[str]:
    """What an accident has done to files: each must be as before the command or as after it, and no text may be lost."""
    harms = []
    for path in sorted({*before, *after, *now}):
        allowed = {before.get(path), after.get(path)}
        if now.get(path) not in allowed:
            state = "is gone" if path not in now else "is torn or strange"
            harms.append(f"{path} {state}")
    for path in before.keys() - now.keys():
        moved = path not in after and any(other in now for other in after.keys() - before.keys())
        if not moved:
            harms.append(f"{path} is lost")
    return harms
