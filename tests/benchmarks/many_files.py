"""An archive of 100,000 small files: reindex, check, status, serve; and two reindexes at once over edits.

    python -m tests.benchmarks.many_files FOLDER [--files 100000] [--rounds 5] [--only STEP …]

FOLDER holds the archive, its index and what was measured (a line for each step), so that a run that is stopped goes on with
the step that is missing. Steps: make, reindex, unchanged, check, status, verify, serve (until the first search answers),
edits (a hundredth of the files), race (as often as ``--rounds``: files are changed, removed and added, two reindexes run at
once, every other time with ``--wait``; each must end with 0, or with 3 and a sentence where the other one builds; after a
plain run the index has what the files have). Prints seconds, memory at its highest and status of each. Ends with status 1
where anything was wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from seogo.composition import open_site
from seogo.documents.document import to_record
from seogo.settings import load_settings

_IN_FOLDER = 500
_WORDS = (
    *[
        "다리",
        "마을",
        "강",
        "시장",
        "도서관",
        "학교",
        "기차",
        "바람",
        "겨울",
        "사람",
        "이야기",
        "사진",
        "노래",
        "길",
        "나무",
    ],
    *[
        "bridge",
        "village",
        "river",
        "market",
        "library",
        "school",
        "train",
        "wind",
        "winter",
        "people",
        "story",
    ],
)


class Run:
    """The archive of one run, with its steps."""

    def __init__(self, folder: Path, files: int, rounds: int) -> None:
        self.archive, self.index = folder / "archive", folder / "index"
        self.files, self.rounds = files, rounds

    def make(self) -> dict[str, Any]:
        """Write the files: short articles in two languages, 500 to a folder."""
        for number in range(self.files):
            self.write(number, "")
        return {}

    def write(self, number: int, more: str) -> None:
        """Write one file."""
        rng = random.Random(number)
        path = self.path(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        title = " ".join(rng.sample(_WORDS, 3))
        path.write_text(
            f"---\ntitle: {title} {number}\ntags: [{rng.choice(_WORDS)}]\n---\n"
            f"{' '.join(rng.choices(_WORDS, k=12))}. {more}\n"
        )

    def path(self, number: int) -> Path:
        """The file of a number."""
        lang = "ko" if number % 2 else "en"
        return self.archive / f"{number // _IN_FOLDER:04}" / f"{number}.{lang}.md"

    def command(self, *words: str) -> list[str]:
        """A command over this archive."""
        places = ["--archive", str(self.archive), "--index", str(self.index)]
        return [sys.executable, "-m", "seogo", *words, *places]

    def run(self, *words: str, right: tuple[int, ...] = (0,)) -> dict[str, Any]:
        """Run a command: its memory, status and last line."""
        return self.ended(self.started(*words), right)

    def started(self, *words: str) -> subprocess.Popen[str]:
        """A command that was started."""
        return subprocess.Popen(
            self.command(*words), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def ended(self, process: subprocess.Popen[str], right: tuple[int, ...]) -> dict[str, Any]:
        """The end of a command."""
        assert process.stdout is not None
        text = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wrong = process.returncode not in right or "Traceback" in text
        return {
            "status": process.returncode,
            "memory": usage.ru_maxrss // 1024,
            "said": text.strip()[-300:].rpartition("\n")[2] if not wrong else text[-2_000:],
            "wrong": wrong,
        }

    def serve(self) -> dict[str, Any]:
        """Seconds until the server answers a search, from its start."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        process = self.started("serve", "--port", str(port), "--processes", "1")
        began = time.monotonic()
        answer = b""
        while not answer and process.poll() is None and time.monotonic() - began < 600:
            try:
                address = f"http://127.0.0.1:{port}/search.json?q=bridge"
                with urllib.request.urlopen(address, timeout=60) as opened:
                    answer = opened.read()
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        ready = time.monotonic() - began
        process.terminate()
        found = self.ended(process, (0,))
        total = json.loads(answer)["total"] if answer else 0
        return {**found, "ready": round(ready, 1), "total": total, "wrong": not total}

    def edits(self) -> dict[str, Any]:
        """A reindex after a hundredth of the files was changed."""
        for number in range(0, self.files, 100):
            self.write(number, "Changed.")
        return self.run("reindex")

    def race(self) -> dict[str, Any]:
        """Two reindexes at once, several times."""
        ends: list[Any] = []
        wrong = []
        for turn in range(self.rounds):
            rng = random.Random(turn)
            numbers = rng.sample(range(self.files), min(200, self.files // 2))
            for number in numbers[::2]:
                self.write(number, f"Turn {turn}.")
            for number in numbers[1::4]:
                self.path(number).unlink(missing_ok=True)
            for number in range(50):
                self.write(self.files + 100 * turn + number, "New.")
            flags = ["--wait"] if turn % 2 else []
            both = [self.started("reindex", *flags), self.started("reindex", *flags)]
            time.sleep(rng.uniform(0, 2))
            self.write(numbers[0], f"Beside {turn}.")  # while they run
            found = [self.ended(one, (0,) if flags else (0, 3)) for one in both]
            after = self.run("reindex")
            ends.append([one["status"] for one in (*found, after)])
            wrong += [one["said"] for one in (*found, after) if one["wrong"]]
            wrong += [] if 0 in ends[-1][:2] else [f"turn {turn}: none of both built"]
            wrong += self.differences()
            print(f"  turn {turn}: {ends[-1]}, {len(wrong)} wrong", flush=True)
        return {"ends": ends, "wrong": bool(wrong), "said": "; ".join(wrong)[:2_000]}

    def differences(self) -> list[str]:
        """What the index has otherwise than the files."""
        site = open_site(load_settings(self.archive, self.index, {}))
        scan = site.archive.scan()
        files = {name: facts.content_hash for name, facts in scan.files.items()}
        opened = site.current()
        stored = opened.engine.stored(list(opened.engine.content_hashes()))
        known = {name: to_record(one).content_hash for name, one in stored.items()}
        del opened
        site.close()
        return [] if known == files else [f"{len(known.items() ^ files.items())} differ"]


def main() -> int:
    """Do the steps that are missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*")
    options = parser.parse_args()
    run = Run(options.folder, options.files, options.rounds)
    steps: dict[str, Callable[[], dict[str, Any]]] = {
        "make": run.make,
        "reindex": lambda: run.run("reindex"),
        "unchanged": lambda: run.run("reindex"),
        "check": lambda: run.run("check"),
        "status": lambda: run.run("status"),
        "verify": lambda: run.run("status", "--verify"),
        "serve": run.serve,
        "edits": run.edits,
        "race": run.race,
    }
    options.folder.mkdir(parents=True, exist_ok=True)
    record = options.folder / "steps.jsonl"
    done = [json.loads(line) for line in record.open()] if record.exists() else []
    for name, step in steps.items():
        if name in {one["step"] for one in done} or (options.only and name not in options.only):
            continue
        began = time.monotonic()
        found = {"step": name, **step(), "seconds": round(time.monotonic() - began, 1)}
        done.append(found)
        with record.open("a") as file:
            file.write(json.dumps(found, ensure_ascii=False) + "\n")
        print(json.dumps(found, ensure_ascii=False), flush=True)
    return 1 if any(one.get("wrong") for one in done) else 0


if __name__ == "__main__":
    sys.exit(main())
