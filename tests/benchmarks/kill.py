"""Kill every writing command (SIGKILL) at every exact write point, and look whether anything was harmed.

    python -m tests.benchmarks.kill [--log kills.jsonl] [--part 1/4] [--only import,export] [--most 1000]

Commands and archive are those of tests/writing_commands.py, over a store of analyses that was filled before, so that no run
loads Kiwi. A write point is a call to the system that writes (tests/write_points.py); a command is killed before each of
them, and in the middle of each write, when half of its bytes are written. After each kill:

- every file is as before the command or as after it, no text is lost, none is empty or torn;
- a process that starts now finds all articles of one of the two states of the index, also by a search;
- `status --verify` says that the index is whole, and the next `reindex` brings it up to date;
- the same command, run again, leaves no temporary file anywhere.

Prints a line for each harm and counts as it goes. With ``--log`` what is done is noted, and passed over by the next run;
``--part`` does one of several parts, ``--most`` kills spread evenly over all. Ends with status 1 where there was any harm.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.forks import LOADED, build, run
from tests.refused_calls import Undisturbed, undisturbed
from tests.write_points import WritePoints
from tests.writing_commands import COMMANDS, Command, Trial, Workshop, harm


class Kill(NamedTuple):
    """A kill: the command, the number of the write point, and whether half of a write comes through before."""

    command: str
    at: int
    half: bool


def kill_once(workshop: Workshop, command: Command, right: Undisturbed, kill: Kill) -> list[str]:
    """Kill a command, look, run it again, look again: the harm that was done."""

    def die(kind: str, descriptor: int, data: memoryview | None) -> None:
        if kill.half and data is not None:
            os.write(descriptor, data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    with workshop.trial(command) as trial:
        status = run(trial.arguments(), WritePoints(die, kill.at)).status
        if status != -signal.SIGKILL:
            return [f"it was not killed, and ended with {status}"]
        harms = harm(right.before, right.after, trial.files())
        harms += [f"{path} is empty" for path, data in trial.files().items() if not data]
        if trial.found() not in (right.indexed, right.reindexed):
            harms.append("a search finds neither state")
        return harms + _healed(trial, command)


def _healed(trial: Trial, command: Command) -> list[str]:
    """What is still wrong after the next runs."""
    harms = []
    runs = [trial.arguments()]
    if not command.indexes:
        runs.append(["reindex", *trial.where()])
    runs.append(["status", "--verify", *trial.where()])
    for number, arguments in enumerate(runs):
        # the command itself may be refused now, such as for a file that is there
        right = (0, *command.refused, *command.again) if number == 0 else (0,)
        done = run(arguments)
        if done.status not in right or LOADED in done.output:
            harms.append(f"{arguments[0]} afterwards: {done}")
    harms += [f"{path} is left" for path in trial.drafts()]
    if trial.found() != trial.known():
        harms.append("reindex has not brought the index up to date")
    return harms


def kills(rights: dict[str, Undisturbed]) -> Iterator[Kill]:
    """Every kill there is."""
    for name, right in rights.items():
        for at, kind in enumerate(right.kinds, 1):
            yield Kill(name, at, half=False)
            if kind == "write":
                yield Kill(name, at, half=True)


def done_before(log: Path | None) -> dict[Kill, list[str]]:
    """What a log says, by kill."""
    if log is None or not log.exists():
        return {}
    lines = (json.loads(line) for line in log.read_text().splitlines())
    return {Kill(*line["kill"]): line["harms"] for line in lines}


def main() -> int:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--log", type=Path)
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--only", default=",".join(one.name for one in COMMANDS))
    parser.add_argument("--most", type=int)
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    chosen = {one.name: one for one in COMMANDS if one.name in options.only.split(",")}
    with tempfile.TemporaryDirectory() as root:
        workshop = Workshop(Path(root))
        if build(workshop):
            print("The archive cannot be indexed.")
            return 1
        rights = {name: undisturbed(workshop, command) for name, command in chosen.items()}
        every = list(kills(rights))
        if options.most and options.most < len(every):
            every = [every[at * len(every) // options.most] for at in range(options.most)]
        mine = every[part - 1 :: parts]
        known = done_before(options.log)
        print(f"{len(every)} kills, {len(mine)} in part {options.part}", flush=True)
        counts: Counter[str] = Counter()
        began = time.monotonic()
        for number, kill in enumerate(mine, 1):
            harms = known.get(kill)
            if harms is None:
                harms = kill_once(workshop, chosen[kill.command], rights[kill.command], kill)
                if options.log is not None:
                    with options.log.open("a") as log:
                        log.write(json.dumps({"kill": kill, "harms": harms}) + "\n")
            counts[kill.command] += 1
            counts["harmed"] += bool(harms)
            for one in harms:
                kind = rights[kill.command].kinds[kill.at - 1]
                print(f"{kill.command} at {kill.at} ({kind}, {kill.half=}): {one}", flush=True)
            if number % 50 == 0 or number == len(mine):
                took = time.monotonic() - began
                print(
                    f"{number} of {len(mine)} kills, {counts['harmed']} harmed, {took:.0f} s",
                    flush=True,
                )
    harmed = counts.pop("harmed")
    print("kills by command: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    print(f"{len(mine) - harmed} of {len(mine)} kills survived")
    return 1 if harmed else 0


if __name__ == "__main__":
    sys.exit(main())
