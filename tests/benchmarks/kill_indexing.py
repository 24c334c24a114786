"""Kill reindex (SIGKILL) at random points, and look whether anything was harmed.

    python tests/benchmarks/kill_indexing.py ARCHIVE [--kills 40] [--seed 1]

ARCHIVE is copied and stays as it is. Full and incremental runs take turns, each in a process of its own with the real
Kiwi. Of three kills one falls anywhere in a run, one just after the engine began to write, one just after it had
written. After each kill the index must
still answer from a complete generation (the one before the run or, where the run got that far, its own), and the next
run must heal: every article as the files have it, nothing unfinished left. Ends with status 1 where it did not.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Literal

from seogo.composition import Site, open_site
from seogo.errors import SeogoError
from seogo.indexing.indexer import IndexOptions
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings

_SLOWEST_RUN = 300.0
_WRITING = 0.4
"""How long the engine takes to write a small index, and the index to be sealed and switched to, in seconds."""

Moment = Literal["anywhere", "writing", "written"]
MOMENTS: tuple[Moment, ...] = ("anywhere", "writing", "written")


class Trial:
    """A copied archive with its index, which is killed again and again."""

    def __init__(self, archive: Path, work: Path, rng: random.Random) -> None:
        self.archive = work / "archive"
        self.index = work / "index"
        shutil.copytree(archive, self.archive)
        self._rng = rng
        self._edits = 0
        self.site = self.open()

    def open(self) -> Site:
        """A site as a process that has just started sees it."""
        return open_site(load_settings(self.archive, self.index, {}))

    def heal(self) -> None:
        """A run that is left in peace; it shares Kiwi with the others of this process."""
        self.site.indexer.run(IndexOptions())

    def edit(self) -> None:
        """Change an article, remove one, add one."""
        articles = sorted(self.archive.rglob("*.??.md"))
        self._edits += 1
        changed, removed = self._rng.sample(articles, 2)
        with changed.open("a", encoding="utf-8") as file:
            file.write(f"\n\nEdit {self._edits}. {self._edits}번째로 고친 글이다.\n")
        if self._edits % 3 == 0 and len(articles) > 20:
            removed.unlink()
        new = self.archive / f"new-{self._edits}.ko.md"
        new.write_text(f"---\ntitle: 새 글 {self._edits}\n---\n서고에 새로 들어온 글이다.\n")

    def start(self, *, full: bool) -> subprocess.Popen[bytes]:
        """A run in another process."""
        command = [sys.executable, "-m", "seogo", "reindex", "--archive", str(self.archive)]
        command += ["--index", str(self.index), *(["--full"] if full else [])]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def files(self) -> set[Path]:
        """The engine's files and the facts of all generations, finished or not, without those that are links."""
        found = set(self.index.glob("generations/*/engine/*"))
        facts = {path for path in self.index.glob("generations/*/articles.json") if _own(path)}
        return {path.relative_to(path.parents[1]) for path in found} | facts

    def known(self) -> dict[str, str]:
        """What the files of the archive are, by id."""
        return {name: file.content_hash for name, file in self.site.archive.scan().files.items()}

    def answer(self) -> dict[str, str]:
        """What a process that starts now finds: the content hash of every article, each by a search."""
        fresh = self.open()
        try:
            site_search = fresh.search
            opened = fresh.current()
            found = {}
            for name in opened.engine.content_hashes():
                record = site_search.record(name)
                assert record is not None
                found[name] = record.content_hash
            for words in ("seogo", "korea", "2026"):
                site_search.search(SearchRequest(q=words, size=100))
            return found
        finally:
            del opened
            fresh.close()


def _own(path: Path) -> bool:
    try:
        return path.stat().st_nlink == 1
    except FileNotFoundError:
        return False


def kill_once(trial: Trial, *, full: bool, moment: Moment, delay: float) -> list[str]:
    """Edit, start a run, kill it ``delay`` after its ``moment``, look, heal, look again: the harm that was done."""
    before = trial.answer()
    trial.edit()
    after = trial.known()
    there = trial.files()
    process = trial.start(full=full)
    began = time.monotonic()
    while moment != "anywhere" and process.poll() is None:
        new = trial.files() - there
        if any(path.is_absolute() for path in new) if moment == "written" else new:
            break
        time.sleep(0.002)
    time.sleep(delay)
    finished = process.poll() is not None
    process.kill()
    process.wait()
    harms: list[str] = []
    try:
        seen = trial.answer()
        if seen not in (before, after):
            harms.append("it answers from neither generation")
        trial.heal()
        if trial.answer() != after:
            harms.append("the next run did not bring it up to date")
    except SeogoError as error:
        harms.append(str(error))
    folders = list(trial.index.glob("generations/*"))
    if len(folders) > 2 or not all((folder / "manifest.json").exists() for folder in folders):
        harms.append(f"left over: {sorted(folder.name for folder in folders)}")
    kind = f"{'full' if full else 'incremental':<11} {moment:<8}"
    state = (
        "had ended" if finished else ("switched" if seen == after else "killed before the switch")
    )
    print(f"{kind} {time.monotonic() - began:6.1f} s  {state}  {'; '.join(harms)}", flush=True)
    return harms


def main() -> int:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    survived = 0
    with tempfile.TemporaryDirectory() as work:
        trial = Trial(options.archive, Path(work), rng)
        lasts = {}
        for full in (True, False):  # how long a run takes
            trial.edit()
            began = time.monotonic()
            if trial.start(full=full).wait(_SLOWEST_RUN):
                print("The archive cannot be indexed.")
                return 1
            lasts[full] = time.monotonic() - began
        for number in range(options.kills):
            full, moment = number % 2 == 0, MOMENTS[number // 2 % 3]
            delay = rng.uniform(0, lasts[full] if moment == "anywhere" else _WRITING)
            harms = kill_once(trial, full=full, moment=moment, delay=delay)
            survived += not harms
        trial.site.close()
    print(f"{survived} of {options.kills} kills survived (seed {options.seed})")
    return 0 if survived == options.kills else 1


if __name__ == "__main__":
    sys.exit(main())
