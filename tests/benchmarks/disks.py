"""Disks that fail under every writing command: each call refused in turn; real file systems full, read-only or gone.

    python -m tests.benchmarks.disks [calls] [full] [read-only] [gone] [nobody] [words] [--log disks.jsonl] [--part 1/4]

Commands and archive are those of tests/writing_commands.py. Of each:

- ``calls``: each call to the system that writes fails with ENOSPC, EROFS and EIO, alone and with all that follow;
- ``full``: archive, index and targets lie on a tmpfs with no free page, one, two …, until the command has enough;
- ``read-only``: that tmpfs is mounted read-only at each call, and before the first;
- ``gone``: it is lazily unmounted at each call (these two: at some forty of a long command);
- ``nobody``: the command is run by somebody who may write nothing, and by somebody who may read nothing either;
- ``words``: two processes add a word at the same moment, fifty times.

Right is a sentence with the documented status, files and index as before or as after, no temporary file (where it could be
removed), and after that a run that succeeds. File systems are mounted where this may be done (by root), and passed over with
the reason elsewhere. With ``--log`` what is right is noted, and passed over by the next run; ``--part`` does one of several
parts. Ends with status 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import errno
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.benchmarks.forks import CRASHED, HUNG, Ended, build, one_kiwi, run
from tests.refused_calls import Undisturbed, refused_call, undisturbed
from tests.write_points import WritePoints
from tests.writing_commands import COMMANDS, Command, Trial, Workshop, harm

from seogo.articles.wordlists import load_dictionary

_ERRORS: Final = (errno.ENOSPC, errno.EROFS, errno.EIO)
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_NOBODY: Final = 65534
_MOST_CALLS: Final = 40
"""Calls of one command at which a file system changes, spread over all."""

Case = tuple[str, ...]
Check = Callable[[Case], list[str]]


class Disk:
    """A small file system, mounted a second time where a trial works: it can be looked at when it is gone from there."""

    def __init__(self, root: Path) -> None:
        self.real = root / "disk"
        self.place = root / "mounted"

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """The file system, empty, of 8 MB."""
        for folder in (self.real, self.place):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        _system("mount", "-t", "tmpfs", "-o", "size=8m", "none", self.real)
        _system("mount", "--bind", self.real, self.place)
        try:
            yield
        finally:
            self.vanish()
            _system("umount", "-l", self.real)

    def vanish(self) -> None:
        """Unmount it where the trial works, in the middle of anything."""
        subprocess.run(["umount", "-l", self.place], capture_output=True)

    def freeze(self) -> None:
        """Mount it read-only where the trial works."""
        _system("mount", "-o", "remount,ro,bind", self.place)

    def thaw(self) -> None:
        """Mount it as it was."""
        self.vanish()
        _system("mount", "--bind", self.real, self.place)

    @contextmanager
    def ballast(self, pages: int) -> Iterator[None]:
        """A file that leaves so many pages free."""
        found = os.statvfs(self.real)
        path = self.real / "ballast"
        with path.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, found.f_bavail - pages) * found.f_bsize)
        try:
            yield
        finally:
            path.unlink()


def _system(*command: object) -> None:
    subprocess.run([*map(str, command)], check=True, capture_output=True, text=True)


def why_not_mounted() -> str:
    """The reason why no file system can be mounted here; empty where one can."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "none", folder], capture_output=True, text=True
        )
        if done.returncode == 0:
            _system("umount", folder)
        return done.stderr.strip() if done.returncode else ""


class Checks:
    """The checks of one workshop."""

    def __init__(self, workshop: Workshop, disk: Disk) -> None:
        self._workshop = workshop
        self._disk = disk
        self._rights: dict[str, Undisturbed] = {}
        self._enough: dict[str, int] = {}

    def right(self, command: Command) -> Undisturbed:
        """What a command does when nothing is wrong."""
        if command.name not in self._rights:
            self._rights[command.name] = undisturbed(self._workshop, command)
        return self._rights[command.name]

    def calls(self, case: Case) -> list[str]:
        """A call that is refused."""
        command = _command(case)
        at, code, lasting = int(case[2]), int(case[3]), case[4] == "lasting"
        return refused_call(self._workshop, command, self.right(command), at, code, lasting=lasting)

    def full(self, case: Case) -> list[str]:
        """A disk with so many free pages."""
        command, pages = _command(case), int(case[2])
        if pages > self._enough.get(command.name, pages):
            return []
        with self._disk.mounted(), self._workshop.trial(command, self._disk.place) as trial:
            with self._disk.ballast(pages):
                done = run(trial.arguments())
                wrong = self._looked_at(trial, command, done)
            if done.status == 0:
                self._enough[command.name] = pages
            wrong += [f"{path} is left" for path in trial.drafts()]
            return wrong + self._afterwards(trial, command)

    def read_only(self, case: Case) -> list[str]:
        """A disk that becomes read-only at a call."""
        command, at = _command(case), int(case[2])
        with self._disk.mounted(), self._workshop.trial(command, self._disk.place) as trial:
            # files that are open for writing forbid it, as for any other administrator
            points = WritePoints(lambda *_: _tolerated(self._disk.freeze), at)
            done = run(trial.arguments(), points)
            wrong = self._looked_at(trial, command, done)
            self._disk.thaw()
            return wrong + self._afterwards(trial, command)

    def gone(self, case: Case) -> list[str]:
        """A disk that vanishes at a call."""
        command, at = _command(case), int(case[2])
        with self._disk.mounted(), self._workshop.trial(command, self._disk.place) as trial:
            done = run(trial.arguments(), WritePoints(lambda *_: self._disk.vanish(), at))
            strange = sorted(map(str, self._disk.place.rglob("*")))
            wrong = [f"{path} is written where no disk is" for path in strange]
            self._disk.thaw()
            wrong += self._looked_at(trial, command, done)
            return wrong + self._afterwards(trial, command)

    def nobody(self, case: Case) -> list[str]:
        """Somebody who may not."""
        command = _command(case)
        right = self.right(command)
        with self._workshop.trial(command) as trial:
            if case[2] == "unreadable":
                trial.archive.chmod(0o700)
                trial.index.chmod(0o700)
            done = run(trial.arguments(), prepare=lambda: os.setuid(_NOBODY))
            wrong = _said(command, done)
            if done.status == 0 and right.before != right.after:
                wrong.append("it says that it is done")
            return wrong if trial.files() == right.before else [*wrong, "something has changed"]

    def words(self, case: Case) -> list[str]:
        """Two additions at once."""
        command = next(one for one in COMMANDS if one.name == "words")
        given = [f"낱말{chr(ord('가') + 2 * int(case[1]) + number)}" for number in (0, 1)]
        with self._workshop.trial(command) as trial:
            line = [sys.executable, "-m", "seogo", "words", "--add"]
            both = [
                subprocess.Popen([*line, word, *trial.where()], stdout=subprocess.DEVNULL)
                for word in given
            ]
            statuses = [one.wait() for one in both]
            known = load_dictionary(trial.archive / "dictionary.yaml")
            wrong = [f"{word} is not there" for word in given if word not in known]
            return wrong + [f"status {status}" for status in statuses if status]

    def _looked_at(self, trial: Trial, command: Command, done: Ended) -> list[str]:
        """What is wrong with the command and with what it has left."""
        right = self.right(command)
        wrong = _said(command, done) + harm(right.before, right.after, trial.files())
        if done.status == 0 and trial.files() != right.after:
            wrong.append("it did not say that it failed")
        if trial.found() not in (right.indexed, right.reindexed):
            wrong.append("a search finds neither state")
        return wrong

    def _afterwards(self, trial: Trial, command: Command) -> list[str]:
        """What is wrong when the disk is well again."""
        done = run(trial.arguments())
        right = (0, *command.refused, *command.again)
        wrong = [] if done.status in right else [f"again: {done}"]
        wrong += [f"{path} is left" for path in trial.drafts()]
        done = run(["reindex", *trial.where()])
        if done.status or trial.found() != trial.known():
            wrong.append(f"the index is not up to date: {done}")
        return wrong


def _tolerated(act: Callable[[], None]) -> None:
    try:
        act()
    except subprocess.CalledProcessError as error:
        if "busy" not in error.stderr:
            raise


def _said(command: Command, done: Ended) -> list[str]:
    if "Traceback" in done.output or done.status in (CRASHED, HUNG) or done.status < 0:
        return [f"{done}"]
    if done.status not in (0, *command.refused):
        return [f"status {done.status}: {done.output}"]
    lines = done.output.splitlines()
    said = any(line.startswith(("seogo: ", "refused: ")) for line in lines) or done.status == 0
    return [] if said else [f"no sentence: {done.output}"]


def _command(case: Case) -> Command:
    return next(one for one in COMMANDS if one.name == case[1])


def cases(chosen: list[str], checks: Checks) -> Iterator[Case]:
    """Every case of the chosen kinds."""
    for kind, command in itertools.product(chosen, COMMANDS):
        calls = len(checks.right(command).kinds)
        some = range(1, calls + 1, max(1, calls // _MOST_CALLS))
        if kind == "calls":
            every = itertools.product(range(1, calls + 1), _ERRORS, ("alone", "lasting"))
            yield from ((kind, command.name, str(at), str(code), how) for at, code, how in every)
        elif kind == "full":
            pages = range(0, 400, 8) if command.indexes else range(40)
            yield from ((kind, command.name, str(one)) for one in pages)
        elif kind in ("read-only", "gone"):
            # with their first call these make the folder that they were given, and all above it
            makes = command.indexes or command.name == "site"
            few = some[1:] if kind == "gone" and makes else some
            yield from ((kind, command.name, str(at)) for at in few)
        elif kind == "nobody":
            yield from ((kind, command.name, how) for how in ("unwritable", "unreadable"))
    if "words" in chosen:
        yield from (("words", str(number)) for number in range(50))


def main() -> int:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    kinds = ("calls", "full", "read-only", "gone", "nobody", "words")
    parser.add_argument("kinds", nargs="*", metavar="KIND", default=[])
    parser.add_argument("--log", type=Path)
    parser.add_argument("--part", default="1/1")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    chosen = [one for one in kinds if one in options.kinds or not options.kinds]
    if os.geteuid() != 0 and "nobody" in chosen:
        chosen.remove("nobody")
        print("nobody: only root can become somebody else")
    if reason := why_not_mounted():
        print(f"full, read-only, gone: no file system can be mounted: {reason}")
        chosen = [one for one in chosen if one not in ("full", "read-only", "gone")]
    with tempfile.TemporaryDirectory() as root:
        Path(root).chmod(0o755)
        workshop = Workshop(Path(root))
        if build(workshop):
            print("The archive cannot be indexed.")
            return 1
        checks = Checks(workshop, Disk(Path(root)))
        with one_kiwi():
            mine = list(cases(chosen, checks))[part - 1 :: parts]
            return _run_all(mine, checks, options.log)


def _run_all(mine: list[Case], checks: Checks, log: Path | None) -> int:
    done: set[Case] = set()
    if log is not None and log.exists():
        done = {tuple(json.loads(line)) for line in log.read_text().splitlines()}
    counts: dict[str, list[int]] = {}
    began = time.monotonic()
    for number, case in enumerate(mine, 1):
        wrong: list[str] = []
        if case not in done:
            check: Check = getattr(checks, case[0].replace("-", "_"))
            wrong = check(case)
            for one in wrong:
                print(f"{' '.join(case)}: {one}", flush=True)
            if log is not None and not wrong:
                with log.open("a") as file:
                    file.write(json.dumps(case) + "\n")
        count = counts.setdefault(case[0], [0, 0])
        count[0] += 1
        count[1] += bool(wrong)
        if number % 100 == 0 or number == len(mine):
            print(f"{number} of {len(mine)}, {time.monotonic() - began:.0f} s", flush=True)
    for kind, (total, wrong_ones) in counts.items():
        print(f"{kind}: {total} cases, {wrong_ones} wrong")
    return int(any(wrong_ones for _, wrong_ones in counts.values()))


if __name__ == "__main__":
    sys.exit(main())
