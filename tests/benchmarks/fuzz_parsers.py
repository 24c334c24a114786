"""Coverage-guided fuzzing of everything that parses: no error but ours, and nothing slow.

    python -m tests.benchmarks.fuzz_parsers FOLDER [TARGET …] [--seconds 600] [--part 120]

Needs `atheris` (``pip install atheris``), in an environment of its own. Each target (all, where none is named) runs for
``--seconds`` of wall time in parts of ``--part`` seconds, in turns; FOLDER keeps its corpus, the time that it has had and
what was found, so that a run that is stopped goes on where it was. A case is kept for each new place in which an error
other than SeogoError or a failed promise arises, and for what takes over one second of CPU time without instrumentation.
Inputs have up to 20,000 bytes. Ends with status 1 where anything was found.

`tests.benchmarks.parsers` has the targets; the suite runs them over their seeds and over small mutations of these.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import time
import traceback
from pathlib import Path

LONGEST = 20_000
SLOW = 1.0
"""Seconds of CPU time."""
_SUSPECT = 0.5
"""Seconds of CPU time with instrumentation from which on a case is tried without."""


def main() -> int:
    """Run the targets in turns until each has had its time."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--part", type=int, default=120)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        fuzz(options.targets[0], options.folder, options.seconds)
    from tests.benchmarks.parsers import TARGETS

    names = options.targets or list(TARGETS)
    while left := [name for name in names if spent(options.folder / name) < options.seconds]:
        for name in left:
            folder = options.folder / name
            seconds = min(options.part, options.seconds - spent(folder))
            run_part(name, folder, seconds)
    found = [case for name in names for case in confirmed(name, options.folder / name)]
    for line in found:
        print(line)
    print(f"{len(found)} found in {', '.join(names)}")
    return 1 if found else 0


def spent(folder: Path) -> int:
    """The seconds that a target has had."""
    record = folder / "parts.jsonl"
    lines = record.read_text().splitlines() if record.exists() else []
    return sum(json.loads(line)["seconds"] for line in lines)


def run_part(name: str, folder: Path, seconds: int) -> None:
    """Fuzz a target for some seconds in a process of its own, and write down what that came to."""
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    (folder / "found").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.benchmarks.fuzz_parsers", str(folder), name]
    command += ["--inside", "--seconds", str(seconds)]
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    lines = done.stderr.splitlines()
    end = next((line for line in reversed(lines) if "DONE" in line), "")
    runs = next((line for line in reversed(lines) if line.startswith("Done ")), "")
    if done.returncode or not runs:  # libFuzzer itself stopped: out of memory, a hang, a crash in C
        (folder / "found" / f"stopped-{int(time.time())}.txt").write_text(done.stderr[-20_000:])
    took = round(time.monotonic() - began)
    with (folder / "parts.jsonl").open("a") as record:
        record.write(json.dumps({"seconds": max(took, seconds), "end": end, "runs": runs}) + "\n")
    cases = len(list((folder / "found").iterdir()))
    print(f"{name:13} {spent(folder):5} s  {runs}  {end[:90]}  {cases} to look at", flush=True)


def fuzz(name: str, folder: Path, seconds: int) -> None:
    """Fuzz a target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["seogo", "markdown_it"]):
        from tests.benchmarks.parsers import TARGETS

        target = TARGETS[name]
        for seed in target.seeds():
            target.run(seed)  # everything that is imported late is imported here
    seen: set[str] = set()

    def one(data: bytes) -> None:
        began = time.process_time()
        try:
            target.run(data)
        except Exception as error:  # noqa: BLE001 - what it looks for
            keep(folder / "found", data, place_of(error), traceback.format_exc(), seen)
        took = time.process_time() - began
        if took > _SUSPECT:
            keep(folder / "found", data, f"slow-{took:.0f}", f"{took:.1f} s", seen)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        """What the library makes of it; every eighth time some bytes many times over, which is what makes patterns slow."""
        rng = random.Random(seed)
        if data and rng.random() < 0.125:
            at = rng.randrange(len(data))
            part = data[at : at + rng.choice((1, 2, 3, 4, 6, 9, 30))]
            times = rng.choice((2, 20, 200, 2_000, most)) // len(part) + 1
            return bytes((data[:at] + part * times + data[at:])[:most])
        return bytes(atheris.Mutate(data, most))

    for number, seed in enumerate(target.seeds()):
        (folder / "corpus" / f"seed-{number}").write_bytes(seed[:LONGEST])
    words = folder / "words.txt"
    words.write_text("".join(f'"{quoted(word)}"\n' for word in target.words))
    arguments = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-dict={words}"]
    arguments += ["-timeout=120", "-rss_limit_mb=3000", "-close_fd_mask=1", "-len_control=20"]
    atheris.Setup([sys.argv[0], *arguments, str(folder / "corpus")], one, custom_mutator=mutate)
    atheris.Fuzz()


def quoted(word: bytes) -> str:
    """A word of libFuzzer's dictionary."""
    return "".join(f"\\x{byte:02x}" for byte in word)


def place_of(error: BaseException) -> str:
    """Where an error arose, as the name of a file: its kind and the last places in our code and in any."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/seogo/" in frame.filename] or frames
    places = [f"{Path(frame.filename).stem}.{frame.name}" for frame in (ours[-1], frames[-1])]
    return (
        "-".join([type(error).__name__, *dict.fromkeys(places)]).replace("<", "").replace(">", "")
    )


def keep(folder: Path, data: bytes, place: str, text: str, seen: set[str]) -> None:
    """Write a case down, the shortest of each place."""
    path = folder / f"{place}.bin"
    if place in seen and path.exists() and path.stat().st_size <= len(data):
        return
    seen.add(place)
    path.write_bytes(data)
    path.with_suffix(".txt").write_text(f"{hashlib.sha256(data).hexdigest()}\n{text}")


def confirmed(name: str, folder: Path) -> list[str]:
    """The cases of a target that are still so in this process, without instrumentation."""
    from tests.benchmarks.parsers import TARGETS

    found = [f"{name}: {path}" for path in sorted(folder.glob("found/stopped-*"))]
    for path in sorted(folder.glob("found/*.bin")):
        began = time.process_time()
        try:
            TARGETS[name].run(path.read_bytes())
        except Exception as error:  # noqa: BLE001 - what it looks for
            found.append(f"{name}: {path}: {place_of(error)}")
        if (took := time.process_time() - began) > SLOW:
            found.append(f"{name}: {path}: {took:.1f} s")
    return found


if __name__ == "__main__":
    sys.exit(main())
