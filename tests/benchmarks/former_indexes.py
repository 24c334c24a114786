"""Indexes as earlier commits wrote them, and whether today's code heals them.

    python -m tests.benchmarks.former_indexes build FOLDER [COMMIT…]
    python -m tests.benchmarks.former_indexes check FOLDER
    python -m tests.benchmarks.former_indexes keep FOLDER COMMIT…

``build`` runs ``reindex`` of each commit that changed ``src`` (or of those that are named) over one small archive, packs
archive and index into ``FOLDER/<number>-<commit>.tar.xz``, and prints which parts of the index have other bytes than those
of the commit before. ``check`` opens one index of each kind with today's code, as tests/storage/test_upgrade.py does: a
plain ``reindex``, then searches. ``keep`` copies some to tests/storage/former, where that test finds them. What is there
already is not built, or checked, again. Kiwi is loaded once: each index is built by a fork of this process.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import re
import runpy
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from tests.former import FOLDER, USER_WORD, WAYS, complaints, expected, unpack, write_archive

ROOT: Final = Path(__file__).resolve().parents[2]
_SLOWEST: Final = 120
_ENTRIES: Final = 30
"""Of the general glossary: all of it would make an index ten times as large."""


def commits(names: Iterable[str]) -> list[tuple[int, str]]:
    """Commits that changed the sources, numbered from the first one on; of these the named ones, where any are."""
    listed = _git("rev-list", "--reverse", "--abbrev-commit", "HEAD", "--", "src").split()
    chosen = [_git("rev-parse", "--short", f"{name}^{{commit}}").strip() for name in names]
    return [(at, name) for at, name in enumerate(listed, 1) if not chosen or name in chosen]


def build(folder: Path, number: int, commit: str, fork: Callable[..., int]) -> Path | None:
    """The packed index of a commit; None where that commit cannot build one here."""
    target = folder / f"{number:03}-{commit}.tar.xz"
    if target.exists():
        return target
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        source = work / "checkout"
        source.mkdir()
        packed = _git("archive", commit, "src", binary=True)
        with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
            tar.extractall(source, filter="data")
        for glossary in source.rglob("general.yaml"):
            entries = glossary.read_text(encoding="utf-8").split("\n- ")
            glossary.write_text("\n- ".join(entries[:_ENTRIES]) + "\n", encoding="utf-8")
        write_archive(work / "archive")
        options = ["--archive", str(work / "archive"), "--index", str(work / "index")]
        if fork(source, ["reindex", *options], work / "log"):
            print((work / "log").read_text()[-500:], flush=True)
            return None
        draft = target.with_suffix(".new")
        with tarfile.open(draft, "w:xz", preset=9) as tar:
            for part in ("archive", "index"):
                tar.add(work / part, part, filter=_anonymous)
        draft.replace(target)
    return target


def parts(index: Path) -> dict[str, str]:
    """Digests of what an index is made of, by its kind, without what differs from run to run."""
    found: dict[str, Any] = {}
    for path in sorted(index.rglob("*")):
        if not path.is_file() or path.name in ("building", "lease"):
            continue
        name = re.sub(r"(MAIN_)[0-9a-z]+", r"\1segment", path.relative_to(index).as_posix())
        if path.suffix == ".toc":
            found[name] = sorted(set(re.findall(rb"seogo[\w.]+|whoosh[\w.]+", path.read_bytes())))
        elif path.name == "manifest.json":
            data = json.loads(path.read_bytes().partition(b"{")[2].join((b"{", b"")))
            found[name] = sorted(data), data.get("index_stamp", data.get("stamp"))
        elif path.suffix == ".sqlite":
            with contextlib.closing(sqlite3.connect(path)) as db:
                found[name] = [row for row in db.iterdump() if "INSERT" not in row]
                tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                for (table,) in tables.fetchall():
                    rows = db.execute(f"SELECT * FROM {table}").fetchall()
                    found[f"{name}:{table}"] = sorted(map(repr, rows))
        else:
            found[name] = path.read_bytes()
    return {
        name: hashlib.sha256(repr(part).encode()).hexdigest()[:12] for name, part in found.items()
    }


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _git(*arguments: str, binary: bool = False) -> Any:
    found = subprocess.run(["git", "-C", ROOT, *arguments], check=True, capture_output=True).stdout
    return found if binary else found.decode()


def _forker() -> Callable[..., int]:
    """A function that runs a checkout's command in a fork of this process, with the one Kiwi that is loaded here."""
    import kiwipiepy

    class Kiwi(kiwipiepy.Kiwi):  # type: ignore[misc]
        """Kiwi whose threads stayed in the parent."""

        def tokenize(self, text: Any, *given: Any, **options: Any) -> Any:
            """One text after the other."""
            if isinstance(text, str):
                return super().tokenize(text, *given, **options)
            return (super(Kiwi, self).tokenize(one, *given, **options) for one in text)

        def add_user_word(self, *_: Any, **__: Any) -> bool:
            """Nothing: the word is there."""
            return True

    shared = Kiwi()
    kiwipiepy.Kiwi.add_user_word(shared, USER_WORD, "NNP")
    shared.tokenize(USER_WORD)
    kiwipiepy.Kiwi = lambda *_, **__: shared

    def run(source: Path, arguments: list[str], log: Path) -> int:
        pid = os.fork()
        if pid:
            until = time.monotonic() + _SLOWEST
            while time.monotonic() < until:
                done, status = os.waitpid(pid, os.WNOHANG)
                if done:
                    return os.waitstatus_to_exitcode(status)
                time.sleep(0.02)
            os.kill(pid, 9)
            os.waitpid(pid, 0)
            return -1
        status = 1
        try:
            output = os.open(log, os.O_WRONLY | os.O_CREAT)
            os.dup2(output, 1)
            os.dup2(output, 2)
            sys.path.insert(0, str(source / "src"))
            catalogues = runpy.run_path(str(ROOT / ".build" / "catalogues.py"))
            catalogues["compile_catalogues"](source)
            sys.argv = ["seogo", *arguments]
            runpy.run_module("seogo", run_name="__main__", alter_sys=True)
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
        except BaseException:  # noqa: BLE001 - a fork must never go on as its parent
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    return run


def build_all(folder: Path, names: list[str]) -> int:
    """Build, and print what changes from commit to commit."""
    folder.mkdir(parents=True, exist_ok=True)
    fork = _forker()
    before: dict[str, str] = {}
    failed = 0
    for number, commit in commits(names):
        packed = build(folder, number, commit, fork)
        if packed is None:
            failed += 1
            print(f"{number:3} {commit} cannot build an index here", flush=True)
            continue
        with tempfile.TemporaryDirectory() as work:
            unpack(packed, Path(work))
            now = parts(Path(work) / "index")
        changed = sorted(name for name in {*now, *before} if now.get(name) != before.get(name))
        size = packed.stat().st_size
        print(f"{number:3} {commit} {size / 1000:4.0f} kB  {', '.join(changed) or '='}", flush=True)
        before = now
    return failed


def share_kiwi() -> None:
    """Make all sites of this process use one Kiwi, and look once at the general glossary."""
    import seogo.composition
    from seogo.indexing import lexicon_sources
    from seogo.lexicon.glossary_terms import analyse_entries

    analyzers = seogo.composition._Analyzers()
    seogo.composition._Analyzers = lambda: analyzers  # type: ignore[assignment,misc]
    known: dict[object, Any] = {}

    def shared(entries: Any, analyzer: Any) -> Any:
        if (key := tuple(entries)) not in known:
            known[key] = list(analyse_entries(entries, analyzer))
        return known[key]

    lexicon_sources.analyse_entries = shared  # type: ignore[attr-defined]


def check_all(folder: Path) -> int:
    """Heal each index in three ways with today's code, and print what is wrong."""
    share_kiwi()
    right = {way: expected(way) for way in WAYS}
    seen: set[str] = set()
    wrong = 0
    done = folder / "checked.txt"
    known = set(done.read_text().splitlines()) if done.exists() else set()
    for packed in sorted(folder.glob("*.tar.xz")):
        with tempfile.TemporaryDirectory() as work:
            unpack(packed, Path(work))
            kind = repr(sorted(parts(Path(work) / "index").items()))
        if kind in seen or packed.name in known:
            seen.add(kind)
            continue
        seen.add(kind)
        found = [f"{way}: {what}" for way in WAYS for what in complaints(packed, way, right[way])]
        wrong += bool(found)
        print(packed.name, "; ".join(found)[:500] or "healed in all ways", flush=True)
        if not found:
            with done.open("a") as file:
                file.write(f"{packed.name}\n")
    print(f"{len(list(folder.glob('*.tar.xz')))} indexes of {len(seen)} kinds, {wrong} not healed")
    return wrong


def main() -> int:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("do", choices=("build", "check", "keep"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("commits", nargs="*")
    options = parser.parse_args()
    match options.do:
        case "build":
            return min(build_all(options.folder, options.commits), 1)
        case "check":
            return min(check_all(options.folder), 1)
    for number, commit in commits(options.commits):
        name = f"{number:03}-{commit}.tar.xz"
        shutil.copyfile(options.folder / name, FOLDER / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
